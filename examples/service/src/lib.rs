//! The "Initiate verification v2" API as a running service: the I/O around [`verify_core::engine`],
//! which makes every decision.
//!
//! - [`config`]: what the environment says.
//! - [`server`]: connections, their time and their TLS.
//! - [`auth`]: who may use the API.
//! - [`api`]: HTTP in front of the engine.
//! - [`store`]: where records are kept; one trait, one driver for each place.
//! - [`operation`]: what the tools of an operator ask.
//! - [`outbox`]: what a commit sets in motion, until it is done.
//! - [`gateway`]: where messages go.
//! - [`metrics`]: what has happened, for Prometheus.
//! - [`callback`]: posts changes of status.
//! - [`outgoing`]: the HTTP client.
//! - [`page`]: the page of the demo.
//! - [`networks`]: sets of addresses.
//! - [`sma`]: who knows the numbers of phones without a code.
//! - `working`: who works off the outbox.
//! - [`service`]: all of it together.

pub mod api;
pub mod auth;
pub mod callback;
pub mod clock;
pub mod config;
pub mod gateway;
pub mod metrics;
pub mod networks;
pub mod operation;
pub mod outbox;
pub mod outgoing;
pub mod page;
pub mod server;
pub mod service;
pub mod sma;
pub mod store;
mod working;
