//! [`ApiError`]: what a client is told of its mistake, or of ours.

use core::fmt;

use rand_core::{CryptoRng, TryCryptoRng};

use crate::buffer::BufferTooSmall;
use crate::delivery::DeliveryError;
use crate::limit::{Blocked, RetryAfter};
use crate::request::{self, SubAccountIdError};
use crate::session::{SessionId, SessionIdError, TooEarly};
use crate::sms::MessageError;
use crate::time::Timestamp;
use crate::tls::TooOld;

/// Why a request is not done: each with its API code and its HTTP status. `Display` is `message` of
/// the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ApiError {
    /// The body is no JSON object, or its reader gave up: 1000, HTTP 400.
    Body,
    /// The path has no session id: 1000, HTTP 400.
    SessionId(SessionIdError),
    /// The path has no sub-account: 1001, HTTP 400.
    SubAccount(SubAccountIdError),
    /// The sub-account is unknown, or not the client's: 1001, HTTP 400.
    ForeignSubAccount,
    /// A member of the request is refused: the [code of the member](request::Member::api_code),
    /// HTTP 400.
    Request(request::Error),
    /// The text cannot be sent as it is asked for: 1003 or 1004, HTTP 400.
    Message(MessageError),
    /// The text is longer than the service has room for: 1004, HTTP 400.
    TooLong(BufferTooSmall),
    /// The connection's TLS version is too old for the destination: 1014, HTTP 426.
    Tls(TooOld),
    /// The client did not prove who it is: 1200, HTTP 401. HTTP asks for a `WWW-Authenticate`
    /// header as well (RFC 9110, 15.5.2), which the service's way of authentication decides.
    NotAuthenticated,
    /// The client may not do this: 1201, HTTP 403.
    Forbidden,
    /// There is no such session, or it is long gone: 1300, HTTP 404.
    NotFound,
    /// It was sent too short a time ago: 1400, HTTP 403.
    TooEarly(TooEarly),
    /// Too many requests: 429, HTTP 429.
    TooMany(RetryAfter),
    /// Too many wrong codes in a row: 429, HTTP 429; where only an operator clears the count, there
    /// is nothing to wait for: 1201, HTTP 403.
    Blocked(Blocked),
    /// A mistake of the service: 2000, HTTP 500.
    Internal,
    /// There is no room for another session just now: 2000, HTTP 503. The API has no code of its
    /// own for it.
    Unavailable,
}

impl ApiError {
    /// `code` of the body.
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Self::Body | Self::SessionId(_) => 1000,
            Self::SubAccount(error) => error.api_code(),
            Self::ForeignSubAccount => 1001,
            Self::Request(error) => error.api_code(),
            Self::Message(error) => error.api_code(),
            Self::TooLong(_) => 1004,
            Self::Tls(error) => error.api_code(),
            Self::NotAuthenticated => 1200,
            Self::Forbidden | Self::Blocked(Blocked::UntilCleared) => 1201,
            Self::NotFound => 1300,
            Self::TooEarly(_) => 1400,
            Self::TooMany(_) | Self::Blocked(Blocked::Wait(_)) => 429,
            Self::Internal | Self::Unavailable => 2000,
        }
    }

    /// The HTTP status: 400 or more.
    #[must_use]
    pub const fn http_status(self) -> u16 {
        match self {
            Self::Body
            | Self::SessionId(_)
            | Self::SubAccount(_)
            | Self::ForeignSubAccount
            | Self::Request(_)
            | Self::Message(_)
            | Self::TooLong(_) => 400,
            Self::NotAuthenticated => 401,
            Self::Forbidden | Self::TooEarly(_) | Self::Blocked(Blocked::UntilCleared) => 403,
            Self::NotFound => 404,
            Self::Tls(_) => 426,
            Self::TooMany(_) | Self::Blocked(Blocked::Wait(_)) => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }

    /// The header that the response needs, if it needs one: `Upgrade` with HTTP 426, `Retry-After`
    /// with HTTP 429.
    ///
    /// ```
    /// use verify_core::response::ApiError;
    /// use verify_core::tls::{self, Version};
    ///
    /// let refused = tls::require("+6587654321".parse()?, Version::V1_2).unwrap_err();
    /// let header = ApiError::from(refused).header().unwrap();
    /// assert_eq!((header.name(), header.to_string()), ("Upgrade", "TLS/1.3".to_string()));
    /// # Ok::<(), verify_core::phone::ParseError>(())
    /// ```
    #[must_use]
    pub const fn header(self) -> Option<Header> {
        match self {
            Self::Tls(_) => Some(Header::Upgrade),
            Self::TooMany(wait) | Self::Blocked(Blocked::Wait(wait)) => {
                Some(Header::RetryAfter(wait))
            }
            _ => None,
        }
    }
}

