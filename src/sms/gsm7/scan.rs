//! How many septets a text takes, or where it leaves the alphabet: the loop that most of the time
//! is spent in.
//!
//! Most texts are ASCII of one septet each, and have hardly a line break: that is asked first, 32
//! bytes at a time, in half the time of `str::is_ascii` for 160 characters (x86-64, SSE2). To ask
//! for all plain bytes at once, which takes more comparisons, took 2 times as long; words of 8
//! bytes 1.5 times, a look-up for each byte 10 times.

use super::super::charset::Coding;
use super::alphabet::{EXTENDED, OUTSIDE, code};

/// Bytes looked at in one step. The comparisons do not branch, so that the compiler makes one
/// vector of them.
pub(super) const STEP: usize = 16;

/// Bytes asked at a time whether they are the usual ones.
const STRIDE: usize = 32;

/// Counts the septets of a text, escapes included, and tells whether it is plain; or gives the byte
/// offset of the first character outside the alphabet.
#[inline]
pub(in crate::sms) fn scan(text: &str) -> Result<(Coding, usize), usize> {
    if is_plain(text.as_bytes()) {
        Ok((Coding::Plain, text.len()))
    } else {
        scan_mixed(text).map(|septets| (Coding::Gsm7, septets))
    }
}

/// The septets of a text with one for each character outside the alphabet.
pub(in crate::sms) fn scan_replacing(text: &str) -> usize {
    text.chars().map(|character| septets(code(character))).fold(0, usize::saturating_add)
}

/// Whether every byte is a character of its own that takes one septet.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    let (strides, rest) = bytes.as_chunks();
    // The last stride overlaps the one before it, as the last step does below.
    let is_usual = bytes.last_chunk().is_some_and(|last| {
        strides.iter().all(is_usual_stride) && (rest.is_empty() || is_usual_stride(last))
    });
    is_usual || is_plain_by_steps(bytes)
}

fn is_plain_by_steps(bytes: &[u8]) -> bool {
    // The last step overlaps the one before it; going on byte by byte would take longer.
    match bytes.last_chunk() {
        Some(last) => bytes.as_chunks().0.iter().all(is_plain_step) && is_plain_step(last),
        None => bytes.iter().copied().all(is_plain_byte),
    }
}

/// Texts with other characters, too: plain steps at once, the rest character by character.
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

/// The first [`STEP`] bytes of a text, if each is a character of one septet, and what follows.
#[inline]
pub(super) fn plain_step(text: &str) -> Option<(&[u8; STEP], &str)> {
    let step = text.as_bytes().first_chunk().filter(|step| is_plain_step(step))?;
    Some((step, text.get(STEP..)?))
}

#[inline]
fn is_usual_stride(stride: &[u8; STRIDE]) -> bool {
    stride.iter().fold(0, |flaws, &byte| flaws | flaw(byte)) < 0x80
}

/// Has its top bit set for all bytes but those from the space to `Z` and from `a` to `z`.
///
/// Sums instead of comparisons, of which there would be more: the first is for what follows `Z` and
/// `z`, the second for what is in front of the space, for the backtick between `_` and `a`, and for
/// all that is not ASCII.
#[inline]
fn flaw(byte: u8) -> u8 {
    (byte | 0x20).wrapping_add(0x80 - b'{')
        | (byte ^ b'`').wrapping_sub(1).saturating_add(0x80 - (b'`' - 1))
}

#[inline]
fn is_plain_step(step: &[u8; STEP]) -> bool {
    step.iter().fold(true, |plain, &byte| plain & is_plain_byte(byte))
}

/// ASCII of one septet: not the extension table, nor the backtick and most control characters.
#[inline]
#[expect(clippy::needless_bitwise_bool, reason = "a lazy operator branches, which a vector cannot")]
fn is_plain_byte(byte: u8) -> bool {
    within(byte, b' ', b'Z')
        | within(byte, b'a', b'z')
        | (byte == b'_')
        | (byte == b'\n')
        | (byte == b'\r')
}

/// A range check in one comparison. `matches!` with several patterns branches; here it took ten
/// times as long.
#[inline]
pub(in crate::sms) fn within(byte: u8, first: u8, last: u8) -> bool {
    byte.wrapping_sub(first) <= last.wrapping_sub(first)
}

/// The septets of a character with this code; one if it is replaced.
#[inline]
fn septets(code: u8) -> usize {
    if code != OUTSIDE && code & EXTENDED != 0 { 2 } else { 1 }
}

#[cfg(test)]
mod tests;
