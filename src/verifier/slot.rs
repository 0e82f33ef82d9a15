//! [`Slot`]: the memory of one session.

use core::fmt;
use core::num::NonZeroU32;

use crate::engine::LIMITS;
use crate::limit::FailureCount;
use crate::session::Session;
use crate::time::Timestamp;

/// The memory of one session, and of what a [`Verifier`](super::Verifier) keeps beside it.
///
/// ```
/// use verify_core::engine::Limits;
/// use verify_core::verifier::{Slot, Verifier};
///
/// let mut seed = [0; 32];
/// getrandom::fill(&mut seed)?; // cargo add getrandom
/// // On the stack, for a device; on the heap, where there may be more than a few hundred sessions.
/// let small = Verifier::new([const { Slot::EMPTY }; 8], seed, Limits::default());
/// let slots: Box<[Slot]> = (0..100_000).map(|_| Slot::EMPTY).collect();
/// let large = Verifier::new(slots, seed, Limits::default());
/// # assert_eq!((small.capacity(), large.capacity()), (8, 100_000));
/// # Ok::<(), getrandom::Error>(())
/// ```
// A session fills one cache line, and what finds it the next one.
#[repr(align(64))]
pub struct Slot {
    pub(super) session: Option<Session>,
    pub(super) links: Links,
    pub(super) counted: Counted,
    pub(super) counters: Counters,
}

impl Slot {
    /// A slot without a session. It consists of zeros, so that a `static` takes no room in an
    /// image.
    pub const EMPTY: Self = Self {
        session: None,
        links: Links {
            ids: Link::NONE,
            destinations: Link::NONE,
            failures: Link::NONE,
            ended: Neighbours::NONE,
            failed: Neighbours::NONE,
            at: Timestamp::UNIX_EPOCH,
            timed: None,
            place: 0,
            tag: 0,
        },
        counted: Counted { destination: 0, count: FailureCount::new() },
        counters: Counters::NONE,
    };
}

// The promise of the module's documentation.
const _: () = {
    let session = size_of::<Option<Session>>();
    let (index, failures) = (size_of::<Links>(), size_of::<Counted>());
    assert!(session == 64 && index <= 64 && failures <= 24);
    assert!(size_of::<Slot>() == 256);
};

/// [Empty](Self::EMPTY).
impl Default for Slot {
    fn default() -> Self {
        Self::EMPTY
    }
}

/// Hides everything: sessions, numbers and addresses.
impl fmt::Debug for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Slot").finish_non_exhaustive()
    }
}

/// What finds sessions and failures: parts of the indexes, each of which is spread over all slots.
pub(super) struct Links {
    pub(super) ids: Link,
    pub(super) destinations: Link,
    pub(super) failures: Link,
    pub(super) ended: Neighbours,
    pub(super) failed: Neighbours,
    /// The session at this place of the heap.
    pub(super) timed: Option<Handle>,
    /// When that session expires.
    pub(super) at: Timestamp,
    /// Where the session of this slot stands in the heap.
    pub(super) place: u32,
    /// The caller's, for the session of this slot.
    pub(super) tag: u32,
}

/// A part of a chain: its first handle, and what follows in whichever chain this slot is in.
#[derive(Clone, Copy)]
pub(super) struct Link {
    pub(super) head: Option<Handle>,
    pub(super) next: Option<Handle>,
}

impl Link {
    const NONE: Self = Self { head: None, next: None };
}

/// What stands before and after a slot in a list.
#[derive(Clone, Copy)]
pub(super) struct Neighbours {
    pub(super) before: Option<Handle>,
    pub(super) after: Option<Handle>,
}

impl Neighbours {
    pub(super) const NONE: Self = Self { before: None, after: None };
}

/// The wrong codes in a row of one destination.
pub(super) struct Counted {
    /// [Packed](crate::phone::PhoneNumber::packed): never 0 for a number, so 0 marks a free place.
    pub(super) destination: u64,
    pub(super) count: FailureCount,
}

/// How many places a key of a limit has, each given by a hash with another key.
pub(super) const ROWS: usize = 2;

/// Places for the keys of limits: one in each row, for each kind of limit.
pub(super) struct Counters(pub(super) [[u64; ROWS]; LIMITS]);

impl Counters {
    const NONE: Self = Self([[0; ROWS]; LIMITS]);
}

/// Which slot, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Handle(NonZeroU32);

impl Handle {
    /// Creates the handle of this index, which is below 2^32 - 1.
    pub(super) fn new(index: usize) -> Self {
        Self(NonZeroU32::MIN.saturating_add(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// Returns the index among the slots.
    pub(super) fn index(self) -> usize {
        usize::try_from(self.0.get().wrapping_sub(1)).unwrap_or(usize::MAX)
    }
}
