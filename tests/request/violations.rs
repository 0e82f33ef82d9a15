//! What holds of all violations: their order, mistyped members, members that depend on a wrong one,
//! and what `Debug` shows.

use proptest::prelude::*;
use verify_core::channel::Channel;
use verify_core::request::{
    CallOptions, Error, Found, Member, Request, SmsOptions, Verification, WhatsAppOptions,
};
use verify_core::response::ApiError;
use verify_core::url::CallbackUrl;

use crate::{NUMBER, assert_refused, on, refused, to_number, valid};

#[test]
fn destination_is_judged_without_a_wrong_country_as_far_as_it_can_be() {
    // Only the country could tell whether these are numbers.
    for destination in ["87654321", "08765 4321", "1"] {
        let request =
            Request { destination: Some(destination), country: Some("XX"), ..to_number() };
        assert_eq!(refused(&request).member(), Member::Country);
    }
    // These are not numbers in any country.
    for destination in ["call me", "", "+", "12#34"] {
        let request =
            Request { destination: Some(destination), country: Some("XX"), ..to_number() };
        let members: Vec<Member> = request.violations().map(Error::member).collect();
        assert_eq!(members, [Member::Destination, Member::Country]);
        assert_eq!(request.validate().unwrap_err().member(), Member::Destination);
    }
}

#[test]
fn options_of_other_channels_are_ignored() {
    let wrong = Request {
        sms: SmsOptions { source: Some("much-too-long-a-sender"), encoding: Some("EBCDIC") },
        call: CallOptions {
            source: Some("nobody"),
            speed: Some(-1.0),
            repetition: Some(1000),
            voice_profile: Some("\n"),
        },
        whatsapp: WhatsAppOptions { template_name: Some("") },
        ..to_number()
    };
    let cases: [(&str, &[Member]); 5] = [
        ("sms", &[Member::SmsSource, Member::SmsEncoding]),
        (
            "call",
            &[
                Member::CallSource,
                Member::CallSpeed,
                Member::CallRepetition,
                Member::CallVoiceProfile,
            ],
        ),
        ("whatsapp", &[Member::WhatsAppTemplateName]),
        ("viber", &[]),
        ("sma", &[]),
    ];
    for (channel, expected) in cases {
        let mut request = Request { channel: Some(channel), ..wrong };
        let members: Vec<Member> = request.violations().map(Error::member).collect();
        assert_eq!(members, expected, "{channel}");
        for (object, own) in
            [(Member::Sms, "sms"), (Member::Call, "call"), (Member::WhatsApp, "whatsapp")]
        {
            request =
                Request { channel: Some(channel), whatsapp: on(channel).whatsapp, ..to_number() };
            request.mistyped.note(object, Found::Array);
            if channel == own {
                assert_refused(&request, object, 1000, "expected an object, found an array");
            } else {
                valid(&request);
            }
        }
    }
}

#[test]
fn nothing_is_judged_by_a_wrong_channel() {
    let request = Request {
        channel: Some("fax"),
        template: Some("text"),
        sms: SmsOptions { source: Some("-"), encoding: Some("-") },
        ..to_number()
    };
    assert_eq!(refused(&request).member(), Member::Channel);
}

#[test]
fn members_are_in_the_order_of_the_table() {
    let table = [
        ("destination", 1002),
        ("country", 1009),
        ("channel", 1000),
        ("brand", 1000),
        ("codeLength", 1010),
        ("codeValidity", 1010),
        ("codeType", 1000),
        ("template", 1007),
        ("language", 1000),
        ("resetSession", 1000),
        ("resendingInterval", 1010),
        ("callbackUrl", 1000),
        ("sms", 1000),
        ("sms.source", 1005),
        ("sms.encoding", 1003),
        ("call", 1000),
        ("call.source", 1005),
        ("call.speed", 1010),
        ("call.repetition", 1010),
        ("call.voiceProfile", 1000),
        ("whatsapp", 1000),
        ("whatsapp.templateName", 1000),
        ("clientIp", 1012),
    ];
    let refused = |member: Member| {
        let mut request = on(member.as_str().split('.').next().unwrap_or_default());
        if !Channel::ALL.map(Channel::as_str).contains(&request.channel.unwrap_or_default()) {
            request.channel = None;
        }
        if member == Member::WhatsAppTemplateName {
            request.whatsapp.template_name = None;
        }
        if member == Member::Destination {
            request.destination = None;
        }
        request.mistyped.note(member, Found::Array);
        (member.as_str(), ApiError::from(crate::refused(&request)).code())
    };
    assert!(Member::ALL.into_iter().map(refused).eq(table));
    assert!(Member::ALL.is_sorted());
}

