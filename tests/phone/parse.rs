//! Phone numbers, against the examples of libphonenumber's metadata and the cases of
//! `phone_examples.tsv`.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

use verify_core::phone::{Country, ParseError, PhoneNumber};

const REGIONS: &str = include_str!("../data/regions.tsv");
const EXAMPLES: &str = include_str!("../data/phone_examples.tsv");

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

/// Fixed lines typed without `+` whose other reading has the length of a mobile number. The text is
/// ambiguous, and verification is about mobile numbers.
const KNOWN_LIMITS: [(&str, &str, &str); 4] = [
    ("DE", "4930123456", "494930123456"),
    ("KI", "68631234", "68668631234"),
    ("KR", "8222123456", "828222123456"),
    ("SE", "468123456", "46468123456"),
];

/// Example numbers that are in ranges of another country, to libphonenumber as well.
const ELSEWHERE: [(&str, &str, &str); 11] = [
    ("AX", "mobile", "FI"),
    ("BL", "mobile", "GP"),
    ("CC", "mobile", "AU"),
    ("CX", "mobile", "AU"),
    ("EH", "fixed", "MA"),
    ("EH", "mobile", "MA"),
    ("IM", "mobile", "GB"),
    ("MF", "fixed", "BL"),
    ("MF", "mobile", "GP"),
    ("SJ", "mobile", "NO"),
    ("VA", "mobile", "IT"),
];

#[test]
fn every_example_number_in_every_form() {
    let mut limits = Vec::new();
    let mut elsewhere = std::collections::BTreeSet::new();
    let mut checked = 0;
    for row in rows(REGIONS) {
        let country: Country = row[0].parse().unwrap();
        let (code, trunk) = (row[1], row[3].replace('-', ""));
        for (kind, nsn, national) in [("mobile", row[7], row[8]), ("fixed", row[9], row[10])] {
            if nsn == "-" {
                continue;
            }
            let forms = [
                ("national", national.to_owned(), Some(country)),
                ("trunk-prefixed", format!("{trunk}{nsn}"), Some(country)),
                ("bare", nsn.to_owned(), Some(country)),
                ("international", format!("+{code} {nsn}"), Some(country)),
                ("international", format!("+{code} {nsn}"), None),
                ("international, full-width", format!("\u{FF0B}{code}\u{3000}{nsn}"), None),
                ("00", format!("00 {code} {nsn}"), Some(country)),
                ("00", format!("00 {code} {nsn}"), None),
                ("without +", format!("{code}{nsn}"), None),
                ("without +", format!("{code}{nsn}"), Some(country)),
                ("(0)", format!("+{code} ({trunk}) {nsn}"), Some(country)),
                ("(0)", format!("+{code} ({trunk}) {nsn}"), None),
                ("URI", format!("tel:+{code}-{nsn}"), None),
            ];
            for (form, text, given) in forms {
                checked += 1;
                let found = digits(&text, given);
                if form == "without +"
                    && let Some(limit) =
                        KNOWN_LIMITS.iter().find(|limit| (limit.0, limit.1) == (row[0], &text))
                    && found.as_deref() == Ok(limit.2)
                {
                    limits.push(*limit);
                    continue;
                }
                // Behind Thailand's own `006`, another number is possible.
                if (row[0], kind, form) == ("TH", "fixed", "00") && given.is_some() {
                    assert_eq!(found, Err(ParseError::Ambiguous), "{text}");
                    continue;
                }
                // Of a landline, the number is as likely to be a national one.
                if (kind, form, given) == ("fixed", "without +", None)
                    && found == Err(ParseError::MissingCountry)
                {
                    continue;
                }
                assert_eq!(
                    found,
                    Ok(format!("{code}{nsn}")),
                    "{} {kind}, {form}: {text:?}",
                    row[0]
                );
                let number = PhoneNumber::parse(&text, given).unwrap();
                assert_eq!(number.calling_code(), country.calling_code());
                if number.country() != country {
                    elsewhere.insert((row[0], kind, number.country().alpha2()));
                }
            }
        }
    }
    assert_eq!(limits, KNOWN_LIMITS);
    assert_eq!(elsewhere, ELSEWHERE.into());
    assert_eq!(checked, 489 * 13);
}

