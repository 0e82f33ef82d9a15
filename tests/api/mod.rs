//! Programs as users write them, with nothing but the public API. Each was once tried by somebody
//! who knew only the documentation.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod conversions;
mod entropy;
mod refusals;
mod service;
mod sign_in;

use std::time::SystemTime;

use verify_core::time::Timestamp;

/// Returns the present time, as a user gets it.
fn now() -> Timestamp {
    let since_1970 = SystemTime::UNIX_EPOCH.elapsed().expect("the clock is past 1970");
    Timestamp::try_from(since_1970).expect("the clock is before the year 10000")
}
