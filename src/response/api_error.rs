//! [`ApiError`]: why a request is refused, with the API's code, message and HTTP status.

use core::fmt;

use super::header::Header;
use crate::buffer::BufferTooSmall;
use crate::limit::{Blocked, RetryAfter};
use crate::request::{self, CodeQueryError, MAX_BODY_LEN, Member, SubAccountIdError};
use crate::session::{SessionIdError, TooEarly};
use crate::sms::MessageError;
use crate::time::Timestamp;
use crate::tls::TooOld;

/// Why a request is refused. It is the only owner of API codes, HTTP statuses and messages.
///
/// Every refusal of this crate converts with `ApiError::from`. `Display` writes `message` of the
/// body.
///
/// ```
/// use verify_core::request::Request;
/// use verify_core::response::ApiError;
///
/// let request = Request { destination: Some("+6587654321"), ..Request::default() };
/// let request = Request { code_length: Some(11), ..request };
/// let error = ApiError::from(request.validate().unwrap_err());
/// assert_eq!((error.code(), error.http_status()), (1010, 400));
/// assert_eq!(error.to_string(), "codeLength: expected an integer from 3 to 10, found more");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[doc(alias("1000", "1001", "1002", "1014", "1300", "1400", "error code"))]
pub enum ApiError {
    /// The body is JSON, but not an object: 1000, HTTP 400.
    Body,
    /// The body is not JSON, from the place on that the JSON reader names: 1000, HTTP 400.
    ///
    /// Before, ask `request::locate` (feature `serde`) for the member that the reader gave up at.
    NotJson {
        /// The line, from 1; 0 if the reader does not name it.
        line: usize,
        /// The column, as the reader counts it.
        column: usize,
    },
    /// The path is not one of the API: 1000, HTTP 404.
    NoSuchPath,
    /// The path does not take the method of the request: 1000, HTTP 405.
    MethodNotAllowed {
        /// The methods that the path takes, as the header `Allow` lists them: `GET, HEAD`.
        allowed: &'static str,
    },
    /// The client took too long to send the body: 1000, HTTP 408.
    ///
    /// HTTP asks the service to close the connection (RFC 9110, 15.5.9).
    BodyTimeout,
    /// The body is longer than [`MAX_BODY_LEN`]: 1000, HTTP 413.
    BodyTooLarge,
    /// The body is of another media type than JSON: 1000, HTTP 415.
    UnsupportedMediaType,
    /// The query has no code that can be checked: 1000, HTTP 400.
    CodeQuery(CodeQueryError),
    /// The path has no valid session id: 1000, HTTP 400.
    SessionId(SessionIdError),
    /// The path has no valid sub-account: 1001, HTTP 400.
    SubAccount(SubAccountIdError),
    /// The sub-account is unknown, or belongs to another client: 1001, HTTP 400.
    ForeignSubAccount,
    /// A member of the request is refused: a [code for each member](Self::code), HTTP 400.
    Request(request::Error),
    /// The text cannot be sent in the requested encoding, or is too long: 1003 or 1004, HTTP 400.
    Message(MessageError),
    /// The text is longer than the service's buffer: 1004, HTTP 400.
    TooLong(BufferTooSmall),
    /// The connection's TLS version is too old for the destination: 1014, HTTP 426.
    Tls(TooOld),
    /// The client did not prove its identity: 1200, HTTP 401.
    ///
    /// HTTP requires a `WWW-Authenticate` header as well (RFC 9110, 15.5.2), whose value depends on
    /// the service's way of authentication.
    NotAuthenticated,
    /// The client may not do this: 1201, HTTP 403.
    Forbidden,
    /// The session is unknown, or ended long ago: 1300, HTTP 404.
    NotFound,
    /// The last message was sent too recently: 1400, HTTP 403.
    TooEarly(TooEarly),
    /// There were too many requests: 429, HTTP 429.
    TooMany(RetryAfter),
    /// There were too many wrong codes in a row: 429, HTTP 429.
    ///
    /// Once only an operator can clear the count, waiting does not help: 1201, HTTP 403.
    Blocked(Blocked),
    /// The service made a mistake: 2000, HTTP 500.
    Internal,
    /// There is no room for another session at the moment: 2000, HTTP 503. The API has no code of
    /// its own for this.
    Full {
        /// When the first session makes room.
        until: Timestamp,
    },
    /// The service cannot answer at the moment, since its store is down or it has no entropy yet:
    /// 2000, HTTP 503.
    Unavailable,
}

