//! Requests: from what arrives to what is meant.
//!
//! A [`Request`] takes everything that a caller may send. [`Request::validate`] makes a
//! [`Verification`] of it, or says what is wrong. The law: in a `Verification` nothing is left to
//! check.
//!
//! ```
//! use verify_core::channel::Channel;
//! use verify_core::request::Request;
//!
//! let request = Request {
//!     destination: Some("(987) 654-3210"),
//!     country: Some("US"),
//!     brand: Some("ABC"),
//!     code_length: Some(6),
//!     ..Request::default()
//! };
//! let verification = request.validate()?;
//! assert_eq!(verification.destination().to_string(), "+19876543210");
//! assert_eq!((verification.channel(), verification.policy().length.get()), (Channel::Sms, 6));
//! # Ok::<(), verify_core::request::Error>(())
//! ```
//!
//! `validate` returns the first violation; [`Request::violations`] lists them all.
//!
//! ```
//! use verify_core::request::Request;
//!
//! let request = Request {
//!     destination: Some("+65 123"),
//!     channel: Some("fax"),
//!     ..Request::default()
//! };
//! let violations: Vec<_> = request.violations().map(|error| error.to_string()).collect();
//! assert_eq!(
//!     violations,
//!     [
//!         "destination: expected 8 digits for SG (after +65), found 3",
//!         "channel: expected one of the channels sms, call, whatsapp, viber or sma \
//!          (in lower case)",
//!     ],
//! );
//! ```
//!
//! With the feature `serde`, a `Request` deserializes from JSON. A member of a wrong type is then a
//! violation like any other.

#[cfg(feature = "kinds")]
mod assigned;
mod body;
mod client_ip;
mod code_query;
mod dialect;
mod error;
#[cfg(feature = "serde")]
mod json;
mod layout;
mod member;
mod misnamed;
mod mistyped;
mod validate;
mod verification;

/// The most bytes of a body: 16 KiB. Whoever reads it refuses a longer one unread, with
/// [`ApiError::BodyTooLarge`](crate::response::ApiError::BodyTooLarge).
pub const MAX_BODY_LEN: usize = 16 * 1024;

pub use crate::sub_account::{SubAccountId, SubAccountIdError};
pub use body::{CallOptions, Request, SmsOptions, WhatsAppOptions};
pub use code_query::{CodeQuery, CodeQueryError};
pub use error::{Cause, Error};
#[cfg(feature = "serde")]
pub use json::locate;
pub use member::Member;
pub use misnamed::Misnamed;
pub use mistyped::{Found, Mistyped};
pub use verification::{Brand, Notice, Verification};
