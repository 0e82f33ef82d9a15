//! Deliveries: what the gateway of each channel is handed, what is refused before a session starts,
//! and that logs show no code.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

#[path = "../properties/gsm0338.rs"]
mod gsm0338;
mod preflight;

use std::net::{IpAddr, Ipv4Addr};
use std::time::Duration;

use verify_core::channel::{Channel, Language, Speed};
use verify_core::code::{Format, Generator, Length};
use verify_core::delivery::{Delivery, DeliveryError, MAX_SMS_LEN, Text};
use verify_core::request::{CallOptions, Request, SmsOptions, Verification, WhatsAppOptions};
use verify_core::session::{Policy, Session};
use verify_core::sms::{Charset, MessageError};
use verify_core::time::Timestamp;
use verify_core::url::BaseUrl;

const NUMBER: &str = "+6587654321";

fn now() -> Timestamp {
    Timestamp::from_unix_millis(1_766_037_294_090).unwrap()
}

fn rng() -> Generator {
    Generator::from_seed([7; 32])
}

fn on(channel: &str) -> Request<&str> {
    Request {
        destination: Some(NUMBER),
        channel: Some(channel),
        whatsapp: WhatsAppOptions { template_name: Some("otp_copy_code") },
        ..Request::default()
    }
}

fn start(verification: &Verification<'_>) -> Session {
    Session::start(now(), verification.destination(), verification.policy(), &mut rng())
}

fn with_code(format: Format, length: u8) -> Policy {
    Policy { format, length: Length::new(length).unwrap(), ..Policy::default() }
}

/// The text of a message, on the channels that have one.
fn text<'a>(delivery: &Delivery<'a>) -> &'a str {
    match *delivery {
        Delivery::Sms(sms) => sms.message.text(),
        Delivery::Call(call) => call.text,
        Delivery::Viber(viber) => viber.text,
        _ => panic!("no text on {}", delivery.channel()),
    }
}

fn spelt_out(code: &str) -> String {
    let symbols = code.chars().filter(|symbol| *symbol != '-').map(String::from);
    symbols.collect::<Vec<_>>().join(", ")
}

#[test]
fn sms_has_to_source_text_charset_and_segments() {
    let sms = SmsOptions { source: Some("ACME"), encoding: None };
    let request = Request { brand: Some("ABC"), sms, ..on("sms") };
    let verification = request.validate().unwrap();
    let session = start(&verification);
    let mut room = Text::<160>::new();
    let delivery = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut room).unwrap();
    let Delivery::Sms(sms) = delivery else { panic!("{delivery:?}") };
    assert_eq!((sms.to.to_string().as_str(), sms.source.as_str()), (NUMBER, "ACME"));
    let text = format!("ABC: Your verification code is {}", session.code().expose());
    assert_eq!(sms.message.text(), text);
    assert_eq!((sms.message.charset(), sms.message.units()), (Charset::Gsm7, 35));
    assert!(sms.message.segments().map(|segment| segment.units()).eq([35]));
    assert_eq!((delivery.channel(), delivery.to()), (Channel::Sms, session.destination()));
}

#[test]
fn sms_keeps_to_the_encoding_that_is_asked_for() {
    let ascii = "{code} is your code";
    for (encoding, template, charset, segments) in [
        ("AUTO", ascii, Charset::Gsm7, 1),
        ("AUTO", "你的验证码是 {code}", Charset::Ucs2, 1),
        ("GSM7", ascii, Charset::Gsm7, 1),
        ("UCS2", ascii, Charset::Ucs2, 1),
        (
            "UCS2",
            "Your code, which expires in five minutes and is nobody else's, is {code}.",
            Charset::Ucs2,
            2,
        ),
    ] {
        let sms = SmsOptions { source: None, encoding: Some(encoding) };
        let request = Request { template: Some(template), sms, ..on("sms") };
        let verification = request.validate().unwrap();
        let session = start(&verification);
        let mut room = Text::<160>::new();
        let delivery = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut room).unwrap();
        let Delivery::Sms(sms) = delivery else { panic!("{delivery:?}") };
        assert_eq!((sms.message.charset(), sms.message.segments().len()), (charset, segments));
        assert_eq!(sms.source.as_str(), "SMS");
    }
}

