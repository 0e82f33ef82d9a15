//! [`Context`]: with what a call decides, and what its decisions have in common.

use super::config::Engine;
use super::decide::Counted;
use super::draft::{Counter, Draft};
use super::limits::LimitedBy;
use super::read::{Found, conversion_names};
use super::refused::NotFound;
use crate::limit::{Blocked, FailureCount};
use crate::phone::PhoneNumber;
use crate::session::{Session, Status};
use crate::time::Timestamp;

/// With what a call decides.
pub(super) struct Context<'d, R: ?Sized> {
    pub(super) engine: &'d Engine,
    pub(super) now: Timestamp,
    pub(super) rng: &'d mut R,
    /// What is to be committed.
    pub(super) draft: &'d mut Draft,
}

/// What a counter of the conversion counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Converted {
    Started,
    Verified,
}

impl<R: ?Sized> Context<'_, R> {
    /// Whether the failures of a destination allow a call. What a clock has left too far ahead in
    /// them is healed, and stored.
    pub(super) fn allow(
        &mut self,
        failures: &mut FailureCount,
        destination: PhoneNumber,
    ) -> Result<(), Blocked> {
        let before = failures.clone();
        let allowed = failures.allows(self.now);
        if *failures != before {
            self.draft.write_failures(destination, failures, self.engine.retention);
        }
        allowed
    }

    /// Returns the status of a session. It is written only if it has changed.
    pub(super) fn look(&mut self, found: Found) -> Result<Status, NotFound> {
        let now = self.now;
        let session = found.session.as_ref().ok_or(NotFound)?;
        let status = session.latest_status();
        if session.status_at(now) == status {
            self.draft.session = found.session;
            return Ok(status);
        }
        self.change(found, |session| (session.status(now), Counted::Nothing))
    }

    /// Changes a session and the failures of its destination, and writes what has changed.
    pub(super) fn change<T>(
        &mut self,
        found: Found,
        change: impl FnOnce(&mut Session) -> (T, Counted),
    ) -> Result<T, NotFound> {
        let Found { session, failures, .. } = found;
        let mut session = session.ok_or(NotFound)?;
        let before = session.latest_status();
        let (answer, counted) = change(&mut session);
        if before == Status::Waiting {
            self.write_session(Some(before), &session);
        }
        let mut counts = failures.clone();
        match counted {
            Counted::Nothing => {}
            Counted::Failure => counts.record_failure(self.now),
            Counted::Success => {
                counts.record_success();
                self.count_conversion(session.destination(), Converted::Verified);
            }
        }
        if counts != failures {
            self.draft.write_failures(session.destination(), &counts, self.engine.retention);
        }
        self.draft.session = Some(session);
        Ok(answer)
    }

    /// Writes a session whose status was `from`, if it is not a new one.
    pub(super) fn write_session(&mut self, from: Option<Status>, session: &Session) {
        self.draft.write_session(self.now, from, session, self.engine.remember);
    }

    /// Raises the counters of the conversion. They are never refused, and nothing depends on them
    /// in the same call.
    pub(super) fn count_conversion(&mut self, destination: PhoneNumber, what: Converted) {
        let Some(limit) = self.engine.limits.conversion else { return };
        let skipped = usize::from(what == Converted::Verified);
        for name in conversion_names(destination).skip(skipped).step_by(2) {
            let (by, raise) = (LimitedBy::Conversion, limit.raise(self.now));
            self.draft.raise(Counter { by, name, raise, counts: true });
        }
    }
}
