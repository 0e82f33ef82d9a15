//! What is counted, by the functions that stores and workers call.

use std::time::Duration;

use verify_core::channel::Channel;
use verify_core::code::Generator;
use verify_core::engine::Engine;
use verify_core::phone::Country;
use verify_core::request::{Request, SubAccountId, WhatsAppOptions};
use verify_core::session::{Session, Status};
use verify_core::time::Timestamp;
use verify_service::gateway::smpp::{Receipts, State};
use verify_service::gateway::{Content, Message, SendError};
use verify_service::metrics::{Limit, Metrics, Sent};
use verify_service::outbox::Posted;
use verify_service::store::Observer;

use crate::exposition::Exposition;

/// Returns a session that has just started.
fn started(destination: &str, channel: Channel) -> Session {
    let request = Request {
        destination: Some(destination),
        channel: Some(channel.as_str()),
        whatsapp: WhatsAppOptions { template_name: Some("otp") },
        ..Request::default()
    };
    let verification = request.validate().unwrap();
    let sub_account = SubAccountId::parse("demo").unwrap();
    let engine = Engine::default();
    let mut call = engine.start(sub_account, &verification, None);
    while let Some(key) = call.wants() {
        if key.is_counter() {
            call.give_counter(0);
        } else {
            call.give(None).unwrap();
        }
    }
    let plan = call.decide(Timestamp::UNIX_EPOCH, &mut Generator::from_seed([7; 32]));
    Session::from_bytes(&plan.session().unwrap().to_bytes()).unwrap()
}

fn text(metrics: &Metrics) -> Exposition {
    Exposition::parse(&metrics.text(Some([3, 4])))
}

#[test]
fn sessions_are_counted_by_channel_and_country() {
    let metrics = Metrics::new();
    let mut session = started("+19876543210", Channel::Sms);
    metrics.changed(None, &session);
    let code = session.code().expose().to_owned();
    assert_eq!(session.check(Timestamp::UNIX_EPOCH, &code).status(), Status::Verified);
    metrics.changed(Some(Status::Waiting), &session);

    let mut session = started("+6587654321", Channel::Call);
    metrics.changed(None, &session);
    for _ in 0..5 {
        let _ = session.check(Timestamp::UNIX_EPOCH, "no");
    }
    metrics.changed(Some(Status::Waiting), &session);

    let mut session = started("+447400000000", Channel::WhatsApp);
    metrics.changed(None, &session);
    session.status(session.expires_at());
    metrics.changed(Some(Status::Waiting), &session);

    let mut session = started("+447400000000", Channel::Viber);
    metrics.changed(None, &session);
    session.cancel(Timestamp::UNIX_EPOCH);
    metrics.changed(Some(Status::Waiting), &session);
    metrics.cancelled(&session);

    let text = text(&metrics);
    let counted: Vec<_> = text
        .samples
        .iter()
        .filter(|(sample, value)| sample.contains("country=") && **value > 0.0)
        .map(|(sample, value)| format!("{sample} {value}"))
        .collect();
    let expected = [
        r#"verify_cancelled_total{channel="viber",country="GB"} 1"#,
        r#"verify_conversion_ratio{country="US"} 1"#,
        r#"verify_expired_total{channel="viber",country="GB"} 1"#,
        r#"verify_expired_total{channel="whatsapp",country="GB"} 1"#,
        r#"verify_failed_total{channel="call",country="SG"} 1"#,
        r#"verify_started_total{channel="call",country="SG"} 1"#,
        r#"verify_started_total{channel="sms",country="US"} 1"#,
        r#"verify_started_total{channel="viber",country="GB"} 1"#,
        r#"verify_started_total{channel="whatsapp",country="GB"} 1"#,
        r#"verify_verified_total{channel="sms",country="US"} 1"#,
    ];
    assert_eq!(counted, expected);
    // What has not happened yet is there as well: a rate sees the first one.
    for sample in [
        r#"verify_verified_total{channel="call",country="SG"}"#,
        r#"verify_failed_total{channel="sms",country="US"}"#,
        r#"verify_conversion_ratio{country="SG"}"#,
    ] {
        assert!(text.samples.contains_key(sample), "{sample}");
    }
}

