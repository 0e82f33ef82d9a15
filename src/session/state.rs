//! [`Session`]: the state of one verification, and the calls that change it.

use core::fmt;
use core::time::Duration;

use rand_core::{CryptoRng, TryCryptoRng};

use super::id::SessionId;
use super::outcome::{ResendError, Status, TooEarly, TryResendError, Verdict};
use super::policy::Policy;
use super::seconds::{ResendingInterval, Validity};
use crate::channel::Channel;
use crate::code::Code;
use crate::phone::PhoneNumber;
use crate::time::Timestamp;

/// One verification of one destination: 64 bytes. Its laws are [those of the module](super#laws).
///
/// Not `Clone`, since a copy would have attempts of its own. The code is wiped on drop.
///
/// # What it does not protect from
///
/// A session alone has no bound on guesses: after FAILED, another one can be started for the same
/// destination, with five attempts of its own. Ask a [`FailureCount`](crate::limit::FailureCount)
/// of the destination before a session is started and before a code is compared, and a
/// [`RateLimit`](crate::limit::RateLimit) before anything is sent.
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
    /// By how many milliseconds the code was first sent before `sent_at`: less than a day.
    pub(super) first_sent_before: u32,
    pub(super) validity: Validity,
    pub(super) resending_interval: ResendingInterval,
    /// Wrong codes; the session has failed at the fifth.
    pub(super) attempts: u8,
    /// The channel of the last sending.
    pub(super) channel: Channel,
    pub(super) ended: Ended,
}

/// Whether a call has ended the session in a way that neither the count nor the times show.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Ended {
    // From 1 on, so that `None::<Session>` is all zeros, and a `static` of many takes no room in an
    // image.
    No = 1,
    Verified,
    /// Cancelled, or left behind by a clock that was ahead.
    Expired,
}

/// [`Session::MAX_CODE_LIFETIME`] in milliseconds.
pub(super) const DAY_MILLIS: u32 = 86_400_000;
const _: () = assert!(DAY_MILLIS as u128 == Session::MAX_CODE_LIFETIME.as_millis());

/// [`Validity::MAX`] in milliseconds.
const TWO_HOURS_MILLIS: u64 = 7_200_000;
const _: () = assert!(TWO_HOURS_MILLIS as u128 == Validity::MAX.duration().as_millis());

const _: () = assert!(size_of::<Session>() <= 64 && size_of::<Option<Session>>() <= 64);

impl Session {
    /// How many codes may be entered: 5. The fifth wrong one fails the session.
    pub const MAX_ATTEMPTS: u8 = 5;

