//! [`Plan`]: what a call wants to be committed.

use core::fmt;

use super::draft::Draft;
use super::event::Event;
use super::key::Key;
use super::refused::Refused;
use super::sending::Sending;
use super::started::Started;
use crate::limit::Raise;
use crate::request::{SubAccountId, Verification};
use crate::session::Session;
use crate::time::Timestamp;

/// What a call wants to be committed, and the answer that counts once it is.
///
/// A store commits all of it at once or nothing:
///
/// 1. Each of the [`expectations`](Self::expectations) holds, otherwise the commit is a conflict:
///    begin again.
/// 2. Each counter of the [`raises`](Self::raises) allows it, otherwise the commit is refused by
///    the first one that does not: take the answer from [`refused_by`](Self::refused_by). What the
///    counters that refuse heal is stored, the others stay as they are.
/// 3. The [`writes`](Self::writes) are made, the counters raised, and the [`events`](Self::events)
///    put into an outbox.
///
/// If the reply of a store is lost, whether it has committed is unknown. Answer 503 and let the
/// client ask again: to commit once more by itself might count a guess twice.
///
/// A plan that [changes nothing](Self::changes_nothing) needs no commit if all that was read was
/// read at one instant.
///
/// ```
/// use verify_core::code::Generator;
/// use verify_core::engine::Engine;
/// use verify_core::request::SubAccountId;
/// use verify_core::session::SessionId;
/// use verify_core::time::Timestamp;
///
/// let (engine, demo) = (Engine::default(), SubAccountId::parse("demo-account-123")?);
/// let mut rng = Generator::from_seed([7; 32]); // in production: 32 bytes of `getrandom`
/// let unknown = SessionId::parse("18b526add06348c0bb934e71f042f047")?;
/// let mut call = engine.status(demo, unknown);
/// call.give(None)?; // there is no such session
/// let plan = call.decide(Timestamp::UNIX_EPOCH, &mut rng);
/// assert!(plan.answer().is_err() && plan.changes_nothing());
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct Plan<'a, T> {
    pub(super) sub_account: SubAccountId<'a>,
    pub(super) draft: Draft,
    pub(super) answer: T,
}

impl<'a, T> Plan<'a, T> {
    /// Returns the sub-account whose records these are.
    #[must_use]
    pub const fn sub_account(&self) -> SubAccountId<'a> {
        self.sub_account
    }

    /// Returns what must still be as it was read: keys and their values, `None` where there was
    /// none.
    pub fn expectations(&self) -> impl Iterator<Item = (Key<'a>, Option<&[u8]>)> {
        let key = |name| Key::new(self.sub_account, name);
        self.draft.expectations.iter().map(move |(name, value)| (key(*name), value.as_deref()))
    }

    /// Returns what is to be written.
    pub fn writes(&self) -> impl Iterator<Item = Write<'_>> {
        self.draft.writes.iter().map(|record| Write {
            key: Key::new(self.sub_account, record.name),
            value: record.value.as_deref(),
            keep_until: record.keep_until,
        })
    }

    /// Returns the counters that are to be raised, each under its ceiling.
    pub fn raises(&self) -> impl Iterator<Item = CounterRaise<'a>> {
        self.draft.raises.iter().map(|counter| CounterRaise {
            key: Key::new(self.sub_account, counter.name),
            raise: counter.raise,
            counts: counter.counts,
        })
    }

    /// Returns what is to happen after the commit.
    pub fn events(&self) -> impl Iterator<Item = Event> {
        self.draft.events.iter().copied()
    }

    /// Whether nothing is written, raised or to happen.
    #[must_use]
    pub fn changes_nothing(&self) -> bool {
        self.draft.writes.is_empty() && self.draft.raises.is_empty() && self.draft.events.is_empty()
    }

    /// Returns the session as it is after the commit, for a response; `None` if the store has no
    /// such session.
    #[must_use]
    pub const fn session(&self) -> Option<&Session> {
        self.draft.session.as_ref()
    }

    /// Returns the answer, which counts once the plan is committed.
    #[must_use]
    pub const fn answer(&self) -> &T {
        &self.answer
    }

    /// Returns the refusal by a counter: which of the [`raises`](Self::raises), and the value at
    /// which it stood. `None` if that counter does not refuse.
    #[must_use]
    pub fn refused_by(&self, counter: usize, value: u64) -> Option<Refused> {
        let counter = self.draft.raises.get(counter)?;
        let (_, wait) = counter.raise.apply(value).err()?;
        Some(Refused::Limited { by: counter.by, wait })
    }
}

impl Plan<'_, Result<Sending, Refused>> {
    /// Returns what is to be sent after a start; `None` if it is refused.
    #[must_use]
    pub fn started<'p>(&'p self, verification: &Verification<'p>) -> Option<Started<'p, 'p>> {
        let sending = self.answer.ok()?;
        Some(Started::new(self.session()?, *verification, sending == Sending::New))
    }
}

/// Shows how much there is, but no value.
impl<T> fmt::Debug for Plan<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Plan")
            .field("expectations", &self.draft.expectations.len())
            .field("writes", &self.draft.writes.len())
            .field("raises", &self.draft.raises.len())
            .field("events", &self.draft.events)
            .finish_non_exhaustive()
    }
}

/// A record that a [`Plan`] writes.
///
/// ```
/// use std::collections::HashMap;
/// use verify_core::engine::{KeyBytes, Write};
///
/// fn make(store: &mut HashMap<KeyBytes, Vec<u8>>, write: Write<'_>) {
///     match write.value {
///         Some(value) => store.insert(write.key.to_bytes(), value.to_vec()),
///         None => store.remove(&write.key.to_bytes()),
///     };
/// }
/// # let _ = make;
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Write<'p> {
    /// Which record.
    pub key: Key<'p>,
    /// What it is from now on; `None` to remove it. **A code may be among the bytes.**
    pub value: Option<&'p [u8]>,
    /// When it may be forgotten; `None` for never.
    pub keep_until: Option<Timestamp>,
}

/// Hides the value, which may hold a code.
impl fmt::Debug for Write<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Write")
            .field("key", &self.key)
            .field("keep_until", &self.keep_until)
            .finish_non_exhaustive()
    }
}

/// A counter that a [`Plan`] raises.
///
/// ```
/// use std::collections::HashMap;
/// use verify_core::engine::{CounterRaise, KeyBytes};
///
/// /// Returns whether the counter allows the call. A refusal, too, leaves the value that it heals.
/// fn raise(counters: &mut HashMap<KeyBytes, u64>, wanted: CounterRaise<'_>) -> bool {
///     let value = counters.entry(wanted.key.to_bytes()).or_default();
///     match wanted.raise.apply(*value) {
///         Ok(raised) => {
///             if wanted.counts {
///                 *value = raised;
///             }
///             true
///         }
///         Err((healed, _)) => {
///             *value = healed;
///             false
///         }
///     }
/// }
/// # let _ = raise;
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct CounterRaise<'a> {
    /// Which counter.
    pub key: Key<'a>,
    /// By how much, and up to where. The counter may be forgotten
    /// [when it is idle](Raise::idle_at).
    pub raise: Raise,
    /// Whether it counts. Otherwise the call is refused for another reason, and the counter is only
    /// asked whether it would have refused before.
    pub counts: bool,
}
