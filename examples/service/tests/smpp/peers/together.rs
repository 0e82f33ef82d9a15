//! The gateway, npm `smpp`, and tshark beside them.

use std::fmt::Write as _;

use serde_json::Value;
use verify_core::session::SessionId;
use verify_core::sms::{self, Encoding, SenderId, ShortMessage};
use verify_service::gateway::smpp::State;
use verify_service::gateway::{Message, SendError};

use crate::node::Node;
use crate::proxy::Proxy;
use crate::support::{NUMBER, Sender, settings_of, text, text_from};
use crate::tshark;

/// Starts all three.
async fn start() -> (Node, Proxy, Sender) {
    let mut node = Node::start().await;
    let proxy = Proxy::start(node.port).await;
    let sender = Sender::start(settings_of(&proxy.address.to_string()));
    assert_eq!(node.next("bind").await, true);
    sender.is_bound(true).await;
    (node, proxy, sender)
}

/// Texts, with their senders: GSM 7-bit with extensions, UCS-2 with emoji, each alone and long.
fn texts() -> Vec<(&'static str, String)> {
    let gsm7 = "Ihr Code für [ACME] ist 483-106 {~^|\\} @£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ 12€";
    let ucs2 = "您的验证码是 483-106 😀 код đây";
    vec![
        ("ACME Bank", "Your code is 4711".to_owned()),
        ("80808", gsm7.to_owned()),
        ("+6512345678", ucs2.to_owned()),
        ("ACMEPAY", gsm7.repeat(5)),
        ("4711", ucs2.repeat(7)),
        ("+1234567890123456", "7".repeat(161)),
        ("SMS", "😀".repeat(67)),
        ("SMS", "€".repeat(230)),
    ]
}

#[tokio::test]
async fn both_read_every_text_with_its_fields() {
    let (mut node, proxy, sender) = start().await;
    let (texts, mut expected) = (texts(), Vec::new());
    for (source, body) in &texts {
        let message = sms::Message::new(body, Encoding::Auto).unwrap();
        let sending = sender.send(text_from(source, body, Encoding::Auto));
        let mut joined = String::new();
        for part in message.short_messages(0x5A_u8).unwrap() {
            let read = node.next("submit").await;
            node_reads(&read, source, &part);
            joined += read["message"].as_str().unwrap();
            expected.push((*source, part));
        }
        assert_eq!(joined, *body);
        assert_eq!(sending.end().await, Ok(()));
    }
    let written = proxy.written.lock().unwrap().clone();
    let found = tshark::submits(&written);
    assert_eq!(found.len(), expected.len());
    assert!(expected.iter().any(|(_, part)| part.total() == 3));
    for (found, (source, part)) in found.iter().zip(&expected) {
        tshark_reads(found, source, part);
    }
}

fn node_reads(read: &Value, source: &str, part: &ShortMessage<'_>) {
    let sender = SenderId::parse(source).unwrap();
    assert_eq!(read["source_addr"], sender.source_addr());
    assert_eq!(read["source_addr_ton"], sender.type_of_number().code());
    assert_eq!(read["source_addr_npi"], sender.numbering_plan().code());
    assert_eq!(read["destination_addr"], NUMBER[1..]);
    assert_eq!((&read["dest_addr_ton"], &read["dest_addr_npi"]), (&1.into(), &1.into()));
    assert_eq!(read["esm_class"], part.esm_class());
    assert_eq!(read["data_coding"], part.data_coding());
    assert_eq!(read["registered_delivery"], 1);
    assert_eq!(read["message"], part.segment().text());
    let udh = part.header().map(|_| format!("00035a{:02x}{:02x}", part.total(), part.number()));
    assert_eq!(read["udh"], udh.map_or(Value::Null, |udh| vec![udh].into()));
}

