//! Sessions: a number waits for its code until it is verified, has failed or is too late.
//!
//! A [`Session`] is the state of one verification. It reads no clock, sends nothing and stores
//! nothing: each call says what time it is, and the caller keeps the session, as a value or as 64
//! [bytes](Session::to_bytes).
//!
//! ```
//! use core::time::Duration;
//! use verify_core::code::{Code, Format, Generator, Length};
//! use verify_core::session::{Policy, Session, Status, Verdict};
//! use verify_core::time::Timestamp;
//!
//! let mut rng = Generator::from_seed([7; 32]); // from a true source of entropy, not a constant
//! let now = Timestamp::from_unix_millis(1_766_037_294_090)?;
//! let policy = Policy { length: Length::new(6)?, ..Policy::default() };
//!
//! let mut session = Session::start(now, "+1 (987) 654-3210".parse()?, policy, &mut rng);
//! assert_eq!(session.expires_at().to_string(), "2025-12-18T05:59:54.090Z");
//! assert_eq!(session.check(now, "123456"), Verdict::Wrong { attempts_left: 4 });
//!
//! let too_early = session.resend(now, policy, &mut rng).unwrap_err();
//! assert_eq!(too_early.to_string(), "too early to send again: expected 2025-12-18T05:55:04.090Z or later");
//!
//! let typed = session.code().expose().to_owned();
//! assert_eq!(session.check(now, &typed), Verdict::Verified);
//! assert_eq!(session.check(now, &typed), Verdict::Over(Status::Verified));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! # Laws
//!
//! 1. **Over is over.** VERIFIED, FAILED and EXPIRED are final: no call changes a session that is
//!    over, not one byte of it.
//! 2. **Time does not run back.** Each call with `now` remembers it, and an earlier one counts as
//!    the latest seen. What was once reported as over is never reported otherwise.
//! 3. **The instant [`expires_at`](Session::expires_at) is too late**, for a right code as for
//!    anything else. It is never past [`Timestamp::MAX`], where every session has expired.
//! 4. **Five attempts.** Every wrong code counts, a malformed or empty one and one for a session
//!    without a code included; the fifth fails the session. The count is raised before the
//!    comparison, and nothing lowers it: no resend, no reset, no time passed.
//! 5. **A code is accepted once**, and on the fifth attempt as on the first.
//! 6. **Sending again has to wait** for the interval of the *new* request, counted from the last
//!    sending. Refused, nothing changes but the latest time seen.
//! 7. **Sent again, a session keeps** its id, its destination, its count and, unless the request
//!    resets it, its code; only one that has no code gets one, on a channel that sends it. Both
//!    times run from now, sooner or later than before.
//! 8. **After a reset the old code is wrong**: the new one is drawn from all others, each as likely
//!    as the next. A reset on a channel that sends no code leaves none.
//! 9. **No code matches nothing**: such a session is only [confirmed](Session::confirm).
//! 10. **Bytes give the session that wrote them, or an error.**
//!
//! # What to persist
//!
//! The whole session, after every call that takes it as `&mut`, and *before* anybody is told the
//! result: a count that was told and then lost is a guess for free. The write must be a
//! **compare-and-swap**: of two checks at the same time both would find four attempts left, and one
//! would not be counted. Whoever loses the race loads and checks again. Only after a
//! [`status`](Session::status) of WAITING and a [`TooEarly`] may the write be left out: no more
//! than the time seen is lost.
//!
//! ```
//! use std::collections::HashMap;
//! use verify_core::session::{Session, SessionId, Verdict};
//! use verify_core::time::Timestamp;
//!
//! /// Redis, a row of a database, a page of flash: whatever can compare and swap.
//! struct Store(HashMap<SessionId, [u8; Session::BYTES]>);
//!
//! impl Store {
//!     fn compare_and_swap(&mut self, id: SessionId, old: &[u8], new: [u8; Session::BYTES]) -> bool {
//!         match self.0.get_mut(&id) {
//!             Some(stored) if *stored == old => *stored = new,
//!             _ => return false,
//!         }
//!         true
//!     }
//! }
//!
//! fn check(store: &mut Store, id: SessionId, now: Timestamp, entered: &str) -> Option<Verdict> {
//!     loop {
//!         let old = *store.0.get(&id)?; // none: 404, code 1300
//!         let mut session = Session::from_bytes(&old).ok()?;
//!         let verdict = session.check(now, entered);
//!         if store.compare_and_swap(id, &old, session.to_bytes()) {
//!             return Some(verdict);
//!         }
//!     }
//! }
//! # use verify_core::code::Generator;
//! # use verify_core::session::Policy;
//! # let mut rng = Generator::from_seed([7; 32]);
//! # let now = Timestamp::from_unix_millis(1_766_037_294_090)?;
//! # let session = Session::start(now, "+19876543210".parse()?, Policy::default(), &mut rng);
//! # let mut store = Store(HashMap::from([(session.id(), session.to_bytes())]));
//! # assert_eq!(check(&mut store, session.id(), now, "?"), Some(Verdict::Wrong { attempts_left: 4 }));
//! # assert_eq!(check(&mut store, session.id(), now, "?"), Some(Verdict::Wrong { attempts_left: 3 }));
//! # assert_eq!(check(&mut store, session.id(), now, session.code().expose()), Some(Verdict::Verified));
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

