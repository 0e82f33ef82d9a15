//! Text messages: alphabet, encodings, segments, octets and senders.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

#[path = "../properties/gsm0338.rs"]
mod gsm0338;
mod gsm7;
mod message;
mod segments;
mod sender;
mod submit;
