//! Binding, dead links, beginning again, farewell.

use std::time::Duration;

use rusmpp_core::pdus::owned::{BindTransceiverResp, DeliverSm, Pdu};
use rusmpp_core::types::owned::AnyOctetString;
use rusmpp_core::{CommandId, CommandStatus};
use tokio::time::{Instant, timeout};
use verify_service::gateway::SendError;
use verify_service::gateway::smpp::Settings;

use crate::smsc::{PATIENCE, Smsc, bytes};
use crate::support::{Sender, settings, text};

#[tokio::test]
async fn it_binds_as_a_transceiver_of_version_3_4() {
    let smsc = Smsc::start().await;
    let sender = Sender::start(settings(&smsc));
    let mut peer = smsc.accept().await;
    let bind = peer.take_bind(CommandStatus::EsmeRok).await;
    let found = (bind.system_id.as_str(), bind.password.as_str(), bind.system_type.as_str());
    assert_eq!(found, ("verify", "s3cret", "OTP"));
    let numbers = (bind.addr_ton.into(), bind.addr_npi.into(), bind.interface_version.into());
    assert_eq!((numbers, bind.address_range.as_str()), ((0_u8, 0_u8, 0x34_u8), ""));
    sender.is_bound(true).await;
}

#[tokio::test]
async fn what_comes_with_the_answer_to_the_bind_is_read() {
    let smsc = Smsc::start().await;
    let _sender = Sender::start(settings(&smsc));
    let mut peer = smsc.accept().await;
    let bind = peer.read().await.unwrap();
    let status = CommandStatus::EsmeRok;
    let response = Pdu::BindTransceiverResp(BindTransceiverResp::default());
    let mut both = bytes(status, bind.sequence_number(), response);
    both.extend(bytes(status, 7, Pdu::EnquireLink));
    peer.raw(&both).await;
    let answer = peer.read().await.unwrap();
    assert_eq!((answer.id(), answer.sequence_number()), (CommandId::EnquireLinkResp, 7));
}

#[tokio::test]
async fn before_the_bind_messages_are_for_later() {
    let smsc = Smsc::start().await;
    let sender = Sender::start(settings(&smsc));
    assert_eq!(sender.send(text("4711")).end().await, Err(SendError::Later(None)));
    let mut peer = smsc.accept().await;
    assert_eq!(sender.send(text("4711")).end().await, Err(SendError::Later(None)));
    peer.take_bind(CommandStatus::EsmeRok).await;
    sender.is_bound(true).await;
    let sending = sender.send(text("4711"));
    peer.takes("1").await;
    assert_eq!(sending.end().await, Ok(()));
}

#[tokio::test]
async fn each_side_asks_whether_the_other_is_there() {
    let smsc = Smsc::start().await;
    let enquire_every = Duration::from_millis(50);
    let quick = Settings { enquire_every, ..settings(&smsc) };
    let (_sender, mut peer) = Sender::bound(&smsc, quick).await;
    for sequence in [7, 8] {
        peer.write(CommandStatus::EsmeRok, sequence, Pdu::EnquireLink).await;
        let mut asked = 0;
        loop {
            let command = peer.read().await.unwrap();
            match command.id() {
                CommandId::EnquireLinkResp => {
                    assert_eq!(command.sequence_number(), sequence);
                    break;
                }
                CommandId::EnquireLink => asked += 1,
                other => panic!("{other:?}"),
            }
        }
        assert!(asked <= 1, "one question at a time");
    }
    // Silence on this side makes it ask.
    assert_eq!(peer.read().await.unwrap().id(), CommandId::EnquireLink);
}

#[tokio::test]
async fn a_link_stays_as_long_as_questions_are_answered() {
    let smsc = Smsc::start().await;
    let mut quick = settings(&smsc);
    (quick.enquire_every, quick.timeout) = (Duration::from_millis(50), Duration::from_secs(2));
    let (sender, mut peer) = Sender::bound(&smsc, quick).await;
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(3) {
        let command = peer.read().await.expect("the link is alive");
        assert_eq!(command.id(), CommandId::EnquireLink);
        peer.write(CommandStatus::EsmeRok, command.sequence_number(), Pdu::EnquireLinkResp).await;
    }
    assert!(sender.smpp().is_bound());
}

#[tokio::test]
async fn a_dead_link_is_noticed_and_replaced() {
    let smsc = Smsc::start().await;
    let mut quick = settings(&smsc);
    (quick.enquire_every, quick.timeout) = (Duration::from_millis(50), Duration::from_millis(500));
    let (sender, mut peer) = Sender::bound(&smsc, quick).await;
    assert_eq!(peer.read().await.unwrap().id(), CommandId::EnquireLink);
    // Nothing is answered.
    let mut second = smsc.bound().await;
    assert!(peer.read().await.is_none(), "the first one is closed");
    let sending = async {
        loop {
            let sent = sender.send(text("4711")).end().await;
            if sent != Err(SendError::Later(None)) {
                return sent;
            }
        }
    };
    let (sent, _) = tokio::join!(sending, second.takes("1"));
    assert_eq!(sent, Ok(()));
}

#[tokio::test]
async fn a_wrong_password_is_tried_again_slowly() {
    let smsc = Smsc::start().await;
    let sender = Sender::start(settings(&smsc));
    for status in [CommandStatus::EsmeRalybnd, CommandStatus::EsmeRsyserr] {
        // These pass by themselves.
        smsc.accept().await.take_bind(status).await;
    }
    smsc.accept().await.take_bind(CommandStatus::EsmeRinvpaswd).await;
    // The other pauses are 20 ms and 40 ms, this one is a minute.
    assert!(smsc.accept_within(Duration::from_secs(2)).await.is_none());
    assert_eq!(sender.send(text("4711")).end().await, Err(SendError::Later(None)));
    timeout(PATIENCE, sender.close()).await.expect("the pause is no reason to stay").unwrap();
}

