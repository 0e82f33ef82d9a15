//! Reads what was typed: which of the possible readings counts, and why there may be none.

use core::num::NonZeroU64;

use super::abroad::prefix_lengths;
use super::country::{Country, plan_of};
use super::digits::{Digits, LongDigits};
use super::plan::Place;
use super::reading::Reading;
use super::region::Region;
use super::shared::only_area;
use super::typed::Typed;

/// Reads in this order.
///
/// 1. Behind a `+`, the calling code. (`+00 44` and the like are read as dialled.)
/// 2. Behind an international prefix of the country, or `00`, the calling code; Tajik numbers may
///    begin with `00`.
/// 3. In a country, its national number or, where the digits begin with its calling code, the
///    number behind that.
/// 4. Without a country, the calling code, if the length is one of a mobile number.
#[inline(never)]
pub(super) fn read_typed(typed: &Typed, here: Option<Country>) -> Reading {
    let digits = typed.digits.digits;
    match here {
        _ if typed.plus && digits.first() != 0 => international(digits),
        Some(country) if !typed.plus && !may_lead_abroad(digits, country, country.region()) => {
            at_home(&typed.digits, country)
        }
        _ => read_dialled(typed, here),
    }
}

/// Reads what [`read_typed`] does if it may begin with an international prefix, or no country was
/// given.
#[inline(never)]
pub(super) fn read_dialled(typed: &Typed, here: Option<Country>) -> Reading {
    let digits = typed.digits.digits;
    let dialled = dialled(typed, here);
    match here.filter(|_| !typed.plus) {
        _ if dialled.is_number() => dialled,
        Some(country) if dialled == Reading::NONE => at_home(&typed.digits, country),
        // A national number may begin with what also leads abroad.
        Some(country) if !digits.begin_with(Digits::of("00")) => {
            let home = at_home(&typed.digits, country);
            if home.is_number() { home } else { dialled }
        }
        _ if dialled != Reading::NONE => dialled,
        _ if typed.plus => Reading::UNKNOWN_CODE,
        _ => from_nowhere(digits),
    }
}

/// Whether digits typed in a country may begin with an international prefix.
#[inline]
fn may_lead_abroad(digits: Digits, country: Country, region: Region) -> bool {
    let may_lead =
        region.may_lead_abroad(digits) || digits.first() == 0 && plan_of(region).has_typed_zero();
    may_lead && !(country == Country::TJ && digits.len == 9)
}

/// Reads digits that begin with an international prefix as dialled in `here`. Returns
/// [`Reading::NONE`] if they do not.
///
/// Several prefixes may match. Of the numbers behind them, one as in E.164 goes before one with a
/// digit to be dropped, and then a mobile number of the country itself before others. Behind a `+`,
/// one as in E.164 behind `00` goes before all.
fn dialled(typed: &Typed, here: Option<Country>) -> Reading {
    /// The rank of a mobile number of the country itself, as in E.164.
    const HIGHEST: u32 = 0b111;
    let digits = typed.digits.digits;
    let mut lengths = prefix_lengths(digits, here);
    let mut best = Reading::NONE;
    let mut best_rank = 0;
    while let Some(length) = lengths.checked_ilog2() {
        lengths ^= 1_u32.wrapping_shl(length);
        let Some(after) = typed.digits.without(length) else { continue };
        let is_beaten = |here: Country| !typed.plus && !after.begin_with(here.code_digits());
        if best_rank == HIGHEST && here.is_some_and(is_beaten) {
            continue;
        }
        let reading = international(after);
        let mut rank = 0;
        if reading.is_number() {
            let is_exact = reading.e164() == after;
            if is_exact && typed.plus && length == 2 && digits.begin_with(Digits::of("00")) {
                return reading;
            }
            let is_own = here.is_some_and(|here| is_mobile_of(reading, here));
            rank = 1 | u32::from(is_own) << 1 | u32::from(is_exact) << 2;
        }
        // What `00` gives explains a refusal.
        if rank > best_rank || best == Reading::NONE || rank == 0 && best_rank == 0 && length == 2 {
            (best, best_rank) = (reading, rank);
        } else if rank == best_rank && rank > 0 && reading != best {
            best = Reading::AMBIGUOUS;
        }
    }
    best
}

/// Reads digits typed in `country` that lead nowhere abroad: a national number, or one behind the
/// country's own calling code, with or without a 0 in front of that.
///
/// If both are possible, the one whose length a mobile number has wins, since verification is about
/// those. If both have such a length, or neither, the calling code was meant, unless a 0 stands in
/// front of it.
#[inline(never)]
fn at_home(typed: &LongDigits, country: Country) -> Reading {
    let region = country.region();
    let (digits, code) = (typed.digits, region.code_digits());
    // Behind the 0, the calling code and a prefix, a number may end with the 17th digit.
    let from_code = if digits.first() == 0 { typed.without(1).unwrap_or(digits) } else { digits };
    let read = plan_of(region).number(digits, Place::AtHome, code);
    if let Some(e164) = read
        && !from_code.begin_with(code)
    {
        return Reading::number(e164);
    }
    home_or_behind_code(digits, from_code, country, read)
}

