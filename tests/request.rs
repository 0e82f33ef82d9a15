//! Requests: every row of the contract's table, each bound and every message, and all violations in order.

#![allow(clippy::unwrap_used, reason = "a test that panics is a test that fails")]

use proptest::prelude::*;
use verify_core::channel::{Call, Channel, Language, Settings, Sms, WhatsApp};
use verify_core::code::Format;
use verify_core::phone::PhoneNumber;
use verify_core::request::{
    CallOptions, CallbackUrl, Error, Found, Member, Notice, Request, SmsOptions, Verification,
    WhatsAppOptions,
};
use verify_core::session::Policy;
use verify_core::sms::Encoding;
use verify_core::template::Template;

const NUMBER: &str = "+6587654321";

/// What every request needs.
fn to_number() -> Request<&'static str> {
    Request { destination: Some(NUMBER), ..Request::default() }
}

fn on(channel: &str) -> Request<&str> {
    let whatsapp = WhatsAppOptions { template_name: Some("otp") };
    Request { channel: Some(channel), whatsapp, ..to_number() }
}

fn valid<'a>(request: &'a Request<&str>) -> Verification<'a> {
    assert_eq!(request.violations().count(), 0);
    request.validate().unwrap()
}

/// The one thing that is wrong with a request.
fn refused(request: &Request<&str>) -> Error {
    let violations: Vec<Error> = request.violations().collect();
    assert_eq!(request.validate().unwrap_err(), violations[0]);
    assert_eq!(violations.len(), 1, "{violations:?}");
    violations[0]
}

fn assert_refused(request: &Request<&str>, member: Member, api_code: u16, message: &str) {
    let error = refused(request);
    assert_eq!((error.member(), error.api_code()), (member, api_code));
    assert_eq!(error.to_string(), format!("{member}: {message}"));
    let api_message = match member {
        Member::Destination => "Invalid MSISDN format (not E.164 international number)".to_string(),
        _ => error.to_string(),
    };
    assert_eq!(error.api_message().to_string(), api_message);
}

#[test]
fn destination() {
    let cases = [
        ("+1 (987) 654-3210", None, "+19876543210"),
        ("6598765432", None, "+6598765432"),
        ("08765 4321", Some("SG"), "+6587654321"),
        ("07400 123456", Some("gb"), "+447400123456"),
        ("+6587654321", Some("US"), "+6587654321"),
    ];
    for (destination, country, number) in cases {
        let request = Request { destination: Some(destination), country, ..Request::default() };
        assert_eq!(valid(&request).destination().to_string(), number);
    }
    let is_refused = |destination, message| {
        let request = Request { destination, ..Request::default() };
        assert_refused(&request, Member::Destination, 1002, message);
    };
    is_refused(None, "expected a phone number in a string, found nothing");
    is_refused(Some(""), "expected a phone number, found no digit");
    is_refused(
        Some("call me"),
        "expected digits, spaces, brackets, dashes or dots, found 'c' at position 0",
    );
    is_refused(Some("+65 123"), "expected 8 digits for SG (after +65), found 3");
    is_refused(
        Some("08765 4321"),
        "expected an international number, which begins with `+` and a calling code, or a country for a national one",
    );
}

#[test]
fn country() {
    for country in ["SG", "sg", "Sg"] {
        let request = Request { destination: Some("87654321"), ..to_number() };
        let request = Request { country: Some(country), ..request };
        assert_eq!(valid(&request).destination().to_string(), NUMBER);
    }
    for country in ["", "S", "SGP", "XX", "65", "ＳＧ"] {
        let request = Request { country: Some(country), ..to_number() };
        assert_refused(
            &request,
            Member::Country,
            1009,
            "expected the two letters of a country (ISO 3166-1 alpha-2), such as `SG`",
        );
    }
}

#[test]
fn destination_is_judged_without_a_wrong_country_as_far_as_it_can_be() {
    // Without its country, nobody knows whether these are numbers.
    for destination in ["87654321", "08765 4321", "1"] {
        let request =
            Request { destination: Some(destination), country: Some("XX"), ..to_number() };
        assert_eq!(refused(&request).member(), Member::Country);
    }
    // These are none in any country.
    for destination in ["call me", "", "+", "12#34"] {
        let request =
            Request { destination: Some(destination), country: Some("XX"), ..to_number() };
        let members: Vec<Member> = request.violations().map(Error::member).collect();
        assert_eq!(members, [Member::Destination, Member::Country]);
        assert_eq!(request.validate().unwrap_err().member(), Member::Destination);
    }
}

