//! Starts the service.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use verify_core::engine::{Engine, Limits};
use verify_core::limit::Quota;
use verify_service::api::{self, App};
use verify_service::clock;
use verify_service::store::{Memory, Redb};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let quota = Quota::new(60_000, Duration::from_secs(3600), 60_000).ok();
    let limits = Limits {
        client_ip: quota,
        destination: quota,
        range: quota,
        country: quota,
        conversion: None,
    };
    let engine = Engine { limits, ..Engine::default() };
    let base_url = "http://127.0.0.1:8080".to_owned();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
    if std::env::var("STORE").is_ok_and(|store| store == "redb") {
        let store = Redb::open(Path::new("data"), engine, Arc::new(clock::now))?;
        axum::serve(listener, api::routes(Arc::new(App { engine, store, base_url }))).await?;
    } else {
        let store = Memory::new(engine, Arc::new(clock::now))?;
        axum::serve(listener, api::routes(Arc::new(App { engine, store, base_url }))).await?;
    }
    Ok(())
}
