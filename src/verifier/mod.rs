//! The whole service in memory of a fixed size: sessions, generator and limits of one sub-account.
//!
//! A [`Verifier`] is for places without a shared store, such as a device or a single process. It
//! takes requests, finds the session that each belongs to, and keeps out people who guess codes or
//! pump traffic.
//!
//! ```
//! use std::time::SystemTime;
//! use verify_core::delivery::{Delivery, Text};
//! use verify_core::request::Request;
//! use verify_core::session::{Status, Verdict};
//! use verify_core::time::Timestamp;
//! use verify_core::verifier::{Limits, Verifier};
//!
//! let mut seed = [0; 32];
//! getrandom::fill(&mut seed)?; // cargo add getrandom
//! let mut verifier = Verifier::<100>::new(seed, Limits::default());
//!
//! let now = Timestamp::try_from(SystemTime::UNIX_EPOCH.elapsed()?)?;
//! let request = Request { destination: Some("+1 (987) 654-3210"), ..Request::default() };
//! let started = verifier.start(now, &request)?;
//! let mut text = Text::<160>::new();
//! if let Delivery::Sms(sms) = started.delivery(&mut text)? {
//!     println!("to {}: {}", sms.to, sms.message.text());
//! }
//!
//! let (id, code) = (started.session().id(), started.session().code().expose().to_owned());
//! assert_eq!(verifier.check(now, id, "?")?, Verdict::Wrong { attempts_left: 4 });
//! assert_eq!(verifier.check(now, id, &code)?, Verdict::Verified);
//! assert_eq!(verifier.status(now, id)?, Status::Verified);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! # Laws
//!
//! 1. **A session that waits for its code is never dropped.** A new one is refused room exactly if
//!    all `N` wait, in whatever order they expire.
//! 2. **A session that is over is remembered** until its room is needed. Expired sessions make room
//!    first, in the order in which they expired, then the others, in the order in which they ended.
//! 3. **A destination has at most one session that waits.** A request for it sends that one again.
//! 4. **A refused call changes only the latest time seen**: no limit counts it, no attempt is lost.
//! 5. **Wrong codes count over all sessions** of a destination, until a right one comes. The waits
//!    are those of [`FailureCount`](crate::limit::FailureCount).
//! 6. **Nobody can choose numbers that collide**: destinations and addresses are hashed with keys
//!    from the generator. Ids need no hash, since they are drawn here.
//!
//! # Size and time
//!
//! All memory is in the value. Each session takes 64 bytes, 40 to find it, 24 for the failures of a
//! destination and 64 for the four limits. A call takes constant time in `N`; where a session
//! starts, moves or ends, it also takes `log N` steps of a heap. A verifier too large for the stack
//! can be a `static`: [`Verifier::unseeded`] consists of zeros, which take no room in the image.
//!
//! ```
//! use std::sync::Mutex;
//! use verify_core::verifier::{Limits, Verifier};
//!
//! static VERIFIER: Mutex<Verifier<10_000>> = Mutex::new(Verifier::unseeded());
//!
//! let mut seed = [0; 32];
//! getrandom::fill(&mut seed)?; // cargo add getrandom
//! let mut verifier = VERIFIER.lock().expect("no thread has panicked");
//! verifier.seed(seed);
//! verifier.set_limits(Limits::default());
//! # Ok::<(), getrandom::Error>(())
//! ```

mod error;
mod failures;
mod hash;
mod indexes;
mod limits;
mod sessions;
mod started;

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
use indexes::Handle;
use limits::Gate;
pub use limits::{LimitedBy, Limits};
use sessions::{Full, Sessions};
pub use started::Started;

/// Sessions, generator and limits of one sub-account, in memory of a fixed size. Its laws are
/// [those of the module](self#laws).
///
/// ```
/// use verify_core::request::Request;
/// use verify_core::session::Verdict;
/// use verify_core::time::Timestamp;
/// use verify_core::verifier::{Limits, Verifier};
///
/// let mut seed = [0; 32];
/// getrandom::fill(&mut seed)?; // cargo add getrandom
/// let mut verifier = Verifier::<100>::new(seed, Limits::default());
///
/// let now = Timestamp::from_unix_millis(1_766_037_294_090)?; // the clock's present time
/// let request = Request { destination: Some("+1 (987) 654-3210"), ..Request::default() };
/// let id = verifier.start(now, &request)?.session().id();
/// assert_eq!(verifier.check(now, id, "?")?, Verdict::Wrong { attempts_left: 4 });
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct Verifier<const N: usize> {
    /// `None` until there is a seed.
    generator: Option<Generator>,
    sessions: Sessions<N>,
    failures: Failures<N>,
    gate: Gate<N>,
}

