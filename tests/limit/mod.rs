//! Limits compared with a sliding log that recounts every window, failures with a list of them.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod raise;

use core::time::Duration;

use proptest::prelude::*;
use verify_core::limit::{Blocked, FailureCount, Quota, QuotaError, RateLimit};
use verify_core::stored::FromBytesError;
use verify_core::time::Timestamp;

const END: u64 = 253_402_300_799_999; // 9999-12-31T23:59:59.999Z

fn at(millis: u64) -> Timestamp {
    Timestamp::from_unix_millis(millis).unwrap()
}

fn quota(count: u16, period_millis: u32, burst: u16) -> Quota {
    Quota::new(count, Duration::from_millis(period_millis.into()), burst).unwrap()
}

/// Every allowed call in order, and the latest instant seen.
struct SlidingLog {
    quota: Quota,
    allowed: Vec<u64>,
    latest: u64,
}

impl SlidingLog {
    fn new(quota: Quota) -> Self {
        Self { quota, allowed: Vec::new(), latest: 0 }
    }

    /// Whether every window that ends now may hold one more call.
    fn would_allow(&mut self, now: u64) -> bool {
        self.latest = self.latest.max(now);
        let starts = [&self.latest].into_iter().chain(self.allowed.iter().rev());
        (1..).zip(starts).all(|(calls, start)| self.may_hold(calls, self.latest - start))
    }

    fn may_hold(&self, calls: u128, millis: u64) -> bool {
        let flow =
            u128::from(self.quota.count()) * u128::from(millis) / self.quota.period().as_millis();
        calls <= u128::from(self.quota.burst()) + flow
    }

    fn allow(&mut self) {
        self.allowed.push(self.latest);
    }
}

/// Checks that the wait of a refusal is the shortest one after which a call is allowed, and that
/// refusing once more changes nothing more.
fn assert_refusal(refused: &RateLimit, now: u64, wait: Duration) {
    let mut again = refused.clone();
    assert_eq!(again.try_acquire(at(now)).unwrap_err().duration(), wait);
    assert_eq!(&again, refused);
    let wait = u64::try_from(wait.as_millis()).unwrap();
    let (count, period) = (refused.quota().count(), refused.quota().period().as_millis());
    assert!((1..=period.div_ceil(count.into())).contains(&wait.into()));
    if now + wait <= END {
        assert!(refused.clone().try_acquire(at(now + wait)).is_ok());
    }
    if now + wait - 1 <= END {
        assert!(refused.clone().try_acquire(at(now + wait - 1)).is_err());
    }
}

/// The calls in order: when each was, by a clock that may step back, and whether it was allowed.
struct Calls {
    quota: Quota,
    calls: Vec<(u64, bool)>,
}

impl Calls {
    /// Checks that no stretch that ends with the latest call holds more allowed ones than the burst
    /// and what became free while the clock moved forward.
    fn assert_law(&self) {
        let (mut allowed, mut forward, mut later) = (0, 0, None);
        for (now, is_allowed) in self.calls.iter().rev() {
            forward += later.unwrap_or(*now).saturating_sub(*now);
            later = Some(*now);
            allowed += u128::from(*is_allowed);
            let free = u128::from(self.quota.count()) * u128::from(forward);
            let most = u128::from(self.quota.burst()) + free / self.quota.period().as_millis();
            assert!(allowed <= most, "{:?}: {:?}", self.quota, self.calls);
        }
    }
}

/// Checks the law of every call, and that exactly what the sliding log allows is allowed until the
/// clock steps back.
fn compare(quota: Quota, times: impl IntoIterator<Item = u64>) {
    let (mut limit, mut log) = (RateLimit::new(quota), SlidingLog::new(quota));
    let mut calls = Calls { quota, calls: Vec::new() };
    let mut stepped_back = false;
    for now in times {
        stepped_back |= now < log.latest;
        let (expected, before) = (log.would_allow(now), limit.clone());
        let result = limit.try_acquire(at(now));
        if !stepped_back {
            assert_eq!(result.is_ok(), expected, "{quota:?} at {now} after {:?}", log.allowed);
        }
        calls.calls.push((now, result.is_ok()));
        match result {
            Ok(()) => {
                log.allow();
                calls.assert_law();
            }
            Err(refused) => {
                assert!(stepped_back || limit == before);
                assert_refusal(&limit, now, refused.duration());
            }
        }
        assert_eq!(RateLimit::from_bytes(&limit.to_bytes()), Ok(limit.clone()));
    }
}

