//! Bodies with duplicated, deep and huge members: nothing that was asked for is lost among them.

use verify_core::request::{Found, Member, Request};

use super::HUGE;

fn std_json(json: &str) -> Request<String> {
    serde_json::from_str(json).unwrap()
}

fn core_json(json: &str) -> Request<heapless::String<40>> {
    serde_json_core::from_str_escaped(json, &mut [0; 80]).unwrap().0
}

/// Puts `hostile` before, between and behind members that are right, and finds these.
fn is_lost_on_nobody(hostile: &str) {
    let json = format!(
        r#"{{{hostile}"destination":"+6587654321",{hostile}"sms":{{{hostile}"source":"ABC"}},{hostile}"brand":"ABC"}}"#
    );
    let request = std_json(&json);
    assert_eq!(request.destination.as_deref(), Some("+6587654321"));
    assert_eq!(
        (request.sms.source.as_deref(), request.brand.as_deref()),
        (Some("ABC"), Some("ABC"))
    );
    assert_eq!(request.violations().count(), 0);
    let request = core_json(&json);
    assert_eq!(request.destination.as_deref(), Some("+6587654321"));
    assert_eq!(
        (request.sms.source.as_deref(), request.brand.as_deref()),
        (Some("ABC"), Some("ABC"))
    );
    assert_eq!(request.violations().count(), 0);
}

#[test]
fn huge_members_that_nobody_knows() {
    let size = HUGE / 4;
    is_lost_on_nobody(&format!(r#""x":"{}","#, "é".repeat(size / 2)));
    is_lost_on_nobody(&format!(r#""{}":null,"#, "x".repeat(size)));
    is_lost_on_nobody(&format!(r#""x":{},"#, "1".repeat(size)));
    is_lost_on_nobody(&format!(r#""x":[{}0],"#, "0,".repeat(size / 2)));
    is_lost_on_nobody(&format!(r#""x":[{}0],"#, "{},".repeat(size / 3)));
    is_lost_on_nobody(&r#""x":1,"#.repeat(size / 6));
    is_lost_on_nobody(&r#""sms.source":"no","Brand":{"brand":"no"},"#.repeat(size / 42));
    is_lost_on_nobody(&" \t\r\n".repeat(size / 4));
}

#[test]
fn deep_members_that_nobody_knows() {
    for (opening, closing) in [("[", "]"), (r#"{"x":"#, "}"), (r#"[{"brand":["#, "]}]")] {
        let deep =
            |depth: usize| format!(r#""x":{}0{},"#, opening.repeat(depth), closing.repeat(depth));
        is_lost_on_nobody(&deep(40));
        // `serde-json-core` recurses, so that it is kept from going as deep; `serde_json` does not.
        let deepest = format!(r#"{{{}"brand":"ABC"}}"#, deep(HUGE / 20));
        assert_eq!(std_json(&deepest).brand.as_deref(), Some("ABC"));
        let error = serde_json_core::from_str::<Request<heapless::String<40>>>(&deepest);
        assert_eq!(error.unwrap_err().to_string(), "expected at most 128 nested values");
    }
}

#[test]
fn a_hundred_thousand_duplicates() {
    for (value, other) in [(r#""A""#, "null"), ("null", r#""A""#), (r#""A""#, "[[]]")] {
        let json = format!(
            r#"{{"brand":{value},{}"destination":"+6587654321"}}"#,
            format!(r#""brand":{other},"#).repeat(100_000)
        );
        let (request, small) = (std_json(&json), core_json(&json));
        assert_eq!((request.brand.as_deref(), small.brand.as_deref()), (None, None));
        assert_eq!(request.mistyped.found(Member::Brand), Some(Found::Repeated));
        assert_eq!(small.mistyped.found(Member::Brand), Some(Found::Repeated));
        assert_eq!(request.violations().count(), 1, "and the destination is there");
    }
}

/// What is read is all there, or is said to be too large.
#[test]
fn huge_texts() {
    let text = "Ä€🔑 ".repeat(HUGE / 10);
    let json = format!(r#"{{"template":{text:?},"brand":{text:?},"destination":"+6587654321"}}"#);
    let request = std_json(&json);
    assert!(request.template.as_deref() == Some(&*text));
    assert!(request.brand.as_deref() == Some(&*text));
    let found = format!("brand: expected at most 30 characters, found {}", text.chars().count());
    assert_eq!(request.validate().unwrap_err().to_string(), found);

    let (small, _) = serde_json_core::from_str::<Request<heapless::String<40>>>(&json).unwrap();
    assert_eq!(small.mistyped.found(Member::Template), Some(Found::TooLarge));
    assert_eq!(small.mistyped.found(Member::Brand), Some(Found::TooLarge));
    assert_eq!(small.destination.as_deref(), Some("+6587654321"));
}

#[test]
fn numbers_of_many_digits() {
    let zeros = "0".repeat(HUGE);
    let json = |number: &str| format!(r#"{{"codeLength":{number},"brand":"ABC"}}"#);
    assert_eq!(std_json(&json(&format!("6.{zeros}"))).code_length, Some(6));
    let tiny = std_json(&json(&format!("6.{zeros}1")));
    assert_eq!((tiny.code_length, tiny.brand.as_deref()), (Some(6), Some("ABC")));
    let large = std_json(&json(&format!("6{}", &zeros[..300])));
    assert_eq!(large.code_length, Some(i64::MAX));
    let error = serde_json::from_str::<Request<String>>(&json(&format!("6{zeros}"))).unwrap_err();
    assert!(error.to_string().starts_with("number out of range"), "{error}");
}
