//! Reads what was typed: which of the possible readings counts, and why there may be none.

use core::num::NonZeroU64;

use super::abroad::prefix_lengths;
use super::country::{Country, plan_of};
use super::digits::{Digits, LongDigits};
use super::error::ParseError;
use super::plan::Place;
use super::scan::{scan_plain, scan_wide};
use super::shared::only_area;
use super::typed::{Typed, scan_any};

/// A number as its country's plan reads it.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    /// The country whose plan it is, which is the main one of its calling code if the number was
    /// read behind that.
    country: Country,
    /// The national significant number.
    significant: Digits,
}

/// Reads the number that was typed. Returns the packed digits of E.164.
#[inline]
pub(super) fn read(text: &str, here: Option<Country>) -> Result<NonZeroU64, ParseError> {
    let Some(digits) = scan_plain(text.as_bytes()) else {
        return read_wide(text, here);
    };
    // Half of all plans have a 0 in front and no other prefix: registers suffice.
    if let Some(country) = here
        && let Some(e164) = quick_behind_zero(digits, country)
        && !text.starts_with('+')
    {
        return Ok(e164);
    }
    let plus = text.starts_with('+');
    match quick(digits, plus, here) {
        Some(e164) => Ok(e164),
        None => read_plain(text, digits, here),
    }
}

/// Reads what [`scan_plain`] has scanned, if the quick ways do not.
#[cold]
fn read_plain(text: &str, digits: Digits, here: Option<Country>) -> Result<NonZeroU64, ParseError> {
    read_typed(Typed::plain(text, digits, text.starts_with('+')), here)
}

/// Reads full-width digits, and then anything else.
#[inline(never)]
fn read_wide(text: &str, here: Option<Country>) -> Result<NonZeroU64, ParseError> {
    // Where full-width characters are, the first one is.
    if let [0xEF, ..] | [b'+', 0xEF, ..] = text.as_bytes()
        && let Some((digits, plus)) = scan_wide(text)
        && let Some(e164) = quick(digits, plus, here)
    {
        return Ok(e164);
    }
    read_typed(scan_any(text)?, here)
}

/// Reads a national number behind a single 0, if that is the plan's one prefix and no other reading
/// is possible.
#[inline]
fn quick_behind_zero(digits: Digits, country: Country) -> Option<NonZeroU64> {
    let region = country.region();
    let code = region.code_digits();
    let significant = plan_of(region).behind_zero(digits)?;
    let is_only = region.has_plain_zero(digits) && !significant.begin_with(code);
    if is_only { significant.behind(code).packed() } else { None }
}

/// Reads what is written as in E.164 behind a `+` or the one prefix that leads abroad, or typed at
/// home and leads nowhere abroad.
#[expect(clippy::inline_always, reason = "the result stays in registers")]
#[inline(always)]
fn quick(digits: Digits, plus: bool, here: Option<Country>) -> Option<NonZeroU64> {
    match here {
        _ if plus => quick_behind_plus(digits),
        Some(country) => quick_at_home(digits, country),
        None => None,
    }
}

/// Reads what is dialled abroad and written as in E.164, where only one prefix is possible.
#[inline(never)]
fn quick_abroad(digits: Digits, has_own: bool, is_north_american: bool) -> Option<NonZeroU64> {
    let prefix = match () {
        () if has_own && !is_north_american => return None,
        () if digits.begin_with(Digits::of("00")) => 2,
        () if is_north_american && digits.begin_with(Digits::of("011")) => 3,
        () => return None,
    };
    // One of sixteen digits may have more behind it.
    let after = digits.without(prefix).filter(|_| digits.len < 16)?;
    quick_behind_plus(after)
}

#[inline]
fn quick_behind_plus(digits: Digits) -> Option<NonZeroU64> {
    let main = Country::of_leading_digits(digits)?;
    let significant = digits.after(main.code_digits())?;
    let read = main.plan().significant(significant, Place::BehindCode)?;
    if read == significant { digits.packed() } else { None }
}

#[expect(clippy::inline_always, reason = "the result stays in registers")]
#[inline(always)]
fn quick_at_home(digits: Digits, country: Country) -> Option<NonZeroU64> {
    let region = country.region();
    let (code, plan) = (region.code_digits(), plan_of(region));
    if region.may_lead_abroad(digits) || digits.first() == 0 && plan.has_typed_zero() {
        return quick_abroad(digits, region.has_own_prefixes(), plan.is_north_american());
    }
    let from_code = if digits.first() == 0 { digits.without(1)? } else { digits };
    if from_code.begin_with(code) {
        return Reading::possible_at_home(digits, country)?.e164().packed();
    }
    let significant = plan.significant(digits, Place::AtHome)?;
    significant.behind(code).packed()
}

