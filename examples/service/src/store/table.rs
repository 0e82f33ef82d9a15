//! [`Table`]: records by name, each of which is forgotten when its time has come.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::BuildHasher;

use foldhash::fast::RandomState;
use verify_core::time::Timestamp;

use super::name::Name;
use super::wheel::Wheel;

/// Records by name, each of which is forgotten when its time has come.
pub(super) struct Table<V> {
    /// Several maps grow one after the other: nobody waits until all records have moved.
    maps: Vec<HashMap<Name, Kept<V>, RandomState>>,
    /// Chooses among them.
    hasher: RandomState,
    /// When each record is to be looked at.
    wheel: Wheel,
}

/// A record, and until when it is kept.
pub(super) struct Kept<V> {
    pub(super) value: V,
    /// `None` for ever.
    pub(super) keep_until: Option<Timestamp>,
    /// In which turn of the wheel it is; what another turn has is out of date.
    turn: u32,
}

impl<V> Table<V> {
    const MAPS: usize = 64;

    pub(super) fn new() -> Self {
        let maps = (0..Self::MAPS).map(|_| HashMap::default()).collect();
        Self { maps, hasher: RandomState::default(), wheel: Wheel::new() }
    }

    pub(super) fn get(&self, name: &Name) -> Option<&Kept<V>> {
        self.maps.get(self.place(name))?.get(name)
    }

    /// Stores a record in place of the one of that name.
    pub(super) fn put(
        &mut self,
        now: Timestamp,
        name: Name,
        value: V,
        keep_until: Option<Timestamp>,
    ) {
        let place = self.place(&name);
        let Some(map) = self.maps.get_mut(place) else { return };
        match map.entry(name) {
            Entry::Occupied(mut entry) => {
                let kept = entry.get_mut();
                // A turn that comes too early finds out; one that came too late would not.
                if let Some(until) = keep_until
                    && kept.keep_until.is_none_or(|before| until < before)
                {
                    kept.turn = self.wheel.put(name, until.saturating_duration_since(now));
                }
                (kept.value, kept.keep_until) = (value, keep_until);
            }
            Entry::Vacant(entry) => {
                let wait = keep_until.map(|until| until.saturating_duration_since(now));
                let turn = wait.map_or(0, |wait| self.wheel.put(name, wait));
                entry.insert(Kept { value, keep_until, turn });
            }
        }
    }

    pub(super) fn remove(&mut self, name: &Name) {
        let place = self.place(name);
        self.maps.get_mut(place).and_then(|map| map.remove(name));
    }

    /// Looks at one record whose turn it is, and forgets it if its time has come. Returns whether
    /// there was one.
    pub(super) fn forget_one(&mut self, now: Timestamp) -> bool {
        let Some((name, turn)) = self.wheel.take() else { return false };
        let place = self.place(&name);
        if let Some(map) = self.maps.get_mut(place)
            && let Entry::Occupied(mut entry) = map.entry(name)
            && entry.get().turn == turn
            && let Some(until) = entry.get().keep_until
        {
            if until <= now {
                entry.remove();
            } else {
                entry.get_mut().turn = self.wheel.put(name, until.saturating_duration_since(now));
            }
        }
        true
    }

    pub(super) fn advance(&mut self) {
        self.wheel.advance();
    }

    pub(super) fn len(&self) -> usize {
        self.maps.iter().map(HashMap::len).sum()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&Name, &Kept<V>)> {
        self.maps.iter().flatten()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &Name> {
        self.iter().map(|(name, _)| name)
    }

    fn place(&self, name: &Name) -> usize {
        usize::try_from(self.hasher.hash_one(name) >> 32).unwrap_or_default() % Self::MAPS
    }
}
