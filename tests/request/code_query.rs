//! The query of a check: absent, given, or refused.

use verify_core::code::{Code, Format};
use verify_core::request::{CodeQuery, CodeQueryError};
use verify_core::response::ApiError;

fn read(query: &str) -> Result<Option<String>, CodeQueryError> {
    CodeQuery::parse(query).map(|code| code.map(|code| code.as_str().to_owned()))
}

#[test]
fn no_code_asks_for_the_status() {
    for query in
        ["", "?", "&", "=", "t=1", "Code=1", "CODE=1", "codes=1&xcode=2", "cod%65s", "%63ode%"]
    {
        assert_eq!(read(query), Ok(None), "{query}");
    }
}

#[test]
fn a_code_is_decoded() {
    for (query, code) in [
        ("code=0429", "0429"),
        ("?code=0429", "0429"),
        ("t=1&code=0429&x", "0429"),
        ("%63%6F%64%65=0429", "0429"),
        ("code=04%2029", "04 29"),
        ("code=04+29", "04 29"),
        ("code=04%2B29", "04+29"),
        ("code=+", " "),
        ("code=%00", "\0"),
        ("code=%D9%A0%D9%A4", "٠٤"),
        ("code=%ef%bc%90", "０"),
        ("code=%F0%9F%94%91", "🔑"),
        ("code=٠é🔑", "٠é🔑"),
        ("code==0=", "=0="),
        // A `%` without two digits stands for itself.
        ("code=%", "%"),
        ("code=%4", "%4"),
        ("code=%g0%0g%", "%g0%0g%"),
        ("code=%%30", "%0"),
        ("code=%é", "%é"),
        ("code=1;code=2", "1;code=2"),
        ("code=1?code=2", "1?code=2"),
    ] {
        assert_eq!(read(query).as_ref().map(Option::as_deref), Ok(Some(code)), "{query}");
    }
}

#[test]
fn a_code_that_cannot_be_checked_is_refused() {
    let is_refused = |query: &str, error: CodeQueryError, message: &str| {
        assert_eq!(read(query), Err(error), "{query}");
        assert_eq!(error.to_string(), message);
        let api = ApiError::from(error);
        assert_eq!((api.code(), api.http_status(), error.http_status()), (1000, 400, 400));
        assert_eq!(api.to_string(), message);
    };
    for query in ["code", "code=", "code&t=1", "?code=", "%63ode="] {
        let message = "code: expected a code (leave it out to ask for the status), found none";
        is_refused(query, CodeQueryError::Empty, message);
    }
    for query in
        ["code=1&code=1", "code=1&t&c%6fde=2", "code&code", "code=&code=1", "code=1&code=%FF"]
    {
        let message = "code: expected one code, found several";
        is_refused(query, CodeQueryError::Repeated, message);
    }
    for query in [
        "code=%FF",
        "code=1%80",
        "code=%C3",
        "code=%C3x",
        "code=%C0%80",
        "code=%E0%80%80",
        "code=%ED%A0%80",
        "code=%F4%90%80%80",
        "code=%F5%80%80%80",
        "code=%F0%9F%94",
        "code=é%C3",
    ] {
        is_refused(query, CodeQueryError::NotUtf8, "code: expected UTF-8, found other bytes");
    }
    let long = format!("code={}%FF", "1".repeat(1000));
    assert_eq!(read(&long), Err(CodeQueryError::NotUtf8));
}

#[test]
fn a_code_that_is_too_long_is_wrong() {
    let code = Code::parse(Format::Numeric, "0429").unwrap();
    let spaces = CodeQuery::MAX_LEN - 4;
    for (query, expected) in [
        (format!("code=0429{}", "+".repeat(spaces)), format!("0429{}", " ".repeat(spaces))),
        (format!("code=0429{}", "%20".repeat(spaces)), format!("0429{}", " ".repeat(spaces))),
        (format!("code=0429{}", "+".repeat(spaces + 1)), "?".to_owned()),
        (format!("code={}0429", "%20".repeat(100_000)), "?".to_owned()),
    ] {
        let entered = CodeQuery::parse(&query).unwrap().unwrap();
        assert_eq!(entered.as_str(), expected);
        assert_eq!(entered.as_ref(), entered.as_str());
        assert_eq!(code.matches(entered.as_str()), expected != "?");
    }
}

#[test]
fn debug_does_not_show_the_code() {
    let code = CodeQuery::parse("code=0429").unwrap().unwrap();
    assert_eq!(format!("{code:?}"), "CodeQuery { .. }");
}
