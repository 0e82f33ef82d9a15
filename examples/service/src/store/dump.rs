//! What is in [`Records`], for a file and for whoever wants to see it.

use std::fmt;
use std::sync::Arc;

use verify_core::session::{Session, Status};
use verify_core::time::Timestamp;

use super::name::Name;
use super::records::{Records, Value};
use crate::outbox::{Kind, Task};

/// A record or a counter of a store. **A code may be among the bytes.**
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// The bytes of its [key](verify_core::engine::Key::to_bytes).
    pub key: Vec<u8>,
    /// Its value; that of a counter as 8 bytes, little-endian.
    pub value: Vec<u8>,
    /// When it may be forgotten; `None` for never.
    pub keep_until: Option<Timestamp>,
}

/// Hides the bytes.
impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record").field("keep_until", &self.keep_until).finish_non_exhaustive()
    }
}

/// The bytes of a record, and until when it is kept.
pub(super) type Bytes<'a> = (&'a [u8], Option<Timestamp>);

impl Records {
    /// Returns how many records there are.
    pub(super) fn len(&self) -> usize {
        let tasks = self.sends.len() + self.callbacks.len();
        self.values.len() + self.counters.len() + self.urls.len() + tasks
    }

    /// Looks at a record, or at `None` where it is missing.
    pub(super) fn with<T>(&self, name: &Name, look: impl FnOnce(Option<Bytes<'_>>) -> T) -> T {
        if name.is_counter() {
            let counter = self.counters.get(name);
            let counter = counter.map(|kept| (kept.value.to_le_bytes(), kept.keep_until()));
            return look(counter.as_ref().map(|(value, until)| (value.as_slice(), *until)));
        }
        look(match name.task() {
            Some(Kind::Send) => self.sends.get(name),
            Some(Kind::Callback) => self.callbacks.get(name),
            None if name.is_url() => {
                self.urls.get(name).map(|kept| (kept.value.as_bytes(), kept.keep_until()))
            }
            None => self.values.get(name).map(|kept| (kept.value.as_slice(), kept.keep_until())),
        })
    }

    /// Takes over a record that was stored before; `None` removes it. Returns `None` for bytes of
    /// something else.
    pub(super) fn restore(
        &mut self,
        now: Timestamp,
        name: &[u8],
        record: Option<Bytes<'_>>,
    ) -> Option<()> {
        let name = self.accounts.name_of_bytes(name)?;
        let Some((value, keep_until)) = record else {
            self.forget(&name);
            return Some(());
        };
        if name.is_counter() {
            let value = u64::from_le_bytes(value.try_into().ok()?);
            self.counters.put(now, name, value, keep_until);
        } else if let Some(kind) = name.task() {
            self.tasks(kind).restore(now, name, value)?;
        } else if name.is_url() {
            self.urls.put(now, name, str::from_utf8(value).ok()?.into(), keep_until);
        } else {
            if name.is_account() {
                self.accounts.restore(name.account(), str::from_utf8(value).ok()?.into());
            }
            self.values.put(now, name, Value::from_slice(value).ok()?, keep_until);
        }
        Some(())
    }

    /// Removes a record that was removed before.
    fn forget(&mut self, name: &Name) {
        if name.is_counter() {
            self.counters.remove(name);
        } else if let Some(kind) = name.task() {
            self.tasks(kind).remove(name);
        } else if name.is_url() {
            self.urls.remove(name);
        } else {
            self.values.remove(name);
        }
    }

    /// Has every session expire that waits.
    pub(super) fn expire_later(&mut self, now: Timestamp) {
        let sessions = self.values.iter().filter(|(name, _)| name.session().is_some());
        for (name, kept) in sessions {
            if let Ok(session) = Session::from_bytes(&kept.value)
                && session.latest_status() == Status::Waiting
            {
                self.expiring.put(*name, session.expires_at().saturating_duration_since(now));
            }
        }
    }

    /// Returns every record that the engine has written, in no order.
    pub(super) fn records(&self) -> Vec<Record> {
        let mut records = Vec::new();
        let names = self.values.names().chain(self.counters.names());
        for name in names.filter(|name| name.is_record()) {
            let Some(account) = self.accounts.of(name) else { continue };
            let key = [b"v1{", account.as_bytes(), b"}", name.rest()].concat();
            self.with(name, |record| {
                records.extend(record.map(|(value, keep_until)| Record {
                    key,
                    value: value.to_vec(),
                    keep_until,
                }));
            });
        }
        records
    }

    /// Returns every task with its sub-account, in no order.
    pub(super) fn all_tasks(&self) -> Vec<(Arc<str>, Task)> {
        let names = self.sends.names().chain(self.callbacks.names());
        let task = |name| {
            let task = self.with(name, |record| Task::from_bytes(record?.0).ok())?;
            Some((self.accounts.of(name)?, task))
        };
        names.filter_map(task).collect()
    }
}
