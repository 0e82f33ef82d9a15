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
/// use verify_core::code::Generator;
/// use verify_core::delivery::{Delivery, Text};
/// use verify_core::request::Request;
/// use verify_core::session::Session;
/// use verify_core::time::Timestamp;
/// use verify_core::url::BaseUrl;
///
/// let mut rng = Generator::from_seed([7; 32]); // in production: 32 bytes of `getrandom`
/// let now = Timestamp::UNIX_EPOCH; // in production: the present time
/// let request =
///     Request { destination: Some("+6587654321"), channel: Some("sms"), ..Request::default() };
/// let verification = request.validate()?;
/// let (to, policy) = (verification.destination(), verification.policy());
/// let session = Session::start(now, to, policy, &mut rng);
/// let mut text = Text::<160>::new();
/// let delivery = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut text)?;
/// let Delivery::Sms(sms) = delivery else { panic!("{delivery:?}") };
/// assert_eq!(sms.source.as_str(), "SMS"); // the default
/// assert_eq!(sms.message.segments().len(), 1);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Sms<'a> {
    /// The number that it goes to.
    pub to: PhoneNumber,
    /// The sender that the phone shows.
    pub source: SenderId,
    /// The text with its charset and segments.
    pub message: Message<'a>,
}

/// A voice call.
///
/// ```
/// use verify_core::code::Generator;
/// use verify_core::delivery::{Delivery, Text};
/// use verify_core::request::Request;
/// use verify_core::session::Session;
/// use verify_core::time::Timestamp;
/// use verify_core::url::BaseUrl;
///
/// let mut rng = Generator::from_seed([7; 32]); // in production: 32 bytes of `getrandom`
/// let now = Timestamp::UNIX_EPOCH; // in production: the present time
/// let request =
///     Request { destination: Some("+6587654321"), channel: Some("call"), ..Request::default() };
/// let verification = request.validate()?;
/// let (to, policy) = (verification.destination(), verification.policy());
/// let session = Session::start(now, to, policy, &mut rng);
/// let mut text = Text::<160>::new();
/// let delivery = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut text)?;
/// let Delivery::Call(call) = delivery else { panic!("{delivery:?}") };
/// assert_eq!((call.speed.to_string().as_str(), call.repetition.get()), ("0.8", 2));
/// assert!(call.text.starts_with("Your verification code is "));
/// # Ok::<(), Box<dyn core::error::Error>>(())
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
    /// Capital and small letters sound alike, and in some languages a letter sounds like a digit
    /// (1 and U in Catalan): use `NUMERIC` codes in calls.
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
/// use verify_core::code::Generator;
/// use verify_core::delivery::{Delivery, Text};
/// use verify_core::request::{Request, WhatsAppOptions};
/// use verify_core::session::Session;
/// use verify_core::time::Timestamp;
/// use verify_core::url::BaseUrl;
///
/// let mut rng = Generator::from_seed([7; 32]); // in production: 32 bytes of `getrandom`
/// let now = Timestamp::UNIX_EPOCH; // in production: the present time
/// let request = Request {
///     destination: Some("+6587654321"),
///     channel: Some("whatsapp"),
///     whatsapp: WhatsAppOptions { template_name: Some("otp") },
///     ..Request::default()
/// };
/// let verification = request.validate()?;
/// let (to, policy) = (verification.destination(), verification.policy());
/// let session = Session::start(now, to, policy, &mut rng);
/// let mut text = Text::<160>::new();
/// let delivery = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut text)?;
/// let Delivery::WhatsApp(whatsapp) = delivery else { panic!("{delivery:?}") };
/// assert_eq!(whatsapp.template_name.as_str(), "otp");
/// assert_eq!(whatsapp.code.expose(), session.code().expose());
/// # Ok::<(), Box<dyn core::error::Error>>(())
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
/// use verify_core::code::Generator;
/// use verify_core::delivery::{Delivery, Text};
/// use verify_core::request::Request;
/// use verify_core::session::Session;
/// use verify_core::time::Timestamp;
/// use verify_core::url::BaseUrl;
///
/// let mut rng = Generator::from_seed([7; 32]); // in production: 32 bytes of `getrandom`
/// let now = Timestamp::UNIX_EPOCH; // in production: the present time
/// let request =
///     Request { destination: Some("+6587654321"), channel: Some("viber"), ..Request::default() };
/// let verification = request.validate()?;
/// let (to, policy) = (verification.destination(), verification.policy());
/// let session = Session::start(now, to, policy, &mut rng);
/// let mut text = Text::<160>::new();
/// let delivery = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut text)?;
/// let Delivery::Viber(viber) = delivery else { panic!("{delivery:?}") };
/// assert!(viber.text.starts_with("Your verification code is "));
/// # Ok::<(), Box<dyn core::error::Error>>(())
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
/// use verify_core::code::Generator;
/// use verify_core::delivery::{Delivery, Text};
/// use verify_core::request::Request;
/// use verify_core::session::Session;
/// use verify_core::time::Timestamp;
/// use verify_core::url::BaseUrl;
///
/// let mut rng = Generator::from_seed([7; 32]); // in production: 32 bytes of `getrandom`
/// let now = Timestamp::UNIX_EPOCH; // in production: the present time
/// let request =
///     Request { destination: Some("+6587654321"), channel: Some("sma"), ..Request::default() };
/// let verification = request.validate()?;
/// let (to, policy) = (verification.destination(), verification.policy());
/// let session = Session::start(now, to, policy, &mut rng);
/// let mut text = Text::<160>::new();
/// let delivery = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut text)?;
/// let Delivery::Sma(sma) = delivery else { panic!("{delivery:?}") };
/// assert!(sma.verification_url.to_string().starts_with("/sma/"));
/// assert!(session.code().is_empty());
/// # Ok::<(), Box<dyn core::error::Error>>(())
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
