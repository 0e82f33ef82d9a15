//! `request`: any JSON, against the rows of the contract's table.
//!
//! The bytes: the body.

use std::net::{IpAddr, Ipv6Addr};
use std::sync::LazyLock;

use regex::Regex;
use verify_core::channel::{Channel, Language, Settings};
use verify_core::phone::{Country, ParseError, PhoneNumber};
use verify_core::request::{Cause, Error, Found, Member, Notice, Request, Verification};
use verify_core::sms::Encoding;

use crate::phone_model;
use crate::request_body::{Body, Node};

pub(crate) fn check(bytes: &[u8]) {
    check_invariants(serde_json::from_slice::<Request<String>>(bytes).ok());
    check_invariants(serde_json::from_slice::<Request<&str>>(bytes).ok());
    let mut buffer = [0; 256];
    let request =
        serde_json_core::from_slice_escaped::<Request<heapless::String<40>>>(bytes, &mut buffer);
    check_invariants(request.ok().map(|(request, _)| request));

    // How `serde_json` wraps a number where `arbitrary_precision` is on: not JSON that anybody sends.
    if String::from_utf8_lossy(bytes).contains("$serde_json::private::Number") {
        return;
    }
    let request: Result<Request<String>, _> = serde_json::from_slice(bytes);
    match (Body::read(bytes), request) {
        (Some(body), Ok(request)) => Model { body }.check(&request),
        (None, Err(error)) => assert!(!error.to_string().is_empty()),
        (Some(_), Err(error)) => panic!("a body that is an object is refused: {error}"),
        (None, Ok(_)) => panic!("a body that is no object is taken"),
    }
}

/// What holds of every request: it is valid, or refused for the first thing that is wrong, which shows no text of it.
fn check_invariants<S: AsRef<str>>(request: Option<Request<S>>) {
    let Some(request) = request else { return };
    let violations: Vec<Error> = request.violations().collect();
    assert_eq!(request.validate().err(), violations.first().copied());
    assert!(violations.is_sorted_by_key(|error| error.member()));
    for error in violations {
        let shown = error.to_string();
        assert!(shown.starts_with(&format!("{}: expected ", error.member())), "{shown}");
    }
}

/// The contract's table, row by row.
struct Model {
    body: Body,
}

/// What is wrong with a member: known exactly, or at least in which way.
#[derive(Debug)]
enum Wrong {
    Type(Found),
    Below,
    Above,
    Phone(ParseError),
    TemplateOn(Channel),
    Text,
}

impl Model {
    fn check(&self, request: &Request<String>) {
        let expected: Vec<(Member, Wrong)> = Member::ALL
            .into_iter()
            .filter_map(|member| Some((member, self.judge(member).err()?)))
            .collect();
        let found: Vec<Error> = request.violations().collect();
        let members: Vec<Member> = expected.iter().map(|(member, _)| *member).collect();
        assert_eq!(found.iter().map(|error| error.member()).collect::<Vec<_>>(), members);
        for (error, (_, wrong)) in found.iter().zip(&expected) {
            let is_as_expected = match (error.cause(), wrong) {
                (Cause::Type(found), Wrong::Type(expected)) => found == *expected,
                (Cause::Below, Wrong::Below) | (Cause::Above, Wrong::Above) => true,
                (Cause::PhoneNumber(found), Wrong::Phone(expected)) => found == *expected,
                (Cause::TemplateOn(found), Wrong::TemplateOn(expected)) => found == *expected,
                (cause, Wrong::Text) => is_of_a_text(cause),
                _ => false,
            };
            assert!(is_as_expected, "{error}, expected {wrong:?}");
        }
        if let Ok(verification) = request.validate() {
            self.check_verification(&verification);
        }
    }

