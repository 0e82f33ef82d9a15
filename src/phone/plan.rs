//! Numbering plans: which lengths a country's numbers have, and what stands in front of them when
//! they are dialled within the country.

use super::digits::Digits;
use super::lengths::{LONGEST, Lengths, SHORTEST};

/// The numbering plan of the regions that share it: a row of the table. Four bytes.
#[derive(Clone, Copy)]
pub(super) struct Plan {
    /// Twelve bits of mobile lengths, then twelve of fixed ones, little-endian.
    lengths: [u8; 3],
    trunk: Trunk,
}

/// What stands in front of a national number and is left out of E.164.
///
/// Where no number of the plan starts with 0, a 0 in front of one is dropped behind the calling
/// code (`+44 (0)20`, `+36 (0)30`), and so is the trunk prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trunk {
    /// Nothing. No number starts with 0, but people type one: it is dropped.
    Nothing,
    /// Nothing. A 0 is part of the number.
    ZeroIsPart,
    /// `0`.
    Zero,
    /// `0`, but there are numbers that start with 0 as well.
    ZeroMayBePart,
    /// `0` in front of eight digits or more. In a number of eight digits it is part of it.
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
    /// The retired `8`. No number starts with 0, but people type one: it is dropped.
    Uzbekistan,
    /// The retired `8`. A 0 is part of the number, even two of them.
    Tajikistan,
    /// `0`, or `0` and two digits that choose a carrier.
    Brazil,
    /// `0`, and the `15` of mobile numbers after the area code; E.164 puts a `9` in front instead.
    Argentina,
    /// `0`. A carrier's digits (`081`, `085`, …) in front of a number are refused.
    Korea,
    /// The retired `01`, `044` and `045`, and the retired `1` after +52. No number starts with 0.
    Mexico,
}

/// Where the digits that a plan reads were found.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// As dialled within the country.
    AtHome,
    /// Behind the calling code.
    BehindCode,
}

impl Plan {
    /// A plan without numbers, which the table does not hold.
    pub(super) const NONE: Self = Self::new(&[], &[], Trunk::Nothing);

    /// Makes a row of the table.
    pub(super) const fn new(mobile: &[u32], fixed: &[u32], trunk: Trunk) -> Self {
        let [low, middle, high, _] =
            (Lengths::of(mobile).bits() | Lengths::of(fixed).bits() << 12).to_le_bytes();
        Self { lengths: [low, middle, high], trunk }
    }

    pub(super) fn mobile(self) -> Lengths {
        Lengths::of_bits(self.bits())
    }

    /// Returns the lengths that mobile or fixed numbers have.
    pub(super) fn lengths(self) -> Lengths {
        Lengths::of_bits(self.bits() | self.bits() >> 12)
    }

    fn bits(self) -> u32 {
        let [low, middle, high] = self.lengths;
        u32::from_le_bytes([low, middle, high, 0])
    }

    /// Whether there are mobile or fixed numbers of this length.
    #[inline]
    pub(super) fn has_length(self, length: u32) -> bool {
        const MOBILE_OR_FIXED: u32 = 1 | 1 << 12;
        // Below the shortest length the shift is by 28 or more, which clears all 24 bits.
        let from_length = self.bits().wrapping_shr(length.wrapping_sub(SHORTEST));
        length <= LONGEST && from_length & MOBILE_OR_FIXED != 0
    }

    /// Whether it is the plan of a trunk prefix `1`, as North America's is.
    pub(super) fn is_north_american(self) -> bool {
        self.trunk == Trunk::One
    }

    /// Whether a 0 in front of a number is typed though it is not dialled.
    pub(super) fn has_typed_zero(self) -> bool {
        matches!(self.trunk, Trunk::Nothing | Trunk::Mexico)
    }

    /// Returns the national significant number behind a single trunk prefix 0, where the plan has
    /// no other.
    #[inline]
    pub(super) fn behind_zero(self, digits: Digits) -> Option<Digits> {
        let significant = digits.without(1)?;
        let is_number = self.trunk == Trunk::Zero && self.has_length(significant.len);
        is_number.then_some(significant)
    }

