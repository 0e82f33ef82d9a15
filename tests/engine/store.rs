//! A driver over a map, as somebody with a shared store would write one: read, decide, commit, and
//! begin again after a conflict. What can go wrong at a commit is injected.

#![allow(dead_code, reason = "each program that includes this uses a part of it")]

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use verify_core::code::Generator;
use verify_core::engine::{Action, Call, Event, Plan, Refused};
use verify_core::time::Timestamp;

/// Everything of a service: in Redis, strings with a time to live; in SQL, a table of records, one
/// of counters, and an outbox.
#[derive(Clone, Default)]
pub(crate) struct Store {
    pub(crate) records: HashMap<Vec<u8>, Record>,
    pub(crate) counters: HashMap<Vec<u8>, Counter>,
    pub(crate) outbox: Vec<Event>,
    /// How many commits failed because something else was committed after the reading.
    pub(crate) conflicts: u32,
}

#[derive(Clone, Hash, PartialEq, Eq)]
pub(crate) struct Record {
    pub(crate) value: Vec<u8>,
    /// `None` for ever.
    pub(crate) keep_until: Option<Timestamp>,
}

#[derive(Clone, Copy, Hash, PartialEq, Eq)]
pub(crate) struct Counter {
    pub(crate) value: u64,
    pub(crate) keep_until: Timestamp,
}

/// What becomes of a commit.
pub(crate) enum Commit {
    Done,
    /// A record is not as it was read.
    Conflict,
    /// A counter refuses.
    Full(Refused),
}

/// What goes wrong at a commit. Each but `Nothing` goes wrong once.
pub(crate) enum Fault<'f> {
    Nothing,
    /// Before it, somebody else commits something.
    Others(&'f mut dyn FnMut(&mut Store)),
    /// The store never gets it, and nobody replies.
    LostBefore,
    /// The store commits, and its reply is lost.
    LostAfter,
}

/// The reply of the store was lost, so nobody knows whether it has committed: HTTP 503.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Lost;

impl Store {
    /// Gives a call all that it wants.
    pub(crate) fn read<A: Action>(&self, call: &mut Call<'_, A>) {
        while self.read_one(call) {}
    }

    /// Gives a call one record, if it wants any.
    pub(crate) fn read_one<A: Action>(&self, call: &mut Call<'_, A>) -> bool {
        let Some(key) = call.wants() else { return false };
        if key.is_counter() {
            let counter = self.counters.get(&*key.to_bytes());
            call.give_counter(counter.map_or(0, |counter| counter.value));
            return true;
        }
        let record = self.records.get(&*key.to_bytes());
        let value = record.map(|record| record.value.as_slice());
        call.give(value).expect("nobody else writes here");
        true
    }

    /// Commits all of a plan, or nothing.
    pub(crate) fn commit<T>(&mut self, plan: &Plan<'_, T>) -> Commit {
        let is_as_read = plan.expectations().all(|(key, value)| {
            let record = self.records.get(&*key.to_bytes());
            record.map(|record| record.value.as_slice()) == value
        });
        if !is_as_read {
            self.conflicts += 1;
            return Commit::Conflict;
        }
        let (mut raised, mut full) = (Vec::new(), None);
        for (index, raise) in plan.raises().enumerate() {
            let (key, counts) = (raise.key.to_bytes().to_vec(), raise.counts);
            let old = self.counters.get(&key).map_or(0, |counter| counter.value);
            let counter = |value| Counter { value, keep_until: raise.raise.idle_at(value) };
            match raise.raise.apply(old) {
                Ok(new) if counts => raised.push((key, counter(new))),
                Ok(_) => {}
                Err((healed, _)) => {
                    if healed != old {
                        self.counters.insert(key, counter(healed));
                    }
                    // The others go on to be asked, so that all of them heal at once.
                    full = full.or(Some(plan.refused_by(index, old).expect("it refuses")));
                }
            }
        }
        if let Some(refused) = full {
            return Commit::Full(refused);
        }
        self.counters.extend(raised);
        for write in plan.writes() {
            let (key, keep_until) = (write.key.to_bytes().to_vec(), write.keep_until);
            match write.value {
                Some(value) => {
                    self.records.insert(key, Record { value: value.to_vec(), keep_until })
                }
                None => self.records.remove(&key),
            };
        }
        self.outbox.extend(plan.events());
        Commit::Done
    }

    /// Drives a call to its end. Returns the plan that was committed, or the refusal of a counter.
    pub(crate) fn drive<'a, A: Action>(
        &mut self,
        mut call: Call<'a, A>,
        now: Timestamp,
        rng: &mut Generator,
        mut fault: Fault<'_>,
    ) -> Result<Result<Plan<'a, A::Answer>, Refused>, Lost> {
        for _ in 0..100 {
            self.read(&mut call);
            let plan = call.decide(now, rng);
            match std::mem::replace(&mut fault, Fault::Nothing) {
                Fault::Nothing => {}
                Fault::Others(others) => others(self),
                Fault::LostBefore => return Err(Lost),
                Fault::LostAfter => fault = Fault::LostAfter,
            }
            let answer = match self.commit(&plan) {
                Commit::Done => Ok(plan),
                Commit::Conflict => continue,
                Commit::Full(refused) => Err(refused),
            };
            return if matches!(fault, Fault::LostAfter) { Err(Lost) } else { Ok(answer) };
        }
        panic!("a conflict with nobody");
    }

    /// Drives a call with which nothing goes wrong.
    pub(crate) fn call<'a, A: Action>(
        &mut self,
        call: Call<'a, A>,
        now: Timestamp,
        rng: &mut Generator,
    ) -> Result<Plan<'a, A::Answer>, Refused> {
        self.drive(call, now, rng, Fault::Nothing).expect("no reply is lost")
    }

    /// Forgets what need not be kept.
    pub(crate) fn sweep(&mut self, now: Timestamp) {
        self.records.retain(|_, record| record.keep_until.is_none_or(|until| now < until));
        self.counters.retain(|_, counter| now < counter.keep_until);
    }
}

pub(crate) fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
