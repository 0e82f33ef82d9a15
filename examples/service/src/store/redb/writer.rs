//! The thread that writes what has changed.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::sync::watch;
use tracing::error;

use super::file::RecordsFile;
use super::row::{Row, Rows};
use crate::store::name::Name;
use crate::store::shared::Shared;

/// How far the groups of changes are. The first one has the number 1.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Progress {
    /// All groups up to this one are on disk.
    pub(super) committed: u64,
    /// The latest group that could not be written; what it changes is tried again with the next.
    pub(super) failed: u64,
}

/// Writes group after group.
pub(super) struct Writer {
    pub(super) shared: Arc<Shared>,
    pub(super) progress: watch::Sender<Progress>,
    /// Where the file is.
    pub(super) directory: PathBuf,
    /// The file, unless it has to be opened again.
    pub(super) file: Option<RecordsFile>,
    /// How many records are on disk, counted as often as they were written.
    pub(super) stored: usize,
    /// How many of them count: one for each name.
    pub(super) live: usize,
}

/// What is written with one commit.
struct Group {
    number: u64,
    names: Vec<Name>,
    rows: Rows,
}

/// How long the writer waits for changes before it looks for old rows.
const IDLE: Duration = Duration::from_secs(1);

/// How long it waits after a failure.
const AFTER_FAILURE: Duration = Duration::from_millis(200);

/// How long a commit takes on a fast disk. A slower one is followed by a pause of half the excess,
/// at most this long, so that the callers that were just answered can join the next group: a commit
/// for all of them takes about as long as one for half of them.
const FAST: Duration = Duration::from_millis(1);

/// How many records may be on disk beyond one and a half times those that count.
const SLACK: usize = 4096;

/// How many old rows are removed with one commit at most.
const OLD_ROWS: usize = 32;

impl Writer {
    /// Starts the thread. It ends once the [changes](crate::store::changes::Changes) have ended and
    /// are written.
    pub(super) fn start(mut self) -> io::Result<JoinHandle<()>> {
        thread::Builder::new().name("writer".to_owned()).spawn(move || while self.go_on() {})
    }

    /// Writes a group, if there is one. Returns whether another one may follow.
    fn go_on(&mut self) -> bool {
        let old = self.old_rows().unwrap_or_default();
        let (group, has_ended) = self.next_group(&old);
        let Some(group) = group else {
            if !has_ended {
                thread::park_timeout(IDLE);
            }
            return !has_ended;
        };
        let began = Instant::now();
        if let Err(error) = self.commit(&group, &old) {
            error!(%error, "the records cannot be written");
            // After an error, redb wants the file to be opened again.
            self.file = None;
            self.shared.lock().changes.add_again(group.names);
            self.progress.send_modify(|progress| progress.failed = group.number);
            thread::sleep(AFTER_FAILURE);
            return !has_ended;
        }
        let removed = old.iter().map(|row| row.entries().count()).sum();
        self.stored = self.stored.saturating_sub(removed) + group.names.len();
        self.shared.lock().set_written(group.number, &group.names);
        self.progress.send_modify(|progress| progress.committed = group.number);
        thread::sleep((began.elapsed().saturating_sub(FAST) / 2).min(FAST));
        true
    }

    /// Takes what has changed, and what counts of the old rows, all at the same instant. `None` if
    /// there is nothing to write. Returns, too, whether nothing is to follow.
    fn next_group(&mut self, old: &[Row]) -> (Option<Group>, bool) {
        let mut records = self.shared.lock();
        let has_ended = records.changes.has_ended();
        self.live = records.len();
        if records.changes.is_empty() && old.is_empty() {
            return (None, has_ended);
        }
        for entry in old.iter().flat_map(Row::entries).flatten() {
            // Another value in memory is in a later row, or among the changes.
            if let Some(name) = records.accounts.name_of_bytes(entry.name)
                && entry.value.is_some()
                && records.with(&name, |value| value == entry.value)
            {
                records.changes.add(name);
            }
        }
        let (number, names) = records.changes.take();
        let mut rows = Rows::default();
        for name in &names {
            records.with(name, |value| rows.push(name, value));
        }
        (Some(Group { number, names, rows }), has_ended)
    }

    fn commit(&mut self, group: &Group, old: &[Row]) -> Result<(), redb::Error> {
        let file = match &mut self.file {
            Some(file) => file,
            file => file.insert(RecordsFile::open(&self.directory)?),
        };
        file.commit(&group.rows, old)
    }

    /// Reads the oldest rows if a third of what is on disk no longer counts.
    fn old_rows(&self) -> Result<Vec<Row>, redb::Error> {
        match &self.file {
            Some(file) if self.stored > self.live + self.live / 2 + SLACK => file.oldest(OLD_ROWS),
            _ => Ok(Vec::new()),
        }
    }
}
