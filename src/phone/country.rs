//! Countries and territories that have phone numbers, by their ISO 3166-1 alpha-2 codes.

use core::fmt;
use core::str::FromStr;

use super::plan::Plan;
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
        table::CALLING_CODE.get(usize::from(self.0)).copied().unwrap_or_default()
    }

    /// A row of the table, for its constants.
    pub(super) const fn row(index: u8) -> Self {
        Self(index)
    }

    /// The country of a row number taken out of a [`PhoneNumber`](super::PhoneNumber).
    pub(super) fn from_index(index: u64) -> Self {
        Self(u8::try_from(index).unwrap_or_default())
    }

    pub(super) fn index(self) -> u64 {
        u64::from(self.0)
    }

    pub(super) fn plan(self) -> Plan {
        let plan = table::PLAN_OF.get(usize::from(self.0)).copied().unwrap_or_default();
        table::PLANS.get(usize::from(plan)).copied().unwrap_or(Plan::NONE)
    }

    /// The main country of the calling code that three leading digits begin with. Two array
    /// look-ups, no search: calling codes are prefix-free.
    pub(super) fn of_leading_digits(three: u64) -> Option<Self> {
        let three = usize::try_from(three).ok()?;
        let (two, third) = (three / 10, three % 10);
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