#[test]
fn call_has_to_caller_id_language_voice_speed_repetition_and_a_text_spelt_out() {
    let call = CallOptions {
        source: Some("+6598765432"),
        speed: Some(1.2),
        repetition: Some(3),
        voice_profile: Some("de-CH-Karsten"),
    };
    let template = Some("{code}. Noch einmal: <code>.");
    let request = Request { language: Some("de-CH"), template, call, ..on("call") };
    let verification = request.validate().unwrap();
    let session = start(&verification);
    let mut room = Text::<160>::new();
    let delivery = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut room).unwrap();
    let Delivery::Call(call) = delivery else { panic!("{delivery:?}") };
    assert_eq!(call.to.to_string(), NUMBER);
    assert_eq!(call.source.unwrap().to_string(), "+6598765432");
    assert_eq!(call.language, Language::DE_CH);
    assert_eq!(call.voice_profile.unwrap().as_str(), "de-CH-Karsten");
    assert_eq!((call.speed, call.repetition.get()), (Speed::from_tenths(12).unwrap(), 3));
    let code = spelt_out(session.code().expose());
    assert_eq!(code.len(), "1, 2, 3, 4".len());
    assert_eq!(call.text, format!("{code}. Noch einmal: {code}."));
    assert_eq!((delivery.channel(), delivery.to()), (Channel::Call, session.destination()));
}

#[test]
fn call_reads_every_code_one_character_at_a_time_and_no_dash() {
    let request = on("call");
    let verification = request.validate().unwrap();
    for format in Format::ALL {
        for length in 3..=10 {
            let policy = with_code(format, length);
            let session = Session::start(now(), verification.destination(), policy, &mut rng());
            let mut room = Text::<160>::new();
            let delivery = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut room);
            let text = text(&delivery.unwrap());
            let read = text.strip_prefix("Your verification code is ").unwrap();
            assert_eq!(read, spelt_out(session.code().expose()));
            assert!(session.code().matches(&read.replace(", ", "")), "what is heard is entered");
        }
    }
}

#[test]
fn the_text_of_a_call_is_escaped_for_ssml() {
    let (template, brand) = (Some("{brand} \u{1}\"{code}\n5\t6\r\n\""), Some("A&B <'C'>"));
    let request = Request { brand, template, ..on("call") };
    let verification = request.validate().unwrap();
    let session = start(&verification);
    let mut room = Text::<160>::new();
    let delivery = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut room).unwrap();
    let Delivery::Call(call) = delivery else { panic!("{delivery:?}") };
    let code = spelt_out(session.code().expose());
    assert_eq!(call.text, format!("A&B <'C'> \u{1}\"{code}\n5\t6\r\n\""));
    // Tools delete line breaks: the code and the 5 would be one number.
    let escaped = format!("A&amp;B &lt;&apos;C&apos;&gt;  &quot;{code} 5 6  &quot;");
    assert_eq!(call.ssml().to_string(), escaped);
    assert_eq!(format!("{:?}", call.ssml()), "Ssml { .. }");
}

#[test]
fn whatsapp_has_to_template_name_language_and_code() {
    for (tag, language) in [(None, None), (Some("pt-BR"), Some(Language::PT_BR))] {
        let request = Request { language: tag, ..on("whatsapp") };
        let verification = request.validate().unwrap();
        let session = start(&verification);
        let mut room = Text::<0>::new();
        let delivery = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut room).unwrap();
        let Delivery::WhatsApp(whatsapp) = delivery else { panic!("{delivery:?}") };
        assert_eq!(whatsapp.to.to_string(), NUMBER);
        assert_eq!(whatsapp.template_name.as_str(), "otp_copy_code");
        assert_eq!((whatsapp.language, whatsapp.code.len()), (language, 4));
        assert!(session.code().matches(whatsapp.code.expose()));
        assert_eq!((delivery.channel(), delivery.to()), (Channel::WhatsApp, whatsapp.to));
    }
}

#[test]
fn viber_has_to_and_text() {
    let request = Request { brand: Some("ABC"), ..on("viber") };
    let verification = request.validate().unwrap();
    let session = start(&verification);
    let mut room = Text::<160>::new();
    let delivery = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut room).unwrap();
    let Delivery::Viber(viber) = delivery else { panic!("{delivery:?}") };
    let text = format!("ABC: Your verification code is {}", session.code().expose());
    assert_eq!((viber.to.to_string().as_str(), viber.text), (NUMBER, text.as_str()));
    assert_eq!((delivery.channel(), delivery.to()), (Channel::Viber, viber.to));
}

#[test]
fn sma_has_to_verification_url_and_client_ip() {
    let request = Request { client_ip: Some("192.0.2.1"), ..on("sma") };
    let verification = request.validate().unwrap();
    let session = start(&verification);
    let base = BaseUrl::parse("https://verify.example.com").unwrap();
    let mut room = Text::<0>::new();
    let delivery = Delivery::new(&verification, &session, base, &mut room).unwrap();
    let Delivery::Sma(sma) = delivery else { panic!("{delivery:?}") };
    assert_eq!(sma.to.to_string(), NUMBER);
    let url = format!("https://verify.example.com/sma/{}", session.id());
    assert_eq!(sma.verification_url.to_string(), url);
    assert_eq!(sma.client_ip, Some(IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1))));
    assert_eq!((delivery.channel(), delivery.to()), (Channel::Sma, sma.to));
}

