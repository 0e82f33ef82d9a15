//! Phone numbers against `rlibphonenumber`, a port of libphonenumber with its metadata: the example
//! numbers of every region with their last digits drawn anew, in every form that people type.

use std::collections::{BTreeMap, BTreeSet};

use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, enums::Region};
use verify_core::phone::{Country, PhoneNumber};

const REGIONS: &str = include_str!("../../data/regions.tsv");

/// How often each example number has its last four digits drawn.
const DRAWS: usize = 60;

/// Where a text that is a valid number to them is refused here or read as another, and why.
const ACCEPTED: &[(&str, &str)] = &[
    // Both readings are possible. The contract takes the one with the length of a mobile number,
    // and then the one behind the calling code; libphonenumber prefers the national reading where
    // a range has it.
    (
        "DE fixed, without +",
        "ambiguous by nature: the national reading has a mobile number's length",
    ),
    (
        "KI fixed, without +",
        "ambiguous by nature: the national reading has a mobile number's length",
    ),
    (
        "KR fixed, without +",
        "ambiguous by nature: the national reading has a mobile number's length",
    ),
    ("DE mobile, without +", "here it is the number meant"),
    ("ID fixed, without +", "here it is the number meant"),
    ("ID mobile, without +", "here it is the number meant"),
    ("XK fixed, without +", "here it is the number meant"),
    ("XK mobile, without +", "here it is the number meant"),
    // Company numbers of six digits that begin with 0, for which the table has no length.
    ("AC fixed, (0)", "refused here: neither mobile nor fixed"),
    ("AC fixed, after 0", "refused here: neither mobile nor fixed"),
    ("AC mobile, (0)", "refused here: neither mobile nor fixed"),
    ("AC mobile, after 0", "refused here: neither mobile nor fixed"),
];

/// Where a text is a number here and not a valid one to them, and why.
const READ_HERE_ONLY: &[(&str, &str)] = &[
    ("(0)", "the reference page: a 0 after the calling code is removed"),
    ("after 0", "the reference page: a leading 0 is removed"),
    ("00", "`00` leads abroad from wherever it was typed"),
    (
        "trunk-prefixed",
        "Colombia: the length proves the trunk prefix; they want the carrier's digit as well",
    ),
    ("without +", "last digits in no range: they fall back to the national reading"),
];

enum Difference {
    /// A number that is valid to them is refused here, or another one.
    OfValid,
    /// A number here is not a valid one to them.
    HereOnly,
}

#[test]
fn texts_give_the_numbers_that_libphonenumber_gives() {
    let mut rng = ChaCha8Rng::seed_from_u64(20_251_218);
    let mut compared = 0;
    let mut kinds = BTreeSet::new();
    let mut different = BTreeMap::new();
    for row in REGIONS.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let field: Vec<&str> = row.split('\t').collect();
        let (country, region): (Country, Region) =
            (field[0].parse().unwrap(), field[0].parse().unwrap());
        let (code, trunk) = (field[1], field[3].replace('-', ""));
        for (kind, nsn, national) in
            [("mobile", field[7], field[8]), ("fixed", field[9], field[10])]
        {
            for draw in (0..DRAWS).filter(|_| nsn != "-") {
                let mut drawn = |text: &str| {
                    if draw == 0 { text.into() } else { with_digits_drawn(text, &mut rng) }
                };
                let forms = [
                    ("national", drawn(national)),
                    ("bare", drawn(nsn)),
                    ("trunk-prefixed", format!("{trunk}{}", drawn(nsn))),
                    ("international", format!("+{code} {}", drawn(nsn))),
                    ("00", format!("00{code}{}", drawn(nsn))),
                    ("without +", format!("{code}{}", drawn(nsn))),
                    ("(0)", format!("+{code} (0){}", drawn(nsn))),
                    ("after 0", format!("0{}", drawn(nsn))),
                ];
                for (form, text) in forms {
                    compared += 1;
                    let kind = format!("{country} {kind}, {form}");
                    match difference(&text, country, region) {
                        Some(Difference::OfValid) => drop(different.insert(kind.clone(), text)),
                        Some(Difference::HereOnly) => {
                            assert!(
                                READ_HERE_ONLY.iter().any(|(read, _)| *read == form),
                                "{kind}: {text}"
                            );
                        }
                        None => {}
                    }
                    kinds.insert(kind);
                }
            }
        }
    }
    println!("{compared} texts compared, {} of {} kinds differ", different.len(), kinds.len());
    let accepted: BTreeSet<String> = ACCEPTED.iter().map(|(kind, _)| (*kind).into()).collect();
    let found: BTreeSet<String> = different.keys().cloned().collect();
    assert_eq!(found, accepted, "{different:#?}");
}

/// `None` if both sides agree.
fn difference(text: &str, country: Country, region: Region) -> Option<Difference> {
    let ours = PhoneNumber::parse(text, Some(country)).ok().map(|number| number.to_string());
    let theirs = PHONE_NUMBER_UTIL.parse(text, Some(region)).ok();
    let is_valid = theirs.as_ref().is_some_and(|number| number.is_valid());
    let theirs = theirs.map(|number| number.format_as(PhoneNumberFormat::E164).to_string());
    match ours {
        ours if ours == theirs => None,
        _ if is_valid => Some(Difference::OfValid),
        Some(_) => Some(Difference::HereOnly),
        None => None,
    }
}

/// `text` with its last four digits drawn.
fn with_digits_drawn(text: &str, rng: &mut impl Rng) -> String {
    let kept = text.chars().filter(char::is_ascii_digit).count().saturating_sub(4);
    let mut digits = 0;
    let draw = |character: char| {
        digits += usize::from(character.is_ascii_digit());
        if character.is_ascii_digit() && digits > kept {
            char::from(b'0' + (rng.next_u32() % 10) as u8)
        } else {
            character
        }
    };
    text.chars().map(draw).collect()
}