    /// Whether a member is as its row says; what other members decide, they decide as far as they are right themselves.
    fn judge(&self, member: Member) -> Result<(), Wrong> {
        let channel = self.channel();
        let object = member.as_str().split('.').next();
        if let Some(object @ ("sms" | "call" | "whatsapp")) = object
            && channel.as_ref().ok().map(|channel| channel.as_str()) != Some(object)
        {
            return Ok(());
        }
        match member {
            Member::Destination => self.destination().map(|_| ()),
            Member::Country => self.country().map(|_| ()),
            Member::Channel => channel.map(|_| ()),
            Member::Brand => self.line(member, 30).map(|_| ()),
            Member::CodeLength => self.integer(member, 3, 10, 4).map(|_| ()),
            Member::CodeValidity => self.integer(member, 30, 7200, 300).map(|_| ()),
            Member::ResendingInterval => self.integer(member, 10, 7200, 10).map(|_| ()),
            Member::CallRepetition => self.integer(member, 1, 3, 2).map(|_| ()),
            Member::CodeType => self.named(member, &CODE_TYPES),
            Member::SmsEncoding => self.named(member, &["AUTO", "GSM7", "UCS2"]),
            Member::Template => {
                let Ok(channel) = channel else { return Ok(()) };
                let is_there = self.text(member)?.is_some_and(|text| !text.is_empty());
                match channel {
                    Channel::Sms | Channel::Call => Ok(()),
                    other if is_there => Err(Wrong::TemplateOn(other)),
                    _ => Ok(()),
                }
            }
            Member::Language => {
                self.is(member, |tag| Language::all().any(|language| language.tag() == tag))
            }
            Member::ResetSession => match self.body.get(member) {
                Some(Node::Boolean(_)) | None => Ok(()),
                Some(other) => Err(Wrong::Type(other.found())),
            },
            Member::CallbackUrl => self.is(member, is_url),
            Member::SmsSource => self.is(member, is_sender),
            Member::CallSource => match self.text(member)? {
                Some(text) => phone_model::parse(text, None).map(|_| ()).map_err(Wrong::Phone),
                None => Ok(()),
            },
            Member::CallSpeed => self.speed(),
            Member::CallVoiceProfile => self.line(member, 50).map(|_| ()),
            Member::WhatsAppTemplateName => match self.text(member)? {
                Some(name) => line(name, 512).map(|_| ()),
                None => Err(Wrong::Type(Found::Nothing)),
            },
            Member::ClientIp => self.is(member, |ip| ip.parse::<IpAddr>().is_ok()),
            Member::Sms | Member::Call | Member::WhatsApp => match self.body.get(member) {
                Some(Node::Object) | None => Ok(()),
                Some(other) => Err(Wrong::Type(other.found())),
            },
            other => panic!("a member without a row: {other}"),
        }
    }

    /// The number, unless a wrong country leaves it open.
    fn destination(&self) -> Result<Option<phone_model::Number>, Wrong> {
        let Some(text) = self.text(Member::Destination)? else {
            return Err(Wrong::Type(Found::Nothing));
        };
        match (phone_model::parse(text, *self.country().as_ref().unwrap_or(&None)), self.country())
        {
            (Ok(number), Ok(_)) => Ok(Some(number)),
            (Err(error), Ok(_)) => Err(Wrong::Phone(error)),
            (Err(ParseError::MissingCountry), Err(_)) => Ok(None),
            (Err(ParseError::Length { .. } | ParseError::UnknownCallingCode { .. }), Err(_)) => {
                Ok(None)
            }
            (Err(error), Err(_)) => Err(Wrong::Phone(error)),
            (Ok(_), Err(_)) => Ok(None),
        }
    }

    fn country(&self) -> Result<Option<Country>, Wrong> {
        let Some(text) = self.text(Member::Country)? else { return Ok(None) };
        let found = Country::all().find(|country| country.alpha2().eq_ignore_ascii_case(text));
        found.map(Some).ok_or(Wrong::Text)
    }

    fn channel(&self) -> Result<Channel, Wrong> {
        let Some(text) = self.text(Member::Channel)? else { return Ok(Channel::Sms) };
        let channels = [
            ("sms", Channel::Sms),
            ("call", Channel::Call),
            ("whatsapp", Channel::WhatsApp),
            ("viber", Channel::Viber),
            ("sma", Channel::Sma),
        ];
        let found = channels.into_iter().find(|(name, _)| *name == text);
        found.map(|(_, channel)| channel).ok_or(Wrong::Text)
    }

    /// The text of a member, if it is there and a text.
    fn text(&self, member: Member) -> Result<Option<&str>, Wrong> {
        match self.body.get(member) {
            Some(Node::Text(text)) => Ok(Some(text)),
            Some(other) => Err(Wrong::Type(other.found())),
            None => Ok(None),
        }
    }

    fn is(&self, member: Member, is: impl Fn(&str) -> bool) -> Result<(), Wrong> {
        match self.text(member)? {
            Some(text) if !is(text) => Err(Wrong::Text),
            _ => Ok(()),
        }
    }

