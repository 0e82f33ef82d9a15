//! Starts the service.

use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;

use verify_core::request::SubAccountId;
use verify_service::config::{Config, Help, Place};
use verify_service::metrics::Metrics;
use verify_service::operation::client;
use verify_service::service;
use verify_service::store::{Memory, Redb, Redis, Setup};

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    match *arguments.as_slice() {
        [] => {}
        ["-h" | "--help"] => return print(&Help),
        ["-V" | "--version"] => {
            return print(&concat!("verify-service ", env!("CARGO_PKG_VERSION")));
        }
        ["--health"] => return asked(client::health),
        ["--unblock", sub_account, number] => {
            return asked(|listen| client::unblock(listen, sub_account, number));
        }
        _ => {
            return wrong(
                "expected no arguments, --help, --version, --health, or --unblock with a \
                 sub-account and a number such as +19876543210",
            );
        }
    }
    let config = match Config::from_env() {
        Ok(config) => config,
        Err(problems) => return wrong(problems.to_string().trim_end()),
    };
    match start(&config) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the service on the store of the configuration.
fn start(config: &Config) -> Result<(), Box<dyn Error>> {
    let metrics = &Arc::new(Metrics::new());
    let observer = Arc::clone(metrics);
    let setup = Setup { observer, ..Setup::new(config.engine) };
    match config.store {
        Place::Memory => service::run(config, Memory::new(setup)?, metrics),
        Place::Redb => {
            let store = Redb::open(&config.data_dir, setup)
                .map_err(|error| format!("DATA_DIR: {}: {error}", config.data_dir.display()))?;
            service::run(config, store, metrics)
        }
        Place::Redis => {
            let urls = config.redis_url.clone().ok_or("REDIS_URL is missing")?;
            let demo = SubAccountId::parse(service::DEMO)?;
            let sub_accounts = match &config.tokens {
                Some(tokens) => tokens.sub_accounts().collect(),
                None => vec![demo],
            };
            service::run(config, Redis::new(urls, sub_accounts, setup)?, metrics)
        }
    }
}

/// Asks a running service, which is found by `METRICS_LISTEN`.
fn asked(ask: impl FnOnce(Option<&str>) -> Result<(), String>) -> ExitCode {
    match ask(std::env::var("METRICS_LISTEN").ok().as_deref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// Prints a text that was asked for, even if nobody reads it to its end: `--help | head -1`.
fn print(text: &dyn std::fmt::Display) -> ExitCode {
    let _ = std::io::Write::write_fmt(&mut std::io::stdout(), format_args!("{text}\n"));
    ExitCode::SUCCESS
}

/// Tells what is wrong with the arguments or the environment.
fn wrong(text: &str) -> ExitCode {
    eprintln!("{text}");
    eprintln!("`verify-service --help` lists all variables.");
    ExitCode::from(2)
}
