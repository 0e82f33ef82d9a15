//! What verify-core leaves to its caller: the clock and the entropy of the operating system.

use std::time::SystemTime;

use getrandom::SysRng;
use verify_core::code::Generator;
use verify_core::request::Verification;
use verify_core::session::Session;
use verify_core::time::Timestamp;

use crate::problem::Problem;

/// Returns the time of the system's clock.
pub(crate) fn now() -> Result<Timestamp, Problem> {
    let since_epoch =
        SystemTime::UNIX_EPOCH.elapsed().map_err(|error| Problem::new("clock", error))?;
    Timestamp::try_from(since_epoch).map_err(|error| Problem::new("clock", error))
}

/// Seeds a generator from the system's entropy.
pub(crate) fn generator() -> Result<Generator, Problem> {
    Generator::try_from_rng(&mut SysRng).map_err(entropy)
}

/// Starts a session now.
pub(crate) fn start(verification: &Verification<'_>) -> Result<Session, Problem> {
    let (destination, policy) = (verification.destination(), verification.policy());
    Session::try_start(now()?, destination, policy, &mut SysRng).map_err(entropy)
}

pub(crate) fn entropy(error: getrandom::Error) -> Problem {
    Problem::new("the operating system's entropy", error)
}
