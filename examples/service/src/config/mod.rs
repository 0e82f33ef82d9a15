//! The configuration: [`Config`], read once from the environment.
//!
//! The law: **everything that is wrong is reported at once**: the variable, what was expected
//! and what was found.

mod problem;
mod smpp;
mod value;
mod variables;
mod webhooks;

use std::env;
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use tracing::Level;
use verify_core::engine::{Engine, Limits};
use verify_core::url::BaseUrl;

use crate::auth::Tokens;
use crate::gateway::smpp::Settings;
use crate::store::RedisUrl;

pub use crate::networks::Networks;
use problem::Reader;
pub use problem::{Problem, Problems};
pub use variables::{Help, VARIABLES, Variable};
pub use webhooks::{CallbackConfig, WebhookConfig};

/// What the environment says. `--help` explains each variable.
#[derive(Clone, Debug)]
pub struct Config {
    /// `LISTEN`.
    pub listen: SocketAddr,
    /// `BASE_URL`.
    pub base_url: Option<String>,
    /// `STORE`.
    pub store: Place,
    /// `DATA_DIR`.
    pub data_dir: PathBuf,
    /// `REDIS_URL`.
    pub redis_url: Option<RedisUrl>,
    /// `TOKENS`; `None` for the demo.
    pub tokens: Option<Tokens>,
    /// `TLS_CERT` and `TLS_KEY`.
    pub tls: Option<TlsFiles>,
    /// `TRUSTED_PROXIES`.
    pub trusted_proxies: Networks,
    /// `LIMIT_…`, `CONVERSION`, `REMEMBER` and `RETENTION`.
    pub engine: Engine,
    /// `GATEWAY`.
    pub gateway: Output,
    /// `GATEWAY_URL`, `GATEWAY_TOKEN`, `GATEWAY_SECRET` and `GATEWAY_TIMEOUT`; there is one if
    /// `GATEWAY` is webhook.
    pub webhook: Option<WebhookConfig>,
    /// `CALLBACK_…`.
    pub callbacks: CallbackConfig,
    /// `SMPP_…`; there is one if `GATEWAY` is smpp.
    pub smpp: Option<Settings>,
    /// `TIMEOUT`.
    pub timeout: Duration,
    /// `CONNECTIONS`.
    pub connections: usize,
    /// `THREADS`; `None` for one for each processor.
    pub threads: Option<usize>,
    /// `LOG`.
    pub log: Level,
    /// `METRICS_LISTEN`.
    pub metrics_listen: Option<SocketAddr>,
    /// `DRAIN`.
    pub drain: Duration,
}

/// Where records are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a file.
    Redb,
    /// In the memory of the process.
    Memory,
    /// In Redis.
    Redis,
}

/// Where messages go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// To the terminal, if the output is one.
    Auto,
    /// To the output, whatever it is.
    Terminal,
    /// To a URL of the operator's.
    Webhook,
    /// To an SMSC.
    Smpp,
    /// Nowhere.
    Nowhere,
}

/// The files that TLS needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The certificate and those that lead to its root.
    pub cert: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

impl Config {
    /// Reads the environment of the process.
    ///
    /// # Errors
    /// Every variable that is not as expected.
    pub fn from_env() -> Result<Self, Problems> {
        Self::read(|name| env::var_os(name))
    }

