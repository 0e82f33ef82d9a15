//! The verifier: its laws, and all short sequences of operations compared with a model.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod laws;
mod model;
#[path = "../properties/verifier_limits.rs"]
mod verifier_limits;
#[path = "../properties/verifier_model.rs"]
mod verifier_model;
