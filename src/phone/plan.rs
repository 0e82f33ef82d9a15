//! Numbering plans: which lengths a country's numbers have, and what stands in front of them when
//! they are dialled within the country.

use core::num::NonZeroU64;

use super::digits::Digits;
use super::lengths::{LONGEST, Lengths, SHORTEST};

/// The numbering plan of the regions that share it: a row of the table. Four bytes.
///
/// The [`Trunk`] in four bits, then twelve bits of mobile lengths, a 0, and twelve of fixed ones.
#[derive(Clone, Copy)]
pub(super) struct Plan(u32);

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

/// A bit of the mobile lengths, and the same one of the fixed ones.
const MOBILE_OR_FIXED: u32 = 1 | 1 << 13;

impl Plan {
    /// A plan without numbers, which the table does not hold.
    pub(super) const NONE: Self = Self::new(&[], &[], Trunk::Nothing);

    /// Makes a row of the table.
    pub(super) const fn new(mobile: &[u32], fixed: &[u32], trunk: Trunk) -> Self {
        Self(Lengths::of(mobile).bits() << 4 | Lengths::of(fixed).bits() << 17 | trunk as u32)
    }

    const fn is(self, trunk: Trunk) -> bool {
        self.0 & 15 == trunk as u32
    }

    fn rule(self) -> Rule {
        RULES.get(self.trunk()).copied().unwrap_or(Trunk::Nothing.rule())
    }

    pub(super) fn mobile(self) -> Lengths {
        Lengths::of_bits(self.bits())
    }

    /// Returns the lengths that mobile or fixed numbers have.
    pub(super) fn lengths(self) -> Lengths {
        Lengths::of_bits(self.bits() | self.bits() >> 13)
    }

    const fn bits(self) -> u32 {
        self.0 >> 4
    }

