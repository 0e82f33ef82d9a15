//! [`Snapshot`]: what a call reads, all of it at one instant.

use redis::Value;
use verify_core::engine::{Action, Call, Key, KeyBytes};
use verify_core::session::{Session, SessionId};
use verify_core::stored::FromBytesError;
use verify_core::time::Timestamp;

/// What a call wants to read. One record leads to the others: see `common.lua`.
pub(super) struct Wanted {
    /// A session, or what waits for a destination, and then the counters.
    pub(super) keys: Vec<KeyBytes>,
    /// That of the first one.
    kind: Option<u8>,
}

impl Wanted {
    /// Asks a call what it wants: it names one record after the other, whatever their values.
    pub(super) fn of<A: Action>(call: &mut Call<'_, A>) -> Result<Self, FromBytesError> {
        let mut keys = Vec::new();
        let kind = call.wants().and_then(kind_of);
        while let Some(key) = call.wants() {
            if key.is_counter() {
                keys.push(key.to_bytes());
                call.give_counter(0);
            } else {
                if keys.is_empty() {
                    keys.push(key.to_bytes());
                }
                call.give(None)?;
            }
        }
        call.restart();
        Ok(Self { keys, kind })
    }

    /// Returns how the scripts name what is read first: 1 for a session, 2 for what waits for a
    /// destination, 0 for nothing.
    pub(super) fn mode(&self) -> u8 {
        match self.kind {
            Some(b's') => 1,
            Some(b'w') => 2,
            _ => 0,
        }
    }

    /// Whether it may be right to guess that there is nothing yet: no session that waits, and no
    /// wrong codes. Of counters, something else may follow.
    pub(super) fn may_be_missing(&self) -> bool {
        self.mode() == 2 && self.keys.len() == 1
    }
}

/// Returns what a key begins with: the version and the sub-account.
pub(super) fn prefix_of(key: &[u8]) -> &[u8] {
    let tag = key.iter().position(|byte| *byte == b'}').unwrap_or_default();
    key.get(..=tag).unwrap_or_default()
}

/// Returns the kind of record that a key names.
pub(super) fn kind_of(key: Key<'_>) -> Option<u8> {
    key.within().first().copied()
}

/// What a call reads, all of it at one instant. **A code may be among it.**
pub(super) struct Snapshot {
    /// The time of the server.
    pub(super) now: Timestamp,
    /// The session, followed by its callback URL.
    pub(super) session: Option<Vec<u8>>,
    pub(super) failures: Option<Vec<u8>>,
    /// The id of the session that waits.
    pub(super) waiting: Option<Vec<u8>>,
    pub(super) counters: Vec<u64>,
    /// Nobody has read it yet: a commit finds out.
    pub(super) is_guess: bool,
}

impl Snapshot {
    /// Guesses that there is nothing.
    pub(super) fn guess(now: Timestamp) -> Self {
        Self { is_guess: true, ..Self::empty(now) }
    }

    /// Starts with nothing that was found.
    pub(super) fn empty(now: Timestamp) -> Self {
        let (session, failures, waiting, counters) = (None, None, None, Vec::new());
        Self { now, session, failures, waiting, counters, is_guess: false }
    }

    /// Reads the reply of a script: a number, the time, and the records.
    pub(super) fn of(reply: Vec<Value>) -> Option<Self> {
        let mut reply = reply.into_iter().skip(1);
        let now = time(&reply.next()?)?;
        let mut record = || match reply.next()? {
            Value::BulkString(bytes) => Some(bytes),
            _ => None,
        };
        let (session, failures, waiting) = (record(), record(), record());
        let counters = reply.map(|counter| match counter {
            Value::BulkString(digits) => str::from_utf8(&digits).ok()?.parse().ok(),
            _ => Some(0),
        });
        let counters = counters.collect::<Option<_>>()?;
        Some(Self { now, session, failures, waiting, counters, is_guess: false })
    }

    /// Gives a call what it wants.
    pub(super) fn give<A: Action>(&self, call: &mut Call<'_, A>) -> Result<(), FromBytesError> {
        let mut counters = self.counters.iter().copied();
        while let Some(key) = call.wants() {
            if key.is_counter() {
                call.give_counter(counters.next().unwrap_or_default());
            } else {
                let kind = kind_of(key);
                let record = self.record(kind);
                // What follows a session is its callback URL.
                let most = if kind == Some(b's') { Session::BYTES } else { usize::MAX };
                call.give(record.map(|record| record.get(..most).unwrap_or(record)))?;
            }
        }
        Ok(())
    }

    /// Returns the record of a kind as it is in Redis.
    pub(super) fn record(&self, kind: Option<u8>) -> Option<&[u8]> {
        match kind {
            Some(b's') => self.session.as_deref(),
            Some(b'f') => self.failures.as_deref(),
            Some(b'w') => self.waiting.as_deref(),
            _ => None,
        }
    }

    /// Returns the id of the session that was read.
    pub(super) fn session_id(&self) -> Option<SessionId> {
        session_id(self.session.as_deref()?)
    }

    /// Returns the callback URL of a session if it is the one that was read.
    pub(super) fn callback_url(&self, id: SessionId) -> Option<&str> {
        let url = self.session.as_deref()?.get(Session::BYTES..)?;
        let is_it = self.session_id() == Some(id);
        str::from_utf8(url).ok().filter(|url| is_it && !url.is_empty())
    }
}

/// Returns the id in the bytes of a session.
pub(super) fn session_id(bytes: &[u8]) -> Option<SessionId> {
    let id = bytes.get(4..20)?.try_into().ok()?;
    Some(SessionId::from_bytes(id))
}

/// Reads the time.
pub(super) fn time(value: &Value) -> Option<Timestamp> {
    let Value::Int(millis) = value else { return None };
    Timestamp::from_unix_millis(u64::try_from(*millis).ok()?).ok()
}
