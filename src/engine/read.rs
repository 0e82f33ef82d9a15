//! [`Read`]: what a call has read so far.

use super::draft::Draft;
use super::key::Name;
use super::limits::{CONVERSIONS, LIMITS, conversion_keys};
use super::value::Value;
use crate::limit::{Conversion, FailureCount};
use crate::phone::PhoneNumber;
use crate::session::{Session, SessionId};
use crate::stored::FromBytesError;

/// What a call has read so far: at most one record of each kind.
pub(super) struct Read {
    pub(super) session: Reading<Session>,
    pub(super) waiting: Reading<SessionId>,
    pub(super) failures: Reading<FailureCount>,
    /// What was started and what was verified, of each key of the conversion.
    counters: heapless::Vec<u64, { 2 * CONVERSIONS }>,
}

impl Read {
    pub(super) const NOTHING: Self = Self {
        session: Reading::Unread,
        waiting: Reading::Unread,
        failures: Reading::Unread,
        counters: heapless::Vec::new(),
    };

    /// Takes over what a store holds under a name.
    #[expect(clippy::inline_always, reason = "otherwise no optimizer sees that no panic is left")]
    #[inline(always)]
    pub(super) fn give(&mut self, name: Name, value: Option<Value>) -> Result<(), FromBytesError> {
        match name {
            Name::Session(_) => self.session = Reading::of(name, value, Session::from_bytes)?,
            Name::Waiting(_) => self.waiting = Reading::of(name, value, id)?,
            Name::Failures(_) => {
                self.failures = Reading::of(name, value, FailureCount::from_bytes)?;
            }
            Name::Counter { .. } => {
                let value = value.as_deref().map(u64_of).transpose()?;
                self.give_counter(value.unwrap_or_default());
            }
        }
        Ok(())
    }

    /// Takes over the value of a counter.
    pub(super) fn give_counter(&mut self, value: u64) {
        // No more are wanted than there is room for.
        let _ = self.counters.push(value);
    }

    /// Returns the name of the next counter of the conversion, until all are read.
    pub(super) fn wants_counter(&self, destination: PhoneNumber) -> Option<Name> {
        conversion_names(destination).nth(self.counters.len())
    }

    /// Returns the name of a session, until it is read.
    pub(super) const fn wants_session(&self, id: SessionId) -> Option<Name> {
        if self.session.is_unread() { Some(Name::Session(id)) } else { None }
    }

    /// Returns the name of a session and, if that was found, then of the failures of its
    /// destination, until they are read.
    pub(super) fn wants_session_and_failures(&self, id: SessionId) -> Option<Name> {
        let Reading::Read { value, .. } = &self.session else { return Some(Name::Session(id)) };
        let destination = value.as_ref()?.destination();
        self.failures.is_unread().then_some(Name::Failures(destination))
    }

    /// Returns the name of the session that a destination's record names, until it is read.
    pub(super) fn wants_waiting_session(&self) -> Option<Name> {
        let id = *self.waiting.found()?;
        self.session.is_unread().then_some(Name::Session(id))
    }

    fn conversions(&self) -> [Conversion; CONVERSIONS] {
        let mut counters = self.counters.iter().copied();
        let mut next = || counters.next().unwrap_or_default();
        [(); CONVERSIONS].map(|()| Conversion::from_counters(next(), next()))
    }

    /// Takes what was read out. The draft expects that it is unchanged.
    pub(super) fn take(&mut self, draft: &mut Draft) -> Found {
        self.waiting.take(draft);
        let found = Found {
            session: self.session.take(draft),
            failures: self.failures.take(draft).unwrap_or_default(),
            conversions: self.conversions(),
        };
        self.counters.clear();
        found
    }
}

/// What was read, and found.
pub(super) struct Found {
    pub(super) session: Option<Session>,
    /// Without a record, there are no failures.
    pub(super) failures: FailureCount,
    /// Those of range and country; nothing was started if they were not read.
    pub(super) conversions: [Conversion; CONVERSIONS],
}

/// A record that a call may read.
pub(super) enum Reading<T> {
    Unread,
    Read { name: Name, raw: Option<Value>, value: Option<T> },
}

impl<T> Reading<T> {
    fn of(
        name: Name,
        raw: Option<Value>,
        parse: impl FnOnce(&[u8]) -> Result<T, FromBytesError>,
    ) -> Result<Self, FromBytesError> {
        let value = raw.as_deref().map(parse).transpose()?;
        Ok(Self::Read { name, raw, value })
    }

    pub(super) const fn is_unread(&self) -> bool {
        matches!(self, Self::Unread)
    }

    /// Returns what was found, if anything was.
    pub(super) const fn found(&self) -> Option<&T> {
        match self {
            Self::Read { value, .. } => value.as_ref(),
            Self::Unread => None,
        }
    }

    fn take(&mut self, draft: &mut Draft) -> Option<T> {
        match core::mem::replace(self, Self::Unread) {
            Self::Read { name, raw, value } => {
                draft.expect(name, raw);
                value
            }
            Self::Unread => None,
        }
    }
}

/// Returns the names of the counters of the conversion: for each key, what was started and what was
/// verified.
pub(super) fn conversion_names(destination: PhoneNumber) -> impl Iterator<Item = Name> {
    // Behind the kinds of quotas, of which there are few.
    let first = u8::try_from(LIMITS).unwrap_or_default();
    let keys = conversion_keys(destination).into_iter().flat_map(|key| [key, key]);
    keys.zip(first..).map(|(key, kind)| Name::Counter { kind, key })
}

/// Reads a counter.
fn u64_of(bytes: &[u8]) -> Result<u64, FromBytesError> {
    let length = FromBytesError::Length { expected: 8, found: bytes.len() };
    Ok(u64::from_le_bytes(bytes.try_into().map_err(|_| length)?))
}

/// Reads the record of a destination's session that waits.
fn id(bytes: &[u8]) -> Result<SessionId, FromBytesError> {
    let length = FromBytesError::Length { expected: 16, found: bytes.len() };
    Ok(SessionId::from_bytes(bytes.try_into().map_err(|_| length)?))
}
