//! The sub-account of a path: what it takes, and every message.

use verify_core::request::SubAccountId;

#[test]
fn sub_account() {
    let (fifty, one_more) = ("a".repeat(50), "a".repeat(51));
    for id in ["a-1", "demo-account-123", "A.b_c&D", "...", &fifty] {
        let parsed = SubAccountId::parse(id).unwrap();
        assert_eq!((parsed.as_str(), parsed.to_string().as_str()), (id, id));
        assert_eq!((SubAccountId::try_from(id), parsed.as_ref()), (Ok(parsed), id));
    }
    let is_refused = |id: &str, message: &str| {
        let error = SubAccountId::parse(id).unwrap_err();
        assert_eq!(SubAccountId::try_from(id), Err(error));
        assert_eq!((error.to_string().as_str(), error.http_status()), (message, 400));
    };
    is_refused("", "expected a sub-account of 3 to 50 characters, found 0");
    is_refused("ab", "expected a sub-account of 3 to 50 characters, found 2");
    is_refused(&one_more, "expected a sub-account of 3 to 50 characters, found 51");
    for character in
        ('\0'..=char::MAX).filter(|c| !c.is_ascii_alphanumeric() && !"-._&".contains(*c))
    {
        is_refused(
            &format!("ab{character}c"),
            &format!(
                "expected an ASCII letter or digit, `-`, `.`, `_` or `&` at position 2 of the \
                 sub-account, found {character:?}"
            ),
        );
    }
}
