//! The environment: defaults, errors and `--help`.

use std::ffi::OsString;
use std::net::IpAddr;
use std::time::Duration;

use verify_core::engine::{Engine, Limits};
use verify_core::limit::{ConversionLimit, Quota};
use verify_service::config::{Config, Help, Networks, Output, Place, Problems, VARIABLES};
use verify_service::gateway::smpp::Wanted;

use crate::service::{TOKEN, command};
use crate::webhooks::SECRET;

pub(crate) fn read(variables: &[(&str, &str)]) -> Result<Config, Problems> {
    Config::read(|name| {
        let found = variables.iter().find(|(other, _)| *other == name);
        found.map(|(_, value)| OsString::from(value))
    })
}

#[track_caller]
pub(crate) fn refuses(variables: &[(&str, &str)], expected: &str) {
    assert_eq!(read(variables).unwrap_err().to_string().trim_end(), expected);
}

#[test]
fn nothing_needs_to_be_set() {
    let config = read(&[]).unwrap();
    assert_eq!(config.engine, Engine::default(), "the defaults are those of the engine");
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!((config.store, config.gateway), (Place::Redb, Output::Auto));
    assert_eq!(config.data_dir.to_str(), Some("./data"));
    assert!(config.tokens.is_none() && config.tls.is_none() && config.base_url.is_none());
    assert!(config.trusted_proxies.is_empty());
    assert_eq!((config.timeout, config.connections), (Duration::from_secs(30), 16_384));
    assert_eq!(config.threads, None);
    let callbacks = &config.callbacks;
    assert!(config.webhook.is_none() && callbacks.secrets.is_none());
    assert!(callbacks.networks.is_empty() && callbacks.timeout == Duration::from_secs(15));
    // An empty variable counts as not set.
    let empty: Vec<_> = VARIABLES.iter().map(|variable| (variable.name, "")).collect();
    assert_eq!(format!("{:?}", read(&empty).unwrap()), format!("{config:?}"));
}

#[test]
fn every_variable_is_read() {
    let config = read(&[
        ("LISTEN", "[::1]:0"),
        ("BASE_URL", "https://verify.example.com/"),
        ("STORE", "memory"),
        ("DATA_DIR", "/srv"),
        ("TOKENS", &format!("demo:{TOKEN}, other:0123456789abcdef")),
        ("TLS_CERT", "cert.pem"),
        ("TLS_KEY", "key.pem"),
        ("TRUSTED_PROXIES", "10.0.0.0/8,::1"),
        ("LIMIT_CLIENT_IP", "1/2s/3"),
        ("LIMIT_DESTINATION", "4/5m/6"),
        ("LIMIT_RANGE", "7/8h/9"),
        ("LIMIT_COUNTRY", "10/11d/12"),
        ("CONVERSION", "13%/14/15h"),
        ("REMEMBER", "1500ms"),
        ("RETENTION", "16d"),
        ("GATEWAY", "webhook"),
        ("GATEWAY_URL", "https://messages.example.com/send"),
        ("GATEWAY_TOKEN", "a-token"),
        ("GATEWAY_SECRET", SECRET),
        ("GATEWAY_TIMEOUT", "19s"),
        ("CALLBACK_SECRETS", &format!("demo:{SECRET}, other:{SECRET}")),
        ("CALLBACK_NETWORKS", "fd00::/8"),
        ("CALLBACK_TIMEOUT", "20s"),
        ("TIMEOUT", "17s"),
        ("CONNECTIONS", "18"),
        ("THREADS", "3"),
        ("LOG", "debug"),
    ]);
    let config = config.unwrap();
    let (second, hour) = (Duration::from_secs(1), Duration::from_secs(3600));
    let limits = Limits {
        client_ip: Quota::new(1, 2 * second, 3).ok(),
        destination: Quota::new(4, 300 * second, 6).ok(),
        range: Quota::new(7, 8 * hour, 9).ok(),
        country: Quota::new(10, 264 * hour, 12).ok(),
        conversion: ConversionLimit::new(13, 14, 15 * hour).ok(),
    };
    let expected = Engine {
        limits,
        remember: Duration::from_millis(1500),
        retention: 384 * hour,
        ..Engine::default()
    };
    assert_eq!(config.engine, expected);
    assert_eq!(config.listen.to_string(), "[::1]:0");
    assert_eq!(config.base_url.as_deref(), Some("https://verify.example.com/"));
    assert_eq!((config.store, config.gateway), (Place::Memory, Output::Webhook));
    let webhook = config.webhook.unwrap();
    assert_eq!(
        (webhook.endpoint.url.host(), webhook.timeout),
        ("messages.example.com", 19 * second)
    );
    assert_eq!(webhook.endpoint.token.unwrap(), "Bearer a-token");
    assert!(!webhook.endpoint.secrets.is_empty());
    let callbacks = config.callbacks;
    assert!(callbacks.secrets.is_some_and(|secrets| secrets.of("other").is_some()));
    assert!(callbacks.networks.contains("fd00::1".parse().unwrap()));
    assert_eq!(callbacks.timeout, 20 * second);
    assert_eq!(config.data_dir.to_str(), Some("/srv"));
    let tokens = config.tokens.unwrap();
    let accounts: Vec<_> = tokens.sub_accounts().map(|id| id.to_string()).collect();
    assert_eq!(accounts, ["demo", "other"]);
    assert_eq!(config.tls.unwrap().key.to_str(), Some("key.pem"));
    assert!(config.trusted_proxies.contains("10.1.2.3".parse().unwrap()));
    assert_eq!((config.timeout, config.connections), (17 * second, 18));
    assert_eq!(config.threads, Some(3));
    assert_eq!(config.log, tracing::Level::DEBUG);
}

