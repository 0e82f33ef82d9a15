//! Properties: what must hold in each module for random bytes, and for the inputs that fuzzing
//! found worth keeping. `fuzz/` tries them on as many inputs as there is time for.
//!
//! Every property is one function of bytes, in a file of its own, that compares a module with a
//! naive reference. Hostile texts, and all short sequences of events, share these references and
//! run here as well: they are compiled once, and use both cores.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod code;
mod crc32c;
mod engine;
mod engine_model;
#[path = "../engine/store.rs"]
mod engine_store;
mod engine_strategies;
mod entry;
#[path = "gsm0338.rs"]
mod gsm0338;
mod gsm7;
mod guesses;
mod guesses_attacks;
#[path = "../hostile/mod.rs"]
mod hostile;
mod phone;
mod phone_model;
mod phone_texts;
mod request;
mod request_body;
mod request_model;
mod segments;
mod session;
mod session_model;
#[path = "../session/model.rs"]
mod session_sequences;
mod stored;
mod strategies;
mod submit;
mod template;
mod unicode;
mod verifier;
mod verifier_limits;
mod verifier_model;
#[path = "../verifier/model.rs"]
mod verifier_sequences;
mod word;

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;

/// Makes two tests of each property, and a row of the list.
macro_rules! properties {
    ($($name:ident)*) => {
        const PROPERTIES: &[&str] = &[$(stringify!($name)),*];

        mod any_bytes {
            use proptest::strategy::Strategy;

            $(#[test]
            fn $name() {
                crate::try_many(crate::strategies::$name().boxed(), crate::$name::check);
            })*
        }

        mod seeds {
            $(#[test]
            fn $name() {
                crate::replay(stringify!($name), crate::$name::check);
            })*
        }
    };
}

properties! {
    code engine entry gsm7 guesses phone request segments session stored submit template verifier
}

/// Boxed, so that the runner is compiled once and not for each strategy.
fn try_many(bytes: BoxedStrategy<Vec<u8>>, check: fn(&[u8])) {
    let config =
        ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(bytes in bytes.prop_map(Shown).boxed())| check(&bytes.0));
}

/// Shows bytes as a literal that a seed can be made of.
struct Shown(Vec<u8>);

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "b\"{}\"", self.0.escape_ascii())
    }
}

/// Every file of `fuzz/seeds/<name>`.
fn replay(name: &str, check: fn(&[u8])) {
    let seeds = files(&format!("seeds/{name}"));
    assert!(!seeds.is_empty(), "fuzz/seeds/{name} is empty");
    for seed in seeds {
        let bytes = fs::read(&seed).unwrap();
        let result = std::panic::catch_unwind(|| check(&bytes));
        assert!(result.is_ok(), "{} fails", seed.display());
    }
}

#[test]
fn every_property_has_a_fuzz_target() {
    let targets: BTreeSet<String> = files("fuzz_targets").iter().map(|file| stem(file)).collect();
    assert_eq!(targets, PROPERTIES.iter().map(ToString::to_string).collect());
    let seeds: BTreeSet<String> = files("seeds").iter().map(|folder| stem(folder)).collect();
    assert_eq!(seeds, targets);
    let manifest = fs::read_to_string(fuzz().join("Cargo.toml")).unwrap();
    for target in targets {
        assert!(manifest.contains(&format!("name = \"{target}\"\n")), "{target}");
        let source = fs::read_to_string(fuzz().join(format!("fuzz_targets/{target}.rs"))).unwrap();
        assert!(source.contains(&format!("{target}::check(bytes)")), "{target}");
    }
}

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// The files and folders in a folder of `fuzz/`.
fn files(folder: &str) -> Vec<PathBuf> {
    let entries = fuzz().join(folder).read_dir();
    let entries = entries.unwrap_or_else(|error| panic!("fuzz/{folder}: {error}"));
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_str().unwrap().to_owned()
}