#[test]
fn small_quotas_in_every_sequence_of_steps() {
    const STEPS: [i64; 5] = [0, 1, 2, 4, -1];
    for (count, period) in (1..=3).flat_map(|c| (1..=4).map(move |p| (c, p))) {
        for burst in 1..=3 {
            for sequence in 0..5_usize.pow(6) {
                let steps = (0..6).map(|i| STEPS[sequence / 5_usize.pow(i) % 5]);
                let times = steps.scan(1_u64, |now, step| {
                    *now = now.saturating_add_signed(step);
                    Some(*now)
                });
                compare(quota(count, period, burst), times);
            }
        }
    }
}

#[test]
fn a_full_burst_and_then_one_at_a_time() {
    let mut limit = RateLimit::new(quota(5, 86_400_000, 3));
    let now = at(1_766_037_594_090);
    for _ in 0..3 {
        assert_eq!(limit.try_acquire(now), Ok(()));
    }
    let refused = limit.try_acquire(now).unwrap_err();
    assert_eq!(refused.duration(), Duration::from_secs(17_280));
    let later = now.saturating_add(refused.duration());
    assert_eq!(limit.try_acquire(later), Ok(()));
    assert_eq!(limit.try_acquire(later).unwrap_err(), refused);
}

/// Thirds of a second and sevenths of an hour accumulate no error in either direction.
#[test]
fn the_rate_is_exact_in_the_long_run() {
    for (count, period, hours) in
        [(3, 1000, 10), (7, 3_600_000, 10_000), (1000, 1000, 1), (65_535, 4_294_967_295, 300)]
    {
        let start = 1_766_037_594_090;
        let length = hours * 3_600_000;
        let mut limit = RateLimit::new(quota(count, period, 2));
        let (mut now, mut allowed) = (start, 0);
        let most = 2 + u64::from(count) * length / u64::from(period);
        while now <= start + length && allowed <= most {
            match limit.try_acquire(at(now)) {
                Ok(()) => allowed += 1,
                Err(refused) => now += millis(Blocked::Wait(refused)).unwrap().max(1),
            }
        }
        assert_eq!(allowed, most);
    }
}

#[test]
fn a_steady_sender_is_never_refused() {
    for (count, period) in [
        (1_u16, 1_u32),
        (1, 1000),
        (1000, 1000),
        (5, 86_400_000),
        (7, 3_600_000),
        (65_535, u32::MAX),
    ] {
        let mut limit = RateLimit::new(quota(count, period, 1));
        let step = u64::from(period).div_ceil(count.into());
        for n in 0..10_000 {
            assert_eq!(limit.try_acquire(at(1_766_037_594_090 + n * step)), Ok(()));
        }
    }
}

#[test]
fn a_clock_that_steps_back_frees_nothing() {
    let mut limit = RateLimit::new(quota(1, 1000, 3));
    for now in [10_000, 9_500] {
        assert_eq!(limit.try_acquire(at(now)), Ok(()));
    }
    // The whole burst would be free at 12 s, which is further ahead of 1 s than a burst is long.
    for now in [1_000, 1_500] {
        let wait = limit.try_acquire(at(now)).unwrap_err().duration();
        assert_eq!(wait, Duration::from_millis(2_000 - now));
    }
    assert_eq!(limit.try_acquire(at(2_000)), Ok(()));
}

/// A clock 20 years ahead is set right: nobody waits longer than one call takes.
#[test]
fn a_limit_heals_from_a_clock_that_was_ahead() {
    let now = 1_766_037_594_090;
    let mut limit = RateLimit::new(quota(1, 60_000, 5));
    for _ in 0..5 {
        assert_eq!(limit.try_acquire(at(now + 631_152_000_000)), Ok(()));
    }
    let ahead = limit.clone();
    assert_eq!(limit.try_acquire(at(now)).unwrap_err().duration(), Duration::from_secs(60));
    assert_ne!(limit, ahead, "the healed value is kept");
    assert_eq!(limit.idle_at(), at(now + 300_000));
    assert_eq!(limit.try_acquire(at(now + 59_999)).unwrap_err().seconds(), 1);
    assert_eq!(limit.try_acquire(at(now + 60_000)), Ok(()));
}