#[test]
fn no_limit_is_none() {
    let none = [
        ("LIMIT_CLIENT_IP", "none"),
        ("LIMIT_DESTINATION", "none"),
        ("LIMIT_RANGE", "none"),
        ("LIMIT_COUNTRY", "none"),
        ("CONVERSION", "none"),
    ];
    assert_eq!(read(&none).unwrap().engine.limits, Limits::NONE);
}

#[test]
fn an_error_names_the_variable_what_was_expected_and_what_was_found() {
    let quota = "expected a count, a period and a burst, such as 30/1h/10 for 30 an hour and 10 at \
                 once; or none";
    let period = "expected a period, such as 90s, 15m, 24h or 30d";
    let conversion =
        "expected a share, a number of starts and a period, such as 10%/50/1d; or none";
    let tokens = "expected sub-account:token pairs with commas between them, each token 16 to 128 \
                  visible ASCII characters without a comma";
    let networks = "expected networks with commas between them, such as 10.0.0.0/8,::1";
    let url = "expected an http or https URL without query, such as https://verify.example.com";
    let cases = [
        (
            "LISTEN",
            "localhost",
            "expected an IP address and a port, such as 127.0.0.1:8080; found \"localhost\"".into(),
        ),
        (
            "BASE_URL",
            "verify.example.com",
            format!("{url}; expected a URL that begins with http:// or https://"),
        ),
        (
            "BASE_URL",
            "https://a.example?b",
            format!("{url}; expected a URL without query and fragment, found '?' at position 17"),
        ),
        ("STORE", "sqlite", "expected redb, memory or redis; found \"sqlite\"".into()),
        ("TOKENS", "demo", format!("{tokens}; found pair 1 without a colon")),
        (
            "TOKENS",
            "demo:0123456789abcdef,x:0123456789abcdef",
            format!(
                "{tokens}; found in pair 2: expected a sub-account of 3 to 50 characters, found 1"
            ),
        ),
        ("TOKENS", "demo:short", format!("{tokens}; found another token in pair 1")),
        ("TOKENS", "demo:0123456789 abcdef", format!("{tokens}; found another token in pair 1")),
        ("TRUSTED_PROXIES", "10.0.0.0/33", format!("{networks}; found \"10.0.0.0/33\"")),
        ("TRUSTED_PROXIES", "10.0.0.0/8,proxy", format!("{networks}; found \"proxy\"")),
        ("LIMIT_CLIENT_IP", "30", format!("{quota}; found \"30\"")),
        ("LIMIT_DESTINATION", "30/1h/10/1", format!("{quota}; found \"30/1h/10/1\"")),
        (
            "LIMIT_RANGE",
            "0/1h/10",
            format!("{quota}; quota: expected a count from 1 to 65535, found 0"),
        ),
        ("LIMIT_COUNTRY", "1/1y/10", format!("{quota}; found \"1y\"")),
        ("CONVERSION", "10/50/1d", format!("{conversion}; found \"10/50/1d\"")),
        (
            "CONVERSION",
            "101%/50/1d",
            format!(
                "{conversion}; conversion limit: expected a share of 1 to 100 percent, found 101"
            ),
        ),
        ("REMEMBER", "1", format!("{period}; found \"1\"")),
        (
            "RETENTION",
            "99999999999999999999d",
            format!("{period}; found \"99999999999999999999d\""),
        ),
        ("GATEWAY", "sms", "expected auto, terminal, webhook, smpp or none; found \"sms\"".into()),
        ("SMPP_WINDOW", "0", "expected a number from 1 to 1000; found \"0\"".into()),
        ("SMPP_RECEIPTS", "some", "expected all, failures or none; found \"some\"".into()),
        ("SMPP_VALIDITY", "5m", "expected session or none; found \"5m\"".into()),
        ("SMPP_ENQUIRE_LINK", "2h", "expected a period from 1s to 1h; found \"2h\"".into()),
        ("SMPP_TIMEOUT", "1m", "expected a period from 1s to 30s; found \"1m\"".into()),
        (
            "SMPP_SYSTEM_ID",
            "sixteen-letters-",
            "expected 1 to 15 visible ASCII characters; found \"sixteen-letters-\"".into(),
        ),
        ("TIMEOUT", "999ms", "expected a period from 1s to 1h; found \"999ms\"".into()),
        ("CONNECTIONS", "0", "expected a number from 1 to 1000000; found \"0\"".into()),
        ("LOG", "trace", "expected error, warn, info or debug; found \"trace\"".into()),
        ("TLS_CERT", "cert.pem", String::new()),
    ];
    for (name, value, expected) in cases {
        if name == "TLS_CERT" {
            let message = "TLS_KEY: expected a PEM file; found nothing, and TLS_CERT is set";
            refuses(&[(name, value)], message);
            continue;
        }
        refuses(&[(name, value)], &format!("{name}: {expected}"));
    }
    let invalid = Config::read(|name| {
        use std::os::unix::ffi::OsStringExt;
        (name == "STORE").then(|| OsString::from_vec(vec![0xFF]))
    });
    let message = "STORE: expected redb, memory or redis; found text that is not UTF-8\n";
    assert_eq!(invalid.unwrap_err().to_string(), message);
}