/// Reads digits of which [`at_home`] has read no number, or not the only one.
#[inline(never)]
fn home_or_behind_code(
    digits: Digits,
    from_code: Digits,
    country: Country,
    home: Option<NonZeroU64>,
) -> Reading {
    let national = home.or_else(|| local(digits, country));
    let international =
        from_code.after(country.code_digits()).and_then(|after| behind_code(after, country));
    let read = match (national, international) {
        (Some(here), Some(abroad)) => {
            let is_mobile = |e164| is_mobile(Reading::number(e164), country);
            let national_wins = match (is_mobile(here), is_mobile(abroad)) {
                (true, false) => true,
                (false, true) => false,
                _ => digits.first() == 0,
            };
            if national_wins { national } else { international }
        }
        // `082` is a carrier and the calling code.
        (None, Some(abroad)) if country.plan().has_carrier(digits) => {
            international.filter(|_| is_mobile(Reading::number(abroad), country))
        }
        _ => international.or(national),
    };
    read.map_or_else(|| refusal(digits, country, Place::AtHome), Reading::number)
}

/// Reads digits as dialled within `country`.
#[cfg(feature = "kinds")]
pub(super) fn national(digits: Digits, country: Country) -> Option<NonZeroU64> {
    number(digits, country, Place::AtHome).or_else(|| local(digits, country))
}

/// Reads a North American number without its area code, which is left out at home where there is no
/// other.
fn local(digits: Digits, country: Country) -> Option<NonZeroU64> {
    if digits.len != 7 || !country.plan().is_north_american() {
        return None;
    }
    number(digits.behind(only_area(country)?), country, Place::AtHome)
}

/// Reads digits behind the calling code of `country`.
pub(super) fn behind_code(digits: Digits, country: Country) -> Option<NonZeroU64> {
    number(digits, country, Place::BehindCode)
}

#[inline(never)]
fn number(digits: Digits, country: Country, place: Place) -> Option<NonZeroU64> {
    country.plan().number(digits, place, country.code_digits())
}

/// Reads digits typed without a country or `+`. They are international, if a mobile number is
/// meant: a number without its calling code looks like another country's landline.
pub(super) fn from_nowhere(digits: Digits) -> Reading {
    let reading = international(digits);
    let main = Country::of_leading_digits(digits);
    let is_mobile = reading.is_number() && main.is_some_and(|main| is_mobile(reading, main));
    if is_mobile { reading } else { Reading::MISSING_COUNTRY }
}

/// Reads digits that begin with a calling code.
#[inline(never)]
pub(super) fn international(digits: Digits) -> Reading {
    // A `3` alone leads to +30 in the table, as zeros stand behind the last digit.
    let Some(main) = Country::of_leading_digits(digits) else { return without_country(digits) };
    let region = main.region();
    let code = region.code_digits();
    let Some(after) = digits.without(code.len) else { return Reading::UNKNOWN_CODE };
    match plan_of(region).number(after, Place::BehindCode, code) {
        Some(e164) => Reading::number(e164),
        None => refusal(after, main, Place::BehindCode),
    }
}

/// Whether a number has a length of the mobile numbers of `country`, whose calling code it has.
fn is_mobile(reading: Reading, country: Country) -> bool {
    let length = reading.e164().len.wrapping_sub(country.code_digits().len);
    country.plan().mobile().contains(length)
}

/// Whether a number has the calling code of `country`, and a length of the mobile numbers behind
/// it.
fn is_mobile_of(reading: Reading, country: Country) -> bool {
    let e164 = reading.e164();
    e164.begin_with(country.code_digits())
        && Country::of_leading_digits(e164).is_some_and(|main| is_mobile(reading, main))
}

/// Says why digits are no number of `country`.
#[cold]
fn refusal(digits: Digits, country: Country, place: Place) -> Reading {
    let plan = country.plan();
    if plan.has_carrier(digits) {
        return Reading::carrier_prefix(country);
    }
    let found = plan.remainder(digits, place).len;
    if plan.has_length(found) {
        return Reading::second_prefix(country);
    }
    Reading::length(country, found)
}

/// Refuses digits that begin with no country's calling code, but perhaps with that of a service or
/// of satellites.
#[cold]
fn without_country(digits: Digits) -> Reading {
    const CODES: [u16; 9] = [0x800, 0x808, 0x870, 0x878, 0x881, 0x882, 0x883, 0x888, 0x979];
    let [first, second, ..] = digits.high.to_be_bytes();
    let code = u16::from_be_bytes([first, second]) >> 4;
    if digits.len >= 3 && CODES.contains(&code) {
        Reading::no_country(code)
    } else {
        Reading::UNKNOWN_CODE
    }
}
