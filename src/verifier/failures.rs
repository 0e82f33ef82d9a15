//! Wrong codes in a row of each destination, over all of its sessions.

use core::iter;
use core::time::Duration;

use super::chain::Chain;
use super::hash::Place;
use super::list::Failed;
use super::slot::{Handle, Slot};
use super::words::HAS_FAILURES;
use crate::limit::{Blocked, FailureCount};
use crate::stored::{self, FromBytesError};
use crate::time::Timestamp;

/// Length of what [`Verifier::failures`](super::Verifier::failures) gives: 18.
pub const FAILURE_BYTES: usize = FailureCount::BYTES + 8;

/// How long the overflow counts after its latest failure. Nobody who failed there before that can
/// have another guess in the same 24 hours.
const OVERFLOW: Duration = Duration::from_secs(24 * 3600);

/// A count for each of as many destinations as there are slots.
///
/// Only a count that may be forgotten makes room for another destination. If none may, the
/// destinations without a place share one count, the overflow, with its waits. So no flood of
/// destinations makes the table forget a failure, and nobody gets more guesses than with a place of
/// their own.
pub(super) struct Failures {
    used: u32,
    free: Option<Handle>,
    /// Those that may be forgotten one day, the latest failure last.
    order: Failed,
    overflow: FailureCount,
}

impl Failures {
    pub(super) const fn new() -> Self {
        Self { used: 0, free: None, order: Failed::new(), overflow: FailureCount::new() }
    }

    /// Whether nothing is counted for a destination.
    #[inline]
    pub(super) fn has_none(&self, found: Found) -> bool {
        found.handle.is_none() && self.overflow.failures() == 0
    }

    /// Whether another code of a destination may be compared.
    #[inline]
    pub(super) fn allows(
        &mut self,
        slots: &mut [Slot],
        now: Timestamp,
        found: Found,
    ) -> Result<(), Blocked> {
        match found.handle {
            Some(handle) => count_mut(slots, handle).map_or(Ok(()), |count| count.allows(now)),
            None if self.overflows(now) => self.overflow.allows(now),
            None => Ok(()),
        }
    }

    /// Counts a wrong code.
    pub(super) fn record_failure(
        &mut self,
        slots: &mut [Slot],
        now: Timestamp,
        found: Found,
        retention: Duration,
        place_of: impl Fn(u64) -> Place,
    ) {
        let (handle, mut count) = if let Some(handle) = found.handle {
            self.out_of_order(slots, handle);
            (handle, count(slots, handle).cloned().unwrap_or_default())
        } else {
            let Some(handle) = self.room(slots, now, retention, place_of) else {
                return self.overflow(now);
            };
            insert(slots, found.place, handle);
            let overflows = self.overflows(now);
            (handle, if overflows { self.overflow.clone() } else { FailureCount::new() })
        };
        count.record_failure(now);
        if is_forgettable(&count) {
            self.order.push(slots, handle);
        }
        fill(slots, handle, found.destination, count);
    }

    /// Clears the count of a destination after a right code, unless only an operator may.
    #[inline]
    pub(super) fn record_success(&mut self, slots: &mut [Slot], found: Found) {
        if let Some(handle) = found.handle
            && count(slots, handle).is_some_and(is_forgettable)
        {
            self.order.remove(slots, handle);
            self.take(slots, found.place, handle);
        }
    }

    /// Clears the count of a destination on behalf of an operator. The overflow stays, in which
    /// others are counted; its waits end by themselves.
    pub(super) fn clear(&mut self, slots: &mut [Slot], found: Found) {
        if let Some(handle) = found.handle {
            self.out_of_order(slots, handle);
            self.take(slots, found.place, handle);
        }
    }

    /// Takes a count out of the order of those that may be forgotten, if it is there.
    fn out_of_order(&mut self, slots: &mut [Slot], handle: Handle) {
        if count(slots, handle).is_some_and(is_forgettable) {
            self.order.remove(slots, handle);
        }
    }

