//! The whole service in memory of a fixed size: sessions, generator and limits of one sub-account.
//!
//! A [`Verifier`] is for places without a shared store, such as a device or a single process. It
//! takes requests, finds the session that each belongs to, and keeps out people who guess codes or
//! pump traffic. It decides as an [`Engine`](crate::engine::Engine) does over a store.
//!
//! ```
//! use std::time::SystemTime;
//! use verify_core::delivery::{Delivery, MAX_SMS_LEN, Text};
//! use verify_core::engine::Limits;
//! use verify_core::request::Request;
//! use verify_core::session::{Status, Verdict};
//! use verify_core::time::Timestamp;
//! use verify_core::verifier::{Slot, Verifier};
//!
//! let mut seed = [0; 32];
//! getrandom::fill(&mut seed)?; // cargo add getrandom
//! let slots: Vec<Slot> = (0..1000).map(|_| Slot::EMPTY).collect(); // for 1,000 sessions
//! let mut verifier = Verifier::new(slots, seed, Limits::default());
//!
//! let now = Timestamp::try_from(SystemTime::UNIX_EPOCH.elapsed()?)?;
//! let request = Request { destination: Some("+1 (987) 654-3210"), ..Request::default() };
//! let started = verifier.start(now, &request)?;
//! let mut text = Text::<MAX_SMS_LEN>::new();
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
//! If your gateway fails, start the same request again once the resending interval is over: that
//! sends the session again. Skip an empty entry before you check, since it counts as a wrong code.
//!
//! # What to say to a person
//!
//! The texts of errors are for whoever wrote the client. A person needs to know what to do:
//!
//! ```
//! use verify_core::engine::{CheckError, Refused};
//! use verify_core::limit::Blocked;
//! use verify_core::request::Member;
//! use verify_core::session::{Status, Verdict};
//! use verify_core::time::Timestamp;
//!
//! fn after_a_start(refused: Refused, now: Timestamp) -> String {
//!     match refused {
//!         // A person typed the number. The other members are yours: log the error.
//!         Refused::Invalid(error) if error.member() == Member::Destination => {
//!             "Please write your number with its country code.".into()
//!         }
//!         Refused::Blocked(Blocked::UntilCleared) => locked(),
//!         _ => later(refused.retry_after_seconds(now)),
//!     }
//! }
//!
//! fn after_a_check(checked: Result<Verdict, CheckError>) -> String {
//!     match checked {
//!         Ok(Verdict::Verified) => "Your number is verified.".into(),
//!         // Whatever was entered: this proves nothing about who entered it.
//!         Ok(Verdict::Over(Status::Verified)) => "This number was verified before.".into(),
//!         Ok(Verdict::Wrong { attempts_left: 1 }) => "That is not the code. One more try.".into(),
//!         Ok(Verdict::Wrong { attempts_left }) => {
//!             format!("That is not the code. {attempts_left} more tries.")
//!         }
//!         Ok(Verdict::Failed | Verdict::Over(_)) | Err(CheckError::NotFound(_)) => {
//!             "Please ask for a new code.".into()
//!         }
//!         Err(CheckError::Blocked(Blocked::UntilCleared)) => locked(),
//!         Err(error) => later(error.retry_after_seconds()),
//!     }
//! }
//!
//! fn later(seconds: Option<u64>) -> String {
//!     match seconds {
//!         Some(seconds @ 0..=3600) => format!("Please wait {seconds} seconds, then try again."),
//!         Some(_) => "Please try again later.".into(),
//!         None => "We cannot send a code at the moment.".into(),
//!     }
//! }
//!
//! fn locked() -> String {
//!     "Please call us: only we can unlock this number.".into()
//! }
//! # use verify_core::request::Request;
//! # let wrong = Ok(Verdict::Wrong { attempts_left: 2 });
//! # assert_eq!(after_a_check(wrong), "That is not the code. 2 more tries.");
//! # let blocked = Err(CheckError::Blocked(Blocked::UntilCleared));
//! # assert_eq!(after_a_check(blocked), locked());
//! # let now = Timestamp::UNIX_EPOCH;
//! # let waits = |destination, country| {
//! #     let request = Request { destination, country, ..Request::default() };
//! #     after_a_start(request.validate().unwrap_err().into(), now)
//! # };
//! # assert!(waits(Some("1234"), None).starts_with("Please write your number"));
//! # assert!(waits(Some("8765 4321"), Some("XX")).starts_with("We cannot send"));
//! # let full = Refused::Full { until: now.saturating_add(core::time::Duration::from_secs(3601)) };
//! # assert_eq!(after_a_start(full, now), "Please try again later.");
//! ```
//!
//! # Restarts
//!
//! A restart clears what is in memory: sessions, limits and wrong codes. Whoever can wait for one
//! may guess anew. Where that matters, store the [`failures`](Verifier::failures) before anybody
//! learns the verdict of a check, as [`FailureCount`](crate::limit::FailureCount) asks, and
//! [restore](Verifier::restore_failures) them afterwards.
//!
//! # Laws
//!
//! 1. **A session that waits for its code is never dropped.** A new one is refused room exactly if
//!    all slots wait, in whatever order they expire.
//! 2. **A session that is over is remembered** until its room is needed. Expired sessions make room
//!    first, in the order in which they expired, then the others, in the order in which they ended.
//! 3. **A destination has at most one session that waits.** A request for it sends that one again.
//! 4. **A refused call changes nothing**: no limit counts it, no attempt is lost.
//! 5. **Wrong codes count over all sessions** of a destination, until a right one comes. No
//!    destination is guessed at more than 34 times in 24 hours without a right code between them,
//!    whatever else happens: where the memory has no place for one more destination with wrong
//!    codes, those without a place share one count.
//! 6. **Nobody can choose numbers that collide**: destinations and addresses are hashed with keys
//!    from the generator. Ids need no hash, since they are drawn here.
//!
//! # Size and time
//!
//! The memory is the caller's: an array, a `Box<[Slot]>`, a `Vec<Slot>` or a `&'static mut [Slot]`.
//! A [`Slot`] takes 320 bytes: 152 for a session, what finds it and the failures of a destination,
//! and 160 for the limits. What finds a session is spread over all slots as a few dense arrays, so
//! that a check reads little memory besides the session itself. It takes constant time in the
//! number of slots. Where a session starts, or makes room for another one, it also takes `log N`
//! steps of a heap. An [unseeded](Verifier::unseeded) verifier with [empty slots](Slot::EMPTY)
//! consists of zeros, so that a `static` takes no room in an image.
//!
//! ```
//! use std::sync::Mutex;
//! use verify_core::engine::Limits;
//! use verify_core::verifier::{Slot, Verifier};
//!
//! static VERIFIER: Mutex<Verifier<[Slot; 10_000]>> =
//!     Mutex::new(Verifier::unseeded([const { Slot::EMPTY }; 10_000]));
//!
//! let mut seed = [0; 32];
//! getrandom::fill(&mut seed)?; // cargo add getrandom
//! let mut verifier = VERIFIER.lock().expect("no thread has panicked");
//! verifier.seed(seed);
//! verifier.set_limits(Limits::default());
//! # Ok::<(), getrandom::Error>(())
//! ```

