//! Requests from JSON, through `serde_json` and through `serde-json-core`.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

use std::borrow::Cow;
use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde::de::value::{Error as ValueError, MapDeserializer, SeqDeserializer};
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use verify_core::channel::Channel;
use verify_core::request::{CallOptions, Found, Member, Request, SmsOptions, WhatsAppOptions};

type Small = heapless::String<64>;

/// Every member, with the values of the reference page where it has some, and unknown members.
const FULL: &str = r#"{
    "destination": "+1 (987) 654-3210",
    "country": "US",
    "channel": "sms",
    "brand": "ABC",
    "codeLength": 4,
    "codeValidity": 300,
    "codeType": "NUMERIC",
    "template": "{brand}: Your verification code is {code}",
    "language": "en-US",
    "resetSession": false,
    "resendingInterval": 10,
    "callbackUrl": "http://example.com",
    "sms": { "source": "SMS", "encoding": "AUTO", "unknown": [1, { "sms": {} }] },
    "call": {
        "source": "+6598765432", "speed": 0.8, "repetition": 2, "voiceProfile": "en-US-ZiraRUS"
    },
    "whatsapp": { "templateName": "otp" },
    "clientIp": "192.0.2.1",
    "dynamicTemplates": [{ "parameter": "x", "values": [null, true, -1.5e3, "\u007D"] }],
    "destinations": 1
}"#;

fn full<'a>() -> Request<&'a str> {
    Request {
        destination: Some("+1 (987) 654-3210"),
        country: Some("US"),
        channel: Some("sms"),
        brand: Some("ABC"),
        code_length: Some(4),
        code_validity: Some(300),
        code_type: Some("NUMERIC"),
        template: Some("{brand}: Your verification code is {code}"),
        language: Some("en-US"),
        reset_session: Some(false),
        resending_interval: Some(10),
        callback_url: Some("http://example.com"),
        sms: SmsOptions { source: Some("SMS"), encoding: Some("AUTO") },
        call: CallOptions {
            source: Some("+6598765432"),
            speed: Some(0.8),
            repetition: Some(2),
            voice_profile: Some("en-US-ZiraRUS"),
        },
        whatsapp: WhatsAppOptions { template_name: Some("otp") },
        client_ip: Some("192.0.2.1"),
        ..Request::default()
    }
}

/// Borrows the texts.
fn view<S: AsRef<str>>(request: &Request<S>) -> Request<&str> {
    let Request { sms, call, whatsapp, .. } = request;
    Request {
        destination: request.destination.as_ref().map(AsRef::as_ref),
        country: request.country.as_ref().map(AsRef::as_ref),
        channel: request.channel.as_ref().map(AsRef::as_ref),
        brand: request.brand.as_ref().map(AsRef::as_ref),
        code_length: request.code_length,
        code_validity: request.code_validity,
        code_type: request.code_type.as_ref().map(AsRef::as_ref),
        template: request.template.as_ref().map(AsRef::as_ref),
        language: request.language.as_ref().map(AsRef::as_ref),
        reset_session: request.reset_session,
        resending_interval: request.resending_interval,
        callback_url: request.callback_url.as_ref().map(AsRef::as_ref),
        sms: SmsOptions {
            source: sms.source.as_ref().map(AsRef::as_ref),
            encoding: sms.encoding.as_ref().map(AsRef::as_ref),
        },
        call: CallOptions {
            source: call.source.as_ref().map(AsRef::as_ref),
            speed: call.speed,
            repetition: call.repetition,
            voice_profile: call.voice_profile.as_ref().map(AsRef::as_ref),
        },
        whatsapp: WhatsAppOptions {
            template_name: whatsapp.template_name.as_ref().map(AsRef::as_ref),
        },
        client_ip: request.client_ip.as_ref().map(AsRef::as_ref),
        mistyped: request.mistyped,
        misnamed: request.misnamed,
    }
}