#[test]
fn channel() {
    assert_eq!(valid(&to_number()).channel(), Channel::Sms);
    for channel in Channel::ALL {
        let request = on(channel.as_str());
        assert_eq!(valid(&request).channel(), channel);
        assert_eq!(
            valid(&request).policy(),
            Policy { sends_code: channel != Channel::Sma, ..Policy::default() }
        );
    }
    for channel in ["", "SMS", "fax", "whatsApp"] {
        assert_refused(
            &on(channel),
            Member::Channel,
            1000,
            "expected one of the channels sms, call, whatsapp, viber, sma (in small letters)",
        );
    }
}

#[test]
fn brand() {
    let with = |brand| Request { brand: Some(brand), ..to_number() };
    assert_eq!(valid(&to_number()).brand(), None);
    assert_eq!(valid(&with("")).brand(), None);
    let (thirty, one_more) = ("é".repeat(30), "é".repeat(31));
    for brand in ["A", "ABC", "\u{202A}Ünï\u{200F} 🔑", &thirty] {
        assert_eq!(valid(&with(brand)).brand().unwrap().as_str(), brand);
    }
    assert_refused(
        &with(&one_more),
        Member::Brand,
        1000,
        "expected at most 30 characters, found 31",
    );
    for brand in ["AB\n", "AB\u{2028}", "AB\0C", "AB\u{85}"] {
        assert_refused(
            &with(brand),
            Member::Brand,
            1000,
            "expected one line without control characters, found one at position 2",
        );
    }
}

