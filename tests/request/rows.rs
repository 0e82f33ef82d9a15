//! One test for each member, named after it.

use verify_core::channel::{
    CallSettings, Channel, Language, Settings, SmsSettings, WhatsAppSettings,
};
use verify_core::code::Format;
use verify_core::phone::PhoneNumber;
use verify_core::request::{
    CallOptions, Found, Member, Notice, Request, SmsOptions, Verification, WhatsAppOptions,
};
use verify_core::response::ApiError;
use verify_core::session::Policy;
use verify_core::sms::Encoding;
use verify_core::template::Template;

use crate::{NUMBER, assert_refused, on, to_number, valid};

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
        "expected a country, or an international number: write it with + and the country code",
    );
}

#[test]
fn country() {
    for country in ["SG", "sg", "Sg"] {
        let request = Request { destination: Some("87654321"), ..to_number() };
        let request = Request { country: Some(country), ..request };
        assert_eq!(valid(&request).destination().to_string(), NUMBER);
    }
    for country in ["S", "SGP", "XX", "65", "ＳＧ"] {
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
fn channel() {
    assert_eq!(valid(&to_number()).channel(), Channel::Sms);
    for channel in Channel::ALL {
        let request = on(channel.as_str());
        assert_eq!(valid(&request).channel(), channel);
        assert_eq!(valid(&request).policy(), Policy { channel, ..Policy::default() });
    }
    for channel in [" ", "SMS", "fax", "whatsApp"] {
        assert_refused(
            &on(channel),
            Member::Channel,
            1000,
            "expected one of the channels sms, call, whatsapp, viber or sma (in lower case)",
        );
    }
}

#[test]
fn brand() {
    let with = |brand| Request { brand: Some(brand), ..to_number() };
    assert_eq!(valid(&to_number()).brand(), None);
    assert_eq!(valid(&with("")).brand(), None);
    let (thirty, one_more) = ("é".repeat(30), "é".repeat(31));
    let shown = [
        "A",
        "ABC",
        "Ünï\u{200F} 🔑",
        "\u{05D0}\u{200E}1",
        "می\u{200C}خواهم",
        "क्\u{200D}ष",
        "👩\u{200D}💻",
        "🏳\u{FE0F}\u{200D}🌈",
        "葛\u{E0100}城",
        "A \u{200E} B",
        &thirty,
    ];
    for brand in shown {
        assert_eq!(valid(&with(brand)).brand().unwrap().as_str(), brand);
    }
    let is_refused = |brand: &str, message: &str| {
        assert_refused(
            &Request { brand: Some(brand), ..to_number() },
            Member::Brand,
            1000,
            message,
        );
    };
    is_refused(&one_more, "expected at most 30 characters, found 31");
    for (brand, found) in
        [("AB\n", "000A"), ("AB\u{2028}", "2028"), ("AB\0C", "0000"), ("AB\u{85}", "0085")]
    {
        let message = "expected one line without control characters, found U+";
        is_refused(brand, &format!("{message}{found} at position 2"));
    }
    for turning in ('\u{202A}'..='\u{202E}').chain('\u{2066}'..='\u{2069}') {
        let message = format!(
            "expected text that does not turn its direction, found U+{:04X} at position 3",
            u32::from(turning)
        );
        is_refused(&format!("ABC{turning}D"), &message);
    }
    for hidden in [
        '\u{200B}',
        '\u{2060}',
        '\u{2064}',
        '\u{115F}',
        '\u{1160}',
        '\u{3164}',
        '\u{FFA0}',
        '\u{FEFF}',
        '\u{AD}',
        '\u{E0001}',
        '\u{E007F}',
        '\u{FDD0}',
        '\u{FFFE}',
        '\u{FFFF}',
        '\u{10FFFF}',
    ] {
        let message = format!(
            "expected characters that show, found U+{:04X} at position 1",
            u32::from(hidden)
        );
        is_refused(&format!("é{hidden}B"), &message);
    }
    for joiner in [
        '\u{200C}',
        '\u{200D}',
        '\u{200E}',
        '\u{200F}',
        '\u{FE00}',
        '\u{FE0F}',
        '\u{E0100}',
        '\u{E01EF}',
    ] {
        for (brand, position) in [
            (format!("{joiner}AB"), 0),
            (format!(" {joiner}AB"), 1),
            (format!("AB{joiner}"), 2),
            (format!("AB{joiner}{joiner} "), 2),
        ] {
            let message = format!(
                "expected U+{:04X} between characters that show, found it at position {position}",
                u32::from(joiner)
            );
            is_refused(&brand, &message);
        }
    }
}

#[test]
fn an_empty_optional_text_is_not_given() {
    let empty = Request {
        country: Some(""),
        channel: Some(""),
        brand: Some(""),
        code_type: Some(""),
        template: Some(""),
        language: Some(""),
        callback_url: Some(""),
        client_ip: Some(""),
        sms: SmsOptions { source: Some(""), encoding: Some("") },
        call: CallOptions { source: Some(""), voice_profile: Some(""), ..CallOptions::default() },
        ..to_number()
    };
    let shown = |request: &Request<&str>| format!("{:?}", valid(request));
    assert_eq!(shown(&empty), shown(&to_number()));
    for channel in ["call", "whatsapp", "viber", "sma"] {
        let (whatsapp, channel) = (on(channel).whatsapp, Some(channel));
        let absent = Request { channel, whatsapp, ..to_number() };
        assert_eq!(shown(&Request { channel, whatsapp, ..empty }), shown(&absent));
    }
    assert_eq!(
        valid(&Request { language: Some(""), template: Some("{code}"), ..on("call") })
            .notices()
            .collect::<Vec<_>>(),
        [Notice::TemplateWithoutLanguage]
    );
    // Required members are not optional.
    let request = Request { destination: Some(""), ..empty };
    assert_refused(&request, Member::Destination, 1002, "expected a phone number, found no digit");
}

/// Checks that the integers within the bounds are valid, and that their neighbours are refused, as
/// well as integers that need a larger type.
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
    // Truncated to 8, 16 or 32 bits, these would be within the bounds.
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
    for code_type in ["numeric", "HEX", "NUMERIC "] {
        assert_refused(
            &with(code_type),
            Member::CodeType,
            1000,
            "expected NUMERIC, NUMERIC_WITH_DASH, ALPHANUMERIC, ALPHANUMERIC_CAPITALS or \
             ALPHANUMERIC_EASY",
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
        // An empty template is equivalent to an absent one.
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
        Settings::Call(CallSettings { language, .. }) => Some(language),
        Settings::WhatsApp(WhatsAppSettings { language, .. }) => language,
        Settings::Sms(_) | Settings::Viber | Settings::Sma => None,
    }
}

#[test]
fn language() {
    assert_eq!(language_of(&valid(&on("call"))), Some(Language::EN_US));
    assert_eq!(language_of(&valid(&on("whatsapp"))), None);
    for language in Language::all() {
        for channel in ["call", "whatsapp"] {
            let request = Request { language: Some(language.as_str()), ..on(channel) };
            assert_eq!(language_of(&valid(&request)), Some(language));
        }
    }
    for channel in Channel::ALL {
        valid(&Request { language: Some("de-CH"), ..on(channel.as_str()) });
        for language in ["en", "en-us", "EN-US", "en_US", "tlh-KX"] {
            assert_refused(
                &Request { language: Some(language), ..on(channel.as_str()) },
                Member::Language,
                1000,
                "expected one of the 48 language tags, such as en-US (case-sensitive)",
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

fn sms(verification: &Verification<'_>) -> SmsSettings {
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
        (" ", "expected a sender with at least one letter or digit, found none"),
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
    for encoding in ["auto", "ASCII"] {
        assert_refused(
            &with(encoding),
            Member::SmsEncoding,
            1003,
            "expected one of the encodings AUTO, GSM7 or UCS2 (in capitals)",
        );
    }
}

fn calling(call: CallOptions<&'static str>) -> Request<&'static str> {
    Request { call, ..on("call") }
}

fn call<'a>(verification: &Verification<'a>) -> CallSettings<'a> {
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
        (" ", "expected a phone number, found no digit"),
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
    let message = "expected one line without control characters, found U+000A at position 0";
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
        let Settings::WhatsApp(WhatsAppSettings { template_name, .. }) = valid(&request).settings()
        else {
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
        // As proxies write them.
        (" 192.0.2.1\t ", "192.0.2.1"),
        ("192.0.2.1:0", "192.0.2.1"),
        (" 192.0.2.1:65535 ", "192.0.2.1"),
        ("[2001:db8::1]", "2001:db8::1"),
        (" [2001:db8::1]:443", "2001:db8::1"),
        ("[::ffff:192.0.2.1]:80", "192.0.2.1"),
        // An IPv4 address within an IPv6 one.
        ("64:ff9b::192.0.2.1", "192.0.2.1"),
        ("64:ff9b::", "0.0.0.0"),
        ("[64:FF9B::c000:201]:80", "192.0.2.1"),
        ("64:ff9b:1::192.0.2.1", "64:ff9b:1::c000:201"),
        ("64:ff9b::1:c000:201", "64:ff9b::1:c000:201"),
        ("::192.0.2.1", "::c000:201"),
        ("::fffe:192.0.2.1", "::fffe:c000:201"),
    ];
    for (address, shown) in cases {
        assert_eq!(valid(&with(address)).client_ip().unwrap().to_string(), shown, "{address}");
    }
    for address in [
        " ",
        "192.0.2",
        "192.0.2.256",
        "192.0.2.1:",
        "192.0.2.1:65536",
        "192.0.2.1:+80",
        "192.0.2.1:80:80",
        "192.0.2.1 80",
        "[192.0.2.1]",
        "[::1",
        "::1]",
        "[::1]80",
        "[::1]:",
        "[::1]:x",
        "[[::1]]",
        "[ ::1 ]",
        "\u{A0}192.0.2.1",
        "fe80::1%eth0",
        "unknown",
    ] {
        assert_refused(
            &with(address),
            Member::ClientIp,
            1012,
            "expected a string with an IPv4 or IPv6 address, found another text",
        );
    }
    for list in ["192.0.2.1, 198.51.100.7", "192.0.2.1,", ",", "::1,::2", "client, proxy"] {
        assert_refused(
            &with(list),
            Member::ClientIp,
            1012,
            "expected one IPv4 or IPv6 address, found a list of several",
        );
    }
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
    says(Notice::NoBrandForPlaceholder, "template: has {brand}, but the request has no brand");
    says(Notice::TemplateWithoutLanguage, "language: a template for a call is read in en-US");
    says(Notice::NoSms, "destination: a number of this kind cannot receive an SMS");
    says(
        Notice::ForcesUcs2 { found: '–', position: 5, segments: 1 },
        "message: '–' at position 5 is outside GSM 7-bit; \
         without it, the message takes 1 segment",
    );
    says(
        Notice::ForcesUcs2 { found: '–', position: 5, segments: 2 },
        "message: '–' at position 5 is outside GSM 7-bit; \
         without it, the message takes 2 segments",
    );
    says(
        Notice::CodeInAnotherDialect { position: 4 },
        "template: the placeholder at position 4 is one of another language, which stays in the \
         message in whole or in part: write {code}",
    );
    says(
        Notice::BrandInAnotherDialect { position: 0 },
        "template: the placeholder at position 0 is one of another language, which stays in the \
         message in whole or in part: write {brand}",
    );
    says(Notice::TemplateKey, "templateKey: ignored, since it is not supported");
    says(
        Notice::Misnamed(Member::CallbackUrl),
        "callbackUrl: ignored under another spelling of its name",
    );
    says(
        Notice::CodeAcrossSegments { surplus: 1 },
        "message: a segment border cuts the code; 1 character in front of it would have to go",
    );
    says(
        Notice::CodeAcrossSegments { surplus: 5 },
        "message: a segment border cuts the code; 5 characters in front of it would have to go",
    );
}

#[test]
fn a_placeholder_of_another_dialect_is_noticed() {
    fn notices(template: &str, channel: &str) -> Vec<Notice> {
        let request = Request { template: Some(template), brand: Some("ABC"), ..on(channel) };
        let request = Request { language: Some("en-GB"), ..request };
        let is_dialect = |notice: &Notice| {
            matches!(
                notice,
                Notice::CodeInAnotherDialect { .. } | Notice::BrandInAnotherDialect { .. }
            )
        };
        valid(&request).notices().filter(is_dialect).collect()
    }
    let code = |position| Notice::CodeInAnotherDialect { position };
    let brand = |position| Notice::BrandInAnotherDialect { position };
    for written in [
        "{{code}}",
        "{{ code }}",
        "{{{code}}}",
        "${code}",
        "%code%",
        "[code]",
        "{Code}",
        "{CODE}",
        "{ code }",
        "{code }",
        "{ code}",
        "<Code>",
        "< code >",
        "[ Code ]",
        "%CODE%",
        "${Code}",
    ] {
        for before in ["", "é ", "codebrand{code}<brand>"] {
            let position = before.chars().count();
            for channel in ["sms", "call"] {
                let template = format!("{before}{written}code");
                assert_eq!(notices(&template, channel), [code(position)], "{template}");
                let written = written.replace("code", "brand").replace("Code", "Brand");
                let template = format!("{before}{}brand", written.replace("CODE", "BRAND"));
                assert_eq!(notices(&template, channel), [brand(position)], "{template}");
            }
        }
    }
    assert_eq!(notices("%BRAND%: [code]", "sms"), [code(9), brand(0)]);
    // Of several, the first.
    assert_eq!(notices("{code} [code] {{code}}", "sms"), [code(7)]);
    for template in [
        "{code} <code> {brand}",
        "{{code} {code}}",
        "code",
        "{code",
        "code}",
        "[code}",
        "%code",
        "(code) \"code\" $code :code",
        "{barcode} {codes} [your code]",
        "5 % code 5 %, 5 % code % 5",
        "code{{",
        "é",
    ] {
        assert_eq!(notices(template, "sms"), [], "{template}");
    }
}

#[test]
fn a_member_under_nearly_its_name_is_noticed() {
    let mut request = to_number();
    for member in [Member::CallbackUrl, Member::CallSpeed, Member::SmsSource, Member::Brand] {
        request.misnamed.note(member);
    }
    let notices = |channel, request| {
        let whatsapp = on(channel).whatsapp;
        let request = Request { channel: Some(channel), whatsapp, ..request };
        valid(&request).notices().collect::<Vec<_>>()
    };
    let of = |members: &[Member]| members.iter().copied().map(Notice::Misnamed).collect::<Vec<_>>();
    let (brand, url) = (Member::Brand, Member::CallbackUrl);
    // Those of another channel are ignored under any name.
    assert_eq!(notices("sms", request), of(&[brand, url, Member::SmsSource]));
    assert_eq!(notices("call", request), of(&[brand, url, Member::CallSpeed]));
    assert_eq!(notices("viber", request), of(&[brand, url]));
    let mut request = to_number();
    request.misnamed.note_template_key();
    assert_eq!(notices("whatsapp", request), [Notice::TemplateKey]);
    assert_eq!(format!("{:?}", request.misnamed), "{templateKey}");
    request.misnamed.note(brand);
    assert_eq!(format!("{:?}", request.misnamed), "{Brand, templateKey}");
}

#[test]
fn an_assigned_destination() {
    let to = |destination| Request { destination: Some(destination), ..Request::default() };
    let notices = |request: &Request<&str>| {
        let verification = request.validate_assigned().unwrap();
        verification.notices().collect::<Vec<_>>()
    };
    // A landline, a mobile number, and one that may be either.
    assert_eq!(notices(&to("+44 20 7946 0018")), [Notice::NoSms]);
    assert_eq!(notices(&to("+44 7400 123456")), []);
    assert_eq!(notices(&to("+1 201 555 0123")), []);
    // On another channel, a landline is as good.
    assert_eq!(notices(&Request { channel: Some("viber"), ..to("+44 20 7946 0018") }), []);
    assert!(to("+44 20 7946 0018").validate().unwrap().notices().next().is_none());
    // In no range: the page's own number, which `validate` takes.
    let unassigned = to("+1 (987) 654-3210");
    assert!(unassigned.validate().is_ok());
    let error = unassigned.validate_assigned().unwrap_err();
    assert_eq!(error.member(), Member::Destination);
    assert_eq!(ApiError::from(error).code(), 1002);
    assert_eq!(
        error.to_string(),
        "destination: expected a number in use, found one that is in no range of its country: \
         check its digits"
    );
    let elsewhere = Request { code_length: Some(2), ..to("+44 7400 123456") };
    assert_eq!(elsewhere.validate_assigned().unwrap_err().member(), Member::CodeLength);
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
        "Verification { destination: PhoneNumber(+1********10), \
         settings: Sms(SmsSettings { source: SenderId(\"+6512345678\"), encoding: Ucs2 }), \
         brand: Some(Line(\"ABC\")), \
         policy: Policy { format: AlphanumericEasy, length: Length(6), validity: Validity(600), \
         resending_interval: ResendingInterval(60), reset_session: true, channel: Sms }, \
         template: Some(Template(\"<brand>: {code}\")), \
         callback_url: Some(CallbackUrl(http://example.com..)), \
         client_ip: Some(192.0.2.1), lacks_language: false, lacks_sms: false, misnamed: {} }",
    );
}

#[test]
fn a_code_that_a_segment_border_cuts_is_noticed() {
    let surplus = |template: &str, code_length: i64, code_type: &str, encoding: &str| {
        let sms = SmsOptions { source: None, encoding: Some(encoding) };
        let code_length = Some(code_length);
        let code_type = Some(code_type);
        let template = Some(template);
        let request = Request { template, code_length, code_type, sms, ..on("sms") };
        let notices: Vec<_> = valid(&request).notices().collect();
        notices.iter().find_map(|notice| match notice {
            Notice::CodeAcrossSegments { surplus } => Some(*surplus),
            _ => None,
        })
    };
    let behind = |before: usize, after: usize| {
        format!("{}{{code}}{}", "x".repeat(before), "x".repeat(after))
    };
    // The border is behind 153 septets, and only there if they are more than 160.
    for (before, length, expected) in
        [(147, 6, None), (148, 6, Some(1)), (152, 6, Some(5)), (153, 6, None), (144, 10, Some(1))]
    {
        assert_eq!(surplus(&behind(before, 100), length, "NUMERIC", "AUTO"), expected, "{before}");
    }
    assert_eq!(surplus(&behind(150, 4), 6, "NUMERIC", "AUTO"), None);
    assert_eq!(surplus(&behind(150, 5), 6, "NUMERIC", "AUTO"), Some(1));
    assert_eq!(surplus(&behind(64, 100), 6, "NUMERIC", "UCS2"), Some(3));
    assert_eq!(surplus(&behind(300, 100), 8, "NUMERIC_WITH_DASH", "GSM7"), Some(2));
    // A border between two codes cuts neither; of two, the first that is cut counts.
    let two = |before: usize| format!("{}{{code}}{{code}}{}", "x".repeat(before), "x".repeat(20));
    assert_eq!(surplus(&two(147), 6, "NUMERIC", "AUTO"), None);
    assert_eq!(surplus(&two(143), 6, "NUMERIC", "AUTO"), Some(2));
    // A mark in front of the code takes a unit.
    let arabic = |before: usize| format!("{}{{code}}{}", "ا".repeat(before), "ا".repeat(70));
    assert_eq!(surplus(&arabic(60), 7, "NUMERIC_WITH_DASH", "AUTO"), Some(1));
    assert_eq!(surplus(&arabic(60), 7, "NUMERIC", "AUTO"), None);
}

#[test]
fn the_first_character_that_forces_ucs_2_is_noticed() {
    let forced = |template: &str, encoding| {
        let sms = SmsOptions { source: None, encoding };
        let request = Request { template: Some(template), sms, ..on("sms") };
        valid(&request).notices().collect::<Vec<_>>()
    };
    let notice = |found, position, segments| Notice::ForcesUcs2 { found, position, segments };
    assert_eq!(forced("{code} – your code", None), [notice('–', 5, 1)]);
    assert_eq!(forced("{code} – your code", Some("UCS2")), []);
    assert_eq!(forced("{code} - your code €", None), []);
    let long = format!("“{{code}}{}", "x".repeat(100));
    assert_eq!(forced(&long, None), [notice('“', 0, 1)]);
    let long = format!("“{{code}}”{}", "x".repeat(100));
    assert_eq!(forced(&long, None), [notice('“', 0, 2)]);
    let brand = Some("Łódź");
    let request = Request { brand, ..on("sms") };
    assert_eq!(valid(&request).notices().collect::<Vec<_>>(), [notice('Ł', 0, 1)]);
    assert_eq!(forced("{code} 🔑", None), [notice('🔑', 5, 1)]);
    // A text in another script is meant to be UCS-2.
    for text in ["код {code}", "你的验证码是 {code}", "رمزك ABC: {code}", "{code} 验"]
    {
        assert_eq!(forced(text, None), [], "{text}");
    }
}
