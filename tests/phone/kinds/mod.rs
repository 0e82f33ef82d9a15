//! Kinds of numbers: the table is what the facts give, and gives back what they say.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod facts;
mod table;

use facts::{Fact, facts};
use verify_core::phone::{Country, Kind, ParseError, PhoneNumber};

const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/phone/kind_table.rs");

/// By their codes in the table.
const KINDS: [Kind; 11] = [
    Kind::Mobile,
    Kind::FixedLine,
    Kind::FixedLineOrMobile,
    Kind::Voip,
    Kind::TollFree,
    Kind::PremiumRate,
    Kind::SharedCost,
    Kind::PersonalNumber,
    Kind::Pager,
    Kind::Uan,
    Kind::Voicemail,
];

#[test]
fn the_table_is_what_the_facts_give() {
    crate::table::assert_checked_in(TABLE, &table::Table::new(&facts()).text());
}

/// Every prefix of the facts, with one number behind it.
#[test]
fn every_prefix_decides_as_the_facts_say() {
    let mut prefixes = 0;
    let mut unread = 0;
    for fact in facts() {
        for_each_prefix(&fact, |prefix| {
            prefixes += 1;
            let rest = fact.length - prefix.len();
            for digit in ["0", "5", "9"] {
                let text = format!("+{}{prefix}{}", fact.calling_code, digit.repeat(rest));
                // A few numbers that are not mobile or fixed begin with what is dropped.
                let Ok(number) = text.parse::<PhoneNumber>() else {
                    unread += 1;
                    continue;
                };
                if number.to_string() == text {
                    assert_eq!(number.kind(), KINDS[usize::from(fact.kind)], "{text}");
                    let country: Country = fact.region.parse().unwrap();
                    assert_eq!(number.country(), country, "{text}");
                } else {
                    unread += 1;
                }
            }
        });
    }
    assert!(prefixes > 20_000, "{prefixes}");
    assert!(unread * 100 < prefixes, "{unread} of {prefixes} are not read as they are");
}

/// Calls `visit` with each concrete prefix of a fact.
fn for_each_prefix(fact: &Fact, mut visit: impl FnMut(&str)) {
    let mut places = vec![0; fact.prefix.len()];
    loop {
        let digits = fact.prefix.iter().zip(&places).map(|(set, place)| set[*place].to_string());
        visit(&digits.collect::<String>());
        let mut carries = places.iter_mut().zip(&fact.prefix).rev();
        let next = carries.find_map(|(place, set)| {
            *place += 1;
            if *place == set.len() {
                *place = 0;
                return None;
            }
            Some(())
        });
        if next.is_none() {
            return;
        }
    }
}

/// A number of each calling code, length, kind and region, and what `phonenumbers` says of it. Of
/// the 1,488, those of other lengths than mobile and fixed numbers have are refused by `parse`.
#[test]
fn every_cell_has_the_kind_and_the_country_that_phonenumbers_gives() {
    let examples = include_str!("../../data/kind_examples.tsv");
    let rows = examples.lines().filter(|line| !line.starts_with('#'));
    let rows: Vec<Vec<&str>> = rows.map(|line| line.split('\t').collect()).collect();
    assert_eq!(rows.len(), 1_488);
    let mut read = 0;
    for row in rows {
        // A 0 in front of five digits on Ascension Island is dropped.
        let number = row[0].parse::<PhoneNumber>().ok();
        let Some(number) = number.filter(|number| number.to_string() == row[0]) else { continue };
        let kind = facts::KINDS.iter().position(|kind| *kind == row[1]).unwrap();
        let found = (number.to_string(), number.kind(), number.country().alpha2());
        assert_eq!(found, (row[0].to_owned(), KINDS[kind], row[2]));
        assert_eq!(PhoneNumber::parse_assigned(row[0], None), Ok(number));
        read += 1;
    }
    assert_eq!(read, 1_236);
}

#[test]
fn only_numbers_in_use_are_parsed_as_assigned() {
    let digits = |text: &str, country: Option<Country>| {
        PhoneNumber::parse_assigned(text, country).map(|number| format!("{number:#}"))
    };
    for (country, text, expected) in [
        (Some(Country::GB), "07400 123456", Ok("447400123456")),
        // A digit is missing.
        (Some(Country::GB), "07400 12345", Err(ParseError::Unassigned)),
        (
            Some(Country::GB),
            "07400 1234",
            Err(ParseError::Length { country: Country::GB, found: 8 }),
        ),
        (None, "+1 (987) 654-3210", Err(ParseError::Unassigned)),
        (Some(Country::SG), "001 65 8765 4321", Ok("6587654321")),
        (Some(Country::JM), "001 876 210 1234", Ok("18762101234")),
        // One of the possible numbers may receive an SMS.
        (Some(Country::CO), "009 1 415 555 2671", Ok("14155552671")),
        // A landline, since nothing else is assigned; two of them.
        (Some(Country::TH), "00 66 21234567", Ok("6621234567")),
        (Some(Country::DE), "04915123456789", Ok("4915123456789")),
        (None, "2025550123", Err(ParseError::MissingCountry)),
        (None, "447400123456", Ok("447400123456")),
        (Some(Country::TJ), "00 123 4567", Ok("992001234567")),
        (None, "x", Err(ParseError::UnexpectedCharacter { character: 'x', position: 0 })),
    ] {
        assert_eq!(digits(text, country).as_deref(), expected.as_ref().copied(), "{text}");
    }
}

#[test]
fn what_may_receive_an_sms() {
    let may = |kind: &Kind| kind.can_receive_sms();
    let kinds = KINDS.into_iter().chain([Kind::Unassigned]).filter(may);
    assert!(kinds.eq([Kind::Mobile, Kind::FixedLineOrMobile, Kind::Voip]));
}
