//! Compares each index with the collection of the standard library that does the same, and looks
//! at places that no public call shows.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

extern crate std;

use core::time::Duration;
use std::collections::{BTreeMap, BTreeSet};
use std::format;
use std::vec::Vec;

use proptest::collection::vec;
use proptest::prelude::*;

use super::chain::Chain;
use super::hash::Place;
use super::heap::Heap;
use super::list::{Ended, Failed};
use super::slot::{Handle, Slot};
use super::words::{self, Part};
use super::{Limits, Verifier};
use crate::limit::{Conversion, ConversionLimit, Quota};
use crate::phone::PhoneNumber;
use crate::session::{Policy, Session};
use crate::time::Timestamp;

const SLOTS: usize = 40;

fn slots() -> Vec<Slot> {
    (0..SLOTS).map(|_| Slot::EMPTY).collect()
}

fn time(millis: u8) -> Timestamp {
    Timestamp::UNIX_EPOCH.saturating_add(Duration::from_millis(millis.into()))
}

proptest! {
    /// Each step is a slot and a time: it is inserted, or moved to that time, or removed if the
    /// time is 0.
    #[test]
    fn a_heap_gives_the_earliest(steps in vec((0..SLOTS, any::<u8>()), 0..400)) {
        let (mut slots, mut heap) = (slots(), Heap::new());
        let mut known = BTreeMap::new();
        let as_known = |heap: &Heap, slots: &[Slot], known: &BTreeMap<usize, Timestamp>| {
            let first = heap.first(slots);
            prop_assert_eq!(first.map(|(at, _)| at), known.values().min().copied());
            let known_time = first.map(|(_, handle)| known[&handle.index()]);
            prop_assert_eq!(first.map(|(at, _)| at), known_time);
            let mut handles: Vec<_> = heap.iter(slots).map(Handle::index).collect();
            handles.sort_unstable();
            prop_assert!(handles.iter().eq(known.keys()));
            Ok(())
        };
        for (index, millis) in steps {
            let (at, handle) = (time(millis), Handle::new(index));
            if millis == 0 {
                known.remove(&index);
                heap.remove(&mut slots, handle);
            } else if known.insert(index, at).is_some() {
                heap.set(&mut slots, handle, at);
            } else {
                heap.insert(&mut slots, handle, at);
            }
            as_known(&heap, &slots, &known)?;
        }
        while let Some((_, handle)) = heap.first(&slots) {
            heap.remove(&mut slots, handle);
            known.remove(&handle.index());
            as_known(&heap, &slots, &known)?;
        }
        prop_assert!(known.is_empty());
    }

    /// Each step is a slot, a chain and a mark: the slot is inserted there, or removed from the
    /// chain that it is in. The other chains of the same slots stay as they are.
    #[test]
    fn a_chain_gives_the_latest_first(
        steps in vec((0..SLOTS, 0..4_usize, prop_oneof![0..4_u32, any::<u32>()]), 0..200),
    ) {
        let mut slots = slots();
        let chain = Chain::DESTINATIONS;
        let other = Place { index: 1, mark: 7 };
        Chain::IDS.insert(&mut slots, other, Handle::new(2));
        let mut known: [Vec<(usize, u32)>; 4] = [const { Vec::new() }; 4];
        for (slot, index, mark) in steps {
            let handle = Handle::new(slot);
            let holds = |chain: &[(usize, u32)]| chain.iter().position(|it| it.0 == slot);
            if let Some(index) = known.iter().position(|chain| holds(chain).is_some()) {
                let place = holds(&known[index]).unwrap();
                let (_, mark) = known[index].remove(place);
                chain.remove(&mut slots, Place { index, mark }, handle);
                // Once more changes nothing.
                chain.remove(&mut slots, Place { index, mark }, handle);
            } else {
                chain.insert(&mut slots, Place { index, mark }, handle);
                known[index].insert(0, (slot, mark));
            }
            for (index, known) in known.iter().enumerate() {
                let handles = chain.handles(&slots, index).map(Handle::index);
                prop_assert!(handles.eq(known.iter().map(|it| it.0)));
                prop_assert_eq!(chain.is_empty(&slots, index), known.is_empty());
                for &(slot, mark) in known {
                    let is_it = |handle: Handle| handle.index() == slot;
                    let find = |mark| chain.find(&slots, Place { index, mark }, is_it);
                    prop_assert_eq!(find(mark), Some(Handle::new(slot)));
                    // Of 64 handles and fewer, a link has 26 bits for the mark.
                    prop_assert_eq!(find(mark ^ 0x40), None);
                    prop_assert_eq!(find(mark ^ 0x3F), Some(Handle::new(slot)));
                }
            }
        }
        prop_assert!(Chain::IDS.handles(&slots, 1).map(Handle::index).eq([2]));
        prop_assert!(Chain::FAILURES.is_empty(&slots, 1));
    }

    /// What does not stay is removed if it has the mark, and nothing else is.
    #[test]
    fn a_chain_retains(marks in vec(0..3_u32, 0..SLOTS), mark in 0..3_u32) {
        let (mut slots, chain) = (slots(), Chain::DESTINATIONS);
        let place = |mark: u32| Place { index: 3, mark: mark << 30 };
        for (slot, mark) in marks.iter().enumerate() {
            chain.insert(&mut slots, place(*mark), Handle::new(slot));
        }
        chain.retain(&mut slots, place(mark), |_, handle| handle.index() % 2 == 0);
        let stay = (0..marks.len()).rev().filter(|slot| marks[*slot] != mark || slot % 2 == 0);
        prop_assert!(chain.handles(&slots, 3).map(Handle::index).eq(stay));
    }

    /// Each step is a slot: it is appended or, if it is in the list, removed.
    #[test]
    fn a_list_keeps_the_order(steps in vec(0..SLOTS, 0..200)) {
        let (mut slots, mut list) = (slots(), Ended::new());
        let mut other = Failed::new();
        other.push(&mut slots, Handle::new(3));
        let mut known = Vec::new();
        for index in steps {
            let handle = Handle::new(index);
            if known.contains(&index) {
                list.remove(&mut slots, handle);
                known.retain(|&other| other != index);
            } else {
                list.push(&mut slots, handle);
                known.push(index);
            }
            prop_assert_eq!(list.first().map(Handle::index), known.first().copied());
            prop_assert!(list.iter(&slots).map(Handle::index).eq(known.iter().copied()));
        }
        prop_assert!(other.iter(&slots).map(Handle::index).eq([3]));
    }
}

