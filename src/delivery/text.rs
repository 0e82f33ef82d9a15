//! [`Text`]: a buffer for a message, wiped after use.

use core::fmt;

use heapless::String;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::buffer::BufferTooSmall;
use crate::template::Rendered;

/// A buffer for a text of at most `N` bytes, which may hold a code: it is wiped on drop, and before
/// it is written again.
///
/// [`MAX_SMS_LEN`](super::MAX_SMS_LEN) bytes hold every text message; 160 bytes hold one segment of
/// ASCII (`ä` and `€` take more than a byte). A move may leave a copy of the bytes behind, which
/// safe code cannot reach.
///
/// ```
/// use verify_core::delivery::{MAX_SMS_LEN, Text};
///
/// let text = Text::<MAX_SMS_LEN>::new();
/// assert_eq!(format!("{text:?}"), "Text { capacity: 3060, .. }");
/// ```
#[derive(Default)]
pub struct Text<const N: usize>(String<N>);

impl<const N: usize> Text<N> {
    /// Creates an empty buffer.
    #[must_use]
    pub const fn new() -> Self {
        Self(String::new())
    }

    /// Replaces the text by a message; if that does not fit, the buffer is left empty.
    pub(super) fn write(&mut self, message: &Rendered<'_>) -> Result<&str, BufferTooSmall> {
        self.wipe();
        message.write_to(&mut self.0)?;
        Ok(&self.0)
    }

    /// Appends a text if it fits.
    pub(super) fn push_str(&mut self, text: &str) {
        let _ = self.0.push_str(text);
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Overwrites the text; the bytes after it were never written, or were wiped before.
    fn wipe(&mut self) {
        self.0.as_mut_str().zeroize();
        self.0.clear();
    }
}

impl<const N: usize> Drop for Text<N> {
    fn drop(&mut self) {
        self.wipe();
    }
}

impl<const N: usize> ZeroizeOnDrop for Text<N> {}

/// Shows the capacity, never the text.
impl<const N: usize> fmt::Debug for Text<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Text").field("capacity", &N).finish_non_exhaustive()
    }
}
