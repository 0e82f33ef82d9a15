//! The "Initiate verification v2" API as a running service: the I/O around [`verify_core::engine`],
//! which makes every decision.
//!
//! - [`store`]: where records are kept; one trait, one driver for each place.
//! - [`api`]: HTTP in front of the engine.
//! - [`page`]: the page of the demo.

pub mod api;
pub mod clock;
pub mod page;
pub mod store;