    fn named(&self, member: Member, names: &[&str]) -> Result<(), Wrong> {
        self.is(member, |text| names.contains(&text))
    }

    /// A line of text, of which an empty one is as absent.
    fn line(&self, member: Member, max: usize) -> Result<Option<&str>, Wrong> {
        match self.text(member)? {
            Some(text) if !text.is_empty() => line(text, max).map(Some),
            _ => Ok(None),
        }
    }

    fn integer(&self, member: Member, min: i64, max: i64, default: i64) -> Result<i64, Wrong> {
        let value = match self.body.get(member) {
            None => default,
            Some(Node::Integer(value)) => *value,
            Some(Node::Float(value)) if *value > f64::from(i32::MAX) => i64::MAX,
            Some(Node::Float(value)) if *value < f64::from(i32::MIN) => i64::MIN,
            Some(Node::Float(value)) if value.fract() == 0.0 => *value as i64,
            Some(Node::Float(_)) => return Err(Wrong::Type(Found::Fraction)),
            Some(other) => return Err(Wrong::Type(other.found())),
        };
        match value {
            _ if value < min => Err(Wrong::Below),
            _ if value > max => Err(Wrong::Above),
            _ => Ok(value),
        }
    }

    fn speed(&self) -> Result<(), Wrong> {
        let speed = match self.body.get(Member::CallSpeed) {
            None => return Ok(()),
            Some(Node::Integer(speed)) => *speed as f64,
            Some(Node::Float(speed)) => *speed,
            Some(other) => return Err(Wrong::Type(other.found())),
        };
        // Tenths, in double or in single precision.
        let tenths = (5..=20_u8).flat_map(|tenths| {
            let text = format!("{}.{}", tenths / 10, tenths % 10);
            [text.parse::<f64>().unwrap(), f64::from(text.parse::<f32>().unwrap())]
        });
        if tenths.into_iter().any(|tenth| tenth == speed) { Ok(()) } else { Err(Wrong::Text) }
    }

    /// Every member is in the verification, or its default is.
    fn check_verification(&self, verification: &Verification<'_>) {
        let integer = |member, min, max, default| self.integer(member, min, max, default).unwrap();
        let text = |member| self.text(member).unwrap();
        let (digits, country) = self.destination().unwrap().unwrap();
        let destination = verification.destination();
        assert_eq!((format!("{destination:#}"), destination.country()), (digits, country));
        let channel = self.channel().unwrap();
        assert_eq!((verification.channel(), verification.settings().channel()), (channel, channel));
        let brand = text(Member::Brand).filter(|brand| !brand.is_empty());
        assert_eq!(verification.brand().map(|brand| brand.as_str()), brand);
        let policy = verification.policy();
        assert_eq!(i64::from(policy.length.get()), integer(Member::CodeLength, 3, 10, 4));
        let validity = integer(Member::CodeValidity, 30, 7200, 300);
        assert_eq!(i64::from(policy.validity.seconds()), validity);
        let interval = integer(Member::ResendingInterval, 10, 7200, 10);
        assert_eq!(i64::from(policy.resending_interval.seconds()), interval);
        assert_eq!(policy.format.as_str(), text(Member::CodeType).unwrap_or("NUMERIC"));
        let reset = matches!(self.body.get(Member::ResetSession), Some(Node::Boolean(true)));
        assert_eq!((policy.reset_session, policy.sends_code), (reset, channel != Channel::Sma));
        let url = text(Member::CallbackUrl);
        assert_eq!(verification.callback_url().map(|url| url.as_str()), url);
        let address = text(Member::ClientIp).map(|ip| ip.parse::<IpAddr>().unwrap().to_canonical());
        assert_eq!(verification.client_ip(), address);
        self.check_template(verification, channel, brand);
        self.check_settings(verification.settings());
    }

    fn check_template(
        &self,
        verification: &Verification<'_>,
        channel: Channel,
        brand: Option<&str>,
    ) {
        let own = self.text(Member::Template).unwrap().filter(|text| !text.is_empty());
        let default = match brand {
            Some(_) => "{brand}: Your verification code is {code}",
            None => "Your verification code is {code}",
        };
        let expected = match channel {
            Channel::Sms | Channel::Call | Channel::Viber => Some(own.unwrap_or(default)),
            Channel::WhatsApp | Channel::Sma => None,
        };
        assert_eq!(
            verification.template().map(|template| template.as_str().to_owned()).as_deref(),
            expected
        );
        let has = |name: &str| {
            let forms = [format!("{{{name}}}"), format!("<{name}>")];
            expected.is_some_and(|text| forms.iter().any(|form| text.contains(form)))
        };
        let mut notices = Vec::new();
        if expected.is_some() && !has("code") {
            notices.push(Notice::NoCodeInTemplate);
        }
        if has("brand") && brand.is_none() {
            notices.push(Notice::NoBrandForPlaceholder);
        }
        let language = self.text(Member::Language).unwrap();
        if channel == Channel::Call && own.is_some() && language.is_none() {
            notices.push(Notice::TemplateWithoutLanguage);
        }
        assert!(verification.notices().eq(notices));
    }

