//! Callback URLs, against the grammar of RFC 3986 as the crate `iri-string` reads it.

use core::net::{Ipv4Addr, Ipv6Addr};

use iri_string::types::UriStr;
use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};
use verify_core::url::CallbackUrl;

/// Pieces that URLs are made of, and pieces that they are not.
const PIECES: [&str; 50] = [
    "http://",
    "https://",
    "HTTP://",
    "ftp://",
    "//",
    "/",
    "?",
    "#",
    ":",
    "@",
    "[",
    "]",
    "::1",
    "[::1]",
    "[2001:db8::7]",
    "[v1.x]",
    "[::1%25a]",
    "80",
    ":0",
    ":65535",
    ":65536",
    ":080",
    "a",
    "example.com",
    "192.0.2.1",
    "127.1",
    "0x7f",
    "0x",
    "04",
    "256",
    ".1",
    "_",
    "-",
    ".",
    "~",
    "%41",
    "%4",
    "%",
    "!$&'()*+,;=",
    "|",
    "^",
    "`",
    "{",
    "\"",
    "<",
    "\\",
    " ",
    "\u{7F}",
    "é",
    "\n",
];

/// What `iri-string` takes, and our rulings leave: no user, a host of the characters of names that
/// hides no address, a port of 1 to 65535 or none.
fn expected(text: &str) -> bool {
    let Ok(uri) = UriStr::new(text) else {
        return false;
    };
    let is_http =
        ["http", "https"].iter().any(|scheme| uri.scheme_str().eq_ignore_ascii_case(scheme));
    let Some(authority) = uri.authority_components() else {
        return false;
    };
    let host = authority.host();
    let is_host = match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(address) => address.parse::<Ipv6Addr>().is_ok(),
        None => {
            let is_name = host.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c));
            let is_address = host.parse::<Ipv4Addr>().is_ok();
            !host.is_empty() && is_name && (is_address || !ends_in_number(host))
        }
    };
    let is_port = authority
        .port()
        .is_none_or(|port| port.is_empty() || port.parse::<u16>().is_ok_and(|port| port > 0));
    is_http && authority.userinfo().is_none() && is_host && is_port
}

/// Whether the URL Standard reads a host as an IPv4 address, or refuses it.
fn ends_in_number(host: &str) -> bool {
    let mut labels: Vec<&str> = host.split('.').collect();
    if labels.len() > 1 && labels.last() == Some(&"") {
        labels.pop();
    }
    let last = labels.last().unwrap().to_lowercase();
    let hexadecimal =
        last.strip_prefix("0x").map(|digits| digits.trim_matches(|c: char| c.is_ascii_hexdigit()));
    !last.is_empty() && last.chars().all(|c| c.is_ascii_digit()) || hexadecimal == Some("")
}

#[test]
fn urls_are_those_of_the_grammar_within_our_rulings() {
    let mut rng = ChaCha12Rng::from_seed([3; 32]);
    let (mut taken, mut refused) = (0, 0);
    for round in 0..400_000 {
        let mut text = String::new();
        // Two of three begin as they should, or hardly any would be taken.
        if round % 3 > 0 {
            text.push_str(PIECES[round % 2]);
            text.push_str(["a", "example.com", "[::1]", "192.0.2.1"][round % 4]);
        }
        for _ in 0..rng.next_u32() % 6 {
            text.push_str(PIECES[rng.next_u32() as usize % PIECES.len()]);
        }
        let url = CallbackUrl::parse(&text);
        assert_eq!(url.is_ok(), expected(&text), "{text:?}: {url:?}");
        match url {
            Ok(url) => {
                let uri = UriStr::new(&text).unwrap();
                assert_eq!(
                    Some(url.host()),
                    uri.authority_components().map(|authority| authority.host())
                );
                assert_eq!(url.is_https(), uri.scheme_str().eq_ignore_ascii_case("https"));
                taken += 1;
            }
            Err(_) => refused += 1,
        }
    }
    assert!(taken > 20_000 && refused > 20_000, "{taken} taken, {refused} refused");
}
