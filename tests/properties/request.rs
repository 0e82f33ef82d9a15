//! `request`: any JSON, against the rows of the contract's table.
//!
//! The bytes: the body.

use std::fmt::Write;
use std::sync::LazyLock;

use regex::Regex;
use verify_core::channel::{Channel, Language, Line, Settings};
use verify_core::request::{
    self, Cause, CodeQuery, CodeQueryError, Error, Member, Notice, Request, Verification,
};
use verify_core::url::CallbackUrl;

use crate::phone_model;
use crate::request_body::{Body, Node};
use crate::request_model::{self, Model, Wrong};

pub(crate) fn check(bytes: &[u8]) {
    check_invariants(serde_json::from_slice::<Request<String>>(bytes).ok());
    check_invariants(serde_json::from_slice::<Request<&str>>(bytes).ok());
    let mut buffer = [0; 256];
    let request =
        serde_json_core::from_slice_escaped::<Request<heapless::String<40>>>(bytes, &mut buffer);
    check_invariants(request.ok().map(|(request, _)| request));

    check_raw_names(bytes);
    check_code_query(bytes);
    let request: Result<Request<String>, _> = serde_json::from_slice(bytes);
    match (Body::read(bytes), request) {
        (Some(body), Ok(request)) => check_request(&Model { body }, &request),
        (None, Err(error)) => {
            assert!(!error.to_string().is_empty());
            check_located(bytes);
        }
        (Some(_), Err(error)) => panic!("a body that is an object is refused: {error}"),
        (None, Ok(_)) => panic!("a body that is no object is taken"),
    }
}

/// Checks that a body which is refused for one member is a body without that member's value.
fn check_located(bytes: &[u8]) {
    static UNREADABLE: LazyLock<Regex> = LazyLock::new(|| {
        let number = r"-?[0-9.]+[eE]\+?[0-9]+|-?[0-9.]{309,}(?:[eE][+-]?[0-9]+)?";
        Regex::new(&format!(r#""(?:[^"\\]|\\.)*"|{number}"#)).unwrap()
    });
    let Some(error) = request::locate(bytes) else { return };
    assert!(error.to_string().starts_with(&format!("{}: expected ", error.member())));
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    // Of each string and each large number, only the harmless ones are kept.
    let mended = UNREADABLE.replace_all(&text, |found: &regex::Captures<'_>| {
        let value = &found[0];
        let is_read = serde_json::from_str::<f64>(value).is_ok()
            || serde_json::from_str::<String>(value).is_ok();
        if is_read { value.to_owned() } else { "null".to_owned() }
    });
    let mended = mended.strip_prefix('\u{FEFF}').unwrap_or(&mended);
    assert!(Body::read(mended.as_bytes()).is_some(), "{mended}");
}

/// Checks that `serde-json-core` finds the same members with escapes in their names and without.
fn check_raw_names(bytes: &[u8]) {
    let plain = serde_json_core::from_slice::<Request<heapless::String<40>>>(bytes);
    let Ok(text) = str::from_utf8(bytes) else { return };
    let names = Member::ALL.map(|member| member.as_str().rsplit('.').next().unwrap());
    let mut escaped = text.to_owned();
    for name in names {
        let mut spelt = String::new();
        for character in name.chars() {
            write!(spelt, "\\u{:04x}", u32::from(character)).unwrap();
        }
        escaped = escaped.replace(&format!("\"{name}\":"), &format!("\"{spelt}\":"));
    }
    let escaped = serde_json_core::from_str::<Request<heapless::String<40>>>(&escaped);
    if let (Ok((plain, _)), Ok((escaped, _))) = (plain, escaped) {
        assert_eq!(plain, escaped, "{text}");
    }
}

/// Compares the code of a query with a reader that takes the parameters one by one.
fn check_code_query(bytes: &[u8]) {
    let query = String::from_utf8_lossy(bytes);
    let decode = |text: &str| {
        let mut decoded = Vec::new();
        let mut unread = text.as_bytes();
        while let Some((byte, rest)) = unread.split_first() {
            let digits = rest.get(..2).and_then(|digits| str::from_utf8(digits).ok());
            let digits =
                digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
            let (value, rest) = match (byte, digits) {
                (b'%', Some(digits)) => (u8::from_str_radix(digits, 16).unwrap(), &rest[2..]),
                (b'+', _) => (b' ', rest),
                _ => (*byte, rest),
            };
            decoded.push(value);
            unread = rest;
        }
        decoded
    };
    let parameters = query.strip_prefix('?').unwrap_or(&query).split('&');
    let pairs = parameters.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let codes: Vec<_> = pairs.filter(|(name, _)| decode(name) == b"code").collect();
    let expected = match codes[..] {
        [] => Ok(None),
        [(_, "")] => Err(CodeQueryError::Empty),
        [(_, code)] => match String::from_utf8(decode(code)) {
            Ok(code) if code.len() > CodeQuery::MAX_LEN => Ok(Some("?".to_owned())),
            Ok(code) => Ok(Some(code)),
            Err(_) => Err(CodeQueryError::NotUtf8),
        },
        _ => Err(CodeQueryError::Repeated),
    };
    let found = CodeQuery::parse(&query).map(|code| code.map(|code| code.as_str().to_owned()));
    assert_eq!(found, expected, "{query}");
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
    let text = |member| model.given(member).unwrap();
    let (digits, country) = model.destination().unwrap().unwrap();
    let destination = verification.destination();
    assert_eq!((format!("{destination:#}"), destination.country()), (digits, country));
    let channel = model.channel().unwrap();
    assert_eq!((verification.channel(), verification.settings().channel()), (channel, channel));
    let brand = text(Member::Brand);
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
    let address = text(Member::ClientIp).map(|ip| request_model::client_ip(ip).unwrap());
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
    let own = model.given(Member::Template).unwrap();
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
    let language = model.given(Member::Language).unwrap();
    if channel == Channel::Call && own.is_some() && language.is_none() {
        notices.push(Notice::TemplateWithoutLanguage);
    }
    // What depends on the layout of the message is compared in `tests/request`, and so are names
    // that are nearly a member's.
    let is_compared = |notice: &Notice| {
        !matches!(
            notice,
            Notice::ForcesUcs2 { .. }
                | Notice::CodeAcrossSegments { .. }
                | Notice::Misnamed(_)
                | Notice::TemplateKey
        )
    };
    let template = expected.unwrap_or_default();
    if let Some(position) = foreign(template, "code") {
        notices.push(Notice::CodeInAnotherDialect { position });
    }
    if let Some(position) = foreign(template, "brand") {
        notices.push(Notice::BrandInAnotherDialect { position });
    }
    let found: Vec<Notice> = verification.notices().filter(is_compared).collect();
    assert_eq!(found, notices, "{template:?}");
}

/// Returns the position of the first placeholder of another dialect.
fn foreign(template: &str, name: &str) -> Option<usize> {
    let forms = format!(
        r"(?i)\{{\{{+ *{name} *\}}\}}|\$?\{{ *{name} *\}}|< *{name} *>|\[ *{name} *\]|%{name}%"
    );
    let ours = [format!("{{{name}}}"), format!("<{name}>")];
    let forms = Regex::new(&forms).unwrap();
    let found =
        forms.find_iter(template).find(|found| !ours.contains(&found.as_str().to_owned()))?;
    Some(template[..found.start()].chars().count())
}

fn check_settings(model: &Model, settings: Settings<'_>) {
    let text = |member| model.given(member).unwrap();
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
