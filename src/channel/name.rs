//! [`Channel`]: the five channels, by their names.

use core::fmt;
use core::str::FromStr;

/// The way in which a code travels: `channel` of a request.
///
/// These are the five channels of the API's version 2. There is no `#[non_exhaustive]` here, on
/// purpose: a sixth channel would need a gateway of its own, so every `match` should notice it.
///
/// ```
/// use verify_core::channel::Channel;
///
/// let channel = Channel::parse("sma")?;
/// assert_eq!(channel, Channel::Sma);
/// assert!(!channel.sends_code());
/// # Ok::<(), verify_core::channel::ChannelError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Channel {
    /// A text message.
    #[default]
    Sms,
    /// A voice call that reads the code out.
    #[doc(alias("voice", "tts"))]
    Call,
    /// A `WhatsApp` authentication template.
    WhatsApp,
    /// A Viber message.
    Viber,
    /// Silent Mobile Authentication: the mobile network vouches for the number, and no code is
    /// sent.
    #[doc(alias("silent authentication", "number verification"))]
    Sma,
}

impl Channel {
    /// Every channel, in the order of the reference page.
    pub const ALL: [Self; 5] = [Self::Sms, Self::Call, Self::WhatsApp, Self::Viber, Self::Sma];

    /// Reads a name exactly as [`Channel::as_str`] writes it, in lower-case letters.
    ///
    /// # Errors
    /// Any other text.
    pub fn parse(name: &str) -> Result<Self, ChannelError> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == name).ok_or(ChannelError)
    }

    /// Returns the name that a request uses: `sms`, `call`, `whatsapp`, `viber` or `sma`.
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

    /// Whether a code is sent: on every channel except [`Sma`](Self::Sma).
    #[must_use]
    pub const fn sends_code(self) -> bool {
        !matches!(self, Self::Sma)
    }

    /// Whether a request may bring the text of the message: on [`Sms`](Self::Sms) and
    /// [`Call`](Self::Call) only.
    #[must_use]
    pub const fn takes_template(self) -> bool {
        matches!(self, Self::Sms | Self::Call)
    }
}

/// As [`Channel::parse`].
impl FromStr for Channel {
    type Err = ChannelError;

    fn from_str(name: &str) -> Result<Self, ChannelError> {
        Self::parse(name)
    }
}

impl AsRef<str> for Channel {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text is not the name of a [`Channel`].
///
/// ```
/// use verify_core::channel::Channel;
///
/// assert_eq!(
///     Channel::parse("SMS").unwrap_err().to_string(),
///     "expected one of the channels sms, call, whatsapp, viber or sma (in lower case)",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChannelError;

impl fmt::Display for ChannelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "expected one of the channels sms, call, whatsapp, viber or sma (in lower case)",
        )
    }
}

impl core::error::Error for ChannelError {}
