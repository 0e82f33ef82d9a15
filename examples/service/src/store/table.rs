//! [`Table`]: records by name, each of which is forgotten when its time has come.

use std::time::Duration;

use verify_core::time::Timestamp;

use super::index::Index;
use super::name::Name;
use super::rows::{Place, Rows};
use super::wheel::Wheel;

/// Records by name, each of which is forgotten when its time has come.
pub(super) struct Table<V> {
    index: Index,
    rows: Rows<(Name, Kept<V>)>,
    /// When each record is to be looked at.
    wheel: Wheel<Place>,
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
    pub(super) fn new() -> Self {
        Self { index: Index::new(), rows: Rows::new(), wheel: Wheel::new(), len: 0 }
    }

    pub(super) fn get(&self, name: &Name) -> Option<&Kept<V>> {
        self.rows.get(self.find(name)?).map(|(_, kept)| kept)
    }

    pub(super) fn get_mut(&mut self, name: &Name) -> Option<&mut Kept<V>> {
        let place = self.find(name)?;
        self.rows.get_mut(place).map(|(_, kept)| kept)
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
        let place = self.find(&name);
        if let Some(place) = place
            && let Some((_, kept)) = self.rows.get_mut(place)
        {
            // A turn that comes too early finds out; one that came too late would not.
            if until < kept.until {
                kept.turn = self.wheel.put(place, wait);
            }
            (kept.value, kept.until) = (value, until);
            return;
        }
        let place = self.rows.put((name, Kept { value, until, turn: 0 }));
        self.index.add(name.hash(), place);
        self.len += 1;
        if until != NEVER
            && let Some((_, kept)) = self.rows.get_mut(place)
        {
            kept.turn = self.wheel.put(place, wait);
        }
    }

    pub(super) fn remove(&mut self, name: &Name) -> Option<V> {
        let place = self.find(name)?;
        self.take(place).map(|(_, value)| value)
    }

    /// Looks at one record whose turn it is, and forgets it if its time has come. Returns whether
    /// there was one.
    pub(super) fn forget_one(&mut self, now: Timestamp, forget: impl FnOnce(Name, V)) -> bool {
        let Some((place, turn)) = self.wheel.take() else { return false };
        // Another record may be in the place by now.
        if let Some((_, kept)) = self.rows.get_mut(place)
            && kept.turn == turn
            && kept.until != NEVER
        {
            match kept.until.saturating_sub(now.as_unix_millis()) {
                0 => {
                    if let Some((name, value)) = self.take(place) {
                        forget(name, value);
                    }
                }
                wait => kept.turn = self.wheel.put(place, Duration::from_millis(wait)),
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
        self.rows.iter().map(|(name, kept)| (name, kept))
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &Name> {
        self.iter().map(|(name, _)| name)
    }

    fn find(&self, name: &Name) -> Option<Place> {
        let has_name = |place| self.rows.get(place).is_some_and(|(other, _)| other == name);
        self.index.find(name.hash(), has_name)
    }

    fn take(&mut self, place: Place) -> Option<(Name, V)> {
        let (name, kept) = self.rows.take(place)?;
        self.index.remove(name.hash(), place);
        self.len -= 1;
        Some((name, kept.value))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use std::time::Duration;

    use verify_core::time::Timestamp;

    use super::super::name::Accounts;
    use super::super::wheel::STEP;
    use super::Table;

    /// Has the turns of some time.
    fn turn(table: &mut Table<u16>, now: &mut Timestamp, time: Duration) {
        for _ in 0..time.as_millis() / STEP.as_millis() {
            while table.forget_one(*now, |_, _| {}) {}
            table.advance();
            *now = now.saturating_add(STEP);
        }
    }

    /// What the wheel has for the former record of a place does not count for the next one.
    #[test]
    fn a_record_in_the_place_of_another_one_is_kept_for_its_own_time() {
        let accounts = Accounts::default();
        let name = |id: u16| {
            let [low, high] = id.to_le_bytes();
            accounts.name_of_bytes(&[0, 0, 0, 0, b's', low, high]).unwrap()
        };
        let (mut table, mut now) = (Table::new(), Timestamp::UNIX_EPOCH);
        let second = |count| Some(Timestamp::UNIX_EPOCH.saturating_add(Duration::from_secs(count)));
        for id in 0..1000 {
            table.put(now, name(id), id, second(2));
            assert_eq!(table.remove(&name(id)), Some(id));
            assert!(table.get(&name(id)).is_none());
        }
        for id in 0..1000 {
            table.put(now, name(id), id, second(4));
        }
        turn(&mut table, &mut now, Duration::from_secs(3));
        assert_eq!(table.len(), 1000);
        assert!((0..1000).all(|id| table.get(&name(id)).unwrap().value == id));
        turn(&mut table, &mut now, Duration::from_secs(2));
        assert_eq!((table.len(), table.names().count()), (0, 0));
        assert!(table.get(&name(7)).is_none());
    }
}