    /// Returns the bytes of each destination with failures: [`FailureCount::to_bytes`], then the
    /// [packed](crate::phone::PhoneNumber::packed) number, little-endian. The overflow has 0 for a
    /// number.
    pub(super) fn iter<'a>(
        &'a self,
        slots: &'a [Slot],
    ) -> impl Iterator<Item = [u8; FAILURE_BYTES]> + use<'a> {
        let places = slots.iter().map(|slot| &slot.counted);
        let places = places.map(|counted| (counted.destination, &counted.count));
        let all = iter::once((0, &self.overflow)).chain(places);
        all.filter(|(_, count)| count.failures() > 0).map(|(destination, count)| {
            let mut bytes = [0; FAILURE_BYTES];
            if let Some((place, rest)) = bytes.split_first_chunk_mut() {
                *place = count.to_bytes();
                rest.copy_from_slice(&destination.to_le_bytes());
            }
            bytes
        })
    }

    /// Restores the count of a destination. Returns whether there was room.
    pub(super) fn restore(
        &mut self,
        slots: &mut [Slot],
        bytes: &[u8],
        now: Timestamp,
        retention: Duration,
        place_of: impl Fn(u64) -> Place + Copy,
    ) -> Result<bool, FromBytesError> {
        let bytes: &[u8; FAILURE_BYTES] = stored::whole(bytes, FailureCount::VERSION)?;
        let (stored, destination) = bytes.split_last_chunk().ok_or(FromBytesError::Value)?;
        let stored = FailureCount::from_bytes(stored)?;
        let destination = u64::from_le_bytes(*destination);
        if stored.failures() == 0 || destination != 0 && !is_packed_number(destination) {
            return Err(FromBytesError::Value);
        }
        let is_newer = |known: &FailureCount| {
            (known.failures(), known.latest()) < (stored.failures(), stored.latest())
        };
        if destination == 0 {
            if stored.failures() == FailureCount::MAX {
                return Err(FromBytesError::Value);
            }
            if is_newer(&self.overflow) {
                self.overflow = stored;
            }
            return Ok(true);
        }
        let place = place_of(destination);
        let known = find(slots, place, destination).handle;
        let room = known.or_else(|| self.room(slots, now, retention, place_of));
        let Some(handle) = room else { return Ok(false) };
        if let Some(count) = known.and_then(|handle| count(slots, handle)) {
            if !is_newer(count) {
                return Ok(true);
            }
            self.out_of_order(slots, handle);
        } else {
            insert(slots, place, handle);
        }
        if is_forgettable(&stored) {
            self.order.push(slots, handle);
        }
        fill(slots, handle, destination, stored);
        Ok(true)
    }

    /// Returns a place for another destination, if there is one.
    fn room(
        &mut self,
        slots: &mut [Slot],
        now: Timestamp,
        retention: Duration,
        place_of: impl Fn(u64) -> Place,
    ) -> Option<Handle> {
        if let Some(handle) = Failed::take_free(slots, &mut self.free) {
            return Some(handle);
        }
        if let Some(handle) = Handle::unused(&mut self.used, slots) {
            return Some(handle);
        }
        let oldest = self.order.first()?;
        let counted = &slots.get(oldest.index())?.counted;
        if now.saturating_duration_since(counted.count.latest()) < retention {
            return None;
        }
        let place = place_of(counted.destination);
        self.order.remove(slots, oldest);
        remove(slots, place, oldest);
        Some(oldest)
    }

    /// Gives the place of a destination back.
    fn take(&mut self, slots: &mut [Slot], place: Place, handle: Handle) {
        remove(slots, place, handle);
        fill(slots, handle, 0, FailureCount::new());
        Failed::free(slots, &mut self.free, handle);
    }

    /// Counts a wrong code of a destination without a place. Its waits grow up to an hour; nobody
    /// is blocked until an operator comes, since strangers share it.
    fn overflow(&mut self, now: Timestamp) {
        if !self.overflows(now) {
            self.overflow.clear();
        }
        self.overflow.record_failure_unless_last(now);
    }

    fn overflows(&self, now: Timestamp) -> bool {
        self.overflow.failures() > 0
            && now.saturating_duration_since(self.overflow.latest()) < OVERFLOW
    }
}

/// A destination, where its wrong codes belong, and where they stand, if it has any.
#[derive(Clone, Copy)]
pub(super) struct Found {
    destination: u64,
    place: Place,
    handle: Option<Handle>,
}

/// Finds the wrong codes of a destination.
///
/// Most places have none: their bits, of which a cache line holds many, tell without a look at the
/// chain.
#[inline]
pub(super) fn find(slots: &[Slot], place: Place, destination: u64) -> Found {
    let (index, bit) = bit(place);
    let is_counted = |handle: Handle| {
        slots.get(handle.index()).is_some_and(|slot| slot.counted.destination == destination)
    };
    let handle = match HAS_FAILURES.word(slots, index) & bit {
        0 => None,
        _ => Chain::FAILURES.find(slots, place, is_counted),
    };
    Found { destination, place, handle }
}

fn insert(slots: &mut [Slot], place: Place, handle: Handle) {
    Chain::FAILURES.insert(slots, place, handle);
    let (index, bit) = bit(place);
    if let Some([bits]) = HAS_FAILURES.get_mut(slots, index) {
        *bits |= bit;
    }
}

fn remove(slots: &mut [Slot], place: Place, handle: Handle) {
    Chain::FAILURES.remove(slots, place, handle);
    if Chain::FAILURES.is_empty(slots, place.index) {
        let (index, bit) = bit(place);
        if let Some([bits]) = HAS_FAILURES.get_mut(slots, index) {
            *bits &= !bit;
        }
    }
}

/// Returns the word and the bit that tell whether a place has any failures.
#[inline]
fn bit(place: Place) -> (usize, u32) {
    const BITS: usize = 32;
    let bit = u32::try_from(place.index % BITS).unwrap_or_default();
    (place.index / BITS, 1_u32.wrapping_shl(bit))
}

/// Whether a count may be forgotten one day: the hundredth failure may not.
fn is_forgettable(count: &FailureCount) -> bool {
    count.failures() < FailureCount::MAX
}

fn count(slots: &[Slot], handle: Handle) -> Option<&FailureCount> {
    slots.get(handle.index()).map(|slot| &slot.counted.count)
}

fn count_mut(slots: &mut [Slot], handle: Handle) -> Option<&mut FailureCount> {
    slots.get_mut(handle.index()).map(|slot| &mut slot.counted.count)
}

fn fill(slots: &mut [Slot], handle: Handle, destination: u64, count: FailureCount) {
    if let Some(slot) = slots.get_mut(handle.index()) {
        slot.counted.destination = destination;
        slot.counted.count = count;
    }
}

/// Whether [`packed`](crate::phone::PhoneNumber::packed) gives this: 7 to 15 digits, the first of
/// which is not zero, then zeros.
fn is_packed_number(packed: u64) -> bool {
    let [.., last] = packed.to_be_bytes();
    let count = usize::from(last & 0xF);
    let mut places = (4_u32..64).step_by(4).rev().map(|place| packed >> place & 0xF);
    (7..=15).contains(&count)
        && packed >> 60 != 0
        && places.by_ref().take(count).all(|digit| digit <= 9)
        && places.all(|digit| digit == 0)
}
