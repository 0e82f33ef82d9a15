//! How many of the started were verified, compared with a list of all that happened.

use core::time::Duration;

use super::{END, at};
use proptest::prelude::*;
use verify_core::limit::{Conversion, ConversionLimit, ConversionLimitError};
use verify_core::time::Timestamp;

const DAY: u64 = 86_400_000;
/// 2025-12-18T00:00:00Z
const MIDNIGHT: u64 = 1_766_016_000_000;

fn limit(percent: u8, starts: u32, period_millis: u64) -> ConversionLimit {
    ConversionLimit::new(percent, starts, Duration::from_millis(period_millis)).unwrap()
}

#[test]
fn below_the_share_new_starts_wait_until_the_period_ends() {
    let (limit, now) = (limit(25, 8, DAY), MIDNIGHT + 1000);
    let mut range = Conversion::new();
    for _ in 0..8 {
        assert_eq!(range.allows(at(now), limit), Ok(()));
        range.record_start(at(now), limit);
    }
    let wait = range.allows(at(now), limit).unwrap_err();
    assert_eq!(wait.duration(), Duration::from_millis(DAY - 1000));
    range.record_verified(at(now), limit);
    assert!(range.allows(at(now), limit).is_err());
    range.record_verified(at(now), limit);
    assert_eq!(range.allows(at(now), limit), Ok(()));
    range.record_start(at(now), limit);
    let wait = range.allows(at(MIDNIGHT + DAY - 1), limit).unwrap_err();
    assert_eq!(wait.duration(), Duration::from_millis(1));
    assert_eq!(range.allows(at(MIDNIGHT + DAY), limit), Ok(()));
}

#[test]
fn limits() {
    let day = Duration::from_millis(DAY);
    let default = ConversionLimit::default();
    assert_eq!((default.percent(), default.starts(), default.period()), (10, 50, day));
    assert_eq!(ConversionLimit::new(10, 50, day), Ok(default));
    let (hour, longest) = (Duration::from_hours(1), Duration::from_millis(u32::MAX.into()));
    assert!(ConversionLimit::new(1, 1, hour).is_ok());
    assert!(ConversionLimit::new(100, 1_000_000, longest).is_ok());
    let error = |percent, starts, period| {
        ConversionLimit::new(percent, starts, period).unwrap_err().to_string()
    };
    let expected = "conversion limit: expected";
    for (found, message) in [
        (error(0, 1, day), "a share of 1 to 100 percent, found 0"),
        (error(101, 1, day), "a share of 1 to 100 percent, found 101"),
        (error(1, 0, day), "1 to 1000000 starts, found 0"),
        (error(1, 1_000_001, day), "1 to 1000000 starts, found 1000001"),
    ] {
        assert_eq!(found, format!("{expected} {message}"));
    }
    for period in [
        Duration::ZERO,
        hour.checked_sub(Duration::from_millis(1)).unwrap(),
        hour + Duration::from_nanos(1),
        longest + Duration::from_millis(1),
        Duration::MAX,
    ] {
        let error = ConversionLimitError::Period { found: period };
        assert_eq!(ConversionLimit::new(1, 1, period), Err(error));
        assert_eq!(
            error.to_string(),
            format!(
                "{expected} a period of 3600000 (an hour) to 4294967295 whole milliseconds \
                 (49.7 days), found {period:?}"
            )
        );
    }
    assert_eq!(size_of::<Conversion>(), 16);
}

/// The counters are raised by what a store can do: clamp, add, compare.
#[test]
fn a_store_raises_the_counters_without_an_expectation() {
    let limit = limit(10, 50, DAY);
    let raise = limit.raise(at(MIDNIGHT + 5));
    let floor = (MIDNIGHT / DAY) << 26;
    assert_eq!((raise.floor(), raise.cost()), (floor, 1));
    assert_eq!((raise.cap(), raise.ceiling()), (floor + (1 << 26) - 2, floor + (1 << 26) - 1));
    assert_eq!(raise.apply(0), Ok(floor + 1));
    assert_eq!(raise.apply(floor + 7), Ok(floor + 8));
    assert_eq!(raise.apply(floor - 1), Ok(floor + 1), "of yesterday");
    for full in [floor + (1 << 26) - 2, floor + (1 << 26) - 1, u64::MAX] {
        assert_eq!(raise.apply(full), Ok(raise.ceiling()), "never refused");
    }
    for value in [floor + 1, raise.ceiling()] {
        assert_eq!(raise.idle_at(value), at(MIDNIGHT + DAY));
    }
    for period in [3_600_000, DAY, u32::MAX.into()] {
        let last = limit_of(period).raise(Timestamp::MAX);
        assert!(last.ceiling() < 1 << 53);
    }
    let both = Conversion::from_counters(floor + 50, floor + 4);
    assert_eq!(both.counters(), (floor + 50, floor + 4));
    assert!(both.allows(at(MIDNIGHT), limit).is_err());
    assert_eq!(Conversion::from_counters(0, 0), Conversion::new());
}

fn limit_of(period_millis: u64) -> ConversionLimit {
    limit(10, 50, period_millis)
}

/// A count that a clock has left in the future says nothing about the present, and makes nobody
/// wait.
#[test]
fn a_clock_that_was_ahead_makes_nobody_wait() {
    let (limit, ahead) = (limit(50, 3, DAY), MIDNIGHT + 20 * 365 * DAY);
    let mut range = Conversion::new();
    (0..3).for_each(|_| range.record_start(at(ahead), limit));
    assert!(range.allows(at(ahead), limit).is_err());
    assert_eq!(range.allows(at(MIDNIGHT), limit), Ok(()));
    for _ in 0..10 {
        range.record_start(at(MIDNIGHT), limit);
        assert_eq!(range.allows(at(MIDNIGHT), limit), Ok(()));
    }
    // From the next period on it counts again.
    (0..3).for_each(|_| range.record_start(at(MIDNIGHT + DAY), limit));
    assert!(range.allows(at(MIDNIGHT + DAY), limit).is_err());
}

proptest! {
    #[test]
    fn allows_what_the_list_allows(
        (percent, starts) in (1..=100_u8, 1..=9_u32),
        period in prop_oneof![Just(3_600_000), Just(DAY)],
        start in prop_oneof![Just(0), Just(MIDNIGHT), 0..END],
        events in prop::collection::vec((0..5_u8, 0..4_000_000_u64), 0..80),
    ) {
        let limit = limit(percent, starts, period);
        let (mut range, mut now) = (Conversion::new(), start);
        let (mut started, mut verified) = (Vec::new(), Vec::new());
        for (kind, step) in events {
            now = END.min(now + if step % 3 == 0 { step } else { 0 });
            let in_period = |list: &Vec<u64>| {
                u64::try_from(list.iter().filter(|time| *time / period == now / period).count())
            };
            let (all, good) = (in_period(&started).unwrap(), in_period(&verified).unwrap());
            let expected = all < starts.into() || good * 100 >= all * u64::from(percent);
            match range.allows(at(now), limit) {
                Ok(()) => prop_assert!(expected),
                Err(wait) => {
                    prop_assert!(!expected);
                    let end = now + u64::try_from(wait.duration().as_millis()).unwrap();
                    prop_assert_eq!(end, (now / period + 1) * period);
                }
            }
            if kind > 0 {
                started.push(now);
                range.record_start(at(now), limit);
            } else {
                verified.push(now);
                range.record_verified(at(now), limit);
            }
        }
    }
}
