//! Where callbacks must not go: the receiver sees no connection.

use std::net::SocketAddr;

use axum::http::HeaderMap;
use verify_core::session::Status;
use verify_service::outbox::{Posted, Poster};
use verify_service::outgoing::{Client, Failure, Reach, Roots, Url};

use crate::receiver::{Receiver, status, with_header};
use crate::support::{Hands, LONG, callback, callbacks, callbacks_by, client, post, wait};

#[test]
fn without_permission_nobody_on_this_machine_is_reached() {
    let receivers = ["127.0.0.1:0", "[::1]:0"];
    let [v4, v6] = receivers.map(|address| Receiver::at(address, None, |_| status(200)));
    let hosts = [
        "127.0.0.1",
        "localhost",
        "LocalHost",
        "127.1.2.3",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
    ];
    let client = client("", LONG);
    for host in hosts {
        for port in [v4.address.port(), v6.address.port()] {
            let url = format!("http://{host}:{port}/");
            assert_eq!(post(&client, &url), Err(Failure::Forbidden), "{url}");
        }
    }
    assert_eq!((v4.connections(), v6.connections()), (0, 0));
}

#[test]
fn a_network_that_is_allowed_is_reached_and_others_are_not() {
    let receivers = ["127.0.0.1:0", "127.0.0.2:0"];
    let [one, two] = receivers.map(|address| Receiver::at(address, None, |_| status(204)));
    let client = client("127.0.0.1", LONG);
    assert_eq!(post(&client, &one.url("/")), Ok(204));
    assert_eq!(post(&client, &two.url("/")), Err(Failure::Forbidden));
    let mapped = format!("http://[::ffff:127.0.0.1]:{}/", one.address.port());
    assert_eq!(post(&client, &mapped), Ok(204));
    assert_eq!((one.connections(), two.connections()), (2, 0));
}

#[test]
fn a_name_leads_to_those_of_its_addresses_that_are_allowed() {
    // `localhost` has one or both of them.
    let v4 = Receiver::at("127.0.0.1:0", None, |_| status(204));
    let both: Vec<SocketAddr> = {
        use std::net::ToSocketAddrs;
        ("localhost", v4.address.port()).to_socket_addrs().unwrap().collect()
    };
    let url = format!("http://localhost:{}/", v4.address.port());
    let expected =
        if both.iter().any(SocketAddr::is_ipv4) { Ok(204) } else { Err(Failure::Forbidden) };
    assert_eq!(post(&client("127.0.0.0/8", LONG), &url), expected);
}

#[test]
fn a_redirect_is_not_followed_wherever_it_leads() {
    let target = Receiver::at("127.0.0.2:0", None, |_| status(200));
    let location = format!("Location: {}", target.url("/inner"));
    for code in [301, 302, 303, 307, 308] {
        let redirecting = Receiver::always(with_header(code, &location));
        // Neither where the target is refused, nor where it is allowed.
        for networks in ["127.0.0.1", "127.0.0.0/8"] {
            let poster = callbacks_by(client(networks, LONG), None, &Hands::new());
            let callback = callback(&redirecting.url("/"), Status::Verified);
            let outcome = wait(poster.post("demo", &callback, 0));
            assert!(matches!(outcome, Posted::Later(_)), "{code} {outcome:?}");
        }
        assert_eq!(redirecting.received().len(), 2);
    }
    assert_eq!(target.connections(), 0);
}

#[test]
fn a_callback_has_a_connection_of_its_own_and_a_gateway_keeps_one() {
    let receiver = Receiver::always(status(200));
    let url = Url::parse(&receiver.url("/")).unwrap();
    let post_twice = |client: Client| {
        wait(async {
            for _ in 0..2 {
                client.post(&url, HeaderMap::new(), "{}".into()).await.unwrap();
            }
        });
    };
    post_twice(client("127.0.0.1", LONG));
    assert_eq!(receiver.connections(), 2);
    post_twice(Client::new(Reach::Everything, LONG, &Roots::of([])).unwrap());
    assert_eq!(receiver.connections(), 3);
}

#[test]
fn a_name_without_an_address_is_no_reason_to_give_up() {
    // Reserved by RFC 6761: no name below it exists.
    let poster = callbacks(None, &Hands::new());
    let callback = callback("http://nobody.invalid/", Status::Verified);
    let outcome = wait(poster.post("demo", &callback, 0));
    assert!(matches!(outcome, Posted::Later(_)), "{outcome:?}");
}
