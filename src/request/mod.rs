//! Requests: from what arrives to what is meant.
//!
//! A [`Request`] takes everything that a caller may send, [`Request::validate`] makes a
//! [`Verification`] of it or says what is wrong. The law: whoever holds a `Verification` has
//! nothing left to check.
//!
//! ```
//! use verify_core::channel::Channel;
//! use verify_core::request::Request;
//!
//! let request = Request {
//!     destination: Some("(987) 654-3210"),
//!     country: Some("US"),
//!     brand: Some("ABC"),
//!     code_length: Some(6),
//!     ..Request::default()
//! };
//! let verification = request.validate()?;
//! assert_eq!(verification.destination().to_string(), "+19876543210");
//! assert_eq!((verification.channel(), verification.policy().length.get()), (Channel::Sms, 6));
//!
//! let request = Request { destination: Some("call me"), channel: Some("fax"), ..Request::default() };
//! let mut violations = request.violations();
//! assert_eq!(
//!     violations.next().unwrap().to_string(),
//!     "destination: expected digits, spaces, brackets, dashes or dots, found 'c' at position 0",
//! );
//! assert_eq!(violations.next().unwrap().api_code(), 1000);
//! # Ok::<(), verify_core::request::Error>(())
//! ```
//!
//! With the feature `serde`, a `Request` deserializes from JSON. A member of a wrong type is a
//! violation like any other.

mod callback_url;
mod error;
#[cfg(feature = "serde")]
mod json;
mod member;
mod sub_account;
mod validate;
mod verification;

use core::fmt;

use crate::channel::Line;

pub use callback_url::{CallbackUrl, CallbackUrlError};
pub use error::{ApiMessage, Cause, Error};
pub use member::{Found, Member, Mistyped};
pub use sub_account::{SubAccountId, SubAccountIdError};
pub use verification::{Notice, Verification};

/// The name in whose name a message speaks: `brand` of a request.
pub type Brand<'a> = Line<'a, 30>;

/// A request as it arrives: the body of `POST /api/v2/subaccounts/{subAccountId}/sessions`.
///
/// `S` is what holds its texts: `&str`, `String`, `Cow<str>`, `heapless::String<N>`. Numbers keep
/// what arrived, right or wrong. `None` is an absent member, which has a default but for
/// `destination` and, on `whatsapp`, its template.
///
/// `Debug` tells which members there are, and shows none of them.
#[derive(Clone, Copy, PartialEq)]
pub struct Request<S> {
    /// The number to verify, as a person types it: international, or national with a
    /// [`country`](Self::country).
    pub destination: Option<S>,
    /// The country of the number, by its ISO 3166-1 alpha-2 code, in letters of either case.
    pub country: Option<S>,
    /// `sms` (the default), `call`, `whatsapp`, `viber` or `sma`.
    pub channel: Option<S>,
    /// What stands for `{brand}` in the template: at most 30 characters. Empty is as absent.
    pub brand: Option<S>,
    /// How many characters the code has: 3 to 10, by default 4.
    pub code_length: Option<i64>,
    /// How long the code is valid, in seconds: 30 to 7200, by default 300.
    pub code_validity: Option<i64>,
    /// `NUMERIC` (the default), `NUMERIC_WITH_DASH`, `ALPHANUMERIC`, `ALPHANUMERIC_CAPITALS` or
    /// `ALPHANUMERIC_EASY`.
    pub code_type: Option<S>,
    /// The text of the message, with `{code}` and `{brand}`; on `sms` and `call` only. Empty is as
    /// absent.
    pub template: Option<S>,
    /// The language of the voice on `call`, by default `en-US`, or of the template on `whatsapp`:
    /// one of 48 tags. On other channels it has no effect, but is judged.
    pub language: Option<S>,
    /// Whether a session that is under way gets a new code; by default it keeps its code.
    pub reset_session: Option<bool>,
    /// How long the next message to the same number has to wait, in seconds: 10 to 7200, by default
    /// 10.
    pub resending_interval: Option<i64>,
    /// Where changes of status are posted: an `http` or `https` URL.
    pub callback_url: Option<S>,
    /// For the channel `sms`; on others it is ignored.
    pub sms: SmsOptions<S>,
    /// For the channel `call`; on others it is ignored.
    pub call: CallOptions<S>,
    /// For the channel `whatsapp`; on others it is ignored.
    pub whatsapp: WhatsAppOptions<S>,
    /// The client's IPv4 or IPv6 address, to limit its rate by.
    pub client_ip: Option<S>,
    /// What arrived as another type than its field takes: nothing, if the request is made in Rust.
    pub mistyped: Mistyped,
}

/// `sms` of a [`Request`].
#[derive(Clone, Copy, PartialEq)]
pub struct SmsOptions<S> {
    /// The sender: at most 11 letters, digits and spaces, or at most 16 digits; by default `SMS`.
    pub source: Option<S>,
    /// `AUTO` (the default), `GSM7` or `UCS2`.
    pub encoding: Option<S>,
}

/// `call` of a [`Request`].
#[derive(Clone, Copy, PartialEq)]
pub struct CallOptions<S> {
    /// The caller id: an international phone number.
    pub source: Option<S>,
    /// How fast the voice speaks: 0.5 to 2 in tenths, by default 0.8.
    pub speed: Option<f64>,
    /// How often the text is read: 1 to 3 times, by default 2.
    pub repetition: Option<i64>,
    /// The voice: at most 50 characters, by default one of the language. Empty is as absent.
    pub voice_profile: Option<S>,
}

/// `whatsapp` of a [`Request`].
#[derive(Clone, Copy, PartialEq)]
pub struct WhatsAppOptions<S> {
    /// The name of the authentication template; required on `whatsapp`.
    pub template_name: Option<S>,
}

/// Everything is absent.
impl<S> Default for Request<S> {
    fn default() -> Self {
        Self {
            destination: None,
            country: None,
            channel: None,
            brand: None,
            code_length: None,
            code_validity: None,
            code_type: None,
            template: None,
            language: None,
            reset_session: None,
            resending_interval: None,
            callback_url: None,
            sms: SmsOptions::default(),
            call: CallOptions::default(),
            whatsapp: WhatsAppOptions::default(),
            client_ip: None,
            mistyped: Mistyped::default(),
        }
    }
}

/// Everything is absent.
impl<S> Default for SmsOptions<S> {
    fn default() -> Self {
        Self { source: None, encoding: None }
    }
}

/// Everything is absent.
impl<S> Default for CallOptions<S> {
    fn default() -> Self {
        Self { source: None, speed: None, repetition: None, voice_profile: None }
    }
}

/// Everything is absent.
impl<S> Default for WhatsAppOptions<S> {
    fn default() -> Self {
        Self { template_name: None }
    }
}

/// Tells the names of those members that are present, and the `nested` options.
macro_rules! debug_present {
    ($($type:ident { $($member:ident),* $(; $($nested:ident),*)? })*) => {
        $(
            impl<S> fmt::Debug for $type<S> {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    let mut shown = f.debug_struct(stringify!($type));
                    $(
                        if self.$member.is_some() {
                            shown.field(stringify!($member), &format_args!(".."));
                        }
                    )*
                    $($(shown.field(stringify!($nested), &self.$nested);)*)?
                    shown.finish()
                }
            }
        )*
    };
}

debug_present! {
    Request {
        destination, country, channel, brand, code_length, code_validity, code_type, template, language, reset_session,
        resending_interval, callback_url, client_ip; sms, call, whatsapp, mistyped
    }
    SmsOptions { source, encoding }
    CallOptions { source, speed, repetition, voice_profile }
    WhatsAppOptions { template_name }
}
