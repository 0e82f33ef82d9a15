//! [`Draft`]: a plan before it has an answer.

use core::time::Duration;

use super::event::Event;
use super::key::Name;
use super::limits::{CONVERSIONS, LIMITS, LimitedBy};
use super::value::Value;
use crate::limit::{FailureCount, Raise};
use crate::phone::PhoneNumber;
use crate::session::{Session, Status, Validity};
use crate::time::Timestamp;

/// A plan before it has an answer.
///
/// Each list has room for what the largest call puts into it: a start that replaces an expired
/// session.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) expectations: heapless::Vec<(Name, Option<Value>), 3>,
    pub(super) writes: heapless::Vec<Record, 4>,
    pub(super) raises: heapless::Vec<Counter, { LIMITS + CONVERSIONS }>,
    pub(super) events: heapless::Vec<Event, 4>,
    pub(super) session: Option<Session>,
}

/// A record that is to be written.
pub(super) struct Record {
    pub(super) name: Name,
    pub(super) value: Option<Value>,
    pub(super) keep_until: Option<Timestamp>,
}

/// A counter that is to be raised.
pub(super) struct Counter {
    pub(super) by: LimitedBy,
    pub(super) name: Name,
    pub(super) raise: Raise,
    pub(super) counts: bool,
}

impl Draft {
    pub(super) fn expect(&mut self, name: Name, value: Option<Value>) {
        let _ = self.expectations.push((name, value));
    }

    pub(super) fn raise(&mut self, counter: Counter) {
        let _ = self.raises.push(counter);
    }

    pub(super) fn happen(&mut self, event: Event) {
        let _ = self.events.push(event);
    }

    /// Writes a session, which is kept for some time after it is over. If its status has changed,
    /// that is an event; if it is over, its destination is free for another one.
    pub(super) fn write_session(
        &mut self,
        now: Timestamp,
        from: Option<Status>,
        session: &Session,
        remember: Duration,
    ) {
        let to = session.latest_status();
        // A clock that stepped back does not shorten what is remembered. One that was far ahead
        // does not lengthen it.
        let is_far_ahead = session.sent_at() > now.saturating_add(Validity::MAX.duration());
        let seen = if is_far_ahead { now } else { now.max(session.sent_at()) };
        let over_at = match to {
            Status::Waiting => session.expires_at(),
            Status::Expired => session.expires_at().min(seen),
            Status::Verified | Status::Failed => seen,
        };
        self.put(
            Name::Session(session.id()),
            &session.to_bytes(),
            Some(over_at.saturating_add(remember)),
        );
        if from == Some(to) {
            return;
        }
        self.happen(Event::Changed { session: session.id(), from, to });
        if from.is_some() {
            self.remove(Name::Waiting(session.destination()));
        }
    }

    /// Writes which session waits for a code of the destination.
    pub(super) fn write_waiting(&mut self, session: &Session, remember: Duration) {
        let keep_until = session.expires_at().saturating_add(remember);
        let name = Name::Waiting(session.destination());
        self.put(name, &session.id().to_bytes(), Some(keep_until));
    }

    /// Writes the wrong codes in a row of a destination.
    pub(super) fn write_failures(
        &mut self,
        destination: PhoneNumber,
        failures: &FailureCount,
        retention: Duration,
    ) {
        let name = Name::Failures(destination);
        if failures.failures() == 0 {
            self.remove(name);
        } else {
            self.put(name, &failures.to_bytes(), failures.keep_until(retention));
        }
    }

    /// Writes that a session is to be sent, and what follows from that.
    pub(super) fn send(&mut self, session: &Session) {
        let (id, sent_at, at) = (session.id(), session.sent_at(), session.expires_at());
        self.happen(Event::Send { session: id, sent_at, deadline: at });
        self.happen(Event::ExpireAt { session: id, at });
    }

    pub(super) fn remove(&mut self, name: Name) {
        self.write(Record { name, value: None, keep_until: None });
    }

    fn put(&mut self, name: Name, bytes: &[u8], keep_until: Option<Timestamp>) {
        self.write(Record { name, value: Value::new(bytes).ok(), keep_until });
    }

    /// Writes a record, in place of what was to be written to it before.
    fn write(&mut self, record: Record) {
        self.writes.retain(|other| other.name != record.name);
        let _ = self.writes.push(record);
    }
}
