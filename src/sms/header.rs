//! [`UserDataHeader`]: the octets in front of the text that join several short messages.

use super::reference::Reference;

/// The header of one of several short messages (UDH): its length, then one element of identifier,
/// length, reference, total and number (3GPP TS 23.040, 9.2.3.24).
///
/// ```
/// use verify_core::sms::{Encoding, Message};
///
/// let text = "7".repeat(161);
/// let message = Message::new(&text, Encoding::Auto)?;
/// let second = message.short_messages(0x5A_u8)?.nth(1).unwrap();
/// assert_eq!(second.header().unwrap().as_bytes(), [5, 0, 3, 0x5A, 2, 2]);
/// # Ok::<(), verify_core::sms::MessageError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[doc(alias = "UDH")]
#[doc(alias = "concatenation")]
pub struct UserDataHeader {
    octets: [u8; 7],
    is_longer: bool,
}

impl UserDataHeader {
    pub(super) const fn new(reference: Reference, total: u8, number: u8) -> Self {
        match reference {
            Reference::Eight(reference) => {
                Self { octets: [5, 0x00, 3, reference, total, number, 0], is_longer: false }
            }
            Reference::Sixteen(reference) => {
                let [high, low] = reference.to_be_bytes();
                Self { octets: [6, 0x08, 4, high, low, total, number], is_longer: true }
            }
        }
    }

    /// Returns the octets: six with an 8-bit reference, seven with one of 16 bits.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8] {
        match &self.octets {
            [shorter @ .., _] if !self.is_longer => shorter,
            longer => longer,
        }
    }
}

impl AsRef<[u8]> for UserDataHeader {
    fn as_ref(&self) -> &[u8] {
        self.as_bytes()
    }
}
