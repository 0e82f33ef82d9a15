#![no_main]

#[path = "../../tests/properties/session.rs"]
mod session;
#[path = "../../tests/properties/session_model.rs"]
mod session_model;
#[path = "../../tests/properties/word.rs"]
mod word;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| session::check(bytes));
