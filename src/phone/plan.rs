//! Numbering plans: which lengths a country's numbers have, what stands in front of them at home,
//! and which of two possible readings counts.

use super::scan::{Digits, Typed, first_digit, scan_any, scan_plain};
use super::{Country, ParseError, PhoneNumber};

/// What a row of the table says of the regions that share it. Four bytes.
#[derive(Clone, Copy)]
pub(super) struct Plan {
    /// Twelve bits of mobile lengths, then twelve of fixed ones, little-endian.
    lengths: [u8; 3],
    trunk: Trunk,
}

/// A set of lengths of a national significant number, 4 to 15 digits: bit 0 is length 4.
#[derive(Clone, Copy)]
pub(super) struct Lengths(u32);

/// What a national number has in front and loses on the way to E.164.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trunk {
    /// Nothing. No number starts with 0, so a 0 goes if the length is possible only without it.
    Nothing,
    /// Nothing. A 0 is part of the number.
    ZeroIsPart,
    /// `0`.
    Zero,
    /// `0`, but there are numbers that start with 0 as well.
    ZeroMayBePart,
    /// `0` from nine digits on; it is part of eight-digit numbers.
    Gabon,
    /// `1`.
    One,
    /// `8`.
    Eight,
    /// `06`.
    ZeroSix,
    /// `80`, `8` or `0`.
    Belarus,
    /// `0`, and the retired `8`.
    Lithuania,
    /// The retired `8`. No number starts with 0.
    Uzbekistan,
    /// The retired `8`. A 0 is part of the number, even two of them.
    Tajikistan,
    /// `0`, or `0` and two digits that choose a carrier.
    Brazil,
    /// `0`, and behind the area code the `15` of mobile numbers, for which a `9` leads in E.164.
    Argentina,
    /// The retired `01`, `044`, `045`, and the retired `1` behind +52. No number starts with 0.
    Mexico,
}

/// A number as its country's plan reads it.
#[derive(Clone, Copy)]
struct Reading {
    country: Country,
    /// The national significant number.
    significant: Digits,
}

/// The number that was typed, by the reading that counts.
pub(super) fn read(text: &str, country: Option<Country>) -> Result<PhoneNumber, ParseError> {
    let Some(digits) = scan_plain(text) else {
        return read_any(text, country);
    };
    // What is typed at home has one reading mostly, for which registers suffice.
    if let Some(country) = country
        && let region = country.region()
        && let Some(significant) = region.plan().behind_zero(digits)
        && !text.starts_with('+')
    {
        return Ok(PhoneNumber::new(significant.behind(region.calling_code()), country));
    }
    read_plain(text, digits, country)
}

/// What [`scan_plain`] reads and [`Plan::behind_zero`] does not.
#[inline(never)]
fn read_plain(
    text: &str,
    digits: Digits,
    here: Option<Country>,
) -> Result<PhoneNumber, ParseError> {
    let plus = text.starts_with('+');
    // Behind a `+`, most are written as they are in E.164.
    if plus
        && let Some(main) = Country::of_leading_digits(digits)
        && let region = main.region()
        && let Some(significant) = digits.after(region.calling_code())
        && region.plan().is_bare(significant)
    {
        return Ok(PhoneNumber::new(digits, main.or_same_code(here)));
    }
    read_typed(text, Typed::plain(digits, plus), here)
}

#[inline(never)]
fn read_any(text: &str, here: Option<Country>) -> Result<PhoneNumber, ParseError> {
    read_typed(text, scan_any(text)?, here)
}

fn read_typed(text: &str, typed: Typed, here: Option<Country>) -> Result<PhoneNumber, ParseError> {
    let reading = Reading::of(typed, here);
    reading.map(Reading::number).ok_or_else(|| why_none(text, typed, here))
}

/// Why there is no reading.
#[cold]
fn why_none(text: &str, typed: Typed, here: Option<Country>) -> ParseError {
    let after = typed.after_international_prefix(here);
    let (digits, country) = match (typed.plus || after.is_some(), here) {
        (false, Some(country)) => (typed.digits, country),
        (is_international, here) => {
            let digits = after.unwrap_or(typed.digits);
            // A `3` alone leads to +30 in the table, as digits are zeros behind the last.
            let begins = |main: Country| Some((main, digits.after(main.region().calling_code())?));
            let Some((main, digits)) = Country::of_leading_digits(digits).and_then(begins) else {
                return if is_international {
                    ParseError::UnknownCallingCode { position: first_digit(text) }
                } else {
                    ParseError::MissingCountry
                };
            };
            (digits, main.or_same_code(here))
        }
    };
    let plan = country.region().plan();
    let found = plan.without_prefix(digits).len;
    if plan.has_length(found) {
        return ParseError::SecondPrefix { country };
    }
    // At most 64 characters were looked at.
    let found = u8::try_from(found).unwrap_or(u8::MAX);
    ParseError::Length { country, found }
}