/// Takes an integer within its bounds and refuses the next ones, and those that no smaller type holds.
fn integer(
    member: Member,
    bounds: core::ops::RangeInclusive<i64>,
    with: impl Fn(Option<i64>) -> Request<&'static str>,
    read: impl Fn(&Verification<'_>) -> u16,
    default: u16,
    expected: &str,
) {
    assert_eq!(read(&valid(&with(None))), default);
    for value in bounds.clone() {
        assert_eq!(i64::from(read(&valid(&with(Some(value))))), value);
    }
    let below = [bounds.start() - 1, 0, -1, -bounds.start(), i64::MIN];
    // Cut to 8, 16 or 32 bits, these would be within the bounds.
    let wrapped = [8, 16, 32].map(|bits| (1_i64 << bits) + bounds.start()).into_iter();
    let above = wrapped.filter(|value| value > bounds.end()).chain([bounds.end() + 1, i64::MAX]);
    for value in below {
        let message = format!("expected {expected}, found less");
        assert_refused(&with(Some(value)), member, 1010, &message);
    }
    for value in above {
        let message = format!("expected {expected}, found more");
        assert_refused(&with(Some(value)), member, 1010, &message);
    }
}

#[test]
fn code_length() {
    integer(
        Member::CodeLength,
        3..=10,
        |code_length| Request { code_length, ..to_number() },
        |verification| verification.policy().length.get().into(),
        4,
        "an integer from 3 to 10",
    );
}

#[test]
fn code_validity() {
    integer(
        Member::CodeValidity,
        30..=7200,
        |code_validity| Request { code_validity, ..to_number() },
        |verification| verification.policy().validity.seconds(),
        300,
        "an integer from 30 to 7200 (seconds)",
    );
}

#[test]
fn resending_interval() {
    integer(
        Member::ResendingInterval,
        10..=7200,
        |resending_interval| Request { resending_interval, ..to_number() },
        |verification| verification.policy().resending_interval.seconds(),
        10,
        "an integer from 10 to 7200 (seconds)",
    );
}

#[test]
fn code_type() {
    let with = |code_type| Request { code_type: Some(code_type), ..to_number() };
    assert_eq!(valid(&to_number()).policy().format, Format::Numeric);
    for format in Format::ALL {
        assert_eq!(valid(&with(format.as_str())).policy().format, format);
    }
    for code_type in ["", "numeric", "HEX", "NUMERIC "] {
        assert_refused(
            &with(code_type),
            Member::CodeType,
            1000,
            "expected NUMERIC, NUMERIC_WITH_DASH, ALPHANUMERIC, ALPHANUMERIC_CAPITALS or ALPHANUMERIC_EASY",
        );
    }
}

#[test]
fn template() {
    let text = "{code} for <brand>";
    for channel in ["sms", "call"] {
        let request = Request { template: Some(text), ..on(channel) };
        assert_eq!(valid(&request).template(), Some(Template::new(text)));
    }
    for channel in ["whatsapp", "viber", "sma"] {
        let request = Request { template: Some(text), ..on(channel) };
        let message = format!("expected only with the channels sms and call, found with {channel}");
        assert_refused(&request, Member::Template, 1007, &message);
        // Empty is as absent.
        valid(&Request { template: Some(""), ..on(channel) });
    }
}

#[test]
fn template_by_default() {
    for channel in ["sms", "call", "viber"] {
        for template in [None, Some("")] {
            let request = Request { template, ..on(channel) };
            assert_eq!(valid(&request).template(), Some(Template::DEFAULT));
            let request = Request { brand: Some("ABC"), ..request };
            assert_eq!(valid(&request).template(), Some(Template::DEFAULT_WITH_BRAND));
            assert_eq!(valid(&request).notices().count(), 0);
        }
    }
    for channel in ["whatsapp", "sma"] {
        assert_eq!(valid(&on(channel)).template(), None);
    }
}

fn language_of(verification: &Verification<'_>) -> Option<Language> {
    match verification.settings() {
        Settings::Call(Call { language, .. }) => Some(language),
        Settings::WhatsApp(WhatsApp { language, .. }) => language,
        Settings::Sms(_) | Settings::Viber | Settings::Sma => None,
    }
}

#[test]
fn language() {
    assert_eq!(language_of(&valid(&on("call"))), Some(Language::EN_US));
    assert_eq!(language_of(&valid(&on("whatsapp"))), None);
    for language in Language::all() {
        for channel in ["call", "whatsapp"] {
            let request = Request { language: Some(language.tag()), ..on(channel) };
            assert_eq!(language_of(&valid(&request)), Some(language));
        }
    }
    for channel in Channel::ALL {
        valid(&Request { language: Some("de-CH"), ..on(channel.as_str()) });
        for language in ["", "en", "en-us", "EN-US", "en_US", "tlh-KX"] {
            assert_refused(
                &Request { language: Some(language), ..on(channel.as_str()) },
                Member::Language,
                1000,
                "expected one of the 48 language tags, such as en-US (capitals and small letters count)",
            );
        }
    }
}

#[test]
fn reset_session() {
    for (reset_session, resets) in [(None, false), (Some(false), false), (Some(true), true)] {
        assert_eq!(valid(&Request { reset_session, ..to_number() }).policy().reset_session, resets);
    }
    let mut request = to_number();
    request.mistyped.note(Member::ResetSession, Found::String);
    assert_refused(&request, Member::ResetSession, 1000, "expected true or false, found a string");
}

#[test]
fn callback_url() {
    let with = |url| Request { callback_url: Some(url), ..to_number() };
    assert_eq!(valid(&to_number()).callback_url(), None);
    for url in ["http://example.com", "HTTPS://a.b_c-d:65535/x?y#z"] {
        assert_eq!(valid(&with(url)).callback_url().unwrap().as_str(), url);
    }
    assert_refused(
        &with("ftp://example.com"),
        Member::CallbackUrl,
        1000,
        "expected a URL that begins with http:// or https://",
    );
}

fn sms(verification: &Verification<'_>) -> Sms {
    match verification.settings() {
        Settings::Sms(sms) => sms,
        other => panic!("{other:?}"),
    }
}

#[test]
fn sms_source() {
    let with = |source| Request {
        sms: SmsOptions { source: Some(source), encoding: None },
        ..to_number()
    };
    assert_eq!(sms(&valid(&to_number())).source.as_str(), "SMS");
    let (eleven, sixteen) = ("ABC def 123", "1234567890123456");
    for source in ["A", eleven, "1", sixteen, "+1234567890123456", "+6512345678"] {
        assert_eq!(sms(&valid(&with(source))).source.as_str(), source);
    }
    let cases = [
        ("", "expected a sender with at least one letter or digit, found none"),
        ("ABC def 1234", "expected a sender of at most 11 letters, digits and spaces, found 12"),
        ("12345678901234567", "expected a sender of at most 16 digits, found 17"),
        (
            "My-Brand",
            "expected an ASCII letter, digit or space at position 2 of the sender, found '-'",
        ),
        ("+65a", "expected a digit at position 3 of a sender that starts with +, found 'a'"),
    ];
    for (source, message) in cases {
        assert_refused(&with(source), Member::SmsSource, 1005, message);
    }
}

#[test]
fn sms_encoding() {
    let with = |encoding| Request {
        sms: SmsOptions { source: None, encoding: Some(encoding) },
        ..to_number()
    };
    assert_eq!(sms(&valid(&to_number())).encoding, Encoding::Auto);
    for (name, encoding) in
        [("AUTO", Encoding::Auto), ("GSM7", Encoding::Gsm7), ("UCS2", Encoding::Ucs2)]
    {
        assert_eq!(sms(&valid(&with(name))).encoding, encoding);
    }
    for encoding in ["", "auto", "ASCII"] {
        assert_refused(
            &with(encoding),
            Member::SmsEncoding,
            1003,
            "expected one of the encodings AUTO, GSM7, UCS2 (in capitals)",
        );
    }
}

fn calling(call: CallOptions<&'static str>) -> Request<&'static str> {
    Request { call, ..on("call") }
}

fn call<'a>(verification: &Verification<'a>) -> Call<'a> {
    match verification.settings() {
        Settings::Call(call) => call,
        other => panic!("{other:?}"),
    }
}

