//! The feature `defmt`: every public type can be logged.

#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

#[path = "promises/types.rs"]
mod types;

use std::fs;
use std::path::Path;

use verify_core::channel::VoiceProfile;
use verify_core::code::Code;
use verify_core::phone::PhoneNumber;
use verify_core::request::{Request, Verification};
use verify_core::session::Session;

#[test]
fn every_public_type_is_in_the_list() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = fs::read_to_string(root.join("src/defmt.rs")).unwrap();
    let types = types::public_types(&root.join("src"));
    assert!(types.len() > 80, "found only {types:?}");
    for (file, name) in types {
        let parts = file.iter().filter_map(|part| part.to_str());
        let module = if parts.clone().any(|part| part == "gsm7") {
            "gsm7"
        } else {
            parts.clone().next().unwrap()
        };
        let entry = format!("{}::{name}", module.trim_end_matches(".rs"));
        let is_listed = list.lines().any(|line| {
            line.split_once(&entry).is_some_and(|(_, rest)| rest.starts_with([',', '<', ' ']))
        });
        assert!(is_listed, "{entry} of src/{} is not in src/defmt.rs", file.display());
    }
}

#[test]
fn types_are_formats() {
    fn is_format<T: defmt::Format>() {}
    is_format::<Code>();
    is_format::<PhoneNumber>();
    is_format::<Request<&str>>();
    is_format::<Request<heapless::String<64>>>();
    is_format::<Verification<'_>>();
    is_format::<Session>();
    is_format::<VoiceProfile<'_>>();
}
