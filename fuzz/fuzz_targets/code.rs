#![no_main]

#[path = "../../tests/properties/code.rs"]
mod code;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| code::check(bytes));
