//! Text messages: alphabet, encodings, segments, octets and senders.

#[path = "../properties/gsm0338.rs"]
mod gsm0338;
mod gsm7;
mod message;
mod segments;
mod sender;
mod submit;
