//! `openapi.json` beside the crate and the running service: neither says more than the other.

#![allow(
    clippy::unwrap_used,
    clippy::missing_panics_doc,
    reason = "a test that panics is a test that fails"
)]

mod answers;
mod bodies;
mod client;
mod document;
mod errors;
mod limits;
mod paths;
