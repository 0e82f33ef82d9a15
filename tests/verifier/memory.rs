//! What memory of a fixed size keeps of wrong codes and of the share of verified sessions, and what
//! it forgets.

use core::time::Duration;

use verify_core::engine::{LimitedBy, Limits, Refused};
use verify_core::limit::{Blocked, ConversionLimit, FailureCount};
use verify_core::request::Request;
use verify_core::session::Verdict;
use verify_core::stored::FromBytesError;
use verify_core::time::Timestamp;
use verify_core::verifier::{FAILURE_BYTES, RestoreError, Slot, Verifier};

const DAY: u64 = 24 * 3600;
const NUMBER: &str = "+19876543210";
const OTHER: &str = "+6587654321";
const THIRD: &str = "+447400123456";
const FOURTH: &str = "+393123456789";

type Memory = Verifier<Vec<Slot>>;

fn verifier(slots: usize) -> Memory {
    Verifier::new((0..slots).map(|_| Slot::EMPTY).collect(), [7; 32], Limits::NONE)
}

/// Returns the instant that many seconds after 2025-12-18T05:54:54Z.
fn at(seconds: u64) -> Timestamp {
    Timestamp::from_unix_millis(1_766_037_294_000 + seconds * 1000).unwrap()
}

fn start(verifier: &mut Memory, now: u64, number: &str) -> Result<(), Refused> {
    let request = Request { destination: Some(number), ..Request::default() };
    verifier.start(at(now), &request).map(|_| ())
}

fn fail(verifier: &mut Memory, now: u64, number: &str, times: u8) {
    start(verifier, now, number).unwrap();
    let id = verifier.find(number.parse().unwrap()).unwrap().id();
    for _ in 0..times {
        let verdict = verifier.check(at(now), id, "?");
        assert!(matches!(verdict, Ok(Verdict::Wrong { .. } | Verdict::Failed)), "{verdict:?}");
    }
    verifier.cancel(at(now), id).unwrap();
}

fn confirm(verifier: &mut Memory, now: u64, number: &str) {
    start(verifier, now, number).unwrap();
    let id = verifier.find(number.parse().unwrap()).unwrap().id();
    assert_eq!(verifier.confirm(at(now), id), Ok(Verdict::Verified));
}

/// Returns each count: first that of those without a place, if there is one.
fn counts(verifier: &Memory) -> Vec<u8> {
    verifier.failures().map(|bytes| bytes[1]).collect()
}

/// Returns a stored count of a destination that has that many wrong codes.
fn stored(number: &str, failures: u8, latest: u64) -> [u8; FAILURE_BYTES] {
    let mut verifier = verifier(1);
    fail(&mut verifier, 0, number, 1);
    let mut count = FailureCount::new();
    (0..failures).for_each(|_| count.record_failure(at(latest)));
    let mut bytes = verifier.failures().next().unwrap();
    bytes[..FailureCount::BYTES].copy_from_slice(&count.to_bytes());
    bytes
}

/// Those without a place share a count for a day after its latest failure.
#[test]
fn what_is_shared_without_a_place_is_forgotten_after_a_day() {
    for (later, with_place, without) in [(DAY - 1, 6, 6), (DAY, 1, 1)] {
        let full = || {
            let mut verifier = verifier(1);
            fail(&mut verifier, 0, NUMBER, 1);
            fail(&mut verifier, 100, OTHER, 5);
            assert_eq!(counts(&verifier), [5, 1]);
            verifier
        };
        let mut verifier = full();
        fail(&mut verifier, 100 + later, THIRD, 1);
        assert_eq!(counts(&verifier), [without, 1], "without a place");
        let mut verifier = full();
        confirm(&mut verifier, 100 + later, NUMBER);
        fail(&mut verifier, 100 + later, THIRD, 1);
        assert_eq!(counts(&verifier), [5, with_place], "with a place");
    }
}

/// It outlives a restart, but is never a hundred, since no operator could clear it.
#[test]
fn what_is_shared_without_a_place_is_restored() {
    let refused = Err(RestoreError::Bytes(FromBytesError::Value));
    for (failures, restored, after) in
        [(1, Ok(()), &[1][..]), (99, Ok(()), &[99]), (100, refused, &[])]
    {
        let mut bytes = stored(NUMBER, failures, 0);
        bytes[FailureCount::BYTES..].fill(0);
        let mut verifier = verifier(1);
        assert_eq!(verifier.restore_failures(at(0), &bytes), restored);
        assert_eq!(counts(&verifier), after);
    }
}

