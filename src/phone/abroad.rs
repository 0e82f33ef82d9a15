//! International prefixes: what is dialled within a country to call another.

use super::country::Country;
use super::digits::Digits;
use super::table;

/// Returns the lengths of the international prefixes that `digits` begin with, a bit for each:
/// `00`, which people type anywhere, and those of the country.
pub(super) fn prefix_lengths(digits: Digits, country: Option<Country>) -> u32 {
    let begins = |prefix: &str| digits.begin_with(Digits::of(prefix));
    let mut lengths = u32::from(begins("00")) << 2;
    let Some(country) = country else { return lengths };
    if !country.region().has_own_prefixes() {
        return lengths;
    }
    if country.plan().is_north_american() {
        lengths |= u32::from(begins("011")) << 3;
    }
    let Ok(at) = table::ABROAD_ROWS.binary_search(&country.index()) else { return lengths };
    let start = table::ABROAD_STARTS.get(at).map_or(0, |&start| usize::from(start));
    let mut next = start << 1;
    while let Some((steps, pattern)) = pattern_at(next) {
        if let Some(length) = length_of(pattern, steps, digits) {
            lengths |= 1_u32.wrapping_shl(length);
            // No pattern of three digits or more begins with another, or another with it.
            if length > 2 {
                break;
            }
        }
        next = next.wrapping_add(steps as usize).wrapping_add(1);
    }
    lengths
}

/// Returns how many steps the pattern at this place has, and those, the first one on top.
///
/// The patterns of a country are a list: how many steps a pattern has, those, and so on; 0 ends it.
/// A step has four bits, the upper half of a byte first: a digit, `A` for any, or `B` and twelve
/// bits, one for each digit of a set.
fn pattern_at(at: usize) -> Option<(u32, u64)> {
    let bytes = table::ABROAD_PATTERNS.get(at >> 1..)?.first_chunk()?;
    let pattern = u64::from_be_bytes(*bytes) << if at & 1 == 0 { 0 } else { 4 };
    let steps = (pattern >> 60) as u32;
    if steps > 0 { Some((steps, pattern << 4)) } else { None }
}

/// Returns the length of a pattern, if `digits` begin with it.
fn length_of(mut pattern: u64, mut steps: u32, digits: Digits) -> Option<u32> {
    const ANY: u64 = 0xA;
    const SET: u64 = 0xB;
    let mut rest = digits.high;
    let mut length = 0_u32;
    while steps > 0 {
        let (step, first) = (pattern >> 60, rest >> 60);
        (pattern, rest) = (pattern << 4, rest << 4);
        steps = steps.wrapping_sub(1);
        if step == SET {
            if pattern >> 52 >> first & 1 == 0 {
                return None;
            }
            pattern <<= 12;
            steps = steps.wrapping_sub(3);
        } else if step != first && step != ANY {
            return None;
        }
        length = length.wrapping_add(1);
    }
    (length <= digits.len).then_some(length)
}
