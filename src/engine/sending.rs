//! [`Sending`]: what becomes of a destination's session.

/// What becomes of a destination's session when a request asks for one.
///
/// There are no other cases, and none will be added.
///
/// ```
/// use verify_core::engine::Sending;
///
/// fn log_line(sending: Sending) -> &'static str {
///     match sending {
///         Sending::New => "a session starts",
///         Sending::Again => "its message is sent again",
///     }
/// }
/// assert_eq!(log_line(Sending::New), "a session starts");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sending {
    /// None waits for a code: a new session starts.
    New,
    /// The session that waits is sent again.
    Again,
}
