//! What is over budget fails and says so; what is checked in can be read.
#![allow(clippy::expect_used, reason = "a test that panics is a test that fails")]

use verify_core_counts::{Budgets, Counts, judge_ratios, runner_version};

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
    for line in ["a/c 7", "a/c\tseven", "a/b\t8"] {
        let why = file(line).parse::<Budgets>().expect_err("no budget");
        let expected = "expected a new path, a tab and a number of instructions";
        assert!(why.ends_with(&format!("line 4: {expected}: {line}")), "{why}");
    }
    assert!(file("a/c\t7").parse::<Budgets>().is_ok());
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

#[test]
fn a_path_that_is_too_far_from_the_plain_one_is_named() {
    let at = |std: u64, core: u64| {
        let plain = [("json/plain/serde_json", 1_000), ("json/plain/serde_json_core", 1_000)];
        let ours = [("json/request/serde_json", std), ("json/request/serde_json_core", core)];
        judge_ratios(&counts(&[plain, ours].concat()))
    };
    assert_eq!(at(1_150, 1_250), Ok(()));
    let why = at(1_151, 1_250).expect_err("over 115 %");
    assert!(why.contains("json/request/serde_json: 1151 instructions, more than 115 %"), "{why}");
    let why = at(1_150, 1_251).expect_err("over 125 %");
    assert!(why.contains("json/request/serde_json_core: 1251 instructions, more than"), "{why}");
    assert!(judge_ratios(&counts(&[])).is_err(), "a path that is not counted is no proof");
}
