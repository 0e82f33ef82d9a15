//! When a callback is tried again.

use std::time::Duration;

/// How long the first wait is. Each later one is twice as long.
pub const FIRST: Duration = Duration::from_secs(1);

/// How long a wait is at most, even if the receiver asks for more.
pub const LONGEST: Duration = Duration::from_secs(3600);

/// Returns how long to wait after a try, before which there were others. The receiver may have
/// asked for a longer time.
#[must_use]
pub fn wait(tries: u32, asked: Option<Duration>) -> Duration {
    let doubled = FIRST.saturating_mul(2_u32.saturating_pow(tries));
    doubled.max(asked.unwrap_or_default()).min(LONGEST)
}

/// Makes a time longer by up to a tenth, at random, so that what failed together is not tried
/// together.
pub(super) fn spread(wait: Duration) -> Duration {
    let mut random = [0; 1];
    // Without entropy, nothing is spread.
    let _ = getrandom::fill(&mut random);
    let [random] = random;
    wait + wait * u32::from(random) / 2560
}
