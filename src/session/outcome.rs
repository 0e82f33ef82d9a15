//! What the calls of a session return: [`Status`], [`Verdict`] and the errors of a resend.

use core::error::Error;
use core::fmt;

use crate::time::Timestamp;

/// What has become of a session.
///
/// There are no other states, and none will be added: a `match` needs these four arms only.
///
/// ```
/// use verify_core::session::Status;
///
/// assert_eq!(Status::Waiting.to_string(), "WAITING");
/// assert!(Status::Expired.is_final() && !Status::Waiting.is_final());
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Status {
    /// The session waits for the right code.
    Waiting,
    /// The right code came in time. Final.
    Verified,
    /// Five wrong codes came. Final.
    Failed,
    /// Time ran out. Final.
    Expired,
}

impl Status {
    /// Returns the name in a response: `WAITING`, `VERIFIED`, `FAILED` or `EXPIRED`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Status::Waiting => "WAITING",
            Status::Verified => "VERIFIED",
            Status::Failed => "FAILED",
            Status::Expired => "EXPIRED",
        }
    }

    /// Whether the session is over: every status but WAITING.
    #[must_use]
    pub const fn is_final(self) -> bool {
        !matches!(self, Status::Waiting)
    }
}

impl AsRef<str> for Status {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What an entered code did to its session.
///
/// There are no other outcomes, and none will be added: a `match` needs these four arms only.
///
/// ```
/// use verify_core::session::{Status, Verdict};
///
/// fn answer(verdict: Verdict) -> &'static str {
///     match verdict {
///         Verdict::Verified | Verdict::Over(Status::Verified) => "welcome",
///         Verdict::Wrong { .. } => "try again",
///         Verdict::Failed | Verdict::Over(_) => "request a new code, in a while",
///     }
/// }
/// assert_eq!(answer(Verdict::Wrong { attempts_left: 2 }), "try again");
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[must_use = "the session is verified only if the verdict says so"]
pub enum Verdict {
    /// The code was right: the session is verified from this call on.
    Verified,
    /// The code was wrong, and the session waits for another one.
    Wrong {
        /// How many more codes may be tried in this session, 1 to 4. Its destination may have to
        /// wait sooner, for wrong codes of other sessions: see
        /// [`CheckError::Blocked`](crate::engine::CheckError::Blocked).
        attempts_left: u8,
    },
    /// The code was the fifth wrong one: the session has failed from this call on.
    ///
    /// How long the destination has to wait for another session is what the next start answers:
    /// [`Refused::Blocked`](crate::engine::Refused::Blocked).
    Failed,
    /// The code was not compared, since the session was over before: VERIFIED, FAILED or EXPIRED.
    ///
    /// A code entered again after it was accepted gives `Over(Status::Verified)`: a session is
    /// verified only once.
    Over(Status),
}

impl Verdict {
    /// Returns the status after the call.
    #[must_use]
    pub const fn status(self) -> Status {
        match self {
            Verdict::Verified => Status::Verified,
            Verdict::Wrong { .. } => Status::Waiting,
            Verdict::Failed => Status::Failed,
            Verdict::Over(status) => status,
        }
    }
}

/// Why a session is not sent again.
///
/// ```
/// use getrandom::SysRng; // cargo add getrandom --features sys_rng
/// use verify_core::session::{Policy, ResendError, Session, Status, TryResendError, Validity};
/// use verify_core::time::Timestamp;
///
/// let (now, policy) = (Timestamp::UNIX_EPOCH, Policy::default());
/// let mut session = Session::try_start(now, "+19876543210".parse()?, policy, &mut SysRng)?;
/// let error = session.try_resend(now, policy, &mut SysRng).unwrap_err();
/// assert!(matches!(error, TryResendError::Refused(ResendError::TooEarly(_))));
///
/// let expired = now.saturating_add(Validity::MAX.duration());
/// let error = session.try_resend(expired, policy, &mut SysRng).unwrap_err();
/// assert_eq!(error, ResendError::Over(Status::Expired).into());
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ResendError {
    /// The last sending was too short a time ago: HTTP 403, code 1400.
    TooEarly(TooEarly),
    /// The session is over, with this status: the request starts a new one.
    Over(Status),
}

impl fmt::Display for ResendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ResendError::TooEarly(too_early) => too_early.fmt(f),
            ResendError::Over(status) => {
                write!(f, "expected a session that is WAITING, found {status}: start a new one")
            }
        }
    }
}

impl Error for ResendError {}

/// Why a session is not sent again with a generator that can fail, whose error is `E`.
///
/// ```
/// use getrandom::SysRng; // cargo add getrandom --features sys_rng
/// use verify_core::session::{Policy, Session, TryResendError};
/// use verify_core::time::Timestamp;
///
/// # let (now, policy) = (Timestamp::UNIX_EPOCH, Policy::default());
/// # let mut session = Session::try_start(now, "+19876543210".parse()?, policy, &mut SysRng)?;
/// match session.try_resend(now, policy, &mut SysRng) {
///     Ok(()) => println!("sent to {}", session.destination()),
///     Err(TryResendError::Refused(refused)) => println!("{refused}"),
///     Err(TryResendError::Rng(error)) => return Err(error.into()),
/// }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
///
/// There are no other reasons, and none will be added: what refuses grows in [`ResendError`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum TryResendError<E> {
    /// The session must not be sent again, or not yet.
    Refused(ResendError),
    /// The generator failed.
    Rng(E),
}

impl<E> From<ResendError> for TryResendError<E> {
    fn from(error: ResendError) -> Self {
        Self::Refused(error)
    }
}

impl<E: fmt::Display> fmt::Display for TryResendError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(error) => error.fmt(f),
            Self::Rng(error) => error.fmt(f),
        }
    }
}

impl<E: fmt::Debug + fmt::Display> Error for TryResendError<E> {}

/// The last sending was too short a time ago.
///
/// ```
/// use getrandom::SysRng; // cargo add getrandom --features sys_rng
/// use verify_core::session::{Policy, ResendError, Session, TryResendError};
/// use verify_core::time::Timestamp;
///
/// let (now, policy) = (Timestamp::UNIX_EPOCH, Policy::default());
/// let mut session = Session::try_start(now, "+19876543210".parse()?, policy, &mut SysRng)?;
/// let Err(TryResendError::Refused(ResendError::TooEarly(too_early))) =
///     session.try_resend(now, policy, &mut SysRng)
/// else {
///     panic!("sent twice at the same time");
/// };
/// assert_eq!(too_early.retry_after(), session.retry_after());
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[doc(alias = "cooldown")]
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TooEarly {
    retry_after: Timestamp,
}

impl TooEarly {
    pub(super) const fn until(retry_after: Timestamp) -> Self {
        TooEarly { retry_after }
    }

    /// Returns the first instant at which the same request succeeds: the last sending plus the
    /// interval of the *refused* request. [`Session::retry_after`](super::Session::retry_after)
    /// adds the interval of the last request that was sent instead.
    #[must_use]
    pub const fn retry_after(self) -> Timestamp {
        self.retry_after
    }
}

impl fmt::Display for TooEarly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "too early to send again: expected {} or later", self.retry_after)
    }
}

impl Error for TooEarly {}
