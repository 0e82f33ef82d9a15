//! Wrong codes in a row of each destination, over all of its sessions.

use super::hash::HashKey;
use crate::limit::{Blocked, FailureCount, RestoreError};
use crate::phone::PhoneNumber;
use crate::time::Timestamp;

/// Length of what [`Verifier::failures`](super::Verifier::failures) gives: 18.
pub const FAILURE_BYTES: usize = 8 + FailureCount::BYTES;

/// In how many places a destination may stand.
const WINDOW: usize = 8;

/// A count for each of at most `N` destinations. A destination stands in one of [`WINDOW`] places
/// in a row, the first of which is told by a keyed hash. If all are taken, the one with the fewest
/// failures, of these the latest one longest ago, is forgotten for it.
///
/// To have the count of a certain destination forgotten at `f` failures therefore takes about `N`
/// other destinations with more than `f` failures each. That is dearer than what it gains, `f`
/// tries: no count is ever shared or cleared by another destination, and nobody is locked out by
/// others.
pub(super) struct Failures<const N: usize> {
    key: HashKey,
    entries: [Entry; N],
}

#[derive(Clone)]
struct Entry {
    /// [Packed](PhoneNumber::packed), by which none is 0.
    destination: u64,
    /// Without failures it is the first to be replaced.
    count: FailureCount,
}

impl<const N: usize> Failures<N> {
    pub(super) const fn new() -> Self {
        const FREE: Entry = Entry { destination: 0, count: FailureCount::new() };
        Self { key: HashKey::ZERO, entries: [FREE; N] }
    }

    /// Sets the key of the hash. There are no failures yet.
    pub(super) fn set_key(&mut self, key: HashKey) {
        self.key = key;
    }

    /// Whether another code of this destination may be compared.
    pub(super) fn check(&self, now: Timestamp, destination: PhoneNumber) -> Result<(), Blocked> {
        self.find(destination.packed()).map_or(Ok(()), |entry| entry.count.check(now))
    }

    pub(super) fn failed(&mut self, now: Timestamp, destination: PhoneNumber) {
        if let Some(count) = self.find_or_replace(destination.packed()) {
            count.failed(now);
        }
    }

    pub(super) fn succeeded(&mut self, destination: PhoneNumber) {
        if let Some(entry) = self.find_mut(destination.packed()) {
            entry.count.succeeded();
        }
    }

    pub(super) fn clear(&mut self, destination: PhoneNumber) {
        if let Some(entry) = self.find_mut(destination.packed()) {
            entry.count.clear();
        }
    }

    /// Each destination that has failures: its digits, four bits each, with zeros behind and their
    /// number in the last four of 64 bits; then [`FailureCount::to_bytes`].
    pub(super) fn iter(&self) -> impl Iterator<Item = [u8; FAILURE_BYTES]> {
        self.entries.iter().filter(|entry| entry.count.failures() > 0).map(|entry| {
            let mut bytes = [0; FAILURE_BYTES];
            if let Some((destination, count)) = bytes.split_first_chunk_mut() {
                *destination = entry.destination.to_be_bytes();
                count.copy_from_slice(&entry.count.to_bytes());
            }
            bytes
        })
    }

    pub(super) fn restore(&mut self, bytes: &[u8; FAILURE_BYTES]) -> Result<(), RestoreError> {
        let (destination, count) = bytes.split_first_chunk().ok_or(RestoreError::Damaged)?;
        let count = count.try_into().map_err(|_| RestoreError::Damaged)?;
        let count = FailureCount::from_bytes(count)?;
        let destination = u64::from_be_bytes(*destination);
        if count.failures() == 0 || !is_packed_number(destination) {
            return Err(RestoreError::Damaged);
        }
        if let Some(known) = self.find_or_replace(destination)
            && (known.failures(), known.latest()) < (count.failures(), count.latest())
        {
            *known = count;
        }
        Ok(())
    }

    fn find(&self, destination: u64) -> Option<&Entry> {
        let (before, from) = self.entries.split_at_checked(self.key.place(destination, N))?;
        from.iter().chain(before).take(WINDOW).find(|entry| entry.destination == destination)
    }

    fn find_mut(&mut self, destination: u64) -> Option<&mut Entry> {
        self.window(destination).find(|entry| entry.destination == destination)
    }

    /// The count of this destination, which is new if none was found.
    fn find_or_replace(&mut self, destination: u64) -> Option<&mut FailureCount> {
        let order = |entry: &&mut Entry| {
            let is_another = entry.destination != destination;
            (is_another, entry.count.failures(), entry.count.latest())
        };
        let entry = self.window(destination).min_by_key(order)?;
        if entry.destination != destination {
            *entry = Entry { destination, count: FailureCount::new() };
        }
        Some(&mut entry.count)
    }

    fn window(&mut self, destination: u64) -> impl Iterator<Item = &mut Entry> {
        let start = self.key.place(destination, N);
        let (before, from) = self.entries.split_at_mut_checked(start).unwrap_or_default();
        from.iter_mut().chain(before).take(WINDOW)
    }
}

/// Whether this is what [`PhoneNumber::packed`] gives: 7 to 15 digits, the first of which is no
/// zero, and zeros.
fn is_packed_number(packed: u64) -> bool {
    let [.., last] = packed.to_be_bytes();
    let count = usize::from(last & 0xF);
    let mut places = (4_u32..64).step_by(4).rev().map(|place| packed >> place & 0xF);
    (7..=15).contains(&count)
        && packed >> 60 != 0
        && places.by_ref().take(count).all(|digit| digit <= 9)
        && places.all(|digit| digit == 0)
}
