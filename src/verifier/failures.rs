//! Wrong codes in a row of each destination, over all of its sessions.

use core::iter;
use core::time::Duration;

use super::chain::Chain;
use super::list::{List, Order};
use super::sessions::Place;
use super::slot::{Handle, Slot};
use crate::limit::{Blocked, FailureCount};
use crate::phone::PhoneNumber;
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
    used: usize,
    free: Option<Handle>,
    /// Those that may be forgotten one day, the latest failure last.
    order: List,
    overflow: FailureCount,
}

impl Failures {
    pub(super) const fn new() -> Self {
        Self { used: 0, free: None, order: List::new(Order::Failed), overflow: FailureCount::new() }
    }

    /// Whether another code of this destination may be compared.
    #[inline]
    pub(super) fn allows(
        &mut self,
        slots: &mut [Slot],
        now: Timestamp,
        place: Place,
        destination: PhoneNumber,
    ) -> Result<(), Blocked> {
        match find(slots, place, destination.packed()) {
            Some(handle) => {
                slots.get_mut(handle.index()).map_or(Ok(()), |slot| slot.counted.count.allows(now))
            }
            None if self.overflows(now) => self.overflow.allows(now),
            None => Ok(()),
        }
    }

    /// Counts a wrong code.
    pub(super) fn record_failure(
        &mut self,
        slots: &mut [Slot],
        now: Timestamp,
        place: Place,
        destination: PhoneNumber,
        retention: Duration,
        place_of: impl Fn(u64) -> Place,
    ) {
        let packed = destination.packed();
        let known = find(slots, place, packed);
        let room = known.or_else(|| self.room(slots, now, retention, place_of));
        let Some(handle) = room else { return self.overflow(now) };
        if known.is_some() {
            // The hundredth is in no order any more.
            if count(slots, handle).is_some_and(|count| count.failures() < FailureCount::MAX) {
                self.order.remove(slots, handle);
            }
        } else {
            let count =
                if self.overflows(now) { self.overflow.clone() } else { FailureCount::new() };
            fill(slots, handle, packed, count);
            Chain::Failures.insert(slots, place, handle);
        }
        let Some(slot) = slots.get_mut(handle.index()) else { return };
        slot.counted.count.record_failure(now);
        if slot.counted.count.failures() < FailureCount::MAX {
            self.order.push(slots, handle);
        }
    }

    /// Clears the count of a destination after a right code, unless only an operator may.
    #[inline]
    pub(super) fn record_success(
        &mut self,
        slots: &mut [Slot],
        place: Place,
        destination: PhoneNumber,
    ) {
        if let Some(handle) = find(slots, place, destination.packed())
            && count(slots, handle).is_some_and(|count| count.failures() < FailureCount::MAX)
        {
            self.order.remove(slots, handle);
            self.take(slots, place, handle);
        }
    }

    /// Clears the count of a destination on behalf of an operator. The overflow stays, in which
    /// others are counted; its waits end by themselves.
    pub(super) fn clear(&mut self, slots: &mut [Slot], place: Place, destination: PhoneNumber) {
        if let Some(handle) = find(slots, place, destination.packed()) {
            if count(slots, handle).is_some_and(|count| count.failures() < FailureCount::MAX) {
                self.order.remove(slots, handle);
            }
            self.take(slots, place, handle);
        }
    }

    /// Returns the bytes of each destination with failures: [`FailureCount::to_bytes`], then the
    /// [packed](PhoneNumber::packed) number, little-endian. The overflow has 0 for a number.
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
        let known = find(slots, place, destination);
        let room = known.or_else(|| self.room(slots, now, retention, place_of));
        let Some(handle) = room else { return Ok(false) };
        if let Some(count) = known.and_then(|handle| count(slots, handle)) {
            if !is_newer(count) {
                return Ok(true);
            }
            self.order.remove(slots, handle);
        } else {
            Chain::Failures.insert(slots, place, handle);
        }
        if stored.failures() < FailureCount::MAX {
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
        if let Some(handle) = self.free {
            self.free = slots.get(handle.index()).and_then(|slot| slot.links.failed.after);
            return Some(handle);
        }
        if self.used < slots.len() {
            let handle = Handle::new(self.used);
            self.used = self.used.saturating_add(1);
            return Some(handle);
        }
        let oldest = self.order.first()?;
        let counted = &slots.get(oldest.index())?.counted;
        if now.saturating_duration_since(counted.count.latest()) < retention {
            return None;
        }
        let place = place_of(counted.destination);
        self.order.remove(slots, oldest);
        Chain::Failures.remove(slots, place, oldest);
        Some(oldest)
    }

    /// Gives the place of a destination back.
    fn take(&mut self, slots: &mut [Slot], place: Place, handle: Handle) {
        Chain::Failures.remove(slots, place, handle);
        fill(slots, handle, 0, FailureCount::new());
        if let Some(slot) = slots.get_mut(handle.index()) {
            slot.links.failed.after = self.free.replace(handle);
        }
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

#[inline]
fn find(slots: &[Slot], place: Place, destination: u64) -> Option<Handle> {
    Chain::Failures.handles(slots, place).find(|handle| {
        slots.get(handle.index()).is_some_and(|slot| slot.counted.destination == destination)
    })
}

fn count(slots: &[Slot], handle: Handle) -> Option<&FailureCount> {
    slots.get(handle.index()).map(|slot| &slot.counted.count)
}

fn fill(slots: &mut [Slot], handle: Handle, destination: u64, count: FailureCount) {
    if let Some(slot) = slots.get_mut(handle.index()) {
        slot.counted.destination = destination;
        slot.counted.count = count;
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
