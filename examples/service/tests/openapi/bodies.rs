//! Bodies of a start: the schema takes those that the crate takes.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use verify_core::channel::Channel;
use verify_core::request::{Member, Request};

use crate::document::{at, schema, validator};

fn takes(body: &Value) -> bool {
    let request: Result<Request<String>, _> = serde_json::from_value(body.clone());
    request.is_ok_and(|request| request.validate().is_ok())
}

/// Where the two differ, on purpose: a member, a value, and whether it is the crate that takes it.
const DIFFERENCES: [(&str, &str, bool); 6] = [
    // The descriptions say it.
    ("country", r#""us""#, true),
    ("clientIp", r#"" 192.0.2.7:80 ""#, true),
    ("clientIp", r#""[2001:db8::7]:80""#, true),
    // The number of single precision that is nearest to 0.8.
    ("call.speed", "0.800000011920929", true),
    // The crate judges hosts as well.
    ("callbackUrl", r#""http://2130706433""#, false),
    ("callbackUrl", r#""http://user@example.com""#, false),
];

/// Whether only the crate can tell: no schema knows which numbers there are.
fn is_number(member: Member, value: &Value) -> bool {
    matches!(member, Member::Destination | Member::CallSource)
        && value.as_str().is_some_and(|text| (1..=64).contains(&text.chars().count()))
}

/// Texts of this many characters.
const LENGTHS: [usize; 13] = [1, 10, 11, 12, 16, 17, 30, 31, 50, 51, 65, 512, 513];

fn values() -> Vec<Value> {
    let mut values: Vec<Value> = [
        "null",
        "true",
        "false",
        "[]",
        "[1]",
        "{}",
        r#"{"a": 1}"#,
        "-1",
        "0",
        "0.4",
        "0.5",
        "0.75",
        "0.8",
        "0.800000011920929",
        "1",
        "1.5",
        "2",
        "2.1",
        "3",
        "4",
        "9",
        "10",
        "11",
        "29",
        "30",
        "300.0",
        "300.5",
        "7200",
        "7201",
        "1e300",
    ]
    .into_iter()
    .map(|text| serde_json::from_str(text).unwrap())
    .collect();
    for text in [
        "",
        " ",
        "x",
        "sms",
        "SMS",
        "NUMERIC",
        "numeric",
        "AUTO",
        "auto",
        "GSM7",
        "UCS2",
        "en-US",
        "en-us",
        "en",
        "US",
        "us",
        "XX",
        "USA",
        "+6587654321",
        "8765 4321",
        "+123456",
        "+1a",
        "a+",
        " a",
        "a ",
        "a b",
        "a\nb",
        "a\u{200B}b",
        "a\u{200D}b",
        "\u{200D}",
        "{code}",
        "1234 5678",
        "https://example.com",
        "HTTP://example.com:/a?b#c",
        "ftp://example.com",
        "//example.com",
        "http://",
        "http://2130706433",
        "http://user@example.com",
        "192.0.2.7",
        "2001:db8::7",
        " 192.0.2.7:80 ",
        "[2001:db8::7]:80",
        "1.2.3",
        "1.2.3.4, 5.6.7.8",
        "::ffff:192.0.2.7",
    ] {
        values.push(json!(text));
    }
    values.extend(LENGTHS.map(|len| json!("a".repeat(len))));
    values.extend([16, 17].map(|len| json!("1".repeat(len))));
    values
}

#[test]
fn the_schema_takes_what_the_crate_takes() {
    let validator = validator(schema("Start"));
    let channels = Channel::ALL.map(|channel| json!(channel.as_str()));
    let channels: Vec<Option<Value>> = channels
        .into_iter()
        .chain([json!(""), Value::Null, json!("fax"), json!(1)])
        .map(Some)
        .chain([None])
        .collect();
    let (mut differences, mut same) = (BTreeSet::new(), 0);
    for member in Member::ALL {
        for value in values() {
            for channel in &channels {
                let mut body = json!({
                    "destination": "+6587654321",
                    "whatsapp": {"templateName": "otp_copy_code"},
                });
                if let Some(channel) = channel {
                    body["channel"] = channel.clone();
                }
                match member.as_str().split_once('.') {
                    None => body[member.as_str()] = value.clone(),
                    Some((object, name)) => body[object] = json!({ name: value }),
                }
                let (theirs, ours) = (validator.is_valid(&body), takes(&body));
                if theirs == ours {
                    same += 1;
                } else if ours || !is_number(member, &value) {
                    differences.insert((member.as_str(), value.to_string(), ours));
                }
            }
        }
    }
    assert!(same > 10_000, "{same}");
    let expected = DIFFERENCES.map(|(member, value, ours)| (member, value.to_owned(), ours));
    assert_eq!(differences, BTreeSet::from(expected));
}

#[test]
fn a_destination_is_required_and_members_may_be_unknown() {
    let validator = validator(schema("Start"));
    for body in [
        json!({}),
        json!({"country": "SG"}),
        json!({"destination": "+6587654321", "userid": 7}),
        json!({"destination": "+6587654321", "channel": "whatsapp"}),
        json!({"destination": "+6587654321", "channel": "whatsapp", "whatsapp": {}}),
        json!([]),
        json!(null),
        json!("+6587654321"),
    ] {
        assert_eq!(validator.is_valid(&body), takes(&body), "{body}");
    }
}

#[test]
fn examples_are_taken() {
    let start = at("/paths/~1api~1v2~1subaccounts~1{subAccountId}~1sessions/post");
    let content = &start["requestBody"]["content"]["application/json"];
    let validator = validator(&content["schema"]);
    let examples = content["examples"].as_object().unwrap();
    assert_eq!(examples.len(), 7);
    for (name, example) in examples {
        let body = &example["value"];
        assert!(validator.is_valid(body), "{name}");
        let request: Request<String> = serde_json::from_value(body.clone()).unwrap();
        let verification = request.validate().unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(verification.notices().count(), 0, "{name}");
    }
    let properties = schema("Start")["properties"].as_object().unwrap();
    for (member, schema) in properties {
        for example in schema.get("examples").and_then(Value::as_array).into_iter().flatten() {
            let mut body = json!({"destination": "+6587654321"});
            body[member] = example.clone();
            assert!(validator.is_valid(&body) && takes(&body), "{member}: {example}");
        }
    }
}
