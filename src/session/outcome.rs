//! What the calls of a session answer.

use core::error::Error;
use core::fmt;

use crate::time::Timestamp;

/// What has become of a session.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Status {
    /// The right code can still come.
    Waiting,
    /// The right code came in time. Final.
    Verified,
    /// Five wrong codes came. Final.
    Failed,
    /// Time ran out. Final.
    Expired,
}

impl Status {
    /// The name in a response: `WAITING`, `VERIFIED`, `FAILED` or `EXPIRED`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Status::Waiting => "WAITING",
            Status::Verified => "VERIFIED",
            Status::Failed => "FAILED",
            Status::Expired => "EXPIRED",
        }
    }

    /// Whether nothing can change any more: all but WAITING.
    #[must_use]
    pub const fn is_final(self) -> bool {
        !matches!(self, Status::Waiting)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// What a code that was entered has brought about.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[must_use = "the session is verified only if the verdict says so"]
pub enum Verdict {
    /// Right: the session is verified from this call on.
    Verified,
    /// Wrong, and the session waits for another try.
    Wrong {
        /// How many tries are left, 1 to 4.
        attempts_left: u8,
    },
    /// Wrong for the fifth time: the session has failed from this call on.
    Failed,
    /// Not compared, since the session was over before: VERIFIED, FAILED or EXPIRED.
    ///
    /// A code entered again after it was accepted is `Over(Status::Verified)`: nobody is verified
    /// anew.
    Over(Status),
}

impl Verdict {
    /// The status after the call.
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
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum ResendError {
    /// It has been sent too short a time ago: HTTP 403, code 1400.
    TooEarly(TooEarly),
    /// It is over, as the status says: the request starts a new session.
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

/// Sending again is refused until some instant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TooEarly {
    retry_after: Timestamp,
}

impl TooEarly {
    pub(super) const fn until(retry_after: Timestamp) -> Self {
        TooEarly { retry_after }
    }

    /// The first instant at which the same request is not refused: the last sending and the
    /// *request's* interval, where [`Session::retry_after`](super::Session::retry_after) has the
    /// interval of the last one that was sent.
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
