#![no_main]

#[path = "../../tests/properties/phone_model.rs"]
mod phone_model;
#[path = "../../tests/properties/request.rs"]
mod request;
#[path = "../../tests/properties/request_body.rs"]
mod request_body;
#[path = "../../tests/properties/request_model.rs"]
mod request_model;
#[path = "../../tests/properties/unicode.rs"]
mod unicode;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| request::check(bytes));