#[test]
fn the_reference_page_s_own_samples() {
    assert_eq!(digits("+1 (987) 654-3210", Some(Country::US)).unwrap(), "19876543210");
    assert_eq!(digits("+1 (987) 654-3210", None).unwrap(), "19876543210");
    assert_eq!(digits("+6598765432", None).unwrap(), "6598765432");
    assert_eq!(digits("6598765432", None).unwrap(), "6598765432");
    assert_eq!(digits("6598765432", Some(Country::SG)).unwrap(), "6598765432");
    assert_eq!(digits("+6512345678", None).unwrap(), "6512345678");
    // The page shows this in a response, but no North American number has eight digits.
    assert_eq!(
        digits("+198765432", None),
        Err(ParseError::Length { country: Country::US, found: 8 })
    );
}

/// What the documentation of `parse` warns of.
#[test]
fn without_a_country_a_national_number_may_read_as_another_countrys() {
    assert_eq!(digits("11 95555 1234", Some(Country::BR)).unwrap(), "5511955551234");
    assert_eq!(digits("11 95555 1234", None).unwrap(), "11955551234");
}

#[test]
fn what_the_plans_strip_and_what_they_keep() {
    let cases = [
        // A carrier's two digits, from Brazil and in full.
        (Country::BR, "0 15 21 2345 6789", "552123456789"),
        (Country::BR, "(21) 99999-9999", "5521999999999"),
        // Argentina's 15 stands behind two, three or four digits; in full and without the 0.
        (Country::AR, "02966 15 123456", "5492966123456"),
        (Country::AR, "343 15 555 1212", "5493435551212"),
        (Country::AR, "+54 11 15 2345 6789", "5491123456789"),
        (Country::AR, "9 11 2345 6789", "5491123456789"),
        // Retired trunk prefixes.
        (Country::MX, "+52 1 55 1234 5678", "525512345678"),
        (Country::MX, "045 55 1234 5678", "525512345678"),
        (Country::UZ, "0 90 123 45 67", "998901234567"),
        (Country::LT, "8 612 34567", "37061234567"),
        // An 8 that begins a number of full length is part of it.
        (Country::RU, "8123456789", "78123456789"),
        (Country::RU, "+7 8 912 345-67-89", "79123456789"),
        (Country::BY, "8 0 29 491-19-11", "375294911911"),
        (Country::BY, "8 29 491-19-11", "375294911911"),
        // Rwandan numbers may begin with the digit of the trunk prefix.
        (Country::RW, "06123456", "25006123456"),
        (Country::RW, "0 720 123 456", "250720123456"),
        // No trunk prefix, but people type a 0.
        (Country::HK, "051234567", "85251234567"),
        (Country::SG, "+65 0 8765 4321", "6587654321"),
        // No number of theirs starts with 0, whatever lengths are possible.
        (Country::BT, "01234567", "9751234567"),
        (Country::LU, "0621 748 469", "352621748469"),
        // A 0 in the way behind the calling code.
        (Country::HU, "+36 (0)62 123 456", "3662123456"),
        (Country::RU, "+7 (0) 912 345 67 89", "79123456789"),
        (Country::IT, "+39 (0)312 345 678 901", "39312345678901"),
        (Country::IT, "+39 (0)6 1234 5678", "390612345678"),
        // One area code in a country: it may be left out.
        (Country::TT, "645-6000", "18686456000"),
        (Country::SX, "543 1234", "17215431234"),
        // Behind 0 and the own calling code, the mobile length decides; then the national reading.
        (Country::DE, "0491512345678", "491512345678"),
        (Country::IL, "0972594944875", "972594944875"),
        (Country::GB, "044 7400 123456", "447400123456"),
        (Country::IT, "039 234 5678", "390392345678"),
        (Country::KR, "082 10 2000 0000", "821020000000"),
        // Uruguayan landlines begin with what also leads abroad.
        (Country::UY, "0177 01234", "59817701234"),
        (Country::TJ, "00 123 4567", "992001234567"),
        // A Tajik 00 is part of the number, unless an international number follows it.
        (Country::TJ, "00 44 7400 123456", "447400123456"),
        // The longest numbers after the longest prefixes.
        (Country::US, "011 49 1234567890123", "491234567890123"),
        (Country::GB, "00 49 (0) 1234567890123", "491234567890123"),
        (Country::US, "011 49 (0) 1234567890123", "491234567890123"),
        (Country::GB, "+00 49 (0) 1234567890123", "491234567890123"),
        // With all that may stand in front, 17 digits.
        (Country::BR, "0 55 0 44 11 96123-4015", "5511961234015"),
        (Country::DE, "0 49 (0) 1234567890123", "491234567890123"),
        // 011 leads abroad in North America only: it is Turin's area code.
        (Country::IT, "011 123 4567", "390111234567"),
        (Country::CA, "011 39 011 123 4567", "390111234567"),
    ];
    for (country, text, expected) in cases {
        assert_eq!(digits(text, Some(country)).as_deref(), Ok(expected), "{country} {text}");
    }
}

