//! What the gateway of each channel is handed.

use core::fmt;
use core::net::IpAddr;

use super::ssml::Ssml;
use crate::channel::{self, Language, Repetition, Speed, TemplateName, VoiceProfile};
use crate::code::Code;
use crate::phone::PhoneNumber;
use crate::sms::{Message, SenderId};
use crate::url::VerificationUrl;

/// A text message.
///
/// ```
/// use verify_core::delivery::Sms;
/// use verify_core::sms::{ShortMessage, Submit};
///
/// fn tpdus(sms: &Sms<'_>) -> Result<Vec<Vec<u8>>, Box<dyn core::error::Error>> {
///     let mut buffer = [0; Submit::MAX_LEN];
///     let short_messages = sms.message.short_messages(0_u8)?;
///     short_messages
///         .map(|short_message: ShortMessage<'_>| {
///             let submit = Submit::new(sms.to, &short_message);
///             Ok(submit.encode_into(&mut buffer)?.to_vec())
///         })
///         .collect()
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Sms<'a> {
    /// The number that it goes to.
    pub to: PhoneNumber,
    /// Whom the message says it is from.
    pub source: SenderId,
    /// The text with its charset and segments.
    pub message: Message<'a>,
}

/// A voice call.
///
/// ```
/// use verify_core::delivery::Call;
///
/// /// Hands the call to a voice provider that reads SSML.
/// fn speak(call: &Call<'_>) -> String {
///     format!("<speak xml:lang=\"{}\">{}</speak>", call.language, call.ssml())
/// }
/// ```
#[derive(Clone, Copy)]
pub struct Call<'a> {
    /// The number that is called.
    pub to: PhoneNumber,
    /// The number that the phone shows as the caller; the voice provider has a default.
    pub source: Option<PhoneNumber>,
    /// The language of the voice.
    pub language: Language,
    /// The voice; the default is one of the language.
    pub voice_profile: Option<VoiceProfile<'a>>,
    /// The speed of the voice.
    pub speed: Speed,
    /// How many times it reads the text.
    pub repetition: Repetition,
    /// The text that it reads, with the code one character at a time and without a dash: `Your
    /// verification code is 1, 2, 3, 4`.
    ///
    /// Capital and small letters sound alike: avoid `ALPHANUMERIC` codes in calls.
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

impl<'a> Call<'a> {
    /// Returns the text for a voice that reads SSML: escaped, so that a brand such as `B&B <Hotel>`
    /// neither breaks the document nor adds to it.
    ///
    /// The characters of the code are separated by commas, at which voices pause briefly.
    #[must_use]
    #[doc(alias = "XML")]
    pub const fn ssml(&self) -> Ssml<'a> {
        Ssml::new(self.text)
    }
}

/// Hides the text.
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

/// A `WhatsApp` message from an authentication template, which holds the text.
///
/// ```
/// use verify_core::delivery::WhatsApp;
///
/// fn parameters<'a>(whatsapp: &WhatsApp<'a>) -> (&'a str, &'a str) {
///     (whatsapp.template_name.as_str(), whatsapp.code.expose())
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct WhatsApp<'a> {
    /// The number that it goes to.
    pub to: PhoneNumber,
    /// The authentication template, as the business account knows it.
    pub template_name: TemplateName<'a>,
    /// The language of the template; the default is the first that it is written in.
    pub language: Option<Language>,
    /// The code; read it with [`expose`](Code::expose).
    pub code: &'a Code,
}

/// A Viber message.
///
/// ```
/// use verify_core::delivery::Viber;
///
/// fn body(viber: &Viber<'_>) -> (String, String) {
///     (format!("{:#}", viber.to), viber.text.to_owned())
/// }
/// ```
#[derive(Clone, Copy)]
pub struct Viber<'a> {
    /// The number that it goes to.
    pub to: PhoneNumber,
    /// The text.
    pub text: &'a str,
}

/// Hides the text.
impl fmt::Debug for Viber<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Viber").field("to", &self.to).finish_non_exhaustive()
    }
}

/// Silent Mobile Authentication, which sends no code.
///
/// ```
/// use verify_core::delivery::Sma;
///
/// fn link(sma: &Sma<'_>) -> String {
///     sma.verification_url.to_string() // to be opened over the mobile network
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Sma<'a> {
    /// The number that the phone is expected to have.
    pub to: PhoneNumber,
    /// The URL that the phone has to call over its mobile network.
    pub verification_url: VerificationUrl<'a>,
    /// The address that the request came from, which in a supported network may verify the number
    /// at once.
    pub client_ip: Option<IpAddr>,
}
