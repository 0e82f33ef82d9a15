//! Countries and territories that have phone numbers, by their ISO 3166-1 alpha-2 codes.

use core::fmt;
use core::str::FromStr;

use super::plan::Plan;
use super::scan::Digits;
use super::table;

/// A region that has phone numbers: one of the 245 that the numbering table holds.
///
/// One byte; every one is a constant as well: [`Country::SG`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(u8);

impl Country {
    /// Bytes that the numbering table takes in read-only memory, look-up indices included.
    pub const TABLE_BYTES: usize = table::BYTES;

    /// All regions, in the order of their codes.
    #[must_use]
    pub fn all() -> impl ExactSizeIterator<Item = Self> + DoubleEndedIterator + Clone {
        (0..table::COUNTRIES).map(|row| Self(u8::try_from(row).unwrap_or_default()))
    }

    /// The ISO 3166-1 alpha-2 code in capitals: `SG`. (`AC`, `TA` and `XK` are in use, but only
    /// reserved or user-assigned by ISO.)
    #[must_use]
    pub fn alpha2(self) -> &'static str {
        let code = table::ALPHA2.get(usize::from(self.0));
        code.and_then(|code| core::str::from_utf8(code).ok()).unwrap_or_default()
    }

    /// The calling code (ITU-T E.164), 1 to 3 digits: `65` for Singapore.
    #[must_use]
    pub fn calling_code(self) -> u16 {
        let code = u16::from_le_bytes(self.region().calling_code);
        let [first, second, third, len] = [12, 8, 4, 0].map(|shift| code >> shift & 0xF);
        match len {
            1 => first,
            2 => first.wrapping_mul(10).wrapping_add(second),
            _ => first.wrapping_mul(100).wrapping_add(second.wrapping_mul(10)).wrapping_add(third),
        }
    }

    /// What the table tells of this country.
    #[inline]
    pub(super) fn region(self) -> Region {
        table::REGIONS.get(usize::from(self.0)).copied().unwrap_or(Region::new(0, 0))
    }

    /// A row of the table, for its constants.
    pub(super) const fn row(index: u8) -> Self {
        Self(index)
    }

    /// `here` if its calling code is this country's.
    pub(super) fn or_same_code(self, here: Option<Self>) -> Self {
        here.filter(|here| here.region().calling_code == self.region().calling_code).unwrap_or(self)
    }

    /// The main country of the calling code that `digits` begin with. Two array look-ups, no
    /// search: calling codes are prefix-free.
    pub(super) fn of_leading_digits(digits: Digits) -> Option<Self> {
        let [first, second, third] = [60, 56, 52].map(|shift| digits.high >> shift & 0xF);
        let two = usize::try_from(first.wrapping_mul(10).wrapping_add(second)).ok()?;
        let third = usize::try_from(third).ok()?;
        let slot = usize::from(*table::LEADING_TWO.get(two)?);
        // Behind the slots of one- and two-digit codes stand ten for each pair that begins
        // three-digit codes.
        let slot = match slot.checked_sub(table::SHORT_CODES) {
            None => slot,
            Some(block) => {
                block.saturating_mul(10).saturating_add(table::SHORT_CODES).saturating_add(third)
            }
        };
        let country = *table::MAIN_COUNTRY.get(slot)?;
        (usize::from(country) < table::COUNTRIES).then_some(Self(country))
    }
}

/// A row of the table. Three bytes.
#[derive(Clone, Copy)]
pub(super) struct Region {
    calling_code: [u8; 2],
    plan: u8,
}

impl Region {
    pub(super) const fn new(calling_code: u16, plan: u8) -> Self {
        Self { calling_code: calling_code.to_le_bytes(), plan }
    }

    #[inline]
    pub(super) fn calling_code(self) -> Digits {
        Digits::of_short(u16::from_le_bytes(self.calling_code))
    }

    #[inline]
    pub(super) fn plan(self) -> Plan {
        table::PLANS.get(usize::from(self.plan)).copied().unwrap_or(Plan::NONE)
    }
}

const _: () = assert!(table::BYTES <= 2048, "the numbering table fits 2 KiB");

/// Reads an alpha-2 code in capitals or small letters.
impl FromStr for Country {
    type Err = CountryError;

    fn from_str(text: &str) -> Result<Self, CountryError> {
        let code: [u8; 2] = text.as_bytes().try_into().map_err(|_| CountryError(()))?;
        let row = table::ALPHA2.binary_search(&code.map(|letter| letter.to_ascii_uppercase()));
        let row = row.map_err(|_| CountryError(()))?;
        u8::try_from(row).map(Self).map_err(|_| CountryError(()))
    }
}

/// As [`Country::alpha2`].
impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.alpha2())
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Country({self})")
    }
}

/// The text is not the code of a region that has phone numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryError(());

impl fmt::Display for CountryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected the two letters of a country (ISO 3166-1 alpha-2), such as `SG`")
    }
}

impl core::error::Error for CountryError {}