impl Typed {
    /// The digits after the prefix that leads abroad: `00`, and in North America `011`.
    fn after_international_prefix(&self, here: Option<Country>) -> Option<Digits> {
        let is_north_america = |here: Country| here.region().calling_code() == Digits::of("1");
        let after = self.after(Digits::of("00"));
        if here.is_some_and(is_north_america) {
            after.or_else(|| self.after(Digits::of("011")))
        } else {
            after
        }
    }
}

impl Reading {
    fn of(typed: Typed, here: Option<Country>) -> Option<Self> {
        let Typed { digits, plus, .. } = typed;
        match (typed.after_international_prefix(here), here) {
            (after, _) if plus => Self::international(after.unwrap_or(digits), here),
            (Some(after), Some(tajikistan)) if tajikistan == Country::TJ => {
                Self::international(after, here).or_else(|| Self::national(digits, tajikistan))
            }
            (Some(after), _) => Self::international(after, here),
            (None, Some(country)) => Self::at_home(digits, country),
            (None, None) => Self::international(digits, None),
        }
    }

    /// `digits` were typed in `country`, without `+`: a national number, or an international one of
    /// it.
    ///
    /// If both are possible, a length that only one of them has as a mobile number decides, since
    /// verification is about those, and the international reading wins otherwise.
    fn at_home(digits: Digits, country: Country) -> Option<Self> {
        let national = Self::national(digits, country);
        let Some(after) = digits.after(country.region().calling_code()) else { return national };
        match (national, Self::national(after, country)) {
            (Some(here), Some(abroad)) if here.is_mobile() && !abroad.is_mobile() => Some(here),
            (national, international) => international.or(national),
        }
    }

    /// `digits` begin with a calling code.
    fn international(digits: Digits, here: Option<Country>) -> Option<Self> {
        let main = Country::of_leading_digits(digits)?;
        let reading = Self::national(digits.after(main.region().calling_code())?, main)?;
        Some(Self { country: main.or_same_code(here), ..reading })
    }

    /// `digits` are as dialled within `country`.
    fn national(digits: Digits, country: Country) -> Option<Self> {
        let significant = country.region().plan().significant(digits)?;
        Some(Self { country, significant })
    }

    fn is_mobile(&self) -> bool {
        self.country.region().plan().mobile().contains(self.significant.len)
    }

    fn number(self) -> PhoneNumber {
        let calling_code = self.country.region().calling_code();
        PhoneNumber::new(self.significant.behind(calling_code), self.country)
    }
}

impl Plan {
    /// What no row of the table is.
    pub(super) const NONE: Self = Self::new(&[], &[], Trunk::Nothing);

    /// A row of the table.
    pub(super) const fn new(mobile: &[u32], fixed: &[u32], trunk: Trunk) -> Self {
        let [low, middle, high, _] =
            (Lengths::of(mobile).0 | Lengths::of(fixed).0 << 12).to_le_bytes();
        Self { lengths: [low, middle, high], trunk }
    }

    fn mobile(self) -> Lengths {
        Lengths(self.bits() & 0xFFF)
    }

    /// The lengths that mobile or fixed numbers have.
    pub(super) fn lengths(self) -> Lengths {
        Lengths((self.bits() | self.bits() >> 12) & 0xFFF)
    }

    fn bits(self) -> u32 {
        let [low, middle, high] = self.lengths;
        u32::from_le_bytes([low, middle, high, 0])
    }

    /// Whether there are mobile or fixed numbers of so many digits.
    #[inline]
    fn has_length(self, length: u32) -> bool {
        const MOBILE_OR_FIXED: u32 = 1 | 1 << 12;
        // Below the shortest, what is left of 24 bits after a shift by 28 or more is nothing.
        let from_length = self.bits().wrapping_shr(length.wrapping_sub(SHORTEST));
        length <= LONGEST && from_length & MOBILE_OR_FIXED != 0
    }

    /// The national significant number behind a single trunk prefix 0, if that is all that the plan
    /// and the text have in front.
    #[inline]
    fn behind_zero(self, digits: Digits) -> Option<Digits> {
        let is_single = (digits.high >> 56).wrapping_sub(1) < 9;
        let significant = digits.without(1)?;
        (self.trunk == Trunk::Zero && is_single && self.has_length(significant.len))
            .then_some(significant)
    }

    /// The national significant number in `digits`, if it has a length that numbers have and
    /// nothing more in front: read again, it is itself.
    #[inline]
    fn significant(self, digits: Digits) -> Option<Digits> {
        Some(self.without_prefix(digits)).filter(|&significant| self.is_bare(significant))
    }

    /// Whether `digits` are a national significant number: of a length that numbers have, and with
    /// nothing in front that would go.
    #[inline]
    fn is_bare(self, digits: Digits) -> bool {
        self.has_length(digits.len) && self.without_prefix(digits) == digits
    }

    /// What the plan has in front goes where the length that remains is possible, and a `0` that
    /// starts no number goes in any case.
    #[inline]
    fn without_prefix(self, digits: Digits) -> Digits {
        match self.trunk {
            // Half of all plans.
            Trunk::Zero => digits.after(Digits::of("0")).unwrap_or(digits),
            _ => self.without_other_prefix(digits),
        }
    }

