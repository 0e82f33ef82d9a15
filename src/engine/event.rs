//! [`Event`]: what a plan wants to happen once it is committed.

use crate::session::{SessionId, Status};
use crate::time::Timestamp;

/// What is to happen once a plan is committed: an entry of an outbox, written in the same commit.
///
/// ```
/// use verify_core::engine::Event;
/// use verify_core::session::Status;
///
/// fn callback_is_due(event: Event) -> bool {
///     matches!(event, Event::Changed { to, .. } if to.is_final())
/// }
/// # assert!(!callback_is_due(Event::Changed {
/// #     session: verify_core::session::SessionId::from_bytes([0; 16]),
/// #     from: None,
/// #     to: Status::Waiting,
/// # }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// The message is to be sent. A later one for the same session supersedes it.
    Send {
        /// Which session.
        session: SessionId,
        /// When it was asked for: tells apart what is sent for one session.
        sent_at: Timestamp,
        /// When the session expires, after which the message must not go out any more.
        deadline: Timestamp,
    },
    /// The status has changed: a callback is due. It may be delivered more than once; the session
    /// and the status tell callbacks apart.
    Changed {
        /// Which session.
        session: SessionId,
        /// The status before; `None` for a new session.
        from: Option<Status>,
        /// The status from now on.
        to: Status,
    },
    /// [`Engine::expire`](super::Engine::expire) is to be called for the session at that time.
    ExpireAt {
        /// Which session.
        session: SessionId,
        /// When it expires, unless it is sent again or over before.
        at: Timestamp,
    },
}
