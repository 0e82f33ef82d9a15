//! Who may import whom. The list at the top is the documented order.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::files::{self, Files, Import};

const TEXT: &[&str] = &["code", "phone", "template", "sms"];

/// Every module of the crate, from the lowest to the highest, with the modules that it may import.
/// `TEXT` stands for the four that know nothing of each other.
///
/// Within these bounds no file imports a file that imports it, even indirectly; a parent that
/// re-exports what its children declare imports nothing by that.
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
    ("channel", &[&["bounded", "unicode", "phone", "sms"]]),
    ("tls", &[&["phone"]]),
    // A session knows the channel on which it was last sent.
    ("session", &[&["bounded", "stored", "uuid", "channel", "code", "phone", "time"]]),
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
        "engine",
        &[
            &["stored", "time", "sub_account", "channel", "tls", "request", "limit", "session"],
            &["url", "delivery", "response"],
            TEXT,
        ],
    ),
    (
        "verifier",
        &[
            &["stored", "time", "channel", "tls", "request", "limit", "session", "url", "delivery"],
            &["response", "engine"],
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
                "engine",
                "verifier",
            ],
            TEXT,
        ],
    ),
];

#[test]
fn modules_import_only_what_lies_below_them() {
    let files = Files::new(crate::sources());
    let mut forbidden = BTreeSet::new();
    for Import { from, to, .. } in files.imports() {
        let (from_module, to_module) = (module(Path::new(from)), module(Path::new(to)));
        if from_module != to_module && !may_import(&from_module, &to_module) {
            forbidden.insert(format!("src/{from} imports {to_module}"));
        }
    }
    assert!(forbidden.is_empty(), "{forbidden:#?}");
}

