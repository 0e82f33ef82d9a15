//! [`Reference`]: how a phone knows which short messages belong together.

use super::charset::Charset;

/// The reference number that the short messages of one text share, by which the phone joins them
/// (3GPP TS 23.040, 9.2.3.24.1 and 9.2.3.24.8).
///
/// Prefer 8 bits: some receivers lose a letter after the header with 16 bits. It never grows: the
/// clauses define these two headers.
///
/// ```
/// use verify_core::sms::{Charset, Reference};
///
/// assert_eq!(Reference::from(0x5A_u8), Reference::Eight(0x5A));
/// assert_eq!(Reference::Eight(0x5A).capacity(Charset::Gsm7), 153);
/// assert_eq!(Reference::Sixteen(0x5A).capacity(Charset::Gsm7), 152);
/// assert_eq!(Reference::Eight(0x5A).get(), 0x5A); // `sar_msg_ref_num` of SMPP
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reference {
    /// An 8-bit reference: the header takes 6 octets, or 7 septets.
    Eight(u8),
    /// A 16-bit reference: the header takes 7 octets, or 8 septets.
    Sixteen(u16),
}

impl Reference {
    /// Returns the number itself, as `sar_msg_ref_num` of SMPP takes it.
    #[must_use]
    #[doc(alias = "sar_msg_ref_num")]
    pub const fn get(self) -> u16 {
        match self {
            Self::Eight(reference) => reference as u16,
            Self::Sixteen(reference) => reference,
        }
    }

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

/// Counts the references of the messages to one destination: one byte, which the caller keeps for
/// each destination.
///
/// A phone joins short messages that agree in sender, reference and total. With a counter for each
/// destination, a reference returns only after 256 messages to the same phone. A reference from the
/// clock returns as often as the clock comes round, and a random one meets an earlier one after
/// about twenty messages; a delayed part is then joined with the wrong text.
///
/// ```
/// use verify_core::sms::{Encoding, Message, Reference, ReferenceCounter};
///
/// let mut counter = ReferenceCounter::from(0xFF); // as it was stored for this destination
/// let text = "7".repeat(161);
/// let message = Message::new(&text, Encoding::Auto)?;
/// for short_message in message.short_messages(counter.advance())? {
///     assert_eq!(short_message.reference(), Reference::Eight(0xFF));
/// }
/// assert_eq!(u8::from(counter), 0x00); // to be stored again
/// # Ok::<(), verify_core::sms::MessageError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct ReferenceCounter(u8);

impl ReferenceCounter {
    /// Returns the next reference, and counts on; 0 follows 255.
    #[must_use = "the next message needs another reference"]
    pub const fn advance(&mut self) -> Reference {
        let reference = self.0;
        self.0 = reference.wrapping_add(1);
        Reference::Eight(reference)
    }
}

/// Restores a counter: `next` is the reference that [`advance`](ReferenceCounter::advance) returns.
impl From<u8> for ReferenceCounter {
    fn from(next: u8) -> Self {
        Self(next)
    }
}

/// Returns the byte to store.
impl From<ReferenceCounter> for u8 {
    fn from(counter: ReferenceCounter) -> Self {
        counter.0
    }
}