    fn check_settings(&self, settings: Settings<'_>) {
        let text = |member| self.text(member).unwrap();
        let language = text(Member::Language);
        match settings {
            Settings::Sms(sms) => {
                assert_eq!(sms.source.as_str(), text(Member::SmsSource).unwrap_or("SMS"));
                let encoding: Encoding = sms.encoding;
                assert_eq!(encoding.as_str(), text(Member::SmsEncoding).unwrap_or("AUTO"));
            }
            Settings::Call(call) => {
                let source = text(Member::CallSource);
                let source = source.map(|text| phone_model::parse(text, None).unwrap().0);
                assert_eq!(call.source.map(|number: PhoneNumber| format!("{number:#}")), source);
                assert_eq!(call.language.tag(), language.unwrap_or("en-US"));
                let repetition = self.integer(Member::CallRepetition, 1, 3, 2).unwrap();
                assert_eq!(i64::from(call.repetition.get()), repetition);
                let voice = self.line(Member::CallVoiceProfile, 50).unwrap();
                assert_eq!(call.voice_profile.map(|voice| voice.as_str()), voice);
                let speed = match self.body.get(Member::CallSpeed) {
                    Some(Node::Integer(speed)) => *speed as f64,
                    Some(Node::Float(speed)) => *speed,
                    _ => 0.8,
                };
                assert!((call.speed.as_f64() - speed).abs() < 1e-6, "{speed}");
            }
            Settings::WhatsApp(whatsapp) => {
                let name = text(Member::WhatsAppTemplateName);
                assert_eq!(Some(whatsapp.template_name.as_str()), name);
                assert_eq!(whatsapp.language.map(Language::tag), language);
            }
            _ => {}
        }
    }
}

const CODE_TYPES: [&str; 5] =
    ["NUMERIC", "NUMERIC_WITH_DASH", "ALPHANUMERIC", "ALPHANUMERIC_CAPITALS", "ALPHANUMERIC_EASY"];

fn is_of_a_text(cause: Cause) -> bool {
    !matches!(
        cause,
        Cause::Type(_) | Cause::Below | Cause::Above | Cause::PhoneNumber(_) | Cause::TemplateOn(_)
    )
}

/// A text of 1 to `max` characters that stay within one line.
fn line(text: &str, max: usize) -> Result<&str, Wrong> {
    static LINE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^[^\p{Cc}\p{Zl}\p{Zp}]+$").unwrap());
    let fits = LINE.is_match(text) && text.chars().count() <= max;
    if fits { Ok(text) } else { Err(Wrong::Text) }
}

/// A number, or a name that is not blank.
fn is_sender(text: &str) -> bool {
    static SENDER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"^(?:\+?[0-9]{1,16}|[A-Za-z0-9 ]{1,11})$").unwrap());
    SENDER.is_match(text) && !text.trim_matches(' ').is_empty()
}

/// An absolute URL of `http` or `https`, without a user (RFC 3986).
fn is_url(text: &str) -> bool {
    static URL: LazyLock<Regex> = LazyLock::new(|| {
        let pchar = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*";
        let host = r"(?:[A-Za-z0-9._-]+|\[([0-9A-Fa-f:.]+)\])";
        let url = format!(
            "^[Hh][Tt][Tt][Pp][Ss]?://{host}(?::0*([0-9]{{1,5}}))?(?:[/?]{pchar})?(?:#{pchar})?$"
        );
        Regex::new(&url).unwrap()
    });
    let Some(parts) = URL.captures(text) else { return false };
    let address = parts.get(1).is_none_or(|address| address.as_str().parse::<Ipv6Addr>().is_ok());
    let port = parts.get(2).and_then(|port| port.as_str().parse::<u32>().ok());
    address && port.is_none_or(|port| (1..=65_535).contains(&port))
}
