#![no_main]

#[path = "../../tests/properties/crc32c.rs"]
mod crc32c;
#[path = "../../tests/properties/stored.rs"]
mod stored;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| stored::check(bytes));
