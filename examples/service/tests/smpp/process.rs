//! The service as a process, with `GATEWAY=smpp`.

use std::sync::Arc;

use rusmpp_core::pdus::owned::{DeliverSm, Pdu};
use rusmpp_core::types::owned::OctetString;
use rusmpp_core::{CommandId, CommandStatus};
use tokio::task::spawn_blocking;

use crate::service::{Service, get};
use crate::smsc::{Peer, Smsc};
use crate::support::NUMBER;

/// Starts a service that is bound.
async fn start(smsc: &Smsc) -> (Arc<Service>, Peer) {
    let address = smsc.address.clone();
    let service = spawn_blocking(move || {
        Service::start(&[
            ("GATEWAY", "smpp"),
            ("SMPP_ADDRESS", &address),
            ("SMPP_SYSTEM_ID", "verify"),
            ("SMPP_PASSWORD", "s3cret"),
            ("METRICS_LISTEN", "127.0.0.1:0"),
            ("LOG", "debug"),
        ])
    });
    let peer = smsc.bound().await;
    (Arc::new(service.await.unwrap()), peer)
}

/// Starts a session, and returns its id.
async fn session(service: &Arc<Service>, to: &str, channel: &str) -> String {
    let service = Arc::clone(service);
    let body = format!(r#"{{"destination":"{to}","brand":"ABC","channel":"{channel}"}}"#);
    let answer = spawn_blocking(move || service.start_session(&body)).await.unwrap();
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.member("sessionId")
}

/// Ends a service, whose farewell the SMSC answers; returns its log.
async fn end(service: Arc<Service>, mut peer: Peer) -> String {
    service.terminate();
    let unbind = peer.next().await;
    assert_eq!(unbind.id(), CommandId::Unbind);
    peer.write(CommandStatus::EsmeRok, unbind.sequence_number(), Pdu::UnbindResp).await;
    let service = Arc::into_inner(service).unwrap();
    let (is_success, log) = spawn_blocking(move || service.wait()).await.unwrap();
    assert!(is_success, "{log}");
    log
}

#[tokio::test]
async fn a_started_session_goes_out_and_its_receipt_is_counted() {
    let smsc = Smsc::start().await;
    let (service, mut peer) = start(&smsc).await;
    let id = session(&service, NUMBER, "sms").await;
    let submit = peer.takes("1a2b").await;
    let text = String::from_utf8(submit.short_message().as_ref().to_vec()).unwrap();
    let code = text.strip_prefix("ABC: Your verification code is ").unwrap_or_else(|| {
        panic!("{text}");
    });
    assert_eq!(submit.destination_addr.as_str(), &NUMBER[1..]);
    assert_eq!(submit.source_addr.as_str(), "SMS");
    let receipt = DeliverSm::builder()
        .esm_class(4.into())
        .short_message(OctetString::from_slice(b"id:6699 stat:DELIVRD err:000").unwrap())
        .build();
    peer.write(CommandStatus::EsmeRok, 5, receipt).await;
    assert_eq!(peer.next().await.id(), CommandId::DeliverSmResp);
    let counting = Arc::clone(&service);
    let counted = spawn_blocking(move || {
        let line = counting.line_with("metrics on ");
        get(line.trim_start_matches("metrics on "), &[]).text
    });
    let counted = counted.await.unwrap();
    let line = "verify_receipts_total{state=\"delivered\"} 1\n";
    assert!(counted.contains(line), "{counted}");
    let log = end(service, peer).await;
    let line = format!("receipt session={id} state=\"delivered\" error=\"000\"");
    assert!(log.contains(&line), "{line} is not in {log}");
    for secret in [code, &NUMBER[1..], "s3cret"] {
        assert!(!log.contains(secret), "{secret} is in {log}");
    }
}

#[tokio::test]
async fn a_message_of_another_channel_is_refused_with_a_line_in_the_log() {
    let smsc = Smsc::start().await;
    let (service, mut peer) = start(&smsc).await;
    session(&service, "+6587654322", "viber").await;
    // Behind it, so that it was looked at before.
    session(&service, NUMBER, "sms").await;
    peer.takes("1").await;
    let log = end(service, peer).await;
    assert!(log.contains("messages of other channels are refused"), "{log}");
    assert!(log.contains("it is for the channel viber"), "{log}");
}

#[tokio::test]
async fn what_is_under_way_is_answered_before_the_farewell() {
    let smsc = Smsc::start().await;
    let (service, mut peer) = start(&smsc).await;
    session(&service, NUMBER, "sms").await;
    let (sequence, _) = peer.submitted().await;
    service.terminate();
    assert!(peer.is_quiet(std::time::Duration::from_millis(500)).await);
    peer.answer(sequence, CommandStatus::EsmeRok, "1").await;
    let log = end(service, peer).await;
    assert!(log.contains("unbound from the SMSC"), "{log}");
    assert!(!log.contains("may have sent"), "{log}");
}
