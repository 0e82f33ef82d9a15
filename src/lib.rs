#![doc = include_str!("../README.md")]
#![no_std]

pub mod code;
pub mod limit;
pub mod phone;
pub mod session;
pub mod sms;
pub mod template;
pub mod time;
mod typed;
