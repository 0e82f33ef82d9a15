//! What the documents show can be run, what they name exists, and each figure has its command.

use regex::Regex;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// The documents, from the front page on.
const DOCUMENTS: [&str; 9] = [
    "README.md",
    "CONTRIBUTING.md",
    "ARCHITECTURE.md",
    "CONFORMANCE.md",
    "INTEROP.md",
    "SECURITY.md",
    RESULTS,
    "CHANGELOG.md",
    "NOTICE",
];
const RESULTS: &str = "benches/RESULTS.md";

/// Where the figures of times stand.
const FIGURES: (&str, &str) = ("<!-- figures -->", "<!-- /figures -->");
/// `BLESS=1 examples/firmware/run` writes the rows between these.
const BEFORE: (&str, &str) = ("<!-- before -->", "<!-- /before -->");
const TIMES: (&str, &str) = ("<!-- times -->", "<!-- /times -->");
const FIRMWARE: (&str, &str) = ("<!-- firmware -->", "<!-- /firmware -->");

/// The front page fits into two or three screens; a fifth of it defines links.
const MOST_LINES_OF_THE_README: usize = 126;

/// The documents with their texts.
pub(crate) fn prose() -> Vec<(PathBuf, String)> {
    DOCUMENTS.map(|path| (PathBuf::from(path), crate::read(path))).into()
}

#[test]
fn ci_runs_every_command_that_a_document_shows() {
    let ci = crate::read(".ci/run");
    let runs: Vec<String> = ci
        .lines()
        .filter_map(|line| line.trim().strip_prefix("run "))
        .map(|command| command.replace(" --locked", "").replace('"', ""))
        .collect();
    let is_run = |command: &str| runs.iter().any(|run| run == command);
    let readme = crate::read("README.md");
    let front = ["cargo run -p verify-demo", "cargo test"];
    assert_eq!(commands(&readme), front, "the README shows how to try and to test it");
    let name = env!("CARGO_PKG_NAME");
    for add in [format!("`cargo add --path ../{name}`"), format!("`cargo add {name}`")] {
        assert!(readme.contains(&add), "the README shows how to add it: {add}");
    }
    // Not published yet: the package is built instead.
    assert!(ci.contains("cargo package"), ".ci/run builds the package");
    let documents = prose();
    for command in documents.iter().flat_map(|(_, text)| commands(text)) {
        let words: Vec<&str> = command.split_whitespace().collect();
        let is_covered = match words[..] {
            ["cargo", "bench", ..] => is_bench(&words),
            ["BLESS=1", "cargo", "bench", ..] => is_bench(&words[1..]),
            ["BLESS=1", "cargo", "test", "--test", test] => is_target("test", test),
            [".ci/run"] => true,
            // They need an earlier commit, which a shallow clone has not.
            [script @ ("benches/before/run" | "benches/before/cold")] => exists(script),
            [.., seeds] if seeds.starts_with("fuzz/seeds/") => {
                let property = seeds.rsplit('/').next().expect("a folder of the target's");
                exists(&format!("fuzz/fuzz_targets/{property}.rs"))
                    && is_run_of_any(&runs, command, property)
            }
            ["mkdir", "-p", folder] => {
                let property = folder.rsplit('/').next().expect("a folder of the target's");
                is_run_of_any(&runs, command, property)
            }
            // These take too long for `.ci/run`.
            ["cargo", "install", "--locked", "cargo-tarpaulin", "cargo-mutants"] => true,
            ["cargo", "tarpaulin"] => exists("tarpaulin.toml"),
            [".ci/mutants", module] => exists(&format!("src/{module}")),
            _ => is_run(command),
        };
        assert!(is_covered, ".ci/run does not run `{command}`");
    }
}

fn is_run_of_any(runs: &[String], command: &str, property: &str) -> bool {
    let of_any = command.replace(property, "$property");
    runs.iter().any(|run| run.starts_with(&of_any))
}

