//! [`Client`]: posts to a URL.

use std::error::Error;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use axum::http::{HeaderMap, HeaderValue, Method, Request, StatusCode, header};
use http_body_util::Full;
use hyper::body::{Body as _, Bytes, Incoming};
use hyper_util::client::legacy;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::time::{Instant, timeout_at};
use tokio_rustls::rustls;

use super::connect::Connector;
use super::{Failure, Reach, Roots, Url, retry_after};

/// Posts to URLs. Clones share their connections.
#[derive(Clone)]
pub struct Client {
    http: legacy::Client<Connector, Full<Bytes>>,
    limit: Duration,
}

/// What came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// How long the other side wants to be left alone.
    pub retry_after: Option<Duration>,
}

/// Who asks.
const USER_AGENT: HeaderValue =
    HeaderValue::from_static(concat!("verify-service/", env!("CARGO_PKG_VERSION")));

/// How many bytes the head of an answer may have.
const HEAD_LEN: usize = 16 * 1024;

/// How many bytes of a body are read, and dropped, so that its connection can be used again.
const BODY_LEN: usize = 16 * 1024;

impl Client {
    /// Makes a client whose exchanges take no longer than a time limit.
    ///
    /// If everything is within its reach, it keeps connections open. Otherwise each request has one
    /// of its own, whose address is checked.
    ///
    /// # Errors
    /// There is no TLS, which does not happen.
    pub fn new(reach: Reach, limit: Duration, roots: &Roots) -> Result<Self, rustls::Error> {
        /// How many connections are kept open while nobody needs them.
        const IDLE: usize = 32;

        let idle = if matches!(reach, Reach::Everything) { IDLE } else { 0 };
        let connector = Connector { reach: Arc::new(reach), tls: roots.connector()? };
        let http = legacy::Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_max_idle_per_host(idle)
            .http1_max_buf_size(HEAD_LEN)
            .build(connector);
        Ok(Self { http, limit })
    }

    /// Posts JSON, with further headers.
    ///
    /// # Errors
    /// [`Failure`]: there is no answer. Whether the other side has the request is unknown then.
    pub async fn post(
        &self,
        url: &Url,
        headers: HeaderMap,
        json: Bytes,
    ) -> Result<Answer, Failure> {
        let deadline = Instant::now() + self.limit;
        let mut request = Request::new(Full::new(json));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = url.to_uri();
        *request.headers_mut() = headers;
        let media_type = HeaderValue::from_static("application/json");
        request.headers_mut().insert(header::CONTENT_TYPE, media_type);
        request.headers_mut().insert(header::USER_AGENT, USER_AGENT);
        let answer = timeout_at(deadline, self.http.request(request)).await;
        let answer = answer.map_err(|_| Failure::TimedOut)?.map_err(|error| failure(&error))?;
        let (head, body) = answer.into_parts();
        // The head says all that counts, however the body ends.
        let _ = timeout_at(deadline, read(body)).await;
        let retry_after = retry_after::of(&head.headers, SystemTime::now());
        Ok(Answer { status: head.status, retry_after })
    }
}

fn failure(error: &legacy::Error) -> Failure {
    let of_connector = error.source().and_then(|source| source.downcast_ref());
    of_connector.copied().unwrap_or(Failure::Broken)
}

/// Reads a body that is not too long.
async fn read(mut body: Incoming) {
    let mut left = BODY_LEN;
    while let Some(Ok(frame)) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let Some(rest) = left.checked_sub(frame.data_ref().map_or(0, Bytes::len)) else { return };
        left = rest;
    }
}