impl ApiError {
    /// Returns `code` of the body.
    ///
    /// - 1000: the path, the method, the body, the session id, the query, and every member that is
    ///   not listed below
    /// - 1001: the sub-account
    /// - 1002: `destination`
    /// - 1003: `sms.encoding`, or a text that it cannot encode
    /// - 1004: a text that is too long
    /// - 1005: `sms.source` and `call.source`
    /// - 1007: `template`
    /// - 1009: `country`
    /// - 1010: `codeLength`, `codeValidity`, `resendingInterval`, `call.speed`, `call.repetition`
    /// - 1012: `clientIp`
    /// - 1014: the TLS version
    /// - 1200 and 1201: the client is not authenticated, or not allowed
    /// - 1300: the session is not found
    /// - 1400: the last message is too recent
    /// - 429: too many requests, or too many wrong codes
    /// - 2000: the service failed
    #[must_use]
    pub const fn code(self) -> u16 {
        match self {
            Self::Body
            | Self::NotJson { .. }
            | Self::NoSuchPath
            | Self::MethodNotAllowed { .. }
            | Self::BodyTimeout
            | Self::BodyTooLarge
            | Self::UnsupportedMediaType
            | Self::CodeQuery(_)
            | Self::SessionId(_) => 1000,
            Self::SubAccount(_) | Self::ForeignSubAccount => 1001,
            Self::Request(error) => code_of(error.member()),
            Self::Message(MessageError::NotInAlphabet(_)) => 1003,
            Self::Message(MessageError::TooLong { .. }) | Self::TooLong(_) => 1004,
            Self::Tls(_) => 1014,
            Self::NotAuthenticated => 1200,
            Self::Forbidden | Self::Blocked(Blocked::UntilCleared) => 1201,
            Self::NotFound => 1300,
            Self::TooEarly(_) => 1400,
            Self::TooMany(_) | Self::Blocked(Blocked::Wait(_)) => 429,
            Self::Internal | Self::Full { .. } | Self::Unavailable => 2000,
        }
    }

    /// Returns the HTTP status: 400 or above.
    #[must_use]
    pub const fn http_status(self) -> u16 {
        match self {
            Self::Body
            | Self::NotJson { .. }
            | Self::CodeQuery(_)
            | Self::SessionId(_)
            | Self::SubAccount(_)
            | Self::ForeignSubAccount
            | Self::Request(_)
            | Self::Message(_)
            | Self::TooLong(_) => 400,
            Self::NotAuthenticated => 401,
            Self::Forbidden | Self::TooEarly(_) | Self::Blocked(Blocked::UntilCleared) => 403,
            Self::NoSuchPath | Self::NotFound => 404,
            Self::MethodNotAllowed { .. } => 405,
            Self::BodyTimeout => 408,
            Self::BodyTooLarge => 413,
            Self::UnsupportedMediaType => 415,
            Self::Tls(_) => 426,
            Self::TooMany(_) | Self::Blocked(Blocked::Wait(_)) => 429,
            Self::Internal => 500,
            Self::Full { .. } | Self::Unavailable => 503,
        }
    }

