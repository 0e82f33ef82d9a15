//! [`Workers`]: those of a process, one for each kind of task.

use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Instant, timeout_at};

use super::Poster;
use super::post::Posting;
use super::send::Sender;
use super::worker::{self, Stage};
use crate::gateway::{Demo, Gateway};
use crate::store::{Observer, Store};

/// The workers of a process, one for each kind of task.
pub struct Workers<S> {
    store: Arc<S>,
    observer: Arc<dyn Observer>,
    tasks: JoinSet<()>,
    stage: watch::Sender<Stage>,
}

impl<S: Store> Workers<S> {
    /// Starts without a worker: tasks stay in the store.
    #[must_use]
    pub fn new(store: Arc<S>, observer: Arc<dyn Observer>) -> Self {
        let workers = Self::waiting(store, observer);
        workers.begin();
        workers
    }

    /// Starts as [`new`](Self::new) does, with workers that take no task before they
    /// [begin](Self::begin).
    #[must_use]
    pub fn waiting(store: Arc<S>, observer: Arc<dyn Observer>) -> Self {
        let stage = watch::Sender::new(Stage::Waiting);
        Self { store, observer, tasks: JoinSet::new(), stage }
    }

    /// Lets the workers begin.
    pub fn begin(&self) {
        self.stage.send_replace(Stage::Working);
    }

    /// Returns the store whose tasks they work off.
    #[must_use]
    pub fn store(&self) -> Arc<S> {
        Arc::clone(&self.store)
    }

    /// Begins to send messages, and to show them in the demo if there is one.
    pub fn send(&mut self, gateway: impl Gateway, demo: Option<Arc<Demo>>) {
        let sender = Sender::new(gateway, demo, Arc::clone(&self.observer));
        self.tasks.spawn(worker::run(self.store(), sender, self.stage.subscribe()));
    }

    /// Begins to post callbacks.
    pub fn post(&mut self, poster: impl Poster) {
        let posting = Posting { poster, observer: Arc::clone(&self.observer) };
        self.tasks.spawn(worker::run(self.store(), posting, self.stage.subscribe()));
    }

    /// Waits for a task at the end, beside the workers, such as a connection of the gateway.
    pub fn beside(&mut self, task: JoinHandle<()>) {
        self.tasks.spawn(async move {
            // What has become of it is in the log.
            let _ = task.await;
        });
    }

    /// Ends with what is under way, for which there is time until the deadline. Tasks that do not
    /// outlive this process are done first.
    pub async fn end(mut self, deadline: Instant) {
        self.stage.send_replace(Stage::Ending);
        let all = async { while self.tasks.join_next().await.is_some() {} };
        if timeout_at(deadline, all).await.is_err() {
            tracing::warn!("some messages or callbacks were cut off");
            self.tasks.shutdown().await;
        }
    }
}
