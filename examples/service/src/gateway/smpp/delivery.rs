//! [`Delivery`]: what a receipt is read from.
//!
//! The codec refuses the whole PDU where SMSCs are careless: an id that no zero ends, a date that
//! is too short, a sender that is not ASCII. A receipt can be read all the same.

/// The fields of `deliver_sm` and `data_sm` that a receipt is read from.
#[derive(Default)]
pub(super) struct Delivery<'b> {
    /// `esm_class`.
    pub(super) class: u8,
    /// `short_message` or `message_payload`.
    pub(super) text: &'b [u8],
    /// `receipted_message_id`.
    pub(super) message_id: Option<&'b [u8]>,
    /// `message_state`.
    pub(super) state: Option<u8>,
}

impl<'b> Delivery<'b> {
    /// Reads the body of `deliver_sm` (SMPP 3.4, 4.6.1).
    pub(super) fn of_deliver_sm(body: &'b [u8]) -> Option<Self> {
        let mut fields = Fields(body);
        let class = fields.class()?;
        // Protocol and priority, two times, four flags.
        fields.octets(2)?;
        fields.text()?;
        fields.text()?;
        fields.octets(4)?;
        let length = fields.octet()?;
        let text = fields.octets(length.into())?;
        Some(Self { class, text, ..Self::default() }.with_parameters(fields))
    }

    /// Reads the body of `data_sm` (SMPP 3.4, 4.7.1).
    pub(super) fn of_data_sm(body: &'b [u8]) -> Option<Self> {
        let mut fields = Fields(body);
        let class = fields.class()?;
        // Receipts wanted, coding.
        fields.octets(2)?;
        Some(Self { class, ..Self::default() }.with_parameters(fields))
    }

    /// Reads the parameters, as far as they go.
    fn with_parameters(mut self, mut fields: Fields<'b>) -> Self {
        while let Some((tag, value)) = fields.parameter() {
            match (tag, value) {
                (0x001E, id) => self.message_id = Some(id),
                (0x0427, &[state]) => self.state = Some(state),
                (0x0424, payload) if self.text.is_empty() => self.text = payload,
                _ => {}
            }
        }
        self
    }
}

/// What is left to read.
struct Fields<'b>(&'b [u8]);

impl<'b> Fields<'b> {
    /// Reads `esm_class`, and what stands before it: a service type and two addresses.
    fn class(&mut self) -> Option<u8> {
        self.text()?;
        for _ in 0..2 {
            self.octets(2)?;
            self.text()?;
        }
        self.octet()
    }

    /// Reads a text that a zero ends.
    fn text(&mut self) -> Option<&'b [u8]> {
        let end = self.0.iter().position(|octet| *octet == 0)?;
        let text = self.octets(end)?;
        self.octet()?;
        Some(text)
    }

    fn parameter(&mut self) -> Option<(u16, &'b [u8])> {
        let tag = u16::from_be_bytes([self.octet()?, self.octet()?]);
        let length = u16::from_be_bytes([self.octet()?, self.octet()?]);
        Some((tag, self.octets(length.into())?))
    }

    fn octet(&mut self) -> Option<u8> {
        self.octets(1)?.first().copied()
    }

    fn octets(&mut self, length: usize) -> Option<&'b [u8]> {
        let (octets, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(octets)
    }
}
