//! [`Redb`]: records in a file.

mod error;
mod file;
mod row;
mod writer;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;

use tokio::sync::watch;
use verify_core::code::Generator;
use verify_core::engine::{Action, Call, Plan};
use verify_core::time::Timestamp;

pub use error::OpenError;

use super::changes::Changes;
use super::dump::Record;
use super::records::Records;
use super::shared::Shared;
use super::{Committed, NotCommitted, Setup, Store};
use crate::outbox::{Claimed, Kind, Outcome, Outgoing, Task};
use file::RecordsFile;
use row::Entry;
use writer::{Progress, Writer};

/// Records in a file of [redb](https://docs.rs/redb), and in memory while the process runs.
///
/// One process opens the file at a time. Calls are decided on in memory, one after the other. A
/// thread writes all that has changed since its last commit with the next one, each record once.
/// Only then are the calls answered whose changes these are, and those that have read them.
///
/// If a commit fails, because the disk is full, say, its calls are answered with
/// [`NotCommitted::Down`], and what they have changed is tried again with the next commit. They may
/// therefore have happened nevertheless, as with every answer 503: a session may exist whose start
/// was answered so, and a wrong code counts. Until a commit succeeds, all calls are answered so.
pub struct Redb {
    shared: Arc<Shared>,
    progress: watch::Receiver<Progress>,
    writer: Option<JoinHandle<()>>,
}

impl Redb {
    /// Opens the file in a directory, or creates both, and reads all records.
    ///
    /// # Errors
    ///
    /// [`OpenError`]: the file cannot be opened or is no such file, or the operating system has
    /// neither entropy nor a thread left.
    pub fn open(directory: &Path, setup: Setup) -> Result<Self, OpenError> {
        let store = Self::open_without_turns(directory, setup)?;
        Shared::keep_turning(&store.shared).map_err(redb::Error::from)?;
        Ok(store)
    }

    /// Opens the file as [`open`](Self::open) does, but forgets and expires nothing by itself: only
    /// when it has a [turn](Self::turn).
    ///
    /// # Errors
    ///
    /// As for [`open`](Self::open).
    pub fn open_without_turns(directory: &Path, setup: Setup) -> Result<Self, OpenError> {
        let file = RecordsFile::open(directory)?;
        if !file.is_of_this_version()? {
            return Err(OpenError::Version);
        }
        let (records, stored) = read(&file, (setup.clock)())?;
        let live = records.len();
        let shared = Arc::new(Shared::new(records, setup));
        let (sender, progress) = watch::channel(Progress::default());
        let writer = Writer {
            shared: Arc::clone(&shared),
            progress: sender,
            directory: directory.to_owned(),
            file: Some(file),
            stored,
            live,
        };
        let writer = Some(writer.start().map_err(redb::Error::from)?);
        Ok(Self { shared, progress, writer })
    }

    /// Returns every record that the engine has written, in no order.
    #[must_use]
    pub fn records(&self) -> Vec<Record> {
        self.shared.lock().records()
    }

    /// Returns every task with its sub-account, in no order.
    #[must_use]
    pub fn tasks(&self) -> Vec<(Arc<str>, Task)> {
        self.shared.lock().all_tasks()
    }

    /// Has a turn, as happens by itself eight times a second: forgets what need not be kept, and
    /// expires sessions.
    pub fn turn(&self) {
        self.shared.turn();
    }

    fn wake_writer(&self) {
        if let Some(writer) = &self.writer {
            writer.thread().unpark();
        }
    }

    /// Waits until a group of changes is on disk.
    async fn written(&self, group: u64) -> Result<(), NotCommitted> {
        let mut progress = self.progress.clone();
        let is_over = |progress: &Progress| progress.committed.max(progress.failed) >= group;
        // An error says that the writer has ended.
        let progress = progress.wait_for(is_over).await.map_err(|_| NotCommitted::Down)?;
        if progress.committed >= group { Ok(()) } else { Err(NotCommitted::Down) }
    }
}

impl Store for Redb {
    async fn drive<'a, A>(
        &self,
        mut call: Call<'a, A>,
        outgoing: impl Fn(&Plan<'a, A::Answer>) -> Outgoing + Send + Sync,
    ) -> Result<Committed<'a, A>, NotCommitted>
    where
        A: Action + Send + Sync,
        A::Answer: Send + Sync,
    {
        let (plan, group) = self.shared.drive(&mut call, outgoing);
        self.wake_writer();
        // A refusal, too, holds only if what was read is on disk.
        self.written(group).await?;
        self.shared.observe(&plan);
        plan
    }

    async fn claim(&self, kind: Kind, most: usize) -> Vec<Claimed> {
        self.shared.claim(kind, most).await
    }

    async fn finish(&self, claimed: Claimed, outcome: Outcome) {
        self.shared.finish(&claimed, outcome);
        self.wake_writer();
    }

    async fn waiting(&self, kind: Kind) -> Result<usize, NotCommitted> {
        let Progress { committed, failed } = *self.progress.borrow();
        if failed > committed { Err(NotCommitted::Down) } else { Ok(self.shared.waiting(kind)) }
    }
}

/// Waits until everything is on disk.
impl Drop for Redb {
    fn drop(&mut self) {
        self.shared.lock().changes.end();
        self.wake_writer();
        if let Some(writer) = self.writer.take() {
            // It has nothing to say but that it panicked.
            let _ = writer.join();
        }
    }
}

/// Reads all records. Returns them with how many there are on disk, counted as often as they were
/// written.
fn read(file: &RecordsFile, now: Timestamp) -> Result<(Records, usize), OpenError> {
    let rng = Generator::try_from_rng(&mut getrandom::SysRng);
    let mut records = Records::new(rng.map_err(io::Error::other)?);
    let mut stored = 0;
    file.for_each(|row| {
        for entry in row.entries() {
            let restored =
                entry.and_then(|Entry { name, value }| records.restore(now, name, value));
            restored.ok_or(OpenError::Row { number: row.number })?;
            stored += 1;
        }
        Ok(())
    })?;
    records.expire_later(now);
    records.changes = Changes::in_groups();
    Ok((records, stored))
}
