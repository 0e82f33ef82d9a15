//! Callbacks and the gateway webhook, against receivers of the tests' own on loopback.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod addresses;
mod callbacks;
mod expired;
mod gateway;
mod guard;
mod logs;
mod process;
mod receiver;
mod requests;
mod signatures;
mod support;
mod troubles;