#[test]
fn a_trunk_prefix_is_no_part_of_a_number() {
    // Nine digits are a length of British numbers, but none begins with the trunk prefix.
    for (country, text, found) in [
        (Country::GB, "07400 1234", 8),
        (Country::GB, "+44 07400 1234", 8),
        (Country::HU, "06 1 23456", 6),
        // A mobile 15 stands behind 11 or an area code of at least three digits.
        (Country::AR, "2215 1234 5678", 12),
        // Norway has no trunk prefix, and company numbers that begin with 0.
        (Country::NO, "040612345", 9),
    ] {
        assert_eq!(
            digits(text, Some(country)),
            Err(ParseError::Length { country, found }),
            "{text}"
        );
    }
}

#[test]
fn an_international_prefix_is_no_part_of_a_number() {
    // Italian numbers may begin with 0, and one of ten digits with two.
    let found = digits("00 1 2345678", Some(Country::IT));
    assert_eq!(found, Err(ParseError::Length { country: Country::US, found: 7 }));
}

#[test]
fn the_country_is_the_one_whose_ranges_the_number_is_in() {
    let country = |text, country| PhoneNumber::parse(text, country).map(PhoneNumber::country);
    assert_eq!(country("876-210-1234", Some(Country::JM)), Ok(Country::JM));
    assert_eq!(country("+1 876 210 1234", Some(Country::JM)), Ok(Country::JM));
    assert_eq!(country("+1 876 210 1234", None), Ok(Country::JM));
    assert_eq!(country("+1 876 210 1234", Some(Country::CA)), Ok(Country::JM));
    assert_eq!(country("+1 987 654 3210", Some(Country::JM)), Ok(Country::US));
    assert_eq!(country("+1 416 555 0123", None), Ok(Country::CA));
    assert_eq!(country("+44 7624 123456", None), Ok(Country::IM));
    assert_eq!(country("+39 06698 12345", None), Ok(Country::VA));
    assert_eq!(country("+44 7400 123456", Some(Country::JM)), Ok(Country::GB));
    assert_eq!(country("+7 771 000 9998", Some(Country::KZ)), Ok(Country::KZ));
    // The same digits are still the same destination.
    let (here, there) = (
        PhoneNumber::parse("8762101234", Some(Country::JM)),
        PhoneNumber::parse("+18762101234", None),
    );
    assert_eq!(here, there);
    assert_eq!(hash(here.unwrap()), hash(there.unwrap()));
    assert_eq!(here.unwrap().cmp(&there.unwrap()), std::cmp::Ordering::Equal);
    let numbers = ["+12025550123", "+6587654321", "+6587654322"]
        .map(|text| text.parse::<PhoneNumber>().unwrap());
    assert!(numbers.is_sorted_by(|number, next| number < next && number != next));
    assert!(numbers.map(hash).windows(2).all(|pair| pair[0] != pair[1]));
}

