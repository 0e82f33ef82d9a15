//! Reads what is usual in a few steps, where a register holds the digits of a number. Everything
//! else is left to [`super::read`], which gives the same numbers.

use core::num::NonZeroU64;

use super::abroad::prefix_lengths_in;
use super::country::{Country, plan_of};
use super::digits::Digits;
use super::error::ParseError;
use super::plan::Plan;
use super::read::{home, international, may_lead_abroad, read_dialled, read_typed};
use super::reading::Reading;
use super::region::Region;
use super::scan::{narrowed, scan_plain};
use super::typed::{Typed, scan_any};

/// Reads the number that was typed. Returns the packed digits of E.164.
#[inline]
pub(super) fn read(text: &str, here: Option<Country>) -> Result<NonZeroU64, ParseError> {
    let Some(digits) = scan_plain(text.as_bytes()) else {
        return read_any(text, here);
    };
    // Half of all plans have a 0 in front and no other prefix.
    if let Some(country) = here
        && let Some(e164) = quick_behind_zero(digits, country.region())
        && !text.starts_with('+')
    {
        return Ok(e164);
    }
    let plus = text.starts_with('+');
    let reading = match here {
        Some(country) if !plus => {
            let region = country.region();
            match quick_bare(digits, region) {
                Some(e164) => return Ok(e164),
                None if may_lead_abroad(digits, country, region) => {
                    dialled(digits, country, region)
                }
                None => home(digits, country, plan_of(region), region.code_digits()),
            }
        }
        _ if plus && digits.first() != 0 => international(digits),
        _ => read_dialled(&Typed::plain(digits, plus), here),
    };
    reading.result(|| first_digit(text))
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
        && let Some(narrow) = narrowed(text, &mut [0; 24])
        && let Some(digits) = scan_plain(narrow)
    {
        let typed = Typed::plain(digits, narrow.first() == Some(&b'+'));
        let reading = read_typed(&typed, here);
        if reading.is_number() {
            return reading.result(|| 0);
        }
    }
    let typed = scan_any(text)?;
    read_typed(&typed, here).result(|| typed.first_digit)
}

/// Reads a national number behind a single 0, if that is the plan's one prefix and no other reading
/// is possible.
#[inline]
fn quick_behind_zero(digits: Digits, region: Region) -> Option<NonZeroU64> {
    let plan = plan_of(region);
    let is_behind_zero = plan.is_plain_zero() && region.has_plain_zero(digits);
    if is_behind_zero { quick_number(digits.without_first(), region, plan) } else { None }
}

/// Reads a national number that no prefix is in front of, if no other reading is possible.
#[inline]
fn quick_bare(digits: Digits, region: Region) -> Option<NonZeroU64> {
    let plan = plan_of(region);
    let is_bare = plan.is_bare(digits) && !region.may_lead_abroad(digits);
    if is_bare { quick_number(digits, region, plan) } else { None }
}

#[expect(clippy::inline_always, reason = "what is usual stays in registers")]
#[inline(always)]
fn quick_number(significant: Digits, region: Region, plan: Plan) -> Option<NonZeroU64> {
    let code = region.code_digits();
    let is_only = plan.has_usual_length(significant.len) && !significant.would_begin_with(code);
    if is_only { significant.behind(code).packed() } else { None }
}

/// Reads digits that may begin with an international prefix.
#[inline(never)]
fn dialled(digits: Digits, here: Country, region: Region) -> Reading {
    match quick_dialled(digits, here, region) {
        Some(e164) => Reading::number(e164),
        None => read_dialled(&Typed::plain(digits, false), Some(here)),
    }
}

/// Reads a number behind an international prefix, as in E.164, if no other may go before it.
#[inline]
fn quick_dialled(digits: Digits, here: Country, region: Region) -> Option<NonZeroU64> {
    let lengths = prefix_lengths_in(digits, here, region);
    let longest = lengths.checked_ilog2()?;
    let dialled = digits.without(longest)?;
    let (plan, code, national) = plan_abroad(dialled)?;
    if !plan.is_bare(national) || !plan.has_length(national.len) {
        return None;
    }
    let mut others = lengths ^ 1_u32.wrapping_shl(longest);
    while let Some(length) = others.checked_ilog2() {
        others ^= 1_u32.wrapping_shl(length);
        let other = digits.without(length)?;
        let own_code = region.code_digits();
        let is_own = code == own_code && plan.mobile().contains(national.len);
        if is_own && !other.begin_with(own_code) {
            continue;
        }
        if plan_abroad(other).is_some_and(|(plan, _, national)| plan.has_length(national.len)) {
            return None;
        }
    }
    dialled.packed()
}

/// Returns the plan and the calling code that digits begin with, and the digits behind that.
#[inline]
fn plan_abroad(digits: Digits) -> Option<(Plan, Digits, Digits)> {
    let region = Country::of_leading_digits(digits)?.region();
    let code = region.code_digits();
    Some((plan_of(region), code, digits.without(code.len)?))
}

#[cfg(test)]
mod tests;