    /// Returns the national significant number in `digits`, if it has a length that numbers have
    /// and no prefix of the plan in front.
    #[expect(clippy::inline_always, reason = "the result stays in registers")]
    #[inline(always)]
    pub(super) fn significant(self, digits: Digits, place: Place) -> Option<Digits> {
        if self.trunk.has_prefix_in(digits) {
            return self.significant_after_prefix(digits, place);
        }
        self.has_length(digits.len).then_some(digits)
    }

    #[inline(never)]
    fn significant_after_prefix(self, digits: Digits, place: Place) -> Option<Digits> {
        let length = |digits: Digits| self.has_length(digits.len);
        let prefix = match (self.trunk, place) {
            (Trunk::Zero, _) => {
                let significant = digits.without(1)?;
                let is_number = length(significant) && significant.first() != 0;
                return is_number.then_some(significant);
            }
            (Trunk::ZeroIsPart, _) if length(digits) => return Some(digits),
            (Trunk::One, Place::AtHome) => Digits::of("1"),
            (Trunk::Eight, Place::AtHome) => Digits::of("8"),
            (Trunk::ZeroSix, Place::AtHome) => Digits::of("06"),
            _ => return self.significant_after_other(digits, place),
        };
        // The same for plans with one prefix, where no number starts with 0.
        let significant = digits.after(prefix).filter(|&after| length(after)).unwrap_or(digits);
        let is_bare = !significant.after(prefix).is_some_and(length);
        (length(significant) && significant.first() != 0 && is_bare).then_some(significant)
    }

    #[inline(never)]
    fn significant_after_other(self, digits: Digits, place: Place) -> Option<Digits> {
        let significant = self.without_prefix(digits, place);
        let is_bare = || match self.trunk {
            Trunk::Argentina => significant.first() != 0,
            trunk if !trunk.has_prefix_in(significant) => true,
            _ => self.without_prefix(significant, Place::BehindCode) == significant,
        };
        let is_number =
            self.has_length(significant.len) && !self.is_refused(significant) && is_bare();
        is_number.then_some(significant)
    }

    /// Whether these digits, without a prefix, are known to be no number in spite of their length.
    fn is_refused(self, significant: Digits) -> bool {
        self.trunk == Trunk::Argentina && is_argentine_fragment(significant)
            || self.has_carrier(significant)
    }

    /// Whether a carrier's digits stand in front of the number.
    pub(super) fn has_carrier(self, digits: Digits) -> bool {
        // 081 to 088; 080 is toll-free.
        let third = digits.high >> 52 & 0xF;
        self.trunk == Trunk::Korea
            && digits.begin_with(Digits::of("08"))
            && (1..=8).contains(&third)
    }

    /// Returns what is left of digits that are refused, as if every length were possible: this says
    /// why.
    pub(super) fn remainder(self, digits: Digits, place: Place) -> Digits {
        let after = match self.trunk {
            Trunk::ZeroSix => digits.after(Digits::of("06")),
            _ => None,
        };
        after.unwrap_or_else(|| self.without_prefix(digits, place))
    }