/// Reads in this order.
///
/// 1. Behind a `+`, the calling code. (`+00 44` and the like are read as dialled.)
/// 2. Behind an international prefix of the country, or `00`, the calling code; Tajik numbers may
///    begin with `00`.
/// 3. In a country, its national number or, where the digits begin with its calling code, the
///    number behind that.
/// 4. Without a country, the calling code, if the length is one of a mobile number.
#[inline(never)]
pub(super) fn read_typed(typed: Typed, here: Option<Country>) -> Result<NonZeroU64, ParseError> {
    let digits = typed.digits.digits;
    let unknown_code = typed.unknown_code();
    let reading = match here {
        _ if typed.plus && digits.first() != 0 => Reading::international(digits, unknown_code),
        _ if typed.plus
            && let Ok(reading) = Reading::behind_plus_and_zeros(typed.digits, unknown_code) =>
        {
            Ok(reading)
        }
        Some(Country::TJ) if !typed.plus && digits.len == 9 => {
            Reading::at_home(digits, Country::TJ)
        }
        _ => match (Reading::dialled(typed.digits, here, unknown_code), here) {
            // A national number may begin with what also leads abroad.
            (Some(Err(refused)), Some(country))
                if !typed.plus && !digits.begin_with(Digits::of("00")) =>
            {
                Reading::at_home(digits, country).map_err(|_| refused)
            }
            (Some(reading), _) => reading,
            (None, _) if typed.plus => Err(unknown_code),
            (None, Some(country)) => Reading::at_home(digits, country),
            (None, None) => Reading::from_nowhere(digits),
        },
    };
    packed(reading?.e164())
}

/// Packs the digits of a number, of which there are some.
pub(super) fn packed(e164: Digits) -> Result<NonZeroU64, ParseError> {
    e164.packed().ok_or(ParseError::NoDigits)
}

impl Typed {
    /// Returns the error for digits that begin with no country's calling code.
    pub(super) fn unknown_code(&self) -> ParseError {
        ParseError::UnknownCallingCode { position: self.first_digit }
    }
}

impl Reading {
    /// Reads digits that begin with `00` and go on as in E.164: behind a `+`, that `00` goes before
    /// what is dialled in a country.
    fn behind_plus_and_zeros(
        digits: LongDigits,
        unknown_code: ParseError,
    ) -> Result<Self, ParseError> {
        let after = digits.without(2).filter(|_| digits.digits.begin_with(Digits::of("00")));
        let after = after.ok_or(unknown_code)?;
        let reading = Self::international(after, unknown_code)?;
        if reading.e164() == after { Ok(reading) } else { Err(unknown_code) }
    }

    /// Reads digits that begin with an international prefix as dialled in `here`; `None` if they do
    /// not.
    ///
    /// Several prefixes may match. Of the numbers behind them, one as in E.164 goes before one with
    /// a digit to be dropped, and then a mobile number of the country itself before others.
    fn dialled(
        digits: LongDigits,
        here: Option<Country>,
        unknown_code: ParseError,
    ) -> Option<Result<Self, ParseError>> {
        let mut best: Option<(u8, Self)> = None;
        let mut is_ambiguous = false;
        let mut refused = None;
        for length in prefix_lengths(digits.digits, here) {
            let Some(after) = digits.without(length) else { continue };
            let reading = match Self::international(after, unknown_code) {
                Ok(reading) => reading,
                Err(error) => {
                    refused = refused.or(Some(error));
                    continue;
                }
            };
            let e164 = reading.e164();
            let rank = u8::from(e164 == after) << 1
                | u8::from(reading.is_mobile() && here.is_some_and(|here| reading.is_of(here)));
            match best {
                Some((best, _)) if best > rank => {}
                Some((best, other)) if best == rank => is_ambiguous |= other.e164() != e164,
                _ => (best, is_ambiguous) = (Some((rank, reading)), false),
            }
        }
        match best {
            Some(_) if is_ambiguous => Some(Err(ParseError::Ambiguous)),
            Some((_, reading)) => Some(Ok(reading)),
            None => refused.map(Err),
        }
    }

    /// Reads digits typed in `country` that lead nowhere abroad.
    fn at_home(digits: Digits, country: Country) -> Result<Self, ParseError> {
        let reading = Self::possible_at_home(digits, country);
        reading.ok_or_else(|| refusal(digits, country, Place::AtHome))
    }

