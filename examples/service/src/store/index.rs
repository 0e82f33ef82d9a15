//! [`Index`]: where the record of a name is.

use hashbrown::HashTable;

use super::rows::Place;

/// Where the records of names are, by their hashes.
///
/// Of a record it has eight bytes, and so stays in the cache of the processor far longer than the
/// records do. Neither to miss a name nor to grow takes a look at any of them.
pub(super) struct Index {
    /// Several maps grow one after the other: nobody waits until all entries have moved.
    maps: Vec<HashTable<Entry>>,
}

#[derive(Clone, Copy)]
struct Entry {
    /// The upper half of the hash.
    hash: u32,
    place: Place,
}

impl Index {
    const MAPS: usize = 64;

    pub(super) fn new() -> Self {
        Self { maps: (0..Self::MAPS).map(|_| HashTable::new()).collect() }
    }

    /// Returns the place of the record with this hash that is the one.
    pub(super) fn find(&self, hash: u64, mut is_it: impl FnMut(Place) -> bool) -> Option<Place> {
        let hash = upper(hash);
        let map = self.maps.get(map_of(hash))?;
        let is_it = |entry: &Entry| entry.hash == hash && is_it(entry.place);
        map.find(spread(hash), is_it).map(|entry| entry.place)
    }

    /// Adds the place of a record that has none yet.
    pub(super) fn add(&mut self, hash: u64, place: Place) {
        let hash = upper(hash);
        if let Some(map) = self.maps.get_mut(map_of(hash)) {
            map.insert_unique(spread(hash), Entry { hash, place }, |entry| spread(entry.hash));
        }
    }

    /// Removes the place of a record.
    pub(super) fn remove(&mut self, hash: u64, place: Place) {
        let hash = upper(hash);
        let Some(map) = self.maps.get_mut(map_of(hash)) else { return };
        if let Ok(entry) = map.find_entry(spread(hash), |entry| entry.place == place) {
            entry.remove();
        }
    }
}

fn upper(hash: u64) -> u32 {
    u32::try_from(hash >> 32).unwrap_or_default()
}

/// Returns which map has a hash: by bits that the map itself does not look at first.
fn map_of(hash: u32) -> usize {
    usize::try_from(hash >> 19).unwrap_or_default() % Index::MAPS
}

/// Returns the hash for a map, which looks at both ends.
fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}
