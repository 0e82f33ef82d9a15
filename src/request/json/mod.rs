//! `Deserialize` of [`Request`]: each member of the page's JSON goes to its field, or is noted as
//! mistyped.
//!
//! The law: a body that is one JSON object is never refused here.
//! [`validate`](Request::validate) reports what is wrong with its members. `null` is equivalent to
//! an absent member, unknown members are skipped, and `validate` refuses a member that comes twice,
//! since two readers of it may disagree.
//!
//! So values are read in whatever type they have (`deserialize_any`). `serde-json-core` cannot do
//! that, and serde has no way to ask whether a format can, so that format is recognized by the name
//! of its error type. It passes strings and objects on in their own type (`ignored_any`), but reads
//! numbers and booleans only on request. Another type there is an error of the deserializer, whose
//! message names the member (with the feature `custom-error-messages` of `serde-json-core`).
//!
//! What a deserializer refuses by itself, [`locate`] finds in the bytes.

mod format;
mod key;
mod skip;
mod unreadable;
mod wrapped;

pub use unreadable::locate;

use core::fmt;

use serde::de::value::{BorrowedStrDeserializer, Error as TextError};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess,
    Visitor,
};

use format::{describes_itself, wraps_number};
use key::{Key, Known};
use skip::Skip;
use wrapped::WrappedNumber;

use super::body::Request;
use super::member::Member;
use super::mistyped::Found;

/// Reads the JSON of the reference page. `S` is `String`, `Cow<str>`, `heapless::String<N>`, or
/// `&str` if no string has escapes.
impl<'de, S: Deserialize<'de>> Deserialize<'de> for Request<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut request = Self::default();
        let body = Value { request: &mut request, member: None, is_some: false };
        if describes_itself::<D::Error>() {
            deserializer.deserialize_any(body)?;
        } else {
            deserializer.deserialize_map(body)?;
        }
        Ok(request)
    }
}

/// A value on its way into a request.
struct Value<'r, S> {
    request: &'r mut Request<S>,
    /// The member that the value belongs to; `None` for the whole body.
    member: Option<Member>,
    /// Whether the value is known not to be `null`.
    is_some: bool,
}

/// The field of a member, by its type.
enum Field<'r, S> {
    Text(&'r mut Option<S>),
    Integer(&'r mut Option<i64>),
    Number(&'r mut Option<f64>),
    Boolean(&'r mut Option<bool>),
    Object,
}

impl<S> Value<'_, S> {
    fn field(&mut self) -> Field<'_, S> {
        let request = &mut *self.request;
        match self.member {
            None | Some(Member::Sms | Member::Call | Member::WhatsApp) => Field::Object,
            Some(Member::Destination) => Field::Text(&mut request.destination),
            Some(Member::Country) => Field::Text(&mut request.country),
            Some(Member::Channel) => Field::Text(&mut request.channel),
            Some(Member::Brand) => Field::Text(&mut request.brand),
            Some(Member::CodeLength) => Field::Integer(&mut request.code_length),
            Some(Member::CodeValidity) => Field::Integer(&mut request.code_validity),
            Some(Member::CodeType) => Field::Text(&mut request.code_type),
            Some(Member::Template) => Field::Text(&mut request.template),
            Some(Member::Language) => Field::Text(&mut request.language),
            Some(Member::ResetSession) => Field::Boolean(&mut request.reset_session),
            Some(Member::ResendingInterval) => Field::Integer(&mut request.resending_interval),
            Some(Member::CallbackUrl) => Field::Text(&mut request.callback_url),
            Some(Member::SmsSource) => Field::Text(&mut request.sms.source),
            Some(Member::SmsEncoding) => Field::Text(&mut request.sms.encoding),
            Some(Member::CallSource) => Field::Text(&mut request.call.source),
            Some(Member::CallSpeed) => Field::Number(&mut request.call.speed),
            Some(Member::CallRepetition) => Field::Integer(&mut request.call.repetition),
            Some(Member::CallVoiceProfile) => Field::Text(&mut request.call.voice_profile),
            Some(Member::WhatsAppTemplateName) => Field::Text(&mut request.whatsapp.template_name),
            Some(Member::ClientIp) => Field::Text(&mut request.client_ip),
        }
    }

    /// Empties the field, since the member came before.
    fn clear(&mut self) {
        match self.field() {
            Field::Text(text) => *text = None,
            Field::Integer(integer) => *integer = None,
            Field::Number(number) => *number = None,
            Field::Boolean(boolean) => *boolean = None,
            Field::Object => {}
        }
    }

    /// Notes what was found instead of the type of the field.
    fn note<E: serde::de::Error>(&mut self, found: Found) -> Result<(), E> {
        match self.member {
            Some(member) => {
                self.request.mistyped.note(member, found);
                Ok(())
            }
            None => {
                Err(E::custom(format_args!("expected a request as a JSON object, found {found}")))
            }
        }
    }

    /// Takes a text, which `read` converts into the request's type of text.
    fn text<E: serde::de::Error>(
        &mut self,
        read: impl FnOnce() -> Result<S, TextError>,
    ) -> Result<(), E> {
        match (self.field(), read()) {
            (Field::Text(slot), Ok(text)) => {
                *slot = Some(text);
                Ok(())
            }
            (Field::Text(_), Err(_)) => self.note(Found::TooLarge),
            _ => self.note(Found::String),
        }
    }
}

/// Reads the value of a member.
impl<'de, S: Deserialize<'de>> DeserializeSeed<'de> for Value<'_, S> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if describes_itself::<D::Error>() {
            deserializer.deserialize_any(self)
        } else {
            deserializer.deserialize_option(self)
        }
    }
}

