//! [`Session`]: the state of one verification, and the calls that change it.

use core::fmt;

use rand_core::{CryptoRng, TryCryptoRng};

use super::id::SessionId;
use super::outcome::{ResendError, Status, TooEarly, TryResendError, Verdict};
use super::policy::Policy;
use super::seconds::{ResendingInterval, Validity};
use crate::code::Code;
use crate::phone::PhoneNumber;
use crate::time::Timestamp;

/// One verification of one destination: 64 bytes. Its laws are [those of the module](super#laws).
///
/// Not `Clone`, since a copy would have attempts of its own. The code is wiped on drop.
///
/// ```
/// use getrandom::SysRng; // cargo add getrandom --features sys_rng
/// use std::time::SystemTime;
/// use verify_core::session::{Policy, Session, Verdict};
/// use verify_core::time::Timestamp;
///
/// let now = Timestamp::try_from(SystemTime::UNIX_EPOCH.elapsed()?)?;
/// let number = "+1 (987) 654-3210".parse()?;
/// let mut session = Session::try_start(now, number, Policy::default(), &mut SysRng)?;
/// println!("Your verification code is {}.", session.code().expose());
/// assert_eq!(session.check(now, "what?"), Verdict::Wrong { attempts_left: 4 });
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[doc(alias = "verification")]
#[doc(alias = "2FA")]
#[doc(alias = "OTP")]
pub struct Session {
    pub(super) id: SessionId,
    pub(super) destination: PhoneNumber,
    pub(super) code: Code,
    pub(super) sent_at: Timestamp,
    /// The latest `now` before the session was over; not before `sent_at`.
    pub(super) latest: Timestamp,
    pub(super) validity: Validity,
    pub(super) resending_interval: ResendingInterval,
    /// Wrong codes; the session has failed at the fifth.
    pub(super) attempts: u8,
    pub(super) verified: bool,
}

const _: () = assert!(size_of::<Session>() <= 64 && size_of::<Option<Session>>() <= 64);

impl Session {
    /// How many codes may be entered: 5. The fifth wrong one fails the session.
    pub const MAX_ATTEMPTS: u8 = 5;

    /// Starts a session, with a code unless the channel sends none.
    ///
    /// The generator is one that cannot fail, such as [`Generator`](crate::code::Generator). With
    /// the operating system's, which can, call [`try_start`](Self::try_start).
    ///
    /// Draws two words for the id and one, seldom more, for the code.
    #[must_use]
    pub fn start<R>(
        now: Timestamp,
        destination: PhoneNumber,
        policy: Policy,
        rng: &mut R,
    ) -> Session
    where
        R: CryptoRng + ?Sized, // for a generator that can fail: `try_start`
    {
        let Ok(session) = Session::try_start(now, destination, policy, rng);
        session
    }

    /// Starts a session with a generator that can fail, such as the operating system's.
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

    /// Prepares the session to be sent again, as a new request for its destination asks. Send what
    /// [`code`](Self::code) then returns.
    ///
    /// # Errors
    ///
    /// [`ResendError::TooEarly`] before the new request's interval has passed, and
    /// [`ResendError::Over`] if the session is over. An ended session is never revived: the request
    /// [starts](Self::start) a new one.
    pub fn resend<R>(
        &mut self,
        now: Timestamp,
        policy: Policy,
        rng: &mut R,
    ) -> Result<(), ResendError>
    where
        R: CryptoRng + ?Sized, // for a generator that can fail: `try_resend`
    {
        match self.try_resend(now, policy, rng) {
            Ok(()) => Ok(()),
            Err(TryResendError::Refused(error)) => Err(error),
        }
    }