#[test]
fn call_source() {
    let with = |source| calling(CallOptions { source: Some(source), ..CallOptions::default() });
    assert_eq!(call(&valid(&on("call"))).source, None);
    let number = PhoneNumber::parse("+6598765432", None).unwrap();
    for source in ["+6598765432", "6598765432", "+65 9876-5432"] {
        assert_eq!(call(&valid(&with(source))).source, Some(number));
    }
    let cases = [
        ("", "expected a phone number, found no digit"),
        ("MyBrand", "expected digits, spaces, brackets, dashes or dots, found 'M' at position 0"),
        ("+65 123", "expected 8 digits for SG (after +65), found 3"),
    ];
    for (source, message) in cases {
        assert_refused(&with(source), Member::CallSource, 1005, message);
    }
}

#[test]
fn call_speed() {
    let with = |speed| calling(CallOptions { speed: Some(speed), ..CallOptions::default() });
    assert_eq!(call(&valid(&on("call"))).speed.tenths(), 8);
    for tenths in 5..=20 {
        let speed = f64::from(tenths) / 10.0;
        assert_eq!(call(&valid(&with(speed))).speed.tenths(), tenths);
    }
    let cases =
        [(0.4, "less"), (0.49, "less"), (2.01, "more"), (2.1, "more"), (0.75, "a finer one")];
    for (speed, found) in cases {
        let message = format!("expected a speed from 0.5 to 2 in tenths, found {found}");
        assert_refused(&with(speed), Member::CallSpeed, 1010, &message);
    }
}

#[test]
fn call_repetition() {
    integer(
        Member::CallRepetition,
        1..=3,
        |repetition| calling(CallOptions { repetition, ..CallOptions::default() }),
        |verification| call(verification).repetition.get().into(),
        2,
        "an integer from 1 to 3",
    );
}

#[test]
fn call_voice_profile() {
    fn with(profile: &str) -> Request<&str> {
        let call = CallOptions { voice_profile: Some(profile), ..CallOptions::default() };
        Request { call, ..on("call") }
    }
    assert_eq!(call(&valid(&on("call"))).voice_profile, None);
    assert_eq!(call(&valid(&with(""))).voice_profile, None);
    let (fifty, one_more) = ("v".repeat(50), "v".repeat(51));
    for profile in ["en-US-ZiraRUS", &fifty] {
        assert_eq!(call(&valid(&with(profile))).voice_profile.unwrap().as_str(), profile);
    }
    let message = "expected at most 50 characters, found 51";
    assert_refused(&with(&one_more), Member::CallVoiceProfile, 1000, message);
    let message = "expected one line without control characters, found one at position 0";
    assert_refused(&with("\n"), Member::CallVoiceProfile, 1000, message);
}