fn tshark_reads(found: &tshark::Pdu, source: &str, part: &ShortMessage<'_>) {
    let number = |name: &str| -> u8 {
        let text = &found[name];
        let hexadecimal = text.strip_prefix("0x").map(|digits| u8::from_str_radix(digits, 16));
        hexadecimal.unwrap_or_else(|| text.parse()).unwrap_or_else(|_| panic!("{name}: {text:?}"))
    };
    let sender = SenderId::parse(source).unwrap();
    assert_eq!(found["smpp.source_addr"], sender.source_addr());
    assert_eq!(number("smpp.source_addr_ton"), sender.type_of_number().code());
    assert_eq!(number("smpp.source_addr_npi"), sender.numbering_plan().code());
    assert_eq!(found["smpp.destination_addr"], NUMBER[1..]);
    assert_eq!((number("smpp.dest_addr_ton"), number("smpp.dest_addr_npi")), (1, 1));
    let class = ["smpp.esm.submit.msg_mode", "smpp.esm.submit.msg_type"].map(number);
    assert_eq!((class, number("smpp.esm.submit.features") << 6), ([0, 0], part.esm_class()));
    assert_eq!(number("smpp.data_coding"), part.data_coding());
    let mut buffer = [0; ShortMessage::MAX_UNPACKED_LEN];
    let octets = part.encode_unpacked_into(&mut buffer).unwrap();
    assert_eq!(usize::from(number("smpp.sm_length")), octets.len());
    let octets = octets.iter().fold(String::new(), |mut digits, octet| {
        write!(digits, "{octet:02x}").unwrap();
        digits
    });
    assert_eq!(found["smpp.message"], octets);
    let text = part.segment().text();
    if text.chars().all(|character| u32::from(character) <= 0xFFFF) {
        assert_eq!(found["smpp.message_text"], text);
    }
    let flags = ["smpp.regdel.receipt", "smpp.replace_if_present_flag"].map(number);
    assert_eq!(flags, [1, 0]);
    assert_eq!(found["smpp.validity_period_r"], "300.000000000");
    if part.has_header() {
        let header = ["msg_id", "msg_parts", "msg_part"];
        let header = header.map(|name| number(&format!("gsm_sms.udh.mm.{name}")));
        assert_eq!(header, [0x5A, part.total(), part.number()]);
    } else {
        assert_eq!(found["gsm_sms.udh.mm.msg_id"], "");
    }
}

#[tokio::test]
async fn a_receipt_of_another_base_finds_its_session() {
    let (mut node, _proxy, sender) = start().await;
    for number in 1..=3 {
        let session = SessionId::from_bytes([number; 16]);
        let sending = sender.send(Message { session, ..text("4711") });
        node.next("submit").await;
        assert_eq!(sending.end().await, Ok(()));
        node.order("receipt").await;
        assert_eq!(node.next("receipt").await, 0);
        let seen = *sender.seen.0.lock().unwrap().last().unwrap();
        assert_eq!(seen, (State::Delivered, Some(session)));
    }
}

#[tokio::test]
async fn what_is_too_much_is_for_later() {
    let (mut node, _proxy, sender) = start().await;
    node.order("throttle").await;
    assert_eq!(node.next("throttle").await, true);
    let sent = sender.send(text("4711")).end().await;
    assert!(matches!(sent, Err(SendError::Later(Some(_)))), "{sent:?}");
    assert_eq!(node.next("throttled").await, true);
}

#[tokio::test]
async fn it_comes_back_after_an_unbind_and_says_farewell() {
    let (mut node, _proxy, sender) = start().await;
    node.order("unbind").await;
    assert_eq!(node.next("unbound").await, "by itself");
    assert_eq!(node.next("bind").await, true);
    sender.is_bound(true).await;
    let sending = sender.send(text("4711"));
    node.next("submit").await;
    assert_eq!(sending.end().await, Ok(()));
    let task = sender.close();
    assert_eq!(node.next("unbound").await, "by the other");
    task.await.unwrap();
}

#[tokio::test]
async fn a_wrong_password_is_refused() {
    let mut node = Node::start().await;
    let mut wrong = settings_of(&format!("127.0.0.1:{}", node.port));
    wrong.password = verify_service::gateway::smpp::Password::parse("other").unwrap();
    let sender = Sender::start(wrong);
    assert_eq!(node.next("bind").await, false);
    assert_eq!(sender.send(text("4711")).end().await, Err(SendError::Later(None)));
    assert!(!sender.smpp().is_bound());
}
