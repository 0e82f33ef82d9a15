//! Bodies that a JSON reader refuses for one member.

use verify_core::channel::SpeedError;
use verify_core::request::{Cause, Error, Found, Member, Request, locate};
use verify_core::response::ApiError;

/// Whether `serde_json` has its feature `arbitrary_precision`.
fn holds_any_number() -> bool {
    serde_json::from_str::<Request<String>>(r#"{"codeLength":1e400}"#).is_ok()
}

/// Returns the member that is found, after `serde_json` has refused the body.
fn found(body: &str) -> Option<(Member, Cause)> {
    let is_read = serde_json::from_str::<Request<String>>(body).is_ok();
    assert!(!is_read || holds_any_number(), "{body}");
    locate(body.as_bytes()).map(|error: Error| (error.member(), error.cause()))
}

#[test]
fn a_number_that_nothing_holds_is_out_of_range() {
    let long = format!("{}e-1", "9".repeat(400));
    for number in ["1e400", "1E+400", "0.1e9999999999", "12345.6e305", "1.8e308", &long] {
        for (member, code) in [("codeLength", 1010), ("codeValidity", 1010)] {
            let body = format!(r#" {{ "{member}" : {number} , "x":1e400 }} "#);
            let (member, cause) = found(&body).unwrap();
            assert_eq!(cause, Cause::Above, "{body}");
            let error = locate(body.as_bytes()).unwrap();
            assert_eq!(ApiError::from(error).code(), code);
            assert!(error.to_string().starts_with(&format!("{member}: expected an integer from ")));
            assert!(error.to_string().ends_with(", found more"));
            let body = body.replace(": ", ":-");
            assert_eq!(found(&body), Some((member, Cause::Below)), "{body}");
        }
    }
    for (body, member, cause) in [
        (r#"{"call":{"repetition":1e400}}"#, Member::CallRepetition, Cause::Above),
        (
            r#"{"call":{"x":[{},[]],"speed":1e400}}"#,
            Member::CallSpeed,
            Cause::Speed(SpeedError::TooFast),
        ),
        (r#"{"call":{"speed":-1e400}}"#, Member::CallSpeed, Cause::Speed(SpeedError::TooSlow)),
        (r#"{"brand":1e400}"#, Member::Brand, Cause::Type(Found::Number)),
        (r#"{"sms":-1e400}"#, Member::Sms, Cause::Type(Found::Number)),
        // Of several, the first in the body.
        (r#"{"codeValidity":1e400,"codeLength":1e400}"#, Member::CodeValidity, Cause::Above),
        (r#"{"code\u004Cength":1e400}"#, Member::CodeLength, Cause::Above),
    ] {
        assert_eq!(found(body), Some((member, cause)), "{body}");
    }
}

#[test]
fn half_a_surrogate_is_a_violation_of_its_member() {
    for half in [
        r"\ud800",
        r"\uDBFF",
        r"\uDC00",
        r"\udfff",
        r"a\ud83dA",
        r"\ud83d\n",
        r"\ud83d\u0041",
        r"\udd11\ud83d",
        r"\ud83d\ud83d\udd11",
        r"\ud83dx\udd11",
        r"\ud83d\udd11\udd11",
        "é\\ud83d",
    ] {
        let body = format!(r#"{{"x":"{half}","brand":"{half}"}}"#);
        let expected = (Member::Brand, Cause::Type(Found::HalfSurrogate));
        assert_eq!(found(&body), Some(expected), "{body}");
    }
    let error = locate(br#"{"brand":"\ud800"}"#).unwrap();
    assert_eq!(ApiError::from(error).code(), 1000);
    assert_eq!(
        error.to_string(),
        "brand: expected a string of at most 30 characters, found one with half of a surrogate pair"
    );
    let number = found(r#"{"codeLength":"\ud800"}"#);
    assert_eq!(number, Some((Member::CodeLength, Cause::Type(Found::String))));
}

#[test]
fn what_a_reader_can_hold_is_not_found() {
    let deep = format!(r#"{{"x":{}{}}}"#, "[".repeat(128), "]".repeat(128));
    for body in [
        "{}",
        r#"{"codeLength":4,"brand":"\ud83d\udd11\"\\\/\b\f\n\r\t\u0000é"}"#,
        r#"{"codeLength":1e308,"codeValidity":-1.7e308,"call":{"speed":0e999999999}}"#,
        r#"{"codeLength":1e-400,"x":1e400,"y":"\ud800","z":[1e400,"\ud800"]}"#,
        r#"{"brand":[1e400,{"brand":1e400,"":"\ud800"}],"template":{"brand":"\udc00"}}"#,
        r#"{"sms":{"sms":{"source":"\ud800"},"source":null},"call":true,"whatsapp":[{}]}"#,
        &deep,
    ] {
        serde_json::from_str::<Request<String>>(body).unwrap();
        assert_eq!(locate(body.as_bytes()), None, "{body}");
    }
}

#[test]
fn what_is_not_json_is_not_found() {
    let bad = r#""codeLength":1e400"#;
    let deep = format!(r#"{{{bad},"x":{}{}}}"#, "[".repeat(129), "]".repeat(129));
    for body in [
        "",
        "1e400",
        "[1e400]",
        r#""\ud800""#,
        &format!("{{{bad}"),
        &format!("{{{bad},"),
        &format!("{{{bad},}}"),
        &format!("{{{bad}}}}}"),
        &format!("{{{bad}}} x"),
        &format!("{{,{bad}}}"),
        &format!("{{{bad} {bad}}}"),
        &format!(r#"{{{bad},"x"}}"#),
        &format!("{{{bad},x:1}}"),
        &format!(r#"{{{bad},"x":tru}}"#),
        &format!(r#"{{{bad},"x":nul}}"#),
        &format!(r#"{{{bad},"x":False}}"#),
        &format!(r#"{{{bad},"x":01}}"#),
        &format!(r#"{{{bad},"x":1.}}"#),
        &format!(r#"{{{bad},"x":.1}}"#),
        &format!(r#"{{{bad},"x":-}}"#),
        &format!(r#"{{{bad},"x":+1}}"#),
        &format!(r#"{{{bad},"x":1e}}"#),
        &format!(r#"{{{bad},"x":1e+}}"#),
        &format!(r#"{{{bad},"x":1.5.5}}"#),
        &format!(r#"{{{bad},"x":[1}}}}"#),
        &format!(r#"{{{bad},"x":[1,]}}"#),
        &format!(r#"{{{bad},"x":{{"y":1]}}"#),
        &format!(r#"{{{bad},"x":{{1}}}}"#),
        &format!(r#"{{{bad},"x":{{"y"}}}}"#),
        &format!(r#"{{{bad},"x":{{"y":1,}}}}"#),
        &format!(r#"{{{bad},"x":"\x"}}"#),
        &format!(r#"{{{bad},"x":"\u12g4"}}"#),
        &format!(r#"{{{bad},"x":"\u+123"}}"#),
        &format!(r#"{{{bad},"x":"\u12"}}"#),
        &format!("{{{bad},\"x\":\"\n\"}}"),
        &format!(r#"{{{bad},"x":"}}"#),
        &format!("{{{bad},\u{A0}\"x\":1}}"),
        &format!(r#"{{{bad},"\ud800":1}}"#),
        &deep,
    ] {
        let is_read = serde_json::from_str::<Request<String>>(body).is_ok();
        assert!(!is_read || holds_any_number() && body == deep, "{body}");
        assert_eq!(locate(body.as_bytes()), None, "{body}");
    }
    assert_eq!(locate(b"{\"codeLength\":1e400,\"x\":\"\xFF\"}"), None);
}

#[test]
fn a_byte_order_mark_is_skipped() {
    let error = locate("\u{FEFF}{\"codeLength\":1e400}".as_bytes()).unwrap();
    assert_eq!(error.member(), Member::CodeLength);
}
