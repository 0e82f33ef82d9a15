//! `request`: any JSON, against the rows of the contract's table.
//!
//! The bytes: the body.

use std::net::IpAddr;

use verify_core::channel::{Channel, Language, Line, Settings};
use verify_core::request::{Cause, Error, Member, Notice, Request, Verification};
use verify_core::url::CallbackUrl;

use crate::phone_model;
use crate::request_body::{Body, Node};
use crate::request_model::{Model, Wrong};

pub(crate) fn check(bytes: &[u8]) {
    check_invariants(serde_json::from_slice::<Request<String>>(bytes).ok());
    check_invariants(serde_json::from_slice::<Request<&str>>(bytes).ok());
    let mut buffer = [0; 256];
    let request =
        serde_json_core::from_slice_escaped::<Request<heapless::String<40>>>(bytes, &mut buffer);
    check_invariants(request.ok().map(|(request, _)| request));

    // The name under which `serde_json` wraps a number if `arbitrary_precision` is on. No client
    // sends it.
    if String::from_utf8_lossy(bytes).contains("$serde_json::private::Number") {
        return;
    }
    let request: Result<Request<String>, _> = serde_json::from_slice(bytes);
    match (Body::read(bytes), request) {
        (Some(body), Ok(request)) => check_request(&Model { body }, &request),
        (None, Err(error)) => assert!(!error.to_string().is_empty()),
        (Some(_), Err(error)) => panic!("a body that is an object is refused: {error}"),
        (None, Ok(_)) => panic!("a body that is no object is taken"),
    }
}

/// Checks what holds of every request: it is valid, or refused for the first of its violations.
fn check_invariants<S: AsRef<str>>(request: Option<Request<S>>) {
    let Some(request) = request else { return };
    let violations: Vec<Error> = request.violations().collect();
    assert_eq!(request.validate().err(), violations.first().copied());
    assert!(violations.is_sorted_by_key(|error| error.member()));
    for error in violations {
        let shown = error.to_string();
        assert!(shown.starts_with(&format!("{}: expected ", error.member())), "{shown}");
        assert_eq!(error.http_status(), 400);
    }
}

fn check_request(model: &Model, request: &Request<String>) {
    let judge = |member: Member| Some((member, model.judge(member).err()?));
    let expected: Vec<(Member, Wrong)> = Member::ALL.into_iter().filter_map(judge).collect();
    let found: Vec<Error> = request.violations().collect();
    assert!(
        found.iter().map(|error| error.member()).eq(expected.iter().map(|(member, _)| *member)),
        "{found:?}, expected {expected:?}"
    );
    for (error, (_, wrong)) in found.iter().zip(&expected) {
        assert!(is_meant(error.cause(), wrong), "{error}, expected {wrong:?}");
    }
    if let Ok(verification) = request.validate() {
        check_verification(model, &verification);
    }
}

fn is_meant(cause: Cause, wrong: &Wrong) -> bool {
    match (cause, wrong) {
        (Cause::Type(found), Wrong::Type(expected)) => found == *expected,
        (Cause::Below, Wrong::Below) | (Cause::Above, Wrong::Above) => true,
        (Cause::PhoneNumber(found), Wrong::Phone(expected)) => found == *expected,
        (Cause::TemplateOn(found), Wrong::TemplateOn(expected)) => found == *expected,
        (cause, Wrong::Other) => !matches!(
            cause,
            Cause::Type(_)
                | Cause::Below
                | Cause::Above
                | Cause::PhoneNumber(_)
                | Cause::TemplateOn(_)
        ),
        _ => false,
    }
}

