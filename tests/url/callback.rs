//! The URL for callbacks: what it takes, and every message.

use verify_core::url::CallbackUrl;

#[test]
fn urls() {
    let hosts = [
        ("http://example.com", "example.com"),
        ("hTTps://EXAMPLE.com/", "EXAMPLE.com"),
        ("https://a?b", "a"),
        ("https://a#b", "a"),
        ("http://192.0.2.1:1/", "192.0.2.1"),
        ("http://[2001:db8::1]", "[2001:db8::1]"),
        ("http://0.0.0.0", "0.0.0.0"),
        ("http://255.249.199.99/", "255.249.199.99"),
        ("http://1.2.3.4.5.com", "1.2.3.4.5.com"),
        ("http://127.1.a", "127.1.a"),
        ("http://127.0x7g", "127.0x7g"),
        ("http://127.x0", "127.x0"),
        ("http://0_0", "0_0"),
        ("http://a:", "a"),
        ("http://192.0.2.1:/", "192.0.2.1"),
        ("http://[::1]:?x", "[::1]"),
        ("http://a:#", "a"),
        ("http://.", "."),
        ("http://..", ".."),
        ("http://[::ffff:192.0.2.1]:00080/", "[::ffff:192.0.2.1]"),
        ("https://my_host-1.example./~a!$&'()*+,;=:@/%aF?q=/?@#f/?", "my_host-1.example."),
    ];
    for (text, host) in hosts {
        let url = CallbackUrl::parse(text).unwrap();
        assert_eq!((url.as_str(), url.to_string(), url.host()), (text, text.to_string(), host));
        assert_eq!((CallbackUrl::try_from(text), url.as_ref()), (Ok(url), text));
        let scheme = if url.is_https() { "https" } else { "http" };
        assert_eq!(format!("{url:?}"), format!("CallbackUrl({scheme}://{host}..)"));
        assert!(text.to_lowercase().starts_with(&format!("{scheme}:")));
    }
}

/// Checks that a text is refused with a message.
fn is_refused(text: &str, message: &str) {
    let error = CallbackUrl::parse(text).unwrap_err();
    assert_eq!(error.to_string(), message, "{text:?}");
    assert_eq!(CallbackUrl::try_from(text), Err(error));
}

#[test]
fn a_host_that_ends_in_a_number_is_four_decimals() {
    let ipv4 = "expected four decimal numbers from 0 to 255 at position 7, since the host ends \
        in a number";
    for text in [
        "http://0x7f.1",
        "http://2130706433",
        "http://127.1",
        "http://0177.0.0.1",
        "http://1.2.3.04",
        "http://1.2.3.00",
        "http://127.0.0.1.",
        "http://2130706433./",
        "http://127.0.0.0x1",
        "http://0x",
        "http://0X7F000001",
        "http://a.0x.",
        "http://1.2.3.4.5",
        "http://1.2.3",
        "http://1.2.3.256",
        "http://1..2.3",
        "http://1.2.3.1000",
        "http://a.1",
        "http://a.com.09:80/",
        "http://_.99999999999999999999",
        "http://127.1:80",
        "http://127.1 ",
    ] {
        is_refused(text, ipv4);
    }
    is_refused("https://127.1/", &ipv4.replace('7', "8"));
}

#[test]
fn what_is_no_url_is_refused_word_for_word() {
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
        "http://a::",
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
