//! SMPP, against an SMSC that plays whatever a test wants. `peers` has one of other people's.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod answers;
mod connection;
mod logs;
mod parts;
mod process;
mod receipts;
#[allow(dead_code, reason = "the tests of HTTP need more")]
#[path = "../http/service.rs"]
mod service;
mod smsc;
mod support;
mod texts;
