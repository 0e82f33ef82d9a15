//! No branch and no address of [`Code::matches`] or [`Session::check`] depends on the code or on
//! where the first wrong character stands. Memcheck, from which the characters of the code are
//! hidden, reports none.
//!
//! There is one exception: `check` returns a verdict, and has to branch on it. That branch is known
//! by its line, and must run equally often for every entry.
//!
//! The format and the length of a code and the entry are public. This test does not cover how a
//! code is drawn, shown, stored and restored (`Code::generate`, `parse` and `expose`,
//! `Session::to_bytes` and `from_bytes`), instructions whose time depends on their operands (there
//! is no division here), or other compilers and processors than those of this run.
//!
//! [`Code::matches`]: verify_core::code::Code::matches
//! [`Session::check`]: verify_core::session::Session::check

#![allow(clippy::expect_used, clippy::panic, reason = "a test that panics is a test that fails")]

use roxmltree::{Document, Node};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

/// The file with the line that branches on the outcome.
const SESSION: &str = "src/session/state.rs";
/// That line.
const VERDICT: &str = "if self.code.matches(entered) {";
/// The lines that branch on how long a code is and on its format. Both are public, but in a record
/// the length shows only by the zeros behind the code, and one word holds all three.
const SHAPE: [&str; 7] = [
    "src/engine/decide.rs: !session.code().is_empty() && session.status_at(now) == Status::Waiting",
    "src/engine/decide.rs: Verdict::Wrong { .. } | Verdict::Failed if !session.code().is_empty() \
     => Counted::Failure,",
    "src/code/entry.rs: let Ok(length) = Length::new(*length) else {",
    "src/code/entry.rs: if entered.len() != usize::from(length.get()) {",
    "src/code/value.rs: Format::ALL.get(usize::from(format)).copied().unwrap_or_default()",
    "src/code/format.rs: match self {",
    "src/code/entry.rs: if dash == Some(index) {",
];
/// Branches on the verdict, behind the comparison: whether it counts as a failure, and the status
/// that the session then has.
const OUTCOME: [&str; 2] =
    ["src/engine/context.rs: match counted {", "src/session/state.rs: match self.ended {"];
/// What reads and writes the record of a session.
const STORING: [&str; 2] = ["restore_record", "to_bytes"];

#[test]
fn a_code_matches_without_a_branch_or_an_address_that_depends_on_it() {
    let report = Report::of("matches");
    assert_eq!(report.places, BTreeSet::new());
    assert_eq!(report.leak(), None);
}

#[test]
fn a_session_checks_with_no_branch_but_on_the_verdict() {
    for group in ["check", "last-check"] {
        let report = Report::of(group);
        assert_eq!(report.leak(), None, "{group}");
    }
}

/// The record of the session is read before and written after the comparison, which is not covered
/// here. What happens in between has no branch but on the verdict.
#[test]
fn the_engine_checks_with_no_branch_but_on_the_verdict() {
    for group in ["engine", "last-engine"] {
        let report = Report::of(group);
        let stores = |place: &&String| place.starts_with("stored: ");
        assert!(report.places.iter().any(|place| stores(&place)), "records are followed");
        let verdict = format!("a branch in {SESSION}: {VERDICT}");
        let is_known = |place: &String| {
            let mut lines = SHAPE.iter().chain(&OUTCOME);
            *place == verdict || lines.any(|line| *place == format!("a branch in {line}"))
        };
        let others = report.places.iter().filter(|place| !stores(place) && !is_known(place));
        assert_eq!(others.collect::<Vec<_>>(), Vec::<&String>::new(), "{group}");
        // Each code is read, compared and written with as many reports for every right entry, and
        // for every wrong one. How long an entry is and whether it is all digits, with spaces and
        // dashes or without, decides on how it is read: none of that is a secret.
        let mut times = BTreeMap::<(&str, &str, usize, [bool; 2]), BTreeSet<usize>>::new();
        for (count, kind, case) in report.cases.iter().filter(|(_, kind, _)| kind != "Misshapen") {
            let (code, entered) =
                case.split_once(", entered as ").expect("it says what is entered");
            let entered = entered.trim_matches('"');
            let is_digits = entered.bytes().all(|byte| byte.is_ascii_digit());
            let has_gaps = entered.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b' ' | b'-'));
            let shape = [is_digits, has_gaps];
            times.entry((kind, code, entered.len(), shape)).or_default().insert(*count);
        }
        for (key, times) in times {
            assert_eq!(times.len(), 1, "{group}: {key:?}: {times:?} reports");
        }
    }
}

// --- A leak would be found ---

#[test]
fn equality_of_texts_is_found() {
    let leak = Report::of("leaks-equal").leak().expect("`==` leaks");
    assert!(leak.starts_with("a branch"), "{leak}");
}

#[test]
fn an_early_exit_is_found_and_tells_the_first_difference() {
    let report = Report::of("leaks-early-exit");
    let leak = report.leak().expect("an early exit leaks");
    assert!(leak.starts_with("a branch"), "{leak}");
    assert_ne!(report.times(|kind| kind == "Wrong").len(), 1, "it exits elsewhere for each place");
}

#[test]
fn a_look_up_is_found() {
    let report = Report::of("leaks-look-up");
    assert!(report.leak().is_some());
    assert!(
        report.places.iter().any(|place| place.starts_with("an address")),
        "{:?}",
        report.places
    );
}