#[test]
fn a_token_is_in_no_error() {
    let secret = "a-secret-token-that-nobody-sees";
    let tokens = format!("demo:{secret} with a space,{secret}");
    let problems = read(&[("TOKENS", &tokens)]).unwrap_err();
    assert!(!format!("{problems} {problems:?}").contains("secret"), "{problems}");
    let config = read(&[("TOKENS", &format!("demo:{secret}"))]).unwrap();
    assert!(!format!("{config:?}").contains("secret-token"), "{config:?}");
}

#[test]
fn every_variable_of_smpp_is_read() {
    let config = read(&[
        ("GATEWAY", "smpp"),
        ("SMPP_ADDRESS", "smsc.example.com:2775"),
        ("SMPP_SYSTEM_ID", "verify"),
        ("SMPP_PASSWORD", "s3cret"),
        ("SMPP_SYSTEM_TYPE", "OTP"),
        ("SMPP_WINDOW", "19"),
        ("SMPP_RECEIPTS", "failures"),
        ("SMPP_VALIDITY", "none"),
        ("SMPP_ENQUIRE_LINK", "20s"),
        ("SMPP_TIMEOUT", "21s"),
    ]);
    let (smpp, second) = (config.unwrap().smpp.unwrap(), Duration::from_secs(1));
    assert_eq!((&*smpp.address, &*smpp.system_id), ("smsc.example.com:2775", "verify"));
    assert_eq!((&*smpp.system_type, smpp.window), ("OTP", 19));
    assert_eq!((smpp.receipts, smpp.has_validity), (Wanted::Failures, false));
    assert_eq!((smpp.enquire_every, smpp.timeout), (20 * second, 21 * second));
}

