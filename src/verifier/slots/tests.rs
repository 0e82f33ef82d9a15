//! Each order of slots against the collection of the standard library that it stands for.

#![allow(clippy::indexing_slicing, reason = "a test that panics is a test that fails")]

extern crate std;

use core::time::Duration;
use std::collections::{BTreeMap, VecDeque};
use std::vec::Vec;

use proptest::collection::vec;
use proptest::prelude::*;

use super::{Chains, Heap, Line, Slot};
use crate::time::Timestamp;

const SLOTS: usize = 40;

fn time(millis: u8) -> Timestamp {
    Timestamp::UNIX_EPOCH.saturating_add(Duration::from_millis(millis.into()))
}

proptest! {
    /// A slot and a time: it is put in, or given that time, or taken out if the time is 0.
    #[test]
    fn a_heap_gives_the_earliest(steps in vec((0..SLOTS, any::<u8>()), 0..400)) {
        let mut heap = Heap::<SLOTS>::new();
        let mut known = BTreeMap::new();
        let as_known = |heap: &Heap<SLOTS>, known: &BTreeMap<usize, Timestamp>| {
            let first = heap.first();
            prop_assert_eq!(first.map(|(at, _)| at), known.values().min().copied());
            prop_assert_eq!(first.map(|(at, _)| at), first.map(|(_, slot)| known[&slot.index()]));
            let mut slots: Vec<_> = heap.iter().map(Slot::index).collect();
            slots.sort_unstable();
            prop_assert!(slots.iter().eq(known.keys()));
            Ok(())
        };
        for (slot, millis) in steps {
            let at = time(millis);
            if millis == 0 {
                known.remove(&slot);
                heap.remove(Slot::new(slot));
            } else if known.insert(slot, at).is_some() {
                heap.set(Slot::new(slot), at);
            } else {
                heap.insert(Slot::new(slot), at);
            }
            as_known(&heap, &known)?;
        }
        while let Some((_, slot)) = heap.first() {
            heap.remove(slot);
            known.remove(&slot.index());
            as_known(&heap, &known)?;
        }
        prop_assert!(known.is_empty());
    }

    /// A slot and a chain: it is put in front, or taken out of the chain in which it is.
    #[test]
    fn a_chain_gives_the_latest_first(steps in vec((0..SLOTS, 0..4_usize), 0..200)) {
        let mut chains = Chains::<SLOTS>::new();
        let mut known: [Vec<usize>; 4] = [const { Vec::new() }; 4];
        for (slot, chain) in steps {
            if let Some(chain) = known.iter().position(|chain| chain.contains(&slot)) {
                chains.remove(chain, Slot::new(slot));
                known[chain].retain(|&other| other != slot);
            } else {
                chains.insert(chain, Slot::new(slot));
                known[chain].insert(0, slot);
            }
            for (chain, known) in known.iter().enumerate() {
                let slots: Vec<_> = chains.of(chain).map(Slot::index).collect();
                prop_assert_eq!(&slots, known);
            }
        }
    }

    /// A slot: it is put at the end or, if it is in the line, the first one is taken.
    #[test]
    fn a_line_gives_the_first_one_first(steps in vec(0..SLOTS, 0..200)) {
        let mut line = Line::<SLOTS>::new();
        let mut known = VecDeque::new();
        for slot in steps {
            if known.contains(&slot) {
                prop_assert_eq!(line.pop().map(Slot::index), known.pop_front());
            } else {
                line.push(Slot::new(slot));
                known.push_back(slot);
            }
            prop_assert!(line.iter().map(Slot::index).eq(known.iter().copied()));
        }
        while let Some(first) = known.pop_front() {
            prop_assert_eq!(line.pop().map(Slot::index), Some(first));
        }
        prop_assert!(line.pop().is_none());
    }
}
