//! Counts the septets of a text, or finds the first character outside the alphabet: the loop in
//! which most of the time is spent.
//!
//! Most texts are ASCII characters of one septet each, without line breaks. These are tested for
//! first, 32 bytes at a time, with fewer comparisons than the test for every plain byte needs.

use super::alphabet::{EXTENDED, OUTSIDE, code};

/// Bytes tested in one step. The comparisons do not branch, so that the compiler turns them into
/// vector instructions.
pub(super) const STEP: usize = 16;

/// Bytes tested at a time for being the usual ones.
const STRIDE: usize = 32;

/// Returns whether a text is plain, which is one septet for each byte, and the number of its
/// septets, escapes included; or the byte offset of the first character outside the alphabet.
#[inline]
pub(in crate::sms) fn scan(text: &str) -> Result<(bool, usize), usize> {
    if is_plain(text.as_bytes()) {
        Ok((true, text.len()))
    } else {
        scan_mixed(text).map(|septets| (false, septets))
    }
}

/// Returns the number of septets of a text, counting one for each character outside the alphabet.
pub(in crate::sms) fn scan_replacing(text: &str) -> usize {
    text.chars().map(|character| septets(code(character))).fold(0, usize::saturating_add)
}

/// Whether every byte is a character of one septet.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    let (strides, rest) = bytes.as_chunks();
    // The last stride overlaps the one before it, as does the last step below.
    let is_usual = bytes.last_chunk().is_some_and(|last| {
        strides.iter().all(is_usual_stride) && (rest.is_empty() || is_usual_stride(last))
    });
    is_usual || is_plain_by_steps(bytes)
}

fn is_plain_by_steps(bytes: &[u8]) -> bool {
    // The last step overlaps the one before it, which saves a loop over single bytes.
    match bytes.last_chunk() {
        Some(last) => bytes.as_chunks().0.iter().all(is_plain_step) && is_plain_step(last),
        None => bytes.iter().copied().all(is_plain_byte),
    }
}

/// Scans a text with other characters: plain steps as a whole, the rest character by character.
fn scan_mixed(text: &str) -> Result<usize, usize> {
    let mut total = 0_usize;
    let mut rest = text;
    while !rest.is_empty() {
        if let Some((step, tail)) = plain_step(rest) {
            total = total.saturating_add(step.len());
            rest = tail;
            continue;
        }
        let mut characters = rest.char_indices();
        for (index, character) in characters.by_ref().take(STEP) {
            let code = code(character);
            if code == OUTSIDE {
                return Err(text.len().saturating_sub(rest.len()).saturating_add(index));
            }
            total = total.saturating_add(septets(code));
        }
        rest = characters.as_str();
    }
    Ok(total)
}

/// Returns the first [`STEP`] bytes of a text and the text after them, if each byte is a character
/// of one septet.
#[inline]
pub(super) fn plain_step(text: &str) -> Option<(&[u8; STEP], &str)> {
    let step = text.as_bytes().first_chunk().filter(|step| is_plain_step(step))?;
    Some((step, text.get(STEP..)?))
}

#[inline]
fn is_usual_stride(stride: &[u8; STRIDE]) -> bool {
    stride.iter().fold(0, |flaws, &byte| flaws | flaw(byte)) < 0x80
}

/// Sets the top bit for all bytes except those from the space to `Z` and from `a` to `z`.
///
/// Two sums replace a larger number of comparisons: the first covers what follows `Z` and `z`, the
/// second what precedes the space, the backtick between `_` and `a`, and all non-ASCII bytes.
#[inline]
fn flaw(byte: u8) -> u8 {
    (byte | 0x20).wrapping_add(0x80 - b'{')
        | (byte ^ b'`').wrapping_sub(1).saturating_add(0x80 - (b'`' - 1))
}

#[inline]
fn is_plain_step(step: &[u8; STEP]) -> bool {
    step.iter().fold(true, |plain, &byte| plain & is_plain_byte(byte))
}

/// Whether a byte is an ASCII character of one septet. The extension table, the backtick and most
/// control characters are not.
#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "a lazy operator branches, which a vector cannot")]
fn is_plain_byte(byte: u8) -> bool {
    within(byte, b' ', b'Z')
        | within(byte, b'a', b'z')
        | (byte == b'_')
        | (byte == b'\n')
        | (byte == b'\r')
}

/// Whether a byte is in a range, tested by one comparison: `matches!` with several patterns
/// branches.
#[inline]
pub(in crate::sms) fn within(byte: u8, first: u8, last: u8) -> bool {
    byte.wrapping_sub(first) <= last.wrapping_sub(first)
}

/// Returns the number of septets of a character with this code; one if it is replaced.
#[inline]
fn septets(code: u8) -> usize {
    if code != OUTSIDE && code & EXTENDED != 0 { 2 } else { 1 }
}

#[cfg(test)]
mod tests;
