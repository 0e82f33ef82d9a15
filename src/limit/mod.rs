//! What stands between a service and people who guess codes or pump traffic: [`RateLimit`] for how
//! often something may be requested, [`FailureCount`] for how often a code may be wrong.
//!
//! Law: a refused call costs nothing, and a clock that steps back frees nothing. A caller refused
//! at the end of time ([`Timestamp::MAX`](crate::time::Timestamp::MAX)) stays refused.
//!
//! One value belongs to one key, and the caller chooses the keys: the client's IP address (of an
//! IPv6 address the first 64 bits, which belong to one customer), the destination, the destination
//! without its last four digits (pumping walks through ranges of numbers), the country. To apply
//! several limits at once, try them on clones, so that a refusal by one counts on none:
//!
//! ```
//! use core::time::Duration;
//! use std::collections::HashMap;
//! use verify_core::limit::{Quota, RateLimit};
//! use verify_core::time::Timestamp;
//!
//! const HOUR: Duration = Duration::from_secs(3600);
//! let per_client = Quota::new(60, HOUR, 10)?; // 60 an hour, 10 at once
//! let per_range = Quota::new(100, HOUR, 20)?;
//!
//! let (client, destination) = ("203.0.113.7", "+14155550123");
//! let range = &destination[..destination.len() - 4];
//!
//! let now = Timestamp::from_unix_millis(1_766_037_594_090)?;
//! let mut limits = HashMap::<&str, RateLimit>::new();
//! let mut by_client = limits.get(client).cloned().unwrap_or(RateLimit::new(per_client));
//! let mut by_range = limits.get(range).cloned().unwrap_or(RateLimit::new(per_range));
//! if let Err(refused) = by_client.try_acquire(now).and_then(|()| by_range.try_acquire(now)) {
//!     println!("429, Retry-After: {}", refused.seconds());
//! } else {
//!     limits.insert(client, by_client);
//!     limits.insert(range, by_range);
//! }
//! # assert_eq!(limits.len(), 2);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! A shared store must write them with a compare-and-swap, otherwise two simultaneous calls count
//! as one. Where many calls meet at one key, such as that of a country, most swaps then fail: keep
//! a bare integer instead, which the store [raises](Raise) in one operation.

mod client;
mod failures;
mod quota;
mod raise;
mod rate;
mod retry_after;

pub use client::ClientKey;
pub use failures::{Blocked, FailureCount};
pub use quota::{Quota, QuotaError};
pub use raise::Raise;
pub use rate::RateLimit;
pub use retry_after::RetryAfter;
