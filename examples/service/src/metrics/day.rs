//! [`Day`]: what has been counted within the last day.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

const DAY: Duration = Duration::from_secs(24 * 3600);

/// How far apart the marks are.
const HOUR: Duration = Duration::from_secs(3600);

/// Remembers counts now and then, so that it knows what has come to them within a day, or since the
/// start while that is less than a day ago. It is exact to an hour.
#[derive(Debug)]
pub(super) struct Day {
    /// The oldest first. There is always one.
    marks: VecDeque<Mark>,
}

#[derive(Debug)]
struct Mark {
    at: Instant,
    counts: Vec<Counts>,
}

/// How many sessions were started, and how many verified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) started: u64,
    pub(super) verified: u64,
}

impl Counts {
    fn since(self, earlier: Self) -> Self {
        Self {
            started: self.started.saturating_sub(earlier.started),
            verified: self.verified.saturating_sub(earlier.verified),
        }
    }

    /// Returns the share that was verified; `None` if nothing was started. Of what is verified
    /// today, some may have been started yesterday.
    pub(super) fn ratio(self) -> Option<f64> {
        #[expect(clippy::cast_precision_loss, reason = "a share needs no 16 digits")]
        let share = self.verified as f64 / self.started as f64;
        (self.started > 0).then(|| share.min(1.0))
    }
}

impl Day {
    /// Begins with counts of nothing.
    pub(super) fn new(now: Instant) -> Self {
        Self { marks: VecDeque::from([Mark { at: now, counts: Vec::new() }]) }
    }

    /// Returns what has come to the counts within the last day.
    pub(super) fn of(&mut self, now: Instant, counts: Vec<Counts>) -> Vec<Counts> {
        let age = |mark: &Mark| now.saturating_duration_since(mark.at);
        while self.marks.get(1).is_some_and(|second| age(second) >= DAY) {
            self.marks.pop_front();
        }
        let none = Vec::new();
        let earlier = self.marks.front().map_or(&none, |mark| &mark.counts);
        let earlier = earlier.iter().copied().chain(std::iter::repeat(Counts::default()));
        let day = counts.iter().zip(earlier).map(|(now, earlier)| now.since(earlier)).collect();
        if self.marks.back().is_none_or(|last| age(last) >= HOUR) {
            self.marks.push_back(Mark { at: now, counts });
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_forgotten_after_a_day() {
        let start = Instant::now();
        let mut day = Day::new(start);
        let mut share = |hours: u32, started, verified| {
            let counts = day.of(start + HOUR * hours, vec![Counts { started, verified }]);
            (counts[0].started, counts[0].verified)
        };
        assert_eq!(share(0, 0, 0), (0, 0));
        for hour in 1..=23 {
            assert_eq!(share(hour, 10, 5), (10, 5), "{hour}");
        }
        // The mark of the first hour has them already.
        assert_eq!(share(25, 12, 6), (2, 1));
        assert_eq!(share(26, 12, 6), (2, 1));
        assert_eq!(share(50, 12, 6), (0, 0));
        // A long pause: the window reaches back to the last mark before it.
        assert_eq!(share(500, 15, 8), (3, 2));
        assert!(day.marks.len() < 30, "{}", day.marks.len());
    }

    #[test]
    fn a_share_is_one_at_most_and_needs_a_start() {
        assert_eq!(Counts { started: 4, verified: 1 }.ratio(), Some(0.25));
        assert_eq!(Counts { started: 1, verified: 3 }.ratio(), Some(1.0));
        assert_eq!(Counts { started: 0, verified: 3 }.ratio(), None);
    }
}
