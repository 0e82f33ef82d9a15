#![doc = include_str!("../README.md")]
#![no_std]

pub mod buffer;
pub mod channel;
pub mod code;
mod defmt;
pub mod delivery;
pub mod limit;
pub mod phone;
pub mod request;
pub mod response;
pub mod session;
pub mod sms;
mod sub_account;
pub mod template;
pub mod time;
pub mod tls;
mod unicode;
pub mod url;
pub mod verifier;
