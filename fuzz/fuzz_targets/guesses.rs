#![no_main]

#[path = "../../tests/engine/store.rs"]
mod engine_store;
#[path = "../../tests/properties/guesses.rs"]
mod guesses;
#[path = "../../tests/properties/word.rs"]
mod word;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| guesses::check(bytes));
