//! Bodies with duplicated, deep and huge members: the members that count are still found.

use verify_core::request::{Found, Member, Request};

use super::HUGE;

fn std_json(json: &str) -> Request<String> {
    serde_json::from_str(json).unwrap()
}

fn core_json(json: &str) -> Request<heapless::String<40>> {
    serde_json_core::from_str_escaped(json, &mut [0; 80]).unwrap().0
}

/// Puts `hostile` before, between and after valid members, and finds these.
fn valid_members_are_found_around(hostile: &str) {
    let json = format!(
        r#"{{{hostile}"destination":"+6587654321",{hostile}"sms":{{{hostile}"source":"ABC"}},{}}}"#,
        format_args!(r#"{hostile}"brand":"ABC""#)
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
fn huge_unknown_members() {
    let size = HUGE / 4;
    valid_members_are_found_around(&format!(r#""x":"{}","#, "é".repeat(size / 2)));
    valid_members_are_found_around(&format!(r#""{}":null,"#, "x".repeat(size)));
    valid_members_are_found_around(&format!(r#""x":{},"#, "1".repeat(size)));
    valid_members_are_found_around(&format!(r#""x":[{}0],"#, "0,".repeat(size / 2)));
    valid_members_are_found_around(&format!(r#""x":[{}0],"#, "{},".repeat(size / 3)));
    valid_members_are_found_around(&r#""x":1,"#.repeat(size / 6));
    valid_members_are_found_around(
        &r#""sms.source":"no","Brand":{"brand":"no"},"#.repeat(size / 42),
    );
    valid_members_are_found_around(&" \t\r\n".repeat(size / 4));
}

#[test]
fn deep_unknown_members() {
    for (opening, closing) in [("[", "]"), (r#"{"x":"#, "}"), (r#"[{"brand":["#, "]}]")] {
        let deep =
            |depth: usize| format!(r#""x":{}0{},"#, opening.repeat(depth), closing.repeat(depth));
        valid_members_are_found_around(&deep(40));
        // `serde-json-core` recurses, so its depth is limited; `serde_json` does not recurse.
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
        assert_eq!(request.violations().count(), 1, "the destination was read");
    }
}

/// A text that is read is complete; one that is too large for its buffer is reported.
#[test]
fn huge_texts() {
    let text = "Ä€🔑 ".repeat(HUGE / 10);
    let json = format!(r#"{{"template":"{text}","brand":"{text}","destination":"+6587654321"}}"#);
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