    /// How long a code lives at most, counted from its first sending: 24 h, however often it is
    /// sent again.
    pub const MAX_CODE_LIFETIME: Duration = Duration::from_secs(24 * 60 * 60);

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
            first_sent_before: 0,
            channel: policy.channel,
            ended: Ended::No,
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
        self.allows_resend(now, policy).map_err(ResendError::TooEarly)?;
        let lacks_code = self.code.is_empty() && policy.channel.sends_code();
        self.first_sent_before = if policy.reset_session || lacks_code {
            self.code = policy.draw_other(&self.code, rng).map_err(TryResendError::Rng)?;
            0
        } else {
            // Less than a day, since the session has not expired.
            let first = self.first_sent_at().as_unix_millis();
            let millis = self.latest.as_unix_millis().saturating_sub(first);
            u32::try_from(millis).unwrap_or(u32::MAX)
        };
        self.sent_at = self.latest;
        self.channel = policy.channel;
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
            self.ended = Ended::Verified;
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
                self.ended = Ended::Verified;
                Verdict::Verified
            }
            over => Verdict::Over(over),
        }
    }

    /// Cancels the session if it waits: it becomes EXPIRED, and its code is no longer accepted.
    /// Returns the status afterwards; a session that is over stays as it is.
    #[doc(alias = "abort")]
    #[doc(alias = "expire")]
    pub fn cancel(&mut self, now: Timestamp) -> Status {
        match self.status(now) {
            Status::Waiting => {
                self.ended = Ended::Expired;
                Status::Expired
            }
            over => over,
        }
    }

    /// Returns the status at `now`, or at the latest time seen if that is at most two hours later.
    ///
    /// Takes `&mut self` to remember `now`, so that no later call revives a session reported as
    /// EXPIRED. If the latest time seen is more than two hours later, the clock was ahead and has
    /// been set right: the session, which might otherwise wait for years, becomes EXPIRED.
    pub fn status(&mut self, now: Timestamp) -> Status {
        match self.ended {
            Ended::Verified => return Status::Verified,
            Ended::Expired => return Status::Expired,
            Ended::No if self.attempts >= Session::MAX_ATTEMPTS => return Status::Failed,
            Ended::No => {}
        }
        let expires_at = self.expires_at();
        if self.latest >= expires_at {
            return Status::Expired;
        }
        if now >= self.latest {
            self.latest = now;
            return if now < expires_at { Status::Waiting } else { Status::Expired };
        }
        if self.is_ahead_of(now) {
            self.ended = Ended::Expired;
            return Status::Expired;
        }
        Status::Waiting
    }

    /// Returns what [`status`](Self::status) would return, and changes nothing.
    #[inline]
    pub(crate) fn status_at(&self, now: Timestamp) -> Status {
        match self.ended {
            Ended::Verified => Status::Verified,
            Ended::Expired => Status::Expired,
            Ended::No if self.attempts >= Session::MAX_ATTEMPTS => Status::Failed,
            Ended::No if self.latest.max(now) >= self.expires_at() => Status::Expired,
            Ended::No if self.is_ahead_of(now) => Status::Expired,
            Ended::No => Status::Waiting,
        }
    }

    /// Whether the latest time seen stems from a clock that was ahead.
    fn is_ahead_of(&self, now: Timestamp) -> bool {
        self.latest.as_unix_millis() > now.as_unix_millis().saturating_add(TWO_HOURS_MILLIS)
    }

    /// Whether a session that waits may be sent again.
    pub(crate) fn allows_resend(&self, now: Timestamp, policy: Policy) -> Result<(), TooEarly> {
        let retry_after = self.sent_at.saturating_add(policy.resending_interval.duration());
        if self.latest.max(now) < retry_after { Err(TooEarly::until(retry_after)) } else { Ok(()) }
    }

    /// Returns the status at the latest time seen, as the last call left it: for a log or a
    /// response.
    #[must_use]
    pub fn latest_status(&self) -> Status {
        match self.ended {
            Ended::Verified => Status::Verified,
            Ended::Expired => Status::Expired,
            Ended::No if self.attempts >= Session::MAX_ATTEMPTS => Status::Failed,
            Ended::No if self.latest >= self.expires_at() => Status::Expired,
            Ended::No => Status::Waiting,
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

    /// Returns the channel of the last sending.
    #[must_use]
    pub const fn channel(&self) -> Channel {
        self.channel
    }

    /// Returns when the code was first sent; of a session without a code, when the session was.
    #[must_use]
    pub const fn first_sent_at(&self) -> Timestamp {
        self.sent_at.saturating_sub(Duration::from_millis(self.first_sent_before as u64))
    }

    /// Returns when the session was last sent.
    #[must_use]
    pub const fn sent_at(&self) -> Timestamp {
        self.sent_at
    }

    /// Returns the first instant at which no code is accepted any more: when the validity of the
    /// last sending ends, or 24 h after the code's first sending, whichever is earlier.
    #[must_use]
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    pub const fn expires_at(&self) -> Timestamp {
        let validity = (self.validity.seconds() as u32).saturating_mul(1000);
        let left = DAY_MILLIS.saturating_sub(self.first_sent_before);
        let shorter = if validity < left { validity } else { left };
        self.sent_at.saturating_add_millis(shorter as u64)
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
            .field("channel", &self.channel)
            .field("status", &self.latest_status())
            .field("attempts", &self.attempts)
            .field("expires_at", &self.expires_at())
            .field("retry_after", &self.retry_after())
            .finish_non_exhaustive()
    }
}