    /// Reads digits typed in `country`: a national number, or one behind the country's own calling
    /// code, with or without a 0 in front of that.
    ///
    /// If both are possible, the one whose length a mobile number has wins, since verification is
    /// about those. If both have such a length, or neither, the calling code was meant, unless a 0
    /// stands in front of it.
    #[inline(never)]
    fn possible_at_home(digits: Digits, country: Country) -> Option<Self> {
        let national = Self::national(digits, country);
        let code = country.code_digits();
        let has_zero = digits.first() == 0;
        let from_code = if has_zero { digits.without(1)? } else { digits };
        if !from_code.begin_with(code) {
            return national;
        }
        let international = Self::behind_code(from_code.without(code.len)?, country);
        match (national, international) {
            (Some(here), Some(abroad)) => {
                let national_wins = match (here.is_mobile(), abroad.is_mobile()) {
                    (true, false) => true,
                    (false, true) => false,
                    _ => has_zero,
                };
                if national_wins { national } else { international }
            }
            // `082` is a carrier and the calling code.
            (None, Some(abroad)) if country.plan().has_carrier(digits) => {
                international.filter(|_| abroad.is_mobile())
            }
            _ => international.or(national),
        }
    }

    /// Reads digits typed without a country or `+`. They are international, if a mobile number is
    /// meant: a number without its calling code looks like another country's landline.
    pub(super) fn from_nowhere(digits: Digits) -> Result<Self, ParseError> {
        match Self::international(digits, ParseError::MissingCountry) {
            Ok(reading) if reading.is_mobile() => Ok(reading),
            _ => Err(ParseError::MissingCountry),
        }
    }

    /// Reads digits that begin with a calling code; `unknown_code` says what it means if they do
    /// not.
    pub(super) fn international(
        digits: Digits,
        unknown_code: ParseError,
    ) -> Result<Self, ParseError> {
        // A `3` alone leads to +30 in the table, as zeros stand behind the last digit.
        let main = Country::of_leading_digits(digits);
        let after = main.and_then(|main| digits.after(main.code_digits()));
        match (main, after) {
            (Some(main), Some(after)) => Self::behind_code(after, main)
                .ok_or_else(|| refusal(after, main, Place::BehindCode)),
            _ => Err(without_country(digits, unknown_code)),
        }
    }

    /// Reads digits behind the calling code of `country`.
    #[inline]
    pub(super) fn behind_code(digits: Digits, country: Country) -> Option<Self> {
        let significant = country.plan().significant(digits, Place::BehindCode)?;
        Some(Self { country, significant })
    }

    /// Reads digits as dialled within `country`.
    #[inline]
    pub(super) fn national(digits: Digits, country: Country) -> Option<Self> {
        let plan = country.plan();
        // Where there is one area code, it is left out at home.
        let digits = match digits.len {
            7 if plan.is_north_american() => {
                only_area(country).map_or(digits, |area| digits.behind(area))
            }
            _ => digits,
        };
        let significant = plan.significant(digits, Place::AtHome)?;
        Some(Self { country, significant })
    }

    fn is_mobile(&self) -> bool {
        self.country.plan().mobile().contains(self.significant.len)
    }

    /// Whether it has the calling code of `country`.
    fn is_of(&self, country: Country) -> bool {
        self.country.code_digits() == country.code_digits()
    }

    pub(super) fn e164(self) -> Digits {
        self.significant.behind(self.country.code_digits())
    }
}

/// Says why digits are no number of `country`.
#[cold]
fn refusal(digits: Digits, country: Country, place: Place) -> ParseError {
    let plan = country.plan();
    if plan.has_carrier(digits) {
        return ParseError::CarrierPrefix { country };
    }
    let found = plan.remainder(digits, place);
    if plan.has_length(found.len) {
        return ParseError::SecondPrefix { country };
    }
    // At most 64 characters were looked at.
    let found = u8::try_from(found.len).unwrap_or(u8::MAX);
    ParseError::Length { country, found }
}

/// Returns `unknown_code`, or that `digits` begin with a code of a service or of satellites.
fn without_country(digits: Digits, unknown_code: ParseError) -> ParseError {
    const CODES: [u16; 9] = [800, 808, 870, 878, 881, 882, 883, 888, 979];
    let ParseError::UnknownCallingCode { position } = unknown_code else { return unknown_code };
    let Some(code) = digits.leading(3).and_then(|code| u16::try_from(code.value()).ok()) else {
        return unknown_code;
    };
    if CODES.contains(&code) { ParseError::NoCountry { code, position } } else { unknown_code }
}

#[cfg(test)]
mod tests;