impl<'de, S: Deserialize<'de>> Visitor<'de> for Value<'_, S> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.member.map_or("a request as a JSON object", Member::expected))
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<(), D::Error> {
        self.is_some = true;
        if describes_itself::<D::Error>() {
            return deserializer.deserialize_any(self);
        }
        let Some(member) = self.member else {
            return deserializer.deserialize_map(self);
        };
        match self.field() {
            Field::Text(_) | Field::Object => return deserializer.deserialize_ignored_any(self),
            Field::Integer(_) | Field::Number(_) => deserializer.deserialize_f64(self),
            Field::Boolean(_) => deserializer.deserialize_bool(self),
        }
        .map_err(|_| D::Error::custom(format_args!("{member}: expected {}", member.expected())))
    }

    fn visit_unit<E: serde::de::Error>(mut self) -> Result<(), E> {
        match self.member {
            Some(_) if !self.is_some => Ok(()),
            Some(_) => self.note(Found::Scalar),
            None => self.note(Found::Nothing),
        }
    }

    fn visit_bool<E: serde::de::Error>(mut self, value: bool) -> Result<(), E> {
        match self.field() {
            Field::Boolean(slot) => {
                *slot = Some(value);
                Ok(())
            }
            _ => self.note(Found::Boolean),
        }
    }

    fn visit_i64<E: serde::de::Error>(mut self, value: i64) -> Result<(), E> {
        match self.field() {
            Field::Integer(slot) => *slot = Some(value),
            #[expect(clippy::cast_precision_loss, reason = "exact where it is within the bounds")]
            Field::Number(slot) => *slot = Some(value as f64),
            _ => return self.note(Found::Number),
        }
        Ok(())
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        self.visit_i64(i64::try_from(value).unwrap_or(i64::MAX))
    }

    fn visit_f64<E: serde::de::Error>(mut self, value: f64) -> Result<(), E> {
        match (self.field(), whole(value)) {
            (Field::Number(slot), _) => *slot = Some(value),
            (Field::Integer(slot), Some(value)) => *slot = Some(value),
            (Field::Integer(_), None) => return self.note(Found::Fraction),
            _ => return self.note(Found::Number),
        }
        Ok(())
    }

    fn visit_borrowed_str<E: serde::de::Error>(mut self, text: &'de str) -> Result<(), E> {
        // Without a buffer to resolve escapes in, `serde-json-core` passes them on. With one, it
        // passes the resolved text on as one that is not borrowed.
        if !describes_itself::<E>() && text.contains('\\') && matches!(self.field(), Field::Text(_))
        {
            return self.note(Found::Escapes);
        }
        self.text(|| S::deserialize(BorrowedStrDeserializer::new(text)))
    }

    fn visit_str<E: serde::de::Error>(mut self, text: &str) -> Result<(), E> {
        self.text(|| S::deserialize(text.into_deserializer()))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, values: A) -> Result<(), A::Error> {
        Skip::TOP.visit_seq(values)?;
        self.note(Found::Array)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let mut seen = [false; Member::ALL.len()];
        while let Some(key) = members.next_key_seed(Key { parent: self.member })? {
            let member = match key {
                Known::Member(member) => member,
                Known::Number if wraps_number::<A>() => {
                    return match members.next_value_seed(WrappedNumber)? {
                        Some(number) => self.visit_f64(number),
                        None => self.note(Found::Number),
                    };
                }
                other => {
                    match other {
                        Known::Nearly(member) => self.request.misnamed.note(member),
                        Known::TemplateKey => self.request.misnamed.note_template_key(),
                        _ => {}
                    }
                    members.next_value_seed(Skip::TOP)?;
                    continue;
                }
            };
            let mut value =
                Value { request: &mut *self.request, member: Some(member), is_some: false };
            match seen.get_mut(member as usize) {
                Some(seen) if !*seen => {
                    *seen = true;
                    members.next_value_seed(value)?;
                }
                _ => {
                    value.clear();
                    value.note(Found::Repeated)?;
                    members.next_value_seed(Skip::TOP)?;
                }
            }
        }
        match self.field() {
            Field::Object => Ok(()),
            _ => self.note(Found::Object),
        }
    }
}

/// Returns a number without a fraction as an integer, which is inexact far beyond every bound.
fn whole(number: f64) -> Option<i64> {
    if number > f64::from(i32::MAX) {
        return Some(i64::MAX);
    }
    if number < f64::from(i32::MIN) {
        return Some(i64::MIN);
    }
    #[expect(clippy::cast_possible_truncation, reason = "a truncated number differs below")]
    let integer = number as i32;
    let is_whole = f64::from(integer).partial_cmp(&number) == Some(core::cmp::Ordering::Equal);
    is_whole.then(|| integer.into())
}
