//! Numbering plans: which lengths a country's numbers have, what stands in front of them at home,
//! and which of two possible readings counts.

use super::scan::{Digits, Typed};
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
pub(super) fn read(typed: Typed, country: Option<Country>) -> Result<PhoneNumber, ParseError> {
    let Typed { digits, plus, first_digit } = typed;
    let international = |digits| Reading::international(digits, country, first_digit);
    let after_zeros = digits.after(Digits::of("00"));
    let after_prefix = match country {
        Some(country) if country.calling_code() == 1 => {
            after_zeros.or_else(|| digits.after(Digits::of("011")))
        }
        _ => after_zeros,
    };
    let reading = match (country, after_prefix) {
        _ if plus => international(after_zeros.unwrap_or(digits)),
        (Some(country), Some(after)) if country.plan().trunk == Trunk::Tajikistan => {
            international(after).or_else(|_| Reading::national(digits, country))
        }
        (_, Some(after)) => international(after),
        (Some(country), None) => at_home(digits, country),
        (None, None) => international(digits).map_err(|error| match error {
            ParseError::UnknownCallingCode { .. } => ParseError::MissingCountry,
            error => error,
        }),
    };
    reading?.number()
}

/// Digits without `+`, typed in a country: a national number or an international one of that country.
///
/// If both are possible, a length that only one of them has as a mobile number decides, since
/// verification is about those, and the international reading wins otherwise.
fn at_home(digits: Digits, country: Country) -> Result<Reading, ParseError> {
    let national = Reading::national(digits, country);
    let Some(after) = digits.after(country.calling_code().into()) else {
        return national;
    };
    let international = Reading::national(after, country);
    match (&national, &international) {
        (_, Err(_)) => national,
        (Ok(here), Ok(there)) if here.is_mobile() && !there.is_mobile() => national,
        (_, Ok(_)) => international,
    }
}

impl Reading {
    /// `digits` begin with a calling code.
    fn international(
        digits: Digits,
        here: Option<Country>,
        position: usize,
    ) -> Result<Self, ParseError> {
        let unknown = ParseError::UnknownCallingCode { position };
        let main = digits.leading(3).and_then(Country::of_leading_digits).ok_or(unknown)?;
        let after = digits.after(main.calling_code().into()).ok_or(unknown)?;
        let Self { significant, .. } = Self::national(after, main)?;
        let country =
            here.filter(|here| here.calling_code() == main.calling_code()).unwrap_or(main);
        Ok(Self { country, significant })
    }

    /// `digits` are as dialled within `country`.
    fn national(digits: Digits, country: Country) -> Result<Self, ParseError> {
        let significant = country.plan().significant(digits);
        if country.plan().lengths().contains(significant.len) {
            Ok(Self { country, significant })
        } else {
            Err(ParseError::Length { country, found: significant.len })
        }
    }

    fn is_mobile(&self) -> bool {
        self.country.plan().mobile().contains(self.significant.len)
    }

    fn number(self) -> Result<PhoneNumber, ParseError> {
        let Self { country, significant } = self;
        let e164 = significant.behind(country.calling_code().into());
        PhoneNumber::new(e164.value, country).ok_or(ParseError::NoDigits)
    }
}

impl Plan {
    /// What no row of the table is.
    pub(super) const NONE: Self = Self::new(&[], &[], Trunk::Nothing);

    /// A row of the table.
    pub(super) const fn new(mobile: &[usize], fixed: &[usize], trunk: Trunk) -> Self {
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

    /// The national significant number in `digits`: what the plan has in front goes where the length
    /// that remains is possible, and a `0` that starts no number goes in any case.
    fn significant(self, digits: Digits) -> Digits {
        let possible = |digits: &Digits| self.lengths().contains(digits.len);
        let after = |prefix: &str| digits.after(Digits::of(prefix)).filter(possible);
        let shortened = match self.trunk {
            Trunk::ZeroIsPart => None,
            Trunk::Nothing if possible(&digits) => None,
            Trunk::Gabon if digits.len < 9 => None,
            Trunk::Zero => digits.after(Digits::of("0")),
            Trunk::Nothing | Trunk::Gabon | Trunk::ZeroMayBePart => after("0"),
            Trunk::One => after("1"),
            Trunk::Eight | Trunk::Tajikistan => after("8"),
            Trunk::ZeroSix => digits.after(Digits::of("06")),
            Trunk::Belarus => {
                after("80").or_else(|| after("8")).or_else(|| digits.after(Digits::of("0")))
            }
            Trunk::Lithuania => after("8").or_else(|| digits.after(Digits::of("0"))),
            Trunk::Uzbekistan => after("8").or_else(|| after("0")),
            Trunk::Mexico => ["01", "044", "045", "1", "0"].into_iter().find_map(after),
            Trunk::Brazil => brazilian(digits),
            Trunk::Argentina => Some(argentine(digits)),
        };
        shortened.unwrap_or(digits)
    }
}

/// Without the `0`, and without the two digits of the carrier that stand behind it in 13 or 14.
fn brazilian(digits: Digits) -> Option<Digits> {
    let after = digits.after(Digits::of("0"))?;
    match digits.len {
        13 | 14 => after.after_any(2),
        _ => Some(after),
    }
}

/// Without the `0`; and of twelve digits, the mobile `15` behind an area code of two digits (Buenos
/// Aires, 11), three or four goes, and a `9` leads.
fn argentine(digits: Digits) -> Digits {
    let digits = digits.after(Digits::of("0")).unwrap_or(digits);
    let without_fifteen = |len: usize| {
        let area = Digits { value: digits.leading(len)?, len };
        let subscriber = digits.after(area)?.after(Digits::of("15"))?;
        let is_area = len > 2 || area.value == 11;
        is_area.then_some(subscriber.behind(area).behind(Digits::of("9")))
    };
    if digits.len == 12 { (2..=4).find_map(without_fifteen).unwrap_or(digits) } else { digits }
}

/// The lengths of national significant numbers that [`Lengths`] tells apart.
const SHORTEST: usize = 4;
const LONGEST: usize = 15;

impl Lengths {
    const fn of(mut lengths: &[usize]) -> Self {
        let mut bits = 0;
        while let [length, rest @ ..] = lengths {
            bits |= bit(*length);
            lengths = rest;
        }
        Self(bits)
    }

    fn contains(self, length: usize) -> bool {
        self.0 & bit(length) != 0
    }

    /// The lengths in the set, ascending.
    pub(super) fn iter(self) -> impl Iterator<Item = usize> {
        (SHORTEST..=LONGEST).filter(move |&length| self.contains(length))
    }
}

/// The bit of a length in [`Lengths`], none if it is outside them.
const fn bit(length: usize) -> u32 {
    match length {
        SHORTEST..=LONGEST => 1_u32 << length.saturating_sub(SHORTEST),
        _ => 0,
    }
}
