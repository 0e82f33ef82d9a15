//! A verifier under sequences of operations, compared with a list that is searched from end to end.
//!
//! The bytes are words. `room:3` creates a verifier for 0, 1, 2, 3, 5 or 8 sessions. `send`,
//! `reset`, `sma/send` and `sma/reset` request a session; they may be followed by destination,
//! validity, interval and client: `send:0,300,10,2`. `right`, `wrong`, `nonsense` and `empty` are
//! codes that a person enters for a session, counted from the latest one; `foreign:0,1` enters the
//! code of the second for the first. `stranger` uses an id that was never drawn, `restart` stores
//! and restores everything. `restore` and `revive` restore a session as it was last and first seen,
//! `clear` clears the wrong codes of a destination. `limits:1,0,0,2` sets quotas by client,
//! destination, range and country. `guess:2,100` makes a hundred guesses at a destination and keeps
//! every wait. `+` and `-` move the clock by that many milliseconds, `at` sets it, `expiry` sets it
//! to when a session expires, `wait` to when the last refusal ends. `confirm`, `status`, `cancel`,
//! `forget` and `seed` are the calls of that name, and `expire` ends all sessions that have
//! expired. Other words are skipped.

use verify_core::time::Timestamp;

use crate::verifier_limits::ADDRESSES;
use crate::verifier_model::{Operation, Pair, Start, Typed};
use crate::word::Word;

/// 2025-12-18T05:54:54.090Z
const START: u64 = 1_766_037_294_090;

pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut run = Run { now: START, wait: 0, steps: 600, verifier: room(3) };
    for word in text.split_whitespace().take(400) {
        run.word(&Word::of(word));
    }
}

struct Run {
    now: u64,
    /// The wait of the last refusal, in seconds.
    wait: u64,
    /// How many more steps there may be.
    steps: u32,
    verifier: Box<dyn Verifier>,
}

impl Run {
    fn word(&mut self, word: &Word<'_>) {
        if word.name == "guess" {
            for _ in 0..word.number(1, 1).min(200) {
                self.guess(Start { interval: 10, ..start(word, false, false) });
            }
        } else if word.name == "room" {
            self.verifier = room(word.number(0, 3));
        } else if let Some(moment) = self.moment(word) {
            self.now = moment.min(Timestamp::MAX.as_unix_millis());
        } else if let Some(operation) = operation(word) {
            self.step(operation);
        }
    }

    fn moment(&self, word: &Word<'_>) -> Option<u64> {
        match word.name {
            "+" => Some(self.now.saturating_add(word.number(0, 1))),
            "-" => Some(self.now.saturating_sub(word.number(0, 1))),
            "at" => Some(word.number(0, START)),
            "wait" => Some(self.now.saturating_add(self.wait.saturating_mul(1000))),
            "expiry" => self.verifier.expires_at(index(word, 0)).map(Timestamp::as_unix_millis),
            _ => None,
        }
    }

    /// Waits until a session is started, and until a wrong code for it is compared.
    fn guess(&mut self, start: Start) {
        for operation in
            [Operation::Start(start), Operation::Check { session: 0, typed: Typed::Wrong }]
        {
            while let Some(wait) = self.step(operation) {
                let later = self.now.saturating_add(wait.saturating_mul(1000));
                self.now = later.min(Timestamp::MAX.as_unix_millis());
            }
        }
    }

    fn step(&mut self, operation: Operation) -> Option<u64> {
        self.steps = self.steps.checked_sub(1)?;
        let wait = self.verifier.step(operation, Timestamp::from_unix_millis(self.now).unwrap());
        self.wait = wait.unwrap_or(self.wait);
        wait
    }
}

/// A verifier and its model, of any size.
trait Verifier {
    fn step(&mut self, operation: Operation, now: Timestamp) -> Option<u64>;
    fn expires_at(&self, session: usize) -> Option<Timestamp>;
}

impl<const N: usize> Verifier for Pair<N> {
    fn step(&mut self, operation: Operation, now: Timestamp) -> Option<u64> {
        self.step(operation, now)
    }

    fn expires_at(&self, session: usize) -> Option<Timestamp> {
        self.expires_at(session)
    }
}

fn room(sessions: u64) -> Box<dyn Verifier> {
    match sessions {
        0 => Box::new(Pair::<0>::new()),
        1 => Box::new(Pair::<1>::new()),
        2 => Box::new(Pair::<2>::new()),
        3 | 4 => Box::new(Pair::<3>::new()),
        5..8 => Box::new(Pair::<5>::new()),
        _ => Box::new(Pair::<8>::new()),
    }
}

fn operation(word: &Word<'_>) -> Option<Operation> {
    let session = index(word, 0);
    let check = |typed| Operation::Check { session, typed };
    Some(match word.name {
        "send" => Operation::Start(start(word, false, false)),
        "reset" => Operation::Start(start(word, true, false)),
        "sma/send" => Operation::Start(start(word, false, true)),
        "sma/reset" => Operation::Start(start(word, true, true)),
        "right" => check(Typed::Right),
        "wrong" => check(Typed::Wrong),
        "foreign" => check(Typed::Foreign(index(word, 1))),
        "nonsense" => check(Typed::Nonsense),
        "empty" => check(Typed::Empty),
        "confirm" => Operation::Confirm { session },
        "status" => Operation::Status { session },
        "stranger" => Operation::CheckStranger,
        "restart" => Operation::Restart,
        "seed" => Operation::Seed,
        "restore" => Operation::Restore { session, first: false },
        "revive" => Operation::Restore { session, first: true },
        "clear" => Operation::ClearFailures { destination: session },
        "cancel" => Operation::Cancel { session },
        "forget" => Operation::Forget { session },
        "expire" => Operation::Expire,
        "limits" => Operation::Limits([0, 1, 2, 3].map(|kind| index(word, kind))),
        _ => return None,
    })
}

/// Reads a start. Both refuse a validity or interval out of bounds.
fn start(word: &Word<'_>, reset: bool, sma: bool) -> Start {
    let seconds = |index, default| i64::try_from(word.number(index, default)).unwrap_or(i64::MAX);
    let address = usize::try_from(word.number(3, u64::MAX)).unwrap_or(ADDRESSES.len());
    let (validity, interval) = (seconds(1, 300), seconds(2, 10));
    Start { destination: index(word, 0), validity, interval, reset, sma, address }
}

fn index(word: &Word<'_>, number: usize) -> usize {
    usize::try_from(word.number(number, 0)).unwrap_or_default()
}