#[test]
fn each_path_that_a_document_names_exists() {
    let folder = r"src|tests|benches|fuzz|examples|tools|\.ci|\.cargo";
    let path = Regex::new(&format!(r"(?:^|[\s`(\[])((?:{folder})/[A-Za-z0-9_./-]+)"));
    let path = path.expect("a valid pattern");
    let link = Regex::new(r"\]\(([A-Za-z0-9_./-]+)\)|^\[[^\]]+\]: ([A-Za-z0-9_./-]+)$");
    let link = link.expect("a valid pattern");
    let mut seen = 0;
    for (document, text) in prose() {
        let folder = document.parent().expect("a document stands in a folder");
        for line in text.lines() {
            let paths = path.captures_iter(line).map(|found| PathBuf::from(&found[1]));
            let links = link.captures_iter(line).filter_map(|found| {
                let target = found.get(1).or_else(|| found.get(2))?.as_str();
                (!target.starts_with("crate")).then(|| folder.join(target))
            });
            for named in paths.chain(links) {
                let named = named.to_string_lossy().trim_end_matches(['.', '/']).to_owned();
                // Folders that a build or a fuzzer makes.
                if named.starts_with("fuzz/corpus") {
                    continue;
                }
                seen += 1;
                let there = exists(&named) || exists(&format!("{named}.rs"));
                assert!(there, "{}: there is no {named}", document.display());
            }
        }
    }
    assert!(seen > 60, "the search has found only {seen} paths");
}

#[test]
fn the_readme_is_short_and_leads_to_every_module_and_document() {
    let readme = crate::read("README.md");
    let lines = readme.lines().count();
    assert!(lines <= MOST_LINES_OF_THE_README, "{lines} lines: give them a document of their own");
    let lib = crate::read("src/lib.rs");
    let modules = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    for module in modules.filter(|module| !module.starts_with('_')) {
        assert!(readme.contains(&format!("[`{module}`]")), "the README does not link {module}");
        let definition = format!("//! [`{module}`]: crate::{module}\n");
        assert!(lib.contains(&definition), "src/lib.rs does not define the link to {module}");
    }
    for document in DOCUMENTS.iter().filter(|document| **document != "README.md") {
        let target = format!("]: {document}\n");
        assert!(readme.contains(&target), "the README does not lead to {document}");
    }
}

/// What is written as `[text](file)` leads nowhere on docs.rs, where a document is a page.
#[test]
fn the_documents_lead_to_each_other_as_pages_too() {
    let inline = Regex::new(r"\]\([A-Za-z0-9_./-]+\)").expect("a valid pattern");
    let defined = Regex::new(r"(?m)^(\[[^\]]+\]: )[A-Za-z0-9_./-]+$").expect("a valid pattern");
    let pages = crate::read("src/_documents.rs");
    let mut seen = 0;
    for document in DOCUMENTS.iter().filter(|document| **document != "README.md") {
        let text = crate::read(document);
        assert!(!inline.is_match(&text), "{document}: {:?}", inline.find(&text));
        let (_, page) = pages.split_once("pub mod ").expect("pages");
        let page = page.split("pub mod ").find(|page| page.contains(&format!("/{document}\"")));
        let page = page.unwrap_or_else(|| panic!("{document} is no page"));
        for definition in defined.captures_iter(&text) {
            seen += 1;
            let leads = page.contains(&format!("//! {}crate::_documents::", &definition[1]));
            assert!(leads, "{document}: {} has no page", &definition[1]);
        }
    }
    assert!(seen > 4, "the search has found only {seen} links");
}

#[test]
fn the_readme_lists_every_feature() {
    let package = crate::this_package();
    let features = package["features"].as_object().expect("a table of features");
    let features: BTreeSet<&str> = features.keys().map(String::as_str).collect();
    let readme = crate::read("README.md");
    let (_, table) = readme.split_once("| feature |").expect("a table of features");
    let rows = table.lines().skip(2).map_while(|line| line.strip_prefix("| `")?.split('`').next());
    assert_eq!(rows.collect::<BTreeSet<_>>(), features);
}

