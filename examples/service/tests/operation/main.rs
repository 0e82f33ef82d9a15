//! What an operator sees: metrics, health and readiness, the end at SIGTERM, and the files in
//! `deploy`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::float_cmp, reason = "what is counted is whole")]

mod counts;
mod deploy;
mod endless;
mod exposition;
mod probes;
mod refusals;
mod secrets;
#[path = "../http/service.rs"]
#[allow(dead_code, reason = "other tests need more of it")]
mod service;
mod sessions;
mod shutdown;
mod stores;
mod systemd;
mod unblock;
mod watched;
