//! Real processes: many clients at once, and processes that are killed.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod client;
mod disk_full;
mod kills;
mod races;
mod receiver;
mod service;
mod stored;