mod bytes;
mod id;
mod outcome;
mod policy;

use core::fmt;

use rand_core::{CryptoRng, TryCryptoRng};

use crate::code::Code;
use crate::phone::PhoneNumber;
use crate::time::Timestamp;

pub use bytes::RestoreError;
pub use id::{SessionId, SessionIdError};
pub use outcome::{ResendError, Status, TooEarly, Verdict};
pub use policy::{Policy, PolicyError, ResendingInterval, Validity};

/// One verification of one destination: 64 bytes. Its laws are [those of the module](self#laws).
///
/// Not `Clone`, since a copy would have attempts of its own. The code is wiped on drop.
pub struct Session {
    id: SessionId,
    destination: PhoneNumber,
    code: Code,
    sent_at: Timestamp,
    /// The latest `now` before the session was over; not before `sent_at`.
    latest: Timestamp,
    validity: Validity,
    resending_interval: ResendingInterval,
    /// Wrong codes; the session has failed at the fifth.
    attempts: u8,
    verified: bool,
}

const _: () = assert!(size_of::<Session>() <= 64 && size_of::<Option<Session>>() <= 64);

impl Session {
    /// How many codes may be tried: 5.
    pub const MAX_ATTEMPTS: u8 = 5;

    /// Starts a session, with a code unless the channel sends none.
    ///
    /// Draws two words for the id and one, seldom another one, for the code.
    #[must_use]
    pub fn start<R: CryptoRng + ?Sized>(
        now: Timestamp,
        destination: PhoneNumber,
        policy: Policy,
        rng: &mut R,
    ) -> Session {
        let Ok(session) = Session::try_start(now, destination, policy, rng);
        session
    }

    /// The same with a generator that can fail, such as the operating system's.
    ///
    /// # Errors
    ///
    /// The generator's.
    pub fn try_start<R: TryCryptoRng + ?Sized>(
        now: Timestamp,
        destination: PhoneNumber,
        policy: Policy,
        rng: &mut R,
    ) -> Result<Session, R::Error> {
        Ok(Session {
            id: SessionId::try_generate(rng)?,
            destination,
            code: policy.draw(rng)?,
            sent_at: now,
            latest: now,
            validity: policy.validity,
            resending_interval: policy.resending_interval,
            attempts: 0,
            verified: false,
        })
    }

    /// Prepares to send again to the same destination, as a new request asks: what is to be sent is
    /// [`code`](Self::code).
    ///
    /// # Errors
    ///
    /// [`ResendError::TooEarly`] before the new request's interval has passed, and
    /// [`ResendError::Over`] if the session is over: it is never revived, the request
    /// [starts](Self::start) a new one.
    pub fn resend<R: CryptoRng + ?Sized>(
        &mut self,
        now: Timestamp,
        policy: Policy,
        rng: &mut R,
    ) -> Result<(), ResendError> {
        let Ok(result) = self.try_resend(now, policy, rng);
        result
    }

    /// The same with a generator that can fail.
    ///
    /// # Errors
    ///
    /// The generator's outside, when nothing has changed but the latest time seen; inside, those of
    /// [`resend`](Self::resend).
    pub fn try_resend<R: TryCryptoRng + ?Sized>(
        &mut self,
        now: Timestamp,
        policy: Policy,
        rng: &mut R,
    ) -> Result<Result<(), ResendError>, R::Error> {
        match self.status(now) {
            Status::Waiting => {}
            over => return Ok(Err(ResendError::Over(over))),
        }
        let retry_after = self.sent_at.saturating_add(policy.resending_interval.duration());
        if self.latest < retry_after {
            return Ok(Err(ResendError::TooEarly(TooEarly::until(retry_after))));
        }
        if policy.reset_session || self.code.is_empty() {
            self.code = policy.draw_other(&self.code, rng)?;
        }
        self.sent_at = self.latest;
        self.validity = policy.validity;
        self.resending_interval = policy.resending_interval;
        Ok(Ok(()))
    }

