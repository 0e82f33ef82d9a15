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
mod value;
mod wrapped;

pub use unreadable::locate;

use core::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess,
    Visitor,
};

use format::{describes_itself, wraps_number};
use key::{Key, Known};
use skip::Skip;
use value::{Body, Field, Place, Value};
use wrapped::WrappedNumber;

use super::body::Request;
use super::member::Member;
use super::mistyped::Found;

/// Reads the JSON of the reference page. `S` is `String`, `Cow<str>`, `heapless::String<N>`, or
/// `&str` if no string has escapes.
impl<'de, S: Deserialize<'de>> Deserialize<'de> for Request<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut request = Self::default();
        let body = Value { request: &mut request, place: Body, is_some: false };
        if describes_itself::<D::Error>() {
            deserializer.deserialize_any(body)?;
        } else {
            deserializer.deserialize_map(body)?;
        }
        Ok(request)
    }
}

impl<S, P: Place> Value<'_, S, P> {
    /// Reads a number or a boolean. It stays out of the loop over members, which most texts and
    /// objects pass.
    #[inline(never)]
    fn scalar<'de, D: Deserializer<'de>>(mut self, deserializer: D) -> Result<(), D::Error>
    where
        S: Deserialize<'de>,
    {
        let member = self.place.member();
        match self.field() {
            Field::Boolean(_) => deserializer.deserialize_bool(self),
            _ => deserializer.deserialize_f64(self),
        }
        .map_err(|error| {
            let Some(member) = member else { return error };
            D::Error::custom(format_args!("{member}: expected {}", member.expected()))
        })
    }
}

/// Reads the value of a member.
impl<'de, S: Deserialize<'de>, P: Place> DeserializeSeed<'de> for Value<'_, S, P> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if describes_itself::<D::Error>() {
            deserializer.deserialize_any(self)
        } else {
            deserializer.deserialize_option(self)
        }
    }
}

impl<'de, S: Deserialize<'de>, P: Place> Visitor<'de> for Value<'_, S, P> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.place.member().map_or("a request as a JSON object", Member::expected))
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(mut self, deserializer: D) -> Result<(), D::Error> {
        self.is_some = true;
        if describes_itself::<D::Error>() {
            return deserializer.deserialize_any(self);
        }
        if self.place.member().is_none() {
            return deserializer.deserialize_map(self);
        }
        match self.field() {
            Field::Text(_) | Field::Object => deserializer.deserialize_ignored_any(self),
            _ => self.scalar(deserializer),
        }
    }

    fn visit_unit<E: serde::de::Error>(mut self) -> Result<(), E> {
        match self.place.member() {
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
        self.number(value)
    }

    fn visit_borrowed_str<E: serde::de::Error>(mut self, text: &'de str) -> Result<(), E> {
        // Without a buffer to resolve escapes in, `serde-json-core` passes them on. With one, it
        // passes the resolved text on as one that is not borrowed.
        if !describes_itself::<E>() && has_escapes(text) && matches!(self.field(), Field::Text(_)) {
            return self.note(Found::Escapes);
        }
        self.text(|| S::deserialize(BorrowedStrDeserializer::new(text)))
    }

    #[cold]
    fn visit_str<E: serde::de::Error>(mut self, text: &str) -> Result<(), E> {
        self.text(|| S::deserialize(text.into_deserializer()))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, values: A) -> Result<(), A::Error> {
        Skip::TOP.visit_seq(values)?;
        self.note(Found::Array)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, members: A) -> Result<(), A::Error> {
        match (object(self.request, self.place.member(), members)?, self.field()) {
            (Object::Number(number), _) => self.wrapped(number),
            (Object::Members, Field::Object) => Ok(()),
            (Object::Members, _) => self.note(Found::Object),
        }
    }
}

/// What an object turned out to be.
enum Object {
    /// One whose members are read.
    Members,
    /// A number that the format wraps, or `None` for another text in its place.
    Number(Option<f64>),
}

/// Reads the members of an object, `parent` being the member that it belongs to, or `None`.
fn object<'de, S: Deserialize<'de>, A: MapAccess<'de>>(
    request: &mut Request<S>,
    parent: Option<Member>,
    mut members: A,
) -> Result<Object, A::Error> {
    // A bit for each member.
    const _: () = assert!(Member::ALL.len() <= 32);
    let mut seen = 0_u32;
    while let Some(key) = members.next_key_seed(Key { parent })? {
        match key {
            Known::Member(member) => {
                let (before, value) = (seen, Value { request, place: member, is_some: false });
                seen |= 1_u32.wrapping_shl(member as u32);
                if seen != before {
                    members.next_value_seed(value)?;
                    continue;
                }
                value.repeated();
            }
            Known::Number if wraps_number::<A>() => {
                return members.next_value_seed(WrappedNumber).map(Object::Number);
            }
            Known::Nearly(member) => request.misnamed.note(member),
            Known::TemplateKey => request.misnamed.note_template_key(),
            Known::Number | Known::Nothing => {}
        }
        members.next_value_seed(Skip::TOP)?;
    }
    Ok(Object::Members)
}

/// Whether a text has escapes: eight bytes at a time.
fn has_escapes(text: &str) -> bool {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    const BACKSLASHES: u64 = u64::from_le_bytes([b'\\'; 8]);
    let in_step = |step: &[u8; 8]| {
        // A backslash is 0 now. Without one, no byte below 0x80 gets its high bit.
        let word = u64::from_le_bytes(*step) ^ BACKSLASHES;
        word.wrapping_sub(EACH) & !word & EACH << 7 != 0
    };
    let bytes = text.as_bytes();
    match bytes.last_chunk() {
        // The last step overlaps the one before it.
        Some(last) => bytes.as_chunks().0.iter().any(in_step) || in_step(last),
        None => bytes.contains(&b'\\'),
    }
}
