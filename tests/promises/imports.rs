//! Who may import whom. The constant is the documentation.

use std::collections::BTreeSet;
use std::path::Path;

const TEXT: &[&str] = &["code", "phone", "template", "sms"];

/// Every module of the crate, from the lowest to the highest, with the modules that it may import:
/// each name stands for itself; `TEXT` above for the four that know nothing of each other.
const MAY_IMPORT: &[(&str, &[&[&str]])] = &[
    ("bounded", &[]),
    ("buffer", &[]),
    ("stored", &[]),
    ("unicode", &[]),
    ("uuid", &[]),
    ("time", &[]),
    ("sub_account", &[]),
    ("code", &[&["bounded", "unicode"]]),
    ("phone", &[&["unicode"]]),
    ("template", &[&["buffer"]]),
    ("sms", &[&["buffer"]]),
    ("channel", &[&["bounded", "phone", "sms"]]),
    ("tls", &[&["phone"]]),
    ("session", &[&["bounded", "stored", "uuid", "code", "phone", "time"]]),
    ("limit", &[&["stored", "time"]]),
    ("url", &[&["sub_account", "session"]]),
    ("request", &[&["sub_account", "channel", "session", "url"], TEXT]),
    ("delivery", &[&["buffer", "time", "channel", "request", "session", "url"], TEXT]),
    // Every error that answers a request, and so of a delivery as well.
    (
        "response",
        &[
            &["buffer", "uuid", "time", "sub_account", "channel", "tls", "request", "session"],
            &["limit", "url", "delivery"],
            TEXT,
        ],
    ),
    (
        "verifier",
        &[
            &["stored", "time", "channel", "request", "limit", "session", "url", "delivery"],
            &["response"],
            TEXT,
        ],
    ),
    // Log formats of all that is above; nobody imports it.
    (
        "defmt",
        &[
            &[
                "buffer",
                "stored",
                "time",
                "sub_account",
                "channel",
                "tls",
                "request",
                "limit",
                "session",
                "url",
                "delivery",
                "response",
                "verifier",
            ],
            TEXT,
        ],
    ),
];

#[test]
fn modules_import_only_what_lies_below_them() {
    let mut seen = BTreeSet::new();
    for (path, text) in crate::sources() {
        if path != Path::new("lib.rs") {
            assert_eq!(
                forbidden(&path, &text),
                [""; 0],
                "src/{}: forbidden imports",
                path.display()
            );
            seen.insert(module(&path));
        }
    }
    assert!(
        TEXT.iter().all(|module| seen.contains(*module)),
        "the scan missed a module: it saw only {seen:?}"
    );
}

#[test]
fn the_order_has_no_cycle() {
    for (place, (name, groups)) in MAY_IMPORT.iter().enumerate() {
        let lower = MAY_IMPORT.get(..place).expect("a place in the list");
        for import in groups.iter().copied().flatten() {
            assert!(
                lower.iter().any(|(module, _)| module == import),
                "{name} imports {import}, which is not below it"
            );
        }
    }
}

#[test]
fn the_scan_sees_each_way_to_write_an_import() {
    for (path, text, expected) in [
        ("sms/mod.rs", "use crate::phone::Country;", &["phone"][..]),
        ("sms/mod.rs", "use super::phone::Country;", &["phone"]),
        ("sms/gsm7.rs", "use super::super::phone;", &["phone"]),
        ("sms/gsm7/pack.rs", "use super::super::super::phone;", &["phone"]),
        (
            "time.rs",
            "use crate::{\n    session::{Session, Status},\n    limit,\n};",
            &["session", "limit"],
        ),
        ("time.rs", "use super::{session::Session, limit};", &["session", "limit"]),
        ("phone/mod.rs", "fn f() { let x = 1 + crate::code::Length::MIN; }", &["code"]),
        ("phone/mod.rs", "pub(in crate::sms) fn f() {}", &["sms"]),
        ("phone/mod.rs", "use crate::*;", &["*"]),
        ("template.rs", "use crate::unicode;", &["unicode"]),
        ("template.rs", "use crate::Code;", &["Code"]),
        ("template.rs", "use crate :: unicode;", &["unicode"]),
        ("novel.rs", "", &["novel is not in the list of modules"]),
        // What is allowed.
        (
            "phone/scan.rs",
            "use super::table; use crate::phone::plan; use crate::unicode; pub(crate) fn f() {}",
            &[],
        ),
        ("sms/mod.rs", "// crate::phone\n//! [`crate::phone`]\n    /// super::phone", &[]),
        ("sms/gsm7/mod.rs", "use super::phone;", &[]),
        ("sms/gsm7/mod.rs", "use super::super::sms;", &[]),
        ("sms/gsm7/mod.rs", "use super::phone; use super::super::sms;", &[]),
        ("sms/mod.rs", "mod gsm7 { use super::Charset; }", &[]),
        ("session.rs", "use crate::{code::Code, phone::PhoneNumber, time};", &[]),
    ] {
        assert_eq!(forbidden(Path::new(path), text), expected, "{path}: {text}");
    }
}

/// The imports of this source file, by its path under `src/`, that its module may not make.
fn forbidden(path: &Path, text: &str) -> Vec<String> {
    let module = module(path);
    let Some((_, groups)) = MAY_IMPORT.iter().find(|(name, _)| *name == module) else {
        return vec![format!("{module} is not in the list of modules")];
    };
    let allowed = |import: &String| {
        *import == module || groups.iter().any(|group| group.contains(&import.as_str()))
    };
    let is_module = |import: &String| MAY_IMPORT.iter().any(|(name, _)| name == import);
    let code = without_comments(text);
    let mut imports = after(&code, "crate::");
    // As many `super` as the file lies deep reach the crate. There, a name that is no module of the
    // crate belongs to the parent of an inline module.
    let depth = path.components().count() - usize::from(path.ends_with("mod.rs"));
    let up = "super::".repeat(depth);
    imports.extend(after(&code, &up).into_iter().filter(is_module));
    imports.retain(|import| !allowed(import));
    imports
}

/// The module of the crate that a file under `src/` belongs to.
pub(crate) fn module(path: &Path) -> String {
    let first = path.components().next().expect("a path has a part");
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The code without its comment lines, and without white space around `::`.
fn without_comments(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let parts: Vec<_> = lines.flat_map(|line| line.split_whitespace()).collect();
    parts.join(" ").replace(" :: ", "::").replace(":: ", "::").replace(" ::", "::")
}

/// What follows `prefix` wherever a path begins with it: one name, or each first name of a group in
/// braces.
fn after(code: &str, prefix: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        let (before, rest) = code.split_at(at);
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$' || c == ':') {
            continue;
        }
        let rest = rest.trim_start_matches(prefix);
        match rest.strip_prefix('{') {
            None => found.extend(first_name(rest)),
            Some(group) => {
                let mut depth = 1_usize;
                let mut start = true;
                for (place, c) in group.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        _ => {}
                    }
                    if depth == 0 {
                        break;
                    }
                    if start && !c.is_whitespace() {
                        found.extend(group.get(place..).and_then(first_name));
                    }
                    start = depth == 1 && (c == ',' || (start && c.is_whitespace()));
                }
            }
        }
    }
    found
}

fn first_name(text: &str) -> Option<String> {
    if text.starts_with('*') {
        return Some("*".to_owned());
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    text.get(..end).filter(|name| !name.is_empty()).map(str::to_owned)
}
