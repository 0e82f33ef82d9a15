//! The counters of the limits in memory of a fixed size.

use core::net::IpAddr;

use super::hash::HashKey;
use super::slot::{ROWS, Slot};
use crate::code::Generator;
use crate::engine::{Charge, LIMITS, LimitedBy, Limits, conversion_keys};
use crate::limit::{Conversion, ConversionLimit, RetryAfter};
use crate::phone::PhoneNumber;
use crate::time::Timestamp;

/// Counts what may be started, in two rows of as many places as there are slots.
///
/// Keys that share a place share its count, so a flood of new keys makes no limit forget. A key is
/// refused only if both of its places are full, and only the lesser of the two is raised beyond the
/// other. A limit is therefore never looser than its quota, and somebody who wants to use up the
/// quota of another key has to meet it in both rows, whose hashes nobody knows.
pub(super) struct Gate {
    keys: [HashKey; ROWS],
    /// The row whose key is drawn anew next.
    next: usize,
    wants_another_key: bool,
    /// When the row whose key was drawn last counts on its own.
    renewed: Timestamp,
    limits: Limits,
}

/// What [`Gate::check`] has allowed and [`Gate::count`] is to count.
#[derive(Default)]
pub(super) struct Passed(heapless::Vec<Counted, LIMITS>);

/// The new value of a key.
#[derive(Clone, Copy)]
struct Counted {
    kind: usize,
    places: [usize; ROWS],
    value: u64,
    /// The greatest value that any key may have now.
    cap: u64,
}

impl Gate {
    pub(super) const fn new() -> Self {
        Self {
            keys: [HashKey::ZERO; ROWS],
            next: 0,
            wants_another_key: false,
            renewed: Timestamp::UNIX_EPOCH,
            limits: Limits::NONE,
        }
    }

    /// Draws both keys, while nothing has been counted.
    pub(super) fn draw_keys(&mut self, rng: &mut Generator) {
        self.keys = [(); ROWS].map(|()| HashKey::draw(rng));
    }

    /// Draws the key of one row anew, but only [when it is time](Self::renew).
    pub(super) const fn want_another_key(&mut self) {
        self.wants_another_key = true;
    }

    /// Draws the key of one row anew, if somebody wants that and the other row has counted for as
    /// long as the longest burst.
    ///
    /// All places of the row count as full, until a burst has passed. Until then the other row
    /// decides alone, so that no limit is looser and none is tighter than one row makes it.
    pub(super) fn renew(&mut self, slots: &mut [Slot], now: Timestamp, rng: &mut Generator) {
        if !self.wants_another_key || now < self.renewed {
            return;
        }
        let renewed = now.saturating_add(self.limits.longest_burst());
        if renewed == Timestamp::MAX {
            return; // at the end of time, the row would never count on its own
        }
        self.wants_another_key = false;
        self.renewed = renewed;
        let row = self.next;
        self.next = row.wrapping_add(1) % ROWS;
        if let Some(key) = self.keys.get_mut(row) {
            *key = HashKey::draw(rng);
        }
        let full = self.limits.full(now);
        for slot in slots {
            for (rows, full) in slot.counters.limits.iter_mut().zip(full) {
                if let Some(place) = rows.get_mut(row) {
                    *place = full;
                }
            }
            for rows in &mut slot.counters.conversions {
                if let Some(place) = rows.get_mut(row) {
                    *place = Conversion::new();
                }
            }
        }
    }

    /// Returns the place of a key in each row.
    #[inline]
    pub(super) fn places(&self, slots: &[Slot], key: u64) -> [usize; ROWS] {
        self.keys.map(|hash| hash.place(key, slots.len()).index)
    }

    pub(super) const fn limits(&self) -> Limits {
        self.limits
    }

    /// Sets the limits. A limit whose quota changes starts anew.
    pub(super) fn set_limits(&mut self, slots: &mut [Slot], limits: Limits) {
        let changed = self.limits.changed(&limits);
        let converts_anew = self.limits.conversion != limits.conversion;
        self.limits = limits;
        for slot in slots {
            for (places, changed) in slot.counters.limits.iter_mut().zip(changed) {
                if changed {
                    *places = [0; ROWS];
                }
            }
            if converts_anew {
                slot.counters.conversions = Default::default();
            }
        }
    }

