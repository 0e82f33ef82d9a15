//! `GET /demo/messages`: what was sent, and then what is being sent, as server-sent events.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, StreamExt as _};
use serde::Serialize;

use super::{Demo, require_loopback};
use crate::api::Refusal;
use crate::gateway::{Content, Message};

/// A message as the phone shows it.
#[derive(Serialize)]
struct Shown<'a> {
    /// Whose phone it arrives on: the digits of the number.
    to: String,
    channel: &'static str,
    /// The sender that the phone shows.
    from: Option<String>,
    text: &'a str,
}

pub(super) async fn follow(
    State(demo): State<Arc<Demo>>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    require_loopback(&headers)?;
    let (last, news) = demo.messages.follow();
    // It ends with the service, and where the page is too slow: then the page asks again.
    let news = stream::unfold(news, |news| async {
        let mut news = news?;
        let message = news.recv().await.ok()?;
        Some((message, Some(news)))
    });
    let messages = stream::iter(last).chain(news);
    let events = messages.map(|message| Ok::<_, Infallible>(event(&message)));
    let keep_alive = KeepAlive::new().interval(demo.timeout / 2);
    Ok(Sse::new(events).keep_alive(keep_alive).into_response())
}

fn event(message: &Message) -> Event {
    let shown = Shown {
        to: format!("{:#}", message.to),
        channel: message.channel().as_str(),
        from: match &message.content {
            Content::Sms { source, .. } => Some(source.as_str().to_owned()),
            Content::Call { source, .. } => source.map(|number| number.to_string()),
            Content::WhatsApp { .. } | Content::Viber { .. } | Content::Sma { .. } => None,
        },
        text: message.text(),
    };
    // Texts and numbers always serialize.
    Event::default().data(serde_json::to_string(&shown).unwrap_or_default())
}
