//! Compares each index with the collection of the standard library that does the same.

#![allow(clippy::indexing_slicing, reason = "a test that panics is a test that fails")]

extern crate std;

use core::time::Duration;
use std::collections::{BTreeMap, VecDeque};
use std::vec::Vec;

use proptest::collection::vec;
use proptest::prelude::*;

use super::{Chains, Handle, Heap, Queue};
use crate::time::Timestamp;

const HANDLES: usize = 40;

fn time(millis: u8) -> Timestamp {
    Timestamp::UNIX_EPOCH.saturating_add(Duration::from_millis(millis.into()))
}

proptest! {
    /// Each step is a handle and a time: it is inserted, or moved to that time, or removed if the
    /// time is 0.
    #[test]
    fn a_heap_gives_the_earliest(steps in vec((0..HANDLES, any::<u8>()), 0..400)) {
        let mut heap = Heap::<HANDLES>::new();
        let mut known = BTreeMap::new();
        let as_known = |heap: &Heap<HANDLES>, known: &BTreeMap<usize, Timestamp>| {
            let first = heap.first();
            prop_assert_eq!(first.map(|(at, _)| at), known.values().min().copied());
            let known_time = first.map(|(_, handle)| known[&handle.index()]);
            prop_assert_eq!(first.map(|(at, _)| at), known_time);
            let mut handles: Vec<_> = heap.iter().map(Handle::index).collect();
            handles.sort_unstable();
            prop_assert!(handles.iter().eq(known.keys()));
            Ok(())
        };
        for (handle, millis) in steps {
            let at = time(millis);
            if millis == 0 {
                known.remove(&handle);
                heap.remove(Handle::new(handle));
            } else if known.insert(handle, at).is_some() {
                heap.set(Handle::new(handle), at);
            } else {
                heap.insert(Handle::new(handle), at);
            }
            as_known(&heap, &known)?;
        }
        while let Some((_, handle)) = heap.first() {
            heap.remove(handle);
            known.remove(&handle.index());
            as_known(&heap, &known)?;
        }
        prop_assert!(known.is_empty());
    }

    /// Each step is a handle and a chain: it is inserted there, or removed from the chain that it
    /// is in.
    #[test]
    fn a_chain_gives_the_latest_first(steps in vec((0..HANDLES, 0..4_usize), 0..200)) {
        let mut chains = Chains::<HANDLES>::new();
        let mut known: [Vec<usize>; 4] = [const { Vec::new() }; 4];
        for (handle, chain) in steps {
            if let Some(chain) = known.iter().position(|chain| chain.contains(&handle)) {
                chains.remove(chain, Handle::new(handle));
                known[chain].retain(|&other| other != handle);
            } else {
                chains.insert(chain, Handle::new(handle));
                known[chain].insert(0, handle);
            }
            for (chain, known) in known.iter().enumerate() {
                let handles: Vec<_> = chains.of(chain).map(Handle::index).collect();
                prop_assert_eq!(&handles, known);
            }
        }
    }

    /// Each step is a handle: it is appended or, if it is in the queue, the first one is removed.
    #[test]
    fn a_queue_gives_the_first_one_first(steps in vec(0..HANDLES, 0..200)) {
        let mut queue = Queue::<HANDLES>::new();
        let mut known = VecDeque::new();
        for handle in steps {
            if known.contains(&handle) {
                prop_assert_eq!(queue.pop().map(Handle::index), known.pop_front());
            } else {
                queue.push(Handle::new(handle));
                known.push_back(handle);
            }
            prop_assert!(queue.iter().map(Handle::index).eq(known.iter().copied()));
        }
        while let Some(first) = known.pop_front() {
            prop_assert_eq!(queue.pop().map(Handle::index), Some(first));
        }
        prop_assert!(queue.pop().is_none());
    }
}
