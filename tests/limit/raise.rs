//! Counters in a store: one step on a bare integer, compared with a limit that holds its own.

use std::collections::HashMap;

use super::{END, at, millis, quota};
use proptest::prelude::*;
use verify_core::limit::{Blocked, Quota, RateLimit, RetryAfter};
use verify_core::time::Timestamp;

/// 2025-12-01T00:00:00Z
const BASE: u64 = 1_764_547_200_000;
const NOW: u64 = 1_766_037_594_090;

/// A store of one counter, whose driver does what the docs say and knows no more.
struct Counter {
    quota: Quota,
    base: Timestamp,
    value: u64,
}

impl Counter {
    fn new(quota: Quota, base: u64) -> Self {
        Self { quota, base: at(base), value: 0 }
    }

    fn call(&mut self, now: u64) -> Result<(), RetryAfter> {
        let raise = self.quota.raise(at(now), self.base);
        let applied = raise.apply(self.value);
        let new = self.value.max(raise.floor()).min(raise.cap()) + raise.cost();
        assert_eq!(applied.is_ok(), new <= raise.ceiling());
        match applied {
            Ok(value) => {
                assert_eq!(value, new);
                self.value = value;
            }
            Err((healed, _)) => {
                assert_eq!(healed, self.value.min(raise.cap()));
                self.value = healed;
            }
        }
        assert!(self.value < 1 << 53);
        applied.map(drop).map_err(|(_, wait)| wait)
    }
}

#[test]
fn a_step_in_numbers() {
    // 60 in an hour and 10 at once: a call takes 3,600,000 units of 1/60 ms.
    let raise = quota(60, 3_600_000, 10).raise(at(BASE + 1000), at(BASE));
    assert_eq!((raise.floor(), raise.cap()), (60_000, 36_060_000));
    assert_eq!((raise.cost(), raise.ceiling()), (3_600_000, 36_060_000));
    assert_eq!(raise.apply(0), Ok(3_660_000));
    assert_eq!(raise.apply(60_001), Ok(3_660_001));
    assert_eq!(raise.apply(32_460_000), Ok(36_060_000));
    let (healed, wait) = raise.apply(32_460_001).unwrap_err();
    assert_eq!((healed, millis(Blocked::Wait(wait))), (32_460_001, Some(1)));
    // Refused, and healed nevertheless.
    for ahead in [36_060_001, 1 << 53, u64::MAX] {
        let (healed, wait) = raise.apply(ahead).unwrap_err();
        assert_eq!((healed, wait.seconds()), (36_060_000, 60));
    }
    assert_eq!(raise.idle_at(36_060_000), at(BASE + 601_000));
    assert_eq!(raise.idle_at(36_060_001), at(BASE + 601_001));
    assert_eq!(raise.idle_at(0), at(BASE));
    assert_eq!(raise.idle_at(u64::MAX), Timestamp::MAX);
    // As a script computes it.
    let step = u64::try_from(raise.step().as_millis()).unwrap();
    for value in [0_u64, 1, 59, 60, 61, 36_060_000, 36_060_001] {
        let steps = value.div_ceil(raise.units().get().into());
        let idle_at = raise.base().as_unix_millis() + steps * step;
        assert_eq!(raise.idle_at(value), at(idle_at), "{value}");
    }
}

#[test]
fn a_clock_before_the_base_stands_at_the_base() {
    let quota = quota(3, 1000, 2);
    for now in [0, BASE - 1, BASE] {
        assert_eq!(quota.raise(at(now), at(BASE)), quota.raise(at(BASE), at(BASE)));
    }
    assert_eq!(quota.raise(at(0), at(BASE)).floor(), 0);
}

/// Every quota keeps its values below 2^53, and after its horizon refuses when the burst is used
/// up, rather than counting wrongly.
#[test]
fn the_horizon() {
    const YEAR: u64 = 31_556_952_000;
    for (count, years) in [(60, 4_600), (1_000, 270), (65_535, 4)] {
        for (period, burst) in [(1, 1), (3_600_000, 10), (u32::MAX, u16::MAX)] {
            let quota = quota(count, period, burst);
            let horizon = quota.horizon(at(BASE)).as_unix_millis();
            assert!(horizon > BASE + years * YEAR, "{quota:?}");
            assert!(horizon <= BASE + (1 << 53) / u64::from(count));
            let floor = |now| quota.raise(at(now), at(BASE)).floor();
            assert_eq!(floor(horizon), (horizon - BASE) * u64::from(count));
            assert!(floor(horizon + 1) < (horizon + 1 - BASE) * u64::from(count));
            assert!(quota.raise(at(horizon), at(BASE)).ceiling() < 1 << 53);
            assert_eq!(floor(END), floor(horizon + 1));
            let mut counter = Counter::new(quota, BASE);
            counter.value = quota.raise(Timestamp::MAX, at(BASE)).ceiling();
            assert_eq!(counter.value, (1 << 53) - 1);
            for now in [horizon + 1, END] {
                assert!(counter.call(now).is_err());
            }
        }
    }
    // With a small count it lies beyond the last timestamp.
    assert_eq!(quota(30, 1, 1).horizon(at(BASE)), Timestamp::MAX);
}