fn std_json<'a, S: Deserialize<'a>>(json: &'a str) -> Result<Request<S>, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

/// Reads JSON with a buffer in which escapes are resolved.
fn core_json<'a, S: Deserialize<'a>>(json: &'a str) -> Result<Request<S>, String> {
    match serde_json_core::from_str_escaped(json, &mut [0; 512]) {
        Ok((request, read)) => {
            assert_eq!(read, json.len());
            Ok(request)
        }
        Err(error) => Err(error.to_string()),
    }
}

/// Reads a body with both crates, which must agree.
fn both<S: DeserializeOwned + PartialEq>(json: &str) -> Request<S> {
    let request = std_json(json).unwrap();
    assert_eq!(Ok(&request), core_json(json).as_ref(), "{json}");
    request
}

/// Lists the messages of the violations.
fn violations(request: &Request<impl AsRef<str>>) -> Vec<String> {
    request.violations().map(|error| error.to_string()).collect()
}

#[test]
fn every_member_in_every_kind_of_string() {
    assert_eq!(std_json(FULL), Ok(full()));
    assert_eq!(core_json(FULL), Ok(full()));
    assert_eq!(view(&both::<String>(FULL)), full());
    assert_eq!(view(&both::<Cow<'_, str>>(FULL)), full());
    assert_eq!(view(&both::<Small>(FULL)), full());
    assert_eq!(violations(&full()), [""; 0]);
    let bytes: Request<String> = serde_json::from_slice(FULL.as_bytes()).unwrap();
    let reader: Request<String> = serde_json::from_reader(FULL.as_bytes()).unwrap();
    let value: Request<String> =
        serde_json::from_value(serde_json::from_str(FULL).unwrap()).unwrap();
    for request in [bytes, reader, value] {
        assert_eq!(view(&request), full());
    }
}

#[test]
fn nothing() {
    for json in ["{}", " { } ", r#"{"sms":{},"call":{},"whatsapp":{}}"#] {
        assert_eq!(both::<String>(json), Request::default());
    }
}

#[test]
fn null_is_as_absent() {
    for member in Member::ALL {
        let json = body(member, "null");
        assert_eq!(both::<String>(&json), Request::default(), "{json}");
    }
}

/// Writes a body with one member, within its object if it has one.
fn body(member: Member, value: &str) -> String {
    match member.as_str().split_once('.') {
        None => format!(r#"{{"{member}":{value}}}"#),
        Some((object, member)) => format!(r#"{{"{object}":{{"{member}": {value} }} }}"#),
    }
}

/// Writes a body that is valid except for one member.
fn body_for(member: Member, value: &str) -> String {
    let channel = match member.as_str().split('.').next().unwrap() {
        channel @ ("call" | "whatsapp") => channel,
        _ => "sms",
    };
    let rest = match member {
        Member::Destination => String::new(),
        Member::Channel => r#""destination":"+6587654321","#.into(),
        Member::WhatsApp => r#""destination":"+6587654321","channel":"whatsapp","#.into(),
        _ => format!(r#""destination":"+6587654321","channel":"{channel}","#),
    };
    body(member, value).replacen('{', &format!("{{{rest}"), 1)
}

const TEXTS: [Member; 14] = [
    Member::Destination,
    Member::Country,
    Member::Channel,
    Member::Brand,
    Member::CodeType,
    Member::Template,
    Member::Language,
    Member::CallbackUrl,
    Member::SmsSource,
    Member::SmsEncoding,
    Member::CallSource,
    Member::CallVoiceProfile,
    Member::WhatsAppTemplateName,
    Member::ClientIp,
];
const INTEGERS: [Member; 4] =
    [Member::CodeLength, Member::CodeValidity, Member::ResendingInterval, Member::CallRepetition];
const OBJECTS: [Member; 3] = [Member::Sms, Member::Call, Member::WhatsApp];

#[test]
fn a_wrong_type_is_a_violation_of_its_member() {
    let wrong = [
        ("true", Found::Boolean),
        ("0", Found::Number),
        ("-17", Found::Number),
        ("18446744073709551615", Found::Number),
        ("6.5e3", Found::Number),
        (r#""x""#, Found::String),
        (r#"[["+6587654321"],{}]"#, Found::Array),
        (r#"{"destination":[{}]}"#, Found::Object),
    ];
    let takes = |member: Member, found: Found| match found {
        Found::String => TEXTS.contains(&member),
        Found::Number => INTEGERS.contains(&member) || member == Member::CallSpeed,
        Found::Boolean => member == Member::ResetSession,
        Found::Object => OBJECTS.contains(&member),
        _ => false,
    };
    let mut checked = 0;
    for member in Member::ALL {
        for (value, found) in wrong.into_iter().filter(|(_, found)| !takes(member, *found)) {
            let json = body_for(member, value);
            let request: Request<String> = std_json(&json).unwrap();
            assert_eq!(request.mistyped.found(member), Some(found), "{json}");
            let error = request.validate().unwrap_err();
            assert_eq!((error.member(), error.http_status()), (member, 400), "{json}");
            assert!(error.to_string().starts_with(&format!("{member}: expected ")));
            assert!(error.to_string().ends_with(&format!(", found {found}")));
            checked += 1;
        }
    }
    assert_eq!(checked, 23 * 8 - 14 - 5 * 4 - 1 - 3);
}

#[test]
fn a_wrong_type_is_named_by_serde_json_core_too() {
    let scalars = ["true", "0", "-17", "6.5e3"];
    for member in TEXTS.into_iter().chain(OBJECTS) {
        for value in scalars {
            let json = body_for(member, value);
            let request: Request<Small> = core_json(&json).unwrap();
            assert_eq!(request.mistyped.found(member), Some(Found::Scalar), "{json}");
            assert_eq!(request.validate().unwrap_err().member(), member);
        }
        for value in [r#"[["+6587654321"],{}]"#, r#"{"destination":[{}]}"#, r#""x""#] {
            let json = body_for(member, value);
            let request: Request<Small> = core_json(&json).unwrap();
            assert_eq!(request, std_json(&json).unwrap(), "{json}");
        }
    }
    for member in INTEGERS.into_iter().chain([Member::CallSpeed, Member::ResetSession]) {
        for value in ["tru", r#""+6587654321""#, "[1]", "{}"] {
            let error = core_json::<Small>(&body_for(member, value)).unwrap_err();
            assert!(error.starts_with(&format!("{member}: expected ")), "{error}");
        }
    }
    let json = r#"{"codeLength":"4"}"#;
    assert_eq!(
        core_json::<Small>(json).unwrap_err(),
        "codeLength: expected an integer from 3 to 10"
    );
}

#[test]
fn numbers() {
    let integers = [
        ("4", Ok(4)),
        ("4.0", Ok(4)),
        ("40e-1", Ok(4)),
        ("0.4e1", Ok(4)),
        ("-0", Ok(0)),
        ("-1", Ok(-1)),
        ("4.5", Err(Found::Fraction)),
        ("-4.5", Err(Found::Fraction)),
        ("3.9999999", Err(Found::Fraction)),
        ("2147483647.0", Ok(2_147_483_647)),
        ("-2147483648.0", Ok(-2_147_483_648)),
        ("2147483647.5", Ok(i64::MAX)),
        ("1e300", Ok(i64::MAX)),
        ("-1e300", Ok(i64::MIN)),
    ];
    for member in INTEGERS {
        for (value, expected) in integers {
            let request = both::<String>(&body(member, value));
            let found = match member {
                Member::CodeLength => request.code_length,
                Member::CodeValidity => request.code_validity,
                Member::ResendingInterval => request.resending_interval,
                _ => request.call.repetition,
            };
            assert_eq!(
                found.ok_or_else(|| request.mistyped.found(member).unwrap()),
                expected,
                "{value}"
            );
        }
    }
    let large: Request<String> = std_json(r#"{"codeLength":18446744073709551615}"#).unwrap();
    assert_eq!(large.code_length, Some(i64::MAX));
    for tenths in 5..=20 {
        for value in [format!("{}.{}", tenths / 10, tenths % 10), format!("{tenths}e-1")] {
            let request = both::<String>(&body_for(Member::CallSpeed, &value));
            assert_eq!(violations(&request), [""; 0]);
            assert_eq!(request.call.speed, Some(f64::from(tenths) / 10.0));
        }
    }
    for value in ["1", "2", "1.0"] {
        assert_eq!(violations(&both::<String>(&body_for(Member::CallSpeed, value))), [""; 0]);
    }
    for (value, found) in [
        ("0.75", "a finer one"),
        ("0", "less"),
        ("-9223372036854775808", "less"),
        ("9223372036854775807", "more"),
    ] {
        let message =
            format!("call.speed: expected a speed from 0.5 to 2 in tenths, found {found}");
        assert_eq!(violations(&both::<String>(&body_for(Member::CallSpeed, value))), [message]);
    }
}

/// What `serde_json` passes on for a number under its feature `arbitrary_precision`.
///
/// The type has its path as well, by which it is recognized. `.ci/run` also runs these tests with
/// that feature.
mod serde_json_of_arbitrary_precision {
    pub(super) mod serde_json {
        pub(crate) mod number {
            use serde::de::value::Error;
            use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, Visitor};
            use serde::forward_to_deserialize_any;

            #[derive(Clone, Copy, Debug)]
            pub(crate) struct NumberDeserializer(pub(crate) Option<&'static str>);

            impl<'de> MapAccess<'de> for NumberDeserializer {
                type Error = Error;

                fn next_key_seed<K: DeserializeSeed<'de>>(
                    &mut self,
                    seed: K,
                ) -> Result<Option<K::Value>, Error> {
                    let Some(_) = self.0 else { return Ok(None) };
                    let key = "$serde_json::private::Number";
                    seed.deserialize(serde::de::value::BorrowedStrDeserializer::new(key)).map(Some)
                }

                fn next_value_seed<V: DeserializeSeed<'de>>(
                    &mut self,
                    seed: V,
                ) -> Result<V::Value, Error> {
                    seed.deserialize(self.0.take().unwrap().into_deserializer())
                }
            }

            impl<'de> Deserializer<'de> for NumberDeserializer {
                type Error = Error;

                fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
                    visitor.visit_map(self)
                }

                forward_to_deserialize_any! {
                    bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf
                    option unit unit_struct newtype_struct seq tuple tuple_struct map struct enum
                    identifier ignored_any
                }
            }

            impl IntoDeserializer<'_, Error> for NumberDeserializer {
                type Deserializer = Self;

                fn into_deserializer(self) -> Self {
                    self
                }
            }
        }
    }
}
use serde_json_of_arbitrary_precision::serde_json::number::NumberDeserializer;

#[test]
fn numbers_as_arbitrary_precision_wraps_them() {
    let wrapped = |number: &'static str| NumberDeserializer(Some(number));
    let json = [
        ("codeLength", wrapped("6")),
        ("codeValidity", wrapped("4.5")),
        ("resendingInterval", wrapped("1e400")),
        ("brand", wrapped("7")),
        ("channel", wrapped("nan")),
    ];
    let deserializer = MapDeserializer::<_, ValueError>::new(json.into_iter());
    let request = Request::<String>::deserialize(deserializer).unwrap();
    assert_eq!((request.code_length, request.resending_interval), (Some(6), Some(i64::MAX)));
    assert_eq!(request.mistyped.found(Member::CodeValidity), Some(Found::Fraction));
    for member in [Member::Brand, Member::Channel] {
        assert_eq!(request.mistyped.found(member), Some(Found::Number));
    }
    let error = Request::<String>::deserialize(wrapped("7")).unwrap_err();
    assert_eq!(error.to_string(), "expected a request as a JSON object, found a number");
}

/// A value as other formats pass it on: with options and units, and in types that JSON lacks.
#[derive(Clone, Debug)]
enum Told {
    Nothing,
    Something(Box<Told>),
    Unit,
    Boolean(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    Text(&'static str),
    Bytes(&'static [u8]),
    Array(Vec<Told>),
    Object(Vec<(&'static str, Told)>),
}

impl<'de> Deserializer<'de> for Told {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self {
            Told::Nothing => visitor.visit_none(),
            Told::Something(value) => visitor.visit_some(*value),
            Told::Unit => visitor.visit_unit(),
            Told::Boolean(value) => visitor.visit_bool(value),
            Told::Signed(value) => visitor.visit_i64(value),
            Told::Unsigned(value) => visitor.visit_u64(value),
            Told::Float(value) => visitor.visit_f64(value),
            Told::Text(value) => visitor.visit_str(value),
            Told::Bytes(value) => visitor.visit_bytes(value),
            Told::Array(values) => visitor.visit_seq(SeqDeserializer::new(values.into_iter())),
            Told::Object(members) => visitor.visit_map(MapDeserializer::new(members.into_iter())),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl IntoDeserializer<'_, ValueError> for Told {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

fn told(members: Vec<(&'static str, Told)>) -> Result<Request<String>, String> {
    Request::deserialize(Told::Object(members)).map_err(|error| error.to_string())
}

#[test]
fn what_another_format_tells() {
    let some = |value| Told::Something(Box::new(value));
    let ignored = [
        Told::Nothing,
        Told::Unit,
        some(Told::Signed(1)),
        Told::Boolean(true),
        Told::Signed(-1),
        Told::Unsigned(u64::MAX),
        Told::Float(0.5),
        Told::Text("x"),
        Told::Array(vec![Told::Nothing, some(Told::Unit)]),
        Told::Object(vec![("brand", Told::Boolean(false))]),
    ];
    for value in ignored {
        let brand = ("brand", some(Told::Text("ABC")));
        for name in ["x", "$serde_json::private::Number"] {
            let request = told(vec![(name, value.clone()), brand.clone()]).unwrap();
            assert_eq!(request.brand.as_deref(), Some("ABC"), "{name}: {value:?}");
        }
        // Nor is it a number because its only member has the name of a wrapped number.
        let wrapped = Told::Object(vec![("$serde_json::private::Number", value.clone())]);
        let request = told(vec![("codeLength", wrapped)]).unwrap();
        assert_eq!(request.mistyped.found(Member::CodeLength), Some(Found::Object), "{value:?}");
        let request = told(vec![("sms", Told::Object(vec![("x", value.clone())])), brand.clone()]);
        assert_eq!(request.unwrap().violations().count(), 1, "there is no destination");
    }

    let request = told(vec![
        ("codeLength", some(Told::Unsigned(6))),
        ("codeValidity", Told::Float(60.0)),
        ("resendingInterval", Told::Nothing),
        ("resetSession", some(Told::Boolean(true))),
        ("brand", some(some(Told::Unit))),
        ("template", Told::Unit),
    ]);
    let request = request.unwrap();
    assert_eq!((request.code_length, request.code_validity), (Some(6), Some(60)));
    assert_eq!((request.resending_interval, request.reset_session), (None, Some(true)));
    assert_eq!((request.template, request.mistyped.found(Member::Template)), (None, None));
    assert_eq!(request.mistyped.found(Member::Brand), Some(Found::Scalar), "something, but what");

    // A type that JSON lacks is an error of the format, which says what was expected.
    for (name, expected) in [
        ("destination", "a phone number in a string"),
        ("x", "any value"),
        ("$serde_json::private::Number", "any value"),
    ] {
        let error = told(vec![(name, Told::Bytes(b"x"))]).unwrap_err();
        let expected = format!("invalid type: byte array, expected {expected}");
        assert_eq!(error, expected);
        assert_eq!(told(vec![(name, some(Told::Bytes(b"x")))]).unwrap_err(), expected);
    }
    let key = MapDeserializer::<_, ValueError>::new([(Told::Bytes(b"x"), Told::Unit)].into_iter());
    let error = Request::<String>::deserialize(key).unwrap_err();
    assert_eq!(error.to_string(), "invalid type: byte array, expected the name of a member");
    let error = Request::<String>::deserialize(Told::Nothing).unwrap_err();
    assert_eq!(error.to_string(), "expected a request as a JSON object, found nothing");
    let error = Request::<String>::deserialize(Told::Bytes(b"x")).unwrap_err();
    assert!(error.to_string().ends_with("expected a request as a JSON object"), "{error}");
}

/// The object that `serde_json` wraps a number in may also arrive as JSON, and is then an object
/// with an unknown member.
#[test]
fn a_member_named_as_the_wrapping_is_unknown() {
    const KEY: &str = "\"$serde_json::private::Number\"";
    let deep = format!("{}1{}", "[".repeat(120), "]".repeat(120));
    for value in
        ["1", "-0.5", "\"4\"", "\"x\"", "\"nan\"", "null", "[1]", "{}", "{\"x\":1}", "true", &deep]
    {
        let branded = Request { brand: Some("ABC"), ..Request::default() };
        for json in [
            format!(r#"{{{KEY}:{value},"brand":"ABC"}}"#),
            format!(r#"{{"brand":"ABC",{KEY}:{value}}}"#),
            format!(r#"{{{KEY}:{value},"x":{{{KEY}:{value}}},{KEY}:{value},"brand":"ABC"}}"#),
        ] {
            assert_eq!(view(&both::<String>(&json)), branded, "{json}");
        }
        let both_ways = format!(
            r#"{{"sms":{{{KEY}:{value},"source":"A"}},"call":{{"source":"B",{KEY}:{value}}}}}"#
        );
        let request = both::<String>(&both_ways);
        assert_eq!(
            (request.sms.source.as_deref(), request.call.source.as_deref()),
            (Some("A"), Some("B"))
        );
        for member in [Member::CodeLength, Member::Brand, Member::CallSpeed, Member::ResetSession] {
            for value in [
                format!(r#"{{{KEY}:{value},"x":1}}"#),
                format!(r#"{{"x":1,{KEY}:{value}}}"#),
                format!(r"{{{KEY}:{value},{KEY}:{value}}}"),
            ] {
                let request: Request<String> = std_json(&body(member, &value)).unwrap();
                assert_eq!(request.mistyped.found(member), Some(Found::Object), "{value}");
            }
        }
    }
    assert_eq!(both::<String>(&format!("{{{KEY}:1}}")), Request::default());
    // By itself, it is an object as well.
    assert_eq!(both::<String>(&format!(r#"{{{KEY}:"1"}}"#)), Request::default());
    for text in ["1", "4", "nan", "inf", "-inf", "x", ""] {
        for member in [Member::CodeLength, Member::CallSpeed, Member::Brand] {
            let json = body(member, &format!(r#"{{{KEY}:"{text}"}}"#));
            let request: Request<String> = std_json(&json).unwrap();
            assert_eq!(request.mistyped.found(member), Some(Found::Object), "{text}");
        }
    }
}

#[test]
fn an_escape_is_found_wherever_it_stands() {
    for len in 0..=33 {
        let plain = "é[]".chars().cycle().take(len).collect::<String>();
        for at in (0..=plain.len()).filter(|at| plain.is_char_boundary(*at)) {
            let text = format!(r"{}\u0041{}", &plain[..at], &plain[at..]);
            let json = format!(r#"{{ "brand": "{text}", "template": "{plain}" }}"#);
            let (request, _) = serde_json_core::from_str::<Request<&str>>(&json).unwrap();
            assert_eq!(request.mistyped.found(Member::Brand), Some(Found::Escapes), "{text}");
            assert_eq!((request.brand, request.template), (None, Some(&*plain)));
        }
    }
}

#[test]
fn escapes() {
    let json = concat!(
        r#"{"destination":"\u002B6587654321","brand":"\"A\\B\/\u0043\b\"","#,
        r#""template":"{code}\n\u00e9","sms":{"source":"\u0041"}}"#
    );
    let expected = Request {
        destination: Some("+6587654321"),
        brand: Some("\"A\\B/C\u{8}\""),
        template: Some("{code}\né"),
        sms: SmsOptions { source: Some("A"), encoding: None },
        ..Request::default()
    };
    assert_eq!(view(&both::<String>(json)), expected);
    assert_eq!(view(&both::<Small>(json)), expected);
    // A `&str` cannot borrow a text that no memory holds in resolved form.
    let borrowed: Request<&str> = std_json(json).unwrap();
    assert_eq!(borrowed, core_json(json).unwrap());
    let message = "destination: expected a phone number in a string, found one that is too long \
        or has escapes";
    assert_eq!(borrowed.validate().unwrap_err().to_string(), message);
    // Without a buffer, `serde-json-core` does not resolve escapes. The text is refused, so that it
    // is not sent with its escapes.
    let (raw, _) = serde_json_core::from_str::<Request<Small>>(json).unwrap();
    let message = "destination: expected a phone number in a string, found one with escapes that \
        were not resolved";
    assert_eq!(raw.validate().unwrap_err().to_string(), message);
    // Names of members may have escapes as well.
    let named = both::<String>(r#"{"\u0062rand":"ABC"}"#);
    assert_eq!(named.brand.as_deref(), Some("ABC"));
    let (named, _) = serde_json_core::from_str::<Request<Small>>(concat!(
        r#"{"\u0062r\u0061nd":"ABC","sms":{"s\u006Furce":"A","\u002Fx":1},"#,
        r#""\\u0062rand":1,"\u":{}}"#
    ))
    .unwrap();
    let sms = SmsOptions { source: Some("A"), encoding: None };
    assert_eq!(view(&named), Request { brand: Some("ABC"), sms, ..Request::default() });
    let emoji: Request<String> = std_json(r#"{"brand":"\ud83d\udd11"}"#).unwrap();
    assert_eq!(emoji.brand.as_deref(), Some("🔑"));
}

#[test]
fn a_backslash_is_only_raw_from_serde_json_core() {
    let value: serde_json::Value = serde_json::from_str(r#"{"brand":"A\\B"}"#).unwrap();
    assert_eq!(Request::<&str>::deserialize(&value).unwrap().brand, Some("A\\B"));
    assert_eq!(both::<String>(r#"{"brand":"A\\B"}"#).brand.as_deref(), Some("A\\B"));
}

#[test]
fn a_string_that_is_too_long_for_its_type() {
    type Tiny = heapless::String<11>;
    let request = both::<Tiny>(r#"{"destination":"+6587654321","brand":"twelve bytes"}"#);
    assert_eq!(request.brand, None);
    assert_eq!(
        violations(&request),
        ["brand: expected a string of at most 30 characters, found one that is too long or has \
             escapes"],
    );
}

#[test]
fn a_member_that_comes_twice_is_refused() {
    for member in Member::ALL {
        let valid = match member {
            Member::Sms | Member::Call | Member::WhatsApp => "{}",
            Member::ResetSession => "true",
            Member::CallSpeed => "0.8",
            member if INTEGERS.contains(&member) => "3",
            _ => r#""""#,
        };
        for (first, second) in [(valid, valid), (valid, "null"), ("null", valid)] {
            let once = body_for(member, first);
            let (start, end) = once.rsplit_once(first).unwrap();
            let name = member.as_str().rsplit('.').next().unwrap();
            let twice = format!(r#"{start}{first},"{name}":{second},"{name}":{valid}{end}"#);
            let request = both::<String>(&twice);
            assert_eq!(request.mistyped.found(member), Some(Found::Repeated), "{twice}");
            let error = request.validate().unwrap_err();
            assert_eq!(error.member(), member, "{twice}");
            assert!(error.to_string().ends_with(", found several"));
        }
    }
    // Whatever escapes spell the name.
    let names = ["brand", "\\u0062rand", "b\\u0072and", "\\u0062\\u0072\\u0061\\u006e\\u0064"];
    for first in names {
        for second in names {
            let twice = format!(r#"{{"{first}":"A","{second}":"B"}}"#);
            let (raw, _) = serde_json_core::from_str::<Request<Small>>(&twice).unwrap();
            assert_eq!(raw, both::<Small>(&twice), "{twice}");
            assert_eq!(raw.mistyped.found(Member::Brand), Some(Found::Repeated), "{twice}");
            let twice = format!(r#"{{"sms":{{}},"brand":1,"\u0073ms":{{"{second}":"B"}}}}"#);
            let (raw, _) = serde_json_core::from_str::<Request<Small>>(&twice).unwrap();
            assert_eq!(raw.mistyped.found(Member::Sms), Some(Found::Repeated), "{twice}");
        }
    }
    // Unknown members may come twice.
    assert_eq!(both::<String>(r#"{"x":1,"x":{}}"#), Request::default());
}

#[test]
fn names_are_exact() {
    let json = concat!(
        r#"{"brands":"A","code length":5,"sms.source":"A","source":"A","":"","_":"A","#,
        r#""templateName":"A","sms":{"sms":{},"brand":"B","speed":1},"call":{"encoding":"?"}}"#
    );
    assert_eq!(both::<String>(json), Request::default());
}

#[test]
fn names_that_are_nearly_a_member_s_are_noted() {
    let json = concat!(
        r#"{"Brand":"A","code_length":99,"CALLBACK-URL":1,"Sms":{"source":1},"client_iP":[],"#,
        r#""sms":{"_Source":{}},"call":{"voice-profile":null,"Voice_Profile":1},"#,
        r#""whatsapp":{"templatename":"x","templateKey":1},"templateKey":{},"#,
        r#""destination":"+6587654321","t_emplate":"x"}"#
    );
    let near = [
        Member::Brand,
        Member::CodeLength,
        Member::Template,
        Member::CallbackUrl,
        Member::Sms,
        Member::SmsSource,
        Member::CallVoiceProfile,
        Member::WhatsAppTemplateName,
        Member::ClientIp,
    ];
    let request = both::<Small>(json);
    let (raw, _) = serde_json_core::from_str::<Request<Small>>(json).unwrap();
    assert_eq!(raw, request);
    let mut expected = Request { destination: Some("+6587654321"), ..Request::default() };
    for member in near {
        expected.misnamed.note(member);
    }
    expected.misnamed.note_template_key();
    assert_eq!(view(&request), expected);
    assert!(near.iter().all(|member| request.misnamed.contains(*member)));
    assert!(!request.misnamed.contains(Member::Destination));
    // Also where the name has escapes.
    let json = r#"{"c\u0061llback_url":1,"template\u004Bey":1}"#;
    let (raw, _) = serde_json_core::from_str::<Request<Small>>(json).unwrap();
    assert_eq!(raw, both::<Small>(json));
    assert!(raw.misnamed.contains(Member::CallbackUrl) && raw.misnamed.has_template_key());
}

#[test]
fn what_is_no_object() {
    let cases = [
        ("null", "nothing"),
        ("true", "a boolean"),
        ("6587654321", "a number"),
        (r#""+6587654321""#, "a string"),
        ("[{}]", "an array"),
    ];
    for (json, found) in cases {
        let error = std_json::<String>(json).unwrap_err();
        assert!(
            error.starts_with(&format!("expected a request as a JSON object, found {found}")),
            "{error}"
        );
        assert!(!error.contains("87654321"), "{error}");
        assert_eq!(core_json::<Small>(json).unwrap_err(), "Invalid type");
    }
}

#[test]
fn no_prefix_of_a_body_is_a_body() {
    for end in (0..FULL.len()).filter(|end| FULL.is_char_boundary(*end)) {
        let error = std_json::<String>(&FULL[..end]).unwrap_err();
        assert!(
            error.starts_with("EOF while parsing") || error.starts_with("invalid number"),
            "{error}"
        );
        core_json::<Small>(&FULL[..end]).unwrap_err();
    }
}

/// Fails if the work takes far longer than linear work would, and so if it is quadratic.
fn soon<T>(work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    assert!(start.elapsed() < Duration::from_secs(10), "{:?}", start.elapsed());
    done
}

#[test]
fn deep_and_large_members_are_skipped() {
    let deep = |opening: &str, depth: usize, closing: &str| {
        format!(r#"{{"x":{}0{},"brand":"A"}}"#, opening.repeat(depth), closing.repeat(depth))
    };
    for (opening, closing) in [("[", "]"), (r#"{"y":"#, "}"), (r#"[{"y":["#, "]}]")] {
        // One crate does not recurse into what is skipped, the other one only to a limit.
        let json = deep(opening, 1_000_000, closing);
        assert_eq!(soon(|| std_json::<String>(&json)).unwrap().brand.as_deref(), Some("A"));
        let error = soon(|| core_json::<Small>(&json)).unwrap_err();
        assert_eq!(error, "expected at most 128 nested values");
        both::<String>(&deep(opening, 42, closing));
    }
    both::<String>(&deep("[", 128, "]"));
    core_json::<Small>(&deep("[", 129, "]")).unwrap_err();
    // The same where a text is expected.
    let json = format!(r#"{{"brand":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(
        soon(|| std_json::<String>(&json)).unwrap().mistyped.found(Member::Brand),
        Some(Found::Array)
    );
    soon(|| core_json::<Small>(&json)).unwrap_err();
    let wide = format!(
        r#"{{"x":[{}0],{}"y":"{}"}}"#,
        "0,".repeat(1_000_000),
        r#""z":{},"#.repeat(100_000),
        "é".repeat(1_000_000)
    );
    assert_eq!(soon(|| both::<String>(&wide)), Request::default());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Any text that `serde_json` writes with escapes is read back unchanged.
    #[test]
    fn any_text_comes_back(text in ".*", template in ".*") {
        let json = format!(
            r#"{{"brand":{},"template":{}}}"#,
            serde_json::to_string(&text).unwrap(),
            serde_json::to_string(&template).unwrap(),
        );
        let request = std_json::<String>(&json).unwrap();
        prop_assert_eq!(request.brand.as_deref(), Some(&*text));
        prop_assert_eq!(request.template.as_deref(), Some(&*template));
        if text.len() < 500 && template.len() < 500 {
            prop_assert_eq!(core_json::<String>(&json), Ok(request));
        }
    }

    /// No bytes make a reader panic.
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200), at in 0..FULL.len()) {
        let mut json = FULL.as_bytes().to_vec();
        let end = json.len().min(at + bytes.len() / 20);
        json.splice(at..end, bytes.iter().copied().take(10));
        for json in [&json[..], &bytes] {
            let _ = serde_json::from_slice::<Request<String>>(json)
                .map(|request| request.validate().is_ok());
            let _ = serde_json_core::from_slice_escaped::<Request<Small>>(json, &mut [0; 64])
                .map(|(request, _)| request.validate().is_ok());
        }
    }

    /// Every body that is a JSON object is a request, whatever its values are.
    #[test]
    fn any_values(values in prop::collection::vec(prop::sample::select(vec![
        "null", "true", "0", "-1.5", "4", "\"\"", "\"sms\"", "\"call\"", "[]", "[null,[1]]", "{}",
        r#"{"source":1,"speed":{}}"#,
    ]), Member::ALL.len())) {
        let members = Member::ALL.iter().zip(&values);
        let members = members.map(|(member, value)| format!("{:?}:{value}", member.as_str()));
        let json = format!("{{{}}}", members.collect::<Vec<_>>().join(","));
        let request = std_json::<String>(&json).unwrap();
        prop_assert_eq!(request.validate().err(), request.violations().next());
        let channels = Channel::ALL.map(Channel::as_str);
        let is_known = request.channel.as_deref().is_none_or(|c| channels.contains(&c));
        prop_assert!(request.validate().is_err() || is_known);
    }
}
