//! A store that is down, slow, or full.

use std::process::Command;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::sync::watch;
use verify_core::engine::{Action, Call, Engine, Plan};
use verify_core::url::BaseUrl;
use verify_service::api::App;
use verify_service::auth::{Token, Tokens};
use verify_service::operation;
use verify_service::outbox::{Claimed, Kind, Outcome, Outgoing};
use verify_service::sma::NoNetwork;
use verify_service::store::{Committed, NotCommitted, Store};

use crate::exposition::Exposition;
use crate::service::{TOKEN, get};
use crate::watched::Watched;

/// A store that says how many tasks it has, and nothing else.
#[derive(Clone)]
struct Fake(Arc<Mutex<Says>>);

#[derive(Clone, Copy)]
enum Says {
    Lengths(usize, usize),
    Down,
    Nothing,
}

impl Store for Fake {
    async fn drive<'a, A>(
        &self,
        _: Call<'a, A>,
        _: impl Fn(&Plan<'a, A::Answer>) -> Outgoing + Send + Sync,
    ) -> Result<Committed<'a, A>, NotCommitted>
    where
        A: Action + Send + Sync,
        A::Answer: Send + Sync,
    {
        Err(NotCommitted::Down)
    }

    async fn claim(&self, _: Kind, _: usize) -> Vec<Claimed> {
        std::future::pending().await
    }

    async fn finish(&self, _: Claimed, _: Outcome) {}

    async fn waiting(&self, kind: Kind) -> Result<usize, NotCommitted> {
        let says = *self.0.lock().unwrap();
        match says {
            Says::Lengths(send, callback) => Ok(if kind == Kind::Send { send } else { callback }),
            Says::Down => Err(NotCommitted::Down),
            Says::Nothing => std::future::pending().await,
        }
    }
}

#[test]
fn ready_is_what_the_store_says_and_soon() {
    let store = Fake(Arc::new(Mutex::new(Says::Lengths(3, 7))));
    let runtime = Runtime::new().unwrap();
    let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let app = Arc::new(App {
        engine: Engine::default(),
        store: Arc::new(store.clone()),
        base_url: BaseUrl::parse("http://127.0.0.1").unwrap(),
        tokens: Tokens::one("demo", Token::parse(TOKEN).unwrap()),
        sends: false,
        sma: Box::new(NoNetwork),
        timeout: Duration::from_secs(10),
        metrics: Arc::default(),
    });
    let (stop, stopped) = watch::channel(());
    let served = {
        let _guard = runtime.enter();
        operation::serve(listener, &app, stopped)
    };
    runtime.spawn(served);
    let ask = |path: &str| get(&format!("{url}{path}"), &[]);
    let ready = || {
        let answer = ask("/ready");
        (answer.status, answer.text)
    };
    let metrics = || Exposition::parse(&ask("/metrics").text);

    assert_eq!(ready(), (200, "ready\n".to_owned()));
    assert_eq!(metrics().samples.get(r#"verify_outbox_length{kind="send"}"#), Some(&3.0));
    assert_eq!(metrics().samples.get(r#"verify_outbox_length{kind="callback"}"#), Some(&7.0));
    for says in [Says::Down, Says::Nothing] {
        *store.0.lock().unwrap() = says;
        let since = Instant::now();
        assert_eq!(ready(), (503, "the store does not answer\n".to_owned()));
        assert_eq!(metrics().samples.get("verify_store_up"), Some(&0.0));
        assert_eq!(ask("/health").status, 200, "nothing is to be restarted");
        assert!(since.elapsed() < Duration::from_secs(10), "it waits for the store");
    }
    *store.0.lock().unwrap() = Says::Lengths(0, 0);
    assert_eq!(ready(), (200, "ready\n".to_owned()));
    // Tools do not keep the service alive.
    assert_eq!(Arc::strong_count(&app), 1);
    stop.send(()).unwrap();
    assert_eq!(ready(), (503, "the service ends\n".to_owned()));
}

#[test]
fn a_full_disk_is_not_ready_and_heals_by_itself() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = folder.join(format!("{}-full", std::process::id()));
    let variables =
        [("STORE", "redb"), ("DATA_DIR", folder.to_str().unwrap()), ("LIMIT_CLIENT_IP", "none")];
    // Without room for more, writing fails as on a full disk.
    let mut limited = Command::new("bash");
    let script = "trap '' XFSZ; ulimit -S -f 1024; exec \"$0\"";
    limited.args(["-c", script, env!("CARGO_BIN_EXE_verify-service")]);
    let service = Watched::of(limited, &variables);
    assert_eq!(service.ask("/ready").status, 200);
    let since = Instant::now();
    for index in 0.. {
        let body = format!(r#"{{"destination":"+1987{index:07}"}}"#);
        if service.start_session(&body).status == 503 {
            break;
        }
        assert!(since.elapsed() < Duration::from_secs(120), "{index} starts fit");
    }
    assert_eq!(service.becomes(503), "the store does not answer\n");
    assert_eq!(service.ask("/health").status, 200);
    let metrics = service.metrics();
    assert_eq!(metrics.samples.get("verify_store_up"), Some(&0.0));
    assert!(metrics.value(r#"verify_http_answers_total{status="503"}"#) >= 1.0);

    let pid = service.pid();
    let room = Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited"]).status();
    assert!(room.unwrap().success());
    assert_eq!(service.becomes(200), "ready\n");
    assert_eq!(service.start_session(r#"{"destination":"+6587654321"}"#).status, 200);
    service.end();
    let _ = std::fs::remove_dir_all(folder);
}