fn hash(value: impl std::hash::Hash) -> u64 {
    use std::hash::BuildHasher as _;
    std::hash::BuildHasherDefault::<std::hash::DefaultHasher>::default().hash_one(value)
}

#[test]
fn how_numbers_show() {
    let number = PhoneNumber::parse("+1 (987) 654-3210", None).unwrap();
    assert_eq!(format!("{number}"), "+19876543210");
    assert_eq!(format!("{number:#}"), "19876543210");
    assert_eq!(format!("{number:>14}|{number:<#12}|"), "  +19876543210|19876543210 |");
    assert_eq!(number.to_u64(), 19_876_543_210);
    assert_eq!(format!("{}", number.masked()), "+1********10");
    assert_eq!(format!("{:?}", number.masked()), "+1********10");
    assert_eq!(format!("{number:?}"), "PhoneNumber(+1********10)");
    assert_eq!(
        format!("{:?}", "+290 1234".parse::<PhoneNumber>().unwrap()),
        "PhoneNumber(+290**34)"
    );
    assert_eq!("+19876543210".parse::<PhoneNumber>(), Ok(number));
}

#[test]
fn sizes() {
    assert_eq!(size_of::<PhoneNumber>(), 8);
    assert_eq!(size_of::<Option<PhoneNumber>>(), 9);
    assert_eq!(size_of::<Country>(), 1);
    assert!(size_of::<ParseError>() <= 24);
    assert_eq!(Country::TABLE_BYTES, 2489);
}

#[test]
fn countries() {
    assert_eq!(Country::all().len(), 245);
    assert!(Country::all().map(Country::alpha2).eq(rows(REGIONS).map(|row| row[0])));
    for (country, row) in Country::all().zip(rows(REGIONS)) {
        assert_eq!(row[0].parse(), Ok(country));
        assert_eq!((Country::parse(row[0]), country.as_ref()), (Ok(country), row[0]));
        assert_eq!(row[0].to_lowercase().parse(), Ok(country));
        assert_eq!(country.calling_code().to_string(), row[1]);
        assert_eq!(format!("{country} {country:?}"), format!("{0} Country({0})", row[0]));
    }
    for wrong in ["", "S", "SGP", "QQ", "UK", "65", " SG", "\u{FF33}", "\u{E9}"] {
        let error = wrong.parse::<Country>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected the two letters of a country (ISO 3166-1 alpha-2), such as `SG`"
        );
    }
}

#[test]
fn only_calling_codes_that_exist_are_read() {
    let known: std::collections::BTreeSet<u64> =
        rows(REGIONS).map(|row| row[1].parse().unwrap()).collect();
    // Nines follow: enough for any length, and they complete no other calling code.
    for code in 1..1000_u64 {
        let prefix_known = [code, code / 10, code / 100].iter().any(|code| known.contains(code));
        let is_unknown = (0..16).all(|len| {
            let text = format!("+{code}{}", "9".repeat(len));
            matches!(
                digits(&text, None),
                Err(ParseError::UnknownCallingCode { position: 1 }
                    | ParseError::NoCountry { position: 1, .. })
            )
        });
        // Two digits may be the start of a code of three.
        let may_begin_one = (0..10).any(|third| known.contains(&(code * 10 + third)));
        assert!(prefix_known != is_unknown || may_begin_one, "{code}");
    }
}

const GB: Option<Country> = Some(Country::GB);

