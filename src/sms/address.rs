//! [`Address`]: a destination on the wire, with its type of number and numbering plan.

use core::fmt;
use core::str::FromStr;

/// The type of a number or name on the wire: TON of SMPP (3.4, 5.2.5), type-of-number of a TPDU
/// (3GPP TS 23.040, 9.1.2.5).
///
/// ```
/// use verify_core::sms::{SenderId, TypeOfNumber};
///
/// let name = SenderId::parse("ACME")?;
/// assert_eq!(name.type_of_number(), TypeOfNumber::Alphanumeric);
/// assert_eq!(name.type_of_number().code(), 5); // `source_addr_ton`
/// # Ok::<(), verify_core::sms::SenderIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[doc(alias = "TON")]
pub enum TypeOfNumber {
    /// A number with its calling code: 1.
    International,
    /// A number that is specific to the network, such as a short code: 3.
    NetworkSpecific,
    /// A name: 5.
    Alphanumeric,
}

impl TypeOfNumber {
    /// Returns the number that stands for the type on the wire.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::International => 1,
            Self::NetworkSpecific => 3,
            Self::Alphanumeric => 5,
        }
    }
}

/// The numbering plan of a number or name on the wire: NPI of SMPP (3.4, 5.2.6),
/// numbering-plan-identification of a TPDU (3GPP TS 23.040, 9.1.2.5).
///
/// ```
/// use verify_core::sms::{NumberingPlan, SenderId};
///
/// let number = SenderId::parse("+6512345678")?;
/// assert_eq!(number.numbering_plan(), NumberingPlan::Isdn);
/// assert_eq!(number.numbering_plan().code(), 1); // `source_addr_npi`
/// # Ok::<(), verify_core::sms::SenderIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[doc(alias = "NPI")]
pub enum NumberingPlan {
    /// Unknown: 0.
    Unknown,
    /// The plan of telephone numbers (ITU-T E.164): 1.
    #[doc(alias = "E.164")]
    Isdn,
}

impl NumberingPlan {
    /// Returns the number that stands for the plan on the wire.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Unknown => 0,
            Self::Isdn => 1,
        }
    }
}

/// The destination of a short message on the wire, made from a
/// [`PhoneNumber`](crate::phone::PhoneNumber). `Debug` hides its digits.
///
/// ```
/// use verify_core::phone::PhoneNumber;
/// use verify_core::sms::Address;
///
/// let address = Address::from(PhoneNumber::parse("+6587654321", None)?);
/// assert_eq!(address.type_of_number().code(), 1); // `dest_addr_ton`
/// assert_eq!(address.numbering_plan().code(), 1); // `dest_addr_npi`
/// # Ok::<(), verify_core::phone::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[doc(alias = "TP-DA")]
#[doc(alias = "destination address")]
pub struct Address {
    /// The digits in semi-octets, the first digit in the low half (3GPP TS 23.040, 9.1.2.3).
    semi_octets: [u8; 8],
    digits: u8,
}

impl Address {
    /// Parses a `+` and 7 to 15 digits, without judging them: for a number that was judged before.
    /// What a person typed is for [`PhoneNumber::parse`](crate::phone::PhoneNumber::parse).
    ///
    /// # Errors
    /// The text has another form.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let digits = text.strip_prefix('+').ok_or(AddressError::NoPlus)?;
        let wrong = |(_, character): &(usize, char)| !character.is_ascii_digit();
        if let Some((index, found)) = digits.chars().enumerate().find(wrong) {
            let position = index.saturating_add(1);
            return Err(AddressError::NotADigit { found, position });
        }
        let found = digits.len();
        if !(7..=15).contains(&found) {
            return Err(AddressError::Length { found });
        }
        // Four bits each; the number of digits is the sixteenth.
        let packed = digits.bytes().fold(0, |packed, digit| packed << 4 | u64::from(digit & 0xF));
        let shift = 64_u32.saturating_sub(u32::try_from(found).unwrap_or(15).saturating_mul(4));
        let length = u64::try_from(found).unwrap_or(15);
        Ok(Self::international(packed.unbounded_shl(shift) | length))
    }

    /// Takes an international number of up to 15 digits: four bits each from the top, the number of
    /// digits in the lowest four bits.
    pub(crate) const fn international(packed: u64) -> Self {
        let [.., last] = packed.to_be_bytes();
        let digits = last & 0xF;
        // All ones after the last digit; an odd number of digits shows one half of them.
        let ones = u64::MAX.unbounded_shr((digits as u32).saturating_mul(4));
        let mut semi_octets = (packed | ones).to_be_bytes();
        let mut rest: &mut [u8] = &mut semi_octets;
        while let [octet, later @ ..] = rest {
            *octet = octet.rotate_left(4);
            rest = later;
        }
        Self { semi_octets, digits }
    }

    /// Returns the type of the number: international.
    #[must_use]
    pub const fn type_of_number(self) -> TypeOfNumber {
        TypeOfNumber::International
    }

    /// Returns the numbering plan: that of telephone numbers.
    #[must_use]
    pub const fn numbering_plan(self) -> NumberingPlan {
        NumberingPlan::Isdn
    }

    /// Returns the number of digits.
    pub(super) const fn digits(self) -> u8 {
        self.digits
    }

    /// Returns the octet for type and plan (3GPP TS 23.040, 9.1.2.5).
    pub(super) const fn type_of_address(self) -> u8 {
        0x80 | self.type_of_number().code() << 4 | self.numbering_plan().code()
    }

    /// Returns the digits, two in each octet, with an odd one beside four set bits.
    pub(super) fn semi_octets(&self) -> &[u8] {
        self.semi_octets.get(..usize::from(self.digits.div_ceil(2))).unwrap_or(&self.semi_octets)
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Address")
            .field("type_of_number", &self.type_of_number())
            .field("numbering_plan", &self.numbering_plan())
            .finish_non_exhaustive()
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        Self::parse(text)
    }
}

/// Why a text is not an [`Address`]. Positions count characters from 0.
///
/// ```
/// use verify_core::sms::{Address, AddressError};
///
/// let error = Address::parse("+65 8765 4321").unwrap_err();
/// assert_eq!(error, AddressError::NotADigit { found: ' ', position: 3 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AddressError {
    /// There is no `+` in front.
    NoPlus,
    /// A character after the `+` is not a digit.
    NotADigit {
        /// The character.
        found: char,
        /// Its position.
        position: usize,
    },
    /// There are fewer than 7 or more than 15 digits.
    Length {
        /// How many there are.
        found: usize,
    },
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoPlus => f.write_str("expected an address that starts with +"),
            Self::NotADigit { found, position } => {
                write!(f, "expected a digit at position {position} of the address, found {found:?}")
            }
            Self::Length { found } => {
                write!(f, "expected an address of 7 to 15 digits, found {found}")
            }
        }
    }
}

impl core::error::Error for AddressError {}