    /// Drops the plan's prefix where the length that remains is possible. A `0` with which no
    /// number starts is dropped in any case.
    #[inline]
    pub(super) fn without_prefix(self, digits: Digits, place: Place) -> Digits {
        const ONE: u16 = short("1");
        const EIGHT: u16 = short("8");
        const ZERO_SIX: u16 = short("06");
        const EIGHTY: u16 = short("80");
        const MEXICAN: [u16; 4] = [short("01"), short("044"), short("045"), ONE];
        let possible = |digits: &Digits| self.has_length(digits.len);
        let abroad = place == Place::BehindCode;
        let zero = Digits::of("0");
        let after_zero = || digits.after(zero).unwrap_or(digits);
        // Which prefixes are dropped if the length that remains is possible, and whether a 0 is
        // dropped in any case.
        let (if_possible, zero_goes): (&[u16], bool) = match self.trunk {
            Trunk::Korea if self.has_carrier(digits) => return digits,
            Trunk::Zero | Trunk::Nothing | Trunk::Korea => return after_zero(),
            Trunk::Brazil => return brazilian(digits).unwrap_or(digits),
            Trunk::Argentina => return argentine(digits),
            Trunk::ZeroMayBePart => {
                return digits.after(zero).filter(possible).unwrap_or(digits);
            }
            Trunk::Gabon if digits.len < 9 => return digits,
            Trunk::Gabon => return digits.after(zero).filter(possible).unwrap_or(digits),
            Trunk::ZeroIsPart => (&[], false),
            Trunk::Tajikistan => (&[EIGHT], false),
            Trunk::One => (&[ONE], abroad),
            Trunk::Eight => (&[EIGHT], abroad),
            Trunk::ZeroSix => (&[ZERO_SIX], abroad),
            Trunk::Belarus => (&[EIGHTY, EIGHT], true),
            Trunk::Lithuania | Trunk::Uzbekistan => (&[EIGHT], true),
            Trunk::Mexico if abroad => (&MEXICAN, true),
            Trunk::Mexico => (MEXICAN.split_last().map_or(&[], |(_, at_home)| at_home), true),
        };
        let after = |prefix: u16| digits.after(Digits::of_short(prefix));
        let mut shortened = if_possible.iter().copied().filter_map(after).filter(possible);
        if let Some(shortened) = shortened.next() {
            return shortened;
        }
        match digits.after(zero) {
            Some(after) if zero_goes || abroad && !possible(&digits) && possible(&after) => after,
            _ => digits,
        }
    }
}

impl Trunk {
    /// Whether `digits` may have a prefix in front that is dropped or refused: a look at the first
    /// one alone, which tells most numbers from those that have.
    #[inline]
    fn has_prefix_in(self, digits: Digits) -> bool {
        const ZERO: u16 = 1;
        const ONE: u16 = 1 << 1;
        const EIGHT: u16 = 1 << 8;
        const ANY: u16 = u16::MAX;
        let first_digits = match self {
            Self::Nothing
            | Self::ZeroIsPart
            | Self::Zero
            | Self::ZeroMayBePart
            | Self::Gabon
            | Self::ZeroSix
            | Self::Brazil
            | Self::Korea => ZERO,
            Self::One | Self::Mexico => ZERO | ONE,
            Self::Eight | Self::Belarus | Self::Lithuania | Self::Uzbekistan | Self::Tajikistan => {
                ZERO | EIGHT
            }
            Self::Argentina => ANY,
        };
        first_digits >> digits.first() & 1 == 1
    }
}

/// Packs a prefix of at most three digits as [`Digits::of_short`] reads it.
const fn short(prefix: &str) -> u16 {
    let Digits { high, len } = Digits::of(prefix);
    let ([first, second, ..], [.., len]) = (high.to_be_bytes(), len.to_be_bytes());
    u16::from_be_bytes([first, second | len])
}

/// Drops the `0`, and of 13 or 14 digits also the two of the carrier that follow it.
fn brazilian(digits: Digits) -> Option<Digits> {
    let after = digits.after(Digits::of("0"))?;
    match digits.len {
        13 | 14 => after.without(2),
        _ => Some(after),
    }
}

/// Drops the `0`. In twelve digits, the mobile `15` after the area code is dropped too, and a `9`
/// put in front.
fn argentine(digits: Digits) -> Digits {
    let digits = digits.after(Digits::of("0")).unwrap_or(digits);
    if digits.len == 12 { without_fifteen(digits).unwrap_or(digits) } else { digits }
}

/// Whether a digit is missing from a number with the mobile `15`, or its area code is.
fn is_argentine_fragment(digits: Digits) -> bool {
    match digits.len {
        10 => digits.begin_with(Digits::of("15")),
        11 => digits.first() != 9 && without_fifteen(digits).is_some(),
        _ => false,
    }
}

/// Puts a `9` in front of a number instead of the `15` after its area code, which has two digits
/// (Buenos Aires, 11), three or four.
fn without_fifteen(digits: Digits) -> Option<Digits> {
    (2..=4).find_map(|area| {
        let (area, after) = (digits.leading(area)?, digits.without(area)?);
        let subscriber = after.after(Digits::of("15"))?;
        let is_area = area.len > 2 || area == Digits::of("11");
        is_area.then_some(subscriber.behind(area).behind(Digits::of("9")))
    })
}