mod chain;
mod error;
mod failures;
mod gate;
mod hash;
mod heap;
mod list;
mod look;
mod restart;
mod sessions;
mod slot;
mod start;
mod state;
mod words;

use core::fmt;
use core::time::Duration;

use crate::code::Generator;
use crate::engine::decide::{self, Counted};
use crate::engine::{CheckError, Limits, NotFound};
use crate::phone::PhoneNumber;
use crate::session::{Session, SessionId, Status, Verdict};
use crate::time::Timestamp;

pub use error::RestoreError;
pub use failures::FAILURE_BYTES;
use sessions::Sessions;
pub use slot::Slot;
use state::{Retention, State};

/// Sessions, generator and limits of one sub-account, in memory of a fixed size. Its laws are
/// [those of the module](self#laws).
///
/// ```
/// use verify_core::engine::Limits;
/// use verify_core::request::Request;
/// use verify_core::session::Verdict;
/// use verify_core::time::Timestamp;
/// use verify_core::verifier::{Slot, Verifier};
///
/// let mut seed = [0; 32];
/// getrandom::fill(&mut seed)?; // cargo add getrandom
/// let mut verifier = Verifier::new([const { Slot::EMPTY }; 8], seed, Limits::default());
///
/// let now = Timestamp::from_unix_millis(1_766_037_294_090)?; // the clock's present time
/// let request = Request { destination: Some("+1 (987) 654-3210"), ..Request::default() };
/// let id = verifier.start(now, &request)?.session().id();
/// assert_eq!(verifier.check(now, id, "?")?, Verdict::Wrong { attempts_left: 4 });
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
pub struct Verifier<M> {
    memory: M,
    state: State,
}

impl<M> Verifier<M> {
    /// How long wrong codes in a row are kept after the last one, unless
    /// [set](Self::set_retention): 30 days.
    pub const RETENTION: Duration = Retention::DEFAULT;

    /// Creates a verifier that starts nothing until it is [seeded](Self::seed), and has no limits
    /// yet: for a `static`. The slots have to be [empty](Slot::EMPTY).
    #[must_use]
    pub const fn unseeded(memory: M) -> Self {
        Self { memory, state: State::unseeded() }
    }

    /// Sets how long 1 to 99 wrong codes in a row of a destination are kept after the last one.
    /// Forgetting them after less than 24 hours would allow more than 34 guesses a day.
    pub const fn set_retention(&mut self, retention: Duration) {
        self.state.retention = Retention::of(retention);
    }
}

impl<M: AsRef<[Slot]> + AsMut<[Slot]>> Verifier<M> {
    /// Creates a verifier for as many sessions as there are slots, from 32 bytes of true entropy.
    /// Whoever knows the seed knows every code. The slots have to be [empty](Slot::EMPTY).
    #[must_use]
    pub fn new(memory: M, seed: [u8; 32], limits: Limits) -> Self {
        let mut verifier = Self::unseeded(memory);
        verifier.seed(seed);
        verifier.set_limits(limits);
        verifier
    }

