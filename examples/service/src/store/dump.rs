//! What is in [`Records`], for a file and for whoever wants to see it.

use std::fmt;

use verify_core::session::{Session, Status};
use verify_core::time::Timestamp;

use super::name::Name;
use super::records::{Records, Value};

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
        self.values.len() + self.counters.len()
    }

    /// Looks at a record, or at `None` where it is missing.
    pub(super) fn with<T>(&self, name: &Name, look: impl FnOnce(Option<Bytes<'_>>) -> T) -> T {
        if name.is_counter() {
            let counter = self.counters.get(name);
            let counter = counter.map(|kept| (kept.value.to_le_bytes(), kept.keep_until()));
            return look(counter.as_ref().map(|(value, until)| (value.as_slice(), *until)));
        }
        look(self.values.get(name).map(|kept| (kept.value.as_slice(), kept.keep_until())))
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
        match record {
            None if name.is_counter() => self.counters.remove(&name),
            None => self.values.remove(&name),
            Some((value, keep_until)) if name.is_counter() => {
                let value = u64::from_le_bytes(value.try_into().ok()?);
                self.counters.put(now, name, value, keep_until);
            }
            Some((value, keep_until)) => {
                if name.is_account() {
                    self.accounts.restore(name.account(), str::from_utf8(value).ok()?.into());
                }
                self.values.put(now, name, Value::from_slice(value).ok()?, keep_until);
            }
        }
        Some(())
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

    /// Returns every record, in no order.
    pub(super) fn records(&self) -> Vec<Record> {
        let mut records = Vec::new();
        let names = self.values.names().chain(self.counters.names());
        for name in names.filter(|name| !name.is_account()) {
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
}
