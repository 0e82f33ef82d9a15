//! Requests as they reach the other side: target, `Host`, TLS.

use verify_core::url::CallbackUrl;
use verify_service::networks::Networks;
use verify_service::outgoing::{Client, Failure, Reach, Roots, Url};

use crate::receiver::{Receiver, Secure, status};
use crate::support::{LONG, client, post};

#[test]
fn target_and_host_are_those_of_the_url() {
    let receiver = Receiver::always(status(200));
    let port = receiver.address.port();
    let client = client("127.0.0.0/8", LONG);
    for (rest, target) in [
        ("", "/"),
        ("/", "/"),
        ("?a=1", "/?a=1"),
        ("/a/../b//c;d", "/a/../b//c;d"),
        ("/a%2Fb?c=%20&d=e'f!$*(),:@/?", "/a%2Fb?c=%20&d=e'f!$*(),:@/?"),
        ("/a#fragment", "/a"),
        ("?a=b#c?d", "/?a=b"),
        ("#/a", "/"),
    ] {
        for scheme in ["http", "HTTP"] {
            assert_eq!(post(&client, &format!("{scheme}://127.0.0.1:{port}{rest}")), Ok(200));
            let request = receiver.received().pop().unwrap();
            assert_eq!(request.line, format!("POST {target} HTTP/1.1"));
            assert_eq!(request.header("host"), format!("127.0.0.1:{port}"));
            assert_eq!(request.header("content-length"), "2");
        }
    }
}

#[test]
fn the_host_header_has_the_host_as_it_is_written() {
    let receivers = ["127.0.0.1:0", "[::1]:0"];
    let [v4, v6] = receivers.map(|address| Receiver::at(address, None, |_| status(200)));
    let client = client("127.0.0.0/8,::1", LONG);
    for (receiver, host) in [(&v4, "LOCALHOST"), (&v6, "[::1]"), (&v6, "[0:0::1]")] {
        let host = format!("{host}:{}", receiver.address.port());
        assert_eq!(post(&client, &format!("http://{host}/")), Ok(200), "{host}");
        assert_eq!(receiver.received().pop().unwrap().header("host"), host);
    }
}

/// Whatever the API accepts as a callback URL can be posted to.
#[test]
fn every_callback_url_is_a_url_of_the_client() {
    let hosts = ["a", "A.b-c.example", "a_b.example.", "xn--bcher-kva.example", "1.2.3.4", "[::]"];
    let ports = ["", ":", ":1", ":65535", ":080"];
    let tails =
        ["", "/", "?", "#", "/?#", "?/?:@", "/!$&'()*+,;=-._~:@%00%fF", "//a", "/a?b?c#d?e/f"];
    let with = |texts: &[String], more: &[&str]| -> Vec<String> {
        texts.iter().flat_map(|text| more.iter().map(move |more| format!("{text}{more}"))).collect()
    };
    let schemes = ["http://", "https://", "HtTpS://"].map(str::to_owned);
    for text in with(&with(&with(&schemes, &hosts), &ports), &tails) {
        let callback = CallbackUrl::parse(&text).unwrap_or_else(|error| panic!("{text} {error}"));
        let url = Url::parse(&text).unwrap_or_else(|error| panic!("{text} {error}"));
        assert_eq!(url.is_https(), callback.is_https(), "{text}");
        assert_eq!(url.host(), callback.host().trim_matches(['[', ']']), "{text}");
    }
    let of = |url: &str| Url::parse(url).unwrap();
    for host in
        ["localhost", "LOCALHOST:1", "127.0.0.1", "127.1.2.3:1", "[::1]", "[::ffff:127.0.0.1]"]
    {
        assert!(of(&format!("http://{host}/")).is_of_this_machine(), "{host}");
    }
    for host in ["localhost.example", "128.0.0.1", "[::2]", "[::]"] {
        assert!(!of(&format!("http://{host}/")).is_of_this_machine(), "{host}");
    }
    assert!(Url::parse("http://user@a/").is_err() && Url::parse("ftp://a/").is_err());
    let shown = format!("{:?}", Url::parse("https://secret.example/secret?secret").unwrap());
    assert_eq!(shown, "Url(https://..)");
}

/// Posts to such a host by a client that trusts these.
fn post_to(secure: &Secure, roots: &Roots, host: &str) -> Result<u16, Failure> {
    let networks = Networks::parse("127.0.0.0/8").unwrap();
    let client = Client::new(Reach::PublicAnd(networks), LONG, roots).unwrap();
    post(&client, &format!("https://{host}:{}/a", secure.receiver.address.port()))
}

#[test]
fn over_tls_the_other_side_proves_its_name_or_address() {
    let secure = Secure::new(&["localhost", "127.0.0.1"]);
    let roots = Roots::of([secure.certificate.clone()]);
    for host in ["localhost", "LOCALHOST", "127.0.0.1"] {
        assert_eq!(post_to(&secure, &roots, host), Ok(200), "{host}");
        let request = secure.receiver.received().pop().unwrap();
        assert_eq!(request.line, "POST /a HTTP/1.1");
        let port = secure.receiver.address.port();
        assert_eq!(request.header("host"), format!("{host}:{port}"));
    }
    // A name is asked for, an address is not.
    let names = secure.receiver.received().into_iter().map(|request| request.server_name);
    let localhost = || Some("localhost".to_owned());
    assert_eq!(names.collect::<Vec<_>>(), [localhost(), localhost(), None]);
    let (by_name, by_address) = (Secure::new(&["localhost"]), Secure::new(&["127.0.0.1"]));
    for (secure, host) in [(by_name, "127.0.0.1"), (by_address, "localhost")] {
        let roots = Roots::of([secure.certificate.clone()]);
        assert_eq!(post_to(&secure, &roots, host), Err(Failure::Tls), "{host}");
    }
    // Another address, another name, another issuer.
    assert_eq!(post_to(&secure, &roots, "127.0.0.2"), Err(Failure::Unreachable));
    let elsewhere = Secure::new(&["elsewhere.example"]);
    let roots = Roots::of([elsewhere.certificate.clone()]);
    assert_eq!(post_to(&elsewhere, &roots, "localhost"), Err(Failure::Tls));
    assert_eq!(post_to(&elsewhere, &roots, "127.0.0.1"), Err(Failure::Tls));
    assert_eq!(post_to(&secure, &roots, "localhost"), Err(Failure::Tls));
    assert_eq!(post_to(&secure, &Roots::of([]), "localhost"), Err(Failure::Tls));
    assert!(Roots::of([]).is_empty() && !roots.is_empty());
    assert!(elsewhere.receiver.received().is_empty());
}

#[test]
fn who_speaks_no_tls_is_not_posted_to() {
    let plain = Receiver::always(status(200));
    let url = plain.url("/").replace("http:", "https:");
    assert_eq!(post(&client("127.0.0.1", LONG), &url), Err(Failure::Tls));
}
