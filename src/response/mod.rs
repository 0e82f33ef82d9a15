//! What goes back: the body of a session, or of an error with its HTTP status and headers.
//!
//! The law: every error of this crate that answers a request is an [`ApiError`], which alone knows
//! its API code and its HTTP status; and no body carries a code.
//!
//! ```
//! use verify_core::code::Generator;
//! use verify_core::request::{Request, SubAccountId};
//! use verify_core::response::{ApiError, ErrorBody, ErrorId, SessionBody};
//! use verify_core::session::Session;
//! use verify_core::time::Timestamp;
//! use verify_core::url::BaseUrl;
//!
//! let mut rng = Generator::from_seed([7; 32]); // from a true source of entropy, not a constant
//! let now = Timestamp::from_unix_millis(1_766_037_294_090)?;
//!
//! let request = Request { destination: Some("call me"), ..Request::default() };
//! let error = ApiError::from(request.validate().unwrap_err());
//! assert_eq!((error.code(), error.http_status()), (1002, 400));
//! let body = ErrorBody { error, id: ErrorId::generate(&mut rng), timestamp: now };
//! assert_eq!(body.error.to_string(), "Invalid MSISDN format (not E.164 international number)");
//!
//! let request = Request { destination: Some("+6587654321"), ..Request::default() };
//! let verification = request.validate()?;
//! let session = Session::start(now, verification.destination(), verification.policy(), &mut rng);
//! let body = SessionBody::new(&session, SubAccountId::parse("demo-account-123")?, BaseUrl::EMPTY);
//! assert_eq!((body.status.as_str(), body.attempt), ("WAITING", 0));
//! assert_eq!(body.expires_at.to_string(), "2025-12-18T05:59:54.090Z");
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! With the feature `serde`, both bodies serialize to the members of the reference page, in its
//! order.
//!
//! # Callbacks
//!
//! To `callbackUrl` the [`SessionBody`] is posted on every change of status: from WAITING to
//! VERIFIED, FAILED or EXPIRED. The vendor publishes no payload of its own.

mod api_error;
mod error_body;
mod error_id;
mod header;
#[cfg(feature = "serde")]
mod json;
mod refusal;
mod session_body;

pub use api_error::ApiError;
pub use error_body::ErrorBody;
pub use error_id::ErrorId;
pub use header::Header;
pub(crate) use refusal::refusals;
pub use session_body::SessionBody;
