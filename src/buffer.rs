//! [`BufferTooSmall`]: the error of everything that writes into a buffer of the caller's.

use core::fmt;
use core::num::NonZeroUsize;

/// A text or its octets do not fit into a buffer; nothing was written.
///
/// ```
/// use verify_core::template::Template;
///
/// let mut text = heapless::String::<20>::new();
/// let error = Template::DEFAULT.render("0429", None).write_to(&mut text).unwrap_err();
/// assert_eq!((error.needed(), error.free()), (30, 20));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BufferTooSmall {
    /// Never zero: this leaves a niche, so that `Result<(), BufferTooSmall>` is two words and is
    /// returned in registers.
    needed: NonZeroUsize,
    free: usize,
}

const _: () = assert!(size_of::<Result<(), BufferTooSmall>>() == 2 * size_of::<usize>());

impl BufferTooSmall {
    pub(crate) const fn new(needed: NonZeroUsize, free: usize) -> Self {
        Self { needed, free }
    }

    /// Returns the number of bytes to be written.
    #[must_use]
    pub const fn needed(self) -> usize {
        self.needed.get()
    }

    /// Returns the number of free bytes in the buffer: its capacity, if it was empty.
    #[must_use]
    pub const fn free(self) -> usize {
        self.free
    }

    /// Returns the first `needed` bytes of a buffer.
    #[inline]
    pub(crate) fn split(buffer: &mut [u8], needed: usize) -> Result<&mut [u8], Self> {
        let free = buffer.len();
        // An error never has `needed` at zero: every buffer holds no bytes at all.
        let error =
            || Self { needed: NonZeroUsize::new(needed).unwrap_or(NonZeroUsize::MIN), free };
        buffer.get_mut(..needed).ok_or_else(error)
    }
}

impl fmt::Display for BufferTooSmall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { needed, free } = self;
        write!(f, "expected at least {needed} free bytes in the buffer, found {free}")
    }
}

impl core::error::Error for BufferTooSmall {}
