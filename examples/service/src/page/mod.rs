//! The page at `/`: enter a number, see the message arrive, type the code.
//!
//! It is there in the demo only, and calls the public API like any other client. Two paths are its
//! own: `/demo` hands it the token, `/demo/messages` what was sent. Both answer only where the page
//! was opened under a loopback address: a foreign site whose name was made to point to this machine
//! (DNS rebinding) is refused.

mod messages;

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Serialize;
use verify_core::phone::Country;
use verify_core::response::ApiError;

use crate::api::{Refusal, refuse_method};
use crate::gateway;
use crate::service::DEMO;

/// What the page needs.
pub struct Demo {
    /// The token of the sub-account [`DEMO`].
    pub token: String,
    /// What was sent.
    pub messages: Arc<gateway::Demo>,
    /// How long nothing may go on before the service closes a connection.
    pub timeout: Duration,
}

/// The files: path, media type, content.
const FILES: [(&str, &str, &str); 9] = [
    ("/", "text/html; charset=utf-8", include_str!("index.html")),
    ("/page/page.css", CSS, include_str!("page.css")),
    ("/page/steps.css", CSS, include_str!("steps.css")),
    ("/page/phone.css", CSS, include_str!("phone.css")),
    ("/page/page.js", JAVASCRIPT, include_str!("page.js")),
    ("/page/api.js", JAVASCRIPT, include_str!("api.js")),
    ("/page/phone.js", JAVASCRIPT, include_str!("phone.js")),
    ("/page/words.js", JAVASCRIPT, include_str!("words.js")),
    ("/page/icon.svg", "image/svg+xml", include_str!("icon.svg")),
];

const CSS: &str = "text/css; charset=utf-8";
const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// The headers of every file: it uses nothing from elsewhere, and nobody may frame it.
const HEADERS: [(HeaderName, &str); 7] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
         connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::CACHE_CONTROL, "no-cache"),
];

/// Returns the routes of the page.
pub fn routes(demo: Demo) -> Router {
    let only_get = || async { refuse_method("GET, HEAD") };
    let files = FILES.into_iter().fold(Router::new(), |router, (path, media_type, content)| {
        let file = move || async move { (HEADERS, [(header::CONTENT_TYPE, media_type)], content) };
        router.route(path, get(file).fallback(only_get))
    });
    files
        .route("/demo", get(access).fallback(only_get))
        .route("/demo/messages", get(messages::follow).fallback(only_get))
        .with_state(Arc::new(demo))
}

/// `GET /demo`: who the page is, and which countries there are.
async fn access(State(demo): State<Arc<Demo>>, headers: HeaderMap) -> Result<Response, Refusal> {
    #[derive(Serialize)]
    #[serde(rename_all = "camelCase")]
    struct Access<'a> {
        sub_account_id: &'a str,
        token: &'a str,
        countries: Vec<(&'static str, u16)>,
    }

    require_loopback(&headers)?;
    let countries = Country::all().map(|country| (country.alpha2(), country.calling_code()));
    let access =
        Access { sub_account_id: DEMO, token: &demo.token, countries: countries.collect() };
    let body = serde_json::to_string(&access).map_err(|_| Refusal::from(ApiError::Internal))?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    Ok((headers, body).into_response())
}

/// Refuses a request for another host than a loopback address.
fn require_loopback(headers: &HeaderMap) -> Result<(), Refusal> {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    if name == "localhost" || address.is_ok_and(|address| address.is_loopback()) {
        Ok(())
    } else {
        Err(ApiError::Forbidden.into())
    }
}
