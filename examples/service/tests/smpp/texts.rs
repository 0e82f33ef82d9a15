//! The fields of `submit_sm`, against what the crate says.

use std::time::Duration;

use rusmpp_core::pdus::owned::SubmitSm;
use verify_core::sms::{self, Charset, Encoding, SenderId, ShortMessage};
use verify_core::time::Timestamp;
use verify_service::gateway::smpp::Settings;
use verify_service::gateway::{Content, Message, SendError};

use crate::smsc::{Peer, Smsc};
use crate::support::{NOW, NUMBER, Sender, settings, text, text_from};

/// Sends a message, and returns its parts as they come.
async fn sent(sender: &Sender, peer: &mut Peer, message: Message, parts: usize) -> Vec<SubmitSm> {
    let sending = sender.send(message);
    let mut found = Vec::new();
    for _ in 0..parts {
        found.push(peer.takes("1").await);
    }
    assert_eq!(sending.end().await, Ok(()));
    found
}

#[tokio::test]
async fn texts_are_as_the_crate_writes_them() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let ends = ["", "x", "€", "[]{}^~\\|", "é", "您", "😀"];
    let fillers = ["7", "€", "ü", "您", "😀"];
    for filler in fillers {
        for (count, end) in [0, 30, 68, 152, 160, 330]
            .into_iter()
            .flat_map(|count| ends.iter().map(move |end| (count, end)))
        {
            let body = format!("{}{end}", filler.repeat(count));
            let Ok(expected) = sms::Message::new(&body, Encoding::Auto) else { continue };
            let encoding = match expected.charset() {
                Charset::Gsm7 => Encoding::Gsm7,
                Charset::Ucs2 => Encoding::Ucs2,
            };
            // The stored text and charset give the same message.
            assert_eq!(sms::Message::new(&body, encoding), Ok(expected));
            let message = text(&body);
            let Content::Sms { segments, .. } = message.content else { panic!("another channel") };
            let found = sent(&sender, &mut peer, message, segments).await;
            let short_messages = expected.short_messages(0x5A_u8).unwrap();
            assert_eq!(found.len(), short_messages.len());
            for (found, expected) in found.iter().zip(short_messages) {
                is_as_expected(found, &expected);
            }
        }
    }
}

fn is_as_expected(found: &SubmitSm, expected: &ShortMessage<'_>) {
    let mut buffer = [0; ShortMessage::MAX_UNPACKED_LEN];
    let octets = expected.encode_unpacked_into(&mut buffer).unwrap();
    assert_eq!(found.short_message().as_ref(), octets);
    assert_eq!(usize::from(found.sm_length()), octets.len());
    let found = (found.esm_class.into(), found.data_coding.into());
    assert_eq!(found, (expected.esm_class(), expected.data_coding()));
}

#[tokio::test]
async fn senders_and_the_number_have_their_types() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    for (source, address, ton, npi) in [
        ("ACME Bank", "ACME Bank", 5, 0),
        ("80808", "80808", 3, 0),
        ("+6512345678", "6512345678", 1, 1),
        ("+1234567890123456", "1234567890123456", 1, 1),
    ] {
        let expected = SenderId::parse(source).unwrap();
        let message = text_from(source, "4711", Encoding::Auto);
        let found = sent(&sender, &mut peer, message, 1).await.remove(0);
        let source = (found.source_addr.as_str(), found.source_addr_ton.into());
        assert_eq!(source, (address, ton));
        assert_eq!(u8::from(found.source_addr_npi), npi);
        assert_eq!(
            (ton, npi),
            (expected.type_of_number().code(), expected.numbering_plan().code())
        );
        let to = (found.dest_addr_ton.into(), found.dest_addr_npi.into());
        assert_eq!((found.destination_addr.as_str(), to), (&NUMBER[1..], (1, 1)));
    }
}

#[tokio::test]
async fn what_smpp_leaves_to_the_smsc_is_left_to_it() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let found = sent(&sender, &mut peer, text("4711"), 1).await.remove(0);
    assert_eq!(found.service_type.value().as_str(), "");
    assert_eq!((found.protocol_id, found.priority_flag.value), (0, 0));
    assert_eq!(found.schedule_delivery_time.as_str(), "");
    assert_eq!(u8::from(found.replace_if_present_flag), 0);
    assert_eq!((u8::from(found.esm_class), found.sm_default_msg_id), (0, 0));
    assert!(found.tlvs().is_empty());
}

#[tokio::test]
async fn a_message_is_of_use_as_long_as_its_session() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    for (seconds, expected) in [
        (300, "000000000500000R"),
        (30, "000000000030000R"),
        (3661, "000000010101000R"),
        (86_400 + 59, "000001000059000R"),
        (0, "000000000001000R"),
        (90 * 86_400, "000030000000000R"),
    ] {
        let deadline = Timestamp::from_unix_millis(NOW).unwrap();
        let deadline = deadline.saturating_add(Duration::from_secs(seconds));
        let message = Message { deadline, ..text("4711") };
        let found = sent(&sender, &mut peer, message, 1).await.remove(0);
        assert_eq!(found.validity_period.as_str(), expected);
    }
    drop((sender, peer));
    let (sender, mut peer) =
        Sender::bound(&smsc, Settings { has_validity: false, ..settings(&smsc) }).await;
    let found = sent(&sender, &mut peer, text("4711"), 1).await.remove(0);
    assert_eq!(found.validity_period.as_str(), "");
}

#[tokio::test]
async fn a_text_that_does_not_suit_its_charset_or_parts_is_refused() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    for (body, wrong_charset, wrong_segments) in [
        ("您好", Charset::Gsm7, 1),
        ("4711", Charset::Gsm7, 2),
        (&"4".repeat(161), Charset::Gsm7, 1),
    ] {
        let mut message = text(body);
        let Content::Sms { charset, segments, .. } = &mut message.content else { panic!() };
        (*charset, *segments) = (wrong_charset, wrong_segments);
        assert_eq!(sender.send(message).end().await, Err(SendError::Refused));
    }
    assert!(peer.is_quiet(Duration::from_millis(100)).await);
}
