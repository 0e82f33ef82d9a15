//! [`Slot`]: the memory of one session.

use core::fmt;
use core::num::NonZeroU32;

use crate::engine::{CONVERSIONS, LIMITS};
use crate::limit::{Conversion, FailureCount};
use crate::session::Session;

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
// A session fills one cache line, and the words the next one.
#[repr(C, align(64))]
pub struct Slot {
    pub(super) session: Option<Session>,
    /// Parts of the [indexes](super::words), which are spread over all slots.
    pub(super) words: [u32; WORDS],
    pub(super) counted: Counted,
    pub(super) counters: Counters,
}

impl Slot {
    /// A slot without a session. It consists of zeros, so that a `static` takes no room in an
    /// image.
    pub const EMPTY: Self = Self {
        session: None,
        words: [0; WORDS],
        counted: Counted { destination: 0, count: FailureCount::new() },
        counters: Counters::NONE,
    };
}

// The promise of the module's documentation.
const _: () = {
    let session = size_of::<Option<Session>>();
    let (index, failures) = (size_of::<[u32; WORDS]>(), size_of::<Counted>());
    assert!(session == 64 && index == 64 && failures <= 24);
    assert!(size_of::<Slot>() == 320);
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

/// How many words of the indexes a slot has: a cache line.
pub(super) const WORDS: usize = 16;

/// The wrong codes in a row of one destination.
pub(super) struct Counted {
    /// [Packed](crate::phone::PhoneNumber::packed): never 0 for a number, so 0 marks a free place.
    pub(super) destination: u64,
    pub(super) count: FailureCount,
}

/// How many places a key of a limit has, each given by a hash with another key.
pub(super) const ROWS: usize = 2;

/// Places for the keys of limits: one in each row, for each kind.
pub(super) struct Counters {
    pub(super) limits: [[u64; ROWS]; LIMITS],
    pub(super) conversions: [[Conversion; ROWS]; CONVERSIONS],
}

impl Counters {
    const NONE: Self = Self {
        limits: [[0; ROWS]; LIMITS],
        conversions: [const { [const { Conversion::new() }; ROWS] }; CONVERSIONS],
    };
}

/// Which slot, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Handle(NonZeroU32);

impl Handle {
    /// Creates the handle of this index, which is below 2^32 - 1.
    #[cfg(test)]
    pub(super) fn new(index: usize) -> Self {
        Self(NonZeroU32::MIN.saturating_add(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// Returns the handle behind the first `used` of all slots, which is then used as well.
    #[inline]
    pub(super) fn unused(used: &mut u32, slots: &[Slot]) -> Option<Self> {
        let handle = Self::of_word(used.wrapping_add(1))?;
        if handle.index() >= slots.len() {
            return None;
        }
        *used = handle.to_word();
        Some(handle)
    }

    /// Returns the handle of a word of the indexes, where 0 stands for none.
    #[inline]
    pub(super) fn of_word(word: u32) -> Option<Self> {
        NonZeroU32::new(word).map(Self)
    }

    /// Returns the word of a handle, or 0 for none.
    #[inline]
    pub(super) fn word_of(handle: Option<Self>) -> u32 {
        handle.map_or(0, Self::to_word)
    }

    #[inline]
    pub(super) const fn to_word(self) -> u32 {
        self.0.get()
    }

    /// Returns the index among the slots.
    #[inline]
    pub(super) fn index(self) -> usize {
        usize::try_from(self.0.get().wrapping_sub(1)).unwrap_or(usize::MAX)
    }
}
