#![doc = include_str!("../README.md")]
#![no_std]

pub mod channel;
pub mod code;
mod digit;
pub mod phone;
pub mod request;
pub mod sms;
pub mod template;
pub mod tls;
