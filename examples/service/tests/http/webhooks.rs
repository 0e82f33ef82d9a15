//! The environment of webhooks: errors, and what is in none of them.

use crate::config::{read, refuses};
use crate::service::TOKEN;

/// A secret that signs.
pub(crate) const SECRET: &str = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

#[test]
fn an_error_names_the_variable_what_was_expected_and_what_was_found() {
    let secrets = "expected sub-account:secret pairs with commas between them, one or more for \
                   each sub-account, each secret whsec_ and the Base64 of 24 to 64 bytes";
    let networks = "expected networks with commas between them, such as 10.0.0.0/8,::1";
    let cases = [
        (
            "GATEWAY_URL",
            "https://user:secret@a.example/",
            "expected an http or https URL, such as https://messages.example.com/send; expected a \
             URL without user name and password, found `@` at position 19"
                .into(),
        ),
        (
            "GATEWAY_TOKEN",
            "a b",
            "expected visible ASCII characters; found other characters".into(),
        ),
        (
            "GATEWAY_SECRET",
            &format!("{SECRET},whsec_c2hvcnQ="),
            "expected whsec_ and the Base64 of 24 to 64 bytes; several with commas between them; \
             found another text as secret 2"
                .into(),
        ),
        ("GATEWAY_TIMEOUT", "31s", "expected a period from 1s to 30s; found \"31s\"".into()),
        ("CALLBACK_SECRETS", SECRET, format!("{secrets}; found pair 1 without a colon")),
        (
            "CALLBACK_SECRETS",
            &format!("demo:{SECRET},demo:{TOKEN}"),
            format!("{secrets}; found another secret in pair 2"),
        ),
        (
            "CALLBACK_SECRETS",
            &format!("x:{SECRET}"),
            format!(
                "{secrets}; found in pair 1: expected a sub-account of 3 to 50 characters, found 1"
            ),
        ),
        ("CALLBACK_NETWORKS", "::1/129", format!("{networks}; found \"::1/129\"")),
        ("CALLBACK_TIMEOUT", "0s", "expected a period from 1s to 30s; found \"0s\"".into()),
    ];
    for (name, value, expected) in cases {
        refuses(&[(name, value)], &format!("{name}: {expected}"));
    }
}

#[test]
fn a_webhook_needs_a_url_and_a_signed_callback_a_secret_of_each_sub_account() {
    let message = "GATEWAY_URL: expected an http or https URL, such as \
                   https://messages.example.com/send; found nothing, and GATEWAY is webhook";
    refuses(&[("GATEWAY", "webhook")], message);
    let tokens = format!("demo:{TOKEN},shop:{TOKEN}x");
    let secrets = format!("demo:{SECRET},demo:{SECRET},former:{SECRET}");
    let message = "CALLBACK_SECRETS: expected sub-account:secret pairs with commas between them, \
                   one or more for each sub-account, each secret whsec_ and the Base64 of 24 to 64 \
                   bytes; found no secret of shop, which TOKENS has";
    refuses(&[("TOKENS", &tokens), ("CALLBACK_SECRETS", &secrets)], message);
    let secrets = format!("{secrets},shop:{SECRET}");
    assert!(read(&[("TOKENS", &tokens), ("CALLBACK_SECRETS", &secrets)]).is_ok());
}

#[test]
fn a_secret_is_in_no_error() {
    let bare = SECRET.trim_start_matches("whsec_");
    let url = "https://secret.example/secret?secret";
    let right = [
        ("GATEWAY", "webhook"),
        ("GATEWAY_URL", url),
        ("GATEWAY_TOKEN", bare),
        ("GATEWAY_SECRET", SECRET),
        ("CALLBACK_SECRETS", &format!("demo:{SECRET}")),
    ];
    let config = format!("{:?}", read(&right).unwrap());
    assert!(!config.contains("secret.") && !config.contains(bare), "{config}");
    let wrong = [
        ("GATEWAY_URL", "https://secret.example/secret?a b"),
        ("GATEWAY_TOKEN", "secret secret"),
        ("GATEWAY_SECRET", &format!("{bare},whsec_secret")),
        ("CALLBACK_SECRETS", &format!("demo:{bare},demo:whsec_secret")),
    ];
    let problems = read(&wrong).unwrap_err().to_string();
    assert_eq!(problems.lines().count(), 4, "{problems}");
    for secret in [bare, "secret.", "secret?", "secret secret", "whsec_secret"] {
        assert!(!problems.contains(secret), "{problems}");
    }
}
