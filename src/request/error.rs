//! [`Error`]: what is wrong with a member of a request.

use core::fmt;

use super::{CallbackUrlError, Found, Member};
use crate::channel::{Channel, LineError, SpeedError, UnknownChannel, UnknownLanguage};
use crate::code::FormatError;
use crate::phone::{CountryError, ParseError};
use crate::sms::{EncodingError, SenderIdError};

/// A violation: which member, what was expected, and what was found. It holds no phone number.
///
/// ```
/// use verify_core::request::{Member, Request};
///
/// let request = Request { destination: Some("+6587654321"), code_length: Some(11), ..Request::default() };
/// let error = request.validate().unwrap_err();
/// assert_eq!(error.to_string(), "codeLength: expected an integer from 3 to 10, found more");
/// assert_eq!((error.member(), error.api_code()), (Member::CodeLength, 1010));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Error {
    member: Member,
    cause: Cause,
}

impl Error {
    pub(super) const fn new(member: Member, cause: Cause) -> Self {
        Self { member, cause }
    }

    /// The member that is refused.
    #[must_use]
    pub const fn member(self) -> Member {
        self.member
    }

    /// What is wrong with it.
    #[must_use]
    pub const fn cause(self) -> Cause {
        self.cause
    }

    /// The code of the API's error body, which the member decides: see [`Member::api_code`].
    #[must_use]
    pub const fn api_code(self) -> u16 {
        self.member.api_code()
    }

    /// The message of the API's error body: what the reference page says of a destination, else
    /// what `Display` shows.
    #[must_use]
    pub const fn api_message(self) -> ApiMessage {
        ApiMessage(self)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { member, cause } = self;
        write!(f, "{member}: ")?;
        let expected = member.expected();
        match cause {
            Cause::Type(found) => write!(f, "expected {expected}, found {found}"),
            Cause::Below => write!(f, "expected {expected}, found less"),
            Cause::Above => write!(f, "expected {expected}, found more"),
            Cause::PhoneNumber(error) => error.fmt(f),
            Cause::Country(error) => error.fmt(f),
            Cause::Channel(error) => error.fmt(f),
            Cause::Line(error) => error.fmt(f),
            Cause::CodeType(error) => error.fmt(f),
            Cause::TemplateOn(channel) => {
                write!(f, "expected only with the channels sms and call, found with {channel}")
            }
            Cause::Language(error) => error.fmt(f),
            Cause::CallbackUrl(error) => error.fmt(f),
            Cause::Sender(error) => error.fmt(f),
            Cause::Encoding(error) => error.fmt(f),
            Cause::Speed(error) => error.fmt(f),
            Cause::IpAddress => write!(f, "expected {expected}, found another text"),
        }
    }
}

impl core::error::Error for Error {}

/// What is wrong with a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// It is absent, or of another type.
    Type(Found),
    /// The integer is below its bounds.
    Below,
    /// The integer is above its bounds.
    Above,
    /// `destination` or `call.source` is no phone number.
    PhoneNumber(ParseError),
    /// `country` is none.
    Country(CountryError),
    /// `channel` is none.
    Channel(UnknownChannel),
    /// `brand`, `call.voiceProfile` or `whatsapp.templateName` is no line of text that fits.
    Line(LineError),
    /// `codeType` is none.
    CodeType(FormatError),
    /// There is a `template` on a channel that takes none.
    TemplateOn(Channel),
    /// `language` is none.
    Language(UnknownLanguage),
    /// `callbackUrl` is none.
    CallbackUrl(CallbackUrlError),
    /// `sms.source` is no sender.
    Sender(SenderIdError),
    /// `sms.encoding` is none.
    Encoding(EncodingError),
    /// `call.speed` is none.
    Speed(SpeedError),
    /// `clientIp` is no address.
    IpAddress,
}

/// The message of the API's error body: made by [`Error::api_message`].
#[derive(Clone, Copy, Debug)]
pub struct ApiMessage(Error);

impl fmt::Display for ApiMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.member {
            Member::Destination => {
                f.write_str("Invalid MSISDN format (not E.164 international number)")
            }
            _ => self.0.fmt(f),
        }
    }
}
