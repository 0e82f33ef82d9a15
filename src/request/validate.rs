//! [`Request::validate`]: one method for each member, in the order of the reference page.

use core::net::IpAddr;

use super::body::Request;
use super::client_ip::{self, NoAddress};
use super::error::{Cause, Error};
use super::member::Member;
use super::mistyped::Found;
use super::verification::{Brand, Verification};
use crate::channel::{
    CallSettings, Channel, Language, Line, Repetition, Settings, SmsSettings, Speed, TemplateName,
    VoiceProfile, WhatsAppSettings,
};
use crate::code::{Format, Length};
use crate::phone::{Country, ParseError, PhoneNumber};
use crate::session::{Policy, ResendingInterval, Validity};
use crate::sms::{Encoding, SenderId};
use crate::template::Template;
use crate::url::CallbackUrl;

impl<S: AsRef<str>> Request<S> {
    /// Reads every member, and fills in the defaults.
    ///
    /// ```
    /// use verify_core::request::Request;
    ///
    /// let request = Request { destination: Some("+6587654321"), ..Request::default() };
    /// assert!(request.validate().is_ok());
    /// assert!(Request { code_length: Some(11), ..request }.validate().is_err());
    /// ```
    ///
    /// # Errors
    /// The first of the [`violations`](Self::violations).
    pub fn validate(&self) -> Result<Verification<'_>, Error> {
        self.validate_for(self.read_destination()?)
    }

    /// Reads every member but the number.
    pub(super) fn validate_for(&self, destination: PhoneNumber) -> Result<Verification<'_>, Error> {
        let channel = self.read_channel()?;
        let brand = self.read_brand()?;
        let length = self.read_code_length()?;
        let validity = self.read_code_validity()?;
        let format = self.read_code_type()?;
        let own_template = self.read_template(channel)?;
        let language = self.read_language()?;
        let reset_session = self.read_reset_session()?;
        let resending_interval = self.read_resending_interval()?;
        let callback_url = self.read_callback_url()?;
        let settings = match channel {
            Channel::Sms => Settings::Sms(self.read_sms()?),
            Channel::Call => Settings::Call(self.read_call(language)?),
            Channel::WhatsApp => Settings::WhatsApp(self.read_whatsapp(language)?),
            Channel::Viber => Settings::Viber,
            Channel::Sma => Settings::Sma,
        };
        let client_ip = self.read_client_ip()?;
        let template = match channel {
            Channel::Sms | Channel::Call | Channel::Viber => Some(
                own_template
                    .map_or_else(|| Template::default_for(brand.map(Line::as_str)), Template::new),
            ),
            Channel::WhatsApp | Channel::Sma => None,
        };
        Ok(Verification {
            destination,
            settings,
            brand,
            policy: Policy { format, length, validity, resending_interval, reset_session, channel },
            template,
            callback_url,
            client_ip,
            lacks_language: channel == Channel::Call
                && own_template.is_some()
                && language.is_none(),
            lacks_sms: false,
            misnamed: self.misnamed,
        })
    }

    /// Lists everything that is wrong, in the order of [`Member::ALL`]. The list of a valid request
    /// is empty.
    ///
    /// A member whose meaning depends on another one is left out while that one is wrong: a
    /// destination that may be a national number, if the country is wrong; the template and the
    /// options, if the channel is wrong.
    ///
    /// ```
    /// use verify_core::request::{Error, Member, Request};
    ///
    /// let request = Request { country: Some("XX"), code_length: Some(11), ..Request::default() };
    /// let members = request.violations().map(Error::member);
    /// assert!(members.eq([Member::Destination, Member::Country, Member::CodeLength]));
    /// ```
    pub fn violations(&self) -> impl Iterator<Item = Error> + Clone + use<'_, S> {
        Member::ALL.into_iter().filter_map(|member| self.violation(member))
    }

    fn violation(&self, member: Member) -> Option<Error> {
        let channel = self.read_channel();
        if member.channel().is_some_and(|only| channel != Ok(only)) {
            return None;
        }
        match member {
            Member::Destination => {
                self.read_destination().err().filter(|error| error.member() == member)
            }
            Member::Country => self.read_country().err(),
            Member::Channel => channel.err(),
            Member::Brand => self.read_brand().err(),
            Member::CodeLength => self.read_code_length().err(),
            Member::CodeValidity => self.read_code_validity().err(),
            Member::CodeType => self.read_code_type().err(),
            Member::Template => self.read_template(channel.ok()?).err(),
            Member::Language => self.read_language().err(),
            Member::ResetSession => self.read_reset_session().err(),
            Member::ResendingInterval => self.read_resending_interval().err(),
            Member::CallbackUrl => self.read_callback_url().err(),
            Member::Sms | Member::Call | Member::WhatsApp => self.absent(member).err(),
            Member::SmsSource => self.read_sms_source().err(),
            Member::SmsEncoding => self.read_sms_encoding().err(),
            Member::CallSource => self.read_call_source().err(),
            Member::CallSpeed => self.read_call_speed().err(),
            Member::CallRepetition => self.read_call_repetition().err(),
            Member::CallVoiceProfile => self.read_call_voice_profile().err(),
            Member::WhatsAppTemplateName => self.read_whatsapp_template_name().err(),
            Member::ClientIp => self.read_client_ip().err(),
        }
    }

    /// Reads the number. If only the country can tell whether it is one, the error is that of the
    /// country.
    fn read_destination(&self) -> Result<PhoneNumber, Error> {
        self.read_number(PhoneNumber::parse)
    }

    pub(super) fn read_number(
        &self,
        parse: impl Fn(&str, Option<Country>) -> Result<PhoneNumber, ParseError>,
    ) -> Result<PhoneNumber, Error> {
        let member = Member::Destination;
        let Some(text) = self.text(member, self.destination.as_ref())? else {
            return Err(Error::new(member, Cause::Type(Found::Nothing)));
        };
        let country = self.read_country();
        match (parse(text, country.unwrap_or_default()), country) {
            (Ok(number), Ok(_)) => Ok(number),
            (Err(error), Ok(_)) => Err(Error::new(member, Cause::PhoneNumber(error))),
            (Err(error), Err(_)) if is_wrong_anywhere(error) => {
                Err(Error::new(member, Cause::PhoneNumber(error)))
            }
            (_, Err(error)) => Err(error),
        }
    }

    fn read_country(&self) -> Result<Option<Country>, Error> {
        self.parsed(Member::Country, self.country.as_ref(), |text| {
            text.parse().map_err(Cause::Country)
        })
    }

    fn read_channel(&self) -> Result<Channel, Error> {
        self.parsed(Member::Channel, self.channel.as_ref(), |text| {
            text.parse().map_err(Cause::Channel)
        })
        .map(Option::unwrap_or_default)
    }

    fn read_brand(&self) -> Result<Option<Brand<'_>>, Error> {
        self.line(Member::Brand, self.brand.as_ref())
    }

    fn read_code_length(&self) -> Result<Length, Error> {
        self.integer(Member::CodeLength, self.code_length, Length::new, Length::MIN.get())
    }

    fn read_code_validity(&self) -> Result<Validity, Error> {
        let min = u32::from(Validity::MIN.seconds());
        self.integer(Member::CodeValidity, self.code_validity, Validity::new, min)
    }

    fn read_code_type(&self) -> Result<Format, Error> {
        self.parsed(Member::CodeType, self.code_type.as_ref(), |text| {
            text.parse().map_err(Cause::CodeType)
        })
        .map(Option::unwrap_or_default)
    }

    fn read_template(&self, channel: Channel) -> Result<Option<&str>, Error> {
        match self.parsed(Member::Template, self.template.as_ref(), Ok)? {
            Some(_) if !channel.takes_template() => {
                Err(Error::new(Member::Template, Cause::TemplateOn(channel)))
            }
            template => Ok(template),
        }
    }

    fn read_language(&self) -> Result<Option<Language>, Error> {
        self.parsed(Member::Language, self.language.as_ref(), |tag| {
            tag.parse().map_err(Cause::Language)
        })
    }

    fn read_reset_session(&self) -> Result<bool, Error> {
        match self.reset_session {
            Some(reset) => Ok(reset),
            None => self.absent(Member::ResetSession).map(|()| false),
        }
    }

    fn read_resending_interval(&self) -> Result<ResendingInterval, Error> {
        let min = u32::from(ResendingInterval::MIN.seconds());
        let member = Member::ResendingInterval;
        self.integer(member, self.resending_interval, ResendingInterval::new, min)
    }

    fn read_callback_url(&self) -> Result<Option<CallbackUrl<'_>>, Error> {
        self.parsed(Member::CallbackUrl, self.callback_url.as_ref(), |text| {
            CallbackUrl::parse(text).map_err(Cause::CallbackUrl)
        })
    }

    fn read_sms(&self) -> Result<SmsSettings, Error> {
        self.absent(Member::Sms)?;
        Ok(SmsSettings { source: self.read_sms_source()?, encoding: self.read_sms_encoding()? })
    }

    fn read_sms_source(&self) -> Result<SenderId, Error> {
        self.parsed(Member::SmsSource, self.sms.source.as_ref(), |text| {
            SenderId::parse(text).map_err(Cause::Sender)
        })
        .map(Option::unwrap_or_default)
    }

    fn read_sms_encoding(&self) -> Result<Encoding, Error> {
        self.parsed(Member::SmsEncoding, self.sms.encoding.as_ref(), |text| {
            text.parse().map_err(Cause::Encoding)
        })
        .map(Option::unwrap_or_default)
    }

    fn read_call(&self, language: Option<Language>) -> Result<CallSettings<'_>, Error> {
        self.absent(Member::Call)?;
        Ok(CallSettings {
            source: self.read_call_source()?,
            language: language.unwrap_or_default(),
            speed: self.read_call_speed()?,
            repetition: self.read_call_repetition()?,
            voice_profile: self.read_call_voice_profile()?,
        })
    }

    fn read_call_source(&self) -> Result<Option<PhoneNumber>, Error> {
        self.parsed(Member::CallSource, self.call.source.as_ref(), |text| {
            text.parse().map_err(Cause::PhoneNumber)
        })
    }

    fn read_call_speed(&self) -> Result<Speed, Error> {
        let member = Member::CallSpeed;
        match self.call.speed {
            Some(speed) => {
                Speed::try_from(speed).map_err(|error| Error::new(member, Cause::Speed(error)))
            }
            None => self.absent(member).map(|()| Speed::default()),
        }
    }

    fn read_call_repetition(&self) -> Result<Repetition, Error> {
        let min = Repetition::MIN.get();
        self.integer(Member::CallRepetition, self.call.repetition, Repetition::new, min)
    }

    fn read_call_voice_profile(&self) -> Result<Option<VoiceProfile<'_>>, Error> {
        self.line(Member::CallVoiceProfile, self.call.voice_profile.as_ref())
    }

    fn read_whatsapp(&self, language: Option<Language>) -> Result<WhatsAppSettings<'_>, Error> {
        self.absent(Member::WhatsApp)?;
        Ok(WhatsAppSettings { template_name: self.read_whatsapp_template_name()?, language })
    }

    fn read_whatsapp_template_name(&self) -> Result<TemplateName<'_>, Error> {
        let member = Member::WhatsAppTemplateName;
        match self.text(member, self.whatsapp.template_name.as_ref())? {
            Some(name) => Line::parse(name).map_err(|error| Error::new(member, Cause::Line(error))),
            None => Err(Error::new(member, Cause::Type(Found::Nothing))),
        }
    }

    fn read_client_ip(&self) -> Result<Option<IpAddr>, Error> {
        self.parsed(Member::ClientIp, self.client_ip.as_ref(), |text| {
            client_ip::read(text).map_err(|error| match error {
                NoAddress::List => Cause::IpAddressList,
                NoAddress::Other => Cause::IpAddress,
            })
        })
    }

    /// Returns the text of a member, if it has one.
    fn text<'a>(&self, member: Member, text: Option<&'a S>) -> Result<Option<&'a str>, Error> {
        match text {
            Some(text) => Ok(Some(text.as_ref())),
            None => self.absent(member).map(|()| None),
        }
    }

    /// Parses the text of an optional member, if it has one. An empty text is equivalent to `None`.
    fn parsed<'a, T>(
        &self,
        member: Member,
        text: Option<&'a S>,
        parse: impl FnOnce(&'a str) -> Result<T, Cause>,
    ) -> Result<Option<T>, Error> {
        match self.text(member, text)? {
            None | Some("") => Ok(None),
            Some(text) => parse(text).map(Some).map_err(|cause| Error::new(member, cause)),
        }
    }

    /// Parses an optional line of text.
    fn line<'a, const MAX: usize>(
        &self,
        member: Member,
        text: Option<&'a S>,
    ) -> Result<Option<Line<'a, MAX>>, Error> {
        self.parsed(member, text, |text| Line::parse(text).map_err(Cause::Line))
    }

    /// Makes a bounded type of an integer; `min` is the lower bound of the type.
    fn integer<N, T, E>(
        &self,
        member: Member,
        value: Option<i64>,
        new: impl FnOnce(N) -> Result<T, E>,
        min: N,
    ) -> Result<T, Error>
    where
        N: TryFrom<i64> + Into<i64>,
        T: Default,
    {
        let Some(value) = value else {
            return self.absent(member).map(|()| T::default());
        };
        let cause = if value < min.into() { Cause::Below } else { Cause::Above };
        let number = N::try_from(value).ok().and_then(|number| new(number).ok());
        number.ok_or(Error::new(member, cause))
    }

    /// Checks that an absent member did not arrive as another type.
    fn absent(&self, member: Member) -> Result<(), Error> {
        match self.mistyped.found(member) {
            Some(found) => Err(Error::new(member, Cause::Type(found))),
            None => Ok(()),
        }
    }
}

/// Whether a text with this error is not a phone number in any country.
const fn is_wrong_anywhere(error: ParseError) -> bool {
    matches!(
        error,
        ParseError::NoDigits
            | ParseError::TooManyCharacters
            | ParseError::UnexpectedCharacter { .. }
            | ParseError::Extension { .. }
    )
}