/// Each word of each part is written once, and all words are still there.
#[test]
fn no_two_parts_share_a_word() {
    fn fill<const K: usize>(slots: &mut [Slot], part: Part<K>, next: &mut u32) {
        for index in 0..slots.len() {
            let group = part.get_mut(slots, index).unwrap();
            *group = [(); K].map(|()| {
                *next += 1;
                *next
            });
        }
        assert_eq!(part.get(slots, 0).unwrap()[0], *next + 1 - (slots.len() * K) as u32);
    }
    for count in [1, 2, 3, 16, 17] {
        let mut slots: Vec<Slot> = (0..count).map(|_| Slot::EMPTY).collect();
        let mut next = 0;
        fill(&mut slots, words::HEAP, &mut next);
        fill(&mut slots, words::ENDED, &mut next);
        fill(&mut slots, words::FAILED, &mut next);
        for part in [
            words::HAS_FAILURES,
            words::FIRST_ID,
            words::NEXT_ID,
            words::FIRST_DESTINATION,
            words::NEXT_DESTINATION,
            words::FIRST_FAILURES,
            words::NEXT_FAILURES,
            words::TAGS,
        ] {
            fill(&mut slots, part, &mut next);
        }
        let written: BTreeSet<_> = slots.iter().flat_map(|slot| slot.words).collect();
        assert!(written.into_iter().eq(1..=next) && next as usize == count * 16);
    }
}

