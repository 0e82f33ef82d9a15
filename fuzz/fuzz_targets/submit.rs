#![no_main]

#[path = "../../tests/properties/gsm0338.rs"]
mod gsm0338;
#[path = "../../tests/properties/segments.rs"]
mod segments;
#[path = "../../tests/properties/submit.rs"]
mod submit;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| submit::check(bytes));
