//! What a text costs as an SMS, and the bytes it travels in: charset, units, segments, sender.
//!
//! [`Message::new`] decides once: the [`Charset`], how many units the text takes in it, and into
//! how many segments it is cut (3GPP TS 23.038 and TS 23.040). The text itself stays borrowed;
//! nothing is cut off, and no character or surrogate pair is cut in two. What does not fit is an
//! error.
//!
//! ```
//! use verify_core::sms::{Charset, Encoding, Message};
//!
//! let message = Message::new("ABC: Your verification code is 0429", Encoding::Auto)?;
//! assert_eq!((message.charset(), message.units(), message.segments().len()), (Charset::Gsm7, 35, 1));
//!
//! let message = Message::new("你的验证码是 0429", Encoding::Auto)?;
//! assert_eq!((message.charset(), message.units(), message.segments().len()), (Charset::Ucs2, 11, 1));
//! assert_eq!(message.first_outside_gsm7().unwrap().character(), '你');
//! # Ok::<(), verify_core::sms::MessageError>(())
//! ```

mod charset;
pub mod gsm7;
mod segment;
mod sender;
mod short_message;

use core::fmt;

use charset::Coding;
pub use charset::{Charset, Encoding, UnknownEncoding};
use gsm7::NotInAlphabet;
pub use segment::{Segment, Segments};
pub use sender::{SenderId, SenderIdError, SenderKind};
pub use short_message::{Reference, ShortMessage, ShortMessages};

/// The most segments a message may take.
pub const MAX_SEGMENTS: usize = 10;

/// A text and how it is sent: charset, units, segments.
///
/// `Display` writes it as the phone shows it. `Debug` does not show it, since it may hold a code.
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
    /// [`Encoding::Gsm7`] and a character outside its alphabet; or more than [`MAX_SEGMENTS`]
    /// segments.
    pub fn new(text: &'a str, encoding: Encoding) -> Result<Self, MessageError> {
        let (coding, units) = match encoding {
            Encoding::Auto => match gsm7::scan(text) {
                Ok(found) => found,
                Err(_) => (Coding::Ucs2, segment::utf16_units(text)),
            },
            Encoding::Gsm7 => gsm7::scan(text).map_err(|offset| NotInAlphabet::at(text, offset))?,
            Encoding::Ucs2 => (Coding::Ucs2, segment::utf16_units(text)),
        };
        Self::of_length(text, coding, units)
    }

    /// Sends a text in GSM 7-bit with a `?` for each character (Unicode scalar value) outside its
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
        match gsm7::scan(text) {
            Ok((coding, septets)) => Self::of_length(text, coding, septets),
            Err(_) => Self::of_length(text, Coding::Gsm7Replacing, gsm7::scan_replacing(text)),
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

    /// The text as it was given, before any replacement.
    #[must_use]
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// The charset that was chosen.
    #[must_use]
    pub const fn charset(&self) -> Charset {
        self.coding.charset()
    }

    /// Units that the text takes: septets of GSM 7-bit, escapes included, or UTF-16 code units.
    #[must_use]
    pub const fn units(&self) -> usize {
        self.units
    }

    /// The first character that GSM 7-bit lacks: why [`Encoding::Auto`] chose UCS-2, or the first
    /// that was replaced. `None` says that GSM 7-bit would do.
    #[must_use]
    pub fn first_outside_gsm7(&self) -> Option<NotInAlphabet> {
        gsm7::encoded_len(self.text).err()
    }

    /// The segments that the text is cut into, at least one, at most [`MAX_SEGMENTS`].
    ///
    /// Each holds what a header with an 8-bit reference leaves room for; see
    /// [`short_messages`](Self::short_messages).
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

    /// The short messages that carry the text, each with its user data as bytes.
    ///
    /// Several carry a header with the same `reference`, an `u8` or `u16` of the caller's choice:
    /// it should differ from that of other messages on their way to the same phone. With a `u8`
    /// they are the [`segments`](Self::segments). The header with a `u16` is an octet longer and
    /// leaves room for 152 septets or 66 code units instead of 153 or 67, so that the text may be
    /// cut elsewhere.
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
    /// With a 16-bit reference the text takes more than [`MAX_SEGMENTS`] segments, though it fitted
    /// with 8 bits.
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

    /// The bytes that [`encode_into`](Self::encode_into) writes: one for each septet, two for each
    /// code unit.
    #[must_use]
    pub const fn encoded_len(&self) -> usize {
        match self.coding {
            Coding::Plain | Coding::Gsm7 | Coding::Gsm7Replacing => self.units,
            Coding::Ucs2 => self.units.saturating_mul(2),
        }
    }

    /// Writes the whole text in its charset, and gives the part of the buffer that was written: GSM
    /// 7-bit as one septet in each byte, UCS-2 as two bytes for each code unit, the high one first.
    ///
    /// This is what a gateway takes that cuts and packs by itself, as those that speak SMPP do. For
    /// packed segments see [`short_messages`](Self::short_messages).
    ///
    /// # Errors
    /// The buffer holds less than [`encoded_len`](Self::encoded_len) bytes; nothing is written.
    pub fn encode_into<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b mut [u8], BufferTooSmall> {
        let written = BufferTooSmall::split(buffer, self.encoded_len())?;
        match self.coding {
            Coding::Plain | Coding::Gsm7 | Coding::Gsm7Replacing => {
                gsm7::encode_exactly(self.text, self.coding, written);
            }
            Coding::Ucs2 => segment::encode_utf16(self.text, written),
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MessageError {
    /// GSM 7-bit was asked for, and this character is outside its alphabet.
    NotInAlphabet(NotInAlphabet),
    /// The text takes more than [`MAX_SEGMENTS`] segments.
    TooLong {
        /// The charset that was asked for or chosen.
        charset: Charset,
        /// Units that the text takes in it.
        units: usize,
        /// Segments that it would take.
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
                "expected a text of at most {MAX_SEGMENTS} segments, found {segments} ({units} units of {charset})"
            ),
        }
    }
}

impl core::error::Error for MessageError {}

/// A buffer does not hold what should be written; nothing was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BufferTooSmall {
    needed: usize,
    found: usize,
}

impl BufferTooSmall {
    /// Bytes that would be written.
    #[must_use]
    pub const fn needed(self) -> usize {
        self.needed
    }

    /// The first `needed` bytes of a buffer.
    fn split(buffer: &mut [u8], needed: usize) -> Result<&mut [u8], Self> {
        let found = buffer.len();
        buffer.get_mut(..needed).ok_or(Self { needed, found })
    }
}

impl fmt::Display for BufferTooSmall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a buffer of at least {} bytes, found {}", self.needed, self.found)
    }
}

impl core::error::Error for BufferTooSmall {}
