//! What each channel's gateway is handed.

use core::fmt;
use core::net::IpAddr;

use crate::channel::{self, Language, Repetition, Speed, TemplateName, VoiceProfile};
use crate::code::Code;
use crate::phone::PhoneNumber;
use crate::sms::{Message, SenderId};
use crate::url::VerificationUrl;

/// A text message.
#[derive(Clone, Copy, Debug)]
pub struct Sms<'a> {
    /// The number that it goes to.
    pub to: PhoneNumber,
    /// Who the message says it is from.
    pub source: SenderId,
    /// The text with its charset and segments.
    pub message: Message<'a>,
}

/// A voice call.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    /// The number that is called.
    pub to: PhoneNumber,
    /// The number that the phone shows as the caller; by default the voice provider's.
    pub source: Option<PhoneNumber>,
    /// The language of the voice.
    pub language: Language,
    /// The voice; by default one of the language.
    pub voice_profile: Option<VoiceProfile<'a>>,
    /// How fast it speaks.
    pub speed: Speed,
    /// How often it reads the text.
    pub repetition: Repetition,
    /// What it reads, the code one character at a time and without a dash: `Your verification code
    /// is 1, 2, 3, 4`.
    ///
    /// A voice tells no capital letter from a small one: `ALPHANUMERIC` codes are not for calls.
    pub text: &'a str,
}

impl<'a> Call<'a> {
    pub(super) const fn new(
        to: PhoneNumber,
        call: channel::CallSettings<'a>,
        text: &'a str,
    ) -> Self {
        let channel::CallSettings { source, language, voice_profile, speed, repetition } = call;
        Self { to, source, language, voice_profile, speed, repetition, text }
    }
}

/// Does not show the text.
impl fmt::Debug for Call<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("to", &self.to)
            .field("source", &self.source)
            .field("language", &self.language)
            .field("voice_profile", &self.voice_profile)
            .field("speed", &self.speed)
            .field("repetition", &self.repetition)
            .finish_non_exhaustive()
    }
}

/// A `WhatsApp` message of an authentication template, which has the text.
#[derive(Clone, Copy, Debug)]
pub struct WhatsApp<'a> {
    /// The number that it goes to.
    pub to: PhoneNumber,
    /// The authentication template, as the business account knows it.
    pub template_name: TemplateName<'a>,
    /// The language of the template; by default the first that it is written in.
    pub language: Option<Language>,
    /// The code, by [`expose`](Code::expose).
    pub code: &'a Code,
}

/// A Viber message.
#[derive(Clone, Copy)]
pub struct Viber<'a> {
    /// The number that it goes to.
    pub to: PhoneNumber,
    /// The text.
    pub text: &'a str,
}

/// Does not show the text.
impl fmt::Debug for Viber<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Viber").field("to", &self.to).finish_non_exhaustive()
    }
}

/// Silent Mobile Authentication, which sends no code.
#[derive(Clone, Copy, Debug)]
pub struct Sma<'a> {
    /// The number that the phone should turn out to have.
    pub to: PhoneNumber,
    /// What the phone has to call over its mobile network.
    pub verification_url: VerificationUrl<'a>,
    /// Where the request came from: in a supported network this may verify the number at once.
    pub client_ip: Option<IpAddr>,
}