    /// Returns the header that the response needs, if any: `Retry-After` with code 1400, HTTP 429
    /// and 503; `Upgrade` with HTTP 426; `Allow` with HTTP 405.
    ///
    /// ```
    /// use verify_core::response::ApiError;
    /// use verify_core::time::Timestamp;
    /// use verify_core::tls::{self, Version};
    ///
    /// let now = Timestamp::from_unix_millis(1_766_037_294_090)?;
    /// let refused = tls::require("+6587654321".parse()?, Version::V1_2).unwrap_err();
    /// let header = ApiError::from(refused).header(now).unwrap();
    /// assert_eq!((header.name(), header.to_string()), ("Upgrade", "TLS/1.3".to_string()));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    #[must_use]
    pub fn header(self, now: Timestamp) -> Option<Header> {
        match self {
            Self::MethodNotAllowed { allowed } => Some(Header::Allow(allowed)),
            Self::Tls(_) => Some(Header::Upgrade),
            Self::TooMany(wait) | Self::Blocked(Blocked::Wait(wait)) => {
                Some(Header::RetryAfter(wait.seconds()))
            }
            Self::TooEarly(error) => {
                Some(Header::RetryAfter(seconds_until(now, error.retry_after())))
            }
            Self::Full { until } => Some(Header::RetryAfter(seconds_until(now, until))),
            Self::Unavailable => Some(Header::RetryAfter(PAUSE)),
            _ => None,
        }
    }
}

/// How many seconds to wait for a store that is down: nobody knows when it is back.
const PAUSE: u64 = 5;

/// Returns the seconds until an instant, rounded up: at least 1, since what was refused now would
/// be refused again.
fn seconds_until(now: Timestamp, then: Timestamp) -> u64 {
    let wait = then.saturating_duration_since(now);
    wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)).max(1)
}

/// Returns the code for a member that is refused.
const fn code_of(member: Member) -> u16 {
    match member {
        Member::Destination => 1002,
        Member::SmsEncoding => 1003,
        Member::SmsSource | Member::CallSource => 1005,
        Member::Template => 1007,
        Member::Country => 1009,
        Member::CodeLength
        | Member::CodeValidity
        | Member::ResendingInterval
        | Member::CallSpeed
        | Member::CallRepetition => 1010,
        Member::ClientIp => 1012,
        Member::Channel
        | Member::Brand
        | Member::CodeType
        | Member::Language
        | Member::ResetSession
        | Member::CallbackUrl
        | Member::Sms
        | Member::Call
        | Member::CallVoiceProfile
        | Member::WhatsApp
        | Member::WhatsAppTemplateName => 1000,
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotJson { line: 0, .. } => "expected JSON as the body",
            Self::NotJson { line, column } => {
                return write!(
                    f,
                    "expected JSON as the body, found something else at line {line}, \
                     column {column}"
                );
            }
            Self::MethodNotAllowed { allowed } => {
                return write!(f, "expected a method that the path takes: {allowed}");
            }
            Self::BodyTooLarge => {
                return write!(f, "expected a body of at most {MAX_BODY_LEN} bytes");
            }
            Self::CodeQuery(error) => return error.fmt(f),
            Self::SessionId(error) => return error.fmt(f),
            Self::SubAccount(error) => return error.fmt(f),
            // The reference page has one message for every wrong number.
            Self::Request(error) if matches!(error.member(), Member::Destination) => {
                "Invalid MSISDN format (not E.164 international number)"
            }
            Self::Request(error) => return error.fmt(f),
            Self::Message(error) => return error.fmt(f),
            Self::TooLong(error) => return error.fmt(f),
            Self::Tls(error) => return error.fmt(f),
            Self::TooEarly(error) => return error.fmt(f),
            Self::TooMany(error) => return error.fmt(f),
            Self::Blocked(error) => return error.fmt(f),
            Self::Body => "expected a JSON object as the body",
            Self::BodyTimeout => "expected the whole body sooner",
            Self::NoSuchPath => "expected a path of the API, found another one",
            Self::UnsupportedMediaType => "expected a body of the media type application/json",
            Self::ForeignSubAccount => "Provided subAccountId doesn't belong to your account",
            Self::NotAuthenticated => "Request was not authenticated properly",
            Self::Forbidden => "Access forbidden",
            Self::NotFound => "Session not found or expired",
            Self::Internal => "Internal server error",
            Self::Full { .. } => "Service unavailable: too many sessions, try again later",
            Self::Unavailable => "Service unavailable, try again later",
        })
    }
}

impl core::error::Error for ApiError {}