/// Checks that the verification holds every member, or its default.
fn check_verification(model: &Model, verification: &Verification<'_>) {
    let integer = |member, min, max, default| model.integer(member, min, max, default).unwrap();
    let text = |member| model.text(member).unwrap();
    let (digits, country) = model.destination().unwrap().unwrap();
    let destination = verification.destination();
    assert_eq!((format!("{destination:#}"), destination.country()), (digits, country));
    let channel = model.channel().unwrap();
    assert_eq!((verification.channel(), verification.settings().channel()), (channel, channel));
    let brand = text(Member::Brand).filter(|brand| !brand.is_empty());
    assert_eq!(verification.brand().map(Line::as_str), brand);
    let policy = verification.policy();
    assert_eq!(i64::from(policy.length.get()), integer(Member::CodeLength, 3, 10, 4));
    let validity = integer(Member::CodeValidity, 30, 7200, 300);
    assert_eq!(i64::from(policy.validity.seconds()), validity);
    let interval = integer(Member::ResendingInterval, 10, 7200, 10);
    assert_eq!(i64::from(policy.resending_interval.seconds()), interval);
    assert_eq!(policy.format.as_str(), text(Member::CodeType).unwrap_or("NUMERIC"));
    let reset = matches!(model.body.get(Member::ResetSession), Some(Node::Boolean(true)));
    assert_eq!((policy.reset_session, policy.channel), (reset, channel));
    let url = text(Member::CallbackUrl);
    assert_eq!(verification.callback_url().map(CallbackUrl::as_str), url);
    let address = text(Member::ClientIp).map(|ip| ip.parse::<IpAddr>().unwrap().to_canonical());
    assert_eq!(verification.client_ip(), address);
    check_template(model, verification, channel, brand);
    check_settings(model, verification.settings());
}

fn check_template(
    model: &Model,
    verification: &Verification<'_>,
    channel: Channel,
    brand: Option<&str>,
) {
    let own = model.text(Member::Template).unwrap().filter(|text| !text.is_empty());
    let default = match brand {
        Some(_) => "{brand}: Your verification code is {code}",
        None => "Your verification code is {code}",
    };
    let expected = match channel {
        Channel::Sms | Channel::Call | Channel::Viber => Some(own.unwrap_or(default)),
        Channel::WhatsApp | Channel::Sma => None,
    };
    assert_eq!(
        verification.template().map(|template| template.as_str().to_owned()).as_deref(),
        expected
    );
    let has = |name: &str| {
        let forms = [format!("{{{name}}}"), format!("<{name}>")];
        expected.is_some_and(|text| forms.iter().any(|form| text.contains(form)))
    };
    let mut notices = Vec::new();
    if expected.is_some() && !has("code") {
        notices.push(Notice::NoCodeInTemplate);
    }
    if has("brand") && brand.is_none() {
        notices.push(Notice::NoBrandForPlaceholder);
    }
    let language = model.text(Member::Language).unwrap();
    if channel == Channel::Call && own.is_some() && language.is_none() {
        notices.push(Notice::TemplateWithoutLanguage);
    }
    // What depends on the layout of the message is compared in `tests/request`.
    let is_layout = |notice: &Notice| {
        matches!(notice, Notice::ForcesUcs2 { .. } | Notice::CodeAcrossSegments { .. })
    };
    assert!(verification.notices().filter(|notice| !is_layout(notice)).eq(notices));
}

fn check_settings(model: &Model, settings: Settings<'_>) {
    let text = |member| model.text(member).unwrap();
    let language = text(Member::Language);
    match settings {
        Settings::Sms(sms) => {
            assert_eq!(sms.source.as_str(), text(Member::SmsSource).unwrap_or("SMS"));
            assert_eq!(sms.encoding.as_str(), text(Member::SmsEncoding).unwrap_or("AUTO"));
        }
        Settings::Call(call) => {
            let source = text(Member::CallSource);
            let source = source.map(|text| phone_model::parse(text, None).unwrap().0);
            assert_eq!(call.source.map(|number| format!("{number:#}")), source);
            assert_eq!(call.language.as_str(), language.unwrap_or("en-US"));
            let repetition = model.integer(Member::CallRepetition, 1, 3, 2).unwrap();
            assert_eq!(i64::from(call.repetition.get()), repetition);
            let voice = model.line(Member::CallVoiceProfile, 50).unwrap();
            assert_eq!(call.voice_profile.map(Line::as_str), voice);
            assert_eq!(call.speed.tenths(), model.speed().unwrap());
        }
        Settings::WhatsApp(whatsapp) => {
            let name = text(Member::WhatsAppTemplateName);
            assert_eq!(Some(whatsapp.template_name.as_str()), name);
            assert_eq!(whatsapp.language.map(Language::as_str), language);
        }
        _ => {}
    }
}