impl<const N: usize> Verifier<N> {
    /// Creates a verifier for `N` sessions at a time, from 32 bytes of true entropy. Whoever knows
    /// the seed knows every code.
    #[must_use]
    pub fn new(seed: [u8; 32], limits: Limits) -> Self {
        let mut verifier = Self::unseeded();
        verifier.seed(seed);
        verifier.set_limits(limits);
        verifier
    }

    /// Creates a verifier that starts nothing until it is [seeded](Self::seed), and has no limits
    /// yet: for a `static`.
    #[must_use]
    pub const fn unseeded() -> Self {
        Self {
            generator: None,
            sessions: Sessions::new(),
            failures: Failures::new(),
            gate: Gate::new(),
        }
    }

    /// Seeds the generator with 32 bytes of true entropy. A later call replaces the generator and
    /// keeps the sessions.
    pub fn seed(&mut self, seed: [u8; 32]) {
        let mut generator = Generator::from_seed(seed);
        if self.generator.is_none() {
            self.sessions.set_key(HashKey::draw(&mut generator));
            self.failures.set_key(HashKey::draw(&mut generator));
            self.gate.draw_keys(&mut generator);
        }
        self.generator = Some(generator);
    }

    /// Sets the limits. A limit whose quota changes starts anew.
    pub fn set_limits(&mut self, limits: Limits) {
        self.gate.set_limits(limits);
    }

