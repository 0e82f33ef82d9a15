//! Delivery receipts, as SMSCs write them.

use rusmpp_core::pdus::owned::{DataSm, DeliverSm, Pdu};
use rusmpp_core::tlvs::owned::{
    MessageDeliveryRequestTlvValue as Tlv, MessageSubmissionRequestTlvValue as DataTlv,
};
use rusmpp_core::types::owned::{AnyOctetString, COctetString, OctetString};
use rusmpp_core::values::MessageState;
use rusmpp_core::{CommandId, CommandStatus};
use verify_core::session::SessionId;
use verify_service::gateway::Message;
use verify_service::gateway::smpp::{Settings, State, Wanted};

use crate::smsc::{Peer, Smsc};
use crate::support::{Sender, settings, text};

/// A receipt (appendix B of SMPP 3.4) with that class and text.
fn delivery(class: u8, text: &str) -> DeliverSm {
    DeliverSm::builder()
        .esm_class(class.into())
        .short_message(OctetString::from_vec(text.as_bytes().to_vec()).unwrap())
        .build()
}

fn with(mut delivery: DeliverSm, tlvs: Vec<Tlv>) -> DeliverSm {
    delivery.set_tlvs(tlvs);
    delivery
}

fn id(text: &str) -> Tlv {
    Tlv::ReceiptedMessageId(COctetString::from_string(text.to_owned()).unwrap())
}

/// Delivers, and waits for the answer.
async fn deliver(peer: &mut Peer, pdu: impl Into<Pdu>) {
    peer.write(CommandStatus::EsmeRok, 40, pdu).await;
    let answer = peer.next().await;
    assert!(matches!(answer.id(), CommandId::DeliverSmResp | CommandId::DataSmResp));
    assert_eq!((answer.sequence_number(), answer.status()), (40, CommandStatus::EsmeRok));
}

#[tokio::test]
async fn states_are_read_from_parameters_or_from_the_text() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let rest = "sub:001 dlvrd:001 submit date:2611281200 done date:2611281201";
    let words = [
        ("DELIVRD", State::Delivered),
        ("EXPIRED", State::Expired),
        ("DELETED", State::Deleted),
        ("UNDELIV", State::Undeliverable),
        ("ACCEPTD", State::Accepted),
        ("REJECTD", State::Rejected),
        ("UNKNOWN", State::Unknown),
        ("ENROUTE", State::Enroute),
        // Not of the appendix, but seen.
        ("Delivered", State::Delivered),
        ("UNDELIVERABLE", State::Undeliverable),
        ("FAILED", State::Unknown),
    ];
    let texts = words.map(|(word, state)| {
        (delivery(4, &format!("id:7 {rest} stat:{word} err:000 text:Your code")), state)
    });
    let parameters = [
        (MessageState::Scheduled, State::Enroute),
        (MessageState::Delivered, State::Delivered),
        (MessageState::Undeliverable, State::Undeliverable),
        (MessageState::Rejected, State::Rejected),
        (MessageState::Other(99), State::Unknown),
    ];
    // They count where the class says nothing of a receipt, and where the text says otherwise.
    let parameters = parameters.map(|(value, state)| {
        let receipt = delivery(0, "id:7 stat:EXPIRED err:000");
        (with(receipt, vec![id("7"), Tlv::MessageState(value)]), state)
    });
    let payload = AnyOctetString::from_slice(b"id:7 stat:REJECTD err:00A Text:");
    let others = [
        (with(delivery(4, ""), vec![Tlv::MessagePayload(payload.into())]), State::Rejected),
        // An intermediate notification.
        (delivery(0x20, "id:7 stat:ENROUTE err:000"), State::Enroute),
        // Fields in another order and case, or none.
        (delivery(4, "ID:7,STAT:DELIVRD;ERR:000"), State::Delivered),
        (delivery(4, ""), State::Unknown),
        // What looks like a field is part of the message.
        (delivery(4, "id:7 err:000 text:Your stat:DELIVRD"), State::Unknown),
    ];
    let mut expected = Vec::new();
    for (receipt, state) in texts.into_iter().chain(parameters).chain(others) {
        deliver(&mut peer, receipt).await;
        expected.push((state, None));
    }
    // Messages from phones do not count.
    deliver(&mut peer, delivery(0, "id:7 stat:DELIVRD err:000")).await;
    deliver(&mut peer, with(delivery(0, "Hello"), vec![id("7")])).await;
    assert_eq!(*sender.seen.0.lock().unwrap(), expected);
}

