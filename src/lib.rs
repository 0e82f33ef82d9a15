#![doc = include_str!("../README.md")]
#![no_std]

pub mod code;
pub mod phone;
pub mod sms;
pub mod template;
mod typed;
