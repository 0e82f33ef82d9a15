//! What is over budget fails and says so; what is checked in can be read.
#![allow(clippy::expect_used, reason = "a test that panics is a test that fails")]

use verify_core_counts::{Budgets, Counts, Report, runner_version};

const FILE: &str = include_str!("../budgets.tsv");

fn counts(pairs: &[(&str, u64)]) -> Counts {
    pairs.iter().map(|(path, count)| ((*path).to_owned(), *count)).collect()
}

fn report(budgets: &[(&str, u64)], counted: &[(&str, u64)]) -> Report {
    Report::new(&Budgets { tools: "tools".to_owned(), counts: counts(budgets) }, &counts(counted))
}

#[test]
fn up_to_five_percent_over_is_within() {
    for count in [0, 94, 95, 100, 105] {
        assert_eq!(report(&[("a/b", 100)], &[("a/b", count)]).verdict(), Ok(()), "{count}");
    }
    assert!(report(&[("a/b", 100)], &[("a/b", 106)]).verdict().is_err());
    assert!(report(&[("a/b", 13)], &[("a/b", 14)]).verdict().is_err());
}

#[test]
fn what_is_over_is_named_with_count_budget_and_what_to_do() {
    let report = report(&[("a/b", 100), ("a/c", 7)], &[("a/b", 120), ("a/c", 7)]);
    let why = report.verdict().expect_err("20 % over");
    assert!(why.contains("a/b: 120 instructions, budget 100, +20.0 %"), "{why}");
    assert!(why.contains("BLESS=1 cargo bench -p verify-core-counts"), "{why}");
    assert!(!why.contains("a/c"), "{why}");
    assert!(report.to_string().contains("+20.0 %  OVER\n"), "{report}");
}

#[test]
fn what_is_far_below_is_fine_and_a_blessing_is_suggested() {
    let at = |count| report(&[("a/b", 100)], &[("a/b", count)]).to_string();
    assert!(at(94).contains("-6.0 %  below\n"), "{}", at(94));
    assert!(at(94).contains("BLESS=1"), "{}", at(94));
    assert!(!at(95).contains("BLESS=1"), "{}", at(95));
}

#[test]
fn a_path_without_a_budget_and_a_budget_without_a_path_fail() {
    let why = report(&[], &[("a/b", 7)]).verdict().expect_err("no budget");
    assert!(why.contains("A path without a budget:\n  a/b: 7 instructions"), "{why}");
    let why = report(&[("a/b", 7)], &[]).verdict().expect_err("no path");
    assert!(why.contains("A budget without a path:\n  a/b: budget 7"), "{why}");
}

#[test]
fn budgets_are_read_as_they_were_written() {
    let budgets = Budgets { tools: "tools".to_owned(), counts: counts(&[("a/b", 7), ("c/d", 8)]) };
    assert_eq!(budgets.to_string().parse(), Ok(budgets));
}

#[test]
fn a_line_that_is_no_budget_is_named() {
    let file = |line: &str| format!("# Made with: tools\npath\tinstructions\na/b\t7\n{line}\n");
    for (line, what) in [
        ("a/c 7", "line 4: expected two columns: a/c 7"),
        ("a/c\tseven", "line 4: expected a number of instructions"),
        ("a/b\t8", "line 4: this path has a budget already"),
    ] {
        let why = file(line).parse::<Budgets>().expect_err("no budget");
        assert!(why.contains(what), "{why}");
    }
    let why = "path\tinstructions\n".parse::<Budgets>().expect_err("no tools");
    assert!(why.contains("Made with: "), "{why}");
}

#[test]
fn the_budgets_that_are_checked_in_are_as_they_would_be_written() {
    let budgets: Budgets = FILE.parse().expect("budgets");
    assert!(budgets.counts.len() > 40, "each path has one");
    assert_eq!(budgets.to_string(), FILE);
}

#[test]
fn the_runner_is_the_one_of_the_library() {
    let parts: Vec<_> = runner_version().split('.').map(str::parse::<u32>).collect();
    assert!(parts.len() == 3 && parts.iter().all(Result::is_ok), "{}", runner_version());
}
