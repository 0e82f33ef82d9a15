//! [`Threads`]: who serves connections.

use std::io;
use std::num::NonZero;
use std::thread;

use tokio::runtime::{Builder, Handle};
use tokio::sync::watch;

/// Threads with a runtime each, which have the connections in turn.
///
/// A connection stays on its thread. Where a call is decided in the memory of this process, that is
/// faster than threads that share what there is to do: none wakes another one, or takes from it.
pub struct Threads {
    runtimes: Vec<Handle>,
    next: usize,
    /// The threads end when it is dropped.
    _end: watch::Sender<()>,
}

impl Threads {
    /// Starts this many threads, or one for each processor.
    ///
    /// # Errors
    /// The operating system has no thread left.
    pub fn start(count: Option<usize>) -> io::Result<Self> {
        let (end, ended) = watch::channel(());
        let processors = || thread::available_parallelism().map_or(1, NonZero::get);
        let count = count.unwrap_or_else(processors);
        let start = |_| {
            let runtime = Builder::new_current_thread().enable_all().build()?;
            let handle = runtime.handle().clone();
            let mut ended = ended.clone();
            thread::Builder::new().name("connections".to_owned()).spawn(move || {
                let _ = runtime.block_on(ended.changed());
                // What the deadline has cut off is not waited for.
                runtime.shutdown_background();
            })?;
            Ok(handle)
        };
        let runtimes = (0..count).map(start).collect::<io::Result<_>>()?;
        Ok(Self { runtimes, next: 0, _end: end })
    }

    /// Returns whose turn it is to have a connection.
    pub(super) fn next(&mut self) -> Handle {
        self.next = (self.next + 1) % self.runtimes.len().max(1);
        self.runtimes.get(self.next).cloned().unwrap_or_else(Handle::current)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use std::collections::HashMap;
    use std::future::pending;
    use std::thread;

    use tokio::sync::oneshot;

    use super::Threads;

    #[tokio::test]
    async fn connections_are_dealt_out_in_turn() {
        let mut threads = Threads::start(Some(3)).unwrap();
        let mut served = HashMap::<_, u32>::new();
        for _ in 0..6 {
            let of = threads.next().spawn(async { thread::current().id() }).await.unwrap();
            *served.entry(of).or_default() += 1;
        }
        assert_eq!(served.into_values().collect::<Vec<_>>(), [2, 2, 2]);
    }

    #[tokio::test]
    async fn what_is_under_way_ends_with_the_threads() {
        let mut threads = Threads::start(Some(2)).unwrap();
        let (held, dropped) = oneshot::channel::<()>();
        threads.next().spawn(async move {
            pending::<()>().await;
            drop(held);
        });
        drop(threads);
        assert!(dropped.await.is_err());
    }
}
