//! SMPP, against npm `smpp` as an SMSC and before the eyes of tshark. `run` installs both.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod capture;
mod node;
mod proxy;
#[allow(dead_code, reason = "the tests without peers need more")]
#[path = "../smsc.rs"]
mod smsc;
#[allow(dead_code, reason = "the tests without peers need more")]
#[path = "../support.rs"]
mod support;
mod together;
mod tshark;
