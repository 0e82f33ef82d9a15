//! The time: that of this machine, or of a store that several machines share.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime};

use verify_core::time::Timestamp;

/// An instant of this process, to which the other times belong.
static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// What the shared clock showed then, in milliseconds since 1970; 0 while nobody has set it.
static SHARED: AtomicU64 = AtomicU64::new(0);

/// Returns the present time: that of a [shared](follow) clock if there is one. A clock of this
/// machine that is set before 1970 reads as 1970.
#[must_use]
pub fn now() -> Timestamp {
    match SHARED.load(Ordering::Relaxed) {
        0 => {
            let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
            Timestamp::UNIX_EPOCH.saturating_add(since_1970.unwrap_or_default())
        }
        shared => {
            Timestamp::from_unix_millis(shared.saturating_add(elapsed())).unwrap_or(Timestamp::MAX)
        }
    }
}

/// Goes by a clock that several machines share, which now shows this time.
pub fn follow(now: Timestamp) {
    SHARED.store(now.as_unix_millis().saturating_sub(elapsed()), Ordering::Relaxed);
}

/// Returns how many milliseconds of this process have passed. No clock that is set changes them.
fn elapsed() -> u64 {
    u64::try_from(BEGAN.elapsed().as_millis()).unwrap_or(u64::MAX)
}
