//! Segments as octets: the user data of short messages (TP-UD), with the header that joins several.

use core::fmt;
use core::iter::FusedIterator;

use super::charset::Charset;
use super::coding::Coding;
use super::gsm7;
use super::segment::{Segment, Segments, encode_utf16};
use crate::buffer::BufferTooSmall;

/// The reference number that the short messages of one text share, by which the phone joins them
/// (3GPP TS 23.040, 9.2.3.24.1 and 9.2.3.24.8).
///
/// It never grows: the clauses define these two headers.
///
/// ```
/// use verify_core::sms::{Charset, Reference};
///
/// assert_eq!(Reference::from(0x5A_u8), Reference::Eight(0x5A));
/// assert_eq!(Reference::Eight(0x5A).capacity(Charset::Gsm7), 153);
/// assert_eq!(Reference::Sixteen(0x5A).capacity(Charset::Gsm7), 152);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// An 8-bit reference: the header takes 6 octets, or 7 septets.
    Eight(u8),
    /// A 16-bit reference: the header takes 7 octets, or 8 septets.
    Sixteen(u16),
}

impl Reference {
    /// Returns the units that each of several short messages holds: 153 septets or 67 code units
    /// with an 8-bit reference, 152 or 66 with one of 16 bits.
    #[must_use]
    pub const fn capacity(self, charset: Charset) -> usize {
        let capacity = charset.concatenated_capacity();
        match self {
            Self::Eight(_) => capacity,
            Self::Sixteen(_) => capacity.saturating_sub(1),
        }
    }
}

impl From<u8> for Reference {
    fn from(reference: u8) -> Self {
        Self::Eight(reference)
    }
}

impl From<u16> for Reference {
    fn from(reference: u16) -> Self {
        Self::Sixteen(reference)
    }
}

/// Iterator over the short messages of a text, from
/// [`Message::short_messages`](super::Message::short_messages).
///
/// ```
/// use verify_core::sms::{Encoding, Message};
///
/// let text = "7".repeat(161);
/// let short_messages = Message::new(&text, Encoding::Auto)?.short_messages(0x5A_u8)?;
/// assert_eq!(short_messages.len(), 2);
/// # Ok::<(), verify_core::sms::MessageError>(())
/// ```
#[derive(Clone, Debug)]
pub struct ShortMessages<'a> {
    segments: Segments<'a>,
    coding: Coding,
    reference: Reference,
}

impl<'a> ShortMessages<'a> {
    pub(super) const fn new(segments: Segments<'a>, coding: Coding, reference: Reference) -> Self {
        Self { segments, coding, reference }
    }
}

impl<'a> Iterator for ShortMessages<'a> {
    type Item = ShortMessage<'a>;

    fn next(&mut self) -> Option<ShortMessage<'a>> {
        let segment = self.segments.next()?;
        Some(ShortMessage { segment, coding: self.coding, reference: self.reference })
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.segments.size_hint()
    }
}

impl ExactSizeIterator for ShortMessages<'_> {}

impl FusedIterator for ShortMessages<'_> {}

/// One short message: a segment and the octets that carry it.
///
/// ```
/// use verify_core::sms::{Encoding, Message, ShortMessage};
///
/// let message = Message::new("hellohello", Encoding::Auto)?;
/// let short_message = message.short_messages(1_u8)?.next().unwrap();
/// let mut buffer = [0; ShortMessage::MAX_LEN];
/// let user_data = short_message.encode_into(&mut buffer).unwrap();
/// assert_eq!(user_data, b"\xE8\x32\x9B\xFD\x46\x97\xD9\xEC\x37");
/// assert_eq!(short_message.user_data_length(), 10); // septets
/// # Ok::<(), verify_core::sms::MessageError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(alias = "PDU")]
pub struct ShortMessage<'a> {
    segment: Segment<'a>,
    coding: Coding,
    reference: Reference,
}

impl<'a> ShortMessage<'a> {
    /// The most octets of user data in a short message.
    pub const MAX_LEN: usize = 140;

