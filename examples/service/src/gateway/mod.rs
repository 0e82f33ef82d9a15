//! Where messages go: the trait [`Gateway`], and the queue in front of it.
//!
//! The law: **a message is sent after its plan is committed, and whoever asked for it does not
//! wait.** There is room in the queue before anything is committed: see [`Outbox::reserve`].

mod demo;
mod message;
mod outbox;
mod terminal;

use std::future::Future;

pub use demo::Demo;
pub use message::{Content, Message};
pub use outbox::{Outbox, Room};
pub use terminal::Terminal;

/// A way to send messages: an aggregator's API, SMPP, a terminal.
pub trait Gateway: Send + 'static {
    /// Sends a message. An implementation retries as it sees fit until [`Message::deadline`], and
    /// logs what fails without the text.
    fn send(&mut self, message: &Message) -> impl Future<Output = ()> + Send;
}
