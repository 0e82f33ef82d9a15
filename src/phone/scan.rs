//! From plain text to digits, eight characters at a time.

use super::digits::{BITS, Digits, KEPT};
use super::error::MAX_CHARACTERS;

/// The digits of a plain text, and whether a `+` leads.
///
/// Two registers hold it, as they hold [`Digits`]: a bit beside the number of digits is set for the
/// `+`.
#[derive(Clone, Copy)]
pub(super) struct Plain(Digits);

impl Plain {
    /// What is read from a text that is not plain.
    const NONE: Self = Self(Digits::NONE);
    const PLUS: u32 = 1 << 31;

    /// Whether the text is not plain.
    #[inline]
    pub(super) const fn is_none(self) -> bool {
        self.0.len == 0
    }

    /// Returns the digits if no `+` leads.
    #[inline]
    pub(super) const fn without_plus(self) -> Option<Digits> {
        if self.0.len & Self::PLUS == 0 { Some(self.0) } else { None }
    }

    /// Returns the digits.
    #[inline]
    pub(super) const fn digits(self) -> Digits {
        let Self(Digits { high, len }) = self;
        Digits { high, len: len & !Self::PLUS }
    }
}

/// Reads most of what is typed: 8 to 24 ASCII characters, at most sixteen of them digits, the
/// others common separators, with or without a `+` in front. Reads no digits from any other text.
///
/// No character is decoded and no digit waits for another: eight are judged and packed at a time,
/// then the gap of each separator is closed.
#[inline]
pub(super) fn scan_plain(text: &[u8]) -> Plain {
    if text.len() > 16 { scan_long(text) } else { scan_short(text) }
}

/// Reads 8 to 16 characters as [`scan_plain`] does.
#[inline(never)]
fn scan_short(text: &[u8]) -> Plain {
    let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) else {
        return Plain::NONE;
    };
    let len = text.len();
    digits(len, values(*first, 8), values(*last, len.wrapping_sub(8)), true)
}

/// Reads 17 to 24 characters as [`scan_plain`] does.
#[inline(never)]
fn scan_long(text: &[u8]) -> Plain {
    let (Some((sixteen, rest)), Some(last)) = (text.split_first_chunk::<16>(), text.last_chunk())
    else {
        return Plain::NONE;
    };
    let (&[first, second], 1..=8) = (sixteen.as_chunks::<8>().0, rest.len()) else {
        return Plain::NONE;
    };
    let leading = digits(16, values(first, 8), values(second, 8), true);
    let rest = digits(rest.len(), values(*last, rest.len()), 0, false);
    let (front, behind) = (leading.digits(), rest.digits());
    if leading.is_none() || rest.is_none() || front.len.wrapping_add(behind.len) > KEPT {
        return Plain::NONE;
    }
    let Digits { high, len } = behind.behind(front);
    Plain(Digits { high, len: len | leading.0.len & Plain::PLUS })
}

/// Packs the digits of at most sixteen characters, given as [`values`]; the first may be a `+`
/// where one may lead. Where another character is among them it returns [`Plain::NONE`] rather than
/// an `Option`, so that the result stays in registers.
#[expect(clippy::inline_always, reason = "half the work for eight characters")]
#[inline(always)]
fn digits(count: usize, first: u64, second: u64, may_lead: bool) -> Plain {
    if are_beyond(first, second) {
        return Plain::NONE;
    }
    let mut high = packed(first) << 32 | packed(second);
    let mut others = above_nine(first) << 8 | above_nine(second);
    let mut len = u32::try_from(count).unwrap_or_default();
    // The last one first, as the gaps are closed.
    let values = (u128::from(first) << 64 | u128::from(second)).to_le_bytes();
    // From the last gap to the first, so that none moves before it is closed.
    while others > 0 {
        let at = others.trailing_zeros() & 15;
        let value = usize::try_from(at).ok().and_then(|at| values.get(at)).copied();
        let value = value.unwrap_or_default();
        if SEPARATORS.wrapping_shr(value.into()) & 1 == 0 {
            let leads = may_lead && value == b'+' ^ b'0' && at == 15;
            if !leads || len == 1 {
                len = 0;
                break;
            }
            len |= Plain::PLUS;
        }
        let in_front = 0x3C ^ at.wrapping_mul(BITS);
        let moved = high ^ high << BITS;
        high ^= moved.wrapping_shl(in_front).wrapping_shr(in_front);
        len = len.wrapping_sub(1);
        others &= others.wrapping_sub(1);
    }
    Plain(Digits { high, len })
}

