//! The rows of the table of countries.

use super::digits::Digits;

/// A country's row of the table: its calling code, where its own international prefixes begin, and
/// which plan it has. Three bytes.
#[derive(Clone, Copy)]
pub(super) struct Region {
    /// Digits of four bits each from the top; then how many there are in two bits, and
    /// [`Abroad`] in two.
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
    /// No country's.
    pub(super) const NONE: Self = Self::new(0, Abroad::Usual, 0);

    /// Makes a row; `calling_code` is packed as [`Digits::of_short`] reads it.
    pub(super) const fn new(calling_code: u16, abroad: Abroad, plan: u8) -> Self {
        let [high, low] = calling_code.to_be_bytes();
        let calling_code = u16::from_be_bytes([high, low & 0xF0 | (low & 3) << 2 | abroad as u8]);
        Self { calling_code: calling_code.to_le_bytes(), plan }
    }

    /// Returns the digits of the calling code.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    pub(super) fn code_digits(self) -> Digits {
        let code = u16::from_le_bytes(self.calling_code);
        Digits { high: u64::from(code & 0xFFF0) << 48, len: u32::from(code >> 2 & 3) }
    }

    /// Returns the calling code.
    pub(super) const fn calling_code(self) -> u16 {
        let code = u16::from_le_bytes(self.calling_code);
        let unused = 16_u16.wrapping_sub(code & 0xC);
        Digits::value_of_short(code.wrapping_shr(unused as u32))
    }

    /// Returns the row of the plan in its table.
    pub(super) fn plan(self) -> usize {
        usize::from(self.plan)
    }

    /// Whether other international prefixes than `00` are dialled there.
    pub(super) fn has_own_prefixes(self) -> bool {
        self.abroad() != Abroad::Usual as u16
    }

    fn abroad(self) -> u16 {
        u16::from_le_bytes(self.calling_code) & 3
    }

    /// Whether `digits` may begin with `00` or one of the country's own international prefixes: a
    /// look at the first two, which tells most numbers from those that do.
    ///
    /// The single `0` of Cape Verde and Samoa and Mexico's `09` are left to
    /// `Plan::has_typed_zero`.
    pub(super) fn may_lead_abroad(self, digits: Digits) -> bool {
        let [two, ..] = digits.high.to_be_bytes();
        if !self.has_own_prefixes() {
            return two == 0;
        }
        match two {
            ..8 => true,
            // 13 begins Chinese numbers, and no prefix.
            0x10..0x20 => self.abroad() == Abroad::One as u16 && two != 0x13,
            0x81 | 0x99 => self.abroad() == Abroad::High as u16,
            _ => false,
        }
    }

    /// Whether the two have the same calling code.
    #[cfg(any(test, target_pointer_width = "64"))]
    pub(super) fn has_code_of(self, other: Self) -> bool {
        (u16::from_le_bytes(self.calling_code) ^ u16::from_le_bytes(other.calling_code)) & !3 == 0
    }
}
