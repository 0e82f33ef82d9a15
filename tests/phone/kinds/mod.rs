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

use facts::{Fact, all_codes, all_facts, codes, facts};
use table::Table;
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
    crate::table::assert_checked_in(TABLE, &Table::new(&facts(), &codes()).text());
}

/// `phone::kind` looks at one digit in each node, and at no more than eight.
#[test]
fn a_kind_is_found_in_eight_steps() {
    let most = Table::new(&facts(), &codes()).most_steps;
    assert!((2..=8).contains(&most), "{most}");
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

/// A number of each calling code, length, kind and region, and what `phonenumbers` says of it.
fn cells() -> Vec<[&'static str; 3]> {
    let examples = include_str!("../../data/kind_examples.tsv");
    let rows = examples.lines().filter(|line| !line.starts_with('#'));
    let cells: Vec<_> =
        rows.map(|row| row.split('\t').collect::<Vec<_>>().try_into().unwrap()).collect();
    assert_eq!(cells.len(), 1_488);
    cells
}

/// Returns a kind's code in the table.
fn code_of(kind: &str) -> usize {
    facts::KINDS.iter().position(|known| *known == kind).unwrap()
}

/// Of the 1,488 numbers, `parse` reads 1,236 as they are. The other 252 reach no `kind()`:
///
/// - 197 have a length that no mobile or fixed number of their calling code has, such as a British
///   `0800` number of seven digits,
/// - 27 have a calling code without a country, such as +800,
/// - 24 have fewer than 7 or more than 15 digits,
/// - 4 begin with a 0 that `parse` drops, since no mobile or fixed number of the plan begins so.
///
/// [`every_cell_is_exact_in_the_table_of_all_lengths`] tests them.
#[test]
fn every_cell_that_is_read_has_the_kind_and_the_country_that_phonenumbers_gives() {
    let codes = codes();
    let [mut read, mut no_country, mut too_long, mut length, mut zero] = [0; 5];
    for [text, kind, region] in cells() {
        let number = text.parse::<PhoneNumber>().ok();
        if let Some(number) = number.filter(|number| number.to_string() == text) {
            let found = (number.kind(), number.country().alpha2());
            assert_eq!(found, (KINDS[code_of(kind)], region), "{text}");
            assert_eq!(PhoneNumber::parse_assigned(text, None), Ok(number));
            read += 1;
            continue;
        }
        let digits = &text[1..];
        let of = codes.iter().find(|(code, _)| digits.starts_with(**code));
        match of.map(|(code, (_, lengths))| (&digits[code.len()..], lengths)) {
            None => no_country += 1,
            _ if !(7..=15).contains(&digits.len()) => too_long += 1,
            Some((national, lengths)) if !lengths.contains(&national.len()) => length += 1,
            Some((national, _)) => {
                assert!(national.starts_with('0'), "{text}");
                zero += 1;
            }
        }
    }
    assert_eq!([read, length, no_country, too_long, zero], [1_236, 197, 27, 24, 4]);
}

/// All 1,488 numbers, 252 of which `parse` does not read: from a table made as the crate's is, but
/// of every calling code and length, and read by its layout. Where the crate's own table has the
/// length, it gives the same.
#[test]
fn every_cell_is_exact_in_the_table_of_all_lengths() {
    let (all_facts, all_codes, codes) = (all_facts(), all_codes(), codes());
    let all = Table::new(&all_facts, &all_codes);
    let own = Table::new(&facts(), &codes);
    let mut in_own = 0;
    for [text, kind, region] in cells() {
        let read = |table: &Table, codes: &facts::Codes| {
            let (code, (row, lengths)) =
                codes.iter().find(|(code, _)| text[1..].starts_with(**code))?;
            let national = &text[1 + code.len()..];
            let place = lengths.iter().position(|length| *length == national.len())?;
            Some(table.read(*row, place, national))
        };
        let kind = code_of(kind);
        let (found, _) = read(&all, &all_codes).unwrap();
        assert_eq!(usize::from(found), kind, "{text}");
        if let Some((found, nodes)) = read(&own, &codes) {
            assert_eq!(usize::from(found), kind, "{text}");
            assert!(nodes <= 8, "{text}");
            in_own += 1;
        }
        let of_number = all_facts.iter().filter(|fact| fact.is_of(&text[1..]));
        let regions: Vec<&str> = of_number.map(|fact| fact.region).collect();
        assert_eq!(regions, [region], "{text}");
    }
    assert_eq!(in_own, 1_240);
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