#[test]
fn every_figure_has_its_command() {
    let results = crate::read(RESULTS);
    let (_, block, _) = cut(&results, FIGURES);
    assert!(block.contains(" ns |") && block.contains("Last measured "), "{RESULTS} has figures");
    let shown = commands(&results);
    assert!(shown.contains(&"cargo bench -p verify-core-peers"), "{RESULTS} names its command");
    let ci = crate::read(".ci/run");
    assert!(ci.contains("cargo test --locked --workspace --benches"), ".ci/run runs every bench");
}

#[test]
fn what_the_firmware_takes_is_below_the_limits_that_its_script_holds() {
    let script = crate::read("examples/firmware/run");
    let limits = Regex::new(r"[A-Z]+_LIMIT=\$\(\(([0-9]+) \* 1024\)\)").expect("a valid pattern");
    let limits: Vec<f64> = limits.captures_iter(&script).map(|found| kib(&found[1])).collect();
    let results = crate::read(RESULTS);
    let (_, block, _) = cut(&results, FIRMWARE);
    let rows: Vec<Vec<&str>> = block
        .lines()
        .filter_map(|line| {
            Some(line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").collect())
        })
        .filter(|cells: &Vec<&str>| cells.len() == 3)
        .skip(1)
        .collect();
    assert_eq!(rows.len(), limits.len(), "a row for each limit of examples/firmware/run");
    for (row, limit) in rows.iter().zip(limits) {
        let [_, measured, most] = row[..] else { panic!("three cells: {row:?}") };
        assert!(
            (kib(most) - limit).abs() < 0.05,
            "examples/firmware/run holds {limit} KiB: {row:?}"
        );
        assert!(kib(measured) <= limit, "more than the limit: {row:?}");
    }
}

/// The number of KiB in a cell.
fn kib(cell: &str) -> f64 {
    let number = cell.trim_matches(|c: char| !c.is_ascii_digit());
    number.parse().unwrap_or_else(|_| panic!("a number of KiB: {cell}"))
}

#[test]
fn figures_stand_among_the_results_alone() {
    let figure =
        Regex::new(r"[0-9][0-9,.]* ?(ns|µs|KiB|times faster|× faster)").expect("a valid pattern");
    for (document, text) in prose() {
        let text = if document.ends_with(RESULTS) { outside_of_figures(&text) } else { text };
        let found = figure.find(&text).map(|found| found.as_str());
        assert_eq!(found, None, "{}: a figure belongs between markers", document.display());
    }
}

/// The results without the blocks of figures.
fn outside_of_figures(text: &str) -> String {
    let (before, _, after) = cut(text, FIGURES);
    let rest = format!("{before}{after}");
    let (before, _, after) = cut(&rest, BEFORE);
    let rest = format!("{before}{after}");
    let (before, _, after) = cut(&rest, TIMES);
    let rest = format!("{before}{after}");
    let (before, _, after) = cut(&rest, FIRMWARE);
    format!("{before}{after}")
}

/// What stands before, between and after the two markers.
fn cut<'t>(text: &'t str, markers: (&str, &str)) -> (&'t str, &'t str, &'t str) {
    let (before, rest) = text.split_once(markers.0).expect("a block of figures");
    let (block, after) = rest.split_once(markers.1).expect("the block of figures ends");
    (before, block, after)
}

/// The commands in the shell blocks of a document.
fn commands(text: &str) -> Vec<&str> {
    let mut commands = Vec::new();
    let mut is_inside = false;
    for line in text.lines().map(str::trim) {
        match line.strip_prefix("```") {
            Some(language) => is_inside = !is_inside && language == "sh",
            None if is_inside && !line.is_empty() => commands.push(line),
            None => {}
        }
    }
    commands
}

/// Whether `.ci/run`, which builds every bench of the workspace, builds this one.
fn is_bench(words: &[&str]) -> bool {
    match words {
        ["cargo", "bench", "-p", package, ..] => crate::package(package).is_some(),
        _ => false,
    }
}

fn is_target(kind: &str, name: &str) -> bool {
    let package = crate::this_package();
    let mut targets = package["targets"].as_array().expect("a list").iter();
    targets.any(|target| target["kind"][0] == kind && target["name"] == name)
}

fn exists(path: &str) -> bool {
    crate::root().join(path).exists()
}
