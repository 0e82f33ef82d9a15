//! What is over budget fails and says so; what is checked in can be read.
#![allow(clippy::expect_used, reason = "a test that panics is a test that fails")]

use verify_core_counts::{Budgets, Counts, runner_version};

const FILE: &str = include_str!("../budgets.tsv");

fn counts(pairs: &[(&str, u64)]) -> Counts {
    pairs.iter().map(|(path, count)| ((*path).to_owned(), *count)).collect()
}

fn judge(budgets: &[(&str, u64)], counted: &[(&str, u64)]) -> (String, Result<(), String>) {
    Budgets { tools: "tools".to_owned(), counts: counts(budgets) }.judge(&counts(counted))
}

#[test]
fn up_to_five_percent_over_is_within_and_far_below_is_fine() {
    for count in [0, 94, 95, 100, 105] {
        let (table, verdict) = judge(&[("a/b", 100)], &[("a/b", count)]);
        assert_eq!(verdict, Ok(()), "{count}");
        assert_eq!(table.contains("BLESS=1"), count < 95, "a blessing is suggested: {table}");
    }
    assert!(judge(&[("a/b", 100)], &[("a/b", 94)]).0.contains("-6.0 %  below\n"));
    assert!(judge(&[("a/b", 100)], &[("a/b", 106)]).1.is_err());
    assert!(judge(&[("a/b", 13)], &[("a/b", 14)]).1.is_err());
}

#[test]
fn what_is_wrong_is_named_with_count_budget_and_what_to_do() {
    let (table, verdict) = judge(&[("a/b", 100), ("a/c", 7)], &[("a/b", 120), ("a/c", 7)]);
    let why = verdict.expect_err("20 % over");
    let line = "a/b           120      100   +20.0 %  OVER\n";
    assert!(why.contains(line) && table.contains(line), "{why}{table}");
    assert!(why.contains("BLESS=1 cargo bench -p verify-core-counts") && !why.contains("a/c"));
    let why = judge(&[], &[("a/b", 7)]).1.expect_err("no budget");
    assert!(why.contains("a/b             7        -            NO BUDGET\n"), "{why}");
    let why = judge(&[("a/b", 7)], &[]).1.expect_err("no path");
    assert!(why.contains("a/b             -        7            NO PATH\n"), "{why}");
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
