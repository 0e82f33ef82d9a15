//! Reads what was typed: which of the possible readings counts, and why there may be none.

use super::country::Country;
use super::digits::Digits;
use super::error::ParseError;
use super::scan::{Typed, scan_any, scan_plain};

/// A number as its country's plan reads it.
#[derive(Clone, Copy)]
struct Reading {
    country: Country,
    /// The national significant number.
    significant: Digits,
}

/// The digits of an E.164 number and the country it was read in.
pub(super) type E164 = (Digits, Country);

/// Reads the number that was typed.
#[inline]
pub(super) fn read(text: &str, country: Option<Country>) -> Result<E164, ParseError> {
    let Some(digits) = scan_plain(text) else {
        return read_any(text, country);
    };
    // What is typed at home mostly has one reading, for which registers suffice.
    if let Some(country) = country
        && let Some(significant) = country.plan().behind_zero(digits)
        && !text.starts_with('+')
    {
        return Ok((significant.behind(country.code_digits()), country));
    }
    read_plain(text, digits, country)
}

/// Reads what [`scan_plain`] can scan and `Plan::behind_zero` does not apply to.
#[inline(never)]
fn read_plain(text: &str, digits: Digits, here: Option<Country>) -> Result<E164, ParseError> {
    // After a `+`, most numbers are written as they are in E.164.
    if text.starts_with('+')
        && let Some(main) = Country::of_leading_digits(digits)
        && let Some(significant) = digits.after(main.code_digits())
        && main.plan().is_bare(significant)
    {
        return Ok((digits, main.or_same_code(here)));
    }
    read_typed(Typed::plain(text, digits), here)
}

#[inline(never)]
fn read_any(text: &str, here: Option<Country>) -> Result<E164, ParseError> {
    read_typed(scan_any(text)?, here)
}

fn read_typed(typed: Typed, here: Option<Country>) -> Result<E164, ParseError> {
    let Typed { digits, plus, first_digit } = typed;
    let unknown_code = ParseError::UnknownCallingCode { position: first_digit };
    let reading = match (typed.after_international_prefix(here), here) {
        (after, _) if plus => {
            Reading::international(after.unwrap_or(digits.digits), here, unknown_code)
        }
        // Tajik numbers may begin with two zeros.
        (Some(after), Some(tajikistan)) if tajikistan == Country::TJ => {
            Reading::international(after, here, unknown_code).or_else(|refused| {
                Reading::national(digits.digits, tajikistan).map_err(|_| refused)
            })
        }
        (Some(after), _) => Reading::international(after, here, unknown_code),
        (None, Some(country)) => Reading::at_home(digits.digits, country),
        (None, None) => Reading::international(digits.digits, None, ParseError::MissingCountry),
    };
    reading.map(Reading::number)
}

impl Typed {
    /// The digits after the prefix that leads abroad: `00`, and in North America `011`.
    fn after_international_prefix(&self, here: Option<Country>) -> Option<Digits> {
        let is_north_america = |here: Country| here.code_digits() == Digits::of("1");
        let after = self.digits.after(Digits::of("00"));
        if here.is_some_and(is_north_america) {
            after.or_else(|| self.digits.after(Digits::of("011")))
        } else {
            after
        }
    }
}

impl Reading {
    /// Reads digits typed in `country` without `+`: a national number, or an international one of
    /// the country itself.
    ///
    /// If both are possible, the one whose length a mobile number has wins, since verification is
    /// about those. If both have such a length, or neither, the international reading wins.
    fn at_home(digits: Digits, country: Country) -> Result<Self, ParseError> {
        let national = Self::national(digits, country);
        let Some(after) = digits.after(country.code_digits()) else { return national };
        match (national, Self::national(after, country)) {
            (Ok(here), Ok(abroad)) if here.is_mobile() && !abroad.is_mobile() => Ok(here),
            (national, international) => international.or(national),
        }
    }

    /// Reads digits that begin with a calling code; `unknown_code` says what it means if they do
    /// not.
    fn international(
        digits: Digits,
        here: Option<Country>,
        unknown_code: ParseError,
    ) -> Result<Self, ParseError> {
        // A `3` alone leads to +30 in the table, as zeros stand behind the last digit.
        let main = Country::of_leading_digits(digits).ok_or(unknown_code)?;
        let after = digits.after(main.code_digits()).ok_or(unknown_code)?;
        let reading = Self::national(after, main)?;
        Ok(Self { country: main.or_same_code(here), ..reading })
    }

    /// Reads digits as dialled within `country`. Read again, the number that is found is itself.
    fn national(digits: Digits, country: Country) -> Result<Self, ParseError> {
        let plan = country.plan();
        let significant = plan.without_prefix(digits);
        if plan.is_bare(significant) {
            return Ok(Self { country, significant });
        }
        if plan.has_length(significant.len) {
            return Err(ParseError::SecondPrefix { country });
        }
        // At most 64 characters were looked at.
        let found = u8::try_from(significant.len).unwrap_or(u8::MAX);
        Err(ParseError::Length { country, found })
    }

    fn is_mobile(&self) -> bool {
        self.country.plan().mobile().contains(self.significant.len)
    }

    fn number(self) -> E164 {
        (self.significant.behind(self.country.code_digits()), self.country)
    }
}

#[cfg(test)]
mod tests;
