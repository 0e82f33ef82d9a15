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
    let mut next = table::ABROAD_STARTS.get(at).map_or(0, |&start| usize::from(start) << 1);
    loop {
        let end = match step(next) {
            0 => return lengths,
            steps => next.wrapping_add(1).wrapping_add(steps as usize),
        };
        next = next.wrapping_add(1);
        if let Some(length) = matching(digits, next, end) {
            lengths |= 1_u32.wrapping_shl(length);
            // No pattern of three digits or more begins with another, or another with it.
            if length > 2 {
                return lengths;
            }
        }
        next = end;
    }
}

/// Returns the length of the pattern in these steps, if `digits` begin with it.
fn matching(digits: Digits, mut next: usize, end: usize) -> Option<u32> {
    const ANY: u32 = 0xA;
    const SET: u32 = 0xB;
    let mut rest = digits.high;
    let mut length = 0_u32;
    while next < end {
        let first = (rest >> 60) as u32;
        let fits = match step(next) {
            SET => {
                let set = step(next.wrapping_add(1)) << 8
                    | step(next.wrapping_add(2)) << 4
                    | step(next.wrapping_add(3));
                next = next.wrapping_add(3);
                set >> first & 1 == 1
            }
            step => step == ANY || step == first,
        };
        if !fits {
            return None;
        }
        next = next.wrapping_add(1);
        rest <<= 4;
        length = length.wrapping_add(1);
    }
    (length <= digits.len).then_some(length)
}

/// Returns a step of the patterns.
///
/// Those of a country are a list: how many steps a pattern has, those, and so on; 0 ends it. A step
/// has four bits, the upper half of a byte first: a digit, `A` for any, or `B` and twelve bits, one
/// for each digit of a set.
#[inline]
fn step(at: usize) -> u32 {
    let pair = table::ABROAD_PATTERNS.get(at >> 1).map_or(0, |&pair| u32::from(pair));
    if at & 1 == 0 { pair >> 4 } else { pair & 0xF }
}