#[test]
fn the_hundredth_wrong_code_makes_no_room_and_is_cleared_by_nobody_else() {
    let mut verifier = verifier(2);
    fail(&mut verifier, 0, OTHER, 1);
    start(&mut verifier, 0, NUMBER).unwrap();
    let id = verifier.find(NUMBER.parse().unwrap()).unwrap().id();
    assert_eq!(verifier.restore_failures(at(0), &stored(NUMBER, 100, 0)), Ok(()));
    assert_eq!(verifier.confirm(at(0), id), Ok(Verdict::Verified));
    assert_eq!(counts(&verifier), [1, 100]);
    fail(&mut verifier, 400 * DAY, THIRD, 1);
    fail(&mut verifier, 400 * DAY, FOURTH, 2);
    assert_eq!(counts(&verifier), [2, 1, 100]);
    let refused = start(&mut verifier, 400 * DAY, NUMBER).unwrap_err();
    assert_eq!(refused, Refused::Blocked(Blocked::UntilCleared));
}

#[test]
fn a_restored_count_is_forgotten_after_those_before_it() {
    let mut verifier = verifier(3);
    for (now, number) in [(0, NUMBER), (1000, OTHER), (2000, THIRD)] {
        fail(&mut verifier, now, number, 1);
    }
    assert_eq!(verifier.restore_failures(at(3000), &stored(NUMBER, 2, 3000)), Ok(()));
    for (now, number) in [(1000, FOURTH), (2000, "+16135550123")] {
        fail(&mut verifier, now + 30 * DAY, number, 3);
    }
    assert_eq!(counts(&verifier), [2, 3, 3], "each has a place");
}

/// Which destinations share a part of the memory is not known, so there are many of them.
#[test]
fn right_codes_of_some_clear_nothing_of_others() {
    let mut verifier = verifier(300);
    let number = |index: u64| format!("+1987654{index:04}");
    for index in 0..200 {
        fail(&mut verifier, 0, &number(index), 4);
    }
    for index in 0..100 {
        confirm(&mut verifier, 10, &number(2 * index));
    }
    for index in 0..100 {
        fail(&mut verifier, 20, &number(2 * index + 1), 1);
        let refused = start(&mut verifier, 40, &number(2 * index + 1)).unwrap_err();
        assert_eq!(refused.retry_after_seconds(at(40)), Some(10), "{index}");
    }
    assert_eq!(counts(&verifier), [5; 100]);
}

#[test]
fn another_retention_is_kept() {
    let mut verifier = verifier(1);
    verifier.set_retention(Duration::ZERO);
    fail(&mut verifier, 0, NUMBER, 2);
    fail(&mut verifier, 0, OTHER, 1);
    assert_eq!(counts(&verifier), [1]);
    verifier.set_retention(Duration::from_secs(60));
    fail(&mut verifier, 59, THIRD, 3);
    assert_eq!(counts(&verifier), [3, 1]);
    fail(&mut verifier, 60, FOURTH, 1);
    // It goes on with the count that it has shared.
    assert_eq!(counts(&verifier), [3, 4]);
}

/// Another share counts anew; the same one goes on.
#[test]
fn another_share_of_verified_sessions_begins_anew() {
    let limits = |percent| {
        let conversion = ConversionLimit::new(percent, 2, Duration::from_secs(DAY)).ok();
        Limits { conversion, ..Limits::NONE }
    };
    let mut verifier = verifier(64);
    verifier.set_limits(limits(50));
    let number = |index: u64| format!("+1987654{index:04}");
    for index in 0..2 {
        start(&mut verifier, 0, &number(index)).unwrap();
    }
    verifier.set_limits(limits(50));
    let refused = start(&mut verifier, 0, &number(2)).unwrap_err();
    assert!(matches!(refused, Refused::Limited { by: LimitedBy::Conversion, .. }), "{refused}");
    verifier.set_limits(limits(51));
    start(&mut verifier, 0, &number(2)).unwrap();
}

/// The clock was three hours ahead when a session was sent again, for two hours.
#[test]
fn a_session_that_was_sent_again_ahead_of_the_clock_makes_room() {
    const AHEAD: u64 = 3 * 3600;
    let mut verifier = verifier(1);
    start(&mut verifier, AHEAD, NUMBER).unwrap();
    let request =
        Request { destination: Some(NUMBER), code_validity: Some(7200), ..Request::default() };
    assert!(verifier.start(at(AHEAD + 200), &request).is_ok_and(|started| !started.is_new()));
    start(&mut verifier, 0, OTHER).unwrap();
}

/// The latest expiry that is known may be that of a session that is gone.
#[test]
fn a_session_four_hours_ahead_of_the_clock_is_kept() {
    let mut verifier = verifier(2);
    start(&mut verifier, 36_000, THIRD).unwrap();
    let id = verifier.find(THIRD.parse().unwrap()).unwrap().id();
    verifier.forget(at(36_000), id).unwrap();
    let request =
        Request { destination: Some(NUMBER), code_validity: Some(7200), ..Request::default() };
    verifier.start(at(7200), &request).unwrap();
    start(&mut verifier, 0, OTHER).unwrap();
    assert_eq!(start(&mut verifier, 0, FOURTH), Err(Refused::Full { until: at(300) }));
    assert!(verifier.find(NUMBER.parse().unwrap()).is_some());
}
