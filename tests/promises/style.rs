//! How code and prose are written, as far as a test can see it: CONTRIBUTING.md, "House rules".

use std::collections::BTreeMap;
use std::path::Path;

use regex::Regex;

/// Lines of Rust end here.
const MOST_COLUMNS: usize = 100;

/// Words that keep tripping readers. Each is looked for in comments, in documents and in the texts
/// of errors.
const BANNED: [&str; 11] = [
    "is none",
    "are none",
    "is told",
    "are told",
    "so many",
    "of before",
    "is as absent",
    "no matter",
    "that is only right if",
    "and what is not",
    "which no result tells",
];

/// The verbs that the summary of a function may start with. A new one is added here.
const VERBS: &str = "\
    Accepts Addresses Adds Allows Appends Applies Assembles Assigns Borrows Bounds Builds Calls \
    Changes Cancels Checks Chooses Clears Closes Collects Combines Compares Computes Confirms \
    Consumes Converts Copies Counts Creates Cuts Decides Decodes Derives Describes Discards \
    Divides Draws Drops Empties Encodes Ends Enters Evicts Expands Expires Explains Exposes Fails \
    Fetches Fills Finds Folds Follows Forgets Formats Frees Gives Groups Hands Hashes Holds \
    Ignores Inserts Iterates Joins Keeps Lays Leaves Lets Lists Loads Locates Looks Lowers Makes \
    Maps Marks Masks Matches Measures Merges Mixes Moves Multiplies Names Narrows Normalizes \
    Notes Opens Orders Overwrites Packs Panics Parses Picks Places Prepares Prints Produces Puts \
    Raises Reaches Reads Rebuilds Recognizes Records Refuses Rejects Releases Removes Renders \
    Replaces Reports Requires Reserves Resolves Restores Returns Rotates Rounds Runs Saves Says \
    Scans Searches Seeds Selects Sends Sets Shifts Shortens Shows Skips Sorts Spells Splits \
    Squeezes Stands Starts States Steps Stores Strips Subtracts Sums Swaps Takes Tells Tests \
    Tracks Tries Trims Turns Unpacks Updates Uses Validates Verifies Walks Wipes Wraps Writes \
    Yields";

#[test]
fn no_line_of_rust_is_longer_than_the_page() {
    let mut long = Vec::new();
    for (path, text) in crate::rust() {
        for (number, line) in (1..).zip(text.lines()) {
            if line.chars().count() > MOST_COLUMNS && !text.starts_with("//! @generated") {
                long.push(format!("{}:{number}", path.display()));
            }
        }
    }
    assert!(long.is_empty(), "lines of more than {MOST_COLUMNS} characters: {long:#?}");
}

#[test]
fn no_phrase_stands_that_keeps_tripping_readers() {
    let banned = format!(r"(?i-u:\b({})\b)", BANNED.join("|"));
    let banned = Regex::new(&banned).expect("a valid pattern");
    refuse(&banned, "say it as CONTRIBUTING.md asks");
}

#[test]
fn timings_stand_among_the_figures_alone() {
    let timing = [
        r"[0-9] ?(ns|µs)(?-u:\b)",
        r"([0-9]|twice|half|thrice|two|three|four|five|ten)( times)? (as fast|as slow)",
        r"([0-9] times|per ?cent|tenth|fifth|quarter|third|half|%) (faster|slower)",
        r"(faster|slower) by [a0-9]",
    ];
    let timing = Regex::new(&timing.join("|")).expect("a valid pattern");
    refuse(&timing, "a timing belongs in benches/RESULTS.md");
}

/// Looks for a pattern in the prose of every file.
fn refuse(pattern: &Regex, why: &str) {
    let mut found = Vec::new();
    for (path, text) in crate::rust().into_iter().chain(crate::documents::prose()) {
        // The lists of what is refused, and the figures themselves.
        if path.ends_with("promises/style.rs") || path.ends_with("benches/RESULTS.md") {
            continue;
        }
        let is_rust = path.extension().is_some_and(|extension| extension == "rs");
        let prose = if is_rust { comments_and_texts(&text) } else { vec![(1, joined(&text))] };
        for (line, prose) in prose {
            found.extend(pattern.find_iter(&prose).map(|found| {
                let line = if is_rust { format!(":{line}") } else { String::new() };
                format!("{}{line}: {}", path.display(), found.as_str())
            }));
        }
    }
    assert!(found.is_empty(), "{why}: {found:#?}");
}

