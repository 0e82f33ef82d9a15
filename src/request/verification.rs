//! [`Verification`]: a valid request.

use core::fmt;
use core::net::IpAddr;

use super::dialect;
use super::layout::{Layout, Outside};
use super::member::Member;
use super::misnamed::Misnamed;
use crate::channel::{Channel, Line, Settings};
use crate::phone::PhoneNumber;
use crate::session::Policy;
use crate::sms::MessageError;
use crate::template::Template;
use crate::url::CallbackUrl;

/// The name that a message speaks for: `brand` of a request, at most 30 characters.
pub type Brand<'a> = Line<'a, 30>;

/// A valid request: every member parsed, every default filled in.
///
/// [`Request::validate`](super::Request::validate) makes it. It borrows the request's texts.
///
/// ```
/// use verify_core::channel::Channel;
/// use verify_core::request::Request;
///
/// let request = Request { destination: Some("+6587654321"), ..Request::default() };
/// let verification = request.validate()?;
/// assert_eq!(verification.channel(), Channel::Sms);
/// assert_eq!(verification.policy().validity.seconds(), 300);
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
    pub(super) lacks_sms: bool,
    pub(super) misnamed: Misnamed,
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

    /// Returns the channel together with its settings.
    #[must_use]
    pub const fn settings(&self) -> Settings<'a> {
        self.settings
    }

    /// Returns the name that the message speaks for.
    #[must_use]
    pub const fn brand(&self) -> Option<Brand<'a>> {
        self.brand
    }

    /// Returns what a session needs to know: the code's format and length, the times, and whether a
    /// code is sent.
    #[must_use]
    pub const fn policy(&self) -> Policy {
        self.policy
    }

    /// Returns the text of the message: the request's template if it has one, else the default.
    /// On `whatsapp` and `sma`, which have no such text, it is `None`.
    #[must_use]
    pub const fn template(&self) -> Option<Template<'a>> {
        self.template
    }

    /// Returns the URL to which changes of status are posted.
    #[must_use]
    pub const fn callback_url(&self) -> Option<CallbackUrl<'a>> {
        self.callback_url
    }

    /// Returns the address of the client, by which its rate is limited. An IPv4 address within an
    /// IPv6 one, mapped (`::ffff:192.0.2.1`) or of NAT64 (`64:ff9b::192.0.2.1`), is returned as
    /// IPv4. So all forms of an address count as one, and each client of a NAT64 for itself.
    #[must_use]
    pub const fn client_ip(&self) -> Option<IpAddr> {
        self.client_ip
    }

    /// Lists what is valid, but probably a mistake.
    ///
    /// ```
    /// use verify_core::request::{Notice, Request};
    ///
    /// let request = Request {
    ///     destination: Some("+6587654321"),
    ///     template: Some("{brand} says hello"),
    ///     ..Request::default()
    /// };
    /// let notices = request.validate()?.notices();
    /// assert!(notices.eq([Notice::NoCodeInTemplate, Notice::NoBrandForPlaceholder]));
    /// # Ok::<(), verify_core::request::Error>(())
    /// ```
    pub fn notices(&self) -> impl Iterator<Item = Notice> + Clone + use<> {
        let layout = self.layout();
        let outside = layout.as_ref().and_then(Layout::outside);
        let surplus = layout.as_ref().and_then(Layout::surplus);
        let lacks_code = self.template.is_some_and(|template| !template.has_code());
        let lacks_brand =
            self.brand.is_none() && self.template.is_some_and(|template| template.has_brand());
        let (names, channel) = (self.misnamed, self.channel());
        let is_misnamed = move |member: &Member| {
            names.contains(*member) && member.channel().is_none_or(|only| only == channel)
        };
        let misnamed = Member::ALL.into_iter().filter(is_misnamed).map(Notice::Misnamed);
        [
            lacks_code.then_some(Notice::NoCodeInTemplate),
            lacks_brand.then_some(Notice::NoBrandForPlaceholder),
            self.lacks_language.then_some(Notice::TemplateWithoutLanguage),
            self.lacks_sms.then_some(Notice::NoSms),
            outside.map(|Outside { found, position, segments }| Notice::ForcesUcs2 {
                found,
                position,
                segments,
            }),
            surplus.map(|surplus| Notice::CodeAcrossSegments { surplus }),
            self.foreign("code").map(|position| Notice::CodeInAnotherDialect { position }),
            self.foreign("brand").map(|position| Notice::BrandInAnotherDialect { position }),
            self.misnamed.has_template_key().then_some(Notice::TemplateKey),
        ]
        .into_iter()
        .flatten()
        .chain(misnamed)
    }

    /// Returns the position of a placeholder of another dialect in the template of the request.
    fn foreign(&self, name: &str) -> Option<usize> {
        dialect::position(self.template?.as_str(), name)
    }

    /// Checks that the message can be sent, before its code is drawn; or with the code of an
    /// earlier message, if that is kept.
    pub(crate) fn fits(&self, kept_code: Option<&str>) -> Result<(), MessageError> {
        match kept_code {
            Some(code) => self.layout_of(code),
            None => self.layout(),
        }
        .map_or(Ok(()), |layout| layout.fits())
    }

    /// Lays a text message out with zeros for its code, which take the same room.
    fn layout(&self) -> Option<Layout<'a>> {
        self.layout_of(self.policy.format.zeros(self.policy.length))
    }

    fn layout_of<'c>(&self, code: &'c str) -> Option<Layout<'c>>
    where
        'a: 'c,
    {
        let (Settings::Sms(sms), Some(template)) = (self.settings, self.template) else {
            return None;
        };
        Some(Layout::new(template.render(code, self.brand.map(Line::as_str)), sms.encoding))
    }
}

