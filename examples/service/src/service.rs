//! The service as a whole: what `main` starts.

use std::error::Error;
use std::io::{self, IsTerminal, Write as _};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use verify_core::url::BaseUrl;

use crate::api::{self, App};
use crate::auth::{Token, Tokens};
use crate::callback::Callbacks;
use crate::clock;
use crate::config::{CallbackConfig, Config, Output, WebhookConfig};
use crate::gateway::{Demo, Nowhere, Terminal, Webhook};
use crate::outbox::Workers;
use crate::outgoing::{Client, Reach, Roots};
use crate::page;
use crate::server::{self, Link, Server, Shared};
use crate::sma::NoNetwork;
use crate::store::{Observer, Store};

/// The sub-account that can be tried without any configuration.
pub const DEMO: &str = "demo";

/// Runs the service until SIGTERM or SIGINT, then ends what is under way. The observer is the one
/// of the store.
///
/// # Errors
/// The address is taken, a file cannot be read, or the operating system has no entropy.
pub fn run<S: Store>(
    config: &Config,
    store: S,
    observer: &Arc<dyn Observer>,
) -> Result<(), Box<dyn Error>> {
    tracing_subscriber::fmt()
        .with_max_level(config.log)
        .with_writer(io::stderr)
        .with_ansi(false)
        .init();
    let runtime = Runtime::new()?;
    let result = runtime.block_on(serve(config, store, observer));
    // Nothing is waited for any more, such as a terminal that takes no output.
    runtime.shutdown_background();
    result
}

async fn serve<S: Store>(
    config: &Config,
    store: S,
    observer: &Arc<dyn Observer>,
) -> Result<(), Box<dyn Error>> {
    let mut stop = stop_signal()?;
    let tls = config.tls.as_ref().map(server::tls::acceptor).transpose()?;
    let listener = TcpListener::bind(config.listen)
        .await
        .map_err(|error| format!("LISTEN: cannot listen on {}: {error}", config.listen))?;
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
    let mut workers = Workers::new(Arc::new(store), Arc::clone(observer));
    let roots = Roots::of_system();
    if roots.is_empty() {
        tracing::warn!("the system trusts no certificate: no https URL is posted to");
    }
    let sends = send(&mut workers, config, demo.clone(), &roots)?;
    // It lives as long as the process.
    let base_url = config.base_url.as_ref().unwrap_or(&origin).clone().leak();
    let base_url = BaseUrl::parse(base_url)?;
    post(&mut workers, config, base_url, &roots)?;
    let app = Arc::new(App {
        engine: config.engine,
        store: workers.store(),
        base_url,
        tokens,
        sends,
        sma: Box::new(NoNetwork),
        timeout: config.timeout,
    });

    let mut out = io::stdout();
    writeln!(out, "listening on {origin}")?;
    let mut routes = api::routes(app);
    if let (Some(token), Some(messages)) = (demo_token, demo.clone()) {
        writeln!(out, "sub-account {DEMO}, token {token}")?;
        routes =
            routes.merge(page::routes(page::Demo { token, messages, timeout: config.timeout }));
    }
    out.flush()?;

    let shared = Shared {
        tls,
        plain: Link::plain(is_local),
        trusted_proxies: config.trusted_proxies.clone(),
        timeout: config.timeout,
    };
    let server = Server { listener, connections: connections(config), shared };
    let stopped = async move {
        let _ = stop.changed().await;
        if let Some(demo) = demo {
            demo.close();
        }
    };
    let deadline = server.serve(routes, stopped).await;
    workers.end(deadline).await;
    Ok(())
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

/// Begins to send messages, if there is anybody to send them; returns whether there is.
fn send<S: Store>(
    workers: &mut Workers<S>,
    config: &Config,
    demo: Option<Arc<Demo>>,
    roots: &Roots,
) -> Result<bool, Box<dyn Error>> {
    let is_shown = match config.gateway {
        Output::Auto => io::stdout().is_terminal(),
        Output::Terminal => true,
        Output::Webhook | Output::Nowhere => false,
    };
    if let Some(WebhookConfig { endpoint, timeout }) = config.webhook.clone() {
        if !endpoint.url.is_https() && !endpoint.url.is_of_this_machine() {
            tracing::warn!("GATEWAY_URL is http: codes can be read on the way");
        }
        let client = Client::new(Reach::Everything, timeout, roots)?;
        workers.send(Webhook::new(client, endpoint, Arc::new(clock::now)), demo);
    } else if is_shown {
        workers.send(Terminal::default(), demo);
    } else if demo.is_some() {
        workers.send(Nowhere, demo);
    } else {
        tracing::warn!("messages are neither sent nor shown: GATEWAY=terminal shows them");
        return Ok(false);
    }
    Ok(true)
}

/// Begins to post callbacks.
fn post<S: Store>(
    workers: &mut Workers<S>,
    config: &Config,
    base_url: BaseUrl<'static>,
    roots: &Roots,
) -> Result<(), Box<dyn Error>> {
    let CallbackConfig { secrets, networks, timeout } = config.callbacks.clone();
    if secrets.is_none() && config.tokens.is_some() {
        tracing::warn!("callbacks are not signed: CALLBACK_SECRETS is not set");
    }
    let client = Client::new(Reach::PublicAnd(networks), timeout, roots)?;
    workers.post(Callbacks::new(client, secrets, base_url, Arc::new(clock::now)));
    Ok(())
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
