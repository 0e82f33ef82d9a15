//! Words, bounds and patterns: those of the crate.

use serde_json::{Value, json};
use verify_core::channel::{Channel, Language, Repetition, Speed};
use verify_core::code::{Format, Length};
use verify_core::phone::Country;
use verify_core::request::{Brand, Request, SubAccountId};
use verify_core::session::{ResendingInterval, Session, SessionId, Status, Validity};
use verify_core::sms::Encoding;

use crate::document::{at, schema, validator};

/// The words of an enumeration.
fn words(name: &str) -> Vec<&'static str> {
    let words = schema(name)["enum"].as_array().unwrap().iter();
    words.map(|word| word.as_str().unwrap()).collect()
}

#[test]
fn words_are_those_of_the_crate() {
    assert_eq!(words("Channel"), Channel::ALL.map(Channel::as_str));
    assert_eq!(words("CodeType"), Format::ALL.map(Format::as_str));
    let encodings = [Encoding::Auto, Encoding::Gsm7, Encoding::Ucs2];
    assert_eq!(words("Encoding"), encodings.map(Encoding::as_str));
    let statuses = [Status::Waiting, Status::Verified, Status::Failed, Status::Expired];
    assert_eq!(words("Status"), statuses.map(Status::as_str));
    assert_eq!(words("Language"), Language::all().map(Language::as_str).collect::<Vec<_>>());
    assert_eq!(words("Country"), Country::all().map(Country::alpha2).collect::<Vec<_>>());
}

#[test]
fn bounds_are_those_of_the_crate() {
    let bounds = |place: &str| {
        let schema = at(&format!("/components/schemas/{place}"));
        ["minimum", "maximum", "default"].map(|bound| schema[bound].as_u64().unwrap())
    };
    let (least, most, usual) = (Length::MIN.get(), Length::MAX.get(), Length::default().get());
    assert_eq!(bounds("Start/properties/codeLength"), [least, most, usual].map(u64::from));
    let (least, most, usual) = (Validity::MIN, Validity::MAX, Validity::default());
    assert_eq!(
        bounds("Start/properties/codeValidity"),
        [least, most, usual].map(|validity| u64::from(validity.seconds())),
    );
    let (least, most) = (ResendingInterval::MIN, ResendingInterval::MAX);
    assert_eq!(
        bounds("Start/properties/resendingInterval"),
        [least, most, ResendingInterval::default()].map(|interval| u64::from(interval.seconds())),
    );
    let (least, most) = (Repetition::MIN, Repetition::MAX);
    assert_eq!(
        bounds("Call/properties/repetition"),
        [least, most, Repetition::default()].map(|repetition| u64::from(repetition.get())),
    );
    let speed = at("/components/schemas/Call/properties/speed");
    let tenths = Speed::MIN.tenths()..=Speed::MAX.tenths();
    let mut speeds: Vec<_> = tenths.map(|tenths| Some(f64::from(tenths) / 10.0)).collect();
    speeds.push(None);
    let listed: Vec<_> = speed["enum"].as_array().unwrap().iter().map(Value::as_f64).collect();
    assert_eq!(listed, speeds);
    assert_eq!(speed["default"], json!(Speed::default().as_f64()));
    let attempt = at("/components/schemas/Session/properties/attempt");
    assert_eq!(attempt["maximum"], json!(Session::MAX_ATTEMPTS));
}

#[test]
fn what_is_written_as_a_default_is_one() {
    let request = |member: &str, value: &Value| {
        let mut body = json!({"destination": "+6587654321"});
        body[member] = value.clone();
        serde_json::from_value::<Request<String>>(body).unwrap()
    };
    let mut defaults = 0;
    for (member, schema) in schema("Start")["properties"].as_object().unwrap() {
        let Some(default) = schema.get("default") else { continue };
        let (with, without) = (request(member, default), request(member, &Value::Null));
        assert_eq!(
            format!("{:?}", with.validate().unwrap()),
            format!("{:?}", without.validate().unwrap()),
            "{member}",
        );
        defaults += 1;
    }
    assert_eq!(defaults, 6);
}

#[test]
fn sub_accounts_are_read_as_the_crate_reads_them() {
    let parameter = at("/components/parameters/SubAccountId");
    let validator = validator(&parameter["schema"]);
    let agree = |text: &str| {
        assert_eq!(validator.is_valid(&json!(text)), SubAccountId::parse(text).is_ok(), "{text:?}");
    };
    ('\0'..='\u{2FF}').for_each(|character| agree(&format!("ab{character}")));
    (0..=60).for_each(|len| agree(&"a".repeat(len)));
    assert_eq!(parameter["schema"]["minLength"], json!(SubAccountId::MIN_LEN));
    assert_eq!(parameter["schema"]["maxLength"], json!(SubAccountId::MAX_LEN));
    agree(parameter["example"].as_str().unwrap());
}

#[test]
fn session_ids_are_read_as_the_crate_reads_them() {
    let parameter = at("/components/parameters/SessionId");
    let read = validator(&parameter["schema"]);
    let agree = |text: &str| {
        assert_eq!(read.is_valid(&json!(text)), SessionId::parse(text).is_ok(), "{text:?}");
    };
    let written = parameter["example"].as_str().unwrap();
    let dashed = "a44a91be-5ea5-4118-a169-020897df5459";
    for id in [written, dashed] {
        assert!(read.is_valid(&json!(id)));
        for position in 0..id.len() {
            for character in ["g", "-", "F", "", "00", "\u{664}"] {
                agree(&format!("{}{character}{}", &id[..position], &id[position + 1..]));
            }
        }
    }
    let id = validator(at("/components/schemas/Session/properties/sessionId"));
    assert!(id.is_valid(&json!(written)));
    assert!(!id.is_valid(&json!(dashed)) && !id.is_valid(&json!(written.to_uppercase())));
    // Another version than 4.
    assert!(!id.is_valid(&json!("a44a91be5ea5ea118169020897df5459")));
}

#[test]
fn lines_are_read_as_the_crate_reads_them() {
    let validator = validator(schema("Line"));
    // All characters but for the two private planes, the unassigned ones, and most of Hangul and
    // the unified ideographs.
    let characters = ('\0'..='\u{33FF}')
        .chain('\u{A000}'..='\u{ABFF}')
        .chain('\u{F900}'..='\u{107FF}')
        .chain('\u{1BC00}'..='\u{1BCFF}')
        .chain('\u{1D000}'..='\u{1D3FF}')
        .chain('\u{E0000}'..='\u{E1010}')
        .chain((1..=16).flat_map(|plane| {
            [0xFFFD, 0xFFFE, 0xFFFF].map(|last| char::from_u32(plane << 16 | last).unwrap())
        }));
    for character in characters {
        for text in
            [format!("a{character}b"), format!("{character}"), format!(" {character}{character}b")]
        {
            assert_eq!(validator.is_valid(&json!(text)), Brand::parse(&text).is_ok(), "{text:?}");
        }
    }
    for text in ["a\u{200D}", "a \u{200D} b", " \u{FE0F}b", "a\u{200D}\u{200B}b", " ", "a\nb"] {
        assert_eq!(validator.is_valid(&json!(text)), Brand::parse(text).is_ok(), "{text:?}");
    }
}