#[test]
fn smpp_needs_an_address_and_a_name() {
    let address = "SMPP_ADDRESS: expected a host and a port, such as smsc.example.com:2775; found";
    let name = "SMPP_SYSTEM_ID: expected 1 to 15 visible ASCII characters; found";
    let because = "nothing, and GATEWAY is smpp";
    refuses(&[("GATEWAY", "smpp")], &format!("{address} {because}\n{name} {because}"));
    for wrong in ["smsc.example.com", ":2775", "smsc:0", "smsc:65536", "smpp://smsc:2775", "a b:1"]
    {
        refuses(&[("SMPP_ADDRESS", wrong)], &format!("{address} {wrong:?}"));
    }
    for right in ["smsc:2775", "192.0.2.1:2775", "[2001:db8::1]:2775"] {
        let variables = [("SMPP_ADDRESS", right), ("SMPP_SYSTEM_ID", "verify")];
        let config = read(&[&variables[..], &[("GATEWAY", "smpp")]].concat()).unwrap();
        assert_eq!(config.smpp.unwrap().address, right);
    }
}

#[test]
fn a_password_is_in_no_error() {
    let problems = read(&[
        ("SMPP_ADDRESS", "smpp://verify:s3cret@smsc.example.com:2775"),
        ("SMPP_PASSWORD", "s3cret-s3cret"),
    ]);
    let problems = problems.unwrap_err();
    let found = problems.to_string();
    assert!(found.contains("characters; found 13 bytes") && found.contains("a text with an @"));
    assert!(!format!("{found} {problems:?}").contains("s3cret"), "{found}");
}

#[test]
fn other_addresses_need_what_keeps_secrets() {
    let message = "TLS_CERT: expected a PEM file; found nothing, and LISTEN is not a loopback \
                   address; TLS_CERT and TLS_KEY, or TRUSTED_PROXIES where a proxy has the \
                   certificate, keep tokens and codes secret\n\
                   TOKENS: expected sub-account:token pairs with commas between them, each token \
                   16 to 128 visible ASCII characters without a comma; found nothing, and LISTEN \
                   is not a loopback address\n\
                   BASE_URL: expected an http or https URL without query, such as \
                   https://verify.example.com; found nothing, and LISTEN is every address of the \
                   machine";
    refuses(&[("LISTEN", "0.0.0.0:80")], message);
    let (tokens, url) = (format!("demo:{TOKEN}"), "https://verify.example.com");
    let needed = [("LISTEN", "[::]:80"), ("TOKENS", &tokens), ("BASE_URL", url)];
    let behind_a_proxy = [&needed[..], &[("TRUSTED_PROXIES", "10.0.0.0/8")]].concat();
    assert!(read(&behind_a_proxy).is_ok());
    let with_tls = [&needed[..], &[("TLS_CERT", "cert.pem"), ("TLS_KEY", "key.pem")]].concat();
    assert!(read(&with_tls).is_ok());
    let one_address = [("LISTEN", "192.0.2.1:80"), ("TOKENS", &tokens)];
    let one_address = [&one_address[..], &[("TRUSTED_PROXIES", "10.0.0.0/8")]].concat();
    assert!(read(&one_address).is_ok());
}