    /// Compares what a person entered with the code, in constant time and [kindly](Code::matches).
    ///
    /// A code that is malformed or empty is a wrong one. A request that brings no code asks for the
    /// [`status`](Self::status).
    pub fn check(&mut self, now: Timestamp, entered: &str) -> Verdict {
        match self.status(now) {
            Status::Waiting => {}
            over => return Verdict::Over(over),
        }
        let before = self.attempts;
        self.attempts = before.saturating_add(1);
        if self.code.matches(entered) {
            self.attempts = before;
            self.verified = true;
            return Verdict::Verified;
        }
        match Session::MAX_ATTEMPTS.saturating_sub(self.attempts) {
            0 => Verdict::Failed,
            attempts_left => Verdict::Wrong { attempts_left },
        }
    }

    /// Verifies the session without a code, because the mobile network has confirmed the number:
    /// what `sma` is for.
    ///
    /// Either [`Verdict::Verified`], or [`Verdict::Over`] if the session was over before.
    pub fn confirm(&mut self, now: Timestamp) -> Verdict {
        match self.status(now) {
            Status::Waiting => {
                self.verified = true;
                Verdict::Verified
            }
            over => Verdict::Over(over),
        }
    }

    /// What has become of the session by `now`, or by the latest time seen if that is later.
    ///
    /// Takes `&mut self` to remember `now`, so that no later call can revive what is reported as
    /// EXPIRED here.
    pub fn status(&mut self, now: Timestamp) -> Status {
        if self.latest_status() == Status::Waiting {
            self.latest = self.latest.max(now);
        }
        self.latest_status()
    }

    /// The status at the latest time seen: what the last call has left. For a log or a response.
    #[must_use]
    pub fn latest_status(&self) -> Status {
        if self.verified {
            Status::Verified
        } else if self.attempts >= Session::MAX_ATTEMPTS {
            Status::Failed
        } else if self.latest >= self.expires_at() {
            Status::Expired
        } else {
            Status::Waiting
        }
    }

    /// The name of the session, which it keeps.
    #[must_use]
    pub const fn id(&self) -> SessionId {
        self.id
    }

    /// The number to be verified.
    #[must_use]
    pub const fn destination(&self) -> PhoneNumber {
        self.destination
    }

    /// The code to be sent; [empty](Code::is_empty) if the channel sends none.
    #[must_use]
    pub const fn code(&self) -> &Code {
        &self.code
    }

    /// Wrong codes so far, 0 to 5: `attempt` of a response.
    #[must_use]
    pub const fn attempts(&self) -> u8 {
        self.attempts
    }

    /// When it was last sent.
    #[must_use]
    pub const fn sent_at(&self) -> Timestamp {
        self.sent_at
    }

    /// The first instant at which no code is accepted any more.
    #[must_use]
    pub const fn expires_at(&self) -> Timestamp {
        self.sent_at.saturating_add(self.validity.duration())
    }

    /// The first instant at which it may be sent again, by a request with the interval of the last
    /// one.
    #[must_use]
    pub const fn retry_after(&self) -> Timestamp {
        self.sent_at.saturating_add(self.resending_interval.duration())
    }
}

impl Policy {
    /// A code as this policy asks for, or none.
    fn draw<R: TryCryptoRng + ?Sized>(self, rng: &mut R) -> Result<Code, R::Error> {
        if self.sends_code {
            Code::try_generate(self.format, self.length, rng)
        } else {
            Ok(Code::EMPTY)
        }
    }

    /// The same, but none that would be taken for `old`: one in 10,000 would, of four digits.
    fn draw_other<R: TryCryptoRng + ?Sized>(
        self,
        old: &Code,
        rng: &mut R,
    ) -> Result<Code, R::Error> {
        loop {
            let code = self.draw(rng)?;
            if !code.matches(old.expose()) {
                return Ok(code);
            }
        }
    }
}

/// Shows neither the code nor all of the destination.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("id", &self.id)
            .field("destination", &self.destination)
            .field("status", &self.latest_status())
            .field("attempts", &self.attempts)
            .field("expires_at", &self.expires_at())
            .field("retry_after", &self.retry_after())
            .finish_non_exhaustive()
    }
}
