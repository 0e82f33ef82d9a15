//! The whole service in memory of a fixed size: sessions, generator and limits of one sub-account.
//!
//! A [`Verifier`] is for places without a shared store: a device, a single process. It takes
//! requests, finds the session that they belong to, and keeps guessers and pumping frauds out.
//!
//! ```
//! use verify_core::code::Generator;
//! use verify_core::request::Request;
//! use verify_core::session::{Status, Verdict};
//! use verify_core::time::Timestamp;
//! use verify_core::verifier::{Limits, Verifier};
//!
//! let seed = [7; 32]; // from a true source of entropy, not a constant
//! let mut verifier = Verifier::<100>::new(seed, Limits::default());
//!
//! let now = Timestamp::from_unix_millis(1_766_037_294_090)?;
//! let request = Request { destination: Some("+1 (987) 654-3210"), ..Request::default() };
//! let started = verifier.start(now, &request)?;
//! let (id, code) = (started.session().id(), started.session().code().expose().to_owned());
//! // The code goes out to started.session().destination(), and then comes back:
//! assert_eq!(verifier.check(now, id, "?")?, Verdict::Wrong { attempts_left: 4 });
//! assert_eq!(verifier.check(now, id, &code)?, Verdict::Verified);
//! assert_eq!(verifier.status(now, id)?, Status::Verified);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! # Laws
//!
//! 1. **A session that waits for its code is never dropped**, and is refused room only if all `N`
//!    wait: exactly then, and whatever the order in which they expire.
//! 2. **A session that is over is remembered** until its room is needed: first those whose time ran
//!    out, in that order, then those that ended, in that order.
//! 3. **A destination has at most one session that waits.** A request for it sends that one again.
//! 4. **A refused call changes nothing** but the latest time seen: no limit counts it, no attempt
//!    is lost.
//! 5. **Wrong codes count over all sessions** of a destination, until a right one comes; see
//!    [`FailureCount`](crate::limit::FailureCount) for the waits.
//! 6. **Nobody can choose numbers that collide**: destinations and addresses are hashed with keys
//!    from the generator. Ids need no hash, as they are drawn here.
//!
//! # Size and time
//!
//! All memory is in the value: for each session 64 bytes, 40 to find it, 24 for the failures of a
//! destination and 64 for the four limits. A call takes constant time in `N`, and where a session
//! starts, moves or ends, `log N` steps of a heap. Where the stack has no room for it,
//! [`Verifier::unseeded`] is for a `static`, where it is zeros and takes no room in the image:
//!
//! ```
//! use std::sync::Mutex;
//! use verify_core::verifier::{Limits, Verifier};
//!
//! static VERIFIER: Mutex<Verifier<10_000>> = Mutex::new(Verifier::unseeded());
//!
//! let mut verifier = VERIFIER.lock().unwrap();
//! verifier.seed([7; 32]); // from a true source of entropy, not a constant
//! verifier.set_limits(Limits::default());
//! ```

mod error;
mod failures;
mod hash;
mod limits;
mod slots;
mod table;

use core::fmt;

use crate::code::Generator;
use crate::phone::PhoneNumber;
use crate::request::{Request, Verification};
use crate::session::{ResendError, Session, SessionId, Status, Verdict};
use crate::time::Timestamp;

pub use error::{CheckError, NotFound, Refused, RestoreError};
pub use failures::FAILURE_BYTES;
use failures::Failures;
use hash::HashKey;
use limits::Gate;
pub use limits::{LimitedBy, Limits};
use slots::Slot;
use table::{Full, Table};

/// Sessions, generator and limits of one sub-account, in memory of a fixed size. Its laws are
/// [those of the module](self#laws).
pub struct Verifier<const N: usize> {
    /// `None` until there is a seed.
    generator: Option<Generator>,
    table: Table<N>,
    failures: Failures<N>,
    gate: Gate<N>,
}

impl<const N: usize> Verifier<N> {
    /// A verifier for `N` sessions at a time, from 32 bytes of true entropy. Whoever knows the seed
    /// knows every code.
    #[must_use]
    pub fn new(seed: [u8; 32], limits: Limits) -> Self {
        let mut verifier = Self::unseeded();
        verifier.seed(seed);
        verifier.set_limits(limits);
        verifier
    }

    /// A verifier that starts nothing until it is [seeded](Self::seed), and has no limits yet: for
    /// a `static`.
    #[must_use]
    pub const fn unseeded() -> Self {
        Self { generator: None, table: Table::new(), failures: Failures::new(), gate: Gate::new() }
    }

    /// Sets the generator up, from 32 bytes of true entropy. Again, it replaces the generator, and
    /// sessions stay.
    pub fn seed(&mut self, seed: [u8; 32]) {
        let mut generator = Generator::from_seed(seed);
        if self.generator.is_none() {
            self.table.set_key(HashKey::draw(&mut generator));
            self.failures.set_key(HashKey::draw(&mut generator));
            self.gate.draw_keys(&mut generator);
        }
        self.generator = Some(generator);
    }

