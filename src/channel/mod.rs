//! Channels: the ways in which a code travels, and what each of them needs to be told.
//!
//! The law: what stands here is fit to be handed to a gateway. Every setting is a parsed value, so
//! that [`Call`] and the others are plain structs, of which every combination is right.
//!
//! ```
//! use verify_core::channel::{Call, Channel, Language, Settings, Speed};
//!
//! let call = Call { language: Language::DE_CH, speed: Speed::from_tenths(12)?, ..Call::default() };
//! assert_eq!(Settings::Call(call).channel(), Channel::Call);
//! assert_eq!((call.speed.to_string(), call.repetition.get()), ("1.2".to_string(), 2));
//! assert_eq!("whatsapp".parse(), Ok(Channel::WhatsApp));
//! # Ok::<(), verify_core::channel::SpeedError>(())
//! ```

mod address;
mod call;
mod language;
mod line;

use core::fmt;
use core::str::FromStr;

use crate::sms::{Encoding, SenderId};

pub use call::{Call, Repetition, RepetitionError, Speed, SpeedError, VoiceProfile};
pub use language::{Language, UnknownLanguage};
pub use line::{Line, LineError};

/// The way in which a code travels: `channel` of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Channel {
    /// A text message.
    #[default]
    Sms,
    /// A voice call that reads the code out.
    Call,
    /// A `WhatsApp` authentication template.
    WhatsApp,
    /// A Viber message.
    Viber,
    /// Silent Mobile Authentication: the mobile network vouches for the number, and no code is
    /// sent.
    Sma,
}

impl Channel {
    /// Every channel, in the order of the reference page.
    pub const ALL: [Self; 5] = [Self::Sms, Self::Call, Self::WhatsApp, Self::Viber, Self::Sma];

    /// The name that a request uses: `sms`, `call`, `whatsapp`, `viber` or `sma`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Call => "call",
            Self::WhatsApp => "whatsapp",
            Self::Viber => "viber",
            Self::Sma => "sma",
        }
    }

    /// Whether a code is sent: on every channel but [`Sma`](Self::Sma).
    #[must_use]
    pub const fn sends_code(self) -> bool {
        !matches!(self, Self::Sma)
    }

    /// Whether a request may bring the text of the message: on [`Sms`](Self::Sms) and
    /// [`Call`](Self::Call).
    #[must_use]
    pub const fn takes_template(self) -> bool {
        matches!(self, Self::Sms | Self::Call)
    }
}

/// Reads the name exactly as [`Channel::as_str`] gives it, in small letters.
impl FromStr for Channel {
    type Err = UnknownChannel;

    fn from_str(name: &str) -> Result<Self, UnknownChannel> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == name).ok_or(UnknownChannel)
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text names no [`Channel`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownChannel;

impl fmt::Display for UnknownChannel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "expected one of the channels sms, call, whatsapp, viber, sma (in small letters)",
        )
    }
}

impl core::error::Error for UnknownChannel {}

/// A channel with what it needs to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Settings<'a> {
    /// For [`Channel::Sms`].
    Sms(Sms),
    /// For [`Channel::Call`].
    Call(Call<'a>),
    /// For [`Channel::WhatsApp`].
    WhatsApp(WhatsApp<'a>),
    /// For [`Channel::Viber`], which has no settings.
    Viber,
    /// For [`Channel::Sma`], which has no settings.
    Sma,
}

impl Settings<'_> {
    /// The channel that these are for.
    #[must_use]
    pub const fn channel(&self) -> Channel {
        match self {
            Self::Sms(_) => Channel::Sms,
            Self::Call(_) => Channel::Call,
            Self::WhatsApp(_) => Channel::WhatsApp,
            Self::Viber => Channel::Viber,
            Self::Sma => Channel::Sma,
        }
    }
}

impl Default for Settings<'_> {
    fn default() -> Self {
        Self::Sms(Sms::default())
    }
}

/// What a text message needs: `sms` of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sms {
    /// Who the message says it is from; by default `SMS`.
    pub source: SenderId,
    /// How the charset is chosen; by default from the text.
    pub encoding: Encoding,
}

/// What a `WhatsApp` message needs: `whatsapp` of a request. There is no default, since a template
/// must be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WhatsApp<'a> {
    /// The authentication template, as the business account knows it.
    pub template_name: TemplateName<'a>,
    /// The language of the template; by default the first that it is written in.
    pub language: Option<Language>,
}

/// The name of a `WhatsApp` template: at most 512 characters, which is what Meta's Business
/// Management API takes.
pub type TemplateName<'a> = Line<'a, 512>;
