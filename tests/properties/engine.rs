//! An engine over a store under sequences of operations, compared record by record with lists that
//! are searched from end to end.
//!
//! The bytes are words. `send`, `reset`, `sma` and `resetsma` request a session; they may be
//! followed by destination, validity and interval: `send:0,300,10`. `right` and `wrong` enter a
//! code for a session, counted from the latest one; `confirm`, `status`, `cancel` and `expire` are
//! the calls of that name. `find:1` and `clear:1` are for a destination. `lost`, `unheard` and
//! `full` let the next commit get lost before or after it, or be refused by a counter; `race:3` has
//! somebody else commit one of a few operations in between. `limits:1,2,3` begins anew with quotas by
//! destination, range and country. `+` and `-` move the clock by that many milliseconds, `at` sets it,
//! `expiry` sets it to when the next session expires, `retry` to the end of the last wait. `sweep`
//! forgets from now on what need not be kept. Other words are skipped.

use std::time::Duration;

use verify_core::engine::Limits;
use verify_core::limit::Quota;
use verify_core::time::Timestamp;

use crate::engine_model::{Answer, DESTINATIONS, Operation, Start, Trouble, World};
use crate::word::Word;

/// 2026-03-05T10:00:00Z
const START: u64 = 1_772_704_800_000;

pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut run = Run::new(Limits::NONE);
    for word in text.split_whitespace().take(400) {
        run.word(&Word::of(word));
    }
}

struct Run {
    world: World,
    sweeps: bool,
    trouble: Trouble,
    /// The end of the last wait.
    retry: u64,
}

impl Run {
    fn new(limits: Limits) -> Self {
        let (sweeps, trouble, retry) = (false, Trouble::Nothing, START);
        Self { world: World::new(limits, START), sweeps, trouble, retry }
    }

    fn word(&mut self, word: &Word<'_>) {
        let now = self.world.now;
        let clock = match word.name {
            "+" => Some(now.saturating_add(word.number(0, 1))),
            "-" => Some(now.saturating_sub(word.number(0, 1))),
            "at" => Some(word.number(0, START)),
            "expiry" => Some(self.world.next_expiry().unwrap_or(now)),
            "retry" => Some(self.retry),
            _ => None,
        };
        if let Some(clock) = clock {
            self.world.set_clock(clock.min(Timestamp::MAX.as_unix_millis()), self.sweeps);
        } else if let Some(operation) = operation(word) {
            let trouble = std::mem::replace(&mut self.trouble, Trouble::Nothing);
            let answer = self.world.step(operation, trouble);
            self.retry = match answer {
                Some(Answer::Blocked { millis } | Answer::Limited { millis, .. }) => now + millis,
                Some(Answer::TooEarly { until }) => until,
                _ => self.retry,
            };
        } else if let Some(trouble) = trouble(word) {
            self.trouble = trouble;
        } else if word.name == "sweep" {
            self.sweeps = true;
        } else if word.name == "limits" {
            *self = Self::new(limits(word));
        }
    }
}

fn limits(word: &Word<'_>) -> Limits {
    let quotas = [(1, 60, 1), (3, 7, 2), (10, 86_400, 5), (1, 3600, 10)];
    let quota = |index| {
        let (count, seconds, burst) = *quotas.get(index_of(word, index).checked_sub(1)?)?;
        Quota::new(count, Duration::from_secs(seconds), burst).ok()
    };
    Limits { client_ip: None, destination: quota(0), range: quota(1), country: quota(2) }
}

fn trouble(word: &Word<'_>) -> Option<Trouble> {
    Some(match word.name {
        "lost" => Trouble::LostBefore,
        "unheard" => Trouble::LostAfter,
        "full" => Trouble::Full,
        "race" => Trouble::Other(match word.number(0, 0) {
            0 => Operation::Start(Start::plain(0)),
            1 => Operation::Start(Start { reset: true, ..Start::plain(0) }),
            2 => Operation::Check { session: 0, right: true },
            3 => Operation::Check { session: 0, right: false },
            4 => Operation::Confirm(0),
            5 => Operation::Cancel(0),
            _ => Operation::Clear(0),
        }),
        _ => return None,
    })
}

fn operation(word: &Word<'_>) -> Option<Operation> {
    let (index, to) = (index_of(word, 0), index_of(word, 0) % DESTINATIONS.len());
    let start = |reset, sma| {
        let seconds = |index, default, least| {
            u32::try_from(word.number(index, default).clamp(least, 7200)).unwrap()
        };
        let (validity, interval) = (seconds(1, 300, 30), seconds(2, 10, 10));
        Operation::Start(Start { to, reset, sma, validity, interval })
    };
    Some(match word.name {
        "send" => start(false, false),
        "reset" => start(true, false),
        "sma" => start(false, true),
        "resetsma" => start(true, true),
        "right" => Operation::Check { session: index, right: true },
        "wrong" => Operation::Check { session: index, right: false },
        "confirm" => Operation::Confirm(index),
        "status" => Operation::Status(index),
        "cancel" => Operation::Cancel(index),
        "expire" => Operation::Expire(index),
        "find" => Operation::Find(to),
        "clear" => Operation::Clear(to),
        _ => return None,
    })
}

fn index_of(word: &Word<'_>, number: usize) -> usize {
    usize::try_from(word.number(number, 0)).unwrap_or_default()
}