    /// Tries all limits without counting on any, and adds to `passed` what is to be counted. A time
    /// that a clock has left too far ahead is replaced even if the call is refused.
    pub(super) fn check(
        &self,
        slots: &mut [Slot],
        now: Timestamp,
        destination: PhoneNumber,
        client_ip: Option<IpAddr>,
        passed: &mut Passed,
    ) -> Result<(), (LimitedBy, RetryAfter)> {
        if self.limits.has_no_quota() || slots.is_empty() {
            return Ok(());
        }
        let mut refused = None;
        for charge in self.limits.charges(destination, client_ip) {
            let Charge { by, kind, key, .. } = charge;
            let places = self.places(slots, key);
            let raise = charge.raise_in_memory(now);
            let old = places.iter().zip(0..).map(|(place, row)| value(slots, *place, kind, row));
            let old = old.min().unwrap_or_default();
            match raise.apply(old) {
                Ok(value) => {
                    // There are as many places as kinds.
                    let _ = passed.0.push(Counted { kind, places, value, cap: raise.cap() });
                }
                Err((_, wait)) => {
                    for (place, row) in places.into_iter().zip(0..) {
                        change(slots, place, kind, row, |value| value.min(raise.cap()));
                    }
                    // The others go on to be asked, so that all of them are set right at once.
                    refused = refused.or(Some((by, wait)));
                }
            }
        }
        refused.map_or(Ok(()), Err)
    }

    /// Whether enough of the sessions in the range and the country of a destination were verified.
    /// Sessions elsewhere may share a place with them; one row in which enough were is enough.
    pub(super) fn converts(
        &self,
        slots: &[Slot],
        now: Timestamp,
        destination: PhoneNumber,
    ) -> Result<(), RetryAfter> {
        let Some(limit) = self.limits.conversion else { return Ok(()) };
        for (kind, key) in conversion_keys(destination).into_iter().enumerate() {
            let places = self.keys.iter().map(|hash| hash.place(key, slots.len()).index).zip(0..);
            let mut rows = places.filter_map(|(place, row)| {
                let kinds = &slots.get(place)?.counters.conversions;
                Some(kinds.get(kind)?.get(row)?.allows(now, limit))
            });
            let first = rows.next().unwrap_or(Ok(()));
            rows.fold(first, Result::or)?;
        }
        Ok(())
    }

    /// Counts a session that has started, or one that was verified.
    pub(super) fn count_conversion(
        &self,
        slots: &mut [Slot],
        destination: PhoneNumber,
        count: impl Fn(&mut Conversion, ConversionLimit),
    ) {
        let Some(limit) = self.limits.conversion else { return };
        for (kind, key) in conversion_keys(destination).into_iter().enumerate() {
            for (hash, row) in self.keys.iter().zip(0..) {
                let place = hash.place(key, slots.len()).index;
                let kinds = slots.get_mut(place).map(|slot| &mut slot.counters.conversions);
                if let Some(place) = kinds.and_then(|kinds| kinds.get_mut(kind)?.get_mut(row)) {
                    count(place, limit);
                }
            }
        }
    }

    /// Counts what [`check`](Self::check) has allowed.
    pub(super) fn count(slots: &mut [Slot], Passed(counted): &Passed) {
        for &Counted { kind, places, value, cap } in counted {
            for (place, row) in places.into_iter().zip(0..) {
                // The greater one is shared with other keys, and keeps what they have used.
                change(slots, place, kind, row, |other| other.min(cap).max(value));
            }
        }
    }
}

fn value(slots: &[Slot], place: usize, kind: usize, row: usize) -> u64 {
    let kinds = slots.get(place).map(|slot| &slot.counters.limits);
    let value = kinds.and_then(|kinds| kinds.get(kind)?.get(row));
    value.copied().unwrap_or_default()
}

fn change(
    slots: &mut [Slot],
    place: usize,
    kind: usize,
    row: usize,
    change: impl FnOnce(u64) -> u64,
) {
    let kinds = slots.get_mut(place).map(|slot| &mut slot.counters.limits);
    if let Some(value) = kinds.and_then(|kinds| kinds.get_mut(kind)?.get_mut(row)) {
        *value = change(*value);
    }
}
