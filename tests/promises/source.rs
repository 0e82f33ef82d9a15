//! What holds for every source file.

use std::path::Path;

use regex::Regex;

/// A file that is longer says why, in a comment that holds the words of [`REASON`], or is
/// generated.
const MOST_LINES: usize = 400;
const REASON: &str = "over 400 lines because ";

#[test]
fn a_long_file_says_why() {
    for (path, text) in crate::sources() {
        let lines = text.lines().count();
        let comments = text.lines().filter_map(|line| line.trim_start().strip_prefix("//"));
        let explained = comments.map(str::to_lowercase).any(|comment| {
            let why = comment.split_once(REASON).map(|(_, why)| why);
            comment.contains("@generated") || why.is_some_and(|why| why.len() >= 10)
        });
        assert!(
            lines <= MOST_LINES || explained,
            "src/{} has {lines} lines: split it, or write `// {REASON}...` in it",
            path.display()
        );
    }
}

#[test]
fn only_lib_rs_declares_public_modules_and_it_holds_no_logic() {
    let lib = crate::read("src/lib.rs");
    let line = r"^(#!?\[(doc|cfg|cfg_attr|no_std).*\]|(pub )?mod [a-z0-9_]+;|//.*|)$";
    let line = Regex::new(line).expect("a valid pattern");
    for text in lib.lines() {
        assert!(line.is_match(text), "src/lib.rs is the README and the list of modules: {text}");
    }
    assert!(
        lib.contains(r#"#![doc = include_str!("../README.md")]"#),
        "the README is the crate's documentation"
    );
    assert!(lib.contains("#![no_std]"), "the crate is no_std");
}

#[test]
fn no_source_file_reaches_for_std_or_alloc() {
    let word = Regex::new(r"(^|[^a-z_])(extern crate|std::|alloc::)").expect("a valid pattern");
    for (path, text) in crate::sources() {
        // Unit tests of what is private may use std.
        if path.ends_with("tests.rs") && is_for_tests(&path) {
            continue;
        }
        let (code, _) = text.split_once("#[cfg(test)]").unwrap_or((&text, ""));
        for line in code.lines().filter(|line| !line.trim_start().starts_with("//")) {
            assert!(!word.is_match(line), "src/{}: {line}", path.display());
        }
    }
}

/// Whether the module around `tests.rs` builds it for tests alone.
fn is_for_tests(path: &Path) -> bool {
    let folder = path.parent().expect("a folder of src");
    let files = [folder.with_extension("rs"), folder.join("mod.rs")];
    let around = files.iter().find(|file| crate::root().join("src").join(file).exists());
    let around = around.expect("a module around it");
    crate::read(&format!("src/{}", around.display())).contains("#[cfg(test)]\nmod tests;")
}
