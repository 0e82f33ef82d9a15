//! [`Outbox`]: the queue between the API and a gateway.

use std::sync::Arc;

use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::{Demo, Gateway, Message};

/// How many messages may wait for the gateway.
const LEN: usize = 1024;

/// The queue between the API and a gateway.
///
/// When it is full, a start is refused with HTTP 503 before anything changes: what is committed has
/// its place in the queue.
#[derive(Clone, Default)]
pub struct Outbox {
    gateway: Option<mpsc::Sender<Arc<Message>>>,
    demo: Option<Arc<Demo>>,
}

/// The queue is full.
#[derive(Clone, Copy, Debug)]
pub struct Full;

/// A place in the queue.
#[derive(Default)]
pub struct Room<'o> {
    permit: Option<mpsc::Permit<'o, Arc<Message>>>,
    demo: Option<&'o Demo>,
}

impl Outbox {
    /// Starts to send what is put into the outbox. The task ends, with everything sent, once all
    /// clones of the outbox are dropped.
    pub fn start(gateway: impl Gateway) -> (Self, JoinHandle<()>) {
        let (sender, mut queue) = mpsc::channel::<Arc<Message>>(LEN);
        let task = tokio::spawn(async move {
            while let Some(message) = queue.recv().await {
                let _ = gateway.send(&message).await;
            }
        });
        (Self { gateway: Some(sender), demo: None }, task)
    }

    /// Shows the messages in a demo as well.
    #[must_use]
    pub fn with_demo(mut self, demo: Arc<Demo>) -> Self {
        self.demo = Some(demo);
        self
    }

    /// Returns the demo that messages are shown in.
    #[must_use]
    pub const fn demo(&self) -> Option<&Arc<Demo>> {
        self.demo.as_ref()
    }

    /// Takes a place in the queue for a message that may come.
    ///
    /// # Errors
    /// [`Full`]: the gateway does not keep up.
    pub fn reserve(&self) -> Result<Room<'_>, Full> {
        let permit = self.gateway.as_ref().map(mpsc::Sender::try_reserve);
        Ok(Room { permit: permit.transpose().map_err(|_| Full)?, demo: self.demo.as_deref() })
    }
}

impl Room<'_> {
    /// Puts a message into its place. It is made only if there is anybody to send it.
    pub fn send(self, message: impl FnOnce() -> Option<Message>) {
        if self.permit.is_none() && self.demo.is_none() {
            return;
        }
        let Some(message) = message().map(Arc::new) else { return };
        if let Some(demo) = self.demo {
            demo.show(Arc::clone(&message));
        }
        if let Some(permit) = self.permit {
            permit.send(message);
        }
    }
}
