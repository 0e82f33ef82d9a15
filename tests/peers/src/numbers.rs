//! Phone numbers, as written in a country, to E.164.

use crate::agreement::{Agreement, Comparison};
pub use crate::ten::TYPED;
use phonenumber::country;
use rlibphonenumber::enums::Region;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat};
use verify_core::phone::{Country, PhoneNumber};

const REGIONS: &str = include_str!("../../data/regions.tsv");

/// `phonelib`.
pub const PHONELIB: &str = "`phonelib` 2.1";
/// `rlibphonenumber`, also asked whether the number is possible, since it parses any length.
pub const RLIBPHONENUMBER: &str = "`rlibphonenumber` 2.2";
/// `rlibphonenumber`, not asked.
pub const UNJUDGED: &str = "`rlibphonenumber` 2.2, any length taken";
/// `phonenumber`, also asked whether the number is valid, since it parses any length and has no
/// judgement of the length alone.
pub const PHONENUMBER: &str = "`phonenumber` 0.3";

/// A function from a text and its country (ISO 3166-1 alpha-2) to E.164.
type Read = fn(&str, &str) -> Option<String>;

const PEERS: [(&str, Read); 4] = [
    (PHONELIB, |text, country| {
        let number = phonelib::PhoneNumber::parse_with_country(text, country)?;
        Some(number.e164().to_owned())
    }),
    (RLIBPHONENUMBER, |text, country| {
        let number = rlibphonenumber(text, country.parse().ok()?)?;
        Some(PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164).into_owned())
    }),
    (UNJUDGED, |text, country| {
        let number = PHONE_NUMBER_UTIL.parse(text, Some(country.parse().ok()?)).ok()?;
        Some(PHONE_NUMBER_UTIL.format(&number, PhoneNumberFormat::E164).into_owned())
    }),
    (PHONENUMBER, |text, country| {
        let number = phonenumber(text, country.parse().ok()?)?;
        Some(number.format().mode(phonenumber::Mode::E164).to_string())
    }),
];

/// Parses a number that `rlibphonenumber` calls possible.
pub fn rlibphonenumber(text: &str, region: Region) -> Option<rlibphonenumber::PhoneNumber> {
    let number = PHONE_NUMBER_UTIL.parse(text, Some(region)).ok()?;
    PHONE_NUMBER_UTIL.is_possible_number(&number).then_some(number)
}

/// Parses a number that `phonenumber` calls valid.
pub fn phonenumber(text: &str, country: country::Id) -> Option<phonenumber::PhoneNumber> {
    phonenumber::parse(Some(country), text).ok().filter(phonenumber::PhoneNumber::is_valid)
}

/// Returns the numbers of [`TYPED`] that a peer reads right.
pub fn read_right(peer: &str) -> Vec<(&'static str, &'static str)> {
    let (_, read) = PEERS.iter().find(|(name, _)| *name == peer).expect("one of the peers");
    let right = |(country, text, right): &(&str, &str, &str)| {
        read(text, country).as_deref() == Some(*right)
    };
    TYPED.iter().filter(|row| right(row)).map(|&(country, text, _)| (country, text)).collect()
}

/// Parses a number with this crate.
pub fn ours(text: &str, country: &str) -> Option<String> {
    let country: Country = country.parse().ok()?;
    PhoneNumber::parse(text, Some(country)).ok().map(|number| number.to_string())
}

/// Compares the example mobile number of every country, as it is written there (libphonenumber's
/// metadata), the ten typed ones, and the examples filled up with zeros to 16 digits, more than any
/// number has (ITU-T E.164, 6.1).
pub(crate) fn comparison() -> Comparison {
    let peers = PEERS.map(|(peer, read)| agreement(peer, read)).into();
    Comparison { ours: agreement("verify-core", ours), peers }
}

fn agreement(who: &str, read: Read) -> Agreement {
    let mut agreement =
        Agreement::new(who, "mobile numbers of each country, and the same too long");
    let typed = TYPED.map(|(country, text, right)| (country, text, right.to_owned()));
    for (country, text, right) in examples().chain(typed) {
        let said = read(text, country);
        agreement.add(&format_args!("{text} in {country}"), said.as_deref(), Some(&right));
    }
    for (country, _, number) in examples() {
        let none = format!("{number:0<17}");
        let said = read(&none, country);
        agreement.add(&format_args!("{none} in {country}"), said.as_deref(), None);
    }
    agreement
}

/// Iterates over the example mobile number of every country that has one: country, text, answer.
pub fn examples() -> impl Iterator<Item = (&'static str, &'static str, String)> {
    let rows = REGIONS.lines().filter(|line| !line.starts_with(['#', ' '])).skip(1);
    let example = |row: &'static str| {
        let cells: Vec<&str> = row.split('\t').collect();
        let [region, calling_code, .., number, written, _, _] = cells[..] else {
            panic!("not a region: {row}")
        };
        (number != "-").then(|| (region, written, format!("+{calling_code}{number}")))
    };
    rows.filter_map(example)
}