    /// Starts a session as a request asks or, if a session of its destination waits, prepares that
    /// one to be sent again. Send what [`Started::delivery`] returns.
    ///
    /// The checks come in this order: the request, wrong codes of its destination, the limits, the
    /// resending interval, the room.
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
        self.failures.allows(now, destination)?;
        let passed = self.gate.check(now, &verification);
        let passed = passed.map_err(|(by, wait)| Refused::Limited { by, wait })?;
        let resent = self.resend(now, &verification)?;
        let handle = match resent {
            Some(handle) => handle,
            None => self.start_new(now, &verification)?,
        };
        self.gate.count(passed);
        match self.sessions.get(handle) {
            Some(session) => Ok(Started::new(session, verification, resent.is_none())),
            None => Err(Refused::Full { until: Timestamp::MAX }),
        }
    }

    /// Compares what a person entered with the code of a session.
    ///
    /// # Errors
    ///
    /// [`CheckError::NotFound`], and [`CheckError::Blocked`] while the session waits and its
    /// destination has had too many wrong codes in a row. The code is then neither compared nor
    /// counted.
    pub fn check(
        &mut self,
        now: Timestamp,
        id: SessionId,
        entered: &str,
    ) -> Result<Verdict, CheckError> {
        let handle = self.find(id)?;
        let failures = &mut self.failures;
        let checked = self.sessions.change(handle, |session| {
            let destination = session.destination();
            if session.status(now) == Status::Waiting {
                failures.allows(now, destination)?;
            }
            let verdict = session.check(now, entered);
            match verdict {
                Verdict::Verified => failures.record_success(destination),
                Verdict::Wrong { .. } | Verdict::Failed => {
                    failures.record_failure(now, destination);
                }
                Verdict::Over(_) => {}
            }
            Ok(verdict)
        });
        checked.unwrap_or(Err(NotFound(()).into()))
    }

    /// Verifies a session without a code, after the mobile network has confirmed the number. This
    /// is how sessions of the channel `sma` are verified.
    ///
    /// # Errors
    ///
    /// [`NotFound`].
    pub fn confirm(&mut self, now: Timestamp, id: SessionId) -> Result<Verdict, NotFound> {
        let handle = self.find(id)?;
        let failures = &mut self.failures;
        let confirmed = self.sessions.change(handle, |session| {
            let verdict = session.confirm(now);
            if verdict == Verdict::Verified {
                failures.record_success(session.destination());
            }
            verdict
        });
        confirmed.ok_or(NotFound(()))
    }

    /// Returns the status of a session at `now`.
    ///
    /// # Errors
    ///
    /// [`NotFound`].
    pub fn status(&mut self, now: Timestamp, id: SessionId) -> Result<Status, NotFound> {
        let handle = self.find(id)?;
        self.sessions.change(handle, |session| session.status(now)).ok_or(NotFound(()))
    }

    /// Returns a session as the last call left it, for a response.
    ///
    /// # Errors
    ///
    /// [`NotFound`].
    pub fn session(&self, id: SessionId) -> Result<&Session, NotFound> {
        self.sessions.get(self.find(id)?).ok_or(NotFound(()))
    }

    /// Returns every session as bytes, to be [restored](Self::restore) after a restart in this
    /// order. **The codes are among them.**
    pub fn sessions(&self) -> impl Iterator<Item = [u8; Session::BYTES]> {
        self.sessions.iter().map(Session::to_bytes)
    }

    /// Restores a session saved before a restart.
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
            && let Some(handle) = self.sessions.find_waiting(session.destination())
            && self.sessions.change(handle, |other| other.status(now)) == Some(Status::Waiting)
        {
            return Err(RestoreError::Duplicate);
        }
        self.sessions.insert(now, session).map(|_| ()).map_err(|Full { .. }| RestoreError::Full)
    }

    /// Returns the wrong codes in a row of every destination that has any, to be
    /// [restored](Self::restore_failures) after a restart, which must not clear them. Phone numbers
    /// are among the bytes.
    ///
    /// The limits are not saved: the bucket of a key depends on the seed, and a quota's period is
    /// short.
    pub fn failures(&self) -> impl Iterator<Item = [u8; FAILURE_BYTES]> {
        self.failures.iter()
    }

    /// Restores the wrong codes in a row of a destination, saved before a restart. If it has some
    /// already, the greater number counts; among equals, the later one.
    ///
    /// # Errors
    ///
    /// [`RestoreError`] for bytes that [`failures`](Self::failures) does not give: nothing has
    /// changed.
    pub fn restore_failures(&mut self, bytes: &[u8]) -> Result<(), RestoreError> {
        if self.generator.is_none() {
            return Err(RestoreError::Unseeded);
        }
        Ok(self.failures.restore(bytes)?)
    }

    /// Clears the wrong codes of a destination on behalf of an operator.
    pub fn clear_failures(&mut self, destination: PhoneNumber) {
        self.failures.clear(destination);
    }

    fn find(&self, id: SessionId) -> Result<Handle, NotFound> {
        self.sessions.find(id).ok_or(NotFound(()))
    }

    /// Prepares the session of the destination to be sent again, if one waits.
    fn resend(
        &mut self,
        now: Timestamp,
        verification: &Verification<'_>,
    ) -> Result<Option<Handle>, Refused> {
        let generator = self.generator.as_mut().ok_or(Refused::Unseeded)?;
        let Some(handle) = self.sessions.find_waiting(verification.destination()) else {
            return Ok(None);
        };
        let resend = |session: &mut Session| session.resend(now, verification.policy(), generator);
        match self.sessions.change(handle, resend) {
            Some(Ok(())) => Ok(Some(handle)),
            Some(Err(ResendError::TooEarly(too_early))) => Err(Refused::TooEarly(too_early)),
            Some(Err(ResendError::Over(_))) | None => Ok(None),
        }
    }

    fn start_new(
        &mut self,
        now: Timestamp,
        verification: &Verification<'_>,
    ) -> Result<Handle, Refused> {
        let generator = self.generator.as_mut().ok_or(Refused::Unseeded)?;
        let (destination, policy) = (verification.destination(), verification.policy());
        let session = Session::start(now, destination, policy, generator);
        self.sessions.insert(now, session).map_err(|Full { until }| Refused::Full { until })
    }
}

/// Shows how many sessions it holds, but no session.
impl<const N: usize> fmt::Debug for Verifier<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("sessions", &self.sessions.len())
            .field("capacity", &N)
            .field("limits", &self.gate.limits())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics is a test that fails")]

    extern crate std;

    use std::format;
    use std::vec::Vec;

    use super::{Limits, Verifier};
    use crate::phone::PhoneNumber;

    /// Law 6 for sessions, whose places no public call shows. For failures and limits,
    /// tests/verifier/laws.rs has it.
    #[test]
    fn no_place_of_a_destination_is_known_without_the_seed() {
        let places = |seed| {
            let verifier = Verifier::<1000>::new([seed; 32], Limits::default());
            let places = (1000..1100).map(|last| {
                let number = PhoneNumber::parse(&format!("+658765{last}"), None).unwrap();
                verifier.sessions.destination_chain(number)
            });
            places.collect::<Vec<_>>()
        };
        assert_ne!(places(1), places(2));
    }
}