/// Text, country, position of the error, and its message.
const ERRORS: &[(&str, Option<Country>, Option<usize>, &str)] = &[
    ("", GB, None, "expected a phone number, found no digit"),
    (" -() +", GB, None, "expected a phone number, found no digit"),
    ("tel:", None, None, "expected a phone number, found no digit"),
    (
        "call me",
        None,
        Some(0),
        "expected digits, spaces, brackets, dashes or dots, found 'c' at position 0",
    ),
    (
        "07400 12a456",
        GB,
        Some(8),
        "expected digits, spaces, brackets, dashes or dots, found 'a' at position 8",
    ),
    (
        "\u{FF10}\u{FF17}#",
        GB,
        Some(2),
        "expected digits, spaces, brackets, dashes or dots, found '#' at position 2",
    ),
    (
        "tel:+44;ext=1",
        GB,
        Some(7),
        "expected a number without an extension, which no code reaches, found one at position 7",
    ),
    ("+44 +7400", GB, Some(4), "expected `+` only before the first digit, found one at position 4"),
    ("44+7400", GB, Some(2), "expected `+` only before the first digit, found one at position 2"),
    ("+999 1234567", GB, Some(1), "expected the calling code of a country at position 1"),
    ("+ 0", GB, Some(2), "expected the calling code of a country at position 2"),
    ("00 0 123", None, Some(0), "expected the calling code of a country at position 0"),
    // +30 and +31 are calling codes; +3 is not.
    ("+3", None, Some(1), "expected the calling code of a country at position 1"),
    ("003", GB, Some(0), "expected the calling code of a country at position 0"),
    (
        "07400 123456",
        None,
        None,
        "expected a country, or an international number: write it with + and the country code",
    ),
    ("7400 1234", GB, None, "expected 9 or 10 digits for GB (after +44), found 8"),
    ("07400 1234567", GB, None, "expected 9 or 10 digits for GB (after +44), found 11"),
    (
        "+49 (0) 0124499",
        None,
        None,
        "expected a number of DE, found one more prefix in front of it: \
         write it with +49 and no prefix",
    ),
    (
        "08122123456",
        Some(Country::KR),
        None,
        "expected a number of KR, found a carrier's digits in front of it: \
         write it with +82 and without them",
    ),
    (
        "009 1 415 555 2671",
        Some(Country::CO),
        None,
        "expected one number, found that several are possible: \
         write it with + and the country code",
    ),
    (
        "+881 612345678",
        None,
        Some(1),
        "expected the calling code of a country at position 1, found +881, \
         whose numbers are in no country and are not verified",
    ),
    (
        "07400 123456 ext. 12",
        GB,
        Some(13),
        "expected a number without an extension, which no code reaches, found one at position 13",
    ),
    ("+65 1", None, None, "expected 8 digits for SG (after +65), found 1"),
    ("+423 12345678", None, None, "expected 7 or 9 digits for LI (after +423), found 8"),
    ("+43 123", None, None, "expected 5 to 13 digits for AT (after +43), found 3"),
    ("+689 1", None, None, "expected 8 digits for PF (after +689), found 1"),
    ("+20 1", None, None, "expected 8, 9 or 10 digits for EG (after +20), found 1"),
    ("+972 1", None, None, "expected 8, 9, 11 or 12 digits for IL (after +972), found 1"),
    (
        "1234567890123456789012345678901234567890",
        GB,
        None,
        "expected 9 or 10 digits for GB (after +44), found 40",
    ),
];

#[test]
fn every_error_and_its_message() {
    for &(text, country, position, message) in ERRORS {
        let error = PhoneNumber::parse(text, country).unwrap_err();
        assert_eq!(error.to_string(), message, "{text}");
        assert_eq!(error.position(), position, "{text}");
    }
    let error = PhoneNumber::parse(&"7".repeat(65), None).unwrap_err();
    assert_eq!(
        (error.to_string().as_str(), error.position()),
        ("expected at most 64 characters", Some(64))
    );
    // The scheme is one step, even where it crosses the end of what is looked at.
    for (spaces, error) in [
        (60, ParseError::NoDigits),
        (61, ParseError::TooManyCharacters),
        (63, ParseError::TooManyCharacters),
    ] {
        assert_eq!(digits(&format!("{}tel:", " ".repeat(spaces)), None), Err(error), "{spaces}");
    }
}