/// The largest values do not overflow, and at the end of time nothing becomes free.
#[test]
fn the_end_of_time() {
    let mut limit = RateLimit::new(quota(u16::MAX, u32::MAX, u16::MAX));
    for _ in 0..u16::MAX {
        assert_eq!(limit.try_acquire(Timestamp::MAX), Ok(()));
        assert_eq!(RateLimit::from_bytes(&limit.to_bytes()), Ok(limit.clone()));
    }
    assert_eq!(limit.idle_at(), Timestamp::MAX);
    // (2^32 - 1) / 65535 is 65537.
    for now in [Timestamp::MAX, Timestamp::MAX, Timestamp::UNIX_EPOCH] {
        let wait = limit.try_acquire(now).unwrap_err().duration();
        assert_eq!(wait, Duration::from_millis(65_537));
    }
}

#[test]
fn the_beginning_of_time() {
    let mut limit = RateLimit::new(quota(1, 1, 2));
    assert!(limit.is_idle(at(0)));
    assert_eq!(limit.try_acquire(at(0)), Ok(()));
    assert!(!limit.is_idle(at(0)));
    assert_eq!(limit.try_acquire(at(0)), Ok(()));
    assert_eq!(limit.try_acquire(at(0)).unwrap_err().duration(), Duration::from_millis(1));
    assert!(!limit.is_idle(at(1)));
    assert!(limit.is_idle(at(2)));
    assert_eq!(limit.idle_at(), at(2));
}

#[test]
fn quotas() {
    let minute = Duration::from_secs(60);
    let quota = Quota::new(5, minute, 2).unwrap();
    assert_eq!((quota.count(), quota.period(), quota.burst()), (5, minute, 2));
    assert_eq!(RateLimit::new(quota).quota(), quota);

    let longest = Duration::from_millis(u32::MAX.into());
    assert!(Quota::new(1, Duration::from_millis(1), 1).is_ok());
    assert!(Quota::new(u16::MAX, longest, u16::MAX).is_ok());
    assert_eq!(Quota::new(0, minute, 1), Err(QuotaError::Count));
    assert_eq!(Quota::new(1, minute, 0), Err(QuotaError::Burst));
    for period in [
        Duration::ZERO,
        Duration::from_nanos(999_999),
        Duration::from_nanos(1_000_001),
        Duration::from_micros(1_500),
        longest + Duration::from_millis(1),
        longest + Duration::from_millis(2),
        Duration::from_secs(1 << 32),
        Duration::MAX,
    ] {
        assert_eq!(Quota::new(1, period, 1), Err(QuotaError::Period { found: period }));
    }
}

#[test]
fn whole_seconds_are_rounded_up() {
    for (period, seconds) in [(1, 1), (999, 1), (1000, 1), (1001, 2), (86_400_000, 86_400)] {
        let mut limit = RateLimit::new(quota(1, period, 1));
        limit.try_acquire(at(5)).unwrap();
        let refused = limit.try_acquire(at(5)).unwrap_err();
        assert_eq!(refused.duration(), Duration::from_millis(period.into()));
        assert_eq!(refused.seconds(), seconds);
    }
}

#[test]
fn messages() {
    let mut limit = RateLimit::new(quota(1, 1500, 1));
    limit.try_acquire(at(0)).unwrap();
    let refused = limit.try_acquire(at(0)).unwrap_err();
    assert_eq!(refused.to_string(), "too many requests: retry in 2 s");
    assert_eq!(Blocked::Wait(refused).to_string(), "too many wrong codes in a row: retry in 2 s");
    assert_eq!(
        Blocked::UntilCleared.to_string(),
        "100 wrong codes in a row: an operator has to clear the count"
    );
    assert_eq!(QuotaError::Count.to_string(), "quota: expected a count from 1 to 65535, found 0");
    assert_eq!(
        QuotaError::Period { found: Duration::from_micros(1500) }.to_string(),
        "quota: expected a period of 1 to 4294967295 whole milliseconds (49.7 days), found 1.5ms"
    );
    assert_eq!(QuotaError::Burst.to_string(), "quota: expected a burst from 1 to 65535, found 0");
}

#[test]
fn sizes() {
    assert_eq!(size_of::<RateLimit>(), 16);
    assert_eq!(size_of::<Option<RateLimit>>(), 16);
    assert_eq!(size_of::<FailureCount>(), 16);
    assert_eq!(size_of::<Quota>(), 8);
}

