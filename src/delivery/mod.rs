//! What a gateway has to send: [`Delivery`], with one shape for each channel.
//!
//! The law: **a delivery leaves nothing to decide**. It is made from a valid request and its
//! session, and borrows from both: the text is written, its charset chosen, its segments counted.
//! It goes to the destination of the session and carries the code of the session, which a resend
//! may have kept from an earlier request.
//!
//! ```
//! use verify_core::code::Generator;
//! use verify_core::delivery::{Delivery, Text};
//! use verify_core::request::Request;
//! use verify_core::session::Session;
//! use verify_core::time::Timestamp;
//! use verify_core::url::BaseUrl;
//!
//! let mut rng = Generator::from_seed([7; 32]); // in production: 32 bytes of `getrandom`
//! let now = Timestamp::from_unix_millis(1_766_037_294_090)?;
//! let request =
//!     Request { destination: Some("+6587654321"), brand: Some("ABC"), ..Request::default() };
//! let verification = request.validate()?;
//!
//! let mut text = Text::<160>::new();
//! Delivery::preflight(&verification, None, &mut text)?; // before anything changes
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

mod error;
mod shape;
mod spelling;
mod ssml;
mod text;

use crate::buffer::BufferTooSmall;
use crate::channel::{Channel, Line, Settings};
use crate::code::Code;
use crate::phone::PhoneNumber;
use crate::request::Verification;
use crate::session::{Session, Status};
use crate::sms::Message;
use crate::template::Template;
use crate::url::{BaseUrl, VerificationUrl};
use spelling::{spell_out, spelt_out_zeros, spoken};

pub use error::DeliveryError;
pub use shape::{Call, Sma, Sms, Viber, WhatsApp};
pub use ssml::Ssml;
pub use text::Text;

/// The most bytes of a text message: ten segments of 153 septets, each at most two bytes of UTF-8.
///
/// Ten segments of 67 UCS-2 units are at most 2,010 bytes. Calls and Viber messages have no such
/// bound.
pub const MAX_SMS_LEN: usize = 3060;

/// What a gateway has to send. `Debug` shows neither code nor text, and masks numbers.
///
/// It never grows without the API: its channels are these five.
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
/// let request = Request {
///     destination: Some("+6587654321"),
///     channel: Some("call"),
///     ..Request::default()
/// };
/// let verification = request.validate()?;
/// let (to, policy) = (verification.destination(), verification.policy());
/// let session = Session::start(Timestamp::UNIX_EPOCH, to, policy, &mut rng);
/// let mut text = Text::<160>::new();
/// let delivery = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut text)?;
/// let Delivery::Call(call) = delivery else { panic!("{delivery:?}") };
/// assert!(call.text.starts_with("Your verification code is ")); // then `1, 2, 3, 4`
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
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
    /// Silent Mobile Authentication: a URL that the phone has to call.
    Sma(Sma<'a>),
}

impl<'a> Delivery<'a> {
    /// Builds the delivery of a session that was started or sent again for this request.
    ///
    /// The URL of `sma` is appended to `base`, which the other channels ignore; `text` is written
    /// on `sms`, `call` and `viber`.
    ///
    /// # Errors
    /// Those of [`preflight`](Self::preflight), and [`DeliveryError::NoCode`] if the channel sends
    /// a code and the session lacks one: it was not started or sent again with the policy of this
    /// request.
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

    /// Checks that the message can be sent before a session or a new code exists; codes of equal
    /// length take equal room.
    ///
    /// `session` is the existing one for the same destination, after a call of its
    /// [`status`](Session::status) with the present time: while it waits it will be sent again, and
    /// may keep its code. A request that passes here passes [`new`](Self::new) as well, once the
    /// session is started or sent again with the policy of the request. `text` is overwritten.
    ///
    /// # Errors
    /// [`DeliveryError::BufferTooSmall`] if `text` lacks the room, and on `sms`
    /// [`DeliveryError::Message`] if the text takes more than ten segments, or has a character
    /// outside GSM 7-bit although the request insists on it.
    pub fn preflight<const N: usize>(
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
        let code = kept.map_or(format.zeros(length), Code::expose);
        let symbols = kept.map_or(format.symbols(length).into(), |code| spoken(code).count());
        match verification.settings() {
            Settings::Sms(sms) => {
                Message::new(write(verification, code, text)?, sms.encoding)?;
            }
            Settings::Call(_) => {
                write(verification, spelt_out_zeros(symbols), text)?;
            }
            Settings::Viber => {
                write(verification, code, text)?;
            }
            Settings::WhatsApp(_) | Settings::Sma => {}
        }
        Ok(())
    }

    /// Returns the channel that it is for.
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

    /// Returns the number that it goes to.
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

/// Writes the text of the message into `text` and returns it.
fn write<'t, const N: usize>(
    verification: &Verification<'_>,
    code: &str,
    text: &'t mut Text<N>,
) -> Result<&'t str, BufferTooSmall> {
    // Every channel with a text has a template: the default is never used.
    let template = verification.template().unwrap_or(Template::DEFAULT);
    text.write(&template.render(code, verification.brand().map(Line::as_str)))
}
