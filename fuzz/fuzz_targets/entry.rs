#![no_main]

#[path = "../../tests/properties/entry.rs"]
mod entry;
#[path = "../../tests/properties/unicode.rs"]
mod unicode;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry::check(bytes));
