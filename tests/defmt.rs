//! The feature `defmt`: every public type can be logged.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

use std::fs;
use std::path::Path;

use verify_core::channel::VoiceProfile;
use verify_core::code::Code;
use verify_core::phone::PhoneNumber;
use verify_core::request::{Request, Verification};
use verify_core::session::Session;

/// Names of the public types that a folder's files declare, each with its file.
fn public_types(folder: &Path, names: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            public_types(&path, names);
            continue;
        }
        let file = path.display().to_string();
        for line in fs::read_to_string(&path).unwrap().lines() {
            let line = line.trim_start();
            let declared =
                ["pub struct ", "pub enum "].iter().find_map(|word| line.strip_prefix(word));
            if let Some(declared) = declared {
                let end = declared.find(|c: char| !c.is_alphanumeric()).unwrap_or(declared.len());
                names.push((declared[..end].to_string(), file.clone()));
            }
        }
    }
}

#[test]
fn every_public_type_is_in_the_list() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let list = fs::read_to_string(root.join("src/defmt.rs")).unwrap();
    let mut names = Vec::new();
    public_types(&root.join("src"), &mut names);
    assert!(names.len() > 80, "found only {names:?}");
    for (name, file) in names {
        let module = Path::new(&file).strip_prefix(root.join("src")).unwrap();
        let parts = module.components().filter_map(|part| part.as_os_str().to_str());
        let module = if parts.clone().any(|part| part == "gsm7") {
            "gsm7"
        } else {
            parts.clone().next().unwrap()
        };
        let entry = format!("{}::{name}", module.trim_end_matches(".rs"));
        let is_listed = list.lines().any(|line| {
            line.split_once(&entry).is_some_and(|(_, rest)| rest.starts_with([',', '<', ' ']))
        });
        assert!(is_listed, "{entry} of {file} is not in src/defmt.rs");
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
