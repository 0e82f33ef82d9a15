//! The quick readings are taken wherever they may be. No public result shows it.

#![allow(clippy::unwrap_used, reason = "a test that panics is a test that fails")]

extern crate std;

use std::format;
use std::string::ToString;

use super::{
    Country, Digits, Reading, Typed, only_area, prefix_lengths, quick_at_home, quick_behind_plus,
    quick_behind_zero, read_typed,
};

#[test]
fn what_is_usual_at_home_is_read_the_quick_way() {
    let mut quick = 0;
    for country in Country::all() {
        let code = country.calling_code().to_string();
        let zero_and_code = format!("0{code}");
        let prefixes =
            ["", "0", "00", "01", "011", "06", "1", "119", "15", "7", "8", "81", "810", "99"];
        for prefix in prefixes.into_iter().chain([&*code, &*zero_and_code]) {
            for rest in 0..=16_usize.saturating_sub(prefix.len()) {
                let digits = Digits::of(&format!("{prefix}{}", "7".repeat(rest)));
                let national = Reading::national(digits, country).map(Reading::e164);
                let has_code = digits.begin_with(Digits::of(&code))
                    || digits.begin_with(Digits::of(&zero_and_code));
                let at_home = Reading::at_home(digits, country).ok().map(Reading::e164);
                let home = if has_code { at_home } else { national };
                let leads_abroad = prefix_lengths(digits, Some(country)).next().is_some();
                if leads_abroad {
                    let typed = Typed::plain("", digits, false);
                    let plain = read_typed(typed, Some(country)).ok();
                    let found = quick_at_home(digits, country);
                    assert!(found.is_none() || found == plain, "{country} {prefix} {rest}");
                    continue;
                }
                let found = quick_at_home(digits, country);
                let behind_zero = quick_behind_zero(digits, country);
                assert!(behind_zero.is_none() || behind_zero == found, "{country} {prefix} {rest}");
                let may_be = home;
                let is_screened = country.region().may_lead_abroad(digits)
                    || digits.first() == 0 && country.plan().has_typed_zero();
                // Seven digits behind an area code that is left out take the plain way.
                let is_local = digits.len == 7 && only_area(country).is_some() && !has_code;
                let expected = may_be.filter(|_| !is_screened && !is_local);
                let expected = expected.and_then(Digits::packed);
                assert!(found == expected, "{country} {prefix}{}", "7".repeat(rest));
                quick += usize::from(found.is_some());
            }
        }
    }
    assert!(quick > 4_000, "{quick}");
}

#[test]
fn what_is_written_as_in_e164_is_read_the_quick_way() {
    for country in Country::all() {
        for rest in 0..=13 {
            let digits = Digits::of(&format!("{}{}", country.calling_code(), "7".repeat(rest)));
            let plain = Reading::international(digits, super::ParseError::MissingCountry);
            let found = quick_behind_plus(digits);
            let expected = plain.ok().map(Reading::e164).filter(|&e164| e164 == digits);
            let expected = expected.and_then(Digits::packed);
            assert!(found == expected, "{country} {rest}");
        }
    }
}
