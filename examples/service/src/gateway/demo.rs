//! [`Demo`]: the last messages, for the page at `/`.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::broadcast;

use super::Message;

/// The last messages, so that the demo can show them. It exists only where the service runs on a
/// loopback address with the token that it has printed itself.
pub struct Demo {
    state: Mutex<State>,
}

struct State {
    last: VecDeque<Arc<Message>>,
    /// `None` once the service ends.
    news: Option<broadcast::Sender<Arc<Message>>>,
}

impl Demo {
    /// How many messages are kept.
    pub const LEN: usize = 32;

    /// Makes a demo without messages.
    #[must_use]
    pub fn new() -> Self {
        let (news, _) = broadcast::channel(Self::LEN);
        Self { state: Mutex::new(State { last: VecDeque::new(), news: Some(news) }) }
    }

    /// Returns the last messages, the oldest one first, and a receiver of those that follow. It is
    /// closed when the service ends.
    #[must_use]
    pub fn follow(&self) -> (Vec<Arc<Message>>, Option<broadcast::Receiver<Arc<Message>>>) {
        let state = self.lock();
        (
            state.last.iter().cloned().collect(),
            state.news.as_ref().map(broadcast::Sender::subscribe),
        )
    }

    /// Adds a message.
    pub(crate) fn show(&self, message: Arc<Message>) {
        let mut state = self.lock();
        if state.last.len() == Self::LEN {
            state.last.pop_front();
        }
        state.last.push_back(Arc::clone(&message));
        if let Some(news) = &state.news {
            // Nobody looks at the page: the message is among the last ones.
            let _ = news.send(message);
        }
    }

    /// Closes all receivers.
    pub(crate) fn close(&self) {
        self.lock().news = None;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Demo {
    fn default() -> Self {
        Self::new()
    }
}
