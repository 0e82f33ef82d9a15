//! Reads what is usual in a few steps, where a register holds the digits of a number. Everything
//! else is left to [`super::read`], which gives the same numbers.

use core::num::NonZeroU64;

use super::abroad::prefix_lengths_in;
use super::country::{Country, plan_of};
use super::digits::Digits;
use super::error::ParseError;
use super::front::Front;
use super::plan::Plan;
use super::read::{international, read_typed};
use super::reading::Reading;
use super::region::Region;
use super::scan::{Plain, scan_plain, scan_wide};
use super::typed::{Typed, scan_any};

/// Reads the number that was typed. Returns the packed digits of E.164.
#[inline]
pub(super) fn read(text: &str, here: Option<Country>) -> Result<NonZeroU64, ParseError> {
    let plain = scan_plain(text.as_bytes());
    if plain.is_none() {
        return read_any(text, here);
    }
    read_scanned(plain, here).result(|| first_digit(text))
}

/// Reads what was scanned, as [`read_typed`] does.
#[inline]
fn read_scanned(plain: Plain, here: Option<Country>) -> Reading {
    match (plain.without_plus(), here) {
        (Some(digits), Some(country)) => read_here(digits, country),
        (Some(digits), None) => read_plain(digits, false, None),
        (None, _) => read_behind_plus(plain.digits(), here),
    }
}

/// Reads digits behind a `+`.
#[inline]
fn read_behind_plus(digits: Digits, here: Option<Country>) -> Reading {
    if digits.first() == 0 { read_plain(digits, true, here) } else { international(digits) }
}

/// Reads digits typed in a country.
#[inline(never)]
fn read_here(digits: Digits, here: Country) -> Reading {
    let region = here.region();
    let front = Front::of_plan(plan_of(region));
    // Where `00` alone leads abroad, nothing that begins with the plan's prefix and a number does.
    if !region.has_own_prefixes()
        && front.stands_before(digits)
        && let Some(reading) = quick_behind(front, digits, region)
    {
        return reading;
    }
    read_abroad_or_home(digits, here)
}

/// Reads digits typed in a country, whatever they begin with.
#[inline(never)]
fn read_abroad_or_home(digits: Digits, here: Country) -> Reading {
    let region = here.region();
    if region.may_lead_abroad(digits) {
        return dialled(digits, here, region);
    }
    quick_home(digits, region).unwrap_or_else(|| read_plain(digits, false, Some(here)))
}

/// Reads digits the plain way.
#[inline(never)]
fn read_plain(digits: Digits, plus: bool, here: Option<Country>) -> Reading {
    read_typed(&Typed::plain(digits, plus), here)
}

/// Returns where the first ASCII digit of a text stands.
#[cold]
fn first_digit(text: &str) -> usize {
    text.bytes().position(|byte| byte.is_ascii_digit()).unwrap_or_default()
}

/// Reads full-width digits, and then anything else.
#[inline(never)]
fn read_any(text: &str, here: Option<Country>) -> Result<NonZeroU64, ParseError> {
    // Where full-width characters are, the first one is.
    if let [0xEF, ..] | [b'+', 0xEF, ..] = text.as_bytes()
        && let Some(plain) = scan_wide(text)
    {
        let reading = read_scanned(plain, here);
        if reading.is_number() {
            return reading.result(|| 0);
        }
    }
    let typed = scan_any(text)?;
    read_typed(&typed, here).result(|| typed.first_digit)
}

/// Reads digits that lead nowhere abroad, if their first ones tell that only one reading is
/// possible.
#[inline]
fn quick_home(digits: Digits, region: Region) -> Option<Reading> {
    let plan = plan_of(region);
    let front = Front::of_plan(plan);
    if front.stands_before(digits) {
        return quick_behind(front, digits, region);
    }
    if plan.is_bare(digits) { quick_bare(digits, plan, region.code_digits()) } else { None }
}

/// Reads digits behind the prefix of their plan.
#[inline]
fn quick_behind(front: Front, digits: Digits, region: Region) -> Option<Reading> {
    let (plan, code) = (plan_of(region), region.code_digits());
    let significant = front.dropped_from(digits);
    // Behind one digit, the calling code may stand: two readings are left to `read_typed`.
    let is_only =
        plan.has_usual_length(significant.len) && !digits.without_first().would_begin_with(code);
    if is_only { Some(Reading::of(significant.behind(code))) } else { None }
}

/// Reads digits that no prefix is in front of: a national number, or one behind the country's own
/// calling code.
#[inline]
fn quick_bare(digits: Digits, plan: Plan, code: Digits) -> Option<Reading> {
    let is_national = plan.has_usual_length(digits.len);
    if !digits.would_begin_with(code) {
        return if is_national { Some(Reading::of(digits.behind(code))) } else { None };
    }
    let after = digits.without(code.len)?;
    let is_only = !is_national && plan.is_bare(after) && plan.has_length(after.len);
    if is_only { Some(Reading::of(digits)) } else { None }
}

/// Reads digits that may begin with an international prefix.
#[inline(never)]
fn dialled(digits: Digits, here: Country, region: Region) -> Reading {
    quick_dialled(digits, here, region).unwrap_or_else(|| read_plain(digits, false, Some(here)))
}

/// Reads a number behind an international prefix, as in E.164, if no other may go before it.
#[inline]
fn quick_dialled(digits: Digits, here: Country, region: Region) -> Option<Reading> {
    // Tajik numbers may begin with `00`.
    if here == Country::TJ {
        return None;
    }
    let lengths = prefix_lengths_in(digits, here, region);
    let longest = lengths.checked_ilog2()?;
    let dialled = digits.without(longest)?;
    let abroad = Country::of_leading_digits(dialled)?.region();
    let (plan, code) = (plan_of(abroad), abroad.code_digits());
    let national = dialled.without(code.len)?;
    if !plan.is_bare(national) || !plan.has_length(national.len) {
        return None;
    }
    let others = lengths ^ 1_u32.wrapping_shl(longest);
    if let Some(length) = others.checked_ilog2() {
        let other = digits.without(length)?;
        let is_own = abroad.has_code_of(region)
            && plan.mobile().contains(national.len)
            && !other.begin_with(region.code_digits());
        if !others.is_power_of_two() || !is_own && may_be_exact(other) {
            return None;
        }
    }
    Some(Reading::of(dialled))
}

/// Whether digits may be a number as in E.164, by how many there are.
#[inline]
fn may_be_exact(digits: Digits) -> bool {
    // In North America, ten digits stand behind the calling code.
    if digits.first() == 1 {
        return digits.len == 11;
    }
    Country::of_leading_digits(digits).is_some_and(|main| {
        let region = main.region();
        plan_of(region).has_length(digits.len.wrapping_sub(region.code_digits().len))
    })
}

#[cfg(test)]
mod tests;
