//! [`ErrorBody`]: the body of a response to a request that is refused.

use super::api_error::ApiError;
use super::error_id::ErrorId;
use crate::time::Timestamp;

/// The body of every response with a [status](ApiError::http_status) of 400 or above.
///
/// ```
/// use verify_core::response::{ApiError, ErrorBody, ErrorId};
/// use verify_core::time::Timestamp;
///
/// let body = ErrorBody {
///     error: ApiError::NotFound,
///     id: ErrorId::from_bytes(*b"id of this trace"),
///     timestamp: Timestamp::from_unix_millis(1_766_037_294_090)?,
/// };
/// assert_eq!(body.error.to_string(), "Session not found or expired");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorBody {
    /// `code` and `message`.
    pub error: ApiError,
    /// `errorId`, under which the error is found in a log.
    pub id: ErrorId,
    /// When the request was refused.
    pub timestamp: Timestamp,
}
