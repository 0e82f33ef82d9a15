//! The minimum Rust version, the dependencies and what the package holds.

use regex::Regex;
use serde_json::Value;
use std::collections::BTreeSet;

/// The dependencies of the default build. CHANGELOG.md tells why each is there; one more needs a
/// reason there.
const DEPENDENCIES: [&str; 5] = ["heapless", "rand_chacha", "rand_core", "subtle", "zeroize"];

/// Everything in the package besides the source and what cargo itself adds: the licences, and the
/// documents, which are pages of the documentation as well.
const PACKAGED: [&str; 11] = [
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONFORMANCE.md",
    "CONTRIBUTING.md",
    "INTEROP.md",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "NOTICE",
    "README.md",
    "SECURITY.md",
    "benches/RESULTS.md",
];

#[test]
fn the_minimum_rust_version_is_stated_once() {
    let stated = Regex::new(r"([Rr]ust|RUST|rustc|MSRV|[Tt]oolchain)[^\n]{0,40}[^0-9.]1\.[0-9]{2}");
    let stated = stated.expect("a valid pattern");
    let mut files = crate::documents::prose();
    // The results name the compiler that they were measured with.
    files.retain(|(file, _)| !file.ends_with("benches/RESULTS.md"));
    files.push((".ci/run".into(), crate::read(".ci/run")));
    for (file, text) in files {
        let found = stated.find(&text).map(|found| found.as_str());
        assert_eq!(
            found,
            None,
            "{} states a Rust version: `rust-version` in Cargo.toml is the only place",
            file.display()
        );
    }
    for file in ["clippy.toml", ".clippy.toml", "rust-toolchain", "rust-toolchain.toml"] {
        assert!(!crate::root().join(file).exists(), "{file} could state a second Rust version");
    }
}

#[test]
fn no_dependency_needs_a_newer_rust_than_we_promise() {
    let ours = version(env!("CARGO_PKG_RUST_VERSION"));
    for built in default_build() {
        if let Some(theirs) = built.rust_version() {
            assert!(version(&theirs) <= ours, "{} needs Rust {theirs}", built.name);
        }
    }
}

#[test]
fn the_default_build_depends_on_these_five() {
    let package = crate::this_package();
    let normal = package["dependencies"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|each| each["kind"].is_null());
    let required: Vec<&Value> = normal.filter(|each| each["optional"] == false).collect();
    let names: BTreeSet<_> = required.iter().filter_map(|each| each["name"].as_str()).collect();
    assert_eq!(names, BTreeSet::from(DEPENDENCIES));
    for dependency in required {
        assert_eq!(
            dependency["uses_default_features"], false,
            "{}: default features are off",
            dependency["name"]
        );
        assert_eq!(
            dependency["features"],
            Value::Array(Vec::new()),
            "{}: no features",
            dependency["name"]
        );
    }
    let changelog = crate::read("CHANGELOG.md");
    for name in DEPENDENCIES {
        assert!(
            changelog.contains(&format!("- `{name}`: ")),
            "CHANGELOG.md tells why {name} is there"
        );
    }
}

#[test]
fn the_default_build_is_without_std_and_alloc() {
    let built = default_build();
    for name in DEPENDENCIES {
        assert!(built.iter().any(|each| each.name == name), "{name} is part of the build");
    }
    for each in built {
        for feature in ["std", "alloc", "default"] {
            assert!(
                !each.features.iter().any(|on| on == feature),
                "{} is built with `{feature}`",
                each.name
            );
        }
    }
}

#[test]
fn the_package_holds_the_source_its_licences_and_no_more() {
    let listed = crate::cargo(&["package", "--list", "--allow-dirty", "--locked"]);
    let by_cargo = [".cargo_vcs_info.json", "Cargo.lock", "Cargo.toml", "Cargo.toml.orig"];
    let ours: BTreeSet<_> = listed.lines().filter(|file| !by_cargo.contains(file)).collect();
    let mut expected: BTreeSet<String> = PACKAGED.map(str::to_owned).into();
    for (path, _) in crate::sources() {
        expected.insert(format!("src/{}", path.display()).replace('\\', "/"));
    }
    assert_eq!(ours, expected.iter().map(String::as_str).collect());
}

#[test]
fn the_licences_are_there_in_full() {
    assert_eq!(crate::this_package()["license"], "MIT OR Apache-2.0");
    let apache = crate::read("LICENSE-APACHE");
    for part in [
        "Version 2.0, January 2004",
        "9. Accepting Warranty or Additional Liability",
        "END OF TERMS AND CONDITIONS",
    ] {
        assert!(apache.contains(part), "LICENSE-APACHE lacks: {part}");
    }
    let mit = crate::read("LICENSE-MIT");
    for part in [
        "Permission is hereby granted, free of charge",
        "Copyright (c)",
        "THE SOFTWARE IS PROVIDED \"AS IS\"",
    ] {
        assert!(mit.contains(part), "LICENSE-MIT lacks: {part}");
    }
}

#[test]
fn the_notice_names_the_version_of_the_numbering_facts() {
    let regions = crate::read("tests/data/regions.tsv");
    let first = regions.lines().next().expect("a first line");
    let (_, version) =
        first.split_once("libphonenumber metadata ").expect("the first line names its source");
    let version = version.split_whitespace().next().expect("a version follows");
    let notice = crate::read("NOTICE");
    for part in
        [&format!("version {version}"), "Copyright The Libphonenumber Authors", "3GPP TS 23.038"]
    {
        assert!(notice.contains(part), "NOTICE lacks: {part}");
    }
}

/// A package of the default build.
struct Built {
    name: String,
    version: String,
    features: Vec<String>,
}

impl Built {
    /// Returns the oldest Rust that the package says it builds with, or `None` if it says none.
    ///
    /// `cargo metadata` would want the packages of the whole workspace, which a first `cargo test`
    /// does not fetch.
    fn rust_version(&self) -> Option<String> {
        if self.name == env!("CARGO_PKG_NAME") {
            return Some(env!("CARGO_PKG_RUST_VERSION").to_owned());
        }
        let package = format!("{}@{}", self.name, self.version);
        let info = crate::cargo(&["info", "--locked", "--color=never", &package]);
        let stated = info.lines().find_map(|line| line.strip_prefix("rust-version: "));
        let stated = stated.unwrap_or_else(|| panic!("cargo info says no Rust version: {info}"));
        Some(stated.to_owned()).filter(|stated| stated != "unknown")
    }
}

/// Returns the packages of the default build with the features that they are built with, but not
/// those of build scripts.
fn default_build() -> Vec<Built> {
    let tree = crate::cargo(&[
        "tree",
        "--package=verify-core",
        "--edges=normal",
        "--no-default-features",
        "--prefix=none",
        "--format={p};{f}",
        "--locked",
    ]);
    let built = tree.lines().map(|line| {
        let (package, features) = line.split_once(';').expect("the format asked for");
        let mut words = package.split_whitespace();
        let name = words.next().expect("a package has a name");
        let version = words.next().and_then(|word| word.strip_prefix('v'));
        let features = features.trim_end_matches(" (*)").split(',');
        Built {
            name: name.to_owned(),
            version: version.expect("a package has a version").to_owned(),
            features: features.filter(|it| !it.is_empty()).map(str::to_owned).collect(),
        }
    });
    built.collect()
}

/// `1.88` or `1.88.0` as numbers.
fn version(text: &str) -> (u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().expect("a version is made of numbers"));
    (parts.next().expect("a major version"), parts.next().unwrap_or(0))
}
