//! [`Charset`]: what a message is sent in.

use core::fmt;

/// The character set that a message is sent in.
///
/// One [short message](super::ShortMessage) carries 140 octets: 160 septets of GSM 7-bit or 70 code
/// units of UCS-2, fewer where a header takes its share (3GPP TS 23.040, 9.2.3.24).
///
/// It never grows: the crate sends nothing else.
///
/// ```
/// use verify_core::sms::Charset;
///
/// assert_eq!(Charset::Gsm7.single_capacity(), 160);
/// assert_eq!(Charset::Ucs2.concatenated_capacity(), 67);
/// assert_eq!(Charset::Ucs2.as_str(), "UCS2");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[doc(alias = "DCS")]
pub enum Charset {
    /// The GSM 7-bit default alphabet with its extension table (3GPP TS 23.038, 6.2.1); its unit is
    /// the septet.
    #[doc(alias = "GSM 03.38")]
    Gsm7,
    /// UTF-16, big-endian; its unit is the 16-bit code unit. TS 23.038 (6.2.3) names UCS-2, which
    /// lacks surrogate pairs; phones read UTF-16, which is how emoji arrive.
    #[doc(alias = "UCS-2")]
    #[doc(alias = "UTF-16")]
    Ucs2,
}

impl Charset {
    /// Returns the name: `GSM7` or `UCS2`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gsm7 => "GSM7",
            Self::Ucs2 => "UCS2",
        }
    }

    /// Returns the data coding octet: 0x00 for GSM 7-bit, 0x08 for UCS-2 (TP-DCS: 3GPP TS 23.038,
    /// 4). `data_coding` of SMPP 3.4 takes the same values; there, 0x00 is the default alphabet of
    /// the SMSC.
    #[doc(alias = "TP-DCS")]
    #[must_use]
    pub const fn data_coding(self) -> u8 {
        match self {
            Self::Gsm7 => 0x00,
            Self::Ucs2 => 0x08,
        }
    }

    /// Returns the units in a message of one segment: 160 septets or 70 code units.
    #[must_use]
    pub const fn single_capacity(self) -> usize {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }

    /// Returns the units in each segment of several, beside the header with an 8-bit reference: 153
    /// septets or 67 code units.
    #[must_use]
    pub const fn concatenated_capacity(self) -> usize {
        match self {
            Self::Gsm7 => 153,
            Self::Ucs2 => 67,
        }
    }
}

impl AsRef<str> for Charset {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
