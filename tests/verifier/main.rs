//! The laws of the verifier. All short sequences of operations, `model.rs`, run beside the
//! properties, whose model they share.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod laws;
mod memory;
