//! [`Read`]: what a call has read so far.

use super::draft::Draft;
use super::key::Name;
use super::value::Value;
use crate::limit::FailureCount;
use crate::session::{Session, SessionId};
use crate::stored::FromBytesError;

/// What a call has read so far: at most one record of each kind.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) session: Reading<Session>,
    pub(super) waiting: Reading<SessionId>,
    pub(super) failures: Reading<FailureCount>,
}

impl Read {
    pub(super) const NOTHING: Self =
        Self { session: Reading::Unread, waiting: Reading::Unread, failures: Reading::Unread };

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
            Name::Counter { .. } => {}
        }
        Ok(())
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

    /// Takes what was read out, and makes a draft whose expectations are that it is unchanged.
    pub(super) fn take(&mut self) -> (Found, Draft) {
        let mut draft = Draft::default();
        self.waiting.take(&mut draft);
        let found = Found {
            session: self.session.take(&mut draft),
            failures: self.failures.take(&mut draft).unwrap_or_default(),
        };
        (found, draft)
    }
}

/// What was read, and found.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) session: Option<Session>,
    /// Without a record, there are no failures.
    pub(super) failures: FailureCount,
}

/// A record that a call may read.
#[derive(Debug)]
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

/// Reads the record of a destination's session that waits.
fn id(bytes: &[u8]) -> Result<SessionId, FromBytesError> {
    let length = FromBytesError::Length { expected: 16, found: bytes.len() };
    Ok(SessionId::from_bytes(bytes.try_into().map_err(|_| length)?))
}
