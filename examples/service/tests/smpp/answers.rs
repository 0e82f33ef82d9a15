//! What becomes of a message, by the answer of the SMSC.

use std::time::Duration;

use rusmpp_core::CommandStatus;
use rusmpp_core::pdus::owned::Pdu;
use tokio::time::{Instant, sleep};
use verify_service::gateway::smpp::Settings;
use verify_service::gateway::{Content, SendError};
use zeroize::Zeroizing;

use crate::smsc::Smsc;
use crate::support::{Sender, message_of, settings, text};

#[tokio::test]
async fn the_status_decides() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let cases = [
        (CommandStatus::EsmeRok, Ok(())),
        (CommandStatus::EsmeRsyserr, Err(SendError::Later(None))),
        (CommandStatus::EsmeRxTAppn, Err(SendError::Later(None))),
        (CommandStatus::EsmeRinvbndsts, Err(SendError::Later(None))),
        (CommandStatus::EsmeRinvdstadr, Err(SendError::Refused)),
        (CommandStatus::EsmeRsubmitfail, Err(SendError::Refused)),
        (CommandStatus::Other(0x0400), Err(SendError::Refused)),
    ];
    for (status, expected) in cases {
        let sending = sender.send(text("4711"));
        let (sequence, _) = peer.submitted().await;
        peer.answer(sequence, status, "1").await;
        assert_eq!(sending.end().await, expected, "{status:?}");
    }
}

#[tokio::test]
async fn a_nack_refuses() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    for status in [CommandStatus::EsmeRinvcmdlen, CommandStatus::EsmeRok] {
        let sending = sender.send(text("4711"));
        let (sequence, _) = peer.submitted().await;
        // One that names no PDU is nobody's.
        peer.write(status, 0, Pdu::GenericNack).await;
        peer.write(status, sequence, Pdu::GenericNack).await;
        assert_eq!(sending.end().await, Err(SendError::Refused));
    }
}

#[tokio::test]
async fn while_it_is_too_much_nothing_is_sent() {
    let smsc = Smsc::start().await;
    let mut slow = settings(&smsc);
    slow.pauses = (Duration::from_secs(1), Duration::from_secs(60));
    let (sender, mut peer) = Sender::bound(&smsc, slow).await;
    for (status, expected) in [(CommandStatus::EsmeRthrottled, 1), (CommandStatus::EsmeRmsgqful, 2)]
    {
        let sending = sender.send(text("4711"));
        peer.refuses(status).await;
        let refused = Instant::now();
        let Err(SendError::Later(Some(pause))) = sending.end().await else { panic!("{status:?}") };
        let expected = Duration::from_secs(expected);
        assert!(pause <= expected && pause > expected / 2, "{pause:?}");
        let Err(SendError::Later(Some(rest))) = sender.send(text("4711")).end().await else {
            panic!("held back");
        };
        assert!(rest <= pause);
        assert!(refused.elapsed() > pause || peer.is_quiet(Duration::from_millis(100)).await);
        sleep(pause).await;
    }
    // What is taken ends it.
    let sending = sender.send(text("4711"));
    peer.takes("1").await;
    assert_eq!(sending.end().await, Ok(()));
    let sending = sender.send(text("4711"));
    peer.refuses(CommandStatus::EsmeRthrottled).await;
    let Err(SendError::Later(Some(pause))) = sending.end().await else { panic!("throttled") };
    assert!(pause <= Duration::from_secs(1), "{pause:?}");
}

#[tokio::test]
async fn many_refusals_at_once_are_one_pause() {
    let smsc = Smsc::start().await;
    let mut slow = settings(&smsc);
    slow.pauses = (Duration::from_secs(30), Duration::from_secs(60));
    let (sender, mut peer) = Sender::bound(&smsc, slow).await;
    let sendings = [0; 5].map(|_| sender.send(text("4711")));
    let mut waiting = Vec::new();
    for _ in 0..5 {
        waiting.push(peer.submitted().await.0);
    }
    for sequence in waiting {
        peer.answer(sequence, CommandStatus::EsmeRthrottled, "").await;
    }
    for sending in sendings {
        let Err(SendError::Later(Some(pause))) = sending.end().await else { panic!("throttled") };
        assert!(pause <= Duration::from_secs(30), "{pause:?}");
    }
}

#[tokio::test]
async fn what_is_not_answered_is_unknown_and_not_sent_again() {
    let smsc = Smsc::start().await;
    let timeout = Duration::from_millis(300);
    let (sender, mut peer) = Sender::bound(&smsc, Settings { timeout, ..settings(&smsc) }).await;
    let sending = sender.send(text("4711"));
    let (late, _) = peer.submitted().await;
    assert_eq!(sending.end().await, Err(SendError::Unknown));
    assert!(peer.is_quiet(Duration::from_millis(300)).await);
    // An answer that comes too late is not taken for that of another message.
    let sending = sender.send(text("4712"));
    let (sequence, _) = peer.submitted().await;
    peer.answer(late, CommandStatus::EsmeRinvdstadr, "").await;
    peer.answer(sequence, CommandStatus::EsmeRok, "2").await;
    assert_eq!(sending.end().await, Ok(()));
}

#[tokio::test]
async fn what_was_written_before_the_link_broke_is_unknown() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let sending = sender.send(text("4711"));
    peer.submitted().await;
    drop(peer);
    assert_eq!(sending.end().await, Err(SendError::Unknown));
    let mut peer = smsc.bound().await;
    assert!(peer.is_quiet(Duration::from_millis(300)).await, "it is not sent again");
}

#[tokio::test]
async fn answers_find_their_messages_in_any_order() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let mut waiting = Vec::new();
    for number in 0..4 {
        let sending = sender.send(text(&number.to_string()));
        waiting.push((peer.submitted().await.0, number, sending));
    }
    for (sequence, number, sending) in waiting.into_iter().rev() {
        let (status, expected) = match number {
            2 => (CommandStatus::EsmeRinvdstadr, Err(SendError::Refused)),
            _ => (CommandStatus::EsmeRok, Ok(())),
        };
        peer.answer(sequence, status, "1").await;
        assert_eq!(sending.end().await, expected, "{number}");
    }
}

#[tokio::test]
async fn no_more_than_the_window_waits_for_answers() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, Settings { window: 2, ..settings(&smsc) }).await;
    let sendings = [0; 6].map(|_| sender.send(text("4711")));
    let (mut first, mut second) = (peer.submitted().await.0, peer.submitted().await.0);
    for _ in 0..2 {
        assert!(peer.is_quiet(Duration::from_millis(200)).await);
        peer.answer(first, CommandStatus::EsmeRok, "1").await;
        (first, second) = (second, peer.submitted().await.0);
    }
    for sequence in [first, second] {
        peer.answer(sequence, CommandStatus::EsmeRok, "1").await;
    }
    peer.takes("1").await;
    peer.takes("1").await;
    for sending in sendings {
        assert_eq!(sending.end().await, Ok(()));
    }
}

#[tokio::test]
async fn other_channels_are_refused() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let viber = Content::Viber { text: Zeroizing::new("4711".to_owned()) };
    assert_eq!(sender.send(message_of(viber)).end().await, Err(SendError::Refused));
    assert!(peer.is_quiet(Duration::from_millis(100)).await);
}