    /// Sets the limits. One that differs from before begins anew.
    pub fn set_limits(&mut self, limits: Limits) {
        self.gate.set_limits(limits);
    }

    /// Starts a session as a request asks or, if its destination has one that waits, sends that one
    /// again.
    ///
    /// What is to be sent stands in what is returned. Judged in this order: the request, wrong
    /// codes of its destination, the limits, the resending interval, the room.
    ///
    /// # Errors
    ///
    /// [`Refused`]: nothing is to be sent.
    pub fn start<'r, S: AsRef<str>>(
        &mut self,
        now: Timestamp,
        request: &'r Request<S>,
    ) -> Result<Started<'_, 'r>, Refused> {
        let verification = request.validate()?;
        let destination = verification.destination();
        self.failures.check(now, destination)?;
        let passed = self.gate.check(now, &verification);
        let passed = passed.map_err(|(by, wait)| Refused::Limited { by, wait })?;
        let resent = self.resend(now, &verification)?;
        let slot = match resent {
            Some(slot) => slot,
            None => self.start_new(now, &verification)?,
        };
        self.gate.count(passed);
        match self.table.get(slot) {
            Some(session) => Ok(Started { session, verification, is_new: resent.is_none() }),
            None => Err(Refused::Full { until: Timestamp::MAX }),
        }
    }

    /// Compares what a person entered with the code of a session.
    ///
    /// # Errors
    ///
    /// [`CheckError::NotFound`], and [`CheckError::Blocked`] while the session waits and too many
    /// wrong codes in a row have come for its destination: then the code is not compared and the
    /// attempt is not counted.
    pub fn check(
        &mut self,
        now: Timestamp,
        id: SessionId,
        entered: &str,
    ) -> Result<Verdict, CheckError> {
        let slot = self.find(id)?;
        let failures = &mut self.failures;
        let checked = self.table.change(slot, |session| {
            let destination = session.destination();
            if session.status(now) == Status::Waiting {
                failures.check(now, destination)?;
            }
            let verdict = session.check(now, entered);
            match verdict {
                Verdict::Verified => failures.succeeded(destination),
                Verdict::Wrong { .. } | Verdict::Failed => failures.failed(now, destination),
                Verdict::Over(_) => {}
            }
            Ok(verdict)
        });
        checked.unwrap_or(Err(NotFound(()).into()))
    }

    /// Verifies a session without a code, because the mobile network has confirmed the number: what
    /// `sma` is for.
    ///
    /// # Errors
    ///
    /// [`NotFound`].
    pub fn confirm(&mut self, now: Timestamp, id: SessionId) -> Result<Verdict, NotFound> {
        let slot = self.find(id)?;
        let failures = &mut self.failures;
        let confirmed = self.table.change(slot, |session| {
            let verdict = session.confirm(now);
            if verdict == Verdict::Verified {
                failures.succeeded(session.destination());
            }
            verdict
        });
        confirmed.ok_or(NotFound(()))
    }

    /// What has become of a session by `now`.
    ///
    /// # Errors
    ///
    /// [`NotFound`].
    pub fn status(&mut self, now: Timestamp, id: SessionId) -> Result<Status, NotFound> {
        let slot = self.find(id)?;
        self.table.change(slot, |session| session.status(now)).ok_or(NotFound(()))
    }

    /// A session as the last call has left it, for a response.
    ///
    /// # Errors
    ///
    /// [`NotFound`].
    pub fn session(&self, id: SessionId) -> Result<&Session, NotFound> {
        self.table.get(self.find(id)?).ok_or(NotFound(()))
    }

    /// Every session as bytes, to [restore](Self::restore) them after a restart, in this order.
    /// **The codes are in them.**
    pub fn sessions(&self) -> impl Iterator<Item = [u8; Session::BYTES]> {
        self.table.iter().map(Session::to_bytes)
    }

    /// Takes in a session of before a restart.
    ///
    /// # Errors
    ///
    /// [`RestoreError`]: nothing has changed.
    pub fn restore(&mut self, now: Timestamp, bytes: &[u8]) -> Result<(), RestoreError> {
        if self.generator.is_none() {
            return Err(RestoreError::Unseeded);
        }
        let session = Session::from_bytes(bytes)?;
        if self.find(session.id()).is_ok() {
            return Err(RestoreError::Duplicate);
        }
        if session.latest_status() == Status::Waiting
            && let Some(slot) = self.table.find_waiting(session.destination())
            && self.table.change(slot, |other| other.status(now)) == Some(Status::Waiting)
        {
            return Err(RestoreError::Duplicate);
        }
        self.table.insert(now, session).map(|_| ()).map_err(|Full { .. }| RestoreError::Full)
    }

    /// The wrong codes in a row of every destination that has some, to
    /// [restore](Self::restore_failures) them after a restart, which must not clear them. Phone
    /// numbers are in them.
    ///
    /// The limits are not listed: where a key counts depends on the seed, and a quota's period is
    /// short.
    pub fn failures(&self) -> impl Iterator<Item = [u8; FAILURE_BYTES]> {
        self.failures.iter()
    }

    /// Takes in the wrong codes in a row of a destination of before a restart. If it has some
    /// already, the greater number counts, of equal ones the later.
    ///
    /// # Errors
    ///
    /// [`RestoreError`] for what [`failures`](Self::failures) does not give: nothing has changed.
    pub fn restore_failures(&mut self, bytes: &[u8; FAILURE_BYTES]) -> Result<(), RestoreError> {
        if self.generator.is_none() {
            return Err(RestoreError::Unseeded);
        }
        Ok(self.failures.restore(bytes)?)
    }

    /// Forgets the wrong codes of a destination, because an operator says so.
    pub fn clear_failures(&mut self, destination: PhoneNumber) {
        self.failures.clear(destination);
    }

    fn find(&self, id: SessionId) -> Result<Slot, NotFound> {
        self.table.find(id).ok_or(NotFound(()))
    }

    /// Sends the session of the destination again, if one waits.
    fn resend(
        &mut self,
        now: Timestamp,
        verification: &Verification<'_>,
    ) -> Result<Option<Slot>, Refused> {
        let generator = self.generator.as_mut().ok_or(Refused::Unseeded)?;
        let Some(slot) = self.table.find_waiting(verification.destination()) else {
            return Ok(None);
        };
        let resend = |session: &mut Session| session.resend(now, verification.policy(), generator);
        match self.table.change(slot, resend) {
            Some(Ok(())) => Ok(Some(slot)),
            Some(Err(ResendError::TooEarly(too_early))) => Err(Refused::TooEarly(too_early)),
            Some(Err(ResendError::Over(_))) | None => Ok(None),
        }
    }

    fn start_new(
        &mut self,
        now: Timestamp,
        verification: &Verification<'_>,
    ) -> Result<Slot, Refused> {
        let generator = self.generator.as_mut().ok_or(Refused::Unseeded)?;
        let (destination, policy) = (verification.destination(), verification.policy());
        let session = Session::start(now, destination, policy, generator);
        self.table.insert(now, session).map_err(|Full { until }| Refused::Full { until })
    }
}

