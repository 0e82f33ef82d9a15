//! Numbering plans: which lengths a country's numbers have, and what stands in front of them when
//! they are dialled within the country.

use core::fmt;

use super::digits::Digits;

/// A country's row of the table: its calling code and which plan it has. Three bytes.
#[derive(Clone, Copy)]
pub(super) struct Region {
    calling_code: [u8; 2],
    plan: u8,
}

/// The numbering plan of the regions that share it: a row of the table. Four bytes.
#[derive(Clone, Copy)]
pub(super) struct Plan {
    /// Twelve bits of mobile lengths, then twelve of fixed ones, little-endian.
    lengths: [u8; 3],
    pub(super) trunk: Trunk,
}

/// A set of lengths of a national significant number, 4 to 15 digits: bit 0 is length 4.
#[derive(Clone, Copy)]
pub(super) struct Lengths(u32);

/// What stands in front of a national number and is left out of E.164.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trunk {
    /// Nothing. No number starts with 0: a 0 is dropped if the length is possible only without it.
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
    /// The retired `8`. No number starts with 0.
    Uzbekistan,
    /// The retired `8`. A 0 is part of the number, even two of them.
    Tajikistan,
    /// `0`, or `0` and two digits that choose a carrier.
    Brazil,
    /// `0`, and the `15` of mobile numbers after the area code; E.164 puts a `9` in front instead.
    Argentina,
    /// The retired `01`, `044` and `045`, and the retired `1` after +52. No number starts with 0.
    Mexico,
}

impl Region {
    /// `calling_code` is packed as [`Digits::of_short`] reads it.
    pub(super) const fn new(calling_code: u16, plan: u8) -> Self {
        Self { calling_code: calling_code.to_le_bytes(), plan }
    }

    /// The calling code, packed as [`Digits::of_short`] reads it.
    #[inline]
    pub(super) const fn calling_code(self) -> u16 {
        u16::from_le_bytes(self.calling_code)
    }

    /// The row of the plan in its table.
    #[inline]
    pub(super) fn plan(self) -> usize {
        usize::from(self.plan)
    }
}

impl Plan {
    /// A plan without numbers, which the table does not hold.
    pub(super) const NONE: Self = Self::new(&[], &[], Trunk::Nothing);

    /// A row of the table.
    pub(super) const fn new(mobile: &[u32], fixed: &[u32], trunk: Trunk) -> Self {
        let [low, middle, high, _] =
            (Lengths::of(mobile).0 | Lengths::of(fixed).0 << 12).to_le_bytes();
        Self { lengths: [low, middle, high], trunk }
    }

    pub(super) fn mobile(self) -> Lengths {
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

    /// Whether there are mobile or fixed numbers of this length.
    #[inline]
    pub(super) fn has_length(self, length: u32) -> bool {
        const MOBILE_OR_FIXED: u32 = 1 | 1 << 12;
        // Below the shortest length the shift is by 28 or more, which clears all 24 bits.
        let from_length = self.bits().wrapping_shr(length.wrapping_sub(SHORTEST));
        length <= LONGEST && from_length & MOBILE_OR_FIXED != 0
    }

    /// The national significant number behind a single trunk prefix 0, if the plan has no other
    /// prefix and neither does the number.
    #[inline]
    pub(super) fn behind_zero(self, digits: Digits) -> Option<Digits> {
        let is_single = (digits.high >> 56).wrapping_sub(1) < 9;
        let significant = digits.without(1)?;
        (self.trunk == Trunk::Zero && is_single && self.has_length(significant.len))
            .then_some(significant)
    }

    /// Whether `digits` are a national significant number: they have a possible length, and nothing
    /// in front that would be dropped.
    #[inline]
    pub(super) fn is_bare(self, digits: Digits) -> bool {
        self.has_length(digits.len) && self.without_prefix(digits) == digits
    }

    /// Drops the plan's prefix where the length that remains is possible. A `0` with which no
    /// number starts is dropped in any case.
    #[inline]
    pub(super) fn without_prefix(self, digits: Digits) -> Digits {
        match self.trunk {
            // Half of all plans have this one.
            Trunk::Zero => digits.after(Digits::of("0")).unwrap_or(digits),
            _ => self.without_other_prefix(digits),
        }
    }

    /// As [`Self::without_prefix`], for plans that are not [`Trunk::Zero`].
    fn without_other_prefix(self, digits: Digits) -> Digits {
        const ZERO: u16 = short("0");
        const EIGHT: u16 = short("8");
        const ZERO_SIX: u16 = short("06");
        const EIGHTY: u16 = short("80");
        const MEXICAN: [u16; 5] = [short("01"), short("044"), short("045"), short("1"), ZERO];
        let possible = |digits: &Digits| self.has_length(digits.len);
        // Which prefixes are dropped if the length that remains is possible, and which one in any
        // case.
        let (if_possible, always): (&[u16], u16) = match self.trunk {
            Trunk::Nothing if possible(&digits) => return digits,
            Trunk::Gabon if digits.len < 9 => return digits,
            Trunk::Brazil => return brazilian(digits).unwrap_or(digits),
            Trunk::Argentina => return argentine(digits),
            // A case of its own, so that the compiler knows North America's prefix.
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

/// The empty prefix, with which all digits begin.
const NONE: u16 = 0;

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

/// Drops the `0`. In twelve digits, the mobile `15` after an area code of two digits (Buenos Aires,
/// 11), three or four is dropped too, and a `9` put in front.
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

/// The lengths of national significant numbers that [`Lengths`] can hold.
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

    pub(super) fn contains(self, length: u32) -> bool {
        self.0 & bit(length) != 0
    }

    /// The shortest and the longest, and whether every length between them is in the set.
    const fn ends(self) -> (u32, u32, bool) {
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

/// `9`, `9 or 10`, `6, 7 or 9`, `4 to 13`.
impl fmt::Display for Lengths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (shortest, longest, is_row) = self.ends();
        if is_row && longest.saturating_sub(shortest) > 2 {
            return write!(f, "{shortest} to {longest}");
        }
        for length in self.iter() {
            let separator = match length {
                _ if length == shortest => "",
                _ if length == longest => " or ",
                _ => ", ",
            };
            write!(f, "{separator}{length}")?;
        }
        Ok(())
    }
}

/// The bit of a length in [`Lengths`]; no bit for a length that they do not cover.
const fn bit(length: u32) -> u32 {
    match length {
        SHORTEST..=LONGEST => 1_u32.wrapping_shl(length.wrapping_sub(SHORTEST)),
        _ => 0,
    }
}
