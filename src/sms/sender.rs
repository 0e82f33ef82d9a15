//! [`SenderId`]: the sender that a phone shows.

use core::fmt;
use core::str::FromStr;

use super::address::{NumberingPlan, TypeOfNumber};

/// The sender that a phone shows (`sms.source`; also called source address or TPOA).
///
/// It is either a name of 1 to 11 ASCII letters, digits and inner spaces with at least one letter,
/// or a number of 1 to 16 digits, with or without a `+` in front. The default is `SMS`.
///
/// ```
/// use verify_core::sms::{SenderId, SenderKind};
///
/// let sender = SenderId::parse("ACME Bank")?;
/// assert_eq!(sender.kind(), SenderKind::Alphanumeric);
/// assert_eq!(SenderId::parse("+6512345678")?.kind(), SenderKind::Numeric);
/// assert_eq!(SenderId::default().as_str(), "SMS");
/// # Ok::<(), verify_core::sms::SenderIdError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[doc(alias = "TPOA")]
#[doc(alias = "sender name")]
#[doc(alias = "sender id")]
#[doc(alias = "source address")]
#[doc(alias = "originator")]
pub struct SenderId {
    bytes: [u8; Self::MAX_LEN],
    len: u8,
}

/// Whether a [`SenderId`] is a name or a number.
///
/// It never grows: the API has these two.
///
/// ```
/// use verify_core::sms::{SenderId, SenderKind};
///
/// assert_eq!(SenderId::parse("4 you")?.kind(), SenderKind::Alphanumeric);
/// assert_eq!(SenderId::parse("80808")?.kind(), SenderKind::Numeric);
/// # Ok::<(), verify_core::sms::SenderIdError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SenderKind {
    /// A name, which a phone cannot reply to.
    Alphanumeric,
    /// A number, which a phone can reply to.
    Numeric,
}

impl SenderId {
    /// The most bytes of a sender: a `+` and 16 digits.
    pub const MAX_LEN: usize = 17;

    const MAX_NAME: usize = 11;
    const MAX_DIGITS: usize = 16;

    /// Parses a sender as it stands: nothing is trimmed or dropped.
    ///
    /// # Errors
    /// The text is neither a name nor a number as above.
    pub fn parse(text: &str) -> Result<Self, SenderIdError> {
        let digits = text.strip_prefix('+');
        let is_wrong = |character: char| match digits {
            Some(_) => !character.is_ascii_digit(),
            None => !character.is_ascii_alphanumeric() && character != ' ',
        };
        let unsigned = digits.unwrap_or(text);
        if let Some((index, found)) =
            unsigned.chars().enumerate().find(|(_, character)| is_wrong(*character))
        {
            return Err(match digits {
                Some(_) => SenderIdError::NotADigit { found, position: index.saturating_add(1) },
                None => SenderIdError::NotALetterOrDigit { found, position: index },
            });
        }
        let found = unsigned.len();
        if unsigned.bytes().all(|byte| byte == b' ') {
            return Err(SenderIdError::Empty);
        }
        if unsigned.starts_with(' ') {
            return Err(SenderIdError::OuterSpace { position: 0 });
        }
        if unsigned.ends_with(' ') {
            return Err(SenderIdError::OuterSpace { position: found.saturating_sub(1) });
        }
        if unsigned.bytes().any(|byte| byte.is_ascii_alphabetic()) {
            if found > Self::MAX_NAME {
                return Err(SenderIdError::NameTooLong { found });
            }
        } else if let Some(position) = unsigned.bytes().position(|byte| byte == b' ') {
            return Err(SenderIdError::SpaceInNumber { position });
        } else if found > Self::MAX_DIGITS {
            return Err(SenderIdError::NumberTooLong { found });
        }
        let mut bytes = [0; Self::MAX_LEN];
        bytes.iter_mut().zip(text.bytes()).for_each(|(slot, byte)| *slot = byte);
        Ok(Self { bytes, len: u8::try_from(text.len()).unwrap_or(u8::MAX) })
    }

    /// Returns the sender as it was given.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let text = self.bytes.get(..usize::from(self.len));
        // Always ASCII of that length: the default is never used.
        text.and_then(|text| str::from_utf8(text).ok()).unwrap_or_default()
    }

    /// Returns whether the sender is a name or a number.
    #[must_use]
    pub fn kind(&self) -> SenderKind {
        let mut bytes = self.as_str().bytes();
        if bytes.all(|byte| byte.is_ascii_digit() || byte == b'+') {
            SenderKind::Numeric
        } else {
            SenderKind::Alphanumeric
        }
    }
}

