//! The stores, each compared with the model of the engine's tests, call by call and record by
//! record.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod bytes;
mod disk;
#[path = "../../../../tests/properties/engine_model.rs"]
mod engine_model;
#[path = "../../../../tests/engine/store.rs"]
mod engine_store;
mod in_redis;
mod late;
mod outbox;
mod pair;
mod place;
mod races;
mod sequences;
#[path = "../redis/server.rs"]
mod server;
mod stores;
mod tasks;
mod turns;
mod workers;
