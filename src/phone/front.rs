//! What stands in front of national numbers, where a look at the first two digits tells it.

use super::digits::{BITS, Digits};
use super::plan::{Plan, Trunk};

/// The only prefix that a [`Trunk`] has. A 0 that is part of the number is one of no digits.
#[derive(Clone, Copy)]
pub(super) struct Front {
    /// The bits of the first two digits that the prefix decides, and what they are.
    mask: u8,
    two: u8,
    /// How many digits are dropped.
    len: u8,
    /// The digits with which no number begins behind it, a bit each.
    not_behind: u16,
}

impl Front {
    /// Matches no digits.
    const NONE: Self = Self { mask: 0, two: 1, len: 0, not_behind: 0 };

    const fn of_trunk(trunk: Trunk) -> Self {
        const ZERO: Front = Front { mask: 0xF0, two: 0x00, len: 1, not_behind: 1 };
        match trunk {
            Trunk::Zero | Trunk::ZeroMayBePart | Trunk::Brazil => ZERO,
            Trunk::ZeroIsPart => Self { len: 0, not_behind: 0, ..ZERO },
            Trunk::ZeroSix => Self { mask: 0xFF, two: 0x06, len: 2, not_behind: 1 },
            Trunk::Eight => Self { mask: 0xF0, two: 0x80, len: 1, not_behind: 1 | 1 << 8 },
            _ => Self::NONE,
        }
    }

    /// Returns that of a plan.
    #[inline]
    pub(super) fn of(plan: Plan) -> Self {
        FRONTS.get(plan.trunk()).copied().unwrap_or(Self::NONE)
    }

    /// Whether it stands in front of `digits`.
    #[inline]
    pub(super) fn stands_before(self, digits: Digits) -> bool {
        let [two, ..] = digits.high.to_be_bytes();
        two & self.mask == self.two
    }

    /// Returns the digits behind it, or [`Digits::NONE`] if they may begin with one more prefix.
    #[inline]
    pub(super) fn dropped_from(self, digits: Digits) -> Digits {
        let len = u32::from(self.len);
        let high = digits.high.wrapping_shl(len.wrapping_mul(BITS));
        let behind = Digits { high, len: digits.len.wrapping_sub(len) };
        if self.not_behind >> behind.first() & 1 == 0 { behind } else { Digits::NONE }
    }
}

/// That of each [`Trunk`].
const FRONTS: [Front; 16] = [
    Front::of_trunk(Trunk::Zero),
    Front::of_trunk(Trunk::Nothing),
    Front::of_trunk(Trunk::ZeroIsPart),
    Front::of_trunk(Trunk::ZeroMayBePart),
    Front::of_trunk(Trunk::Gabon),
    Front::of_trunk(Trunk::ZeroSix),
    Front::of_trunk(Trunk::Brazil),
    Front::of_trunk(Trunk::Korea),
    Front::of_trunk(Trunk::One),
    Front::of_trunk(Trunk::Mexico),
    Front::of_trunk(Trunk::Eight),
    Front::of_trunk(Trunk::Belarus),
    Front::of_trunk(Trunk::Lithuania),
    Front::of_trunk(Trunk::Uzbekistan),
    Front::of_trunk(Trunk::Tajikistan),
    Front::of_trunk(Trunk::Argentina),
];
const _: () = assert!(size_of_val(&FRONTS) == 96);
