#![no_main]

#[path = "../../tests/properties/verifier.rs"]
mod verifier;
#[path = "../../tests/properties/verifier_limits.rs"]
mod verifier_limits;
#[path = "../../tests/properties/verifier_model.rs"]
mod verifier_model;
#[path = "../../tests/properties/word.rs"]
mod word;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| verifier::check(bytes));