#[test]
fn every_module_is_in_the_list_and_the_list_names_no_other() {
    let listed: BTreeSet<String> =
        MAY_IMPORT.iter().map(|(module, _)| (*module).to_owned()).collect();
    let present: BTreeSet<String> = crate::sources()
        .iter()
        .map(|(path, _)| module(path))
        .filter(|module| !["lib", "_documents"].contains(&module.as_str()))
        .collect();
    assert_eq!(listed, present);
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
fn no_file_imports_a_file_that_imports_it() {
    let files = Files::new(crate::sources());
    let cycles = cycles(&files.imports());
    assert!(cycles.is_empty(), "these files import each other: {cycles:#?}");
}

/// The files that import one another, each group with the imports that hold it together.
fn cycles(imports: &[Import<'_>]) -> Vec<Vec<String>> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for import in imports {
        next.entry(import.from).or_default().insert(import.to);
    }
    let reached = |from: &str| {
        let mut seen = BTreeSet::new();
        let mut open: Vec<&str> = next.get(from).into_iter().flatten().copied().collect();
        while let Some(file) = open.pop() {
            if seen.insert(file) {
                open.extend(next.get(file).into_iter().flatten());
            }
        }
        seen
    };
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        next.keys().map(|file| (*file, reached(file))).collect();
    let meets = |a: &str, b: &str| {
        let leads = |a: &str, b: &str| reach.get(a).is_some_and(|seen| seen.contains(b));
        leads(a, b) && leads(b, a)
    };
    let mut cycles = Vec::new();
    let mut told = BTreeSet::new();
    for file in next.keys() {
        if !told.contains(file) && meets(file, file) {
            let within = |import: &&Import<'_>| meets(file, import.from) && meets(file, import.to);
            let edges: BTreeSet<String> = imports.iter().filter(within).map(edge).collect();
            told.extend(reach[file].iter().filter(|other| meets(file, other)).copied());
            cycles.push(edges.into_iter().collect());
        }
    }
    cycles
}

fn edge(import: &Import<'_>) -> String {
    format!("{} -> {} ({})", import.from, import.to, import.name)
}

/// Whether a module may import another one.
fn may_import(from: &str, to: &str) -> bool {
    let found = MAY_IMPORT.iter().find(|(name, _)| *name == from);
    found.is_some_and(|(_, groups)| groups.iter().any(|group| group.contains(&to)))
}

/// The module of the crate that a file under `src/` belongs to.
pub(crate) fn module(path: &Path) -> String {
    let first = path.components().next().expect("a path has a part");
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

// --- The test of the test: each way to write an import is seen ---

/// The imports of `path` among a few other files.
fn imports_of(path: &str, text: &str) -> Vec<String> {
    let others = [
        ("lib.rs", ""),
        ("time.rs", "pub struct Timestamp;"),
        ("unicode.rs", "pub(crate) fn digit() {}"),
        ("phone/mod.rs", "mod scan; mod plan; pub use plan::Plan; pub struct Country;"),
        ("phone/scan.rs", ""),
        ("phone/plan.rs", "pub struct Plan; pub(crate) const MOST: u8 = 1;"),
        ("sms/mod.rs", "pub mod gsm7; use crate::time::Timestamp; pub struct Message;"),
        ("sms/gsm7.rs", "pub fn pack() {}"),
    ];
    let mut sources = vec![(path.into(), text.to_owned())];
    let others = others.into_iter().filter(|(other, _)| *other != path);
    sources.extend(others.map(|(other, text)| (other.into(), text.to_owned())));
    let files = Files::new(sources);
    let imports = files.imports();
    let ours = imports.iter().filter(|import| import.from == path);
    ours.map(|import| import.to.to_owned()).collect::<BTreeSet<_>>().into_iter().collect()
}

#[test]
fn the_scan_sees_each_way_to_write_an_import() {
    for (path, text, expected) in [
        ("unicode.rs", "use crate::phone::Country;", &["phone/mod.rs"][..]),
        ("unicode.rs", "use crate::phone::Plan;", &["phone/plan.rs"]),
        ("unicode.rs", "use super::phone::Country as C;", &["phone/mod.rs"]),
        ("unicode.rs", "use crate :: time :: Timestamp;", &["time.rs"]),
        (
            "unicode.rs",
            "use crate::{\n    phone::{Country, Plan},\n    time::Timestamp,\n};",
            &["phone/mod.rs", "phone/plan.rs", "time.rs"],
        ),
        ("unicode.rs", "use crate::time; fn f(_: time::Timestamp) {}", &["time.rs"]),
        ("unicode.rs", "use crate::time::*;", &["time.rs"]),
        ("unicode.rs", "fn f() { let x = 1 + crate::time::Timestamp::MAX; }", &["time.rs"]),
        ("unicode.rs", "macro_rules! m { () => { $crate::time::Timestamp } }", &["time.rs"]),
        ("unicode.rs", "use crate::sms::gsm7::pack;", &["sms/gsm7.rs"]),
        ("unicode.rs", "use crate::sms::gsm7; fn f() { gsm7::pack() }", &["sms/gsm7.rs"]),
        ("phone/scan.rs", "use super::plan::MOST;", &["phone/plan.rs"]),
        ("phone/scan.rs", "use super::Country;", &["phone/mod.rs"]),
        ("phone/scan.rs", "use super::Plan;", &["phone/plan.rs"]),
        ("phone/scan.rs", "fn f(_: super::super::time::Timestamp) {}", &["time.rs"]),
        ("sms/gsm7.rs", "use super::Timestamp;", &["time.rs"]),
        ("phone/mod.rs", "mod plan; use plan::Plan;", &["phone/plan.rs"]),
        ("phone/mod.rs", "mod plan; fn f() -> u8 { plan::MOST }", &["phone/plan.rs"]),
        ("phone/mod.rs", "mod plan; pub use plan::Plan; fn f(_: Plan) {}", &["phone/plan.rs"]),
        // None of these is an import.
        ("phone/mod.rs", "mod plan; pub use plan::Plan;", &[]),
        ("phone/mod.rs", "mod plan; pub(crate) use plan::{MOST, Plan};", &[]),
        ("unicode.rs", "// crate::time::Timestamp\n//! [`crate::time`]\n/// super::time", &[]),
        ("unicode.rs", "const TEXT: &str = \"crate::time::Timestamp\";", &[]),
        ("unicode.rs", "#[cfg(test)]\nmod tests { use crate::time::Timestamp; }", &[]),
        ("unicode.rs", "pub(in crate::time) fn f() {} use core::time::Duration;", &[]),
        ("unicode.rs", "use super::unicode::digit;", &[]),
    ] {
        assert_eq!(imports_of(path, text), expected, "{path}: {text}");
    }
}

#[test]
fn a_cycle_is_found_and_shown() {
    let sources = [
        ("lib.rs", ""),
        ("a.rs", "use crate::b::B; pub struct A;"),
        ("b.rs", "use crate::c::C; pub struct B;"),
        ("c.rs", "use crate::a::A; pub struct C;"),
        ("d.rs", "use crate::a::A;"),
    ];
    let files = Files::new(sources.map(|(path, text)| (path.into(), text.to_owned())).into());
    let shown = cycles(&files.imports());
    assert_eq!(shown, [["a.rs -> b.rs (B)", "b.rs -> c.rs (C)", "c.rs -> a.rs (A)"]]);
    assert_eq!(files::code("a /* b */ 'c' \"d\" // e"), ["a"]);
}
