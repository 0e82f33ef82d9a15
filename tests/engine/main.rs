//! The engine over a store: its keys, its races, all short sequences of calls, and a verifier that
//! answers alike.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod conversion;
#[path = "../properties/engine_model.rs"]
mod engine_model;
mod keys;
mod plans;
mod races;
mod same;
mod sequences;
mod store;
mod tiers;

use store as engine_store;

use verify_core::request::SubAccountId;
use verify_core::time::Timestamp;

/// 2026-03-05T10:00:00Z
fn start() -> Timestamp {
    Timestamp::from_unix_millis(1_772_704_800_000).unwrap()
}

fn sub_account() -> SubAccountId<'static> {
    SubAccountId::parse("demo-account-123").unwrap()
}
