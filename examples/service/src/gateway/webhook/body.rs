//! The JSON of a message, which `schema.json` describes.

use std::fmt::Display;

use serde::{Serialize, Serializer};
use verify_core::phone::PhoneNumber;
use verify_core::session::SessionId;
use verify_core::time::Timestamp;
use zeroize::Zeroizing;

use crate::gateway::{Content, Message};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'a> {
    id: &'a str,
    #[serde(serialize_with = "shown")]
    session_id: SessionId,
    #[serde(serialize_with = "shown")]
    to: PhoneNumber,
    #[serde(serialize_with = "shown")]
    sent_at: Timestamp,
    #[serde(serialize_with = "shown")]
    deadline: Timestamp,
    #[serde(flatten)]
    content: ByChannel<'a>,
}

#[derive(Serialize)]
#[serde(tag = "channel", rename_all = "lowercase", rename_all_fields = "camelCase")]
enum ByChannel<'a> {
    Sms {
        source: &'a str,
        text: &'a str,
        charset: &'static str,
        segments: usize,
        reference: u8,
    },
    Call {
        #[serde(skip_serializing_if = "Option::is_none")]
        source: Option<String>,
        text: &'a str,
        language: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        voice_profile: Option<&'a str>,
        speed: f64,
        repetition: u8,
    },
    WhatsApp {
        template_name: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<&'a str>,
        code: &'a str,
    },
    Viber {
        text: &'a str,
    },
    Sma {
        verification_url: &'a str,
    },
}

/// Returns the JSON of a message, which is wiped on drop.
pub(super) fn of(message: &Message, id: &str) -> Option<Zeroizing<Vec<u8>>> {
    let content = match &message.content {
        Content::Sms { source, text, charset, segments } => ByChannel::Sms {
            source: source.as_str(),
            text,
            charset: charset.as_str(),
            segments: *segments,
            reference: message.reference,
        },
        Content::Call { source, language, voice_profile, speed, repetition, text } => {
            ByChannel::Call {
                source: source.map(|source| source.to_string()),
                text,
                language,
                voice_profile: voice_profile.as_deref(),
                speed: speed.parse().ok()?,
                repetition: *repetition,
            }
        }
        Content::WhatsApp { template_name, language, code } => {
            ByChannel::WhatsApp { template_name, language: *language, code }
        }
        Content::Viber { text } => ByChannel::Viber { text },
        Content::Sma { verification_url } => ByChannel::Sma { verification_url },
    };
    let body = Body {
        id,
        session_id: message.session,
        to: message.to,
        sent_at: message.sent_at,
        deadline: message.deadline,
        content,
    };
    // Room for most messages: what has to grow leaves a copy in memory that was given back.
    let mut json = Zeroizing::new(Vec::with_capacity(4096));
    serde_json::to_writer(&mut *json, &body).ok()?;
    Some(json)
}

/// Writes what `Display` writes.
fn shown<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}
