//! The service over HTTP: each test starts a process of its own on a free port.

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