    /// Prepares the session to be sent again, with a generator that can fail.
    ///
    /// # Errors
    ///
    /// [`TryResendError::Refused`] with the errors of [`resend`](Self::resend), and
    /// [`TryResendError::Rng`] with the generator's. Of the session, only the latest time seen has
    /// changed.
    pub fn try_resend<R: TryCryptoRng + ?Sized>(
        &mut self,
        now: Timestamp,
        policy: Policy,
        rng: &mut R,
    ) -> Result<(), TryResendError<R::Error>> {
        match self.status(now) {
            Status::Waiting => {}
            over => return Err(ResendError::Over(over).into()),
        }
        let retry_after = self.sent_at.saturating_add(policy.resending_interval.duration());
        if self.latest < retry_after {
            return Err(ResendError::TooEarly(TooEarly::until(retry_after)).into());
        }
        if policy.reset_session || self.code.is_empty() {
            self.code = policy.draw_other(&self.code, rng).map_err(TryResendError::Rng)?;
        }
        self.sent_at = self.latest;
        self.validity = policy.validity;
        self.resending_interval = policy.resending_interval;
        Ok(())
    }

    /// Compares what a person entered with the code, in constant time and
    /// [leniently](Code::matches).
    ///
    /// A malformed or empty code is a wrong one. For a request without a code, call
    /// [`status`](Self::status).
    #[doc(alias = "verify")]
    #[doc(alias = "validate")]
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

    /// Verifies the session without a code, after the mobile network has confirmed the number. This
    /// is how sessions of the channel `sma` are verified.
    ///
    /// Returns [`Verdict::Verified`], or [`Verdict::Over`] if the session was over before.
    pub fn confirm(&mut self, now: Timestamp) -> Verdict {
        match self.status(now) {
            Status::Waiting => {
                self.verified = true;
                Verdict::Verified
            }
            over => Verdict::Over(over),
        }
    }

    /// Returns the status at `now`, or at the latest time seen if that is later.
    ///
    /// Takes `&mut self` to remember `now`, so that no later call revives a session reported as
    /// EXPIRED.
    pub fn status(&mut self, now: Timestamp) -> Status {
        if self.latest_status() == Status::Waiting {
            self.latest = self.latest.max(now);
        }
        self.latest_status()
    }

    /// stub
    pub(crate) fn status_at(&self, now: Timestamp) -> Status {
        let latest = self.latest_status();
        if latest == Status::Waiting && self.latest.max(now) >= self.expires_at() {
            Status::Expired
        } else {
            latest
        }
    }
    /// stub
    pub(crate) fn allows_resend(&self, now: Timestamp, policy: Policy) -> Result<(), TooEarly> {
        let retry_after = self.sent_at.saturating_add(policy.resending_interval.duration());
        if self.latest.max(now) < retry_after { Err(TooEarly::until(retry_after)) } else { Ok(()) }
    }
    /// stub
    pub fn cancel(&mut self, now: Timestamp) -> Status {
        if self.status(now) == Status::Waiting {
            self.latest = self.expires_at();
        }
        self.latest_status()
    }

    /// Returns the status at the latest time seen, as the last call left it: for a log or a
    /// response.
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

    /// Returns the name of the session, which never changes.
    #[must_use]
    pub const fn id(&self) -> SessionId {
        self.id
    }

    /// Returns the number to be verified.
    #[must_use]
    pub const fn destination(&self) -> PhoneNumber {
        self.destination
    }

    /// Returns the code to be sent; [empty](Code::is_empty) if the channel sends none.
    #[must_use]
    pub const fn code(&self) -> &Code {
        &self.code
    }

    /// Returns the number of wrong codes so far, 0 to 5: `attempt` of a response.
    #[must_use]
    pub const fn attempts(&self) -> u8 {
        self.attempts
    }

    /// Returns when the session was last sent.
    #[must_use]
    pub const fn sent_at(&self) -> Timestamp {
        self.sent_at
    }

    /// Returns the first instant at which no code is accepted any more.
    #[must_use]
    pub const fn expires_at(&self) -> Timestamp {
        self.sent_at.saturating_add(self.validity.duration())
    }

    /// Returns the first instant at which the session may be sent again by a request with the same
    /// interval as the last one.
    #[must_use]
    pub const fn retry_after(&self) -> Timestamp {
        self.sent_at.saturating_add(self.resending_interval.duration())
    }
}

/// Hides the code and masks the destination.
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
