//! [`Coding`]: a charset, with what the scan of the text has found.

use core::fmt::{self, Write as _};

use super::charset::Charset;
use super::gsm7;

/// A charset, and what is known about the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    /// GSM 7-bit, and every byte of the text is a character of one septet.
    Plain,
    /// GSM 7-bit, and every character of the text is in its alphabet.
    Gsm7,
    /// GSM 7-bit, with a question mark in place of each character outside its alphabet.
    Gsm7Replacing,
    /// UCS-2.
    Ucs2,
}

impl Coding {
    /// Scans a text for its coding in GSM 7-bit and the number of its septets, or returns the byte
    /// offset of the first character outside the alphabet.
    #[inline]
    pub(super) fn gsm7(text: &str) -> Result<(Self, usize), usize> {
        let (is_plain, septets) = gsm7::scan(text)?;
        Ok((if is_plain { Self::Plain } else { Self::Gsm7 }, septets))
    }

    pub(super) const fn charset(self) -> Charset {
        match self {
            Self::Plain | Self::Gsm7 | Self::Gsm7Replacing => Charset::Gsm7,
            Self::Ucs2 => Charset::Ucs2,
        }
    }

    pub(super) const fn is_plain(self) -> bool {
        matches!(self, Self::Plain)
    }

    /// Writes a text as the phone shows it.
    pub(super) fn show(self, text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain | Self::Gsm7 | Self::Ucs2 => f.write_str(text),
            Self::Gsm7Replacing => text.chars().try_for_each(|character| {
                let shown = gsm7::septet_count(character).map_or(gsm7::REPLACEMENT, |_| character);
                f.write_char(shown)
            }),
        }
    }
}
