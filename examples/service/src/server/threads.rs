//! [`Threads`]: a runtime for each processor.

use std::io;
use std::num::NonZero;
use std::thread;

use tokio::runtime::{Builder, Handle};
use tokio::sync::watch;

/// Threads with a runtime each, one for each processor, which have the connections in turn.
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
    /// Starts the threads.
    ///
    /// # Errors
    /// The operating system has no thread left.
    pub fn start() -> io::Result<Self> {
        let (end, ended) = watch::channel(());
        let count = thread::available_parallelism().map_or(1, NonZero::get);
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
