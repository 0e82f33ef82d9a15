//! [`Value`]: a value on its way into a request, and the field that it goes to.

use serde::de::Error;
use serde::de::value::Error as TextError;

use crate::request::body::Request;
use crate::request::member::Member;
use crate::request::mistyped::Found;

/// A value on its way into a request.
pub(super) struct Value<'r, S, P> {
    pub(super) request: &'r mut Request<S>,
    pub(super) place: P,
    /// Whether the value is known not to be `null`.
    pub(super) is_some: bool,
}

/// Where a value stands.
///
/// The body has a type of its own, and so a reader of its own. The reader of a member is then
/// called by the loop over members alone, and compilers make one function of both.
pub(super) trait Place: Copy {
    /// Returns the member that the value belongs to; `None` for the whole body.
    fn member(self) -> Option<Member>;
}

/// The place of the whole body.
#[derive(Clone, Copy)]
pub(super) struct Body;

impl Place for Body {
    fn member(self) -> Option<Member> {
        None
    }
}

impl Place for Member {
    fn member(self) -> Option<Member> {
        Some(self)
    }
}

/// The field of a member, by its type.
pub(super) enum Field<'r, S> {
    Text(&'r mut Option<S>),
    Integer(&'r mut Option<i64>),
    Number(&'r mut Option<f64>),
    Boolean(&'r mut Option<bool>),
    Object,
}

impl<S, P: Place> Value<'_, S, P> {
    /// Returns the field that the value goes to.
    pub(super) fn field(&mut self) -> Field<'_, S> {
        let request = &mut *self.request;
        match self.place.member() {
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

    /// Empties the field and notes that the member came before.
    #[cold]
    pub(super) fn repeated(mut self) {
        match self.field() {
            Field::Text(text) => *text = None,
            Field::Integer(integer) => *integer = None,
            Field::Number(number) => *number = None,
            Field::Boolean(boolean) => *boolean = None,
            Field::Object => {}
        }
        if let Some(member) = self.place.member() {
            self.request.mistyped.note(member, Found::Repeated);
        }
    }

    /// Takes a number that the format wraps in an object.
    #[cold]
    pub(super) fn wrapped<E: Error>(mut self, number: Option<f64>) -> Result<(), E> {
        match number {
            Some(number) => self.number(number),
            None => self.note(Found::Number),
        }
    }

    /// Takes a number that may have a fraction.
    pub(super) fn number<E: Error>(&mut self, value: f64) -> Result<(), E> {
        match (self.field(), whole(value)) {
            (Field::Number(slot), _) => *slot = Some(value),
            (Field::Integer(slot), Some(value)) => *slot = Some(value),
            (Field::Integer(_), None) => return self.note(Found::Fraction),
            _ => return self.note(Found::Number),
        }
        Ok(())
    }

    /// Notes what was found instead of the type of the field.
    pub(super) fn note<E: Error>(&mut self, found: Found) -> Result<(), E> {
        match self.place.member() {
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
    pub(super) fn text<E: Error>(
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
