//! Septets to text.

use core::borrow::Borrow;
use core::fmt;

use super::alphabet::{AFTER_ESCAPE, DEFAULT, ESCAPE};

/// Decodes septets, one in each byte, into characters.
///
/// Every sequence has a meaning, as on a phone (3GPP TS 23.038, 6.2.1.1): after an escape, a septet
/// that the extension table lacks is shown as in the default alphabet, and a second escape as a
/// space; so is a lone escape at the end. A byte above 0x7F decodes as U+FFFD.
///
/// ```
/// use verify_core::sms::gsm7::decode;
///
/// assert!(decode(b"\x1B\x65 \x1Ba").eq("€ a".chars()));
/// ```
pub fn decode<I>(septets: I) -> Decode<I::IntoIter>
where
    I: IntoIterator<Item: Borrow<u8>>,
{
    Decode { septets: septets.into_iter() }
}

/// Iterator over the characters of septets, from [`decode`]. `Display` writes them.
///
/// ```
/// use verify_core::sms::gsm7::decode;
///
/// let mut characters = decode([0x00, 0x1B, 0x3D]);
/// assert_eq!(characters.to_string(), "@~");
/// assert_eq!(characters.next(), Some('@'));
/// ```
#[derive(Clone)]
pub struct Decode<I> {
    septets: I,
}

impl<I: Iterator<Item: Borrow<u8>>> Iterator for Decode<I> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let septet = *self.septets.next()?.borrow();
        let (table, septet) = match septet {
            ESCAPE => (&AFTER_ESCAPE, self.septets.next().map_or(ESCAPE, |next| *next.borrow())),
            _ => (&DEFAULT, septet),
        };
        Some(table.get(usize::from(septet)).copied().unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let (fewest, most) = self.septets.size_hint();
        (fewest.div_ceil(2), most)
    }
}

impl<I: Iterator<Item: Borrow<u8>> + Clone> fmt::Display for Decode<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.clone().try_for_each(|character| fmt::Write::write_char(f, character))
    }
}

/// Hides the text, which may hold a code.
impl<I> fmt::Debug for Decode<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Decode").finish_non_exhaustive()
    }
}
