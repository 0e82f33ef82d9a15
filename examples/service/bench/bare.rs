//! What the figures are measured against: a handler that takes the same request, and answers with
//! a constant body of the same size.

use std::error::Error;

use axum::Router;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::{get, post};

/// A body as long as that of a session.
const BODY: &str = concat!(
    r#"{"sessionId":"18b526add06348c0bb934e71f042f047","verifyUri":"http://127.0.0.1:8080"#,
    r#"/api/v2/subaccounts/demo/sessions/18b526add06348c0bb934e71f042f047","#,
    r#""destination":"447455512345","status":"WAITING","attempt":0,"#,
    r#""expiresAt":"2025-12-18T05:59:54.090Z","retryAfter":"2025-12-18T05:55:04.090Z"}"#,
);

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let routes = Router::new()
        .route("/api/v2/subaccounts/{sub_account}/sessions", post(start))
        .route("/api/v2/subaccounts/{sub_account}/sessions/{session}", get(check));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("listening on http://{}", listener.local_addr()?);
    axum::serve(listener, routes).await?;
    Ok(())
}

async fn start(_sub_account: Path<String>, _body: Bytes) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], BODY)
}

async fn check(_sub_account_and_session: Path<(String, String)>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], BODY)
}
