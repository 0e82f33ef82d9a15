//! The time of this machine.

use std::time::SystemTime;

use verify_core::time::Timestamp;

/// Returns the present time. A clock that is set before 1970 reads as 1970.
#[must_use]
pub fn now() -> Timestamp {
    let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Timestamp::UNIX_EPOCH.saturating_add(since_1970)
}