macro_rules! from {
    ($($error:ty => $variant:ident,)*) => {
        $(
            impl From<$error> for ApiError {
                fn from(error: $error) -> Self {
                    Self::$variant(error)
                }
            }
        )*
    };
}

from! {
    SessionIdError => SessionId,
    SubAccountIdError => SubAccount,
    request::Error => Request,
    MessageError => Message,
    BufferTooSmall => TooLong,
    TooOld => Tls,
    TooEarly => TooEarly,
    RetryAfter => TooMany,
    Blocked => Blocked,
}

impl From<DeliveryError> for ApiError {
    fn from(error: DeliveryError) -> Self {
        match error {
            DeliveryError::Message(error) => error.into(),
            DeliveryError::BufferTooSmall(error) => error.into(),
            DeliveryError::NoCode => Self::Internal,
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SessionId(error) => return error.fmt(f),
            Self::SubAccount(error) => return error.fmt(f),
            Self::Request(error) => return error.api_message().fmt(f),
            Self::Message(error) => return error.fmt(f),
            Self::TooLong(error) => return error.fmt(f),
            Self::Tls(error) => return error.fmt(f),
            Self::TooEarly(error) => return error.fmt(f),
            Self::TooMany(error) => return error.fmt(f),
            Self::Blocked(error) => return error.fmt(f),
            Self::Body => "expected a JSON object as the body",
            Self::ForeignSubAccount => "Provided subAccountId doesn't belong to your account",
            Self::NotAuthenticated => "Request was not authenticated properly",
            Self::Forbidden => "Access forbidden",
            Self::NotFound => "Session not found or expired",
            Self::Internal => "Internal server error",
            Self::Unavailable => "Service unavailable: too many sessions, try again later",
        })
    }
}

impl core::error::Error for ApiError {}

/// A header of a response. `Display` is its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Header {
    /// `Upgrade: TLS/1.3` (RFC 9110, 7.8). Over HTTP/1.1 it goes with `Connection: upgrade`.
    Upgrade,
    /// `Retry-After`, in whole seconds (RFC 9110, 10.2.3).
    RetryAfter(RetryAfter),
}

impl Header {
    /// The name of the header.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Upgrade => "Upgrade",
            Self::RetryAfter(_) => "Retry-After",
        }
    }
}

impl fmt::Display for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Upgrade => f.pad("TLS/1.3"),
            Self::RetryAfter(wait) => wait.seconds().fmt(f),
        }
    }
}

/// What a client is told of an error: the body of every response with a
/// [status](ApiError::http_status) of 400 or more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorBody {
    /// `code` and `message`.
    pub error: ApiError,
    /// `errorId`, by which it is found in a log again.
    pub id: ErrorId,
    /// When it was.
    pub timestamp: Timestamp,
}

/// `errorId` of a body: a UUID, by which an error is found in a log again.
///
/// `Display` and `Debug` write it as the page does: `91b106f0-c0da-4aba-a43a-7af9c5893a80`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ErrorId([u8; 16]);

impl ErrorId {
    /// Draws an id of version 4 (RFC 9562, 5.4): two words of `rng`.
    #[must_use]
    pub fn generate<R: CryptoRng + ?Sized>(rng: &mut R) -> Self {
        let Ok(id) = Self::try_generate(rng);
        id
    }

    /// The same with a generator that can fail.
    ///
    /// # Errors
    /// The generator's.
    pub fn try_generate<R: TryCryptoRng + ?Sized>(rng: &mut R) -> Result<Self, R::Error> {
        SessionId::try_generate(rng).map(|id| Self(id.to_bytes()))
    }

    /// The id of 16 bytes in the order in which they are written, of any version: such as the id of
    /// a trace.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes, in the order in which they are written.
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0
    }
}

impl fmt::Display for ErrorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = u128::from_be_bytes(self.0);
        let [time_low, time_mid] = [id >> 96, id >> 80 & 0xFFFF];
        let [time_high, clock, node] =
            [id >> 64 & 0xFFFF, id >> 48 & 0xFFFF, id & 0xFFFF_FFFF_FFFF];
        write!(f, "{time_low:08x}-{time_mid:04x}-{time_high:04x}-{clock:04x}-{node:012x}")
    }
}

impl fmt::Debug for ErrorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ErrorId({self})")
    }
}