#[tokio::test]
async fn receipts_of_careless_smscs_are_read() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let session = SessionId::from_bytes([7; 16]);
    let sending = sender.send(text("4711"));
    peer.takes("1a2b").await;
    assert_eq!(sending.end().await, Ok(()));
    let body = |source: &[u8], date: &[u8], text: &[u8], parameters: &[u8]| {
        let flags = [0, 0, 0, 0, u8::try_from(text.len()).unwrap()];
        let front = [&[0, 5, 0], source, &[0, 3, 0], b"80808", &[0, 4, 0, 0, 0], date, &[0]];
        [&front.concat()[..], &flags, text, parameters].concat()
    };
    // An id that no zero ends, alone and in front of another parameter; a parameter of the SMSC's
    // own; a date without a zone; a sender that is not ASCII; a parameter that is cut off.
    let (id, state) = (&b"\0\x1E\0\x041a2b"[..], &b"\x04\x27\0\x01\x02"[..]);
    for body in [
        body(b"6587654321", b"", b"", &[state, id].concat()),
        body(b"6587654321", b"", b"", &[id, state].concat()),
        body(b"6587654321", b"", b"", &[b"\x14\x03\0\x05525-1", id, state].concat()),
        body(b"6587654321", b"261128120000", b"", &[id, state].concat()),
        body(b"Caf\xE9", b"", b"id:1a2b stat:DELIVRD err:000", b""),
        body(b"6587654321", b"", b"id:1a2b stat:DELIVRD err:000", b"\x04\x23\0\x03\x03"),
    ] {
        let length = u32::try_from(16 + body.len()).unwrap().to_be_bytes();
        peer.raw(&[&length, &[0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 9][..], &body].concat()).await;
        assert_eq!(peer.next().await.id(), CommandId::DeliverSmResp);
        let seen = *sender.seen.0.lock().unwrap().last().unwrap();
        assert_eq!(seen, (State::Delivered, Some(session)));
    }
    assert_eq!(sender.seen.0.lock().unwrap().len(), 6);
}

#[tokio::test]
async fn data_sm_may_carry_receipts() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let payload = AnyOctetString::from_slice(b"id:7 stat:DELIVRD err:000");
    let receipt = DataSm::builder()
        .esm_class(4.into())
        .push_tlv(DataTlv::MessagePayload(payload.into()))
        .build();
    deliver(&mut peer, receipt).await;
    assert_eq!(*sender.seen.0.lock().unwrap(), [(State::Delivered, None)]);
}

#[tokio::test]
async fn a_receipt_finds_its_session_whether_ids_are_hexadecimal_or_decimal() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    // The id of the answer, and that of the receipt.
    let same = [
        ("1a2b3c", "1A2B3C"),
        ("0000000029", "29"),
        ("33e95179", "0870928761"),
        ("870928762", "33E9517A"),
        ("b7c5a8e1-0000-4a7e-9f0d-1c2d3e4f5a6b", "b7c5a8e1-0000-4a7e-9f0d-1c2d3e4f5a6b"),
        ("0", "0"),
    ];
    for (number, (answered, received)) in (1..).zip(same) {
        let session = SessionId::from_bytes([number; 16]);
        let sending = sender.send(Message { session, ..text("4711") });
        peer.takes(answered).await;
        assert_eq!(sending.end().await, Ok(()));
        let receipt = if number % 2 == 0 {
            delivery(4, &format!("id:{received} stat:DELIVRD err:000"))
        } else {
            with(delivery(4, ""), vec![id(received), Tlv::MessageState(MessageState::Delivered)])
        };
        deliver(&mut peer, receipt).await;
        let seen = *sender.seen.0.lock().unwrap().last().unwrap();
        assert_eq!(seen, (State::Delivered, Some(session)), "{answered} {received}");
    }
    deliver(&mut peer, delivery(4, "id:4242 stat:DELIVRD err:000")).await;
    assert_eq!(*sender.seen.0.lock().unwrap().last().unwrap(), (State::Delivered, None));
}

#[tokio::test]
async fn sessions_are_found_after_a_new_bind() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let sending = sender.send(text("4711"));
    peer.takes("1a").await;
    assert_eq!(sending.end().await, Ok(()));
    drop(peer);
    let mut peer = smsc.bound().await;
    deliver(&mut peer, delivery(4, "id:1a stat:UNDELIV err:001")).await;
    let session = SessionId::from_bytes([7; 16]);
    assert_eq!(*sender.seen.0.lock().unwrap(), [(State::Undeliverable, Some(session))]);
}

#[tokio::test]
async fn receipts_are_asked_for_as_wanted() {
    let smsc = Smsc::start().await;
    for (receipts, expected) in [(Wanted::All, 1), (Wanted::Failures, 2), (Wanted::Nothing, 0)] {
        let (sender, mut peer) =
            Sender::bound(&smsc, Settings { receipts, ..settings(&smsc) }).await;
        let sending = sender.send(text("4711"));
        let submit = peer.takes("1").await;
        assert_eq!(u8::from(submit.registered_delivery), expected);
        assert_eq!(sending.end().await, Ok(()));
    }
}
