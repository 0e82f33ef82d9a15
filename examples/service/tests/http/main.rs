//! The service over HTTP: each test starts a process of its own on a free port.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod bodies;
mod config;
mod connections;
mod gateway;
mod logs;
mod readme;
mod refusals;
mod service;
mod sessions;
mod shutdown;
mod slow;
mod sma;
mod tls;
mod webhooks;
