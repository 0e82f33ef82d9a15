//! What a gateway has to send: [`Delivery`], one shape for each channel.
//!
//! The law: forward only, and borrowed all the way. A delivery is made of a valid request and its
//! session, and has nothing left to decide: the text is written, its charset chosen, its segments
//! counted. It goes to the session's destination, and its code is the session's, which a session
//! that is sent again may have kept from another request.
//!
//! ```
//! use verify_core::code::Generator;
//! use verify_core::delivery::{Delivery, Text};
//! use verify_core::request::Request;
//! use verify_core::session::Session;
//! use verify_core::time::Timestamp;
//! use verify_core::url::BaseUrl;
//!
//! let mut rng = Generator::from_seed([7; 32]); // from a true source of entropy, not a constant
//! let now = Timestamp::from_unix_millis(1_766_037_294_090)?;
//! let request = Request { destination: Some("+6587654321"), brand: Some("ABC"), ..Request::default() };
//! let verification = request.validate()?;
//!
//! let mut text = Text::<160>::new();
//! Delivery::check(&verification, None, &mut text)?; // before there is a session that cannot be sent
//! let session = Session::start(now, verification.destination(), verification.policy(), &mut rng);
//!
//! match Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut text)? {
//!     Delivery::Sms(sms) => {
//!         assert_eq!((sms.to.to_string().as_str(), sms.source.as_str()), ("+6587654321", "SMS"));
//!         assert!(sms.message.text().starts_with("ABC: Your verification code is "));
//!         assert_eq!(sms.message.segments().len(), 1);
//!     }
//!     other => panic!("{other:?} on the channel sms"),
//! }
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```

mod shape;
mod text;

use core::fmt;

use crate::channel::{Channel, Line, Settings};
use crate::code::Code;
use crate::phone::PhoneNumber;
use crate::request::Verification;
use crate::session::{Session, Status};
use crate::sms::{Message, MessageError};
use crate::template::{Template, TooLong};
use crate::url::{BaseUrl, VerificationUrl};

pub use shape::{Call, Sma, Sms, Viber, WhatsApp};
pub use text::Text;

/// The most bytes that a text message takes: ten segments of 153 septets, of two bytes of UTF-8
/// each at most.
///
/// Ten segments of 67 UCS-2 units are 2,010 bytes. Calls and Viber messages have no such bound.
pub const MAX_SMS_LEN: usize = 3060;

/// What a gateway has to send. `Debug` shows neither code nor text, and masks numbers.
#[derive(Clone, Copy, Debug)]
pub enum Delivery<'a> {
    /// A text message.
    Sms(Sms<'a>),
    /// A voice call.
    Call(Call<'a>),
    /// A `WhatsApp` message.
    WhatsApp(WhatsApp<'a>),
    /// A Viber message.
    Viber(Viber<'a>),
    /// Silent Mobile Authentication, where the phone is given a URL to call.
    Sma(Sma<'a>),
}

impl<'a> Delivery<'a> {
    /// Writes what a session that was started or sent again for this request has to send.
    ///
    /// `base` is what the URL of `sma` is appended to, and counts on that channel only; `text` is
    /// written on `sms`, `call` and `viber`.
    ///
    /// # Errors
    /// Those of [`check`](Self::check), and [`DeliveryError::NoCode`] if the channel sends a code
    /// and the session has none: it was not started or sent again with this request's policy.
    pub fn new<const N: usize>(
        verification: &Verification<'a>,
        session: &'a Session,
        base: BaseUrl<'a>,
        text: &'a mut Text<N>,
    ) -> Result<Self, DeliveryError> {
        let (to, code) = (session.destination(), session.code());
        if verification.channel().sends_code() && code.is_empty() {
            return Err(DeliveryError::NoCode);
        }
        Ok(match verification.settings() {
            Settings::Sms(sms) => {
                let text = write(verification, code.expose(), text)?;
                let message = Message::new(text, sms.encoding)?;
                Self::Sms(Sms { to, source: sms.source, message })
            }
            Settings::Call(call) => {
                let text = write(verification, spell_out(code).as_str(), text)?;
                Self::Call(Call::new(to, call, text))
            }
            Settings::WhatsApp(whatsapp) => Self::WhatsApp(WhatsApp {
                to,
                template_name: whatsapp.template_name,
                language: whatsapp.language,
                code,
            }),
            Settings::Viber => {
                Self::Viber(Viber { to, text: write(verification, code.expose(), text)? })
            }
            Settings::Sma => Self::Sma(Sma {
                to,
                verification_url: VerificationUrl::new(base, session.id()),
                client_ip: verification.client_ip(),
            }),
        })
    }

    /// Whether this request can be sent, before there is a session for it, or a new code: a code of
    /// the same length takes the same room, whichever it is.
    ///
    /// `session` is the one for the same destination, if there is one, after it was asked for its
    /// [status](Session::status) now: while it waits it is sent again, and may keep its code. What
    /// passes here passes [`new`](Self::new), once the session was started or sent again with the
    /// request's policy. `text` is written.
    ///
    /// # Errors
    /// [`DeliveryError::TooLong`] if there is no room for the text, and on `sms`
    /// [`DeliveryError::Message`] if it takes more than ten segments, or is outside GSM 7-bit,
    /// which the request insists on.
    pub fn check<const N: usize>(
        verification: &Verification<'_>,
        session: Option<&Session>,
        text: &mut Text<N>,
    ) -> Result<(), DeliveryError> {
        let policy = verification.policy();
        let kept = session
            .filter(|session| session.latest_status() == Status::Waiting && !policy.reset_session)
            .map(Session::code)
            .filter(|code| !code.is_empty());
        let (format, length) = (policy.format, policy.length);
        let characters = kept.map_or(length.get().into(), Code::len);
        let spoken = kept.map_or(format.symbols(length).into(), |code| symbols(code).count());
        match verification.settings() {
            Settings::Sms(sms) => {
                let code = ZEROS.get(..characters).unwrap_or(ZEROS);
                Message::new(write(verification, code, text)?, sms.encoding)?;
            }
            Settings::Call(_) => {
                let spelt_out = spoken.saturating_mul(3).saturating_sub(BETWEEN.len());
                let code = SPELT_OUT_ZEROS.get(..spelt_out).unwrap_or(SPELT_OUT_ZEROS);
                write(verification, code, text)?;
            }
            Settings::Viber => {
                write(verification, ZEROS.get(..characters).unwrap_or(ZEROS), text)?;
            }
            Settings::WhatsApp(_) | Settings::Sma => {}
        }
        Ok(())
    }

    /// The way in which it goes.
    #[must_use]
    pub const fn channel(&self) -> Channel {
        match self {
            Self::Sms(_) => Channel::Sms,
            Self::Call(_) => Channel::Call,
            Self::WhatsApp(_) => Channel::WhatsApp,
            Self::Viber(_) => Channel::Viber,
            Self::Sma(_) => Channel::Sma,
        }
    }

    /// The number that it goes to.
    #[must_use]
    pub const fn to(&self) -> PhoneNumber {
        match self {
            Self::Sms(Sms { to, .. })
            | Self::Call(Call { to, .. })
            | Self::WhatsApp(WhatsApp { to, .. })
            | Self::Viber(Viber { to, .. })
            | Self::Sma(Sma { to, .. }) => *to,
        }
    }
}

/// Writes the text of the message.
fn write<'t, const N: usize>(
    verification: &Verification<'_>,
    code: &str,
    text: &'t mut Text<N>,
) -> Result<&'t str, TooLong> {
    // Each channel that has a text has a template: the default is never reached.
    let template = verification.template().unwrap_or(Template::DEFAULT);
    text.write(&template.render(code, verification.brand().map(Line::as_str)))
}

/// What a voice is given between two characters: a short pause.
const BETWEEN: &str = ", ";

/// As long as the longest code, and any part of it as long as a shorter one.
const ZEROS: &str = "0000000000";
const SPELT_OUT_ZEROS: &str = "0, 0, 0, 0, 0, 0, 0, 0, 0, 0";

/// The characters of a code one at a time, `1, 2, 3, 4`, so that no voice reads "one thousand two
/// hundred". A dash is not read: who hears the code enters it without.
fn spell_out(code: &Code) -> Text<{ SPELT_OUT_ZEROS.len() }> {
    let mut spelt_out = Text::new();
    for symbol in symbols(code) {
        if !spelt_out.as_str().is_empty() {
            spelt_out.push_str(BETWEEN);
        }
        spelt_out.push_str(symbol.encode_utf8(&mut [0; 4]));
    }
    spelt_out
}

/// The characters of a code but for its dash.
fn symbols(code: &Code) -> impl Iterator<Item = char> {
    code.expose().chars().filter(|symbol| *symbol != '-')
}

/// Why a request is not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DeliveryError {
    /// The text is no text message: code 1003 or 1004.
    Message(MessageError),
    /// The text is longer than there is room for: code 1004.
    TooLong(TooLong),
    /// The channel sends a code, and the session has none: a mistake of the service, code 2000.
    NoCode,
}

impl From<MessageError> for DeliveryError {
    fn from(error: MessageError) -> Self {
        Self::Message(error)
    }
}

impl From<TooLong> for DeliveryError {
    fn from(error: TooLong) -> Self {
        Self::TooLong(error)
    }
}

impl fmt::Display for DeliveryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Message(error) => error.fmt(f),
            Self::TooLong(error) => error.fmt(f),
            Self::NoCode => f.write_str(
                "expected a session with a code: start it or send it again with the request's policy",
            ),
        }
    }
}

impl core::error::Error for DeliveryError {}
