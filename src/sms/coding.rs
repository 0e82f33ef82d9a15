//! [`Coding`]: a charset, with what the scan of the text has found.

use core::fmt::{self, Write as _};

use super::charset::Charset;
use super::gsm7;

/// A charset, what is known about the text in it, and whether the message is of class 0: one byte,
/// of which each question asks for one bit or two.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Coding(u8);

/// UCS-2.
const UCS2: u8 = 1;
/// GSM 7-bit, and a byte may be another thing than a character of one septet.
const MIXED: u8 = 1 << 1;
/// GSM 7-bit, and a question mark stands in place of each character outside its alphabet.
const REPLACING: u8 = 1 << 2;
/// The message is of class 0.
const CLASS_0: u8 = 1 << 3;

impl Coding {
    /// GSM 7-bit, with a question mark in place of each character outside its alphabet.
    pub(super) const GSM7_REPLACING: Self = Self(MIXED | REPLACING);
    /// UCS-2.
    pub(super) const UCS2: Self = Self(UCS2);

    /// Scans a text for its coding in GSM 7-bit and the number of its septets, or returns the byte
    /// offset of the first character outside the alphabet.
    #[inline]
    pub(super) fn gsm7(text: &str) -> Result<(Self, usize), usize> {
        let (is_plain, septets) = gsm7::scan(text)?;
        Ok((Self(if is_plain { 0 } else { MIXED }), septets))
    }

    /// Returns the same for a message of class 0.
    pub(super) const fn with_class_0(self) -> Self {
        Self(self.0 | CLASS_0)
    }

    pub(super) const fn is_class_0(self) -> bool {
        self.has(CLASS_0)
    }

    pub(super) const fn charset(self) -> Charset {
        if self.is_ucs2() { Charset::Ucs2 } else { Charset::Gsm7 }
    }

    pub(super) const fn is_ucs2(self) -> bool {
        self.has(UCS2)
    }

    /// Whether each byte of the text is a character of one septet.
    pub(super) const fn is_plain(self) -> bool {
        !self.has(UCS2 | MIXED)
    }

    pub(super) const fn is_replacing(self) -> bool {
        self.has(REPLACING)
    }

    /// Whether any of these bits is set.
    const fn has(self, bits: u8) -> bool {
        self.0 & bits != 0
    }

    /// Writes a text as the phone shows it.
    pub(super) fn show(self, text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.is_replacing() {
            return f.write_str(text);
        }
        text.chars().try_for_each(|character| {
            let shown = gsm7::septet_count(character).map_or(gsm7::REPLACEMENT, |_| character);
            f.write_char(shown)
        })
    }
}

impl fmt::Debug for Coding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Coding")
            .field("charset", &self.charset())
            .field("is_plain", &self.is_plain())
            .field("is_replacing", &self.is_replacing())
            .field("is_class_0", &self.is_class_0())
            .finish()
    }
}
