//! The decisions about a session and the wrong codes of its destination, on values, wherever they
//! are kept.

use super::sending::Sending;
use crate::session::{Policy, Session, Status, TooEarly, Verdict};
use crate::time::Timestamp;

/// What a verdict does to the count of wrong codes of the destination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// Nothing: the session was over, or has no code that could be guessed.
    Nothing,
    /// One more wrong code.
    Failure,
    /// A right one.
    Success,
}

/// Whether a check asks the failures of the destination first. Once a session is over, its status
/// is no secret; and without a code there is nothing to guess.
#[inline]
pub(crate) fn asks_failures(now: Timestamp, session: &Session) -> bool {
    !session.code().is_empty() && session.status_at(now) == Status::Waiting
}

/// Compares what a person entered. Call it only if [the failures](asks_failures) allow it.
#[inline]
pub(crate) fn check(now: Timestamp, session: &mut Session, entered: &str) -> (Verdict, Counted) {
    let verdict = session.check(now, entered);
    let counted = match verdict {
        Verdict::Verified => Counted::Success,
        Verdict::Wrong { .. } | Verdict::Failed if !session.code().is_empty() => Counted::Failure,
        Verdict::Wrong { .. } | Verdict::Failed | Verdict::Over(_) => Counted::Nothing,
    };
    (verdict, counted)
}

/// Verifies a session without a code.
pub(crate) fn confirm(now: Timestamp, session: &mut Session) -> (Verdict, Counted) {
    let verdict = session.confirm(now);
    let is_new = verdict == Verdict::Verified;
    (verdict, if is_new { Counted::Success } else { Counted::Nothing })
}

/// Decides what becomes of the session that was last seen waiting, without changing it.
///
/// # Errors
///
/// [`TooEarly`] if it was sent too recently.
pub(crate) fn sending(
    now: Timestamp,
    waiting: Option<&Session>,
    policy: Policy,
) -> Result<Sending, TooEarly> {
    match waiting {
        Some(session) if session.status_at(now) == Status::Waiting => {
            session.allows_resend(now, policy).map(|()| Sending::Again)
        }
        _ => Ok(Sending::New),
    }
}

/// Returns the code that a message would carry if it is kept: that of a session that waits, unless
/// the request wants another one.
pub(crate) fn kept_code(now: Timestamp, waiting: Option<&Session>, policy: Policy) -> Option<&str> {
    let session = waiting.filter(|it| it.status_at(now) == Status::Waiting)?;
    let is_kept = !policy.reset_session && !session.code().is_empty();
    is_kept.then(|| session.code().expose())
}