    /// Returns the part of the text that it carries.
    #[must_use]
    pub const fn segment(&self) -> Segment<'a> {
        self.segment
    }

    /// Whether the user data begins with a header (TP-UDHI), which is so for several short
    /// messages.
    #[must_use]
    #[doc(alias = "UDHI")]
    pub const fn has_header(&self) -> bool {
        self.segment.total() > 1
    }

    /// Returns the user data length (TP-UDL): septets of GSM 7-bit, including those that the header
    /// takes, or octets of UCS-2 (3GPP TS 23.040, 9.2.3.16).
    #[must_use]
    #[doc(alias = "UDL")]
    pub fn user_data_length(&self) -> u8 {
        let length = match self.coding.charset() {
            Charset::Gsm7 => self.septets(),
            Charset::Ucs2 => self.encoded_len(),
        };
        // At most 160; a test checks every length of text.
        u8::try_from(length).unwrap_or(u8::MAX)
    }

    /// Returns the octets of user data, header included: at most [`MAX_LEN`](Self::MAX_LEN).
    #[must_use]
    pub fn encoded_len(&self) -> usize {
        match self.coding.charset() {
            Charset::Gsm7 => gsm7::packed_len(self.septets()),
            Charset::Ucs2 => {
                self.header_len().saturating_add(self.segment.units().saturating_mul(2))
            }
        }
    }

    /// Writes the user data (TP-UD) and returns the written part of the buffer.
    ///
    /// GSM 7-bit is packed; after a header of six octets, one fill bit leads to the next septet
    /// (3GPP TS 23.040, 9.2.3.24). UCS-2 is big-endian.
    ///
    /// # Errors
    /// The buffer has fewer than [`encoded_len`](Self::encoded_len) octets; nothing is written.
    pub fn encode_into<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b mut [u8], BufferTooSmall> {
        let written = BufferTooSmall::split(buffer, self.encoded_len())?;
        let (header, body) = written.split_at_mut(self.header_len().min(written.len()));
        self.encode_header(header);
        match self.coding.charset() {
            Charset::Gsm7 => self.encode_septets(body),
            Charset::Ucs2 => encode_utf16(self.segment.text(), body),
        }
        Ok(written)
    }

    const fn header_len(&self) -> usize {
        match self.reference {
            _ if !self.has_header() => 0,
            Reference::Eight(_) => 6,
            Reference::Sixteen(_) => 7,
        }
    }

    fn septets(&self) -> usize {
        // 6 octets and a fill bit are 7 septets; 7 octets are 8.
        let header = if self.has_header() { self.header_len().saturating_add(1) } else { 0 };
        header.saturating_add(self.segment.units())
    }

    /// Writes the header: its length, then one element of identifier, length, reference, total and
    /// number.
    fn encode_header(&self, header: &mut [u8]) {
        // At most ten segments.
        let total = u8::try_from(self.segment.total()).unwrap_or(u8::MAX);
        let number = u8::try_from(self.segment.number()).unwrap_or(u8::MAX);
        let eight;
        let sixteen;
        let element: &[u8] = match self.reference {
            Reference::Eight(reference) => {
                eight = [5, 0x00, 3, reference, total, number];
                &eight
            }
            Reference::Sixteen(reference) => {
                let [high, low] = reference.to_be_bytes();
                sixteen = [6, 0x08, 4, high, low, total, number];
                &sixteen
            }
        };
        header.iter_mut().zip(element).for_each(|(slot, octet)| *slot = *octet);
    }

    fn encode_septets(&self, body: &mut [u8]) {
        let mut septets = [0; Charset::Gsm7.single_capacity()];
        let septets = septets.get_mut(..self.segment.units()).unwrap_or_default();
        gsm7::encode_exactly(self.segment.text(), self.coding.is_plain(), septets);
        match (self.header_len(), &*septets, body) {
            // After six octets, the fill bit and the first septet share an octet; the next septet
            // starts a new one.
            (6, [first, septets @ ..], [octet, body @ ..]) => {
                *octet = first << 1;
                gsm7::pack_exactly(septets, body);
            }
            (_, septets, body) => gsm7::pack_exactly(septets, body),
        }
    }
}

impl fmt::Display for ShortMessage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.segment.fmt(f)
    }
}