/// Forgetting a counter when it is idle changes nothing, whatever is asked later.
#[test]
fn a_store_that_forgets_idle_counters_answers_the_same() {
    let quota = quota(2, 50, 3);
    let (mut kept, mut forgetful) = (Counter::new(quota, BASE), HashMap::new());
    let mut now = BASE;
    for step in [0, 0, 0, 10, 20, 5, 45, 75, 0, 74, 1, 0, 0, 0, 100].into_iter().cycle().take(300) {
        now += step;
        let raise = quota.raise(at(now), at(BASE));
        forgetful.retain(|(), value| at(now) < raise.idle_at(*value));
        let old = forgetful.get(&()).copied().unwrap_or_default();
        let applied = raise.apply(old);
        forgetful.insert((), applied.unwrap_or_else(|(healed, _)| healed));
        assert_eq!(applied.map(drop).map_err(|(_, wait)| wait), kept.call(now));
    }
}

/// What happens to a clock.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// Time passes, and the clock with it.
    Pass(u64),
    /// The clock jumps ahead by this, is used, and jumps back.
    Ahead(u64),
    /// The clock jumps back by this, is used, and jumps ahead.
    Back(u64),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let span = prop_oneof![0..=50_u64, 0..=5_000_u64, 0..=631_152_000_000_u64];
    let event = prop_oneof![
        2 => prop_oneof![0..=50_u64, 0..=5_000_u64].prop_map(Event::Pass),
        1 => span.clone().prop_map(Event::Ahead),
        1 => span.prop_map(Event::Back),
    ];
    prop::collection::vec(event, 1..12)
}

/// Counts how many calls are allowed if as many are made as are allowed, between all events.
fn allowed(events: &[Event], mut call: impl FnMut(u64) -> bool) -> u64 {
    let (mut now, mut allowed) = (NOW, 0);
    let mut use_up = |now| {
        while call(now) {
            allowed += 1;
            assert!(allowed < 100_000, "a limit that never refuses");
        }
    };
    use_up(now);
    for event in events {
        match *event {
            Event::Pass(millis) => now += millis,
            Event::Ahead(millis) => use_up(now + millis),
            Event::Back(millis) => use_up(now - millis),
        }
        use_up(now);
    }
    allowed
}

proptest! {
    /// The law, in its own words.
    #[test]
    fn each_jump_of_the_clock_costs_at_most_one_more_burst(
        (count, period, burst) in (1..=9_u16, 1..=300_u32, 1..=9_u16),
        events in events(),
    ) {
        let quota = quota(count, period, burst);
        let (mut jumps, mut passed) = (0, 0);
        for event in &events {
            match event {
                Event::Pass(millis) => passed += millis,
                Event::Ahead(_) | Event::Back(_) => jumps += 1,
            }
        }
        let most = u64::from(burst) * (1 + jumps) + u64::from(count) * passed / u64::from(period);
        let mut limit = RateLimit::new(quota);
        let by_limit = allowed(&events, |now| limit.try_acquire(at(now)).is_ok());
        let mut counter = Counter::new(quota, BASE);
        let by_counter = allowed(&events, |now| counter.call(now).is_ok());
        prop_assert!(by_limit <= most, "{by_limit} of {most}");
        prop_assert!(by_counter <= most, "{by_counter} of {most}");
    }

    /// A counter and a limit give the same answers and the same waits.
    #[test]
    fn a_counter_is_a_limit_without_its_quota(
        (count, period, burst) in (1..=9_u16, 1..=300_u32, 1..=9_u16),
        times in prop::collection::vec(prop_oneof![0..=30_u64, 0..=2_000_u64], 1..80),
        base in 0..=NOW,
    ) {
        let quota = quota(count, period, burst);
        let (mut limit, mut counter) = (RateLimit::new(quota), Counter::new(quota, base));
        for time in times {
            let now = base + time;
            prop_assert_eq!(limit.try_acquire(at(now)), counter.call(now));
            let idle_at = quota.raise(at(now), at(base)).idle_at(counter.value);
            prop_assert_eq!(limit.idle_at(), idle_at);
        }
    }

    /// Whatever a store holds, nobody waits longer than one call takes.
    #[test]
    fn no_stored_value_holds_anybody_longer_than_one_call_takes(
        old in any::<u64>(),
        (count, period, burst) in (1_u16.., 1_u32.., 1_u16..),
        now in 0..=END,
    ) {
        let raise = quota(count, period, burst).raise(at(now), at(BASE));
        if let Err((healed, wait)) = raise.apply(old) {
            prop_assert!(healed <= raise.cap());
            let most = u64::from(period).div_ceil(count.into());
            prop_assert!(millis(Blocked::Wait(wait)).unwrap() <= most);
        }
    }
}
