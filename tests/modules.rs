//! The tests of the smaller modules, one folder each, and of programs as users write them. They are
//! one program, since each program takes time to build: what they share is compiled once.
//!
//! `cargo test --test modules limit::` runs those of one module.

mod api;
mod channel;
mod delivery;
mod limit;
mod response;
mod session;
mod template;
mod time;
mod tls;
mod url;
