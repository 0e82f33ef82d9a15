//! Requests to others: the one HTTP client of the service.
//!
//! Laws:
//!
//! 1. **No redirect is followed.** It is an answer as any other.
//! 2. **Every exchange ends in time**, from the look-up of the host to the last byte that is read.
//! 3. **A client for URLs that others choose reaches public addresses only**, and those that the
//!    operator allows. An address is checked after the host has been looked up, and the connection
//!    goes to that very address; each request looks the host up again.
//! 4. **No error and no log has a URL, a header or a body.**

mod address;
mod client;
mod connect;
mod failure;
mod retry_after;
mod secret;
mod stream;
mod tls;
mod url;

pub use address::Reach;
pub use client::{Answer, Client};
pub use failure::Failure;
pub use secret::Secrets;
pub use tls::Roots;
pub use url::Url;
