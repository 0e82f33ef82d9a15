#![no_main]

#[path = "../../tests/properties/engine.rs"]
mod engine;
#[path = "../../tests/properties/engine_model.rs"]
mod engine_model;
#[path = "../../tests/engine/store.rs"]
mod engine_store;
#[path = "../../tests/properties/word.rs"]
mod word;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| engine::check(bytes));
