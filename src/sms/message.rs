//! [`Message`]: a text, its charset and its segments.

use core::fmt;

use super::charset::Charset;
use super::coding::Coding;
use super::encoding::Encoding;
use super::gsm7::{self, NotInAlphabet};
use super::reference::Reference;
use super::segment::{self, Segments};
use super::short_message::ShortMessages;
use crate::buffer::BufferTooSmall;

/// The most segments of a message.
pub const MAX_SEGMENTS: usize = 10;

/// A text and how it is sent: charset, units, segments.
///
/// `Display` writes the text as the phone shows it. `Debug` hides it, since it may hold a code.
///
/// ```
/// use verify_core::sms::{Charset, Encoding, Message};
///
/// let text = "7".repeat(161);
/// let message = Message::new(&text, Encoding::Auto)?;
/// assert_eq!(message.charset(), Charset::Gsm7);
/// assert!(message.segments().map(|segment| segment.units()).eq([153, 8]));
/// # Ok::<(), verify_core::sms::MessageError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Message<'a> {
    text: &'a str,
    coding: Coding,
    units: usize,
    segments: usize,
}

impl<'a> Message<'a> {
    /// Chooses the charset as `encoding` says, and counts units and segments.
    ///
    /// An empty text is one segment of no units.
    ///
    /// # Errors
    /// `encoding` is [`Encoding::Gsm7`] and a character is outside its alphabet, or the text takes
    /// more than [`MAX_SEGMENTS`] segments.
    pub fn new(text: &'a str, encoding: Encoding) -> Result<Self, MessageError> {
        let (coding, units) = match encoding {
            Encoding::Auto => match Coding::gsm7(text) {
                Ok(found) => found,
                Err(_) => (Coding::UCS2, segment::utf16_units(text)),
            },
            Encoding::Gsm7 => {
                Coding::gsm7(text).map_err(|offset| NotInAlphabet::at(text, offset))?
            }
            Encoding::Ucs2 => (Coding::UCS2, segment::utf16_units(text)),
        };
        Self::of_length(text, coding, units)
    }

    /// Chooses GSM 7-bit, with a `?` in place of each character (Unicode scalar value) outside its
    /// alphabet.
    ///
    /// ```
    /// use verify_core::sms::Message;
    ///
    /// let message = Message::with_replacement("código 0429")?;
    /// assert_eq!(message.to_string(), "c?digo 0429"); // é, ò and à are in the alphabet, ó is not
    /// # Ok::<(), verify_core::sms::MessageError>(())
    /// ```
    ///
    /// # Errors
    /// The text takes more than [`MAX_SEGMENTS`] segments.
    pub fn with_replacement(text: &'a str) -> Result<Self, MessageError> {
        match Coding::gsm7(text) {
            Ok((coding, septets)) => Self::of_length(text, coding, septets),
            Err(_) => Self::of_length(text, Coding::GSM7_REPLACING, gsm7::scan_replacing(text)),
        }
    }

    fn of_length(text: &'a str, coding: Coding, units: usize) -> Result<Self, MessageError> {
        let charset = coding.charset();
        let segments = segment::count(text, coding, units, charset.concatenated_capacity());
        let message = Self { text, coding, units, segments };
        if segments > MAX_SEGMENTS {
            Err(MessageError::TooLong { charset, units, segments })
        } else {
            Ok(message)
        }
    }

    /// Makes the message one of class 0, which a phone shows at once and need not store.
    ///
    /// ```
    /// use verify_core::sms::{Encoding, Message};
    ///
    /// let message = Message::new("Your code is 4711", Encoding::Auto)?.with_class_0();
    /// let short_message = message.short_messages(0_u8)?.next().unwrap();
    /// assert_eq!(short_message.protocol_data_coding(), 0x10);
    /// assert_eq!(short_message.data_coding(), 0xF0);
    /// # Ok::<(), verify_core::sms::MessageError>(())
    /// ```
    #[must_use]
    #[doc(alias = "flash")]
    pub const fn with_class_0(self) -> Self {
        Self { coding: self.coding.with_class_0(), ..self }
    }

    /// Returns the text as it was given, before any replacement.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// Returns the charset that was chosen.
    #[must_use]
    pub const fn charset(&self) -> Charset {
        self.coding.charset()
    }

    /// Returns the units of the text: septets of GSM 7-bit, escapes included, or UTF-16 code units.
    #[must_use]
    pub const fn units(&self) -> usize {
        self.units
    }

    /// Returns the first character outside GSM 7-bit: the reason why [`Encoding::Auto`] chose
    /// UCS-2, or the first character that was replaced. `None` means that GSM 7-bit would do.
    #[must_use]
    pub fn first_outside_gsm7(&self) -> Option<NotInAlphabet> {
        gsm7::encoded_len(self.text).err()
    }

