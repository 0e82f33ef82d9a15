//! SMPP, against an SMSC that plays whatever a test wants. `peers` has one of other people's.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod answers;
mod connection;
mod logs;
mod parts;
mod receipts;
mod smsc;
mod support;
mod texts;
