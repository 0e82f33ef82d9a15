//! Wrong codes in a row of each destination, over all of its sessions.

use super::hash::HashKey;
use crate::limit::{Blocked, FailureCount};
use crate::phone::PhoneNumber;
use crate::stored::{self, FromBytesError};
use crate::time::Timestamp;

/// Length of what [`Verifier::failures`](super::Verifier::failures) gives: 18.
pub const FAILURE_BYTES: usize = FailureCount::BYTES + 8;

/// How many places a destination may stand in.
const WINDOW: usize = 8;

/// A count for each of at most `N` destinations.
///
/// A destination stands in one of [`WINDOW`] places in a row, the first of which is given by a
/// keyed hash. When all are taken, the entry with the fewest failures is evicted; among equals, the
/// one whose last failure is oldest.
///
/// To evict the count of a certain destination at `f` failures therefore takes about `N` other
/// destinations with more than `f` failures each, which costs more than the `f` tries that it
/// gains. No destination shares or clears the count of another, and nobody is locked out by others.
pub(super) struct Failures<const N: usize> {
    key: HashKey,
    entries: [Counted; N],
}

#[derive(Clone)]
struct Counted {
    /// [Packed](PhoneNumber::packed): never 0 for a number, so 0 marks a free place.
    destination: u64,
    /// A count without failures is the first to be evicted.
    count: FailureCount,
}

impl<const N: usize> Failures<N> {
    pub(super) const fn new() -> Self {
        const FREE: Counted = Counted { destination: 0, count: FailureCount::new() };
        Self { key: HashKey::ZERO, entries: [FREE; N] }
    }

    /// Sets the key of the hash, while there are no failures.
    pub(super) fn set_key(&mut self, key: HashKey) {
        self.key = key;
    }

    /// Whether another code of this destination may be compared.
    pub(super) fn allows(
        &mut self,
        now: Timestamp,
        destination: PhoneNumber,
    ) -> Result<(), Blocked> {
        self.find_mut(destination.packed()).map_or(Ok(()), |entry| entry.count.allows(now))
    }

    pub(super) fn record_failure(&mut self, now: Timestamp, destination: PhoneNumber) {
        if let Some(count) = self.find_or_replace(destination.packed()) {
            count.record_failure(now);
        }
    }

    pub(super) fn record_success(&mut self, destination: PhoneNumber) {
        if let Some(entry) = self.find_mut(destination.packed()) {
            entry.count.record_success();
        }
    }

    pub(super) fn clear(&mut self, destination: PhoneNumber) {
        if let Some(entry) = self.find_mut(destination.packed()) {
            entry.count.clear();
        }
    }

    /// Returns the bytes of each destination with failures: [`FailureCount::to_bytes`], then the
    /// [packed](PhoneNumber::packed) number, little-endian.
    pub(super) fn iter(&self) -> impl Iterator<Item = [u8; FAILURE_BYTES]> {
        self.entries.iter().filter(|entry| entry.count.failures() > 0).map(|entry| {
            let mut bytes = [0; FAILURE_BYTES];
            if let Some((count, destination)) = bytes.split_first_chunk_mut() {
                *count = entry.count.to_bytes();
                destination.copy_from_slice(&entry.destination.to_le_bytes());
            }
            bytes
        })
    }

    pub(super) fn restore(&mut self, bytes: &[u8]) -> Result<(), FromBytesError> {
        let bytes: &[u8; FAILURE_BYTES] = stored::whole(bytes, FailureCount::VERSION)?;
        let (count, destination) = bytes.split_last_chunk().ok_or(FromBytesError::Value)?;
        let count = FailureCount::from_bytes(count)?;
        let destination = u64::from_le_bytes(*destination);
        if count.failures() == 0 || !is_packed_number(destination) {
            return Err(FromBytesError::Value);
        }
        if let Some(known) = self.find_or_replace(destination)
            && (known.failures(), known.latest()) < (count.failures(), count.latest())
        {
            *known = count;
        }
        Ok(())
    }

    fn find_mut(&mut self, destination: u64) -> Option<&mut Counted> {
        self.window(destination).find(|entry| entry.destination == destination)
    }

    /// Returns the count of this destination, which is a new one if it had none.
    fn find_or_replace(&mut self, destination: u64) -> Option<&mut FailureCount> {
        let order = |entry: &&mut Counted| {
            let is_another = entry.destination != destination;
            (is_another, entry.count.failures(), entry.count.latest())
        };
        let entry = self.window(destination).min_by_key(order)?;
        if entry.destination != destination {
            *entry = Counted { destination, count: FailureCount::new() };
        }
        Some(&mut entry.count)
    }

    fn window(&mut self, destination: u64) -> impl Iterator<Item = &mut Counted> {
        let start = self.key.place(destination, N);
        let (before, from) = self.entries.split_at_mut_checked(start).unwrap_or_default();
        from.iter_mut().chain(before).take(WINDOW)
    }
}

/// Whether [`PhoneNumber::packed`] gives this: 7 to 15 digits, the first of which is not zero, then
/// zeros.
fn is_packed_number(packed: u64) -> bool {
    let [.., last] = packed.to_be_bytes();
    let count = usize::from(last & 0xF);
    let mut places = (4_u32..64).step_by(4).rev().map(|place| packed >> place & 0xF);
    (7..=15).contains(&count)
        && packed >> 60 != 0
        && places.by_ref().take(count).all(|digit| digit <= 9)
        && places.all(|digit| digit == 0)
}
