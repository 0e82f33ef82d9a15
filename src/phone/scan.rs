//! From plain text to digits, eight characters at a time.

use super::digits::{BITS, Digits, KEPT};

/// Reads most of what is typed: 8 to 24 ASCII characters, at most sixteen of them digits, the
/// others common separators, with or without a `+` in front.
///
/// No character is decoded and no digit waits for another: eight are judged and packed at a time,
/// then the gap of each separator is closed.
#[inline]
pub(super) fn scan_plain(bytes: &[u8]) -> Option<Digits> {
    if bytes.len() > 16 {
        return scan_long(bytes);
    }
    let second = values(*bytes.last_chunk()?, bytes.len().wrapping_sub(8));
    let digits = digits(bytes, values(*bytes.first_chunk()?, 8), second);
    (digits.len > 0).then_some(digits)
}

/// Reads 17 to 24 characters as [`scan_plain`] does.
#[inline(never)]
fn scan_long(bytes: &[u8]) -> Option<Digits> {
    let (sixteen, rest) = bytes.split_first_chunk::<16>()?;
    if rest.len() > 8 || rest.first() == Some(&b'+') {
        return None;
    }
    let [first, second] = *sixteen.as_chunks::<8>().0 else { return None };
    let leading = digits(sixteen, values(first, 8), values(second, 8));
    let rest = digits(rest, values(*bytes.last_chunk()?, rest.len()), 0);
    let is_plain = leading.len > 0 && rest.len > 0;
    (is_plain && leading.len.wrapping_add(rest.len) <= KEPT).then(|| rest.behind(leading))
}

/// Packs the digits of at most sixteen characters, given as bytes and as [`values`]. Where another
/// character is among them it returns [`Digits::NONE`] rather than an `Option`, so that the result
/// stays in registers.
fn digits(bytes: &[u8], first: u64, second: u64) -> Digits {
    let mut high = packed(first) << 32 | packed(second);
    let mut others = above_nine(first) | above_nine(second) << 8;
    let mut len = u32::try_from(bytes.len()).unwrap_or_default();
    if are_beyond(first, second) {
        return Digits::NONE;
    }
    // From the last gap to the first, so that none moves before it is closed.
    while let Some(at) = others.checked_ilog2() {
        others ^= 1_u32.wrapping_shl(at);
        let byte = usize::try_from(at).ok().and_then(|at| bytes.get(at)).copied();
        let byte = byte.unwrap_or_default();
        // All lie in 0x20 to 0x3F, as no value is beyond 0x1F.
        if SEPARATORS.wrapping_shr(byte.into()) & 1 == 0 && !(byte == b'+' && at == 0) {
            return Digits::NONE;
        }
        let behind = u64::MAX.wrapping_shr(at.wrapping_mul(BITS));
        high ^= (high ^ high << BITS) & behind;
        len = len.wrapping_sub(1);
    }
    Digits { high, len }
}

/// Returns the values of the last `count` of eight characters, the first one lowest: 0 to 9 for a
/// digit, at most 0x1F for a separator.
#[inline]
fn values(bytes: [u8; 8], count: usize) -> u64 {
    let values = u64::from_le_bytes(bytes) ^ each(b'0');
    // All eight may have to go, and an integer cannot be shifted by its whole width at once.
    let half = u32::try_from(8_usize.wrapping_sub(count)).unwrap_or_default().wrapping_mul(4);
    values.wrapping_shr(half).wrapping_shr(half)
}

/// Whether a value is above 0x1F, as those of digits and separators never are.
#[inline]
const fn are_beyond(first: u64, second: u64) -> bool {
    (first | second) & each(0xE0) != 0
}

#[inline]
const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// Returns one bit for each value above nine; all are at most 0x1F. The product gathers the eight
/// top bits.
#[inline]
const fn above_nine(values: u64) -> u32 {
    let tops = values.wrapping_add(each(0x76)) & each(0x80);
    (tops.wrapping_mul(0x0002_0408_1020_4081) >> 56) as u32
}

/// Packs the low four bits of each value, the first one on top.
#[inline]
const fn packed(values: u64) -> u64 {
    let ones = values & each(0xF);
    let twos = (ones << 4 | ones >> 8) & 0x00FF_00FF_00FF_00FF;
    let fours = (twos << 8 | twos >> 16) & 0x0000_FFFF_0000_FFFF;
    (fours << 16 | fours >> 32) & 0xFFFF_FFFF
}

/// One bit for each of ` ()-./`, which all lie in 0x20 to 0x2F.
const SEPARATORS: u64 = 1 << b' ' | 1 << b'(' | 1 << b')' | 1 << b'-' | 1 << b'.' | 1 << b'/';

#[cfg(test)]
mod tests;