/// Returns the values of the last `count` of eight characters, the first one on top and zeros
/// behind the last: 0 to 9 for a digit, at most 0x1F for a separator.
#[inline]
fn values(bytes: [u8; 8], count: usize) -> u64 {
    let values = u64::from_be_bytes(bytes) ^ each(b'0');
    // All eight may have to go, and an integer cannot be shifted by its whole width at once.
    let half = u32::try_from(8_usize.wrapping_sub(count)).unwrap_or_default().wrapping_mul(4);
    values.wrapping_shl(half).wrapping_shl(half)
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

/// Returns one bit for each value above nine, that of the last one lowest; all are at most 0x1F.
/// The product gathers the eight top bits.
#[inline]
const fn above_nine(values: u64) -> u32 {
    let tops = values.wrapping_add(each(0x76)) & each(0x80);
    (tops.wrapping_mul(0x0002_0408_1020_4081) >> 56) as u32
}

/// Packs the low four bits of each value, the first one on top.
#[inline]
const fn packed(values: u64) -> u64 {
    let ones = values & each(0xF);
    let twos = (ones | ones >> 4) & 0x00FF_00FF_00FF_00FF;
    let fours = (twos | twos >> 8) & 0x0000_FFFF_0000_FFFF;
    (fours | fours >> 16) & 0xFFFF_FFFF
}

/// One bit for each of ` ()-./`, by what [`values`] makes of it: 0x10 to 0x1F.
const SEPARATORS: u32 = bit(b' ') | bit(b'(') | bit(b')') | bit(b'-') | bit(b'.') | bit(b'/');

const fn bit(separator: u8) -> u32 {
    1_u32.wrapping_shl((separator ^ b'0') as u32)
}

/// Reads digits and common separators in the full-width forms that a Japanese keyboard gives, or in
/// ASCII, at most sixteen digits in all.
pub(super) fn scan_wide(text: &str) -> Option<Plain> {
    // Of this many bytes, every character is looked at.
    if text.len() > MAX_CHARACTERS {
        return None;
    }
    let (plus, mut rest) = match text.as_bytes() {
        [b'+', rest @ ..] | [0xEF, 0xBC, 0x8B, rest @ ..] => (Plain::PLUS, rest),
        rest => (0, rest),
    };
    let (mut row, mut len) = (0_u64, 0_u32);
    while !rest.is_empty() {
        let narrow;
        // U+FF01 to U+FF3F and U+3000 in UTF-8.
        (narrow, rest) = match rest {
            [0xEF, 0xBC, low @ 0x81..=0xBF, after @ ..] => (low.wrapping_sub(0x60), after),
            [ascii @ ..0x80, after @ ..] => (*ascii, after),
            [0xE3, 0x80, 0x80, after @ ..] => (b' ', after),
            _ => return None,
        };
        match narrow ^ b'0' {
            digit @ ..10 => (row, len) = (row << BITS | u64::from(digit), len.wrapping_add(1)),
            other @ ..32 if SEPARATORS.wrapping_shr(other.into()) & 1 == 1 => {}
            _ => return None,
        }
    }
    let unused = KEPT.checked_sub(len)?.wrapping_mul(BITS);
    let high = row.checked_shl(unused)?;
    Some(Plain(Digits { high, len: len | plus }))
}

#[cfg(test)]
mod tests;
