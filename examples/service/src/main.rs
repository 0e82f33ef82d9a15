//! Starts the service.

use std::error::Error;
use std::sync::Arc;

use verify_core::engine::{Engine, Limits};
use verify_service::api::{self, App};
use verify_service::store::Memory;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let engine = Engine { limits: Limits::default(), ..Engine::default() };
    let base_url = "http://127.0.0.1:8080".to_owned();
    let app = Arc::new(App { engine, store: Memory::new()?, base_url });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
    axum::serve(listener, api::routes(app)).await?;
    Ok(())
}
