//! URLs: the ones of a session, and the one that a request names for callbacks.
//!
//! The law: a URL that is written here is a [`BaseUrl`], which the operator chooses, and a path,
//! which the API defines. The only text of a request in it is the parsed sub-account.
//!
//! ```
//! use verify_core::request::SubAccountId;
//! use verify_core::url::{BaseUrl, VerificationUrl, VerifyUri};
//!
//! let id = "a44a91be5ea54118a169020897df5459".parse()?;
//! let sub_account = SubAccountId::parse("demo-account-123")?;
//! assert_eq!(
//!     VerifyUri::new(BaseUrl::EMPTY, sub_account, id).to_string(),
//!     "/api/v2/subaccounts/demo-account-123/sessions/a44a91be5ea54118a169020897df5459",
//! );
//! assert_eq!(
//!     VerificationUrl::new(BaseUrl::parse("https://verify.example.com/")?, id).to_string(),
//!     "https://verify.example.com/sma/a44a91be5ea54118a169020897df5459",
//! );
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

mod base;
mod callback;
mod session;

pub use base::{BaseUrl, BaseUrlError};
pub use callback::{CallbackUrl, CallbackUrlError};
pub use session::{VerificationUrl, VerifyUri};
