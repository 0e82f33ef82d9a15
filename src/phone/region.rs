//! The rows of the table of countries.

use super::digits::Digits;

/// A country's row of the table: its calling code, where its own international prefixes begin, and
/// which plan it has. Three bytes.
#[derive(Clone, Copy)]
pub(super) struct Region {
    /// Digits of four bits each from the top; then [`Abroad`] in two bits, and how many digits
    /// there are in two.
    calling_code: [u8; 2],
    plan: u8,
}

/// Which digits a country's international prefixes other than `00` begin with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Abroad {
    /// It has no others.
    Usual,
    /// `0`, as North America's `011`.
    Zero,
    /// `0` or `1`.
    One,
    /// `0`, `81` or `99`.
    High,
}

impl Region {
    /// Makes a row; `calling_code` is packed as [`Digits::of_short`] reads it.
    pub(super) const fn new(calling_code: u16, abroad: Abroad, plan: u8) -> Self {
        let calling_code = calling_code | (abroad as u16) << 2;
        Self { calling_code: calling_code.to_le_bytes(), plan }
    }

    /// Returns the digits of the calling code.
    #[inline]
    pub(super) fn code_digits(self) -> Digits {
        Digits::of_short(u16::from_le_bytes(self.calling_code) & 0xFFF3)
    }

    /// Returns the calling code.
    pub(super) const fn calling_code(self) -> u16 {
        let code = u16::from_le_bytes(self.calling_code);
        // Digits stand on top, as many as the last two bits say.
        let unused = 4_u16.wrapping_sub(code & 3).wrapping_mul(4);
        Digits::value_of_short(code.wrapping_shr(unused as u32))
    }

    /// Returns the row of the plan in its table.
    #[inline]
    pub(super) fn plan(self) -> usize {
        usize::from(self.plan)
    }

    /// Whether other international prefixes than `00` are dialled there.
    #[inline]
    pub(super) fn has_own_prefixes(self) -> bool {
        self.abroad() != Abroad::Usual as u16
    }

    #[inline]
    fn abroad(self) -> u16 {
        u16::from_le_bytes(self.calling_code) >> 2 & 3
    }

    /// Whether `digits` may begin with `00` or one of the country's own international prefixes: a
    /// look at the first two, which tells most numbers from those that do.
    ///
    /// The single `0` of Cape Verde and Samoa and Mexico's `09` are left to
    /// `Plan::has_typed_zero`.
    #[inline]
    pub(super) fn may_lead_abroad(self, digits: Digits) -> bool {
        let second = digits.high >> 56 & 0xF;
        match digits.first() {
            0 => second == 0 || self.has_own_prefixes() && second < 8,
            // 13 begins Chinese numbers, and no prefix.
            1 => self.abroad() == Abroad::One as u16 && second != 3,
            8 => self.abroad() == Abroad::High as u16 && second == 1,
            9 => self.abroad() == Abroad::High as u16 && second == 9,
            _ => false,
        }
    }

    /// Whether a single 0 stands in front of `digits`, and leads nowhere abroad: no prefix has a
    /// second digit above 7.
    #[inline]
    pub(super) fn has_plain_zero(self, digits: Digits) -> bool {
        let two = digits.high >> 56;
        two.wrapping_sub(1) < 9 && (two > 7 || !self.has_own_prefixes())
    }
}
