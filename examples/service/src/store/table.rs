//! [`Table`]: records by name, each of which is forgotten when its time has come.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::time::Duration;

use verify_core::time::Timestamp;

use super::name::{ByHash, Name};
use super::wheel::Wheel;

/// Records by name, each of which is forgotten when its time has come.
pub(super) struct Table<V> {
    /// Several maps grow one after the other: nobody waits until all records have moved.
    maps: Vec<HashMap<Name, Kept<V>, ByHash>>,
    /// When each record is to be looked at.
    wheel: Wheel,
    len: usize,
}

/// A record, and until when it is kept.
pub(super) struct Kept<V> {
    pub(super) value: V,
    /// In milliseconds since 1970.
    until: u64,
    /// In which turn of the wheel it is; what another turn has is out of date.
    turn: u32,
}

/// In the place of a time, what is kept for ever.
const NEVER: u64 = u64::MAX;

impl<V> Kept<V> {
    /// Returns when it may be forgotten; `None` for never.
    pub(super) fn keep_until(&self) -> Option<Timestamp> {
        Timestamp::from_unix_millis(self.until).ok()
    }
}

impl<V> Table<V> {
    const MAPS: usize = 64;

    pub(super) fn new() -> Self {
        let maps = (0..Self::MAPS).map(|_| HashMap::default()).collect();
        Self { maps, wheel: Wheel::new(), len: 0 }
    }

    pub(super) fn get(&self, name: &Name) -> Option<&Kept<V>> {
        self.maps.get(Self::place(name))?.get(name)
    }

    pub(super) fn get_mut(&mut self, name: &Name) -> Option<&mut Kept<V>> {
        self.maps.get_mut(Self::place(name))?.get_mut(name)
    }

    /// Stores a record in place of the one of that name.
    pub(super) fn put(
        &mut self,
        now: Timestamp,
        name: Name,
        value: V,
        keep_until: Option<Timestamp>,
    ) {
        let until = keep_until.map_or(NEVER, Timestamp::as_unix_millis);
        let wait = Duration::from_millis(until.saturating_sub(now.as_unix_millis()));
        let Some(map) = self.maps.get_mut(Self::place(&name)) else { return };
        match map.entry(name) {
            Entry::Occupied(mut entry) => {
                let kept = entry.get_mut();
                // A turn that comes too early finds out; one that came too late would not.
                if until < kept.until {
                    kept.turn = self.wheel.put(name, wait);
                }
                (kept.value, kept.until) = (value, until);
            }
            Entry::Vacant(entry) => {
                let turn = if until == NEVER { 0 } else { self.wheel.put(name, wait) };
                entry.insert(Kept { value, until, turn });
                self.len += 1;
            }
        }
    }

    pub(super) fn remove(&mut self, name: &Name) -> Option<V> {
        let kept = self.maps.get_mut(Self::place(name))?.remove(name)?;
        self.len -= 1;
        Some(kept.value)
    }

    /// Looks at one record whose turn it is, and forgets it if its time has come. Returns whether
    /// there was one.
    pub(super) fn forget_one(&mut self, now: Timestamp, forget: impl FnOnce(Name, V)) -> bool {
        let Some((name, turn)) = self.wheel.take() else { return false };
        if let Some(map) = self.maps.get_mut(Self::place(&name))
            && let Some(kept) = map.get_mut(&name)
            && kept.turn == turn
            && kept.until != NEVER
        {
            match kept.until.saturating_sub(now.as_unix_millis()) {
                0 => {
                    if let Some(kept) = map.remove(&name) {
                        self.len -= 1;
                        forget(name, kept.value);
                    }
                }
                wait => kept.turn = self.wheel.put(name, Duration::from_millis(wait)),
            }
        }
        true
    }

    pub(super) fn advance(&mut self) {
        self.wheel.advance();
    }

    pub(super) const fn len(&self) -> usize {
        self.len
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&Name, &Kept<V>)> {
        self.maps.iter().flatten()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &Name> {
        self.iter().map(|(name, _)| name)
    }

    /// Returns which map has a name: by bits of the hash that the map itself does not look at.
    fn place(name: &Name) -> usize {
        usize::try_from(name.hash() >> 48).unwrap_or_default() % Self::MAPS
    }
}
