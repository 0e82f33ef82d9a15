//! [`Messages`]: the last messages that the demo "sent".

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

/// How many messages are kept.
const KEPT: usize = 100;

/// A message as the phone shows it.
#[derive(Clone, Serialize)]
pub struct Message {
    /// Whose phone it arrives on: the digits of the number.
    pub to: String,
    /// The channel.
    pub channel: &'static str,
    /// The sender that the phone shows, if any.
    pub from: Option<String>,
    /// What it says.
    pub text: String,
    /// When it was sent (RFC 3339).
    pub at: String,
}

/// The last messages, numbered from 1.
#[derive(Default)]
pub struct Messages(Mutex<Ring>);

#[derive(Default)]
struct Ring {
    last: u64,
    messages: VecDeque<(u64, Message)>,
}

/// A message with its number.
#[derive(Serialize)]
pub(super) struct Numbered {
    number: u64,
    #[serde(flatten)]
    message: Message,
}

impl Messages {
    /// Adds a message; the oldest makes room for it.
    pub fn push(&self, message: Message) {
        let mut ring = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        ring.last += 1;
        let number = ring.last;
        if ring.messages.len() == KEPT {
            ring.messages.pop_front();
        }
        ring.messages.push_back((number, message));
    }

    /// Returns the messages after the one of this number.
    pub(super) fn after(&self, number: u64) -> Vec<Numbered> {
        let ring = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let later = ring.messages.iter().filter(|(each, _)| *each > number);
        later
            .map(|(number, message)| Numbered { number: *number, message: message.clone() })
            .collect()
    }
}
