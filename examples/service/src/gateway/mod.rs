//! Where messages go: the trait [`Gateway`].
//!
//! The law: **a message is sent after its plan is committed, and whoever asked for it does not
//! wait.** Until then, it is a task of the [outbox](crate::outbox).

mod demo;
mod message;
pub mod smpp;
mod terminal;
mod webhook;

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::time::Duration;

pub use demo::Demo;
pub use message::{Content, Message};
pub use terminal::Terminal;
pub use webhook::{Endpoint, Webhook};

/// A way to send messages: an aggregator's API, SMPP, a terminal.
pub trait Gateway: Send + Sync + 'static {
    /// Sends a message, once. Several are sent at the same time. It ends within
    /// [`TIME`](crate::outbox::TIME), whatever the other side does; what it logs has neither text
    /// nor number.
    ///
    /// The session and [`Message::sent_at`] tell messages apart: the same pair may come again.
    ///
    /// # Errors
    /// [`SendError`].
    fn send(&self, message: &Message) -> impl Future<Output = Result<(), SendError>> + Send;

    /// Returns how many messages are sent at the same time.
    fn window(&self) -> usize {
        64
    }
}

/// A gateway that sends nothing, where only the page of the demo shows messages.
#[derive(Clone, Copy, Debug, Default)]
pub struct Nowhere;

impl Gateway for Nowhere {
    async fn send(&self, _: &Message) -> Result<(), SendError> {
        Ok(())
    }
}

/// Why a message is not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SendError {
    /// The other side does not take it now: it is tried again after a while, as long as its session
    /// waits. The other side may say how long.
    Later(Option<Duration>),
    /// The other side refuses it for good.
    Refused,
    /// It was handed over, and no answer came: it may have been sent. It is not sent again, since
    /// the person could get it twice.
    Unknown,
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Later(_) => "the gateway does not take messages at present",
            Self::Refused => "the gateway refuses the message",
            Self::Unknown => "the gateway has not answered, and may have sent the message",
        })
    }
}

impl Error for SendError {}
