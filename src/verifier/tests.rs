//! Compares each index with the collection of the standard library that does the same, and looks
//! at places that no public call shows.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

extern crate std;

use core::time::Duration;
use std::collections::BTreeMap;
use std::format;
use std::vec::Vec;

use proptest::collection::vec;
use proptest::prelude::*;

use super::chain::Chain;
use super::heap::Heap;
use super::list::{List, Order};
use super::slot::{Handle, Slot};
use super::{Limits, Verifier};
use crate::phone::PhoneNumber;
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

    /// Each step is a slot and a chain: it is inserted there, or removed from the chain that it is
    /// in. The other chains of the same slots stay as they are.
    #[test]
    fn a_chain_gives_the_latest_first(steps in vec((0..SLOTS, 0..4_usize), 0..200)) {
        let mut slots = slots();
        Chain::Ids.insert(&mut slots, 1, Handle::new(2));
        let mut known: [Vec<usize>; 4] = [const { Vec::new() }; 4];
        for (index, place) in steps {
            let handle = Handle::new(index);
            if let Some(place) = known.iter().position(|chain| chain.contains(&index)) {
                Chain::Destinations.remove(&mut slots, place, handle);
                known[place].retain(|&other| other != index);
                // Once more changes nothing.
                Chain::Destinations.remove(&mut slots, place, handle);
            } else {
                Chain::Destinations.insert(&mut slots, place, handle);
                known[place].insert(0, index);
            }
            for (place, known) in known.iter().enumerate() {
                let handles = Chain::Destinations.handles(&slots, place).map(Handle::index);
                prop_assert!(handles.eq(known.iter().copied()));
            }
        }
        prop_assert!(Chain::Ids.handles(&slots, 1).map(Handle::index).eq([2]));
        prop_assert!(Chain::Failures.handles(&slots, 1).next().is_none());
    }

    /// Each step is a slot: it is appended or, if it is in the list, removed.
    #[test]
    fn a_list_keeps_the_order(steps in vec(0..SLOTS, 0..200)) {
        let (mut slots, mut list) = (slots(), List::new(Order::Ended));
        let mut other = List::new(Order::Failed);
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
