//! What stands in front of national numbers, where a look at the first three digits tells it.

use super::digits::{BITS, Digits};
use super::plan::{Plan, Trunk};

/// The only prefix that a [`Trunk`] has. A 0 that is part of the number is one of no digits.
#[derive(Clone, Copy)]
pub(super) struct Front {
    /// The least three digits that the prefix and what follows it may begin with, in BCD.
    least: u16,
    /// How far above those the highest ones are.
    span: u16,
    /// How many digits are dropped.
    len: u32,
}

impl Front {
    /// Stands before no digits.
    const NONE: Self = Self::of(0xFFF, 0xFFF, 0);

    const fn of(least: u16, most: u16, len: u32) -> Self {
        Self { least, span: most.wrapping_sub(least), len }
    }

    const fn of_trunk(trunk: Trunk) -> Self {
        // No number begins with 0.
        match trunk {
            Trunk::Zero | Trunk::ZeroMayBePart | Trunk::Brazil => Self::of(0x010, 0x099, 1),
            Trunk::ZeroIsPart => Self::of(0x010, 0x099, 0),
            Trunk::ZeroSix => Self::of(0x061, 0x069, 2),
            Trunk::Eight => Self::of(0x810, 0x899, 1),
            _ => Self::NONE,
        }
    }

    /// Returns that of a plan.
    #[inline]
    pub(super) fn of_plan(plan: Plan) -> Self {
        FRONTS.get(plan.trunk()).copied().unwrap_or(Self::NONE)
    }

    /// Whether it stands in front of `digits`, and a number may begin behind it.
    #[inline]
    pub(super) fn stands_before(self, digits: Digits) -> bool {
        let three = u16::try_from(digits.high >> 52).unwrap_or_default();
        three.wrapping_sub(self.least) <= self.span
    }

    /// Returns the digits behind it.
    #[inline]
    pub(super) fn dropped_from(self, digits: Digits) -> Digits {
        let high = digits.high.wrapping_shl(self.len.wrapping_mul(BITS));
        Digits { high, len: digits.len.wrapping_sub(self.len) }
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
const _: () = assert!(size_of_val(&FRONTS) == 128);
