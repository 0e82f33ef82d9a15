//! Texts of several parts.

use std::time::Duration;

use rusmpp_core::CommandStatus;
use verify_service::gateway::smpp::Settings;
use verify_service::gateway::{Message, SendError};

use crate::smsc::Smsc;
use crate::support::{Sender, settings, text};

/// A text of three parts.
fn long() -> Message {
    text(&"ten letter".repeat(40))
}

#[tokio::test]
async fn parts_go_in_their_order_each_after_the_answer_to_the_last() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let sending = sender.send(long());
    for number in 1..=3 {
        let (sequence, part) = peer.submitted().await;
        assert_eq!(part.short_message().as_ref()[..6], [5, 0, 3, 0x5A, 3, number]);
        assert_eq!(u8::from(part.esm_class), 0x40);
        assert!(peer.is_quiet(Duration::from_millis(100)).await);
        peer.answer(sequence, CommandStatus::EsmeRok, "1").await;
    }
    assert_eq!(sending.end().await, Ok(()));
}

#[tokio::test]
async fn the_first_part_decides_like_a_whole_message() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let sending = sender.send(long());
    peer.refuses(CommandStatus::EsmeRsyserr).await;
    assert_eq!(sending.end().await, Err(SendError::Later(None)));
    let sending = sender.send(long());
    peer.refuses(CommandStatus::EsmeRinvsrcadr).await;
    assert_eq!(sending.end().await, Err(SendError::Refused));
    assert!(peer.is_quiet(Duration::from_millis(100)).await);
}

#[tokio::test]
async fn a_later_part_that_is_refused_ends_the_message() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let sending = sender.send(long());
    peer.takes("1").await;
    peer.refuses(CommandStatus::EsmeRinvmsglen).await;
    assert_eq!(sending.end().await, Err(SendError::Refused));
    assert!(peer.is_quiet(Duration::from_millis(100)).await);
}

#[tokio::test]
async fn a_later_part_that_is_too_much_is_tried_again_without_the_first() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let sending = sender.send(long());
    let mut numbers = Vec::new();
    numbers.push(peer.takes("1").await);
    numbers.push(peer.refuses(CommandStatus::EsmeRthrottled).await);
    numbers.push(peer.refuses(CommandStatus::EsmeRmsgqful).await);
    numbers.push(peer.takes("2").await);
    numbers.push(peer.takes("3").await);
    let numbers: Vec<_> = numbers.iter().map(|part| part.short_message().as_ref()[5]).collect();
    assert_eq!(numbers, [1, 2, 2, 2, 3]);
    assert_eq!(sending.end().await, Ok(()));
}

#[tokio::test]
async fn a_later_part_waits_for_a_new_connection() {
    let smsc = Smsc::start().await;
    let (sender, mut peer) = Sender::bound(&smsc, settings(&smsc)).await;
    let sending = sender.send(long());
    let (sequence, _) = peer.submitted().await;
    peer.answer(sequence, CommandStatus::EsmeRok, "1").await;
    let (sequence, _) = peer.submitted().await;
    peer.answer(sequence, CommandStatus::EsmeRinvbndsts, "").await;
    drop(peer);
    let mut peer = smsc.bound().await;
    assert_eq!(peer.takes("2").await.short_message().as_ref()[5], 2);
    assert_eq!(peer.takes("3").await.short_message().as_ref()[5], 3);
    assert_eq!(sending.end().await, Ok(()));
}

#[tokio::test]
async fn a_later_part_that_is_not_answered_is_unknown() {
    let smsc = Smsc::start().await;
    let timeout = Duration::from_millis(300);
    let (sender, mut peer) = Sender::bound(&smsc, Settings { timeout, ..settings(&smsc) }).await;
    let sending = sender.send(long());
    peer.takes("1").await;
    peer.submitted().await;
    assert_eq!(sending.end().await, Err(SendError::Unknown));
    assert!(peer.is_quiet(Duration::from_millis(200)).await);
}
