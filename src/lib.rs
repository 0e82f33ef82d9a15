//! [`buffer`]: crate::buffer
//! [`channel`]: crate::channel
//! [`code`]: crate::code
//! [`delivery`]: crate::delivery
//! [`engine`]: crate::engine
//! [`limit`]: crate::limit
//! [`phone`]: crate::phone
//! [`request`]: crate::request
//! [`response`]: crate::response
//! [`session`]: crate::session
//! [`sms`]: crate::sms
//! [`stored`]: crate::stored
//! [`template`]: crate::template
//! [`time`]: crate::time
//! [`tls`]: crate::tls
//! [`url`]: crate::url
//! [`verifier`]: crate::verifier
//! [ARCHITECTURE.md]: crate::_documents::architecture
//! [CHANGELOG.md]: crate::_documents::changelog
//! [CONFORMANCE.md]: crate::_documents::conformance
//! [CONTRIBUTING.md]: crate::_documents::contributing
//! [INTEROP.md]: crate::_documents::interop
//! [NOTICE]: crate::_documents::notice
//! [RESULTS.md]: crate::_documents::results
//! [SECURITY.md]: crate::_documents::security
//!
// The first definition of a link counts: on docs.rs the README leads to pages, in the repository
// to files.
#![doc = include_str!("../README.md")]
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(doc)]
pub mod _documents;
mod bounded;
pub mod buffer;
pub mod channel;
pub mod code;
mod defmt;
pub mod delivery;
pub mod engine;
pub mod limit;
pub mod phone;
pub mod request;
pub mod response;
pub mod session;
pub mod sms;
pub mod stored;
mod sub_account;
pub mod template;
pub mod time;
pub mod tls;
mod unicode;
pub mod url;
mod uuid;
pub mod verifier;
