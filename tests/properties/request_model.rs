//! The rows of the contract's table: what is wrong with each member of a body.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use regex::Regex;
use verify_core::channel::{Channel, Language};
use verify_core::phone::{Country, ParseError};
use verify_core::request::{Found, Member};

use crate::phone_model;
use crate::request_body::{Body, Node};

pub(crate) struct Model {
    pub(crate) body: Body,
}

/// What is wrong with a member, as far as the contract defines it.
#[derive(Debug)]
pub(crate) enum Wrong {
    Type(Found),
    Below,
    Above,
    Phone(ParseError),
    TemplateOn(Channel),
    /// A text without a meaning, or a number that is not a speed.
    Other,
}

impl Model {
    /// Judges a member by its row. Another member on which it depends counts only if it is valid.
    pub(crate) fn judge(&self, member: Member) -> Result<(), Wrong> {
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
                let is_there = self.given(member)?.is_some();
                match channel {
                    Channel::Sms | Channel::Call => Ok(()),
                    other if is_there => Err(Wrong::TemplateOn(other)),
                    _ => Ok(()),
                }
            }
            Member::Language => {
                self.is(member, |tag| Language::all().any(|language| language.as_str() == tag))
            }
            Member::ResetSession => match self.body.get(member) {
                Some(Node::Boolean(_)) | None => Ok(()),
                Some(other) => Err(Wrong::Type(other.found())),
            },
            Member::CallbackUrl => self.is(member, is_url),
            Member::SmsSource => self.is(member, is_sender),
            Member::CallSource => match self.given(member)? {
                Some(text) => phone_model::parse(text, None).map(|_| ()).map_err(Wrong::Phone),
                None => Ok(()),
            },
            Member::CallSpeed => self.speed().map(|_| ()),
            Member::CallVoiceProfile => self.line(member, 50).map(|_| ()),
            Member::WhatsAppTemplateName => match self.text(member)? {
                Some(name) => line(name, 512).map(|_| ()),
                None => Err(Wrong::Type(Found::Nothing)),
            },
            Member::ClientIp => self.is(member, |text| client_ip(text).is_some()),
            Member::Sms | Member::Call | Member::WhatsApp => match self.body.get(member) {
                Some(Node::Object) | None => Ok(()),
                Some(other) => Err(Wrong::Type(other.found())),
            },
            other => panic!("a member without a row: {other}"),
        }
    }

    /// Returns the number, unless it depends on a country that is wrong.
    pub(crate) fn destination(&self) -> Result<Option<phone_model::Number>, Wrong> {
        let Some(text) = self.text(Member::Destination)? else {
            return Err(Wrong::Type(Found::Nothing));
        };
        let country = self.country();
        match phone_model::parse(text, *country.as_ref().unwrap_or(&None)) {
            Ok(number) if country.is_ok() => Ok(Some(number)),
            Err(error) if country.is_ok() => Err(Wrong::Phone(error)),
            // Not a number in any country.
            Err(
                error @ (ParseError::NoDigits
                | ParseError::TooManyCharacters
                | ParseError::UnexpectedCharacter { .. }
                | ParseError::Extension { .. }),
            ) => Err(Wrong::Phone(error)),
            _ => Ok(None),
        }
    }

    fn country(&self) -> Result<Option<Country>, Wrong> {
        let Some(text) = self.given(Member::Country)? else { return Ok(None) };
        let found = Country::all().find(|country| country.alpha2().eq_ignore_ascii_case(text));
        found.map(Some).ok_or(Wrong::Other)
    }

    pub(crate) fn channel(&self) -> Result<Channel, Wrong> {
        let Some(text) = self.given(Member::Channel)? else { return Ok(Channel::Sms) };
        let channels = [
            ("sms", Channel::Sms),
            ("call", Channel::Call),
            ("whatsapp", Channel::WhatsApp),
            ("viber", Channel::Viber),
            ("sma", Channel::Sma),
        ];
        let found = channels.into_iter().find(|(name, _)| *name == text);
        found.map(|(_, channel)| channel).ok_or(Wrong::Other)
    }

    /// Returns the text of a member, if it is present and a text.
    pub(crate) fn text(&self, member: Member) -> Result<Option<&str>, Wrong> {
        match self.body.get(member) {
            Some(Node::Text(text)) => Ok(Some(text)),
            Some(other) => Err(Wrong::Type(other.found())),
            None => Ok(None),
        }
    }

    /// Returns the text of an optional member. An empty text is equivalent to an absent one.
    pub(crate) fn given(&self, member: Member) -> Result<Option<&str>, Wrong> {
        Ok(self.text(member)?.filter(|text| !text.is_empty()))
    }

    fn is(&self, member: Member, is: impl Fn(&str) -> bool) -> Result<(), Wrong> {
        match self.given(member)? {
            Some(text) if !is(text) => Err(Wrong::Other),
            _ => Ok(()),
        }
    }

    fn named(&self, member: Member, names: &[&str]) -> Result<(), Wrong> {
        self.is(member, |text| names.contains(&text))
    }

    /// Reads an optional line of text.
    pub(crate) fn line(&self, member: Member, max: usize) -> Result<Option<&str>, Wrong> {
        self.given(member)?.map(|text| line(text, max)).transpose()
    }

    pub(crate) fn integer(
        &self,
        member: Member,
        min: i64,
        max: i64,
        default: i64,
    ) -> Result<i64, Wrong> {
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

    /// In tenths.
    pub(crate) fn speed(&self) -> Result<u8, Wrong> {
        let speed = match self.body.get(Member::CallSpeed) {
            None => return Ok(8),
            Some(Node::Integer(speed)) => *speed as f64,
            Some(Node::Float(speed)) => *speed,
            Some(other) => return Err(Wrong::Type(other.found())),
        };
        // The nearest number to a decimal fraction, in double or in single precision.
        let is_speed = |tenths: &u8| {
            let text = format!("{}.{}", tenths / 10, tenths % 10);
            let written = [text.parse().unwrap(), f64::from(text.parse::<f32>().unwrap())];
            written.map(f64::to_bits).contains(&speed.to_bits())
        };
        (5..=20).find(is_speed).ok_or(Wrong::Other)
    }
}

