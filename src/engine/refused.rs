//! Why the engine refuses a call.

use core::error::Error;
use core::fmt;

use super::limits::LimitedBy;
use crate::limit::{Blocked, RetryAfter};
use crate::request;
use crate::response::{ApiError, refusals};
use crate::session::TooEarly;
use crate::sms::MessageError;
use crate::time::Timestamp;
use crate::tls::TooOld;

/// Why a start sends nothing. Nothing has changed.
///
/// ```
/// use verify_core::request::Request;
/// use verify_core::response::ApiError;
/// use verify_core::time::Timestamp;
/// use verify_core::engine::Refused;
/// use verify_core::verifier::{Slot, Verifier};
///
/// let now = Timestamp::from_unix_millis(1_766_037_294_090)?;
/// let mut verifier = Verifier::unseeded([const { Slot::EMPTY }; 8]);
/// let request = Request { destination: Some("+1 (987) 654-3210"), ..Request::default() };
/// let refused = verifier.start(now, &request).unwrap_err();
/// assert_eq!((refused, ApiError::from(refused).http_status()), (Refused::Unseeded, 503));
/// # Ok::<(), verify_core::time::TimestampError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refused {
    /// The request is not valid.
    Invalid(request::Error),
    /// The connection's TLS version is too old for the destination.
    Tls(TooOld),
    /// The message cannot be sent in the requested encoding, or is too long.
    Message(MessageError),
    /// There have been too many wrong codes for the destination.
    Blocked(Blocked),
    /// There have been too many requests.
    Limited {
        /// The first limit that refused, in the order of [`Limits`](super::Limits).
        by: LimitedBy,
        /// How long to wait.
        wait: RetryAfter,
    },
    /// A session waits for its code, and its message was sent too short a time ago.
    TooEarly(TooEarly),
    /// A [`Verifier`](crate::verifier::Verifier) has no room, since every session waits for its
    /// code.
    Full {
        /// When the first of them expires.
        until: Timestamp,
    },
    /// A verifier has not been [seeded](crate::verifier::Verifier::seed).
    Unseeded,
}

impl Refused {
    /// Returns the seconds, rounded up, after which the request may succeed: the value of HTTP's
    /// `Retry-After`. `None` where waiting does not help.
    ///
    /// Those of [`LimitedBy::Conversion`] may be almost a day, but the request may succeed sooner,
    /// as soon as enough sessions are verified.
    #[must_use]
    pub fn retry_after_seconds(self, now: Timestamp) -> Option<u64> {
        match self {
            Self::Blocked(Blocked::Wait(wait)) | Self::Limited { wait, .. } => Some(wait.seconds()),
            Self::TooEarly(too_early) => Some(seconds_until(now, too_early.retry_after())),
            Self::Full { until } => Some(seconds_until(now, until)),
            Self::Blocked(_)
            | Self::Invalid(_)
            | Self::Tls(_)
            | Self::Message(_)
            | Self::Unseeded => None,
        }
    }
}

/// Returns the seconds from `now` to `then`, rounded up.
fn seconds_until(now: Timestamp, then: Timestamp) -> u64 {
    let wait = then.saturating_duration_since(now);
    wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0))
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(error) => error.fmt(f),
            Self::Tls(error) => error.fmt(f),
            Self::Message(error) => error.fmt(f),
            Self::Blocked(blocked) => blocked.fmt(f),
            Self::Limited { by, wait } => write!(f, "{by}: {wait}"),
            Self::TooEarly(too_early) => too_early.fmt(f),
            Self::Full { until } => {
                write!(
                    f,
                    "expected room for a session, found that all wait for a code until {until} or \
                     later"
                )
            }
            Self::Unseeded => f.write_str(
                "expected a verifier with a seed, found one that `seed` was not called on",
            ),
        }
    }
}

impl Error for Refused {}

impl From<request::Error> for Refused {
    fn from(error: request::Error) -> Self {
        Self::Invalid(error)
    }
}

impl From<TooOld> for Refused {
    fn from(error: TooOld) -> Self {
        Self::Tls(error)
    }
}

impl From<MessageError> for Refused {
    fn from(error: MessageError) -> Self {
        Self::Message(error)
    }
}

impl From<Blocked> for Refused {
    fn from(blocked: Blocked) -> Self {
        Self::Blocked(blocked)
    }
}

/// There is no such session, or it is over and has made room: HTTP 404, code 1300.
///
/// ```
/// use verify_core::response::ApiError;
/// use verify_core::session::SessionId;
/// use verify_core::time::Timestamp;
/// use verify_core::verifier::{Slot, Verifier};
///
/// let mut verifier = Verifier::unseeded([const { Slot::EMPTY }; 8]);
/// let unknown = SessionId::parse("18b526add06348c0bb934e71f042f047")?;
/// let error = verifier.status(Timestamp::UNIX_EPOCH, unknown).unwrap_err();
/// assert_eq!(ApiError::from(error).http_status(), 404);
/// # Ok::<(), verify_core::session::SessionIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotFound;

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("session not found or expired")
    }
}

impl Error for NotFound {}

/// Why a check compares nothing. No attempt has been counted.
///
/// ```
/// use verify_core::session::SessionId;
/// use verify_core::time::Timestamp;
/// use verify_core::engine::CheckError;
/// use verify_core::verifier::{Slot, Verifier};
///
/// let mut verifier = Verifier::unseeded([const { Slot::EMPTY }; 8]);
/// let unknown = SessionId::parse("18b526add06348c0bb934e71f042f047")?;
/// let error = verifier.check(Timestamp::UNIX_EPOCH, unknown, "1234").unwrap_err();
/// assert!(matches!(error, CheckError::NotFound(_)));
/// # Ok::<(), verify_core::session::SessionIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CheckError {
    /// There is no such session.
    NotFound(NotFound),
    /// There have been too many wrong codes for its destination.
    Blocked(Blocked),
}

impl CheckError {
    /// Returns the seconds, rounded up, after which a code may be tried: the value of HTTP's
    /// `Retry-After`. `None` where waiting does not help.
    #[must_use]
    pub const fn retry_after_seconds(self) -> Option<u64> {
        match self {
            Self::Blocked(Blocked::Wait(wait)) => Some(wait.seconds()),
            Self::Blocked(_) | Self::NotFound(_) => None,
        }
    }
}

impl fmt::Display for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound(not_found) => not_found.fmt(f),
            Self::Blocked(blocked) => blocked.fmt(f),
        }
    }
}

impl Error for CheckError {}

refusals! {
    // A limit is 429 whatever it counts by.
    Refused: refused => match refused {
        Refused::Invalid(error) => ApiError::Request(error),
        Refused::Tls(error) => ApiError::Tls(error),
        Refused::Message(error) => ApiError::Message(error),
        Refused::Blocked(blocked) => ApiError::Blocked(blocked),
        Refused::Limited { wait, .. } => ApiError::TooMany(wait),
        Refused::TooEarly(too_early) => ApiError::TooEarly(too_early),
        Refused::Full { until } => ApiError::Full { until },
        Refused::Unseeded => ApiError::Unavailable,
    },
    NotFound: _not_found => ApiError::NotFound,
    CheckError: error => match error {
        CheckError::NotFound(_) => ApiError::NotFound,
        CheckError::Blocked(blocked) => ApiError::Blocked(blocked),
    },
}

impl From<NotFound> for CheckError {
    fn from(not_found: NotFound) -> Self {
        Self::NotFound(not_found)
    }
}

impl From<Blocked> for CheckError {
    fn from(blocked: Blocked) -> Self {
        Self::Blocked(blocked)
    }
}
