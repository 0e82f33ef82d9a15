//! A message as `submit_sm`, one for each part.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use rusmpp_core::pdus::owned::SubmitSm;
use rusmpp_core::tlvs::owned::MessageSubmissionRequestTlvValue as Tlv;
use rusmpp_core::types::owned::{COctetString, EmptyOrFullCOctetString, OctetString};
use rusmpp_core::values::AddrSubunit;
use verify_core::channel::Channel;
use verify_core::phone::PhoneNumber;
use verify_core::sms::{self, Address, Charset, Encoding, SenderId, ShortMessage};
use zeroize::Zeroizing;

use super::settings::Settings;
use crate::gateway::{Content, Message};

/// Why a message cannot be sent over SMPP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoSubmit {
    /// It is for another channel.
    Channel(Channel),
    /// Its text does not suit its charset, takes too many parts, or other parts than it says.
    Text,
    /// An address does not suit a PDU.
    Address,
}

impl fmt::Display for NoSubmit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Channel(channel) => write!(f, "it is for the channel {}", channel.as_str()),
            Self::Text => f.write_str("its text does not suit its charset or its parts"),
            Self::Address => f.write_str("an address is too long"),
        }
    }
}

/// Returns the PDUs that carry a message, in their order.
pub(super) fn parts(message: &Message, settings: &Settings) -> Result<Vec<SubmitSm>, NoSubmit> {
    let Content::Sms { source, text, charset, segments } = &message.content else {
        return Err(NoSubmit::Channel(message.channel()));
    };
    let encoding = match charset {
        Charset::Gsm7 => Encoding::Gsm7,
        Charset::Ucs2 => Encoding::Ucs2,
    };
    let text = sms::Message::new(text, encoding).map_err(|_| NoSubmit::Text)?;
    let parts = text.short_messages(message.reference).map_err(|_| NoSubmit::Text)?;
    if parts.len() != *segments {
        return Err(NoSubmit::Text);
    }
    let mut envelope = envelope(*source, message.to)?;
    envelope.registered_delivery = settings.receipts.registered_delivery().into();
    if settings.has_validity {
        // As long as its session from the moment when it was asked for: that needs no clock, and
        // clocks of machines differ.
        let period = message.deadline.saturating_duration_since(message.sent_at);
        envelope.validity_period = validity(period);
    }
    parts.map(|part| with_part(envelope.clone(), &part)).collect()
}

/// Returns a PDU with its addresses. Each other field that SMPP leaves to the SMSC is 0 or empty.
fn envelope(source: SenderId, to: PhoneNumber) -> Result<SubmitSm, NoSubmit> {
    let digits = to.to_string();
    let to = Address::from(to);
    Ok(SubmitSm::builder()
        .source_addr_ton(source.type_of_number().code().into())
        .source_addr_npi(source.numbering_plan().code().into())
        .source_addr(address(source.source_addr())?)
        .dest_addr_ton(to.type_of_number().code().into())
        .dest_addr_npi(to.numbering_plan().code().into())
        .destination_addr(address(digits.trim_start_matches('+'))?)
        .build())
}

fn with_part(mut submit: SubmitSm, part: &ShortMessage<'_>) -> Result<SubmitSm, NoSubmit> {
    // The default of the codec is that of an acknowledgement.
    submit.esm_class = part.esm_class().into();
    submit.data_coding = part.data_coding().into();
    // Wiped once the PDU and its copies are gone.
    let mut octets = Zeroizing::new(vec![0; part.unpacked_len()]);
    part.encode_unpacked_into(&mut octets).map_err(|_| NoSubmit::Text)?;
    let octets = OctetString::from_bytes(Bytes::from_owner(octets));
    submit.set_short_message(octets.map_err(|_| NoSubmit::Text)?);
    if let Some(subunit) = part.dest_addr_subunit() {
        submit.push_tlv(Tlv::DestAddrSubunit(AddrSubunit::from(subunit)));
    }
    Ok(submit)
}

fn address(text: &str) -> Result<COctetString<1, 21>, NoSubmit> {
    COctetString::from_string(text.to_owned()).map_err(|_| NoSubmit::Address)
}

/// Returns a period in the relative form (SMPP 3.4, 7.1.1): years, months, days, hours, minutes,
/// seconds, then zeros and `R`. Thirty days are the longest.
fn validity(period: Duration) -> EmptyOrFullCOctetString<17> {
    const DAY: u64 = 24 * 60 * 60;

    let seconds = period.as_secs().clamp(1, 30 * DAY);
    let (days, hours) = (seconds / DAY, seconds / 3600 % 24);
    let (minutes, seconds) = (seconds / 60 % 60, seconds % 60);
    let text = format!("0000{days:02}{hours:02}{minutes:02}{seconds:02}000R");
    EmptyOrFullCOctetString::from_string(text).unwrap_or_default()
}
