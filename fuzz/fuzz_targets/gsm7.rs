#![no_main]

#[path = "../../tests/properties/gsm0338.rs"]
mod gsm0338;
#[path = "../../tests/properties/gsm7.rs"]
mod gsm7;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gsm7::check(bytes));