const CODE_TYPES: [&str; 5] =
    ["NUMERIC", "NUMERIC_WITH_DASH", "ALPHANUMERIC", "ALPHANUMERIC_CAPITALS", "ALPHANUMERIC_EASY"];

/// Whether a text has 1 to `max` characters, which show as they are written.
fn line(text: &str, max: usize) -> Result<&str, Wrong> {
    // Joiners, direction marks and variation selectors.
    const JOINER: &str = r"\u{34F}\u{61C}\u{200E}\u{200F}\p{Join_Control}\p{Variation_Selector}";
    static HIDDEN: LazyLock<Regex> = LazyLock::new(|| {
        let hidden = r"\p{Cc}\p{Zl}\p{Zp}\p{DI}\p{Bidi_Control}\p{NChar}\u{FFF9}-\u{FFFB}";
        Regex::new(&format!("[[{hidden}]--[{JOINER}]]")).unwrap()
    });
    static OUTSIDE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(&format!(r"^\s*[{JOINER}]|[{JOINER}][\s{JOINER}]*$")).unwrap());
    let fits = !HIDDEN.is_match(text) && !OUTSIDE.is_match(text) && !text.is_empty();
    if fits && text.chars().count() <= max { Ok(text) } else { Err(Wrong::Other) }
}

/// Reads an address as proxies write it.
pub(crate) fn client_ip(text: &str) -> Option<IpAddr> {
    static WRITTEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^[ \t]*(?:([0-9.]+)(?::([0-9]+))?|\[([^\]]+)\](?::([0-9]+))?|(.*?))[ \t]*$")
            .unwrap()
    });
    let parts = WRITTEN.captures(text)?;
    let group = |index: usize| parts.get(index).map(|found| found.as_str());
    let port = group(2).or(group(4));
    if port.is_some_and(|port| port.parse::<u16>().is_err()) {
        return None;
    }
    let address: IpAddr = match (group(1), group(3).or(group(5))) {
        (Some(four), _) => four.parse::<Ipv4Addr>().ok()?.into(),
        (None, Some(six)) => six.parse::<Ipv6Addr>().ok()?.into(),
        (None, None) => return None,
    };
    let IpAddr::V6(six) = address else { return Some(address) };
    match six.segments() {
        [0, 0, 0, 0, 0, 0xFFFF, high, low] | [0x64, 0xFF9B, 0, 0, 0, 0, high, low] => {
            let [[a, b], [c, d]] = [high, low].map(u16::to_be_bytes);
            Some(Ipv4Addr::new(a, b, c, d).into())
        }
        _ => Some(address),
    }
}

/// Whether a text is a number, or a name that is not blank.
fn is_sender(text: &str) -> bool {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^\+?[0-9]{1,16}$").unwrap());
    static NAME: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[A-Za-z0-9 ]{1,11}$").unwrap());
    let is_name = NAME.is_match(text) && text.trim_matches(' ') == text;
    NUMBER.is_match(text) || is_name && text.contains(char::is_alphabetic)
}

/// Whether a text is an absolute `http` or `https` URL without a user (RFC 3986), whose host is an
/// IPv4 address if it ends in a number.
fn is_url(text: &str) -> bool {
    static URL: LazyLock<Regex> = LazyLock::new(|| {
        let pchar = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*";
        let host = r"(?:([A-Za-z0-9._-]+)|\[([0-9A-Fa-f:.]+)\])";
        let port = "(?::(?:0*([0-9]{1,5}))?)?";
        let url = format!("^[Hh][Tt][Tt][Pp][Ss]?://{host}{port}(?:[/?]{pchar})?(?:#{pchar})?$");
        Regex::new(&url).unwrap()
    });
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:^|\.)(?:[0-9]+|0[xX][0-9A-Fa-f]*)\.?$").unwrap());
    let Some(parts) = URL.captures(text) else { return false };
    let name = parts.get(1).is_none_or(|name| {
        !NUMBER.is_match(name.as_str()) || name.as_str().parse::<Ipv4Addr>().is_ok()
    });
    let address = parts.get(2).is_none_or(|address| address.as_str().parse::<Ipv6Addr>().is_ok());
    let port = parts.get(3).and_then(|port| port.as_str().parse::<u32>().ok());
    name && address && port.is_none_or(|port| (1..=65_535).contains(&port))
}
