//! [`Submit`]: a short message as a modem takes it.

use super::address::Address;
use super::short_message::ShortMessage;
use crate::buffer::BufferTooSmall;

/// A short message with its destination: the SMS-SUBMIT TPDU (3GPP TS 23.040, 9.2.2.2), which a
/// modem takes in PDU mode.
///
/// The message reference (TP-MR) is 0, which a modem replaces by its own; there is no validity
/// period, no status report and no reply path. `Debug` shows neither digits nor text.
///
/// # In front of a modem
///
/// `AT+CMGS` (3GPP TS 27.005, 4.3) takes the length of the TPDU, then, after its prompt, the
/// address of the SMSC and the TPDU in hexadecimal digits, and Ctrl-Z. The address `00` is the one
/// on the SIM card. It is not part of the TPDU, and the length does not count it.
///
/// ```
/// use verify_core::phone::PhoneNumber;
/// use verify_core::sms::{Encoding, Message, Submit};
///
/// let to = PhoneNumber::parse("+6587654321", None)?;
/// let message = Message::new("Your code is 4711", Encoding::Auto)?;
/// let mut buffer = [0; Submit::MAX_LEN];
/// for short_message in message.short_messages(0_u8)? {
///     let submit = Submit::new(to, &short_message);
///     let hex: String =
///         submit.encode_into(&mut buffer)?.iter().map(|octet| format!("{octet:02X}")).collect();
///     assert_eq!(format!("AT+CMGS={}", submit.at_cmgs_length()), "AT+CMGS=27");
///     // After the modem's `> `: `00`, the digits, and Ctrl-Z.
///     assert_eq!(hex, "01000A915678563412000011D9775D0E1ABFC965507A0EA2DD6231");
/// }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[doc(alias = "SMS-SUBMIT")]
#[doc(alias = "TPDU")]
#[doc(alias = "PDU")]
#[doc(alias = "AT+CMGS")]
pub struct Submit<'a> {
    to: Address,
    short_message: ShortMessage<'a>,
}

impl<'a> Submit<'a> {
    /// The most octets of a TPDU: 15 of fields and digits, and 140 of user data.
    pub const MAX_LEN: usize = 155;

    /// Combines a short message with the phone number that it goes to.
    #[must_use]
    pub fn new(to: impl Into<Address>, short_message: &ShortMessage<'a>) -> Self {
        Self { to: to.into(), short_message: *short_message }
    }

    /// Returns the octets of the TPDU: at most [`MAX_LEN`](Self::MAX_LEN).
    #[must_use]
    pub fn encoded_len(&self) -> usize {
        let digits = self.to.semi_octets().len();
        digits.saturating_add(FIELDS).saturating_add(self.short_message.encoded_len())
    }

    /// Returns the length that `AT+CMGS` takes: the octets of the TPDU, without the address of the
    /// SMSC.
    #[must_use]
    pub fn at_cmgs_length(&self) -> usize {
        self.encoded_len()
    }

    /// Writes the TPDU and returns the written part of the buffer.
    ///
    /// # Errors
    /// The buffer has fewer than [`encoded_len`](Self::encoded_len) octets; nothing is written.
    pub fn encode_into<'b>(&self, buffer: &'b mut [u8]) -> Result<&'b mut [u8], BufferTooSmall> {
        let written = BufferTooSmall::split(buffer, self.encoded_len())?;
        let user_data_length = self.short_message.user_data_length();
        let front = [self.first_octet(), 0, self.to.digits(), self.to.type_of_address()];
        let back = [0, self.short_message.protocol_data_coding(), user_data_length];
        let fields = front.iter().chain(self.to.semi_octets()).chain(&back);
        let mut octets = written.iter_mut();
        fields.zip(octets.by_ref()).for_each(|(octet, slot)| *slot = *octet);
        self.short_message.encode_exactly(octets.into_slice());
        Ok(written)
    }

    /// Returns the message type (TP-MTI), with the bit for a header (TP-UDHI).
    const fn first_octet(&self) -> u8 {
        if self.short_message.has_header() { 0x41 } else { 0x01 }
    }
}

/// The octets of a TPDU besides the digits and the user data.
const FIELDS: usize = 7;