/// For two arrays of 10 bytes, today's compiler turns `==` into a comparison of words without a
/// branch, so that memcheck would find nothing. It does not promise to; `subtle` does what it can.
#[test]
fn the_comparison_is_not_left_to_the_compiler() {
    let source = source("src/code/entry.rs");
    let (_, matches) = source.split_once("pub fn matches(").expect("it is there");
    let (matches, _) = matches.split_once("\n    }\n").expect("it ends");
    let code = || matches.lines().filter(|line| !line.trim_start().starts_with("//"));
    assert!(code().any(|line| line.contains("text.ct_eq(&entered).into()")), "{matches}");
    assert!(!code().any(|line| line.contains("==") || line.contains("!=")), "{matches}");
}

#[test]
fn without_valgrind_nothing_is_shown() {
    let output = Command::new(PROGRAM).arg("matches").output().expect("it was built for this test");
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(message.starts_with("expected to run under valgrind"), "{message}");
}

// --- What memcheck reports ---

const PROGRAM: &str = env!("CARGO_BIN_EXE_verify-core-constant-time");

/// What memcheck reports of a group of cases.
struct Report {
    /// For each case: how many reports there were, its kind, and the case.
    cases: Vec<(usize, String, String)>,
    /// Where the reports are: a branch or an address, and the line.
    places: BTreeSet<String>,
}

impl Report {
    fn of(group: &str) -> Report {
        let errors = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{group}.xml"));
        let output = Command::new("valgrind")
            .args([
                "--command-line-only=yes",
                "--tool=memcheck",
                "--leak-check=no",
                "--error-limit=no",
            ])
            .args(["--read-inline-info=yes", "--xml=yes"])
            .arg(format!("--xml-file={}", errors.display()))
            .args([PROGRAM, group])
            .output();
        let output = match output {
            Ok(output) => output,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                panic!("valgrind is missing: install it (Debian: apt-get install valgrind)")
            }
            Err(error) => panic!("valgrind cannot be started: {error}"),
        };
        let messages = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{group}: {}: {messages}", output.status);
        let cases = String::from_utf8(output.stdout).expect("it prints UTF-8");
        let cases: Vec<_> = cases.lines().map(case).collect();
        assert!(cases.len() > 1_000, "only {} cases", cases.len());
        let errors = fs::read_to_string(errors).expect("valgrind has written it");
        let errors = Document::parse(&errors).expect("valgrind writes XML");
        let errors = errors.root_element().children().filter(|node| node.has_tag_name("error"));
        Report { cases, places: errors.map(place).collect() }
    }

    /// Returns the numbers of reports for the cases of some kinds: a single one if the number does
    /// not depend on the case.
    fn times(&self, of: impl Fn(&str) -> bool) -> BTreeSet<usize> {
        self.cases.iter().filter(|(_, kind, _)| of(kind)).map(|(times, ..)| *times).collect()
    }

    /// Returns a report that reveals more than the verdict, if there is one.
    fn leak(&self) -> Option<String> {
        let verdict = format!("a branch in {SESSION}: {VERDICT}");
        if let Some(place) = self.places.iter().find(|place| **place != verdict) {
            return Some(place.clone());
        }
        if let Some((times, _, case)) = self.cases.iter().find(|(times, ..)| *times > 1) {
            return Some(format!("{times} branches: {case}"));
        }
        // An entry of another length, or with characters that no code contains, is wrong for every
        // code.
        let times = self.times(|kind| kind != "Misshapen");
        (times.len() != 1).then(|| format!("{times:?} branches, which depends on the case"))
    }
}

fn case(line: &str) -> (usize, String, String) {
    let parts: Vec<&str> = line.splitn(3, '\t').collect();
    let [times, kind, case] = parts[..] else { panic!("not a case: {line}") };
    (times.parse().expect("a number"), kind.to_owned(), case.to_owned())
}

/// Describes an error and the line of the crate where it is, or the function if there is no line.
fn place(error: Node<'_, '_>) -> String {
    let what = match text(error, "kind") {
        Some("UninitCondition") => "a branch",
        Some("UninitValue") => "an address",
        other => other.unwrap_or("an error without a kind"),
    };
    let mut frames = error.descendants().filter(|node| node.has_tag_name("frame"));
    let is_storing = |frame: Node<'_, '_>| {
        let function = text(frame, "fn").unwrap_or("");
        STORING.iter().any(|name| function.contains(name))
    };
    let frame = frames.next().expect("an error has a stack");
    if let Some(storing) = [frame].into_iter().chain(frames).find(|frame| is_storing(*frame)) {
        return format!("stored: {}", text(storing, "fn").unwrap_or(""));
    }
    // Of the standard library, what calls it says more.
    let file =
        |frame| Path::new(text(frame, "dir").unwrap_or("")).join(text(frame, "file").unwrap_or(""));
    let all = error.descendants().filter(|node| node.has_tag_name("frame"));
    let mut outside = all.filter(|frame| !file(*frame).to_string_lossy().contains("library/core/"));
    let frame = outside.next().unwrap_or(frame);
    let path = file(frame);
    let number = text(frame, "line").and_then(|line| line.parse::<usize>().ok());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let root = root.canonicalize().expect("the folder of the crate");
    match number {
        Some(number) if path.starts_with(root.join("src")) => {
            let source = fs::read_to_string(&path).expect("a file of the crate");
            let line = source.lines().nth(number - 1).expect("the line is there");
            let path = path.strip_prefix(root).expect("it lies below");
            format!("{what} in {}: {}", path.display(), line.trim())
        }
        Some(number) => format!("{what} in {}:{number}", path.display()),
        None => format!("{what} in {}", text(frame, "fn").unwrap_or("a function without a name")),
    }
}

fn text<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.children().find(|child| child.has_tag_name(name))?.text()
}

/// Reads a source file of the crate.
fn source(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::read_to_string(root.join(path)).expect("a file of the crate")
}