#[tokio::test]
async fn pauses_grow_while_nobody_is_there() {
    let smsc = Smsc::start().await;
    let mut slow = settings(&smsc);
    slow.pauses = (Duration::from_millis(200), Duration::from_millis(400));
    let _sender = Sender::start(slow);
    let start = Instant::now();
    for _ in 0..5 {
        drop(smsc.accept().await);
    }
    // 200, 400, 400 and 400 ms lie between the five.
    assert!(start.elapsed() >= Duration::from_millis(1400), "{:?}", start.elapsed());
}

#[tokio::test]
async fn an_unbind_is_answered_and_a_new_bind_follows() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    peer.write(CommandStatus::EsmeRok, 9, Pdu::Unbind).await;
    let answer = peer.next().await;
    assert_eq!((answer.id(), answer.sequence_number()), (CommandId::UnbindResp, 9));
    assert!(peer.read().await.is_none());
    let mut peer = smsc.bound().await;
    sender.is_bound(true).await;
    let sending = sender.send(text("4711"));
    peer.takes("1").await;
    assert_eq!(sending.end().await, Ok(()));
}

#[tokio::test]
async fn it_unbinds_when_it_is_closed() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let task = sender.close();
    let unbind = peer.next().await;
    assert_eq!(unbind.id(), CommandId::Unbind);
    assert!(!task.is_finished());
    peer.write(CommandStatus::EsmeRok, unbind.sequence_number(), Pdu::UnbindResp).await;
    timeout(PATIENCE, task).await.unwrap().unwrap();
    assert!(peer.read().await.is_none());
}

#[tokio::test]
async fn what_waits_is_answered_before_the_farewell() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let sending = sender.send(text("4711"));
    let (sequence, _) = peer.submitted().await;
    let task = sender.close();
    assert!(peer.is_quiet(Duration::from_millis(200)).await, "whoever sends holds the gateway");
    peer.answer(sequence, CommandStatus::EsmeRok, "1").await;
    assert_eq!(sending.end().await, Ok(()));
    assert_eq!(peer.next().await.id(), CommandId::Unbind);
    drop(peer);
    timeout(PATIENCE, task).await.unwrap().unwrap();
}

#[tokio::test]
async fn bytes_that_are_no_smpp_cost_the_connection() {
    let smsc = Smsc::start().await;
    for garbage in [&b"HTTP/1.1 400 Bad Request\r\n\r\n"[..], &[0; 64], &[0, 0, 0, 15], &[0xFF; 16]]
    {
        let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
        peer.raw(garbage).await;
        while peer.read().await.is_some() {}
        drop(smsc.bound().await);
        drop(sender);
    }
}

#[tokio::test]
async fn a_pdu_that_cannot_be_read_costs_that_pdu() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    // A delivery whose addresses do not end, one without a body, one with a TLV that is cut off.
    let delivery = bytes(CommandStatus::EsmeRok, 3, DeliverSm::default());
    let cut = [&[0, 0, 0, 60], &delivery[4..], &[0x04, 0x27, 0, 9, 2, 0, 0, 0, 0, 0, 0]].concat();
    let cut = [&u32::try_from(cut.len()).unwrap().to_be_bytes(), &cut[4..]].concat();
    let endless = [&[0, 0, 0, 56, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 1][..], &[b'7'; 40]].concat();
    let empty = [0, 0, 0, 16, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 2];
    for (sequence, bytes) in [(1, &endless[..]), (2, &empty), (3, &cut)] {
        peer.raw(bytes).await;
        let answer = peer.next().await;
        assert_eq!((answer.id(), answer.sequence_number()), (CommandId::DeliverSmResp, sequence));
        assert_eq!(answer.status(), CommandStatus::EsmeRok);
    }
    // A question with a body, an answer to nothing, and one that nobody knows.
    peer.raw(&[0, 0, 0, 17, 0, 0, 0, 0x15, 0, 0, 0, 0, 0, 0, 0, 4, 0]).await;
    assert_eq!(peer.next().await.id(), CommandId::EnquireLinkResp);
    peer.answer(77, CommandStatus::EsmeRok, "1").await;
    let unknown = Pdu::Other { command_id: 0x0001_0200.into(), body: AnyOctetString::empty() };
    peer.write(CommandStatus::EsmeRok, 5, unknown).await;
    let answer = peer.next().await;
    assert_eq!((answer.id(), answer.sequence_number()), (CommandId::GenericNack, 5));
    assert_eq!(answer.status(), CommandStatus::EsmeRinvcmdid);
    // The link is alive, and an answer without a body counts.
    let sending = sender.send(text("4711"));
    let (sequence, _) = peer.submitted().await;
    let [.., last] = sequence.to_be_bytes();
    peer.raw(&[0, 0, 0, 16, 0x80, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, last]).await;
    assert_eq!(sending.end().await, Ok(()));
}

#[tokio::test]
async fn pdus_come_in_any_pieces() {
    let smsc = Smsc::start().await;
    let (_sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let mut stream = Vec::new();
    for sequence in 1..=3 {
        stream.extend(bytes(CommandStatus::EsmeRok, sequence, Pdu::EnquireLink));
    }
    for piece in [&stream[..3], &stream[3..20], &stream[20..]] {
        peer.raw(piece).await;
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    for sequence in 1..=3 {
        let answer = peer.read().await.unwrap();
        assert_eq!((answer.id(), answer.sequence_number()), (CommandId::EnquireLinkResp, sequence));
    }
}
