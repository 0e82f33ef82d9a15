//! [`Verification`]: a request as it is meant.

use core::fmt;
use core::net::IpAddr;

use crate::channel::{Channel, Line, Settings};
use crate::phone::PhoneNumber;
use crate::session::Policy;
use crate::template::Template;
use crate::url::CallbackUrl;

/// The name that a message speaks for: `brand` of a request, at most 30 characters.
pub type Brand<'a> = Line<'a, 30>;

/// A request as it is meant: every member parsed, every default in its place. Made by
/// [`Request::validate`](super::Request::validate), whose texts it borrows.
///
/// ```
/// use verify_core::channel::Channel;
/// use verify_core::request::Request;
///
/// let request = Request { destination: Some("+65 8765 4321"), ..Request::default() };
/// let verification = request.validate()?;
/// assert_eq!(verification.destination().to_string(), "+6587654321");
/// assert_eq!(verification.channel(), Channel::Sms); // the default
/// # Ok::<(), verify_core::request::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Verification<'a> {
    pub(super) destination: PhoneNumber,
    pub(super) settings: Settings<'a>,
    pub(super) brand: Option<Brand<'a>>,
    pub(super) policy: Policy,
    pub(super) template: Option<Template<'a>>,
    pub(super) callback_url: Option<CallbackUrl<'a>>,
    pub(super) client_ip: Option<IpAddr>,
    pub(super) lacks_language: bool,
}

impl<'a> Verification<'a> {
    /// Returns the number to verify.
    #[must_use]
    pub const fn destination(&self) -> PhoneNumber {
        self.destination
    }

    /// Returns the way in which the code travels; by default `sms`.
    #[must_use]
    pub const fn channel(&self) -> Channel {
        self.settings.channel()
    }

    /// Returns the channel with its settings.
    #[must_use]
    pub const fn settings(&self) -> Settings<'a> {
        self.settings
    }

    /// Returns the name that the message speaks for.
    #[must_use]
    pub const fn brand(&self) -> Option<Brand<'a>> {
        self.brand
    }

    /// Returns what a session has to know: the code's format and length, the times, and whether a
    /// code is sent at all.
    #[must_use]
    pub const fn policy(&self) -> Policy {
        self.policy
    }

    /// Returns the text of the message. On `sms` and `call` it is the request's, or else the
    /// default; on `viber` it is the default; `whatsapp` and `sma` have no text.
    #[must_use]
    pub const fn template(&self) -> Option<Template<'a>> {
        self.template
    }

    /// Returns the URL that changes of status are posted to.
    #[must_use]
    pub const fn callback_url(&self) -> Option<CallbackUrl<'a>> {
        self.callback_url
    }

    /// Returns the address of the client, to limit its rate by. An IPv4 address written as an IPv6
    /// one (`::ffff:192.0.2.1`) is returned as IPv4, so that both count as the same.
    #[must_use]
    pub const fn client_ip(&self) -> Option<IpAddr> {
        self.client_ip
    }

    /// Lists what is legal, but probably not meant.
    ///
    /// ```
    /// use verify_core::request::{Notice, Request};
    ///
    /// let request = Request {
    ///     destination: Some("+6587654321"),
    ///     template: Some("{brand} says hello"),
    ///     ..Request::default()
    /// };
    /// let verification = request.validate()?;
    /// let expected = [Notice::NoCodeInTemplate, Notice::NoBrandForPlaceholder];
    /// assert!(verification.notices().eq(expected));
    /// # Ok::<(), verify_core::request::Error>(())
    /// ```
    pub fn notices(&self) -> impl Iterator<Item = Notice> + Clone + use<> {
        let lacks_code = self.template.is_some_and(|template| !template.has_code());
        let lacks_brand =
            self.brand.is_none() && self.template.is_some_and(|template| template.has_brand());
        [
            lacks_code.then_some(Notice::NoCodeInTemplate),
            lacks_brand.then_some(Notice::NoBrandForPlaceholder),
            self.lacks_language.then_some(Notice::TemplateWithoutLanguage),
        ]
        .into_iter()
        .flatten()
    }
}

/// What is legal in a request, but probably not meant.
///
/// ```
/// use verify_core::request::{Notice, Request};
///
/// let request = Request {
///     destination: Some("+6587654321"),
///     template: Some("Hello!"),
///     ..Request::default()
/// };
/// assert!(request.validate()?.notices().eq([Notice::NoCodeInTemplate]));
/// # Ok::<(), verify_core::request::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Notice {
    /// The template has no place for the code, which the message then does not carry.
    NoCodeInTemplate,
    /// The template has a place for the brand, and there is no brand: it stays empty.
    NoBrandForPlaceholder,
    /// There is a template for a call and no language: it is read in `en-US`.
    TemplateWithoutLanguage,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NoCodeInTemplate => "template: has no {code}, so the message carries no code",
            Self::NoBrandForPlaceholder => "template: has a {brand}, which no brand fills",
            Self::TemplateWithoutLanguage => "language: a template for a call is read in en-US",
        })
    }
}