#[test]
fn a_resend_carries_the_text_of_the_new_request_and_the_code_of_the_session() {
    let request = on("sms");
    let mut session = start(&request.validate().unwrap());
    let code = session.code().expose().to_string();

    let template = Some("Code: {code}");
    let request = Request { template, code_length: Some(10), ..on("call") };
    let verification = request.validate().unwrap();
    let later = now().saturating_add(Duration::from_secs(10));
    session.resend(later, verification.policy(), &mut rng()).unwrap();
    let mut room = Text::<160>::new();
    let delivery = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut room).unwrap();
    assert_eq!(text(&delivery), format!("Code: {}", spelt_out(&code)));
}

#[test]
fn it_goes_to_the_destination_of_the_session() {
    let request = on("viber");
    let verification = request.validate().unwrap();
    let session =
        Session::start(now(), "+19876543210".parse().unwrap(), Policy::default(), &mut rng());
    let mut room = Text::<160>::new();
    let delivery = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut room).unwrap();
    assert_eq!(delivery.to().to_string(), "+19876543210");
}

#[test]
fn a_session_without_a_code_is_sent_on_sma_only() {
    let sma = on("sma");
    let session = start(&sma.validate().unwrap());
    for channel in Channel::ALL {
        let request = on(channel.as_str());
        let verification = request.validate().unwrap();
        let mut room = Text::<160>::new();
        let sent = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut room);
        let refused = channel.sends_code().then_some(DeliveryError::NoCode);
        assert_eq!(sent.err(), refused, "{channel}");
    }
    assert_eq!(
        DeliveryError::NoCode.to_string(),
        "expected a session with a code: start it or send it again with the policy of the request"
    );
}

#[test]
fn a_text_that_does_not_fit_is_refused_before_a_session_starts() {
    let request = on("sms");
    let verification = request.validate().unwrap();
    let error = Delivery::preflight(&verification, None, &mut Text::<29>::new()).unwrap_err();
    let DeliveryError::BufferTooSmall(small) = error else { panic!("{error:?}") };
    assert_eq!((small.needed(), small.free()), (30, 29));
    assert_eq!(error.to_string(), "expected at least 30 free bytes in the buffer, found 29");
    assert_eq!(Delivery::preflight(&verification, None, &mut Text::<30>::new()), Ok(()));
    // `new` refuses it as well.
    for channel in ["sms", "viber", "call"] {
        let request = on(channel);
        let verification = request.validate().unwrap();
        let session = start(&verification);
        let mut text = Text::<29>::new();
        let error = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut text).unwrap_err();
        assert!(
            matches!(error, DeliveryError::BufferTooSmall(small) if small.free() == 29),
            "{channel}"
        );
    }
    // Channels without a text need no room.
    for channel in ["whatsapp", "sma"] {
        let request = on(channel);
        let verification = request.validate().unwrap();
        assert_eq!(Delivery::preflight(&verification, None, &mut Text::<0>::new()), Ok(()));
    }
}

#[test]
fn an_unsendable_text_message_is_refused_before_a_session_starts() {
    let sms = SmsOptions { source: None, encoding: Some("GSM7") };
    let request = Request { template: Some("{code} `"), sms, ..on("sms") };
    let error = check_anew(&request).unwrap_err();
    assert!(matches!(error, DeliveryError::Message(MessageError::NotInAlphabet(_))));
    assert_eq!(
        error.to_string(),
        "expected a character of the GSM 7-bit alphabet at position 5, found '`' (U+0060)"
    );
    for (encoding, units, charset) in
        [("AUTO", 1530, "GSM7"), ("GSM7", 1530, "GSM7"), ("UCS2", 670, "UCS2")]
    {
        let fits = format!("{{code}}{}", "x".repeat(units - 4));
        let sms = SmsOptions { source: None, encoding: Some(encoding) };
        let request = Request { template: Some(fits.as_str()), sms, ..on("sms") };
        assert_eq!(check_anew(&request), Ok(()));
        let longer = format!("{fits}x");
        let error = check_anew(&Request { template: Some(&longer), ..request }).unwrap_err();
        assert!(matches!(error, DeliveryError::Message(MessageError::TooLong { .. })));
        assert_eq!(
            error.to_string(),
            format!(
                "expected a text of at most 10 segments, found 11 ({} units of {charset})",
                units + 1
            )
        );
    }
    // The text of a call may be longer.
    let long = "x".repeat(3000);
    assert_eq!(check_anew(&Request { template: Some(&long), ..on("call") }), Ok(()));
}

fn check_anew(request: &Request<&str>) -> Result<(), DeliveryError> {
    Delivery::preflight(&request.validate().unwrap(), None, &mut Text::<MAX_SMS_LEN>::new())
}

