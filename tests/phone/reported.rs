//! Inputs from public bug reports: the number that was meant, or a refusal.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

use verify_core::phone::{Country, PhoneNumber};

const REPORTED: &str = include_str!("../data/reported_numbers.tsv");

#[test]
fn every_reported_number() {
    let mut wrong = Vec::new();
    let rows = REPORTED.lines().filter(|line| !line.starts_with('#'));
    for row in rows.map(|line| line.split('\t').collect::<Vec<_>>()) {
        let country: Option<Country> = (row[0] != "-").then(|| row[0].parse().unwrap());
        let found = PhoneNumber::parse(row[1], country);
        let shown = found.map(|number| format!("{number:#}"));
        if shown.as_deref().unwrap_or("error") != row[2] {
            wrong.push(format!("{row:?}: {shown:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
