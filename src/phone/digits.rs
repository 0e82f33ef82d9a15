//! Rows of decimal digits, four bits each.

use core::num::NonZeroU64;

/// A row of decimal digits, four bits each (BCD): the first one on top, zeros behind the last.
///
/// Prefixes are compared and dropped by shifts, and no digit waits for the one before it. A value
/// in binary would need a multiplication for each digit and a division for each prefix.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    /// The first sixteen.
    pub(super) high: u64,
    /// How many there are, which may be more than sixteen.
    pub(super) len: u32,
}

/// Bits of a digit.
pub(super) const BITS: u32 = 4;
/// How many digits [`Digits`] keeps.
pub(super) const KEPT: u32 = 16;

impl Digits {
    /// No digit at all.
    pub(super) const NONE: Self = Self { high: 0, len: 0 };

    /// Reads the digits in `text`, which holds at most sixteen and nothing else.
    pub(super) const fn of(text: &str) -> Self {
        let mut digits = Self::NONE;
        let mut rest = text.as_bytes();
        while let [digit, after @ ..] = rest {
            digits = digits.with(*digit & 0xF);
            rest = after;
        }
        digits
    }

    /// Returns the decimal digits of a number that has at most 15 of them.
    pub(super) const fn of_number(number: u64) -> Option<Self> {
        let mut digits = Self::NONE;
        let mut rest = number;
        while rest > 0 {
            digits.high = digits.high >> BITS | digit_at(0, (rest % 10) as u8);
            digits.len = digits.len.saturating_add(1);
            rest /= 10;
        }
        if digits.len < KEPT { Some(digits) } else { None }
    }

    /// Returns the value of at most sixteen digits.
    pub(super) fn value(self) -> u64 {
        let places =
            (0..self.len.min(KEPT)).map(|place| 60_u32.wrapping_sub(place.wrapping_mul(BITS)));
        places.fold(0, |value, place| {
            value.wrapping_mul(10).wrapping_add(self.high.wrapping_shr(place) & 0xF)
        })
    }

    /// Returns the value of at most three digits in BCD: 44 for `0x44`.
    pub(super) const fn value_of_short(bcd: u16) -> u16 {
        let hundreds = bcd.wrapping_shr(8).wrapping_mul(100);
        let tens = (bcd.wrapping_shr(4) & 0xF).wrapping_mul(10);
        hundreds.wrapping_add(tens).wrapping_add(bcd & 0xF)
    }

    /// Unpacks one to three digits from the top of 16 bits, the last four of which say how many
    /// there are: `0x4402` is `44`.
    pub(super) fn of_short(code: u16) -> Self {
        Self { high: u64::from(code & 0xFFF0) << 48, len: u32::from(code & 0xF) }
    }

    /// Packs at most fifteen digits with how many they are in the last four bits; `None` without
    /// digits.
    pub(super) const fn packed(self) -> Option<NonZeroU64> {
        NonZeroU64::new(self.bits())
    }

    /// Returns what [`Self::packed`] packs, 0 without digits.
    pub(super) const fn bits(self) -> u64 {
        self.high | self.len as u64
    }

    /// Unpacks what [`Self::packed`] gives.
    pub(super) fn unpacked(packed: u64) -> Self {
        Self { high: packed & !0xF, len: u32::try_from(packed & 0xF).unwrap_or_default() }
    }

    /// Returns the first digit, or 0 without digits.
    pub(super) const fn first(self) -> u64 {
        self.high >> 60
    }

    /// Whether they begin with the digits of `prefix`, 1 to 15.
    pub(super) const fn begin_with(self, prefix: Self) -> bool {
        self.len >= prefix.len && self.would_begin_with(prefix)
    }

    /// Whether they begin with the digits of `prefix`, 1 to 15, if they are as many.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    pub(super) const fn would_begin_with(self, prefix: Self) -> bool {
        let unused = KEPT.wrapping_sub(prefix.len).wrapping_mul(BITS);
        (self.high ^ prefix.high).wrapping_shr(unused) == 0
    }

    /// Returns the digits after `prefix`, at most 15, if they begin with it.
    pub(super) fn after(self, prefix: Self) -> Option<Self> {
        if self.begin_with(prefix) { self.without(prefix.len) } else { None }
    }

    /// Returns the digits after the first `count`, at most 15, if there are that many.
    pub(super) fn without(self, count: u32) -> Option<Self> {
        let len = self.len.checked_sub(count)?;
        Some(Self { high: self.high.wrapping_shl(count.wrapping_mul(BITS)), len })
    }

    /// Returns the digits after the first one, of which there is one.
    pub(super) const fn without_first(self) -> Self {
        Self { high: self.high << BITS, len: self.len.wrapping_sub(1) }
    }

    /// Puts `leading` in front of these digits, sixteen at most together.
    pub(super) const fn behind(self, leading: Self) -> Self {
        let high = leading.high | self.high.wrapping_shr(leading.len.wrapping_mul(BITS));
        Self { high, len: self.len.wrapping_add(leading.len) }
    }

    /// Appends a digit to at most fifteen.
    pub(super) const fn with(self, digit: u8) -> Self {
        Self { high: self.high | digit_at(self.len, digit), len: self.len.saturating_add(1) }
    }
}

/// Puts a digit at a place from 0 to 15.
const fn digit_at(place: u32, digit: u8) -> u64 {
    (digit as u64).wrapping_shl(60_u32.wrapping_sub(place.wrapping_mul(BITS)))
}

/// A row of digits of which up to 32 are kept, as prefixes may stand in front of a number.
#[derive(Clone, Copy)]
pub(super) struct LongDigits {
    pub(super) digits: Digits,
    /// The digits from the 17th on, as in [`Digits`].
    more: u64,
}

impl LongDigits {
    /// Makes a row of at most sixteen digits.
    pub(super) const fn short(digits: Digits) -> Self {
        Self { digits, more: 0 }
    }

    /// Returns the digits after the first `count`, 1 to 15, if there are that many.
    pub(super) fn without(&self, count: u32) -> Option<Digits> {
        let rest = self.digits.without(count)?;
        let missing = KEPT.wrapping_sub(count).wrapping_mul(BITS);
        Some(Digits { high: rest.high | self.more.wrapping_shr(missing), ..rest })
    }
}

/// How many digits [`LongDigits`] keeps.
const TAKEN: u32 = KEPT << 1;

/// Digits that are taken one after the other: the last one lowest.
pub(super) struct Taken {
    /// The first sixteen.
    high: u64,
    /// The next sixteen.
    more: u64,
    pub(super) len: u32,
}

impl Taken {
    pub(super) const NONE: Self = Self { high: 0, more: 0, len: 0 };

    /// Appends a digit.
    pub(super) fn push(&mut self, digit: u8) {
        match self.len {
            ..KEPT => self.high = self.high << BITS | u64::from(digit),
            KEPT..TAKEN => self.more = self.more << BITS | u64::from(digit),
            _ => {}
        }
        self.len = self.len.saturating_add(1);
    }

    /// Returns the row that they make.
    pub(super) fn row(&self) -> LongDigits {
        let place = |row: u64, len: u32| {
            let unused = KEPT.saturating_sub(len).wrapping_mul(BITS);
            row.checked_shl(unused).unwrap_or_default()
        };
        let digits = Digits { high: place(self.high, self.len), len: self.len };
        LongDigits { digits, more: place(self.more, self.len.saturating_sub(KEPT)) }
    }
}