#[test]
fn the_largest_buffer_holds_every_text_message() {
    let longest = gsm0338::table().into_iter().map(|(character, septets)| {
        let bytes = character.len_utf8();
        assert!(bytes <= 2 * septets.len(), "{character}");
        bytes
    });
    assert!(longest.max() > Some(1));
    let template = format!("{{code}}{}", "ä".repeat(1526));
    assert_eq!(check_anew(&Request { template: Some(&template), ..on("sms") }), Ok(()));
    let template = format!("{{code}}{}", "中".repeat(666));
    assert_eq!(check_anew(&Request { template: Some(&template), ..on("sms") }), Ok(()));
    // One code unit of UTF-16 is at most three bytes of UTF-8.
    const { assert!(670 * 3 <= MAX_SMS_LEN) };
    assert_eq!(MAX_SMS_LEN, 1530 * 2);
}

/// Covers every format and length of the old and the new code, with and without a reset, for
/// buffers around the needed size.
#[test]
fn preflight_agrees_with_new() {
    let formats: Vec<(Format, u8)> =
        Format::ALL.into_iter().flat_map(|format| [3, 4, 7, 10].map(|n| (format, n))).collect();
    let mut fitted = 0;
    // Behind an Arabic letter, a code with a dash has a mark in front.
    for (channel, lead) in [("sms", ""), ("call", ""), ("sms", "ز "), ("call", "ز ")] {
        for room in 0..14 {
            let template = format!("{lead}{{code}}{{code}}{}", "x".repeat(room));
            for (format, length) in &formats {
                for (kept, reset) in (0..=formats.len())
                    .map(|index| formats.get(index))
                    .flat_map(|kept| [(kept, false), (kept, true)])
                {
                    let request = Request {
                        template: Some(template.as_str()),
                        code_type: Some(format.as_str()),
                        code_length: Some((*length).into()),
                        reset_session: Some(reset),
                        ..on(channel)
                    };
                    let verification = request.validate().unwrap();
                    let old = kept.map(|(format, length)| {
                        let policy = with_code(*format, *length);
                        Session::start(now(), verification.destination(), policy, &mut rng())
                    });
                    let mut text = Text::<24>::new();
                    let checked = Delivery::preflight(&verification, old.as_ref(), &mut text);
                    let session = match old {
                        None => start(&verification),
                        Some(mut session) => {
                            let later = now().saturating_add(Duration::from_secs(10));
                            session.resend(later, verification.policy(), &mut rng()).unwrap();
                            session
                        }
                    };
                    let sent = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut text);
                    assert_eq!(sent.map(drop), checked, "{channel} {template} {kept:?} {reset}");
                    fitted += u32::from(checked.is_ok());
                }
            }
        }
    }
    assert!(fitted > 1000);
}

#[test]
fn a_final_session_or_one_without_a_code_is_checked_as_a_new_one() {
    let request = Request { template: Some("{code}"), code_length: Some(10), ..on("sms") };
    let verification = request.validate().unwrap();
    let mut text = Text::<9>::new();
    let mut session =
        Session::start(now(), verification.destination(), Policy::default(), &mut rng());
    assert_eq!(Delivery::preflight(&verification, Some(&session), &mut text), Ok(()));
    let _ = session.status(session.expires_at());
    assert!(Delivery::preflight(&verification, Some(&session), &mut text).is_err());
    let sma = on("sma");
    let session = start(&sma.validate().unwrap());
    assert!(Delivery::preflight(&verification, Some(&session), &mut text).is_err());
}

#[test]
fn a_buffer_is_reused() {
    let request = on("sms");
    let verification = request.validate().unwrap();
    let session = start(&verification);
    let mut room = Text::<30>::default();
    for _ in 0..3 {
        Delivery::preflight(&verification, Some(&session), &mut room).unwrap();
        let sent = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut room).unwrap();
        assert!(text(&sent).ends_with(session.code().expose()));
    }
}

#[test]
fn no_log_shows_a_code_or_a_number() {
    for channel in Channel::ALL {
        let request = Request {
            code_length: Some(10),
            code_type: Some("ALPHANUMERIC_CAPITALS"),
            ..on(channel.as_str())
        };
        let verification = request.validate().unwrap();
        let session = start(&verification);
        let mut room = Text::<160>::new();
        let delivery = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut room).unwrap();
        let log = format!("{delivery:?} {delivery:#?}");
        assert!(log.contains("+65******21"), "{log}");
        assert!(!log.contains("87654321"), "{log}");
        assert!(!log.contains("verification code"), "{log}");
        let code = session.code().expose();
        if channel.sends_code() {
            assert_eq!(code.len(), 10);
            assert!(!log.contains(code) && !log.contains(&spelt_out(code)), "{log}");
        }
        assert_eq!(format!("{room:?}"), "Text { capacity: 160, .. }");
    }
}