    /// Iterates over the segments that the text is split into, from one to [`MAX_SEGMENTS`].
    ///
    /// Each of several leaves room for a header with an 8-bit reference; see
    /// [`short_messages`](Self::short_messages).
    #[doc(alias = "parts")]
    #[must_use]
    pub fn segments(&self) -> Segments<'a> {
        Segments::new(
            self.text,
            self.coding,
            self.units,
            self.segments,
            self.charset().concatenated_capacity(),
        )
    }

    /// Iterates over the short messages that carry the text, which write their user data as octets.
    ///
    /// Several short messages carry a header with the same `reference`, a `u8` or `u16` of the
    /// caller's choice: it should differ from the references of other messages on their way to the
    /// same phone. With a `u8`, each short message carries one of the [`segments`](Self::segments).
    /// The header with a `u16` is an octet longer and leaves room for 152 septets or 66 code units
    /// instead of 153 or 67, so that the text may be split elsewhere.
    ///
    /// ```
    /// use verify_core::sms::{Encoding, Message};
    ///
    /// let text = "7".repeat(161);
    /// let message = Message::new(&text, Encoding::Auto)?;
    /// let mut buffer = [0; 140];
    /// for short_message in message.short_messages(0x5A_u8)? {
    ///     let user_data = short_message.encode_into(&mut buffer).unwrap();
    ///     assert!(user_data.starts_with(&[5, 0, 3, 0x5A, 2]));
    /// }
    /// # Ok::<(), verify_core::sms::MessageError>(())
    /// ```
    ///
    /// # Errors
    /// With a 16-bit reference the text takes more than [`MAX_SEGMENTS`] segments, although it fits
    /// with one of 8 bits.
    #[doc(alias = "concatenation")]
    #[doc(alias = "UDH")]
    pub fn short_messages(
        &self,
        reference: impl Into<Reference>,
    ) -> Result<ShortMessages<'a>, MessageError> {
        let reference = reference.into();
        let charset = self.charset();
        let capacity = reference.capacity(charset);
        let segments = segment::count(self.text, self.coding, self.units, capacity);
        if segments > MAX_SEGMENTS {
            return Err(MessageError::TooLong { charset, units: self.units, segments });
        }
        let segments = Segments::new(self.text, self.coding, self.units, segments, capacity);
        Ok(ShortMessages::new(segments, self.coding, reference))
    }

    /// Returns the number of bytes that [`encode_into`](Self::encode_into) writes: one for each
    /// septet, two for each code unit.
    #[must_use]
    pub const fn encoded_len(&self) -> usize {
        match self.charset() {
            Charset::Gsm7 => self.units,
            Charset::Ucs2 => self.units.saturating_mul(2),
        }
    }

    /// Writes the whole text in its charset and returns the written part of the buffer: GSM 7-bit
    /// with one septet in each byte, UCS-2 with two bytes for each code unit, the high one first.
    ///
    /// This suits a gateway that splits and packs by itself, as SMPP gateways do. For packed
    /// segments, see [`short_messages`](Self::short_messages).
    ///
    /// # Errors
    /// The buffer has fewer than [`encoded_len`](Self::encoded_len) bytes; nothing is written.
    pub fn encode_into<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b mut [u8], BufferTooSmall> {
        let written = BufferTooSmall::split(buffer, self.encoded_len())?;
        match self.charset() {
            Charset::Gsm7 if self.coding.is_plain() => gsm7::encode_plain(self.text, written),
            Charset::Gsm7 => gsm7::encode_mixed(self.text, written),
            Charset::Ucs2 => segment::encode_utf16(self.text, written),
        }
        Ok(written)
    }
}

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.coding.show(self.text, f)
    }
}

impl fmt::Debug for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("charset", &self.charset())
            .field("units", &self.units)
            .field("segments", &self.segments)
            .finish_non_exhaustive()
    }
}

/// Why a text is not sent.
///
/// ```
/// use verify_core::sms::{Encoding, Message, MessageError};
///
/// let error = Message::new("Ваш код 0429", Encoding::Gsm7).unwrap_err();
/// assert!(matches!(error, MessageError::NotInAlphabet(outside) if outside.found() == 'В'));
/// let text = "7".repeat(1531);
/// let error = Message::new(&text, Encoding::Auto).unwrap_err();
/// assert!(matches!(error, MessageError::TooLong { segments: 11, .. }));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MessageError {
    /// GSM 7-bit was asked for, but a character is outside its alphabet.
    NotInAlphabet(NotInAlphabet),
    /// The text takes more than [`MAX_SEGMENTS`] segments.
    TooLong {
        /// The charset that was asked for or chosen.
        charset: Charset,
        /// The units that the text takes in it.
        units: usize,
        /// The segments that it would take.
        segments: usize,
    },
}

impl From<NotInAlphabet> for MessageError {
    fn from(error: NotInAlphabet) -> Self {
        Self::NotInAlphabet(error)
    }
}

impl fmt::Display for MessageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInAlphabet(error) => error.fmt(f),
            Self::TooLong { charset, units, segments } => write!(
                f,
                "expected a text of at most {MAX_SEGMENTS} segments, \
                 found {segments} ({units} units of {charset})"
            ),
        }
    }
}

impl core::error::Error for MessageError {}