    /// Seeds the generator with 32 bytes of true entropy.
    ///
    /// A later call replaces the generator and keeps the sessions. It also draws one of the two
    /// hash keys of the limits anew, so that what somebody has found out about the places of
    /// others is worth nothing any more.
    pub fn seed(&mut self, seed: [u8; 32]) {
        self.state.seed(Generator::from_seed(seed));
    }

    /// Sets the limits. A limit whose quota changes starts anew.
    pub fn set_limits(&mut self, limits: Limits) {
        self.state.gate.set_limits(self.memory.as_mut(), limits);
    }

    /// Compares what a person entered with the code of a session.
    ///
    /// An empty entry counts as a wrong code: skip it before you check. If you store the
    /// [`failures`](Self::failures), do so before anybody learns the verdict: a wrong code that is
    /// forgotten is a free guess.
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
        let slots = self.memory.as_mut();
        let handle = Sessions::find(slots, id).ok_or(NotFound)?;
        let session = sessions::get(slots, handle).ok_or(NotFound)?;
        let failures = self.state.failures(slots, session.destination());
        if !self.state.failures.has_none(failures) && decide::asks_failures(now, session) {
            self.state.failures.allows(slots, now, failures)?;
        }
        let check = |session: &mut Session| decide::check(now, session, entered);
        Ok(self.state.change(slots, now, handle, failures, Verdict::status, check)?)
    }

    /// Verifies a session without a code, after the mobile network has confirmed the number. This
    /// is how sessions of the channel `sma` are verified.
    ///
    /// # Errors
    ///
    /// [`NotFound`].
    pub fn confirm(&mut self, now: Timestamp, id: SessionId) -> Result<Verdict, NotFound> {
        self.change(now, id, Verdict::status, |session| decide::confirm(now, session))
    }

    /// Returns the status of a session at `now`.
    ///
    /// # Errors
    ///
    /// [`NotFound`].
    pub fn status(&mut self, now: Timestamp, id: SessionId) -> Result<Status, NotFound> {
        let slots = self.memory.as_mut();
        let handle = Sessions::find(slots, id).ok_or(NotFound)?;
        self.state.look(slots, now, handle).ok_or(NotFound)
    }

    /// Ends a session that waits, without a verdict: it becomes EXPIRED. Failures and limits stay.
    /// Returns the status afterwards, which is another one if the session was over before.
    ///
    /// # Errors
    ///
    /// [`NotFound`].
    #[doc(alias = "delete")]
    pub fn cancel(&mut self, now: Timestamp, id: SessionId) -> Result<Status, NotFound> {
        let status = |status| status;
        self.change(now, id, status, |session| (session.cancel(now), Counted::Nothing))
    }

    /// Forgets a session that is over, and its code with it. One that waits is
    /// [canceled](Self::cancel) first.
    ///
    /// # Errors
    ///
    /// [`NotFound`].
    pub fn forget(&mut self, now: Timestamp, id: SessionId) -> Result<(), NotFound> {
        self.cancel(now, id)?;
        let slots = self.memory.as_mut();
        let handle = Sessions::find(slots, id).ok_or(NotFound)?;
        self.state.forget(slots, handle);
        Ok(())
    }

    /// Ends the session that expired first, if one has. Call it until it returns `None`: each of
    /// them is due a callback.
    ///
    /// Nobody has to: a session that has expired is not verified, whether it was ended or not.
    pub fn expire(&mut self, now: Timestamp) -> Option<&Session> {
        let slots = self.memory.as_mut();
        let (_, handle) = self.state.sessions.first_to_expire(slots)?;
        let status = self.state.look(slots, now, handle)?;
        sessions::get(slots, handle).filter(|_| status != Status::Waiting)
    }

    /// Returns when the next session expires, if one waits.
    #[doc(alias = "timer")]
    pub fn next_expiry(&mut self) -> Option<Timestamp> {
        let first = self.state.sessions.first_to_expire(self.memory.as_mut());
        first.map(|(at, _)| at)
    }

    /// Clears the wrong codes of a destination on behalf of an operator.
    pub fn clear_failures(&mut self, destination: PhoneNumber) {
        let slots = self.memory.as_mut();
        let failures = self.state.failures(slots, destination);
        self.state.failures.clear(slots, failures);
    }

    /// Changes a session, and the failures of its destination with it.
    fn change<T: Copy>(
        &mut self,
        now: Timestamp,
        id: SessionId,
        after: impl FnOnce(T) -> Status,
        change: impl FnOnce(&mut Session) -> (T, Counted),
    ) -> Result<T, NotFound> {
        let slots = self.memory.as_mut();
        let handle = Sessions::find(slots, id).ok_or(NotFound)?;
        let session = sessions::get(slots, handle).ok_or(NotFound)?;
        let failures = self.state.failures(slots, session.destination());
        self.state.change(slots, now, handle, failures, after, change)
    }
}

/// Shows how many sessions it holds, but no session.
impl<M: AsRef<[Slot]>> fmt::Debug for Verifier<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("sessions", &self.state.sessions.len())
            .field("capacity", &self.memory.as_ref().len())
            .field("limits", &self.state.gate.limits())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
