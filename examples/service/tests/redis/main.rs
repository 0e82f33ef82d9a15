//! Several processes that share a Redis server or a cluster, which is Debian's `redis-server`.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

#[path = "../process/client.rs"]
mod client;
mod clocks;
mod cluster;
mod config;
mod counters;
mod direct;
mod down;
mod fleet;
mod kills;
mod memory;
mod races;
mod readme;
mod server;
#[path = "../process/service.rs"]
mod service;
mod tasks;
mod tls;
mod trips;