#[test]
fn there_is_no_demo_behind_a_proxy() {
    let message = "TOKENS: expected sub-account:token pairs with commas between them, each token \
                   16 to 128 visible ASCII characters without a comma; found nothing, and \
                   TRUSTED_PROXIES is set";
    refuses(&[("TRUSTED_PROXIES", "127.0.0.1")], message);
}

#[test]
fn networks_hold_addresses() {
    let tokens = format!("demo:{TOKEN}");
    let networks = |text: &str| -> Networks {
        let config = read(&[("TRUSTED_PROXIES", text), ("TOKENS", &tokens)]).unwrap();
        config.trusted_proxies
    };
    let contains =
        |text: &str, address: &str| networks(text).contains(address.parse::<IpAddr>().unwrap());
    assert!(contains("10.0.0.0/8", "10.255.255.255") && !contains("10.0.0.0/8", "11.0.0.0"));
    assert!(
        contains("192.0.2.128/25", "192.0.2.128") && !contains("192.0.2.128/25", "192.0.2.127")
    );
    assert!(contains("192.0.2.1", "192.0.2.1") && !contains("192.0.2.1", "192.0.2.0"));
    assert!(contains("0.0.0.0/0", "255.1.2.3") && !contains("0.0.0.0/0", "::1"));
    assert!(contains("2001:db8::/32", "2001:db8:ffff::1"));
    assert!(!contains("2001:db8::/32", "2001:db9::"));
    assert!(contains("::/0", "2001:db8::") && contains("::1", "::1") && !contains("::1", "::2"));
    // An IPv4 address within an IPv6 one counts as itself.
    assert!(contains("10.0.0.0/8", "::ffff:10.1.2.3") && !contains("::/0", "::ffff:10.1.2.3"));
}

#[test]
fn help_lists_every_variable_with_its_default() {
    let output = command(&[]).arg("--help").output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty());
    let help = String::from_utf8(output.stdout).unwrap();
    assert_eq!(help.trim_end(), Help.to_string().trim_end());
    for variable in VARIABLES {
        let line = match variable.default {
            "" => format!("\n  {}\n", variable.name),
            default => format!("\n  {} [{default}]\n", variable.name),
        };
        assert!(help.contains(&line), "{line}");
    }
    assert!(help.lines().all(|line| line.chars().count() <= 100), "{help}");
}

#[test]
fn the_version_is_that_of_the_package() {
    let output = command(&[]).arg("--version").output().unwrap();
    let version = format!("verify-service {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), version);
}

#[test]
fn what_is_wrong_is_told_at_once_and_nothing_starts() {
    let output = command(&[("STORE", "x"), ("TIMEOUT", "y")]).output().unwrap();
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0));
    let errors = "STORE: expected redb, memory or redis; found \"x\"\n\
                  TIMEOUT: expected a period from 1s to 1h; found \"y\"\n\
                  `verify-service --help` lists all variables.\n";
    assert_eq!(String::from_utf8(output.stderr).unwrap(), errors);
    let output = command(&[]).arg("--port").output().unwrap();
    let errors = "expected no arguments, --help, --version, --health, or --unblock with a \
                  sub-account and a number such as +19876543210\n\
                  `verify-service --help` lists all variables.\n";
    assert_eq!(String::from_utf8(output.stderr).unwrap(), errors);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_address_that_is_taken_is_told() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = command(&[("LISTEN", &address)]).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    let message = format!("LISTEN: cannot listen on {address}: Address already in use");
    assert!(errors.contains(&message), "{errors}");
    assert_eq!(output.status.code(), Some(1));
}
