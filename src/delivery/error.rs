//! [`DeliveryError`]: why a request is not sent.

use core::fmt;

use crate::buffer::BufferTooSmall;
use crate::sms::MessageError;

/// Why a request is not sent.
///
/// ```
/// use verify_core::delivery::{Delivery, DeliveryError, Text};
/// use verify_core::request::Request;
///
/// let request = Request { destination: Some("+6587654321"), ..Request::default() };
/// let verification = request.validate()?;
/// let error = Delivery::preflight(&verification, None, &mut Text::<20>::new()).unwrap_err();
/// assert!(matches!(error, DeliveryError::BufferTooSmall(small) if small.needed() == 30));
/// # Ok::<(), verify_core::request::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeliveryError {
    /// The text cannot be sent as a text message: code 1003 or 1004.
    Message(MessageError),
    /// The text does not fit into the buffer: code 1004.
    BufferTooSmall(BufferTooSmall),
    /// The channel sends a code, but the session lacks one: a mistake of the service, code 2000.
    NoCode,
}

impl From<MessageError> for DeliveryError {
    fn from(error: MessageError) -> Self {
        Self::Message(error)
    }
}

impl From<BufferTooSmall> for DeliveryError {
    fn from(error: BufferTooSmall) -> Self {
        Self::BufferTooSmall(error)
    }
}

impl fmt::Display for DeliveryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Message(error) => error.fmt(f),
            Self::BufferTooSmall(error) => error.fmt(f),
            Self::NoCode => f.write_str(
                "expected a session with a code: start it or send it again with the policy of the \
                 request",
            ),
        }
    }
}

impl core::error::Error for DeliveryError {}
