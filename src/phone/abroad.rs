//! International prefixes: what is dialled within a country to call another.

use super::country::Country;
use super::digits::Digits;
use super::region::Region;
use super::table;

/// Returns the lengths of the international prefixes that `digits` begin with, a bit for each:
/// `00`, which people type anywhere, and those of the country.
pub(super) fn prefix_lengths(digits: Digits, country: Option<Country>) -> u32 {
    match country {
        Some(country) => prefix_lengths_in(digits, country, country.region()),
        None => length_of_zeros(digits),
    }
}

fn length_of_zeros(digits: Digits) -> u32 {
    u32::from(digits.begin_with(Digits::of("00"))) << 2
}

/// Returns what [`prefix_lengths`] does, in a country whose row is known.
#[inline(never)]
pub(super) fn prefix_lengths_in(digits: Digits, country: Country, region: Region) -> u32 {
    let mut lengths = length_of_zeros(digits);
    if !region.has_own_prefixes() {
        return lengths;
    }
    let Some(start) = start_of(country) else {
        // Only North American countries have no pattern.
        return lengths | u32::from(digits.begin_with(Digits::of("011"))) << 3;
    };
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

/// Returns where the patterns of a country begin, if it has any.
fn start_of(country: Country) -> Option<usize> {
    let (set, row) = (usize::from(country.index() >> 5), country.index() & 31);
    let rows = *table::ABROAD_ROWS.get(set)?;
    let bit = 1_u32.wrapping_shl(row.into());
    if rows & bit == 0 {
        return None;
    }
    let before = usize::from(*table::ABROAD_BEFORE.get(set)?);
    let at = before.wrapping_add((rows & bit.wrapping_sub(1)).count_ones() as usize);
    table::ABROAD_STARTS.get(at).map(|&start| start.into())
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
    // Digit by digit, so that the length is known as soon as the branches are foreseen.
    while length < steps {
        let (step, first) = (pattern >> 60, rest >> 60);
        (pattern, rest) = (pattern << 4, rest << 4);
        length = length.wrapping_add(1);
        if step != first && step != ANY {
            if step != SET || pattern >> 52 >> first & 1 == 0 {
                return None;
            }
            pattern <<= 12;
            steps = steps.wrapping_sub(3);
        }
    }
    (length <= digits.len).then_some(length)
}
