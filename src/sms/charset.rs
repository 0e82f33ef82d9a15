//! [`Encoding`], what a request asks for, and [`Charset`], what a message is sent in.

use core::fmt::{self, Write as _};
use core::str::FromStr;

use super::gsm7;

/// The encoding that a request asks for (`sms.encoding`).
///
/// ```
/// use verify_core::sms::Encoding;
///
/// assert_eq!("UCS2".parse(), Ok(Encoding::Ucs2));
/// assert_eq!(Encoding::default().as_str(), "AUTO");
/// assert!("ucs2".parse::<Encoding>().is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// GSM 7-bit if every character is in its alphabet, else UCS-2.
    #[default]
    Auto,
    /// GSM 7-bit; text outside its alphabet is refused.
    Gsm7,
    /// UCS-2, also where GSM 7-bit would do.
    Ucs2,
}

impl Encoding {
    /// The name that a request uses: `AUTO`, `GSM7` or `UCS2`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "AUTO",
            Self::Gsm7 => "GSM7",
            Self::Ucs2 => "UCS2",
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    /// Reads the name exactly as [`as_str`](Self::as_str) gives it, in capitals.
    fn from_str(name: &str) -> Result<Self, UnknownEncoding> {
        [Self::Auto, Self::Gsm7, Self::Ucs2]
            .into_iter()
            .find(|encoding| encoding.as_str() == name)
            .ok_or(UnknownEncoding)
    }
}

/// The text names no [`Encoding`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownEncoding;

impl fmt::Display for UnknownEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected one of the encodings AUTO, GSM7, UCS2 (in capitals)")
    }
}

impl core::error::Error for UnknownEncoding {}

/// The character set that a message is sent in.
///
/// One [short message](super::ShortMessage) carries 140 octets: 160 septets of GSM 7-bit or 70 code
/// units of UCS-2, less where a header takes its part (3GPP TS 23.040, 9.2.3.24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Charset {
    /// The GSM 7-bit default alphabet with its extension table (3GPP TS 23.038, 6.2.1); its unit is
    /// the septet.
    Gsm7,
    /// UTF-16, big-endian; its unit is the 16-bit code unit. TS 23.038 (6.2.3) names UCS-2, which
    /// knows no surrogate pairs; phones read UTF-16, or no emoji would ever arrive.
    Ucs2,
}

impl Charset {
    /// `GSM7` or `UCS2`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gsm7 => "GSM7",
            Self::Ucs2 => "UCS2",
        }
    }

    /// The data coding octet: 0x00 for GSM 7-bit, 0x08 for UCS-2 (TP-DCS: 3GPP TS 23.038, 4; the
    /// same values go into `data_coding` of SMPP 3.4, where 0x00 is the default alphabet of the
    /// SMSC).
    #[must_use]
    pub const fn data_coding(self) -> u8 {
        match self {
            Self::Gsm7 => 0x00,
            Self::Ucs2 => 0x08,
        }
    }

    /// Units in a message of one segment: 160 septets or 70 code units.
    #[must_use]
    pub const fn single_capacity(self) -> usize {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }

    /// Units in each segment of several, under the header with an 8-bit reference: 153 septets or
    /// 67 code units.
    #[must_use]
    pub const fn concatenated_capacity(self) -> usize {
        match self {
            Self::Gsm7 => 153,
            Self::Ucs2 => 67,
        }
    }
}

impl fmt::Display for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A charset, and what is known of the text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sms) enum Coding {
    /// GSM 7-bit, and every byte of the text is a character of one septet.
    Plain,
    /// The text is in the alphabet.
    Gsm7,
    /// The text is not, and what is outside becomes a question mark.
    Gsm7Replacing,
    /// UCS-2.
    Ucs2,
}

impl Coding {
    pub(in crate::sms) const fn charset(self) -> Charset {
        match self {
            Self::Plain | Self::Gsm7 | Self::Gsm7Replacing => Charset::Gsm7,
            Self::Ucs2 => Charset::Ucs2,
        }
    }

    /// Writes a text as the phone shows it.
    pub(in crate::sms) fn show(self, text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain | Self::Gsm7 | Self::Ucs2 => f.write_str(text),
            Self::Gsm7Replacing => text.chars().try_for_each(|character| {
                let shown = gsm7::septet_count(character).map_or(gsm7::REPLACEMENT, |_| character);
                f.write_char(shown)
            }),
        }
    }
}
