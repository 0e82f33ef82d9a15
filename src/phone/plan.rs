//! Numbering plans: which lengths a country's numbers have, and what stands in front of them when
//! they are dialled within the country.

use core::num::NonZeroU64;

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
///
/// They are in the order of the digits that their prefixes begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trunk {
    /// `0`.
    Zero,
    /// Nothing. No number starts with 0, but people type one: it is dropped.
    Nothing,
    /// Nothing. A 0 is part of the number.
    ZeroIsPart,
    /// `0`, but there are numbers that start with 0 as well.
    ZeroMayBePart,
    /// `0` in front of eight digits or more. In a number of eight digits it is part of it.
    Gabon,
    /// `06`.
    ZeroSix,
    /// `0`, or `0` and two digits that choose a carrier.
    Brazil,
    /// `0`. A carrier's digits (`081`, `085`, …) in front of a number are refused.
    Korea,
    /// `1`.
    One,
    /// The retired `01`, `044` and `045`, and the retired `1` after +52. No number starts with 0.
    Mexico,
    /// `8`.
    Eight,
    /// `80`, `8` or `0`.
    Belarus,
    /// `0`, and the retired `8`.
    Lithuania,
    /// The retired `8`. No number starts with 0, but people type one: it is dropped.
    Uzbekistan,
    /// The retired `8`. A 0 is part of the number, even two of them.
    Tajikistan,
    /// `0`, and the `15` of mobile numbers after the area code; E.164 puts a `9` in front instead.
    Argentina,
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

    /// Returns the E.164 number whose national significant number is in `digits`, if that has a
    /// length that numbers have and no prefix of the plan in front.
    pub(super) fn number(
        self,
        digits: Digits,
        place: Place,
        calling_code: Digits,
    ) -> Option<NonZeroU64> {
        let significant = if self.trunk.has_prefix_in(digits) {
            self.after_prefix(digits, place)
        } else {
            digits
        };
        if !self.has_length(significant.len) {
            return None;
        }
        significant.behind(calling_code).packed()
    }

    /// Drops the plan's prefix. Returns [`Digits::NONE`], rather than `None`, for what is known to
    /// be no number whatever its length: so the result stays in registers.
    #[inline(never)]
    fn after_prefix(self, digits: Digits, place: Place) -> Digits {
        let significant = self.without_prefix(digits, place);
        let is_refused = match self.trunk {
            Trunk::Argentina => significant.first() == 0 || is_argentine_fragment(significant),
            trunk if !trunk.has_prefix_in(significant) => false,
            _ => {
                self.has_carrier(significant)
                    || self.without_prefix(significant, Place::BehindCode) != significant
            }
        };
        if is_refused { Digits::NONE } else { significant }
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
    #[inline(never)]
    pub(super) fn without_prefix(self, digits: Digits, place: Place) -> Digits {
        let has_length = |count: u32| self.has_length(digits.len.wrapping_sub(count));
        let abroad = place == Place::BehindCode;
        let (mut prefixes, zero_goes) = self.trunk.prefixes(abroad, digits.len);
        while prefixes > 0 {
            let prefix = PREFIXES.get(usize::from(prefixes.trailing_zeros() as u8));
            let prefix = Digits::of_short(prefix.copied().unwrap_or_default());
            if digits.begin_with(prefix) && has_length(prefix.len) {
                return digits.without(prefix.len).unwrap_or(Digits::NONE);
            }
            prefixes &= prefixes.wrapping_sub(1);
        }
        let has_zero = digits.begin_with(Digits::of("0"));
        let zero_goes = zero_goes || abroad && has_length(1) && !has_length(0);
        let dropped = match self.trunk {
            _ if !has_zero || !zero_goes || self.has_carrier(digits) => 0,
            Trunk::Brazil if matches!(digits.len, 13 | 14) => 3,
            _ => 1,
        };
        let rest = digits.without(dropped).unwrap_or(digits);
        if self.trunk == Trunk::Argentina && rest.len == 12 {
            return without_fifteen(rest).unwrap_or(rest);
        }
        rest
    }
}

/// Prefixes of plans, as [`Digits::of_short`] reads them, which are dropped where the length that
/// remains is possible. `80` goes before `8`.
const PREFIXES: [u16; 8] = [
    short("80"),
    short("8"),
    short("0"),
    short("1"),
    short("06"),
    short("01"),
    short("044"),
    short("045"),
];

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
            Self::Zero
            | Self::Nothing
            | Self::ZeroIsPart
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

    /// Returns which of [`PREFIXES`] are dropped where the length that remains is possible, a bit
    /// each, and whether a 0 is dropped in any case.
    fn prefixes(self, abroad: bool, length: u32) -> (u8, bool) {
        const EIGHTY: u8 = 1;
        const EIGHT: u8 = 1 << 1;
        const ZERO: u8 = 1 << 2;
        const ONE: u8 = 1 << 3;
        const ZERO_SIX: u8 = 1 << 4;
        const MEXICAN: u8 = 0b111 << 5;
        match self {
            Self::Zero | Self::Nothing | Self::Korea | Self::Brazil | Self::Argentina => (0, true),
            Self::ZeroIsPart => (0, false),
            Self::Gabon if length < 9 => (0, false),
            Self::Gabon | Self::ZeroMayBePart => (ZERO, false),
            Self::Tajikistan => (EIGHT, false),
            Self::One => (ONE, abroad),
            Self::Eight => (EIGHT, abroad),
            Self::ZeroSix => (ZERO_SIX, abroad),
            Self::Belarus => (EIGHTY | EIGHT, true),
            Self::Lithuania | Self::Uzbekistan => (EIGHT, true),
            Self::Mexico if abroad => (MEXICAN | ONE, true),
            Self::Mexico => (MEXICAN, true),
        }
    }
}

/// Packs a prefix of at most three digits as [`Digits::of_short`] reads it.
const fn short(prefix: &str) -> u16 {
    let Digits { high, len } = Digits::of(prefix);
    let ([first, second, ..], [.., len]) = (high.to_be_bytes(), len.to_be_bytes());
    u16::from_be_bytes([first, second | len])
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
    let [first, second, third, ..] = digits.high.to_be_bytes();
    let behind_area = match (first, second & 0xF, third) {
        (0x11, _, _) if second == 0x15 => u64::MAX >> 12,
        (_, 1, _) if third >> 4 == 5 => u64::MAX >> 16,
        (_, _, 0x15) => u64::MAX >> 20,
        _ => return None,
    };
    let high = 9 << 60 | digits.high >> 4 & !behind_area | digits.high << 4 & behind_area;
    Some(Digits { high, len: digits.len.wrapping_sub(1) })
}
