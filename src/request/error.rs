//! [`Error`]: what is wrong with a member of a request.

use core::fmt;

use super::member::Member;
use super::mistyped::Found;
use crate::channel::{Channel, ChannelError, LanguageError, LineError, SpeedError};
use crate::code::FormatError;
use crate::phone::{CountryError, ParseError};
use crate::sms::{EncodingError, SenderIdError};
use crate::url::CallbackUrlError;

/// A violation: the member, what was expected of it, and what was found. It never holds a phone
/// number.
///
/// ```
/// use verify_core::request::{Cause, Member, Request};
///
/// let request =
///     Request { destination: Some("+6587654321"), code_length: Some(11), ..Request::default() };
/// let error = request.validate().unwrap_err();
/// assert_eq!((error.member(), error.cause()), (Member::CodeLength, Cause::Above));
/// assert_eq!(error.to_string(), "codeLength: expected an integer from 3 to 10, found more");
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

    /// Returns the member that is refused.
    #[must_use]
    pub const fn member(self) -> Member {
        self.member
    }

    /// Returns what is wrong with it.
    #[must_use]
    pub const fn cause(self) -> Cause {
        self.cause
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
            Cause::IpAddressList => {
                f.write_str("expected one IPv4 or IPv6 address, found a list of several")
            }
        }
    }
}

impl core::error::Error for Error {}

/// What is wrong with a member.
///
/// ```
/// use verify_core::channel::ChannelError;
/// use verify_core::request::{Cause, Request};
///
/// let request =
///     Request { destination: Some("+6587654321"), channel: Some("fax"), ..Request::default() };
/// assert!(matches!(request.validate().unwrap_err().cause(), Cause::Channel(ChannelError { .. })));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cause {
    /// The member is absent although required, or of another type.
    Type(Found),
    /// The integer is below its lower bound.
    Below,
    /// The integer is above its upper bound.
    Above,
    /// `destination` or `call.source` is not a phone number.
    PhoneNumber(ParseError),
    /// `country` is not a known ISO 3166-1 alpha-2 code.
    Country(CountryError),
    /// `channel` is not the name of a channel.
    Channel(ChannelError),
    /// `brand`, `call.voiceProfile` or `whatsapp.templateName` is not a line of text that fits.
    Line(LineError),
    /// `codeType` is not the name of a format.
    CodeType(FormatError),
    /// `template` is given on a channel that does not take one.
    TemplateOn(Channel),
    /// `language` is not one of the 48 tags.
    Language(LanguageError),
    /// `callbackUrl` is not an `http` or `https` URL.
    CallbackUrl(CallbackUrlError),
    /// `sms.source` is not a sender.
    Sender(SenderIdError),
    /// `sms.encoding` is not the name of an encoding.
    Encoding(EncodingError),
    /// `call.speed` is not a speed.
    Speed(SpeedError),
    /// `clientIp` is not an IP address.
    IpAddress,
    /// `clientIp` is a list of addresses, as in the header `X-Forwarded-For`. Only the service
    /// knows which of them its own proxy added.
    IpAddressList,
}
