//! [`Changes`]: the names of the records that have changed since they were last written.

use std::collections::HashSet;

use super::name::{ByHash, Name};

/// The names of the records that have changed since they were last written: a group, which is
/// written with one commit.
#[derive(Default)]
pub(super) struct Changes {
    names: HashSet<Name, ByHash>,
    /// The number of this group, from 1; 0 if nothing is ever written.
    group: u64,
    has_ended: bool,
}

impl Changes {
    /// Starts with the first group.
    pub(super) fn in_groups() -> Self {
        Self { group: 1, ..Self::default() }
    }

    pub(super) fn add(&mut self, name: Name) {
        if self.group > 0 {
            self.names.insert(name);
        }
    }

    /// Adds the names of a group that could not be written.
    pub(super) fn add_again(&mut self, names: Vec<Name>) {
        self.names.extend(names);
    }

    /// Returns the number of this group.
    pub(super) const fn group(&self) -> u64 {
        self.group
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Takes out the names of this group, and begins the next one. Returns the number of the group.
    pub(super) fn take(&mut self) -> (u64, Vec<Name>) {
        let (group, names) = (self.group, self.names.drain().collect());
        self.group += 1;
        (group, names)
    }

    /// Returns the number of the latest group that has a name in it, or that was taken out.
    pub(super) fn latest_group(&self) -> u64 {
        if self.names.is_empty() { self.group.saturating_sub(1) } else { self.group }
    }

    /// Says that nothing is to follow.
    pub(super) fn end(&mut self) {
        self.has_ended = true;
    }

    pub(super) fn has_ended(&self) -> bool {
        self.has_ended
    }
}