#[test]
fn whatsapp_template_name() {
    fn with(template_name: Option<&str>) -> Request<&str> {
        Request { whatsapp: WhatsAppOptions { template_name }, ..on("whatsapp") }
    }
    let (longest, one_more) = ("t".repeat(512), "t".repeat(513));
    for name in ["otp", &longest] {
        let request = with(Some(name));
        let Settings::WhatsApp(WhatsApp { template_name, .. }) = valid(&request).settings() else {
            panic!("another channel");
        };
        assert_eq!(template_name.as_str(), name);
    }
    let cases = [
        (None, "expected a string with the name of a template, found nothing"),
        (Some(""), "expected 1 to 512 characters, found none"),
        (Some(&*one_more), "expected at most 512 characters, found 513"),
    ];
    for (name, message) in cases {
        assert_refused(&with(name), Member::WhatsAppTemplateName, 1000, message);
    }
}

#[test]
fn client_ip() {
    let with = |address| Request { client_ip: Some(address), ..to_number() };
    assert_eq!(valid(&to_number()).client_ip(), None);
    let cases = [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:DB8::1", "2001:db8::1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("::", "::"),
    ];
    for (address, shown) in cases {
        assert_eq!(valid(&with(address)).client_ip().unwrap().to_string(), shown);
    }
    for address in
        ["", "192.0.2", "192.0.2.256", "192.0.2.1:80", " 192.0.2.1", "[::1]", "fe80::1%eth0"]
    {
        assert_refused(
            &with(address),
            Member::ClientIp,
            1012,
            "expected a string with an IPv4 or IPv6 address, found another text",
        );
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
fn notices() {
    let notices = |request: &Request<&str>| valid(request).notices().collect::<Vec<_>>();
    assert_eq!(notices(&to_number()), []);
    let with = |template, channel| Request { template: Some(template), ..on(channel) };
    for channel in ["sms", "call"] {
        let language = Some("en-GB");
        assert_eq!(notices(&Request { language, ..with("{code}", channel) }), []);
        assert_eq!(
            notices(&Request { language, ..with("hello", channel) }),
            [Notice::NoCodeInTemplate]
        );
        let branded = Request { language, ..with("{code} <brand>", channel) };
        assert_eq!(notices(&branded), [Notice::NoBrandForPlaceholder]);
        assert_eq!(notices(&Request { brand: Some("ABC"), ..branded }), []);
    }
    assert_eq!(notices(&with("{code}", "call")), [Notice::TemplateWithoutLanguage]);
    assert_eq!(
        notices(&with("{brand}", "call")),
        [Notice::NoCodeInTemplate, Notice::NoBrandForPlaceholder, Notice::TemplateWithoutLanguage],
    );
    for channel in Channel::ALL {
        assert_eq!(notices(&on(channel.as_str())), []);
    }
}

#[test]
fn every_notice() {
    let says = |notice: Notice, text: &str| assert_eq!(notice.to_string(), text);
    says(Notice::NoCodeInTemplate, "template: has no {code}, so the message carries no code");
    says(Notice::NoBrandForPlaceholder, "template: has a {brand}, which no brand fills");
    says(Notice::TemplateWithoutLanguage, "language: a template for a call is read in en-US");
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
    assert!(Member::ALL.into_iter().map(|member| (member.as_str(), member.api_code())).eq(table));
    assert!(Member::ALL.is_sorted());
}

#[test]
fn every_member_says_what_its_type_is() {
    let expected = [
        "destination: expected a phone number in a string, found a boolean or a number",
        "country: expected a string of two letters (ISO 3166-1 alpha-2), found a number",
        "channel: expected a string: sms, call, whatsapp, viber or sma, found a boolean",
        "brand: expected a string of at most 30 characters, found one that is too long or has escapes",
        "codeLength: expected an integer from 3 to 10, found a fraction",
        "codeValidity: expected an integer from 30 to 7200 (seconds), found a string",
        "codeType: expected a string, such as NUMERIC, found an array",
        "template: expected a string, found an object",
        "language: expected a string with a language tag, such as en-US, found several",
        "resetSession: expected true or false, found a number",
        "resendingInterval: expected an integer from 10 to 7200 (seconds), found a boolean",
        "callbackUrl: expected a string with an http or https URL, found one with escapes that were not resolved",
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
fn a_full_request() {
    let request = Request {
        destination: Some("+1 (987) 654-3210"),
        country: Some("US"),
        channel: Some("sms"),
        brand: Some("ABC"),
        code_length: Some(6),
        code_validity: Some(600),
        code_type: Some("ALPHANUMERIC_EASY"),
        template: Some("<brand>: {code}"),
        language: Some("en-US"),
        reset_session: Some(true),
        resending_interval: Some(60),
        callback_url: Some("http://example.com"),
        sms: SmsOptions { source: Some("+6512345678"), encoding: Some("UCS2") },
        call: CallOptions {
            source: Some("+6598765432"),
            speed: Some(0.8),
            repetition: Some(2),
            voice_profile: Some("en-US-ZiraRUS"),
        },
        whatsapp: WhatsAppOptions { template_name: Some("otp") },
        client_ip: Some("192.0.2.1"),
        ..Request::default()
    };
    let verification = valid(&request);
    assert_eq!(verification.notices().count(), 0);
    assert_eq!(
        format!("{verification:?}"),
        "Verification { destination: PhoneNumber(+1********10), settings: Sms(Sms { source: SenderId(\"+6512345678\"), \
         encoding: Ucs2 }), brand: Some(Line(\"ABC\")), policy: Policy { format: AlphanumericEasy, length: Length(6), \
         validity: Validity(600), resending_interval: ResendingInterval(60), reset_session: true, sends_code: true }, \
         template: Some(Template(\"<brand>: {code}\")), callback_url: Some(CallbackUrl(http://example.com..)), \
         client_ip: Some(192.0.2.1), lacks_language: false }",
    );
}

#[test]
fn debug_of_a_request_shows_no_value() {
    let mut request: Request<String> = Request::default();
    assert_eq!(
        format!("{request:?}"),
        "Request { sms: SmsOptions, call: CallOptions, whatsapp: WhatsAppOptions, mistyped: {} }",
    );
    request.destination = Some(NUMBER.into());
    request.code_length = Some(6_587_654_321);
    request.call.source = Some(NUMBER.into());
    request.mistyped.note(Member::Brand, Found::Number);
    let shown = format!("{request:?} {:?} {request:#?}", request.validate());
    assert!(!shown.contains("87654321") && !shown.contains("6587"), "{shown}");
    assert!(shown.starts_with(
        "Request { destination: .., code_length: .., sms: SmsOptions, call: CallOptions { source: .. }, \
         whatsapp: WhatsAppOptions, mistyped: {Brand: Number} }"
    ));
}

#[test]
fn sizes() {
    assert!(size_of::<Error>() <= 40, "{}", size_of::<Error>());
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
    /// A member is absent, right or wrong, by chance.
    fn requests()(
        destination in prop_oneof![Just(Some(NUMBER)), text()],
        [country, channel, brand, code_type] in [text(), text(), text(), text()],
        [template, language, callback_url, client_ip] in [text(), text(), text(), text()],
        [source, encoding, caller, voice_profile, template_name] in [text(), text(), text(), text(), text()],
        [code_length, code_validity, resending_interval, repetition] in [integers(), integers(), integers(), integers()],
        speed in prop::option::of(prop_oneof![Just(0.8), any::<f64>()]),
        reset_session in any::<Option<bool>>(),
        mistyped in prop::collection::vec(prop::sample::select(Member::ALL.to_vec()), 0..3),
    ) -> Request<&'static str> {
        let mut request = Request {
            destination, country, channel, brand, code_length, code_validity, code_type, template, language,
            reset_session, resending_interval, callback_url, client_ip,
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
    #![proptest_config(ProptestConfig { cases: 4096, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_first_violation_is_the_one_that_is_returned(request in requests()) {
        let violations: Vec<Error> = request.violations().collect();
        prop_assert_eq!(request.validate().err(), violations.first().copied());
        prop_assert!(violations.windows(2).all(|pair| pair[0].member() < pair[1].member()));
    }

    #[test]
    fn any_texts(texts in prop::collection::vec(".*", 13), channel in 0..5_usize) {
        let [destination, country, brand, code_type, template, language, callback_url, client_ip, source, encoding,
            caller, voice_profile, template_name] = [(); 13].map({
                let mut texts = texts.iter();
                move |()| texts.next().map(String::as_str)
            });
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
