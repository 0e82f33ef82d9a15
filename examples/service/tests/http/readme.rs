//! What the README says is so.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use ureq::http::HeaderMap;
use verify_service::config::VARIABLES;

use crate::service::{Answer, Service, TOKEN};

fn readme() -> (std::path::PathBuf, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    (path, text)
}

/// `BLESS=1` writes the table.
#[test]
fn the_table_of_variables_is_that_of_help() {
    let (path, text) = readme();
    let (before, rest) = text.split_once("--help -->\n").unwrap();
    let (table, after) = rest.split_once("<!-- /variables -->").unwrap();
    let rows = VARIABLES.iter().map(|variable| {
        let default = match variable.default {
            "" => String::new(),
            default => format!("`{default}`"),
        };
        let (name, purpose, expected) = (variable.name, variable.purpose, variable.expected);
        format!("| `{name}` | {default} | {purpose} | {expected} |\n")
    });
    let head = "| Variable | Default | For | Expected |\n|---|---|---|---|\n";
    let expected = format!("{head}{}", rows.collect::<String>());
    if env::var_os("BLESS").is_some() {
        fs::write(path, format!("{before}--help -->\n{expected}<!-- /variables -->{after}"))
            .unwrap();
    } else {
        assert_eq!(table, expected, "BLESS=1 writes it");
    }
}

#[test]
fn every_file_that_it_links_is_there() {
    let (path, text) = readme();
    for link in text.split("](").skip(1) {
        let target = link.split(')').next().unwrap();
        let is_there = target.contains("://") || path.with_file_name(target).exists();
        assert!(is_there, "{target}");
    }
}

#[test]
fn the_first_session_works_as_it_is_written() {
    let service = Service::start(&[]);
    let (_, text) = readme();
    let blocks: Vec<_> = text
        .split("<!-- curl: a test runs these lines -->\n```sh\n")
        .skip(1)
        .map(|block| block.split("```").next().unwrap())
        .collect();
    let [start, check, cancel] = blocks[..] else { panic!("{blocks:?}") };
    // Only what the reader has to fill in is changed.
    let start = filled(&filled(start, "HOST", &service.url), "TOKEN", TOKEN);
    let started = run(&start);
    assert_eq!(started.member("status"), "WAITING");
    let setup = start.split("curl").next().unwrap();
    let check = filled(check, "SESSION", &started.member("sessionId"));
    let check = format!("{setup}{}", filled(&check, "CODE", &service.code()));
    assert_eq!(run(&check).member("status"), "VERIFIED");
    // The next session is cancelled, and then gone.
    let again = run(&start);
    let cancel = format!("{setup}SESSION={}\n{cancel}", again.member("sessionId"));
    assert_eq!(run(&cancel).text, "");
    let check = filled(&check, "SESSION", &again.member("sessionId"));
    assert!(run(&check).text.contains(r#""code":1300,"#));
}

/// Sets a variable of a script to another value.
fn filled(script: &str, name: &str, value: &str) -> String {
    let lines = script.lines().map(|line| {
        let is_it = line.split_once('=').is_some_and(|(other, _)| other == name);
        if is_it { format!("{name}={value}\n") } else { format!("{line}\n") }
    });
    let filled: String = lines.collect();
    assert!(filled.contains(&format!("{name}={value}\n")), "{name} is not set in {script}");
    filled
}

fn run(script: &str) -> Answer {
    let output = Command::new("sh").args(["-euc", script]).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{script}: {errors}");
    let text = String::from_utf8(output.stdout).unwrap();
    Answer { status: 200, headers: HeaderMap::new(), text }
}