/// The address fields of SMPP.
impl SenderId {
    /// Returns the type of number: international for a number with a `+`, network specific for one
    /// without, which is taken for a short code, and alphanumeric for a name.
    #[must_use]
    #[doc(alias = "source_addr_ton")]
    pub fn type_of_number(&self) -> TypeOfNumber {
        match self.kind() {
            SenderKind::Alphanumeric => TypeOfNumber::Alphanumeric,
            SenderKind::Numeric if self.as_str().starts_with('+') => TypeOfNumber::International,
            SenderKind::Numeric => TypeOfNumber::NetworkSpecific,
        }
    }

    /// Returns the numbering plan: that of telephone numbers for an international number, else
    /// unknown.
    #[must_use]
    #[doc(alias = "source_addr_npi")]
    pub fn numbering_plan(&self) -> NumberingPlan {
        match self.type_of_number() {
            TypeOfNumber::International => NumberingPlan::Isdn,
            _ => NumberingPlan::Unknown,
        }
    }

    /// Returns the sender as SMPP takes it, without the `+`, which the type of number stands for.
    ///
    /// ```
    /// use verify_core::sms::SenderId;
    ///
    /// let sender = SenderId::parse("+6512345678")?;
    /// let (ton, npi) = (sender.type_of_number().code(), sender.numbering_plan().code());
    /// assert_eq!((sender.source_addr(), ton, npi), ("6512345678", 1, 1));
    /// # Ok::<(), verify_core::sms::SenderIdError>(())
    /// ```
    #[must_use]
    pub fn source_addr(&self) -> &str {
        let text = self.as_str();
        text.strip_prefix('+').unwrap_or(text)
    }
}

impl Default for SenderId {
    fn default() -> Self {
        Self { bytes: *b"SMS\0\0\0\0\0\0\0\0\0\0\0\0\0\0", len: 3 }
    }
}

impl FromStr for SenderId {
    type Err = SenderIdError;

    fn from_str(text: &str) -> Result<Self, SenderIdError> {
        Self::parse(text)
    }
}

impl AsRef<str> for SenderId {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for SenderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for SenderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SenderId").field(&self.as_str()).finish()
    }
}

/// Why a text is not a [`SenderId`]. Positions count characters from 0.
///
/// ```
/// use verify_core::sms::{SenderId, SenderIdError};
///
/// let error = SenderId::parse("ACME!").unwrap_err();
/// assert_eq!(error, SenderIdError::NotALetterOrDigit { found: '!', position: 4 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SenderIdError {
    /// Nothing would show: the text is empty, a lone `+`, or only spaces.
    Empty,
    /// A character that a name cannot have.
    NotALetterOrDigit {
        /// The character.
        found: char,
        /// Its position.
        position: usize,
    },
    /// A character other than a digit after a `+`.
    NotADigit {
        /// The character.
        found: char,
        /// Its position.
        position: usize,
    },
    /// A space in front of the sender or after it.
    OuterSpace {
        /// Its position.
        position: usize,
    },
    /// A space, but no letter: a number is written without spaces.
    SpaceInNumber {
        /// The position of the first space.
        position: usize,
    },
    /// A name of more than 11 characters.
    NameTooLong {
        /// Its length.
        found: usize,
    },
    /// A number of more than 16 digits.
    NumberTooLong {
        /// How many digits it has.
        found: usize,
    },
}

impl fmt::Display for SenderIdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => {
                f.write_str("expected a sender with at least one letter or digit, found none")
            }
            Self::NotALetterOrDigit { found, position } => write!(
                f,
                "expected an ASCII letter, digit or space at position {position} of the sender, \
                 found {found:?}"
            ),
            Self::NotADigit { found, position } => write!(
                f,
                "expected a digit at position {position} of a sender that starts with +, \
                 found {found:?}"
            ),
            Self::OuterSpace { position } => write!(
                f,
                "expected no space at either end of the sender, found one at position {position}"
            ),
            Self::SpaceInNumber { position } => write!(
                f,
                "expected digits only in a sender without a letter, \
                 found a space at position {position}"
            ),
            Self::NameTooLong { found } => write!(
                f,
                "expected a sender of at most {} letters, digits and spaces, found {found}",
                SenderId::MAX_NAME
            ),
            Self::NumberTooLong { found } => write!(
                f,
                "expected a sender of at most {} digits, found {found}",
                SenderId::MAX_DIGITS
            ),
        }
    }
}

impl core::error::Error for SenderIdError {}
