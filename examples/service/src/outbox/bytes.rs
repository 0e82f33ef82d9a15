//! Tasks as the bytes that a store keeps.

use std::error::Error;
use std::fmt;

use serde::{Deserialize, Serialize};
use verify_core::channel::Language;
use verify_core::phone::PhoneNumber;
use verify_core::session::{Session, SessionId};
use verify_core::sms::{Charset, SenderId};
use verify_core::time::Timestamp;
use zeroize::Zeroizing;

use super::{Callback, Task};
use crate::gateway::{Content, Message};

/// The bytes are not those of a task of this version.
///
/// ```
/// use verify_service::outbox::{Task, TaskError};
///
/// assert_eq!(Task::from_bytes(b"?").unwrap_err(), TaskError);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskError;

impl fmt::Display for TaskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the bytes are not those of a task")
    }
}

impl Error for TaskError {}

/// The first byte of a task.
const VERSION: u8 = 1;

impl Task {
    /// Returns the bytes that a store keeps. **A code is among them.**
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let stored = Stored::of(self);
        // Room for most tasks: what has to grow leaves a copy in memory that was given back.
        let mut bytes = Vec::with_capacity(2048);
        bytes.push(VERSION);
        // What is stored has no part whose length is unknown: nothing fails.
        Zeroizing::new(postcard::to_extend(&stored, bytes).unwrap_or_default())
    }

    /// Reads the bytes of [`to_bytes`](Self::to_bytes).
    ///
    /// # Errors
    /// [`TaskError`]: the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, TaskError> {
        let Some((&VERSION, bytes)) = bytes.split_first() else { return Err(TaskError) };
        match postcard::take_from_bytes::<Stored<'_>>(bytes) {
            Ok((stored, [])) => stored.task().ok_or(TaskError),
            _ => Err(TaskError),
        }
    }
}

/// A task in the types that are stored.
#[derive(Serialize, Deserialize)]
enum Stored<'a> {
    Send {
        session: [u8; 16],
        to: u64,
        sent_at: u64,
        deadline: u64,
        reference: u8,
        #[serde(borrow)]
        content: StoredContent<'a>,
    },
    Callback {
        url: &'a str,
        session: Vec<u8>,
        changed_at: u64,
    },
}

#[derive(Serialize, Deserialize)]
enum StoredContent<'a> {
    Sms {
        source: &'a str,
        text: &'a str,
        is_ucs2: bool,
        segments: u8,
    },
    Call {
        source: Option<u64>,
        language: &'a str,
        voice_profile: Option<&'a str>,
        speed: &'a str,
        repetition: u8,
        text: &'a str,
    },
    WhatsApp {
        template_name: &'a str,
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

impl<'a> Stored<'a> {
    fn of(task: &'a Task) -> Self {
        match task {
            Task::Send(message) => Self::Send {
                session: message.session.to_bytes(),
                to: message.to.to_u64(),
                sent_at: message.sent_at.as_unix_millis(),
                deadline: message.deadline.as_unix_millis(),
                reference: message.reference,
                content: StoredContent::of(&message.content),
            },
            Task::Callback(callback) => Self::Callback {
                url: &callback.url,
                session: callback.session.to_bytes().to_vec(),
                changed_at: callback.changed_at.as_unix_millis(),
            },
        }
    }

    fn task(self) -> Option<Task> {
        let time = |millis| Timestamp::from_unix_millis(millis).ok();
        Some(match self {
            Self::Send { session, to, sent_at, deadline, reference, content } => {
                Task::Send(Message {
                    session: SessionId::from_bytes(session),
                    to: number(to)?,
                    sent_at: time(sent_at)?,
                    deadline: time(deadline)?,
                    reference,
                    content: content.content()?,
                })
            }
            Self::Callback { url, session, changed_at } => Task::Callback(Callback {
                url: url.to_owned(),
                session: Session::from_bytes(&session).ok()?,
                changed_at: time(changed_at)?,
            }),
        })
    }
}

impl<'a> StoredContent<'a> {
    fn of(content: &'a Content) -> Self {
        match content {
            Content::Sms { source, text, charset, segments } => Self::Sms {
                source: source.as_str(),
                text,
                is_ucs2: *charset == Charset::Ucs2,
                segments: u8::try_from(*segments).unwrap_or(u8::MAX),
            },
            Content::Call { source, language, voice_profile, speed, repetition, text } => {
                Self::Call {
                    source: source.map(PhoneNumber::to_u64),
                    language,
                    voice_profile: voice_profile.as_deref(),
                    speed,
                    repetition: *repetition,
                    text,
                }
            }
            Content::WhatsApp { template_name, language, code } => {
                Self::WhatsApp { template_name, language: *language, code }
            }
            Content::Viber { text } => Self::Viber { text },
            Content::Sma { verification_url } => Self::Sma { verification_url },
        }
    }

    fn content(self) -> Option<Content> {
        let secret = |text: &str| Zeroizing::new(text.to_owned());
        let tag = |tag: &str| Language::parse(tag).ok().map(Language::as_str);
        Some(match self {
            Self::Sms { source, text, is_ucs2, segments } => Content::Sms {
                source: SenderId::parse(source).ok()?,
                text: secret(text),
                charset: if is_ucs2 { Charset::Ucs2 } else { Charset::Gsm7 },
                segments: segments.into(),
            },
            Self::Call { source, language, voice_profile, speed, repetition, text } => {
                Content::Call {
                    source: source.map(|digits| number(digits).ok_or(())).transpose().ok()?,
                    language: tag(language)?,
                    voice_profile: voice_profile.map(str::to_owned),
                    speed: speed.to_owned(),
                    repetition,
                    text: secret(text),
                }
            }
            Self::WhatsApp { template_name, language, code } => Content::WhatsApp {
                template_name: template_name.to_owned(),
                language: language.map(|language| tag(language).ok_or(())).transpose().ok()?,
                code: secret(code),
            },
            Self::Viber { text } => Content::Viber { text: secret(text) },
            Self::Sma { verification_url } => {
                Content::Sma { verification_url: verification_url.to_owned() }
            }
        })
    }
}

fn number(digits: u64) -> Option<PhoneNumber> {
    PhoneNumber::parse(&format!("+{digits}"), None).ok()
}
