#![no_main]

#[path = "../../tests/properties/phone.rs"]
mod phone;
#[path = "../../tests/properties/phone_model.rs"]
mod phone_model;
#[path = "../../tests/properties/unicode.rs"]
mod unicode;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| phone::check(bytes));
