//! Segments as octets: the user data of short messages (TP-UD), with the header that joins several.

use core::fmt;
use core::iter::FusedIterator;

use super::charset::Charset;
use super::coding::Coding;
use super::gsm7;
use super::header::UserDataHeader;
use super::reference::Reference;
use super::segment::{Segment, Segments, encode_utf16};
use crate::buffer::BufferTooSmall;

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
        let Self { coding, reference, .. } = *self;
        let segment = self.segments.next()?;
        Some(ShortMessage { segment, coding, reference })
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

    /// The most octets that [`encode_unpacked_into`](Self::encode_unpacked_into) writes.
    pub const MAX_UNPACKED_LEN: usize = 160;

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

    /// Returns the reference that was asked for; a single short message does not carry it.
    #[must_use]
    #[doc(alias = "sar_msg_ref_num")]
    pub const fn reference(&self) -> Reference {
        self.reference
    }

    /// Returns the number of the short message, counted from 1.
    #[must_use]
    #[doc(alias = "sar_segment_seqnum")]
    pub fn number(&self) -> u8 {
        // At most ten.
        u8::try_from(self.segment.number()).unwrap_or(u8::MAX)
    }

    /// Returns the number of short messages that carry the text.
    #[must_use]
    #[doc(alias = "sar_total_segments")]
    pub fn total(&self) -> u8 {
        // At most ten.
        u8::try_from(self.segment.total()).unwrap_or(u8::MAX)
    }

    /// Returns the header alone; a single short message has none.
    #[must_use]
    #[doc(alias = "UDH")]
    pub fn header(&self) -> Option<UserDataHeader> {
        self.has_header().then(|| UserDataHeader::new(self.reference, self.total(), self.number()))
    }

    /// Returns `esm_class` of SMPP (3.4, 5.2.12): 0x40 if the octets begin with a header, else 0.
    #[must_use]
    #[doc(alias = "UDHI")]
    pub const fn esm_class(&self) -> u8 {
        if self.has_header() { 0x40 } else { 0x00 }
    }

    /// Returns `data_coding` of SMPP (3.4, 5.2.19): 0x00 for GSM 7-bit, 0x08 for UCS-2.
    ///
    /// 0x00 is the default alphabet of the SMSC: agree with its operator that this is GSM 7-bit. A
    /// [class 0](super::Message::with_class_0) message in GSM 7-bit has 0xF0. SMPP has no such
    /// value for UCS-2, which stays 0x08 and needs [`dest_addr_subunit`](Self::dest_addr_subunit).
    #[must_use]
    pub const fn data_coding(&self) -> u8 {
        match self.coding.charset() {
            Charset::Gsm7 if self.coding.is_class_0() => 0xF0,
            charset => charset.data_coding(),
        }
    }

    /// Returns `dest_addr_subunit` of SMPP (3.4, 5.3.2.1), 1 for the display of the phone, where
    /// only this says that the message is of class 0: in UCS-2.
    #[must_use]
    pub const fn dest_addr_subunit(&self) -> Option<u8> {
        match self.coding.charset() {
            Charset::Ucs2 if self.coding.is_class_0() => Some(1),
            _ => None,
        }
    }

    /// Returns TP-DCS of a TPDU (3GPP TS 23.038, 4): 0x00 for GSM 7-bit, 0x08 for UCS-2, and 0x10
    /// or 0x18 for [class 0](super::Message::with_class_0).
    #[must_use]
    #[doc(alias = "TP-DCS")]
    pub const fn protocol_data_coding(&self) -> u8 {
        self.coding.charset().data_coding() | if self.coding.is_class_0() { 0x10 } else { 0x00 }
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
        self.encode_exactly(written);
        Ok(written)
    }

    /// Returns the octets that [`encode_unpacked_into`](Self::encode_unpacked_into) writes: at most
    /// [`MAX_UNPACKED_LEN`](Self::MAX_UNPACKED_LEN).
    #[must_use]
    pub const fn unpacked_len(&self) -> usize {
        let body = match self.coding.charset() {
            Charset::Gsm7 => self.segment.units(),
            Charset::Ucs2 => self.segment.units().saturating_mul(2),
        };
        self.header_len().saturating_add(body)
    }

    /// Writes the octets as `short_message` of SMPP takes them, header included, and returns the
    /// written part of the buffer: GSM 7-bit with one septet in each octet, UCS-2 as
    /// [`encode_into`](Self::encode_into) writes it.
    ///
    /// ```
    /// use verify_core::sms::{Encoding, Message, ShortMessage};
    ///
    /// let text = "a".repeat(161);
    /// let message = Message::new(&text, Encoding::Auto)?;
    /// let mut buffer = [0; ShortMessage::MAX_UNPACKED_LEN];
    /// let second = message.short_messages(0x5A_u8)?.nth(1).unwrap();
    /// let octets = second.encode_unpacked_into(&mut buffer)?;
    /// assert_eq!(octets, b"\x05\x00\x03\x5A\x02\x02aaaaaaaa");
    /// assert_eq!((second.esm_class(), second.data_coding()), (0x40, 0x00));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    ///
    /// A gateway that takes `sar_msg_ref_num` and its companions instead of a header wants the
    /// octets after [`header`](Self::header), and an `esm_class` of 0.
    ///
    /// # Errors
    /// The buffer has fewer than [`unpacked_len`](Self::unpacked_len) octets; nothing is written.
    #[doc(alias = "SMPP")]
    #[doc(alias = "short_message")]
    pub fn encode_unpacked_into<'b>(
        &self,
        buffer: &'b mut [u8],
    ) -> Result<&'b mut [u8], BufferTooSmall> {
        let written = BufferTooSmall::split(buffer, self.unpacked_len())?;
        let body = self.encode_header(written);
        match self.coding.charset() {
            Charset::Gsm7 => {
                gsm7::encode_exactly(self.segment.text(), self.coding.is_plain(), body);
            }
            Charset::Ucs2 => encode_utf16(self.segment.text(), body),
        }
        Ok(written)
    }

    /// Writes the user data into a buffer of [`encoded_len`](Self::encoded_len) octets.
    pub(super) fn encode_exactly(&self, written: &mut [u8]) {
        let body = self.encode_header(written);
        match self.coding.charset() {
            Charset::Gsm7 => self.pack_septets(body),
            Charset::Ucs2 => encode_utf16(self.segment.text(), body),
        }
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

    /// Writes the header, if there is one, and returns the rest of the buffer.
    fn encode_header<'b>(&self, buffer: &'b mut [u8]) -> &'b mut [u8] {
        let Some(header) = self.header() else { return buffer };
        let header = header.as_bytes();
        let (written, body) = buffer.split_at_mut(header.len().min(buffer.len()));
        written.iter_mut().zip(header).for_each(|(slot, octet)| *slot = *octet);
        body
    }

    fn pack_septets(&self, body: &mut [u8]) {
        let mut septets = [0; Charset::Gsm7.single_capacity()];
        let septets = septets.get_mut(..self.segment.units()).unwrap_or_default();
        gsm7::encode_exactly(self.segment.text(), self.coding.is_plain(), septets);
        let (septets, body) = match (self.header_len(), &*septets, body) {
            // After six octets, the fill bit and the first septet share an octet; the next septet
            // starts a new one.
            (6, [first, septets @ ..], [octet, body @ ..]) => {
                *octet = first << 1;
                (septets, body)
            }
            (_, septets, body) => (septets, body),
        };
        gsm7::pack_exactly(septets, body);
    }
}

impl fmt::Display for ShortMessage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.segment.fmt(f)
    }
}