#[test]
fn every_member_says_what_its_type_is() {
    let expected = [
        "destination: expected a phone number in a string, found a boolean or a number",
        "country: expected a string of two letters (ISO 3166-1 alpha-2), found a number",
        "channel: expected a string: sms, call, whatsapp, viber or sma, found a boolean",
        "brand: expected a string of at most 30 characters, found one that is too long or has \
         escapes",
        "codeLength: expected an integer from 3 to 10, found a fraction",
        "codeValidity: expected an integer from 30 to 7200 (seconds), found a string",
        "codeType: expected a string, such as NUMERIC, found an array",
        "template: expected a string, found an object",
        "language: expected a string with a language tag, such as en-US, found several",
        "resetSession: expected true or false, found a number",
        "resendingInterval: expected an integer from 10 to 7200 (seconds), found a boolean",
        "callbackUrl: expected a string with an http or https URL, found one with escapes that \
         were not resolved",
        "sms: expected an object, found a string",
        "sms.source: expected a string with a sender, found a number",
        "sms.encoding: expected a string: AUTO, GSM7 or UCS2, found a number",
        "call: expected an object, found a string",
        "call.source: expected a phone number in a string, found a number",
        "call.speed: expected a number from 0.5 to 2, found a string",
        "call.repetition: expected an integer from 1 to 3, found a fraction",
        "call.voiceProfile: expected a string of at most 50 characters, found a number",
        "whatsapp: expected an object, found an array",
        "whatsapp.templateName: expected a string with the name of a template, found a number",
        "clientIp: expected a string with an IPv4 or IPv6 address, found a number",
    ];
    let found = [
        Found::Scalar,
        Found::Number,
        Found::Boolean,
        Found::TooLarge,
        Found::Fraction,
        Found::String,
        Found::Array,
        Found::Object,
        Found::Repeated,
        Found::Number,
        Found::Boolean,
        Found::Escapes,
        Found::String,
        Found::Number,
        Found::Number,
        Found::String,
        Found::Number,
        Found::String,
        Found::Fraction,
        Found::Number,
        Found::Array,
        Found::Number,
        Found::Number,
    ];
    for ((member, found), message) in Member::ALL.into_iter().zip(found).zip(expected) {
        let mut request = match message.split_once(['.', ':']).unwrap().0 {
            channel @ ("call" | "whatsapp") => on(channel),
            _ => to_number(),
        };
        match member {
            Member::Destination => request.destination = None,
            Member::WhatsAppTemplateName => request.whatsapp.template_name = None,
            _ => {}
        }
        request.mistyped.note(member, found);
        assert_eq!(request.mistyped.found(member), Some(found));
        assert_eq!(refused(&request).to_string(), message);
    }
}

#[test]
fn a_member_that_is_there_is_not_mistyped() {
    let mut request = Request { code_length: Some(6), ..to_number() };
    request.mistyped.note(Member::CodeLength, Found::String);
    request.mistyped.note(Member::Destination, Found::Number);
    assert_eq!(valid(&request).policy().length.get(), 6);
}

