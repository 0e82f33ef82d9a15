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
    /// The number to verify.
    #[must_use]
    pub const fn destination(&self) -> PhoneNumber {
        self.destination
    }

    /// The way in which the code travels; by default `sms`.
    #[must_use]
    pub const fn channel(&self) -> Channel {
        self.settings.channel()
    }

    /// The channel with what it needs to be told.
    #[must_use]
    pub const fn settings(&self) -> Settings<'a> {
        self.settings
    }

    /// The name in whose name the message speaks.
    #[must_use]
    pub const fn brand(&self) -> Option<Brand<'a>> {
        self.brand
    }

    /// What a session has to know: the code's format and length, the times, whether a code is sent
    /// at all.
    #[must_use]
    pub const fn policy(&self) -> Policy {
        self.policy
    }

    /// The text of the message, on channels that have one: the request's on `sms` and `call`, where
    /// none is given and on `viber` the default, and none on `whatsapp` and `sma`.
    #[must_use]
    pub const fn template(&self) -> Option<Template<'a>> {
        self.template
    }

    /// Where changes of status are posted.
    #[must_use]
    pub const fn callback_url(&self) -> Option<CallbackUrl<'a>> {
        self.callback_url
    }

    /// The address of the client, to limit its rate by. An IPv4 address that is written as an IPv6
    /// one (`::ffff:192.0.2.1`) is given as IPv4, so that it counts as the same.
    #[must_use]
    pub const fn client_ip(&self) -> Option<IpAddr> {
        self.client_ip
    }

    /// What is legal, but probably not meant.
    ///
    /// ```
    /// use verify_core::request::{Notice, Request};
    ///
    /// let request = Request { destination: Some("+6587654321"), template: Some("{brand} says hello"), ..Request::default() };
    /// let verification = request.validate()?;
    /// assert!(verification.notices().eq([Notice::NoCodeInTemplate, Notice::NoBrandForPlaceholder]));
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