#[test]
fn the_summary_of_a_function_starts_with_a_verb() {
    let mut others: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut seen = 0;
    for (path, text) in crate::sources() {
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
        if path.ends_with("tests.rs") {
            continue;
        }
        for (line, summary) in summaries(code) {
            seen += 1;
            let first = summary.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            if first != "Whether" && !VERBS.split_whitespace().any(|verb| verb == first) {
                let place = format!("src/{}:{line}: {summary}", path.display());
                others.entry(first.to_owned()).or_default().push(place);
            }
        }
    }
    assert!(seen > 300, "the search has found only {seen} summaries");
    assert!(others.is_empty(), "start with a verb, or add it to VERBS: {others:#?}");
}

/// The first line of the documentation of each function, with its number.
fn summaries(text: &str) -> Vec<(usize, String)> {
    let function = Regex::new(r#"^(pub(\([a-z: ]+\))? )?(const |async |extern "C" )*fn "#);
    let function = function.expect("a valid pattern");
    let mut summaries = Vec::new();
    let mut summary: Option<(usize, String)> = None;
    let mut depth = 0_usize; // of brackets of an attribute over several lines
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_start();
        if let Some(doc) = line.strip_prefix("///") {
            summary.get_or_insert_with(|| (number, doc.trim_start().to_owned()));
        } else if let Some(doc) = line.strip_prefix("#[doc = concat!(\"") {
            summary.get_or_insert_with(|| (number, doc.to_owned()));
        } else if line.starts_with("#[") || depth > 0 {
            let count = |sign: char| line.matches(sign).count();
            depth = (depth + count('[')).saturating_sub(count(']'));
        } else if !line.starts_with("//") {
            let documented = summary.take().filter(|_| function.is_match(line));
            summaries.extend(documented);
        }
    }
    summaries
}

#[test]
fn every_public_type_has_an_example() {
    let declared = Regex::new(r"^pub (struct|enum) ([A-Za-z0-9]+)").expect("a valid pattern");
    let (mut without, mut seen) = (Vec::new(), 0);
    for (path, text) in crate::sources() {
        let mut docs = String::new();
        for line in text.lines().map(str::trim_start) {
            if let Some(doc) = line.strip_prefix("///") {
                docs.extend([doc, "\n"]);
            } else if let Some(found) = declared.captures(line) {
                seen += 1;
                if !docs.contains("```") {
                    without.push(format!("src/{}: {}", path.display(), &found[2]));
                }
                docs.clear();
            } else if line.is_empty() || line.ends_with(['{', '}', ';', ',']) {
                docs.clear();
            }
        }
    }
    assert!(seen > 80, "the search has found only {seen} types");
    assert!(without.is_empty(), "{} types have no example: {without:#?}", without.len());
}

// --- What the tests look at ---

/// Each block of comments as one line, and each text in quotes that is not code, with the number
/// of its first line.
fn comments_and_texts(text: &str) -> Vec<(usize, String)> {
    let mut prose: Vec<(usize, String)> = Vec::new();
    let mut last = 0;
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim_start();
        if let Some(comment) = line.strip_prefix("//") {
            let comment = comment.trim_start_matches(['/', '!']).trim();
            match prose.last_mut() {
                Some((_, block)) if last + 1 == number => block.extend([" ", comment]),
                _ => prose.push((number, comment.to_owned())),
            }
            last = number;
        } else {
            let texts = line.split('"').skip(1).step_by(2);
            prose.extend(texts.map(|text| (number, text.to_owned())));
        }
    }
    prose
}

/// A document as one line, without its blocks of code.
fn joined(text: &str) -> String {
    let outside = text.split("```").step_by(2).collect::<Vec<_>>().join(" ");
    outside.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_search_sees_what_it_should() {
    let prose = comments_and_texts("/// A number\n/// is none.\nfn f() { g(\"so many\") }\n// x");
    let expected = [(1, "A number is none."), (3, "so many"), (4, "x")];
    assert_eq!(prose, expected.map(|(line, text)| (line, text.to_owned())));
    let text = "/// Returns\n/// it.\n#[must_use]\npub fn f() {}\n/// A type.\npub struct S;\n\
        /// The sum.\n#[expect(\n    x\n)]\nconst fn g() {}\nfn h() {}";
    let expected = [(1, "Returns"), (7, "The sum.")];
    assert_eq!(summaries(text), expected.map(|(line, text)| (line, text.to_owned())));
    assert_eq!(joined("a\nb ```sh\nc\n``` d"), "a b d");
    assert!(crate::rust().iter().any(|(path, _)| path == Path::new("fuzz/fuzz_targets/code.rs")));
}
