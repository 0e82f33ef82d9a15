//! [`Text`]: room for a message, which is wiped.

use core::fmt;

use heapless::String;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::template::{Rendered, TooLong};

/// Room for a text of at most `N` bytes, which holds a code: it is wiped on drop, and before it is
/// written anew.
///
/// [`MAX_SMS_LEN`](super::MAX_SMS_LEN) bytes hold every text message, 160 those of one segment
/// without `ä`, `€` and their like, which take more than a byte. A move may leave a copy of the
/// bytes behind, which safe code cannot reach.
#[derive(Default)]
pub struct Text<const N: usize>(String<N>);

impl<const N: usize> Text<N> {
    /// Room in which nothing is written.
    #[must_use]
    pub const fn new() -> Self {
        Self(String::new())
    }

    /// Writes a message over what was there; if it has no room, nothing is there.
    pub(super) fn write(&mut self, message: &Rendered<'_>) -> Result<&str, TooLong> {
        self.wipe();
        message.write_to(&mut self.0)?;
        Ok(&self.0)
    }

    /// Appends what fits.
    pub(super) fn push_str(&mut self, text: &str) {
        let _ = self.0.push_str(text);
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Overwrites the text: what lies behind it was never written, or was wiped before.
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

/// Shows how much room there is, never the text.
impl<const N: usize> fmt::Debug for Text<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Text").field("capacity", &N).finish_non_exhaustive()
    }
}
