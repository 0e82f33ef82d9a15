//! The service as a whole: what `main` starts.

use std::error::Error;
use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use verify_core::url::BaseUrl;

use crate::api::{self, App};
use crate::auth::{Token, Tokens};
use crate::config::Config;
use crate::gateway::Demo;
use crate::metrics::Metrics;
use crate::operation;
use crate::outbox::Workers;
use crate::outgoing::Roots;
use crate::page;
use crate::server::{self, Link, Server, Shared};
use crate::sma::NoNetwork;
use crate::store::Store;
use crate::working;

/// The sub-account that can be tried without any configuration.
pub const DEMO: &str = "demo";

/// Runs the service until SIGTERM or SIGINT, then ends what is under way. The metrics are the
/// observer of the store.
///
/// # Errors
/// The address is taken, a file cannot be read, or the operating system has no entropy.
pub fn run<S: Store>(
    config: &Config,
    store: S,
    metrics: &Arc<Metrics>,
) -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_max_level(config.log)
        .with_writer(io::stderr)
        .with_ansi(false)
        .init();
    let runtime = Runtime::new()?;
    let result = runtime.block_on(serve(config, store, metrics));
    // Nothing is waited for any more, such as a terminal that takes no output.
    runtime.shutdown_background();
    result
}

async fn serve<S: Store>(
    config: &Config,
    store: S,
    metrics: &Arc<Metrics>,
) -> Result<(), Box<dyn Error>> {
    let mut stop = stop_signal()?;
    let tls = config.tls.as_ref().map(server::tls::acceptor).transpose()?;
    let listener = listen("LISTEN", config.listen).await?;
    let operation = match config.metrics_listen {
        Some(address) => Some(listen("METRICS_LISTEN", address).await?),
        None => None,
    };
    let is_local = config.listen.ip().is_loopback() && config.trusted_proxies.is_empty();
    if is_local && tls.is_none() {
        tracing::info!("no TLS on a loopback address: messages to Singapore do not require it");
    }
    let address = listener.local_addr()?;
    let origin = format!("{}://{address}", if tls.is_some() { "https" } else { "http" });

    let (tokens, demo_token) = match &config.tokens {
        Some(tokens) => (tokens.clone(), None),
        None => demo_token().map(|(tokens, token)| (tokens, Some(token)))?,
    };
    let demo = demo_token.is_some().then(|| Arc::new(Demo::new()));
    let observer = Arc::clone(metrics);
    let mut workers = Workers::waiting(Arc::new(store), observer);
    let roots = Roots::of_system();
    if roots.is_empty() {
        tracing::warn!("the system trusts no certificate: no https URL is posted to");
    }
    let sends = working::send(&mut workers, config, demo.clone(), &roots, metrics)?;
    // It lives as long as the process.
    let base_url = config.base_url.as_ref().unwrap_or(&origin).clone().leak();
    let base_url = BaseUrl::parse(base_url)?;
    working::post(&mut workers, config, base_url, &roots)?;
    let app = Arc::new(App {
        engine: config.engine,
        store: workers.store(),
        base_url,
        tokens,
        sends,
        sma: Box::new(NoNetwork),
        timeout: config.timeout,
        metrics: Arc::clone(metrics),
    });

    let mut out = io::stdout();
    writeln!(out, "listening on {origin}")?;
    if let Some(operation) = operation {
        writeln!(out, "metrics on http://{}/metrics", operation.local_addr()?)?;
        tokio::spawn(operation::serve(operation, &app, stop.clone()));
    }
    let mut routes = api::routes(app);
    if let (Some(token), Some(messages)) = (demo_token, demo.clone()) {
        writeln!(out, "sub-account {DEMO}, token {token}")?;
        routes =
            routes.merge(page::routes(page::Demo { token, messages, timeout: config.timeout }));
    }
    out.flush()?;
    // Messages that were left over are shown below.
    workers.begin();

    let shared = Shared {
        tls,
        plain: Link::plain(is_local),
        trusted_proxies: config.trusted_proxies.clone(),
        timeout: config.timeout,
        metrics: Some(Arc::clone(metrics)),
    };
    let threads = Some(server::Threads::start(config.threads)?);
    let server = Server { listener, connections: connections(config), threads, shared };
    operation::systemd::ready();
    let drain = config.drain;
    let stopped = async move {
        let _ = stop.changed().await;
        operation::systemd::stopping();
        tokio::time::sleep(drain).await;
        if let Some(demo) = demo {
            demo.close();
        }
    };
    let deadline = server.serve(routes, stopped).await;
    workers.end(deadline).await;
    Ok(())
}

/// Listens on the address of a variable.
async fn listen(variable: &str, address: SocketAddr) -> Result<TcpListener, String> {
    let listener = TcpListener::bind(address).await;
    listener.map_err(|error| format!("{variable}: cannot listen on {address}: {error}"))
}

/// Returns how many connections there may be: as many as the configuration and the files of the
/// process allow, whose number is raised as far as possible.
fn connections(config: &Config) -> usize {
    /// Files that are no connections: those of the store, of the runtime, and some more.
    const OTHERS: u64 = 64;

    let files = rlimit::increase_nofile_limit(u64::MAX).unwrap_or(1024);
    let most = usize::try_from(files.saturating_sub(OTHERS).max(1)).unwrap_or(usize::MAX);
    if most < config.connections {
        tracing::warn!(most, "fewer connections than CONNECTIONS: the system allows no more files");
    }
    config.connections.min(most)
}

/// Makes a token for the demo.
fn demo_token() -> Result<(Tokens, String), Box<dyn Error>> {
    let mut random = [0; 16];
    getrandom::fill(&mut random)?;
    let text = format!("{:032x}", u128::from_le_bytes(random));
    let token = Token::parse(&text).ok_or("a demo token of another form")?;
    Ok((Tokens::one(DEMO, token), text))
}

/// Returns what changes at SIGTERM and SIGINT.
fn stop_signal() -> io::Result<watch::Receiver<()>> {
    let (mut terminate, mut interrupt) =
        (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let (stop, stopped) = watch::channel(());
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        let _ = stop.send(());
    });
    Ok(stopped)
}
