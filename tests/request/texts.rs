//! The texts that have a type of their own: sub-accounts and callback URLs.

use verify_core::request::{CallbackUrl, SubAccountId};

#[test]
fn sub_account() {
    let (fifty, one_more) = ("a".repeat(50), "a".repeat(51));
    for id in ["a-1", "demo-account-123", "A.b_c&D", "...", &fifty] {
        let parsed = SubAccountId::parse(id).unwrap();
        assert_eq!((parsed.as_str(), parsed.to_string().as_str()), (id, id));
    }
    let is_refused = |id: &str, message: &str| {
        let error = SubAccountId::parse(id).unwrap_err();
        assert_eq!((error.to_string().as_str(), error.api_code()), (message, 1001));
    };
    is_refused("", "expected a sub-account of 3 to 50 characters, found 0");
    is_refused("ab", "expected a sub-account of 3 to 50 characters, found 2");
    is_refused(&one_more, "expected a sub-account of 3 to 50 characters, found 51");
    for character in
        ('\0'..='\u{FFF}').filter(|c| !c.is_ascii_alphanumeric() && !"-._&".contains(*c))
    {
        is_refused(
            &format!("ab{character}c"),
            "expected an ASCII letter or digit, `-`, `.`, `_` or `&` at position 2 of the sub-account",
        );
    }
}

#[test]
fn urls() {
    let hosts = [
        ("http://example.com", "example.com"),
        ("hTTps://EXAMPLE.com/", "EXAMPLE.com"),
        ("https://a?b", "a"),
        ("https://a#b", "a"),
        ("http://192.0.2.1:1/", "192.0.2.1"),
        ("http://[2001:db8::1]", "[2001:db8::1]"),
        ("http://[::ffff:192.0.2.1]:00080/", "[::ffff:192.0.2.1]"),
        ("https://my_host-1.example./~a!$&'()*+,;=:@/%aF?q=/?@#f/?", "my_host-1.example."),
    ];
    for (text, host) in hosts {
        let url = CallbackUrl::parse(text).unwrap();
        assert_eq!((url.as_str(), url.to_string(), url.host()), (text, text.to_string(), host));
        let scheme = if url.is_https() { "https" } else { "http" };
        assert_eq!(format!("{url:?}"), format!("CallbackUrl({scheme}://{host}..)"));
        assert!(text.to_lowercase().starts_with(&format!("{scheme}:")));
    }
    let is_refused = |text: &str, message: &str| {
        assert_eq!(CallbackUrl::parse(text).unwrap_err().to_string(), message, "{text:?}");
    };
    for text in [
        "",
        "http",
        "http:",
        "http:/example.com",
        "//example.com",
        "example.com",
        " http://a",
        "ftp://a",
        "é",
    ] {
        is_refused(text, "expected a URL that begins with http:// or https://");
    }
    let host =
        "expected a host (a name, an IPv4 address or an IPv6 address in brackets) at position";
    for text in [
        "http://",
        "http:///",
        "http://:80",
        "http://?",
        "http://[",
        "http://[]",
        "http://[::1",
        "http://[1.2.3.4]",
        "http://[fe80::1%25a]",
        "http://[v1.a]",
    ] {
        is_refused(text, &format!("{host} 7"));
    }
    is_refused("https://", &format!("{host} 8"));
    let user_info = "expected a URL without user name and password, found `@` at position";
    is_refused("http://user:secret@example.com", &format!("{user_info} 18"));
    is_refused("http://é@example.com", &format!("{user_info} 8"));
    is_refused("http://a\\b@c", &format!("{user_info} 10"));
    let port = "expected a port from 1 to 65535 at position";
    for text in [
        "http://a:",
        "http://a:/",
        "http://a:0",
        "http://a:00",
        "http://a:65536",
        "http://a:+80",
        "http://a:8o",
        "http://a:-1",
        "http://a:99999999999999999999",
    ] {
        is_refused(text, &format!("{port} 9"));
    }
    is_refused("http://[::1]:x", &format!("{port} 13"));
    let percent = "expected two hexadecimal digits after the `%` at position";
    for text in [
        "http://a/%",
        "http://a/%4",
        "http://a/%g0",
        "http://a/%0g",
        "http://a/%%41",
        "http://a/%é",
    ] {
        is_refused(text, &format!("{percent} 9"));
    }
    let is_misplaced = |text: &str, found: &str, position: usize| {
        let character = "expected a character of a URL (RFC 3986), found";
        is_refused(text, &format!("{character} {found} at position {position}"));
    };
    is_misplaced("http://a b", "' '", 8);
    is_misplaced("http://exämple.com", "'ä'", 9);
    is_misplaced("http://a%41", "'%'", 8);
    is_misplaced("http://[::1]a", "'a'", 12);
    is_misplaced("http://a\\b", r"'\\'", 8);
    is_misplaced("http://a/b c", "' '", 10);
    is_misplaced("http://a/ü", "'ü'", 9);
    is_misplaced("http://a/\n", r"'\n'", 9);
    is_misplaced("http://a/[", "'['", 9);
    is_misplaced("http://a/#b#c", "'#'", 11);
    is_misplaced("http://a/\\", r"'\\'", 9);
    is_misplaced("http://a?\u{202E}", r"'\u{202e}'", 9);
}
