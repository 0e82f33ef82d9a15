#![doc = include_str!("../README.md")]
#![no_std]

mod bounded;
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
pub mod stored;
mod sub_account;
pub mod template;
pub mod time;
pub mod tls;
mod unicode;
pub mod url;
mod uuid;
pub mod verifier;