/// Something valid in a request that is probably a mistake.
///
/// ```
/// use verify_core::request::Notice;
///
/// assert_eq!(
///     Notice::NoCodeInTemplate.to_string(),
///     "template: has no {code}, so the message carries no code",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Notice {
    /// The template has no `{code}`, so the message carries no code.
    NoCodeInTemplate,
    /// The template has a `{brand}`, and there is no brand: the placeholder is left out.
    NoBrandForPlaceholder,
    /// There is a template for a call but no language, so it is read in `en-US`.
    TemplateWithoutLanguage,
    /// The channel is `sms`, and the number is of a kind that cannot receive one. Only
    /// `Request::validate_assigned` looks for this.
    NoSms,
    /// A character outside GSM 7-bit is the first that makes the message UCS-2, which has less room
    /// in a segment, although most letters are in GSM 7-bit.
    ForcesUcs2 {
        /// The character.
        found: char,
        /// Its position in the message, counted in characters from 0.
        position: usize,
        /// The segments that the message would take without it.
        segments: usize,
    },
    /// The code is cut by a segment border, and a phone that shows the parts on their own shows
    /// half a code.
    CodeAcrossSegments {
        /// How many characters in front of the code would have to go. One that takes two units,
        /// such as `€` in GSM 7-bit or an emoji, counts as two.
        surplus: usize,
    },
    /// The template has a placeholder for the code as other template languages write it:
    /// `{{code}}`, `${code}`, `%code%`, `[code]`, `{Code}`, `{ code }`. All or some of it stays in
    /// the message.
    CodeInAnotherDialect {
        /// The position of its first character in the template, counted in characters from 0.
        position: usize,
    },
    /// As [`CodeInAnotherDialect`](Self::CodeInAnotherDialect), for the brand.
    BrandInAnotherDialect {
        /// The position of its first character in the template, counted in characters from 0.
        position: usize,
    },
    /// The request has a `templateKey`, which is not supported, and ignored.
    TemplateKey,
    /// The member arrived under a name that differs from its own in case, `_` or `-` alone, such as
    /// `callback_url`. It is ignored.
    Misnamed(Member),
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::ForcesUcs2 { found, position, segments } => {
                let plural = if *segments == 1 { "" } else { "s" };
                return write!(
                    f,
                    "message: {found:?} at position {position} is outside GSM 7-bit; \
                     without it, the message takes {segments} segment{plural}"
                );
            }
            Self::CodeAcrossSegments { surplus } => {
                let plural = if *surplus == 1 { "" } else { "s" };
                return write!(
                    f,
                    "message: a segment border cuts the code; \
                     {surplus} character{plural} in front of it would have to go"
                );
            }
            Self::CodeInAnotherDialect { position } => {
                return write!(
                    f,
                    "template: the placeholder at position {position} is one of another language, \
                     which stays in the message in whole or in part: write {{code}}"
                );
            }
            Self::BrandInAnotherDialect { position } => {
                return write!(
                    f,
                    "template: the placeholder at position {position} is one of another language, \
                     which stays in the message in whole or in part: write {{brand}}"
                );
            }
            Self::Misnamed(member) => {
                return write!(f, "{member}: ignored under another spelling of its name");
            }
            Self::TemplateKey => "templateKey: ignored, since it is not supported",
            Self::NoCodeInTemplate => "template: has no {code}, so the message carries no code",
            Self::NoBrandForPlaceholder => "template: has {brand}, but the request has no brand",
            Self::TemplateWithoutLanguage => "language: a template for a call is read in en-US",
            Self::NoSms => "destination: a number of this kind cannot receive an SMS",
        })
    }
}
