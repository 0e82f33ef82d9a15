//! From a refusal to its [`ApiError`], and the HTTP status of each.

use super::api_error::ApiError;
use crate::buffer::BufferTooSmall;
use crate::delivery::DeliveryError;
use crate::limit::{Blocked, RetryAfter};
use crate::request::{self, CodeQueryError, SubAccountIdError};
use crate::session::{ResendError, SessionIdError, TooEarly, TryResendError};
use crate::sms::MessageError;
use crate::tls::TooOld;

/// Implements, for each refusal, its conversion into an [`ApiError`], and a method that returns the
/// HTTP status of that.
macro_rules! refusals {
    ($($refusal:ty: $name:ident => $api_error:expr,)*) => {
        $(
            impl From<$refusal> for $crate::response::ApiError {
                fn from($name: $refusal) -> Self {
                    $api_error
                }
            }

            impl $refusal {
                /// Returns the HTTP status of the response: that of its
                /// [`ApiError`](crate::response::ApiError).
                #[must_use]
                pub const fn http_status(self) -> u16 {
                    let $name = self;
                    $crate::response::ApiError::http_status($api_error)
                }
            }
        )*
    };
}
pub(crate) use refusals;

refusals! {
    SessionIdError: error => ApiError::SessionId(error),
    SubAccountIdError: error => ApiError::SubAccount(error),
    CodeQueryError: error => ApiError::CodeQuery(error),
    request::Error: error => ApiError::Request(error),
    MessageError: error => ApiError::Message(error),
    BufferTooSmall: error => ApiError::TooLong(error),
    TooOld: error => ApiError::Tls(error),
    TooEarly: error => ApiError::TooEarly(error),
    RetryAfter: error => ApiError::TooMany(error),
    Blocked: error => ApiError::Blocked(error),
    // A session that is over is as good as none: only a new one can be sent.
    ResendError: error => match error {
        ResendError::TooEarly(error) => ApiError::TooEarly(error),
        ResendError::Over(_) => ApiError::NotFound,
    },
    DeliveryError: error => match error {
        DeliveryError::Message(error) => ApiError::Message(error),
        DeliveryError::BufferTooSmall(error) => ApiError::TooLong(error),
        // The service mixed up two sessions.
        DeliveryError::NoCode => ApiError::Internal,
    },
}

/// A generator that fails is an error of the service.
impl<E> From<TryResendError<E>> for ApiError {
    fn from(error: TryResendError<E>) -> Self {
        match error {
            TryResendError::Refused(refused) => refused.into(),
            TryResendError::Rng(_) => Self::Internal,
        }
    }
}

impl<E> TryResendError<E> {
    /// Returns the HTTP status of the response: that of its [`ApiError`].
    #[must_use]
    pub const fn http_status(&self) -> u16 {
        match self {
            Self::Refused(refused) => refused.http_status(),
            Self::Rng(_) => ApiError::Internal.http_status(),
        }
    }
}
