//! Countries and territories that have phone numbers, by their ISO 3166-1 alpha-2 codes.

use core::fmt;
use core::str::FromStr;

use super::digits::Digits;
use super::plan::Plan;
use super::region::Region;
use super::table;

/// A country or territory with phone numbers of its own: one of the 245 in the numbering table.
///
/// One byte. Each is also a constant: [`Country::SG`].
///
/// ```
/// use verify_core::phone::Country;
///
/// let country = Country::parse("sg")?;
/// assert_eq!(country, Country::SG);
/// assert_eq!(country.alpha2(), "SG");
/// assert_eq!(country.calling_code(), 65);
/// assert_eq!(Country::all().filter(|country| country.calling_code() == 65).count(), 1);
/// # Ok::<(), verify_core::phone::CountryError>(())
/// ```
#[doc(alias = "region")]
#[doc(alias = "ISO 3166")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(u8);

impl Country {
    /// Bytes of read-only memory that the numbering table takes, look-up indices included.
    pub const TABLE_BYTES: usize = table::BYTES;

    /// Parses an ISO 3166-1 alpha-2 code in capitals or small letters.
    ///
    /// # Errors
    /// If the text is not the code of a country with phone numbers.
    pub fn parse(alpha2: &str) -> Result<Self, CountryError> {
        let code: [u8; 2] = alpha2.as_bytes().try_into().map_err(|_| CountryError(()))?;
        let row = table::ALPHA2.binary_search(&code.map(|letter| letter.to_ascii_uppercase()));
        let row = row.map_err(|_| CountryError(()))?;
        u8::try_from(row).map(Self).map_err(|_| CountryError(()))
    }

    /// Iterates over all countries, in the order of their codes.
    #[must_use]
    pub fn all() -> impl ExactSizeIterator<Item = Self> + DoubleEndedIterator + Clone {
        (0..table::COUNTRIES).map(|row| Self(u8::try_from(row).unwrap_or_default()))
    }

    /// Returns the ISO 3166-1 alpha-2 code in capitals: `SG`. (`AC`, `TA` and `XK` are in use
    /// although ISO only reserves them or leaves them to users.)
    #[must_use]
    pub fn alpha2(self) -> &'static str {
        let code = table::ALPHA2.get(usize::from(self.0));
        code.and_then(|code| core::str::from_utf8(code).ok()).unwrap_or_default()
    }

    /// Returns the calling code (ITU-T E.164), 1 to 3 digits: `65` for Singapore.
    #[doc(alias = "country code")]
    #[doc(alias = "dialling code")]
    #[must_use]
    pub fn calling_code(self) -> u16 {
        self.region().calling_code()
    }

    /// Returns the row that the table has for this country.
    #[cfg_attr(not(target_pointer_width = "64"), inline(never))]
    pub(super) fn region(self) -> Region {
        let Self(row) = self;
        table::REGIONS.get(usize::from(row)).copied().unwrap_or(Region::NONE)
    }

    /// Returns the digits of the calling code.
    pub(super) fn code_digits(self) -> Digits {
        self.region().code_digits()
    }

    /// Returns the numbering plan.
    pub(super) fn plan(self) -> Plan {
        plan_of(self.region())
    }

    /// Returns the country in this row of the table.
    pub(super) const fn row(index: u8) -> Self {
        Self(index)
    }

    /// Returns the number of its row in the table.
    pub(super) const fn index(self) -> u8 {
        self.0
    }

    /// Returns the main country of the calling code that `digits` begin with. Two array look-ups,
    /// no search: calling codes are prefix-free.
    pub(super) fn of_leading_digits(digits: Digits) -> Option<Self> {
        let [first_two, third, ..] = digits.high.to_be_bytes();
        let two = (first_two >> 4).wrapping_mul(10).wrapping_add(first_two & 0xF);
        let mut slot = usize::from(*table::LEADING_TWO.get(usize::from(two))?);
        // Behind the slots of one- and two-digit codes stand ten for each pair that begins
        // three-digit codes.
        if let Some(block) = slot.checked_sub(table::SHORT_CODES) {
            slot = slot.wrapping_add(block.wrapping_mul(9)).wrapping_add(usize::from(third >> 4));
        }
        let country = *table::MAIN_COUNTRY.get(slot)?;
        (usize::from(country) < table::COUNTRIES).then_some(Self(country))
    }
}

/// Returns the numbering plan of a row.
pub(super) fn plan_of(region: Region) -> Plan {
    table::PLANS.get(region.plan()).copied().unwrap_or(Plan::NONE)
}

const _: () = assert!(table::BYTES <= 2560, "the numbering table fits 2.5 KiB");

/// As [`Country::parse`].
impl FromStr for Country {
    type Err = CountryError;

    fn from_str(text: &str) -> Result<Self, CountryError> {
        Self::parse(text)
    }
}

impl AsRef<str> for Country {
    fn as_ref(&self) -> &str {
        self.alpha2()
    }
}

/// Shows the code that [`Country::alpha2`] returns.
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

/// The text is not the alpha-2 code of a country with phone numbers.
///
/// ```
/// use verify_core::phone::Country;
///
/// // The United Kingdom's code is GB.
/// let error = Country::parse("UK").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "expected the two letters of a country (ISO 3166-1 alpha-2), such as `SG`",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountryError(());

impl fmt::Display for CountryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected the two letters of a country (ISO 3166-1 alpha-2), such as `SG`")
    }
}

impl core::error::Error for CountryError {}