    /// Reads an environment, which returns the value of a variable.
    ///
    /// # Errors
    /// As [`Config::from_env`].
    pub fn read(environment: impl Fn(&str) -> Option<OsString>) -> Result<Self, Problems> {
        let mut read = Reader::new(environment);
        let listen = read.value("LISTEN", value::address);
        let base_url = read.optional("BASE_URL", |text| {
            BaseUrl::parse(text).map(|_| text.to_owned()).map_err(|error| error.to_string())
        });
        let redis_url = read.optional("REDIS_URL", RedisUrl::parse);
        let places = [("redb", Place::Redb), ("memory", Place::Memory), ("redis", Place::Redis)];
        let store = if redis_url.is_some() && !read.is_set("STORE") {
            Some(Place::Redis)
        } else {
            read.choice("STORE", &places)
        };
        if store == Some(Place::Redis) && redis_url.is_none() {
            read.missing::<()>("REDIS_URL", "STORE is redis");
        }
        let data_dir = read.value("DATA_DIR", |text| Ok(PathBuf::from(text)));
        let tokens = read.optional("TOKENS", Tokens::parse);
        let cert = read.optional("TLS_CERT", |text| Ok(PathBuf::from(text)));
        let key = read.optional("TLS_KEY", |text| Ok(PathBuf::from(text)));
        let trusted_proxies = read.optional("TRUSTED_PROXIES", Networks::parse);
        let limits = limits(&mut read);
        let remember = read.value("REMEMBER", value::period);
        let retention = read.value("RETENTION", value::period);
        let outputs = [
            ("auto", Output::Auto),
            ("terminal", Output::Terminal),
            ("webhook", Output::Webhook),
            ("smpp", Output::Smpp),
            ("none", Output::Nowhere),
        ];
        let gateway = read.choice("GATEWAY", &outputs);
        let smpp = smpp::settings(&mut read, gateway == Some(Output::Smpp));
        let (second, hour) = (Duration::from_secs(1), Duration::from_secs(3600));
        let timeout = read.value("TIMEOUT", |text| value::period_within(text, second, hour));
        let webhook = WebhookConfig::read(&mut read, gateway == Some(Output::Webhook));
        let callbacks = CallbackConfig::read(&mut read, tokens.as_ref());
        let connections = read.value("CONNECTIONS", |text| value::number(text, 1, 1_000_000));
        let threads = read.optional("THREADS", |text| value::number(text, 1, 1024));
        let levels = [
            ("error", Level::ERROR),
            ("warn", Level::WARN),
            ("info", Level::INFO),
            ("debug", Level::DEBUG),
        ];
        let log = read.choice("LOG", &levels);
        let metrics_listen = read.optional("METRICS_LISTEN", value::address);
        let drain = read.value("DRAIN", |text| value::period_within(text, Duration::ZERO, hour));

        let tls = match (cert, key) {
            (Some(cert), Some(key)) => Some(TlsFiles { cert, key }),
            (None, None) => None,
            (Some(_), None) => read.missing("TLS_KEY", "TLS_CERT is set"),
            (None, Some(_)) => read.missing("TLS_CERT", "TLS_KEY is set"),
        };
        let trusted_proxies = trusted_proxies.unwrap_or_default();
        if let Some(listen) = listen.filter(|listen| !listen.ip().is_loopback()) {
            if tls.is_none() && trusted_proxies.is_empty() {
                read.missing::<()>(
                    "TLS_CERT",
                    "LISTEN is not a loopback address; TLS_CERT and TLS_KEY, or TRUSTED_PROXIES \
                     where a proxy has the certificate, keep tokens and codes secret",
                );
            }
            if tokens.is_none() {
                read.missing::<()>("TOKENS", "LISTEN is not a loopback address");
            }
            if base_url.is_none() && listen.ip().is_unspecified() {
                read.missing::<()>("BASE_URL", "LISTEN is every address of the machine");
            }
        }
        // A proxy lets strangers in, who must not get the demo and its token.
        if tokens.is_none() && !trusted_proxies.is_empty() {
            read.missing::<()>("TOKENS", "TRUSTED_PROXIES is set");
        }
        read.finish(|| {
            Some(Self {
                listen: listen?,
                base_url,
                store: store?,
                data_dir: data_dir?,
                redis_url,
                tokens,
                tls,
                trusted_proxies,
                engine: Engine {
                    limits,
                    remember: remember?,
                    retention: retention?,
                    ..Engine::default()
                },
                gateway: gateway?,
                webhook,
                callbacks: callbacks?,
                smpp,
                timeout: timeout?,
                connections: connections?,
                threads,
                log: log?,
                metrics_listen,
                drain: drain?,
            })
        })
    }
}

/// Reads `LIMIT_…` and `CONVERSION`.
fn limits<E: Fn(&str) -> Option<OsString>>(read: &mut Reader<E>) -> Limits {
    Limits {
        client_ip: read.value("LIMIT_CLIENT_IP", value::quota).flatten(),
        destination: read.value("LIMIT_DESTINATION", value::quota).flatten(),
        range: read.value("LIMIT_RANGE", value::quota).flatten(),
        country: read.value("LIMIT_COUNTRY", value::quota).flatten(),
        conversion: read.value("CONVERSION", value::conversion).flatten(),
    }
}
