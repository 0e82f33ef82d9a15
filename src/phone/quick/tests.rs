//! The quick readings are taken wherever they may be. No public result shows it.

#![allow(clippy::unwrap_used, reason = "a test that panics is a test that fails")]

extern crate std;

use std::format;
use std::string::ToString;

use super::{
    Country, Digits, Front, Reading, Typed, international, plan_of, quick_dialled, quick_home,
    read_here, read_typed,
};
use crate::phone::shared::only_area;

/// What the quick way reads.
fn read_quick(digits: Digits, country: Country) -> Option<Reading> {
    let region = country.region();
    if region.may_lead_abroad(digits) {
        quick_dialled(digits, country, region)
    } else {
        quick_home(digits, region)
    }
}

#[test]
fn what_is_usual_at_home_is_read_the_quick_way() {
    let mut quick = 0;
    for country in Country::all() {
        let region = country.region();
        let plan = plan_of(region);
        let code = country.calling_code().to_string();
        let zero_and_code = format!("0{code}");
        let prefixes = [
            "", "0", "00", "01", "011", "06", "060", "1", "119", "15", "7", "8", "80", "81", "810",
            "88", "99",
        ];
        for prefix in prefixes.into_iter().chain([&*code, &*zero_and_code]) {
            for rest in 0..=16_usize.saturating_sub(prefix.len()) {
                let digits = Digits::of(&format!("{prefix}{}", "7".repeat(rest)));
                let reading = read_typed(&Typed::plain(digits, false), Some(country));
                assert!(read_here(digits, country) == reading, "{country} {prefix} {rest}");
                let found = read_quick(digits, country);
                assert!(found.is_none_or(|found| found == reading), "{country} {prefix} {rest}");
                let has_code = digits.begin_with(Digits::of(&code))
                    || digits.without_first().begin_with(Digits::of(&code));
                let front = Front::of_plan(plan);
                let is_usual = !region.may_lead_abroad(digits)
                    && if front.stands_before(digits) {
                        plan.has_length(front.dropped_from(digits).len)
                    } else {
                        plan.is_bare(digits)
                    };
                // Seven digits behind an area code that is left out take the plain way.
                let is_local = digits.len == 7 && only_area(country).is_some();
                if is_usual && !is_local && !has_code {
                    let expected = Some(reading).filter(|reading| reading.is_number());
                    assert!(found == expected, "{country} {prefix}{}", "7".repeat(rest));
                }
                quick += usize::from(found.is_some());
            }
        }
    }
    assert!(quick > 5_000, "{quick}");
}

/// Slower, every one of them is read as well: a budget of instructions would show it, no result.
#[test]
fn usual_prefixes_are_dropped_the_quick_way() {
    for (country, digits) in [
        (Country::GB, "07400123456"),
        (Country::BR, "081961234567"),
        (Country::IT, "0669812345"),
        (Country::HU, "06201234567"),
        (Country::RU, "89123456789"),
        (Country::GB, "006581234567"),
        (Country::AU, "00116581234567"),
        (Country::RU, "810447400123456"),
        (Country::US, "011447400123456"),
        (Country::JP, "0106581234567"),
    ] {
        let digits = Digits::of(digits);
        let reading = read_typed(&Typed::plain(digits, false), Some(country));
        assert!(reading.is_number() && read_quick(digits, country) == Some(reading), "{country}");
    }
}

#[test]
fn what_is_written_as_in_e164_is_read_behind_its_plus() {
    for country in Country::all() {
        for rest in 0..=13 {
            let digits = Digits::of(&format!("{}{}", country.calling_code(), "7".repeat(rest)));
            let found = international(digits);
            let plain = read_typed(&Typed::plain(digits, true), Some(country));
            assert!(found == plain, "{country} {rest}");
            assert!(!found.is_number() || found.e164() == digits, "{country} {rest}");
        }
    }
}
