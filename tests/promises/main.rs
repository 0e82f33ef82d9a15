//! The promises that prose and manifest make, each held by a test.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "a test that panics is a test that fails"
)]

mod conformance;
mod documents;
mod errors;
mod files;
mod imports;
mod manifest;
mod sizes;
mod source;
mod style;
mod types;

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the crate.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file of the repository, by its path from the root.
fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every Rust file under `src/`, as its path from there and its text.
fn sources() -> Vec<(PathBuf, String)> {
    below(&root().join("src"))
}

/// Every Rust file of the repository, as its path from the root and its text.
fn rust() -> Vec<(PathBuf, String)> {
    let folders = ["src", "tests", "benches", "fuzz", "examples", "tools"];
    let folders = folders.into_iter().filter(|folder| root().join(folder).exists());
    let files = folders.flat_map(|folder| {
        let files = below(&root().join(folder)).into_iter();
        files.map(move |(path, text)| (Path::new(folder).join(path), text))
    });
    files.collect()
}

/// The Rust files below a folder, without what was built there.
fn below(top: &Path) -> Vec<(PathBuf, String)> {
    let mut folders = vec![top.to_path_buf()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in folder.read_dir().expect("a folder of the crate can be listed") {
            let path = entry.expect("an entry of the crate can be read").path();
            let is_built = ["target", "corpus"].iter().any(|name| path.ends_with(name));
            if path.is_dir() && !is_built {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("a source file is UTF-8");
                let path = path.strip_prefix(top).expect("it lies below");
                files.push((path.to_path_buf(), text));
            }
        }
    }
    files.sort();
    files
}

/// What `cargo` prints for these arguments, off the network: what is needed was fetched to build
/// this test.
fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--offline")
        .current_dir(root())
        .output()
        .expect("cargo, which runs this test, can be started");
    assert!(
        output.status.success(),
        "cargo {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("cargo prints UTF-8")
}

/// What `cargo metadata` says of the workspace's package of that name.
fn package(name: &str) -> Option<serde_json::Value> {
    let metadata = cargo(&["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: serde_json::Value =
        serde_json::from_str(&metadata).expect("cargo metadata prints JSON");
    let packages = metadata["packages"].as_array().expect("it lists packages");
    packages.iter().find(|package| package["name"] == name).cloned()
}

/// What `cargo metadata` says of this crate.
fn this_package() -> serde_json::Value {
    package(env!("CARGO_PKG_NAME")).expect("the crate is a package of its workspace")
}
