//! [`Callback`]: a status that is to be posted.

use std::fmt;
use std::time::Duration;

use verify_core::session::{Session, Status};
use verify_core::time::Timestamp;

/// A status that is to be posted to the URL of a session.
///
/// It holds the session as it was after the change, so that what is posted stays the same however
/// late it is.
pub struct Callback {
    /// Where to.
    pub url: String,
    /// The session after the change.
    pub session: Session,
    /// When it has changed.
    pub changed_at: Timestamp,
}

impl Callback {
    /// How long it is tried.
    pub const MAX_AGE: Duration = Duration::from_secs(24 * 3600);

    /// Returns the callback of a session that is over; `None` if it was cancelled: for its client,
    /// it is gone.
    #[must_use]
    pub fn of(url: String, session: &Session, now: Timestamp) -> Option<Self> {
        // A session is not copied by accident, since it holds a code.
        let session = Session::from_bytes(&session.to_bytes()).ok()?;
        (!is_cancelled(&session, now)).then_some(Self { url, session, changed_at: now })
    }

    /// Returns the status that is posted.
    #[must_use]
    pub fn status(&self) -> Status {
        self.session.latest_status()
    }

    /// Returns when it is given up.
    #[must_use]
    pub fn deadline(&self) -> Timestamp {
        self.changed_at.saturating_add(Self::MAX_AGE)
    }
}

/// Whether a session was cancelled: it is over before its time. For clients, it is gone.
pub(crate) fn is_cancelled(session: &Session, now: Timestamp) -> bool {
    session.latest_status() == Status::Expired && now < session.expires_at()
}

/// Hides the URL, which may hold a secret of the client.
impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Callback")
            .field("session", &self.session.id())
            .field("status", &self.status())
            .finish_non_exhaustive()
    }
}