#[test]
fn debug_of_a_request_shows_no_value() {
    let mut request: Request<String> = Request::default();
    assert_eq!(
        format!("{request:?}"),
        "Request { sms: SmsOptions, call: CallOptions, whatsapp: WhatsAppOptions, mistyped: {}, \
         misnamed: {} }",
    );
    request.destination = Some(NUMBER.into());
    request.code_length = Some(6_587_654_321);
    request.call.source = Some(NUMBER.into());
    request.mistyped.note(Member::Brand, Found::Number);
    let shown = format!("{request:?} {:?} {request:#?}", request.validate());
    assert!(!shown.contains("87654321") && !shown.contains("6587"), "{shown}");
    assert!(shown.starts_with(
        "Request { destination: .., code_length: .., sms: SmsOptions, \
         call: CallOptions { source: .. }, whatsapp: WhatsAppOptions, mistyped: {Brand: Number}, \
         misnamed: {} }"
    ));
}

#[test]
fn sizes() {
    assert!(size_of::<Error>() <= 32, "{}", size_of::<Error>());
    assert!(size_of::<Verification<'_>>() <= 512, "{}", size_of::<Verification<'_>>());
}

fn text() -> impl Strategy<Value = Option<&'static str>> {
    prop::option::of(prop::sample::select(vec![
        "",
        "+6587654321",
        "87654321",
        "SG",
        "XX",
        "sms",
        "call",
        "whatsapp",
        "viber",
        "sma",
        "NUMERIC",
        "en-US",
        "GSM7",
        "http://a",
        "192.0.2.1",
        "{code}",
        "\n",
        "a text that is too long for a brand, and even for a voice",
    ]))
}

fn integers() -> impl Strategy<Value = Option<i64>> {
    prop::option::of(prop_oneof![-1..12_i64, 28..32_i64, 7199..7202_i64, any::<i64>()])
}

prop_compose! {
    /// Each member is absent, valid or wrong by chance.
    fn requests()(
        destination in prop_oneof![Just(Some(NUMBER)), text()],
        [country, channel, brand, code_type] in [text(), text(), text(), text()],
        [template, language, callback_url, client_ip] in [text(), text(), text(), text()],
        [source, encoding, caller, voice_profile, template_name] in
            [text(), text(), text(), text(), text()],
        [code_length, code_validity, resending_interval, repetition] in
            [integers(), integers(), integers(), integers()],
        speed in prop::option::of(prop_oneof![Just(0.8), any::<f64>()]),
        reset_session in any::<Option<bool>>(),
        mistyped in prop::collection::vec(prop::sample::select(Member::ALL.to_vec()), 0..3),
    ) -> Request<&'static str> {
        let mut request = Request {
            destination, country, channel, brand, code_length, code_validity, code_type, template,
            language, reset_session, resending_interval, callback_url, client_ip,
            sms: SmsOptions { source, encoding },
            call: CallOptions { source: caller, speed, repetition, voice_profile },
            whatsapp: WhatsAppOptions { template_name },
            ..Request::default()
        };
        for member in mistyped {
            request.mistyped.note(member, Found::Object);
        }
        request
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 4096,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_first_violation_is_the_one_that_is_returned(request in requests()) {
        let violations: Vec<Error> = request.violations().collect();
        prop_assert_eq!(request.validate().err(), violations.first().copied());
        prop_assert!(violations.windows(2).all(|pair| pair[0].member() < pair[1].member()));
    }

    #[test]
    fn any_texts(texts in prop::collection::vec(".*", 13), channel in 0..5_usize) {
        let mut texts = texts.iter().map(String::as_str);
        let [destination, country, brand, code_type, template, language, callback_url] =
            [(); 7].map(|()| texts.next());
        let [client_ip, source, encoding, caller, voice_profile, template_name] =
            [(); 6].map(|()| texts.next());
        let request = Request {
            destination, country, brand, code_type, template, language, callback_url, client_ip,
            channel: Some(Channel::ALL[channel].as_str()),
            sms: SmsOptions { source, encoding },
            call: CallOptions { source: caller, speed: None, repetition: None, voice_profile },
            whatsapp: WhatsAppOptions { template_name },
            ..Request::default()
        };
        prop_assert_eq!(request.validate().err(), request.violations().next());
        if let Some(callback_url) = callback_url && let Ok(url) = CallbackUrl::parse(callback_url) {
            prop_assert!(url.as_str().is_ascii());
        }
    }
}