/// Shows how many sessions it holds, and none of them.
impl<const N: usize> fmt::Debug for Verifier<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("sessions", &self.table.len())
            .field("capacity", &N)
            .field("limits", &self.gate.limits())
            .finish_non_exhaustive()
    }
}

/// A session that has been started or is to be sent again, and what the request wants to be sent.
#[derive(Clone, Copy, Debug)]
pub struct Started<'v, 'r> {
    session: &'v Session,
    verification: Verification<'r>,
    is_new: bool,
}

impl<'v, 'r> Started<'v, 'r> {
    /// The session, whose code is to be sent.
    #[must_use]
    pub const fn session(&self) -> &'v Session {
        self.session
    }

    /// The request as it is meant: channel and text.
    #[must_use]
    pub const fn verification(&self) -> Verification<'r> {
        self.verification
    }

    /// Whether the session has been started by this request; otherwise it is sent again.
    #[must_use]
    pub const fn is_new(&self) -> bool {
        self.is_new
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics is a test that fails")]

    extern crate std;

    use std::collections::BTreeSet;
    use std::format;
    use std::vec::Vec;

    use super::table::Table;
    use super::{Limits, Verifier};
    use crate::code::Generator;
    use crate::phone::PhoneNumber;
    use crate::session::SessionId;

    /// Law 6 for sessions, whose places no call shows; tests/verifier/laws.rs has it for failures
    /// and limits.
    #[test]
    fn no_place_of_a_destination_is_known_without_the_seed() {
        let places = |seed| {
            let verifier = Verifier::<1000>::new([seed; 32], Limits::default());
            let places = (1000..1100).map(|last| {
                let number = PhoneNumber::parse(&format!("+658765{last}"), None).unwrap();
                verifier.table.destination_chain(number)
            });
            places.collect::<Vec<_>>()
        };
        assert_ne!(places(1), places(2));
    }

    /// Of 1,000 in as many places, 1,000 / e = 368 stay free.
    #[test]
    fn ids_are_spread() {
        let mut generator = Generator::from_seed([7; 32]);
        let ids = (0..1000).map(|_| SessionId::generate(&mut generator));
        let places = ids.map(Table::<1000>::id_chain).collect::<BTreeSet<_>>();
        assert!((580..680).contains(&places.len()), "{}", places.len());
    }
}
