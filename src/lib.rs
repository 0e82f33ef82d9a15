#![doc = include_str!("../README.md")]
#![no_std]

pub mod code;
mod digit;
pub mod phone;
pub mod sms;
pub mod template;