#[test]
fn stored_limits_are_read_back_or_refused() {
    let mut limit = RateLimit::new(quota(0x0102, 0x0304_0506, 0x0708));
    limit.try_acquire(at(0)).unwrap();
    let bytes = [3, 6, 5, 4, 3, 2, 1, 8, 7, 6, 5, 4, 3, 0, 0, 0, 0];
    assert_eq!(limit.to_bytes(), bytes);
    assert_eq!(RateLimit::from_bytes(&bytes), Ok(limit));

    for version in (0..=u8::MAX).filter(|v| ![2, 3].contains(v)) {
        let mut bytes = bytes;
        bytes[0] = version;
        let error = FromBytesError::Version { expected: 3, found: version };
        assert_eq!(RateLimit::from_bytes(&bytes), Err(error));
        assert_eq!(RateLimit::from_bytes(&[version]), Err(error));
    }
    let longer = [&bytes[..], &bytes[..]].concat();
    for found in (0..=longer.len()).filter(|length| *length != 17) {
        let error = FromBytesError::Length { expected: 17, found };
        assert_eq!(RateLimit::from_bytes(&longer[..found]), Err(error));
        if found > 0 {
            assert_eq!(RateLimit::from_bytes(&vec![2; found]), Err(error));
        }
    }
    for zeroed in [1..5, 5..7, 7..9] {
        let mut bytes = bytes;
        bytes[zeroed].fill(0);
        assert_eq!(RateLimit::from_bytes(&bytes), Err(FromBytesError::Value));
    }
    // A limit of 1 per 10 ms with a burst of 3.
    for (due, is_ok) in [
        (0, true),
        (1, false),
        (9, false),
        (10, true),
        (END + 30, true),
        (END + 31, false),
        (u64::MAX, false),
    ] {
        let mut bytes = [3, 10, 0, 0, 0, 1, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        bytes[9..].copy_from_slice(&due.to_le_bytes());
        let restored = RateLimit::from_bytes(&bytes);
        let expected = if is_ok { Ok(bytes) } else { Err(FromBytesError::Value) };
        assert_eq!(restored.map(|limit| limit.to_bytes()), expected, "{due}");
    }
}

/// Version 2 had a burst of one byte, and then how much of it was in use.
#[test]
fn limits_that_were_stored_as_version_2_are_read() {
    for (due, used, is_ok) in [
        (0, 0, true),
        (0, 1, false),
        (10, 0, false),
        (9, 1, false),
        (10, 1, true),
        (20, 3, false),
        (21, 3, true),
        (41, 4, false),
        (END + 10, 1, true),
        (END + 11, 1, false),
        (END + 30, 3, true),
        (END + 31, 3, false),
        (u64::MAX, 3, false),
    ] {
        let mut bytes = [2, 10, 0, 0, 0, 1, 0, 3, used, 0, 0, 0, 0, 0, 0, 0, 0];
        bytes[9..].copy_from_slice(&due.to_le_bytes());
        let restored = RateLimit::from_bytes(&bytes);
        (bytes[0], bytes[8]) = (3, 0);
        let expected = if is_ok { Ok(bytes) } else { Err(FromBytesError::Value) };
        assert_eq!(restored.map(|limit| limit.to_bytes()), expected, "{due} {used}");
    }
}

#[test]
fn waits_grow_from_30_seconds_to_an_hour() {
    let mut failures = FailureCount::new();
    let (mut now, mut total) = (1_766_037_594_090, 0);
    for n in 1..100 {
        failures.record_failure(at(now));
        assert_eq!(failures.failures(), n);
        let seconds = if n < 5 { 0 } else { (30 * (1_u64 << (n - 5).min(20))).min(3600) };
        match failures.allows(at(now)) {
            Ok(()) => assert_eq!(seconds, 0),
            Err(Blocked::Wait(wait)) => {
                assert_eq!(wait.duration(), Duration::from_secs(seconds));
                assert_eq!(wait.seconds(), seconds);
                assert!(failures.allows(at(now + seconds * 1000 - 1)).is_err());
            }
            Err(other) => panic!("{other}"),
        }
        now += seconds * 1000;
        total += seconds;
        assert_eq!(failures.allows(at(now)), Ok(()));
    }
    assert_eq!(total, 320_610); // the 3.7 days of the docs

    failures.record_failure(at(now));
    for now in [at(0), at(now), at(now + 31_536_000_000), Timestamp::MAX] {
        assert_eq!(failures.allows(now), Err(Blocked::UntilCleared));
    }
}

#[test]
fn only_an_operator_clears_a_hundred() {
    let mut failures = FailureCount::default();
    for _ in 0..300 {
        failures.record_failure(at(5));
    }
    assert_eq!(failures.failures(), FailureCount::MAX);
    assert_eq!(FailureCount::MAX, 100);
    failures.record_success();
    assert_eq!(failures.allows(Timestamp::MAX), Err(Blocked::UntilCleared));
    failures.clear();
    assert_eq!(failures, FailureCount::new());
    assert_eq!(failures.allows(at(0)), Ok(()));
}

#[test]
fn success_clears_up_to_ninety_nine() {
    let mut failures = FailureCount::new();
    for _ in 0..99 {
        failures.record_failure(at(5));
    }
    failures.record_success();
    assert_eq!(failures, FailureCount::new());
}

#[test]
fn waits_at_both_ends_of_time() {
    let mut failures = FailureCount::new();
    for _ in 0..5 {
        failures.record_failure(Timestamp::MAX);
    }
    let wait = |failures: &mut FailureCount, now| match failures.allows(now) {
        Err(Blocked::Wait(wait)) => wait.duration(),
        other => panic!("{other:?}"),
    };
    assert_eq!(wait(&mut failures, Timestamp::MAX), Duration::from_secs(30));
    assert_eq!(wait(&mut failures, at(0)), Duration::from_secs(3600));
    assert_eq!(wait(&mut failures, at(1)), Duration::from_millis(3_599_999));
}

/// The clock was 20 years ahead: nobody waits for more than an hour, and the hour runs out.
#[test]
fn a_count_heals_from_a_clock_that_was_ahead() {
    let (now, ahead) = (1_766_037_594_090, 631_152_000_000);
    let wait = |failures: &mut FailureCount, now| match failures.allows(at(now)) {
        Ok(()) => 0,
        Err(Blocked::Wait(wait)) => wait.seconds(),
        Err(other) => panic!("{other}"),
    };
    for count in [5, 12, 99] {
        let mut failures = FailureCount::new();
        (0..count).for_each(|_| failures.record_failure(at(now + ahead)));
        assert_eq!(wait(&mut failures, now), 3600);
        // That is stored: asking again does not start the hour anew.
        let mut failures = FailureCount::from_bytes(&failures.to_bytes()).unwrap();
        assert_eq!(wait(&mut failures, now + 600_000), 3000);
        assert_eq!(wait(&mut failures, now + 3_600_000), 0);
    }
    // A failure now, after some while the clock was ahead.
    let mut failures = FailureCount::new();
    (0..4).for_each(|_| failures.record_failure(at(now + ahead)));
    failures.record_failure(at(now));
    assert_eq!(wait(&mut failures, now), 3600);
    assert_eq!(wait(&mut failures, now + 3_600_000), 0);
    // A small step back is waited out.
    let mut failures = FailureCount::new();
    (0..6).for_each(|_| failures.record_failure(at(now)));
    assert_eq!(wait(&mut failures, now - 3_540_000), 3600);
    assert_eq!(wait(&mut failures, now), 60);
}

#[test]
fn stored_failures_are_read_back_or_refused() {
    let mut failures = FailureCount::new();
    failures.record_failure(at(0x0102_0304_0506));
    failures.record_failure(at(0x0102_0304_0505));
    let bytes = [2, 2, 6, 5, 4, 3, 2, 1, 0, 0];
    assert_eq!(failures.to_bytes(), bytes);
    assert_eq!(FailureCount::from_bytes(&bytes), Ok(failures));
    assert_eq!(FailureCount::from_bytes(&FailureCount::new().to_bytes()), Ok(FailureCount::new()));

    for version in (0..=u8::MAX).filter(|v| *v != 2) {
        let mut bytes = bytes;
        bytes[0] = version;
        let error = FromBytesError::Version { expected: 2, found: version };
        assert_eq!(FailureCount::from_bytes(&bytes), Err(error));
        assert_eq!(FailureCount::from_bytes(&[version]), Err(error));
    }
    let longer = [&bytes[..], &bytes[..]].concat();
    for found in (0..=longer.len()).filter(|length| *length != 10) {
        let error = FromBytesError::Length { expected: 10, found };
        assert_eq!(FailureCount::from_bytes(&longer[..found]), Err(error));
    }
    for count in 0..=u8::MAX {
        let mut bytes = bytes;
        bytes[1] = count;
        assert_eq!(FailureCount::from_bytes(&bytes).is_ok(), (1..=100).contains(&count));
    }
    let mut bytes = bytes;
    bytes[9] = 1;
    assert_eq!(FailureCount::from_bytes(&bytes), Err(FromBytesError::Value));
}

/// Generates the steps between calls, most of them shorter than the quota allows.
fn steps_for(quota: Quota) -> impl Strategy<Value = Vec<u64>> {
    let per_call = quota.period().as_millis() / u128::from(quota.count()) + 1;
    let per_call = u64::try_from(per_call).unwrap();
    let step = prop_oneof![4 => 0..=per_call / 4, 2 => 0..=per_call, 1 => 0..=per_call * 9];
    prop::collection::vec(step, 1..60)
}

fn any_quota() -> impl Strategy<Value = Quota> {
    let period = prop_oneof![1..=50_u32, 1..=100_000_u32, any::<u32>().prop_map(|p| p.max(1))];
    let count = prop_oneof![1..=9_u16, any::<u16>().prop_map(|c| c.max(1))];
    (count, period, 1..=9_u16).prop_map(|(count, period, burst)| quota(count, period, burst))
}

proptest! {
    #[test]
    fn allows_what_the_sliding_log_allows(
        (quota, steps) in any_quota().prop_flat_map(|quota| (Just(quota), steps_for(quota))),
        start in prop_oneof![Just(0), 0..END, END - 1000..END],
    ) {
        compare(quota, steps.iter().scan(start, |now, step| {
            *now = END.min(*now + step);
            Some(*now)
        }));
    }

    #[test]
    fn allows_no_more_under_a_clock_that_steps_back(
        quota in any_quota(),
        times in prop::collection::vec(prop_oneof![0..=30_u64, 0..=1_000_000_u64], 1..80),
    ) {
        compare(quota, times);
    }

    #[test]
    fn an_idle_limit_is_a_new_one_and_no_other_is(
        quota in any_quota(),
        steps in prop::collection::vec(0..=60_u64, 1..30),
    ) {
        let (mut limit, mut now) = (RateLimit::new(quota), 0);
        for step in steps {
            now += step;
            let (mut kept, mut new) = (limit.clone(), RateLimit::new(quota));
            prop_assert_eq!(limit.is_idle(at(now)), limit.idle_at() <= at(now));
            if limit.is_idle(at(now)) {
                for later in now..now + 20 {
                    prop_assert_eq!(kept.try_acquire(at(later)), new.try_acquire(at(later)));
                }
            } else {
                let allowed = (0..quota.burst()).filter(|_| kept.try_acquire(at(now)).is_ok());
                prop_assert!(allowed.count() < usize::from(quota.burst()));
            }
            let _ = limit.try_acquire(at(now));
        }
    }

    #[test]
    fn failures_are_as_their_list_has_it(
        events in prop::collection::vec((0..=150_u8, 0..=8_000_000_u64), 0..300),
    ) {
        let (mut failures, mut list) = (FailureCount::new(), Vec::new());
        for (event, now) in events {
            match event {
                0 => {
                    failures.record_success();
                    if list.len() < 100 {
                        list.clear();
                    }
                }
                1..=100 => {
                    failures.record_failure(at(now));
                    list.push(now);
                    heal(&mut list, now);
                }
                _ => {
                    let allowed = failures.allows(at(now)).map_err(millis);
                    heal(&mut list, now);
                    prop_assert_eq!(allowed, expected(&list, now));
                }
            }
            prop_assert_eq!(FailureCount::from_bytes(&failures.to_bytes()), Ok(failures.clone()));
        }
    }
}

/// Returns how long a refusal lasts; `None` means until an operator clears the count.
fn millis(blocked: Blocked) -> Option<u64> {
    match blocked {
        Blocked::Wait(wait) => Some(wait.duration().as_millis().try_into().unwrap()),
        _ => None,
    }
}

/// Computes how long the last of these failures makes wait: none if they are few, none if they are
/// too many.
fn wait_after(failures: &[u64]) -> Option<u64> {
    let n = failures.len();
    (5..100).contains(&n).then(|| (5..n).fold(30_000, |wait, _| 3_600_000.min(wait * 2)))
}

/// Moves every failure to the time after which the wait ends in an hour, if it is later.
fn heal(failures: &mut [u64], now: u64) {
    let latest = now + 3_600_000 - wait_after(failures).unwrap_or(0);
    for failure in failures {
        *failure = latest.min(*failure);
    }
}

/// Computes the same from a list of all failures in a row.
fn expected(failures: &[u64], now: u64) -> Result<(), Option<u64>> {
    if failures.len() >= 100 {
        return Err(None);
    }
    let Some(wait) = wait_after(failures) else { return Ok(()) };
    let until = failures.iter().max().unwrap() + wait;
    if now < until { Err(Some(until - now)) } else { Ok(()) }
}
