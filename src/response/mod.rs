//! Responses: the body of a session, or of an error with its HTTP status and header.
//!
//! The law: every refusal of this crate converts into an [`ApiError`], the only owner of API codes
//! and HTTP statuses. No body holds a one-time code.
//!
//! ```
//! use verify_core::code::Generator;
//! use verify_core::request::{Request, SubAccountId};
//! use verify_core::response::{ApiError, ErrorBody, ErrorId, SessionBody};
//! use verify_core::session::Session;
//! use verify_core::time::Timestamp;
//! use verify_core::url::BaseUrl;
//!
//! let mut rng = Generator::from_seed([7; 32]); // in a service: 32 bytes from `getrandom::fill`
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
//! let sub_account = SubAccountId::parse("demo-account-123")?;
//! let body = SessionBody::new(&session, sub_account, BaseUrl::EMPTY);
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
//! On every change of status, from WAITING to VERIFIED, FAILED or EXPIRED, post the [`SessionBody`]
//! to `callbackUrl`. The reference page defines no other payload.

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
pub use error_id::{ErrorId, ErrorIdError};
pub use header::Header;
pub(crate) use refusal::refusals;
pub use session_body::SessionBody;
