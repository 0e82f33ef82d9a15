//! [`Settings`]: what each channel needs besides the text.

use super::language::Language;
use super::line::Line;
use super::name::Channel;
use super::repetition::Repetition;
use super::speed::Speed;
use crate::phone::PhoneNumber;
use crate::sms::{Encoding, SenderId};

/// A channel together with its settings.
///
/// It is exhaustive because [`Channel`] is.
///
/// ```
/// use verify_core::channel::{Channel, Settings, SmsSettings};
///
/// assert_eq!(Settings::default(), Settings::Sms(SmsSettings::default()));
/// assert_eq!(Settings::Viber.channel(), Channel::Viber);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Settings<'a> {
    /// For [`Channel::Sms`].
    Sms(SmsSettings),
    /// For [`Channel::Call`].
    Call(CallSettings<'a>),
    /// For [`Channel::WhatsApp`].
    WhatsApp(WhatsAppSettings<'a>),
    /// For [`Channel::Viber`], which has no settings.
    Viber,
    /// For [`Channel::Sma`], which has no settings.
    Sma,
}

impl Settings<'_> {
    /// Returns the channel that these settings are for.
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
        Self::Sms(SmsSettings::default())
    }
}

/// The settings of a text message: `sms` of a request.
///
/// ```
/// use verify_core::channel::SmsSettings;
/// use verify_core::sms::{Encoding, SenderId};
///
/// let settings = SmsSettings { source: SenderId::parse("ACME")?, ..SmsSettings::default() };
/// assert_eq!(settings.encoding, Encoding::Auto);
/// # Ok::<(), verify_core::sms::SenderIdError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct SmsSettings {
    /// The sender that the message names; by default `SMS`.
    pub source: SenderId,
    /// How the charset is chosen; by default from the text.
    pub encoding: Encoding,
}

/// The settings of a voice call: `call` of a request, and its `language`.
///
/// ```
/// use verify_core::channel::{CallSettings, Language, Repetition};
///
/// let settings = CallSettings {
///     language: Language::FR_CA,
///     repetition: Repetition::new(3)?,
///     ..CallSettings::default()
/// };
/// assert_eq!(settings.speed.as_f64(), 0.8);
/// # Ok::<(), verify_core::channel::RepetitionError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CallSettings<'a> {
    /// The number that the phone shows as the caller; by default the voice provider's.
    pub source: Option<PhoneNumber>,
    /// The language of the voice; by default `en-US`.
    pub language: Language,
    /// The voice; by default one of the language.
    pub voice_profile: Option<VoiceProfile<'a>>,
    /// How fast the voice speaks; by default 0.8.
    pub speed: Speed,
    /// How often the voice reads the text; by default twice.
    pub repetition: Repetition,
}

/// The name of a voice, from the voice provider's list: at most 50 characters.
pub type VoiceProfile<'a> = Line<'a, 50>;

/// The settings of a `WhatsApp` message: `whatsapp` of a request, and its `language`.
///
/// It has no default, since a template must be named.
///
/// ```
/// use verify_core::channel::{TemplateName, WhatsAppSettings};
///
/// let template_name = TemplateName::parse("otp_copy_code")?;
/// let settings = WhatsAppSettings { template_name, language: None };
/// assert_eq!(settings.template_name.as_str(), "otp_copy_code");
/// # Ok::<(), verify_core::channel::LineError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WhatsAppSettings<'a> {
    /// The authentication template, by the name that the business account knows it by.
    pub template_name: TemplateName<'a>,
    /// The language of the template; by default the first one that it exists in.
    pub language: Option<Language>,
}

/// The name of a `WhatsApp` template: at most 512 characters, the limit of Meta's Business
/// Management API.
pub type TemplateName<'a> = Line<'a, 512>;