    /// Whether there are mobile or fixed numbers of this length.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    pub(super) fn has_length(self, length: u32) -> bool {
        length <= LONGEST && self.has_usual_length(length)
    }

    /// Whether it is the plan of a trunk prefix `1`, as North America's is.
    pub(super) fn is_north_american(self) -> bool {
        self.is(Trunk::One)
    }

    /// Whether a 0 in front of a number is typed though it is not dialled.
    pub(super) fn has_typed_zero(self) -> bool {
        self.is(Trunk::Nothing) || self.is(Trunk::Mexico)
    }

    /// Whether no prefix of the plan may be in front of `digits`: a look at the first one alone,
    /// which tells most numbers from those that have one.
    pub(super) fn is_bare(self, digits: Digits) -> bool {
        self.rule().first_digits >> digits.first() & 1 == 0
    }

    /// Returns the place of its [`Trunk`] among all.
    #[inline]
    pub(super) fn trunk(self) -> usize {
        usize::try_from(self.0 & 15).unwrap_or_default()
    }

    /// Whether there are mobile or fixed numbers of this length, at most 16.
    pub(super) fn has_usual_length(self, length: u32) -> bool {
        // Below the shortest length the shift is by 27 or more, which clears all 25 bits; 16 meets
        // the 0 between them.
        self.bits().wrapping_shr(length.wrapping_sub(SHORTEST)) & MOBILE_OR_FIXED != 0
    }

    /// Returns the E.164 number whose national significant number is in `digits`, if that has a
    /// length that numbers have and no prefix of the plan in front.
    #[cfg_attr(
        target_pointer_width = "64",
        expect(
            clippy::inline_always,
            reason = "most numbers have no prefix, and stay in registers"
        )
    )]
    #[cfg_attr(target_pointer_width = "64", inline(always))]
    pub(super) fn number(
        self,
        digits: Digits,
        place: Place,
        calling_code: Digits,
    ) -> Option<NonZeroU64> {
        let significant =
            if self.is_bare(digits) { digits } else { self.after_prefix(digits, place) };
        if !self.has_length(significant.len) {
            return None;
        }
        significant.behind(calling_code).packed()
    }

    /// Drops the plan's prefix. Returns [`Digits::NONE`], rather than `None`, for what is known to
    /// be no number whatever its length: so the result stays in registers.
    #[inline(never)]
    fn after_prefix(self, digits: Digits, place: Place) -> Digits {
        if self.is(Trunk::Zero) {
            let significant = digits.without_first();
            return if significant.first() == 0 { Digits::NONE } else { significant };
        }
        if self.is(Trunk::ZeroIsPart) && self.has_length(digits.len) {
            return digits;
        }
        let significant = self.without_prefix(digits, place);
        let is_refused = if self.is(Trunk::Argentina) {
            significant.first() == 0 || is_argentine_fragment(significant)
        } else if self.is_bare(significant) {
            false
        } else {
            self.has_carrier(significant)
                || self.without_prefix(significant, Place::BehindCode) != significant
        };
        if is_refused { Digits::NONE } else { significant }
    }

    /// Whether a carrier's digits stand in front of the number.
    pub(super) fn has_carrier(self, digits: Digits) -> bool {
        // 081 to 088; 080 is toll-free.
        let third = digits.high >> 52 & 0xF;
        self.is(Trunk::Korea) && digits.begin_with(Digits::of("08")) && (1..=8).contains(&third)
    }

    /// Returns what is left of digits that are refused, as if every length were possible: this says
    /// why.
    pub(super) fn remainder(self, digits: Digits, place: Place) -> Digits {
        let after = digits.after(Digits::of("06")).filter(|_| self.is(Trunk::ZeroSix));
        after.unwrap_or_else(|| self.without_prefix(digits, place))
    }

    /// Drops the plan's prefix where the length that remains is possible. A `0` with which no
    /// number starts is dropped in any case.
    #[inline(never)]
    pub(super) fn without_prefix(self, digits: Digits, place: Place) -> Digits {
        let rest = self.without_front(digits, place);
        if rest.len == 12 && self.is(Trunk::Argentina) {
            return without_fifteen(rest).unwrap_or(rest);
        }
        rest
    }

    /// Drops what [`without_prefix`](Self::without_prefix) drops in front.
    fn without_front(self, digits: Digits, place: Place) -> Digits {
        let has_length = |count: u32| self.has_length(digits.len.wrapping_sub(count));
        let abroad = place == Place::BehindCode;
        let rule = self.rule();
        let mut prefixes = match (rule.at_home, rule.abroad) {
            _ if digits.len < 9 && self.is(Trunk::Gabon) => 0,
            (_, behind_code) if abroad => behind_code,
            (at_home, _) => at_home,
        };
        while prefixes > 0 {
            let at = usize::try_from(prefixes.trailing_zeros()).unwrap_or_default();
            let prefix = Digits::of_short(PREFIXES.get(at).copied().unwrap_or_default());
            if digits.begin_with(prefix) && has_length(prefix.len) {
                return digits.without(prefix.len).unwrap_or(Digits::NONE);
            }
            prefixes &= prefixes.wrapping_sub(1);
        }
        let has_zero = digits.begin_with(Digits::of("0"));
        let zero_goes = rule.first_digits & if abroad { ZERO_ABROAD } else { ZERO_AT_HOME } != 0
            || abroad && has_length(1) && !has_length(0);
        if !has_zero || !zero_goes || self.has_carrier(digits) {
            return digits;
        }
        let has_carrier = self.is(Trunk::Brazil) && matches!(digits.len, 13 | 14);
        digits.without(if has_carrier { 3 } else { 1 }).unwrap_or(digits)
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

/// What is dropped in front of a number.
#[derive(Clone, Copy)]
struct Rule {
    /// The digits with which the prefixes begin, a bit each; [`ZERO_AT_HOME`], [`ZERO_ABROAD`].
    first_digits: u16,
    /// Which of [`PREFIXES`] are dropped at home where the length that remains is possible, a bit
    /// each.
    at_home: u8,
    /// The same behind the calling code.
    abroad: u8,
}

/// A 0 is dropped at home, whatever the length.
const ZERO_AT_HOME: u16 = 1 << 14;
/// A 0 is dropped behind the calling code, whatever the length.
const ZERO_ABROAD: u16 = 1 << 15;

/// The rule of each [`Trunk`].
const RULES: [Rule; 16] = [
    Trunk::Zero.rule(),
    Trunk::Nothing.rule(),
    Trunk::ZeroIsPart.rule(),
    Trunk::ZeroMayBePart.rule(),
    Trunk::Gabon.rule(),
    Trunk::ZeroSix.rule(),
    Trunk::Brazil.rule(),
    Trunk::Korea.rule(),
    Trunk::One.rule(),
    Trunk::Mexico.rule(),
    Trunk::Eight.rule(),
    Trunk::Belarus.rule(),
    Trunk::Lithuania.rule(),
    Trunk::Uzbekistan.rule(),
    Trunk::Tajikistan.rule(),
    Trunk::Argentina.rule(),
];
const _: () = assert!(size_of_val(&RULES) == 64);

impl Trunk {
    const fn rule(self) -> Rule {
        // First digits.
        const ZERO: u16 = 1;
        const ONE: u16 = ZERO | 1 << 1;
        const EIGHT: u16 = ZERO | 1 << 8;
        const ANY: u16 = 0x3FF;
        const GOES: u16 = ZERO_AT_HOME | ZERO_ABROAD;
        // Prefixes.
        const P80: u8 = 1;
        const P8: u8 = 1 << 1;
        const P0: u8 = 1 << 2;
        const P1: u8 = 1 << 3;
        const P06: u8 = 1 << 4;
        const MEXICAN: u8 = 0b111 << 5;
        let (first_digits, at_home, abroad) = match self {
            Self::Zero | Self::Nothing | Self::Brazil | Self::Korea => (ZERO | GOES, 0, 0),
            Self::ZeroIsPart => (ZERO, 0, 0),
            Self::ZeroMayBePart | Self::Gabon => (ZERO, P0, P0),
            Self::ZeroSix => (ZERO | ZERO_ABROAD, P06, P06),
            Self::One => (ONE | ZERO_ABROAD, P1, P1),
            Self::Mexico => (ONE | GOES, MEXICAN, MEXICAN | P1),
            Self::Eight => (EIGHT | ZERO_ABROAD, P8, P8),
            Self::Belarus => (EIGHT | GOES, P80 | P8, P80 | P8),
            Self::Lithuania | Self::Uzbekistan => (EIGHT | GOES, P8, P8),
            Self::Tajikistan => (EIGHT, P8, P8),
            Self::Argentina => (ANY | GOES, 0, 0),
        };
        Rule { first_digits, at_home, abroad }
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