/// Every country has a place of its own.
#[test]
fn no_two_countries_share_a_counter() {
    let metrics = Metrics::new();
    let mut counted = 0.0;
    for country in Country::all() {
        // Some plan has a mobile number that looks so.
        let numbers = (4..=12).flat_map(|length| {
            ["2", "4", "5", "6", "7", "8", "9", "3", "1"].into_iter().map(move |first| {
                format!("+{}{first}{}", country.calling_code(), "2".repeat(length - 1))
            })
        });
        let found = numbers.into_iter().find(|number| {
            let request = Request { destination: Some(number.as_str()), ..Request::default() };
            request.validate().is_ok_and(|read| read.destination().country() == country)
        });
        let Some(number) = found else { continue };
        metrics.changed(None, &started(&number, Channel::Sms));
        counted += 1.0;
        let name =
            format!(r#"verify_started_total{{channel="sms",country="{}"}}"#, country.alpha2());
        let text = text(&metrics);
        assert_eq!(text.value(&name), 1.0, "{name}");
    }
    assert!(counted > 150.0, "{counted}");
}

#[test]
fn workers_are_timed_by_what_came_of_it() {
    let metrics = Metrics::new();
    let (short, long) = (Duration::from_millis(40), Duration::from_secs(31));
    let session = started("+6587654321", Channel::Viber);
    let message = Message {
        session: session.id(),
        to: session.destination(),
        sent_at: session.sent_at(),
        deadline: session.expires_at(),
        reference: 0,
        content: Content::Viber { text: String::new().into() },
    };
    metrics.sent(&message, Ok(()), short);
    metrics.sent(&message, Err(SendError::Unknown), long);
    metrics.sent(&message, Err(SendError::Later(None)), short);
    metrics.sent(&message, Err(SendError::Refused), short);
    metrics.posted(Posted::Delivered, short);
    metrics.posted(Posted::Later(short), long);
    metrics.posted(Posted::GivenUp, short);
    metrics.posted(Posted::Busy(long), short);
    metrics.conflicted();
    metrics.received(State::Delivered, None);
    metrics.received(State::Undeliverable, None);
    let text = text(&metrics);
    for (sample, value) in [
        (r#"verify_gateway_seconds_bucket{outcome="accepted",le="0.05"}"#, 1.0),
        (r#"verify_gateway_seconds_bucket{outcome="accepted",le="0.025"}"#, 0.0),
        (r#"verify_gateway_seconds_bucket{outcome="unknown",le="30"}"#, 0.0),
        (r#"verify_gateway_seconds_bucket{outcome="unknown",le="60"}"#, 1.0),
        (r#"verify_gateway_seconds_bucket{outcome="unknown",le="+Inf"}"#, 1.0),
        (r#"verify_gateway_seconds_sum{outcome="unknown"}"#, 31.0),
        (r#"verify_gateway_seconds_count{outcome="later"}"#, 1.0),
        (r#"verify_gateway_seconds_count{outcome="refused"}"#, 1.0),
        (r#"verify_callback_seconds_count{outcome="delivered"}"#, 1.0),
        (r#"verify_callback_seconds_count{outcome="given_up"}"#, 1.0),
        (r#"verify_callback_seconds_count{outcome="later"}"#, 1.0),
        (r#"verify_callback_seconds_sum{outcome="later"}"#, 31.0),
        ("verify_store_conflicts_total", 1.0),
        (r#"verify_receipts_total{state="delivered"}"#, 1.0),
        (r#"verify_receipts_total{state="undeliverable"}"#, 1.0),
        (r#"verify_outbox_length{kind="send"}"#, 3.0),
        (r#"verify_outbox_length{kind="callback"}"#, 4.0),
        ("verify_store_up", 1.0),
    ] {
        assert_eq!(text.samples.get(sample), Some(&value), "{sample} in {text:#?}");
    }
    // Nothing old is shown where the store does not tell.
    let down = Exposition::parse(&metrics.text(None));
    assert_eq!(down.samples.get("verify_store_up"), Some(&0.0));
    assert!(!down.samples.keys().any(|sample| sample.starts_with("verify_outbox_length")));
}

#[test]
fn words_stand_where_their_values_are() {
    let in_order = |positions: Vec<usize>| positions.iter().copied().eq(0..positions.len());
    assert!(in_order(Limit::ALL.map(|limit| limit as usize).to_vec()));
    assert!(in_order(Sent::ALL.map(|sent| sent as usize).to_vec()));
    assert!(in_order(State::ALL.map(|state| state as usize).to_vec()));
    assert!(in_order(Channel::ALL.map(|channel| channel as usize).to_vec()));
}
