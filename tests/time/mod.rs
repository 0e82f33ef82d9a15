//! Timestamps compared with humantime's on every day from 1970 to 9999, and at both ends.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

use core::time::Duration;
use std::time::UNIX_EPOCH;

use humantime::{format_rfc3339_millis, parse_rfc3339};
use proptest::prelude::*;
use verify_core::time::{Timestamp, TimestampError};

const DAY: u64 = 86_400_000;
const MAX: u64 = 253_402_300_799_999;

fn at(millis: u64) -> Timestamp {
    Timestamp::from_unix_millis(millis).unwrap()
}

fn reference(millis: u64) -> String {
    format_rfc3339_millis(UNIX_EPOCH + Duration::from_millis(millis)).to_string()
}

#[test]
fn known_texts() {
    for (millis, text) in [
        (0, "1970-01-01T00:00:00.000Z"),
        (1, "1970-01-01T00:00:00.001Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        // The samples of the reference page, to the millisecond.
        (1_766_037_594_090, "2025-12-18T05:59:54.090Z"),
        (1_766_037_304_090, "2025-12-18T05:55:04.090Z"),
        (1_748_930_394_090, "2025-06-03T05:59:54.090Z"),
        (1_748_930_104_090, "2025-06-03T05:55:04.090Z"),
        (1_766_066_700_125, "2025-12-18T14:05:00.125Z"),
        (1_766_053_879_429, "2025-12-18T10:31:19.429Z"),
        (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
        (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        (MAX, "9999-12-31T23:59:59.999Z"),
    ] {
        assert_eq!(at(millis).to_string(), text);
        assert_eq!(format!("{:?}", at(millis)), text);
        assert_eq!(reference(millis), text);
    }
}

/// Each day is compared once, at a different time of day, and with a calendar that counts days.
#[test]
fn every_day_until_9999() {
    let (mut year, mut month, mut day) = (1970, 1, 1);
    for n in 0..=MAX / DAY {
        let millis = n * DAY + n * 59_604_644 % DAY;
        let text = at(millis).to_string();
        assert_eq!(text, reference(millis));
        assert_eq!(text[..10], format!("{year:04}-{month:02}-{day:02}"));
        day += 1;
        if day > days(year, month) {
            (month, day) = (month + 1, 1);
        }
        if month > 12 {
            (year, month) = (year + 1, 1);
        }
    }
    assert_eq!((year, month, day), (10_000, 1, 1));
}

fn days(year: u32, month: u32) -> u32 {
    let of = |years: u32| year.is_multiple_of(years);
    match month {
        2 if of(4) && !of(100) || of(400) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Compares the first millisecond of each month and the last of the one before, in every year.
#[test]
fn every_turn_of_a_month() {
    for (year, month) in (1970..=9999).flat_map(|y| (1..=12).map(move |m| (y, m))).skip(1) {
        let first = format!("{year}-{month:02}-01T00:00:00.000Z");
        let since_1970 = parse_rfc3339(&first).unwrap().duration_since(UNIX_EPOCH).unwrap();
        let millis = since_1970.as_millis().try_into().unwrap();
        assert_eq!(at(millis).to_string(), first);
        assert_eq!(at(millis - 1).to_string(), reference(millis - 1));
        assert!(reference(millis - 1).ends_with("T23:59:59.999Z"));
    }
}

#[test]
fn every_millisecond_of_a_second_and_every_second_of_a_day() {
    for millis in (0..1000).chain((0..DAY).step_by(1000)) {
        let millis = 1_709_164_800_000 + millis;
        assert_eq!(at(millis).to_string(), reference(millis));
    }
}

#[test]
fn the_text_is_padded_like_any_other() {
    assert_eq!(format!("[{:>26}]", at(0)), "[  1970-01-01T00:00:00.000Z]");
    assert_eq!(format!("{:.10}", at(0)), "1970-01-01");
}

#[test]
fn past_9999_is_refused() {
    assert_eq!(Timestamp::MAX.as_unix_millis(), MAX);
    assert_eq!(at(MAX), Timestamp::MAX);
    assert_eq!(at(0), Timestamp::UNIX_EPOCH);
    for (millis, message) in [
        (
            MAX + 1,
            "time out of range: expected milliseconds since 1970, \
             at most 253402300799999 (year 9999), found 253402300800000",
        ),
        (
            u64::MAX,
            "time out of range: expected milliseconds since 1970, \
             at most 253402300799999 (year 9999), found 18446744073709551615",
        ),
    ] {
        let error: TimestampError = Timestamp::from_unix_millis(millis).unwrap_err();
        assert_eq!((error.to_string().as_str(), error.found()), (message, millis));
    }
}

#[test]
fn a_time_since_the_epoch_is_taken_to_the_millisecond() {
    for (nanos, millis) in [(0, 0), (999_999, 0), (1_000_000, 1), (1_999_999, 1)] {
        assert_eq!(Timestamp::try_from(Duration::from_nanos(nanos)), Ok(at(millis)));
    }
    let latest = Duration::from_millis(MAX);
    assert_eq!(Timestamp::try_from(latest), Ok(Timestamp::MAX));
    assert_eq!(Timestamp::try_from(latest + Duration::from_nanos(999_999)), Ok(Timestamp::MAX));
    let after = Timestamp::try_from(latest + Duration::from_millis(1)).unwrap_err();
    assert_eq!(after.found(), MAX + 1);
    assert_eq!(Timestamp::try_from(Duration::MAX).unwrap_err().found(), u64::MAX);
}

#[test]
fn arithmetic_stops_at_both_ends() {
    assert_eq!(at(MAX - 1).saturating_add(Duration::from_millis(1)), Timestamp::MAX);
    assert_eq!(at(MAX - 1).saturating_add(Duration::from_millis(2)), Timestamp::MAX);
    assert_eq!(at(0).saturating_add(Duration::MAX), Timestamp::MAX);
    assert_eq!(at(0).saturating_add(Duration::from_millis(u64::MAX)), Timestamp::MAX);
    assert_eq!(Timestamp::MAX.saturating_add(Duration::MAX), Timestamp::MAX);
    // In milliseconds, these seconds would wrap around to a small number.
    let wrapping = Duration::from_secs(u64::MAX / 1000 + 1);
    assert_eq!(at(0).saturating_add(wrapping), Timestamp::MAX);
    assert_eq!(at(7).saturating_add(Duration::from_nanos(999_999)), at(7));
    assert_eq!(at(7).saturating_add(Duration::from_nanos(1_999_999)), at(8));
    assert_eq!(at(7).saturating_sub(Duration::from_nanos(1_999_999)), at(6));
    assert_eq!(at(7).saturating_sub(Duration::from_millis(8)), at(0));
    assert_eq!(Timestamp::MAX.saturating_sub(Duration::MAX), at(0));
    assert_eq!(Timestamp::MAX.saturating_sub(Duration::from_millis(MAX)), at(0));
    assert_eq!(at(7).saturating_duration_since(at(8)), Duration::ZERO);
    assert_eq!(Timestamp::MAX.saturating_duration_since(at(0)), Duration::from_millis(MAX));
}

#[test]
fn size() {
    assert_eq!(size_of::<Timestamp>(), 8);
}

proptest! {
    #[test]
    fn any_millisecond(millis in 0..=MAX) {
        prop_assert_eq!(at(millis).to_string(), reference(millis));
        prop_assert_eq!(at(millis).as_unix_millis(), millis);
    }

    #[test]
    fn texts_are_ordered_as_times_are(a in 0..=MAX, b in 0..=MAX) {
        prop_assert_eq!(at(a).cmp(&at(b)), at(a).to_string().cmp(&at(b).to_string()));
    }

    #[test]
    fn adding_is_adding(millis in 0..=MAX, nanos in any::<u64>()) {
        let sum = u128::from(millis) + u128::from(nanos / 1_000_000);
        let later = at(millis).saturating_add(Duration::from_nanos(nanos));
        prop_assert_eq!(u128::from(later.as_unix_millis()), sum.min(MAX.into()));
        prop_assert_eq!(
            later.saturating_duration_since(at(millis)),
            Duration::from_millis(later.as_unix_millis() - millis)
        );
    }
}
