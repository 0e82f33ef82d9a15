//! Phone numbers, against the examples of libphonenumber's metadata and the cases of `phone_examples.tsv`.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

use verify_core::phone::{Country, ParseError, PhoneNumber};

const REGIONS: &str = include_str!("data/regions.tsv");
const EXAMPLES: &str = include_str!("data/phone_examples.tsv");

/// The rows of a table of the test data, without its comment and its heading.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| line.split('\t').collect())
}

fn digits(text: &str, country: Option<Country>) -> Result<String, ParseError> {
    PhoneNumber::parse(text, country).map(|number| format!("{number:#}"))
}

#[test]
fn every_row_of_the_examples() {
    let mut wrong = Vec::new();
    for row in rows(EXAMPLES) {
        let country = (row[0] != "-").then(|| row[0].parse().unwrap());
        let found = digits(row[1], country);
        if found.as_deref().unwrap_or("-") != row[2] {
            wrong.push(format!("{row:?}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_example_number_in_every_form() {
    let mut wrong = Vec::new();
    for row in rows(REGIONS) {
        let country: Country = row[0].parse().unwrap();
        let (code, trunk) = (row[1], row[3].replace('-', ""));
        for (kind, nsn, national) in [("mobile", row[7], row[8]), ("fixed", row[9], row[10])] {
            if nsn == "-" {
                continue;
            }
            let mut check = |form: &str, text: String, country| {
                let found = digits(&text, country);
                if found != Ok(format!("{code}{nsn}")) {
                    wrong.push(format!("{} {kind} {form} {text:?}: {found:?}", row[0]));
                }
            };
            check("national", national.into(), Some(country));
            check("bare", nsn.into(), Some(country));
            check("trunk", format!("{trunk}{nsn}"), Some(country));
            check("international", format!("+{code} {nsn}"), Some(country));
            check("international", format!("+{code} {nsn}"), None);
            check("00", format!("00{code}{nsn}"), Some(country));
            check("without +", format!("{code}{nsn}"), None);
            check("without +, country", format!("{code}{nsn}"), Some(country));
            check("(0)", format!("+{code} ({trunk}) {nsn}"), Some(country));
            check("(0)", format!("+{code} ({trunk}) {nsn}"), None);
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
