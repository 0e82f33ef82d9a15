//! [`Task`]: something to be done once its commit is made.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use verify_core::session::SessionId;
use verify_core::time::Timestamp;

use super::Callback;
use crate::gateway::Message;

/// What a call wants to go out if its plan is committed.
#[derive(Debug, Default)]
pub struct Outgoing {
    /// The message of the plan's session, if there is anybody to send it.
    pub message: Option<Message>,
    /// Where the end of the session is posted. It is kept until then; a session that is sent again
    /// keeps the one that it has unless there is a new one.
    pub callback_url: Option<String>,
}

/// Something to be done once its commit is made.
#[derive(Debug)]
pub enum Task {
    /// A message to send.
    Send(Message),
    /// A status to post.
    Callback(Callback),
}

/// The kind of a task, each with a queue of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Messages.
    Send,
    /// Callbacks.
    Callback,
}

impl Kind {
    /// Both kinds.
    pub const ALL: [Self; 2] = [Self::Send, Self::Callback];
}

/// A task that somebody works on.
#[derive(Debug)]
pub struct Claimed {
    /// The sub-account that it belongs to.
    pub sub_account: Arc<str>,
    /// What is to be done.
    pub task: Task,
    /// How often it was tried before.
    pub tries: u32,
    /// Until when nobody else works on it. A worker that comes too late leaves it alone.
    pub lease_until: Instant,
}

/// What has become of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is over: done, or not to be done any more.
    Done,
    /// It is to be tried again after a while.
    Again(Duration),
}

impl Task {
    /// Returns its kind.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Send(_) => Kind::Send,
            Self::Callback(_) => Kind::Callback,
        }
    }

    /// Returns when it was made, which tells apart the messages of a session.
    #[must_use]
    pub const fn made_at(&self) -> Timestamp {
        match self {
            Self::Send(message) => message.sent_at,
            Self::Callback(callback) => callback.changed_at,
        }
    }

    /// Returns when it is given up.
    #[must_use]
    pub fn deadline(&self) -> Timestamp {
        match self {
            Self::Send(message) => message.deadline,
            Self::Callback(callback) => callback.deadline(),
        }
    }

    /// Returns the session that it belongs to.
    #[must_use]
    pub fn session(&self) -> SessionId {
        match self {
            Self::Send(message) => message.session,
            Self::Callback(callback) => callback.session.id(),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Send => "send",
            Self::Callback => "callback",
        })
    }
}
