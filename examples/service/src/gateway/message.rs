//! [`Message`]: what is to be sent, with all that it needs.

use std::fmt;

use verify_core::channel::{Channel, Language};
use verify_core::delivery::{Delivery, DeliveryError, MAX_SMS_LEN, Text};
use verify_core::engine::Started;
use verify_core::phone::PhoneNumber;
use verify_core::session::SessionId;
use verify_core::sms::{Charset, SenderId};
use verify_core::time::Timestamp;
use zeroize::Zeroizing;

/// A message on its way to a phone: a [`Delivery`] that owns its texts, which are wiped on drop.
#[derive(Clone)]
pub struct Message {
    /// The session whose message it is.
    pub session: SessionId,
    /// The number that it goes to.
    pub to: PhoneNumber,
    /// When it was asked for: tells apart what is sent for one session.
    pub sent_at: Timestamp,
    /// When the session expires, after which the message must not go out any more.
    pub deadline: Timestamp,
    /// What the short messages of a long text share, so that a phone joins them: 8 bits, counted
    /// for each number by the store. It means nothing where there is only one.
    pub reference: u8,
    /// What is sent.
    pub content: Content,
}

/// What is sent, by channel.
#[derive(Clone)]
pub enum Content {
    /// A text message.
    Sms {
        /// The sender that the phone shows.
        source: SenderId,
        /// The text.
        text: Zeroizing<String>,
        /// The charset that it is sent in.
        charset: Charset,
        /// How many short messages it takes.
        segments: usize,
    },
    /// A voice call.
    Call {
        /// The number that the phone shows as the caller.
        source: Option<PhoneNumber>,
        /// The tag of the voice's language.
        language: &'static str,
        /// The voice.
        voice_profile: Option<String>,
        /// The speed of the voice, such as `0.8`.
        speed: String,
        /// How many times it reads the text.
        repetition: u8,
        /// The text, with the code spelt out.
        text: Zeroizing<String>,
    },
    /// A `WhatsApp` message from a template.
    WhatsApp {
        /// The name of the template.
        template_name: String,
        /// The tag of its language.
        language: Option<&'static str>,
        /// The code.
        code: Zeroizing<String>,
    },
    /// A Viber message.
    Viber {
        /// The text.
        text: Zeroizing<String>,
    },
    /// Silent Mobile Authentication.
    Sma {
        /// The URL that the phone calls over its mobile network.
        verification_url: String,
    },
}

impl Message {
    /// Takes what is to be sent after a start.
    ///
    /// # Errors
    /// Those of [`Started::delivery`], which the engine has ruled out before.
    pub fn of(started: &Started<'_, '_>) -> Result<Self, DeliveryError> {
        let mut text = Text::<MAX_SMS_LEN>::new();
        let content = match started.delivery(&mut text)? {
            Delivery::Sms(sms) => Content::Sms {
                source: sms.source,
                text: owned(sms.message.text()),
                charset: sms.message.charset(),
                segments: sms.message.segments().len(),
            },
            Delivery::Call(call) => Content::Call {
                source: call.source,
                language: call.language.as_str(),
                voice_profile: call.voice_profile.map(|voice| voice.as_str().to_owned()),
                speed: call.speed.to_string(),
                repetition: call.repetition.get(),
                text: owned(call.text),
            },
            Delivery::WhatsApp(whatsapp) => Content::WhatsApp {
                template_name: whatsapp.template_name.as_str().to_owned(),
                language: whatsapp.language.map(Language::as_str),
                code: owned(whatsapp.code.expose()),
            },
            Delivery::Viber(viber) => Content::Viber { text: owned(viber.text) },
            Delivery::Sma(sma) => {
                Content::Sma { verification_url: sma.verification_url.to_string() }
            }
        };
        let session = started.session();
        Ok(Self {
            session: session.id(),
            to: session.destination(),
            sent_at: session.sent_at(),
            deadline: session.expires_at(),
            reference: 0,
            content,
        })
    }

    /// Returns the channel that it goes over.
    #[must_use]
    pub const fn channel(&self) -> Channel {
        match self.content {
            Content::Sms { .. } => Channel::Sms,
            Content::Call { .. } => Channel::Call,
            Content::WhatsApp { .. } => Channel::WhatsApp,
            Content::Viber { .. } => Channel::Viber,
            Content::Sma { .. } => Channel::Sma,
        }
    }

    /// Returns how many short messages it takes; one if it goes over another channel.
    #[must_use]
    pub const fn segments(&self) -> usize {
        match self.content {
            Content::Sms { segments, .. } => segments,
            _ => 1,
        }
    }

    /// Returns the text that the phone shows or reads, the code of a template, or the URL.
    #[must_use]
    pub fn text(&self) -> &str {
        match &self.content {
            Content::Sms { text, .. } | Content::Call { text, .. } | Content::Viber { text } => {
                text
            }
            Content::WhatsApp { code, .. } => code,
            Content::Sma { verification_url } => verification_url,
        }
    }
}

fn owned(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.to_owned())
}

/// Shows neither text nor code, and masks the number.
impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("session", &self.session)
            .field("to", &self.to)
            .field("channel", &self.channel())
            .finish_non_exhaustive()
    }
}