/// Law 6 for sessions and failures, whose places no public call shows. For limits,
/// tests/verifier/laws.rs has it.
#[test]
fn no_place_of_a_destination_is_known_without_the_seed() {
    let places = |seed| {
        let slots: Vec<Slot> = (0..1000).map(|_| Slot::EMPTY).collect();
        let verifier = Verifier::new(slots, [seed; 32], Limits::NONE);
        let places = (1000..1100).map(|last| {
            let number = PhoneNumber::parse(&format!("+658765{last}"), None).unwrap();
            verifier.state.place(&verifier.memory, number.packed())
        });
        places.collect::<Vec<_>>()
    };
    assert_ne!(places(1), places(2));
}

/// Another seed draws the key of one row anew, each in its turn, and none before the other row has
/// counted for the longest burst.
#[test]
fn another_seed_moves_the_places_of_one_row() {
    const LONGEST: u64 = 2 * 3600 * 1000;
    let limits = Limits {
        destination: Quota::new(1, Duration::from_secs(3600), 2).ok(),
        conversion: Some(ConversionLimit::default()),
        ..Limits::NONE
    };
    let at = |millis| Timestamp::from_unix_millis(1_766_037_294_000 + millis).unwrap();
    let mut verifier = Verifier::new(slots(), [1; 32], limits);
    let number = PhoneNumber::parse("+6587654321", None).unwrap();
    let start = |verifier: &mut Verifier<Vec<Slot>>, millis| {
        verifier.start_number(at(millis), number, Policy::default()).unwrap();
        (0..20).map(|key| verifier.state.gate.places(&verifier.memory, key)).collect::<Vec<_>>()
    };
    let moved = |before: &[[usize; 2]], after: &[[usize; 2]]| {
        [0, 1].map(|row| before.iter().zip(after).any(|(one, other)| one[row] != other[row]))
    };
    let first = start(&mut verifier, 0);
    verifier.seed([2; 32]);
    let second = start(&mut verifier, 10_000);
    assert_eq!(moved(&first, &second), [true, false]);
    // Nobody is let through by the row that has moved, and nobody is held by it.
    let [.., full, _, _] = limits.full(at(10_000));
    assert!(verifier.memory.iter().all(|slot| slot.counters.limits[3][0] == full));
    let started = |row: usize| {
        let kinds = verifier.memory.iter().flat_map(|slot| &slot.counters.conversions);
        kinds.filter(|rows| rows[row] != Conversion::new()).count()
    };
    assert_eq!([0, 1].map(started), [0, 2]);

    verifier.seed([3; 32]);
    assert_eq!(moved(&second, &start(&mut verifier, 10_000 + LONGEST - 20_000)), [false, false]);
    let third = start(&mut verifier, 10_000 + LONGEST);
    assert_eq!(moved(&second, &third), [false, true]);
    assert_eq!(moved(&third, &start(&mut verifier, 2 * LONGEST + 10_000)), [false, false]);
    verifier.seed([4; 32]);
    assert_eq!(moved(&third, &start(&mut verifier, 3 * LONGEST + 10_000)), [true, false]);
}

/// However many sessions of a destination are over, its chain stays short.
#[test]
fn what_is_over_leaves_the_chain_of_its_destination() {
    let mut verifier = Verifier::new(slots(), [1; 32], Limits::NONE);
    let number = PhoneNumber::parse("+6587654321", None).unwrap();
    let place = verifier.state.place(&verifier.memory, number.packed());
    for round in 0..30 {
        let (session, _) = verifier.start_number(time(round), number, Policy::default()).unwrap();
        let id = session.id();
        assert_eq!(verifier.find(number).map(Session::id), Some(id));
        assert_eq!(Chain::DESTINATIONS.handles(&verifier.memory, place.index).count(), 1);
        verifier.cancel(time(round), id).unwrap();
        assert!(verifier.find(number).is_none());
    }
    assert_eq!((verifier.len(), verifier.capacity(), verifier.is_empty()), (30, SLOTS, false));
    assert!(Verifier::new(slots(), [1; 32], Limits::NONE).is_empty());
    assert_eq!(format!("{:?}", Slot::EMPTY), "Slot { .. }");
}
