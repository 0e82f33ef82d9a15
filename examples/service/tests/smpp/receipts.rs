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
        (delivery(4, "id:7 err:000 text:stat:DELIVRD"), State::Unknown),
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
