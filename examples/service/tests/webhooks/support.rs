//! What the tests post, and by what.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::http::HeaderMap;
use verify_core::code::Generator;
use verify_core::session::{Policy, Session, Status};
use verify_core::time::Timestamp;
use verify_core::url::BaseUrl;
use verify_service::callback::{Callbacks, SecretsOf};
use verify_service::networks::Networks;
use verify_service::outbox::Callback;
use verify_service::outgoing::{Client, Failure, Reach, Roots, Url};
use verify_service::store::Clock;

/// When the tests begin: 2025-12-18.
pub(crate) const START: u64 = 1_766_037_294_090;

/// How long an exchange may take where it is to be waited for: longer than any test machine needs.
pub(crate) const LONG: Duration = Duration::from_secs(30);

/// How long an exchange may take where nothing comes.
pub(crate) const SHORT: Duration = Duration::from_millis(300);

/// A clock that is set.
#[derive(Clone)]
pub(crate) struct Hands(Arc<AtomicU64>);

impl Hands {
    pub(crate) fn new() -> Self {
        Self(Arc::new(AtomicU64::new(START)))
    }

    pub(crate) fn at_present() -> Self {
        Self(Arc::new(AtomicU64::new(verify_service::clock::now().as_unix_millis())))
    }

    pub(crate) fn forward(&self, by: Duration) {
        self.0.fetch_add(u64::try_from(by.as_millis()).unwrap(), Ordering::SeqCst);
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::from_unix_millis(self.0.load(Ordering::SeqCst)).unwrap()
    }

    pub(crate) fn clock(&self) -> Clock {
        let hands = self.clone();
        Arc::new(move || hands.now())
    }
}

/// Returns a client that reaches public addresses and these networks.
pub(crate) fn client(networks: &str, limit: Duration) -> Client {
    let networks = match networks {
        "" => Networks::default(),
        networks => Networks::parse(networks).unwrap(),
    };
    Client::new(Reach::PublicAnd(networks), limit, &Roots::of([])).unwrap()
}

/// Posts to a URL by a client; returns the status.
pub(crate) fn post(client: &Client, url: &str) -> Result<u16, Failure> {
    let url = Url::parse(url).unwrap();
    let answer = wait(client.post(&url, HeaderMap::new(), "{}".into()));
    answer.map(|answer| answer.status.as_u16())
}

/// Returns what posts callbacks to this machine, with such secrets.
pub(crate) fn callbacks(secrets: Option<&str>, hands: &Hands) -> Callbacks {
    callbacks_by(client("127.0.0.0/8,::1", LONG), secrets, hands)
}

/// Returns what posts callbacks by a client.
pub(crate) fn callbacks_by(client: Client, secrets: Option<&str>, hands: &Hands) -> Callbacks {
    let secrets = secrets.map(|text| SecretsOf::parse(text).unwrap());
    let base_url = BaseUrl::parse("https://verify.example.com").unwrap();
    Callbacks::new(client, secrets, base_url, hands.clock())
}

/// Returns a session with such a status, and when it got that.
pub(crate) fn session(status: Status) -> (Session, Timestamp) {
    let mut rng = Generator::from_seed([7; 32]);
    let now = Hands::new().now();
    let destination = "+6587654321".parse().unwrap();
    let mut session = Session::start(now, destination, Policy::default(), &mut rng);
    let right = session.code().expose().to_owned();
    let mut changed_at = now;
    match status {
        Status::Verified => {
            let _ = session.check(now, &right);
        }
        Status::Failed => (0..5).for_each(|_| {
            let _ = session.check(now, "?");
        }),
        Status::Expired => {
            changed_at = session.expires_at();
            session.status(changed_at);
        }
        Status::Waiting => {}
    }
    assert_eq!(session.latest_status(), status);
    (session, changed_at)
}

/// Returns the callback about a session with such a status.
pub(crate) fn callback(url: &str, status: Status) -> Callback {
    let (session, changed_at) = session(status);
    Callback { url: url.to_owned(), session, changed_at }
}

/// Waits for a future, on a runtime of its own, but not for ever.
pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let result = runtime.block_on(async { tokio::time::timeout(3 * LONG, future).await });
    let result = result.expect("it ends");
    // A name that is still looked up is not waited for.
    runtime.shutdown_background();
    result
}