    /// For plans but those of [`Trunk::Zero`].
    fn without_other_prefix(self, digits: Digits) -> Digits {
        const ZERO: u16 = short("0");
        const EIGHT: u16 = short("8");
        const ZERO_SIX: u16 = short("06");
        const EIGHTY: u16 = short("80");
        const MEXICAN: [u16; 5] = [short("01"), short("044"), short("045"), short("1"), ZERO];
        let possible = |digits: &Digits| self.has_length(digits.len);
        // What goes if the length that remains is possible, and then what goes in any case.
        let (if_possible, always): (&[u16], u16) = match self.trunk {
            Trunk::Nothing if possible(&digits) => return digits,
            Trunk::Gabon if digits.len < 9 => return digits,
            Trunk::Brazil => return brazilian(digits).unwrap_or(digits),
            Trunk::Argentina => return argentine(digits),
            // North America's: the compiler knows the prefix.
            Trunk::One => {
                return digits.after(Digits::of("1")).filter(possible).unwrap_or(digits);
            }
            Trunk::Zero => (&[], ZERO),
            Trunk::ZeroIsPart => return digits,
            Trunk::Nothing | Trunk::Gabon | Trunk::ZeroMayBePart => (&[ZERO], NONE),
            Trunk::Eight | Trunk::Tajikistan => (&[EIGHT], NONE),
            Trunk::ZeroSix => (&[], ZERO_SIX),
            Trunk::Belarus => (&[EIGHTY, EIGHT], ZERO),
            Trunk::Lithuania => (&[EIGHT], ZERO),
            Trunk::Uzbekistan => (&[EIGHT, ZERO], NONE),
            Trunk::Mexico => (&MEXICAN, NONE),
        };
        let after = |prefix: u16| digits.after(Digits::of_short(prefix));
        let mut shortened = if_possible.iter().copied().filter_map(after).filter(possible);
        shortened.next().or_else(|| after(always)).unwrap_or(digits)
    }
}

/// No digit, with which all digits begin.
const NONE: u16 = 0;

/// A prefix of at most three digits, as [`Digits::of_short`] reads it.
const fn short(prefix: &str) -> u16 {
    let Digits { high, len } = Digits::of(prefix);
    let ([first, second, ..], [.., len]) = (high.to_be_bytes(), len.to_be_bytes());
    u16::from_be_bytes([first, second | len])
}

/// Without the `0`, and without the two digits of the carrier that stand behind it in 13 or 14.
fn brazilian(digits: Digits) -> Option<Digits> {
    let after = digits.after(Digits::of("0"))?;
    match digits.len {
        13 | 14 => after.without(2),
        _ => Some(after),
    }
}

/// Without the `0`; and of twelve digits, the mobile `15` behind an area code of two digits (Buenos
/// Aires, 11), three or four goes, and a `9` leads.
fn argentine(digits: Digits) -> Digits {
    let digits = digits.after(Digits::of("0")).unwrap_or(digits);
    let without_fifteen = |area: u32| {
        let (area, after) = (digits.leading(area)?, digits.without(area)?);
        let subscriber = after.after(Digits::of("15"))?;
        let is_area = area.len > 2 || area == Digits::of("11");
        is_area.then_some(subscriber.behind(area).behind(Digits::of("9")))
    };
    if digits.len == 12 { (2..=4).find_map(without_fifteen).unwrap_or(digits) } else { digits }
}

/// The lengths of national significant numbers that [`Lengths`] tells apart.
const SHORTEST: u32 = 4;
const LONGEST: u32 = 15;

impl Lengths {
    const fn of(mut lengths: &[u32]) -> Self {
        let mut bits = 0;
        while let [length, rest @ ..] = lengths {
            bits |= bit(*length);
            lengths = rest;
        }
        Self(bits)
    }

    fn contains(self, length: u32) -> bool {
        self.0 & bit(length) != 0
    }

    /// The shortest and the longest, and whether all between them are there, too.
    pub(super) const fn ends(self) -> (u32, u32, bool) {
        let from_shortest = self.0.wrapping_shr(self.0.trailing_zeros());
        let is_row = from_shortest & from_shortest.wrapping_add(1) == 0;
        let shortest = self.0.trailing_zeros().wrapping_add(SHORTEST);
        let longest = 31_u32.wrapping_sub(self.0.leading_zeros()).wrapping_add(SHORTEST);
        (shortest, longest, is_row)
    }

    /// The lengths in the set, ascending.
    pub(super) fn iter(self) -> impl Iterator<Item = u32> {
        (SHORTEST..=LONGEST).filter(move |&length| self.contains(length))
    }
}

/// The bit of a length in [`Lengths`], none if it is outside them.
const fn bit(length: u32) -> u32 {
    match length {
        SHORTEST..=LONGEST => 1_u32.wrapping_shl(length.wrapping_sub(SHORTEST)),
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
