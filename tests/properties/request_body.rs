//! The members of a body, read one by one: which are absent, repeated or of another type.

use std::collections::HashMap;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use verify_core::request::{Found, Member};

/// The value of a member.
#[derive(Debug)]
pub(crate) enum Node {
    Boolean(bool),
    /// An integer, or the largest `i64` in place of a larger one.
    Integer(i64),
    Float(f64),
    Text(String),
    Array,
    Object,
    Repeated,
}

/// Every member that is present, by its path: `sms.source`. `null` is equivalent to absence.
pub(crate) struct Body(HashMap<String, Node>);

impl Body {
    /// Reads a body; `None` if the bytes are not a JSON object.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let mut members = HashMap::new();
        let mut deserializer = serde_json::Deserializer::from_slice(bytes);
        (&mut deserializer).deserialize_map(Value { path: "", members: &mut members }).ok()?;
        deserializer.end().ok()?;
        Some(Self(members))
    }

    pub(crate) fn get(&self, member: Member) -> Option<&Node> {
        self.0.get(member.as_str())
    }
}

impl Node {
    /// Returns what a violation calls the value where another type is expected.
    pub(crate) fn found(&self) -> Found {
        match self {
            Node::Boolean(_) => Found::Boolean,
            Node::Integer(_) | Node::Float(_) => Found::Number,
            Node::Text(_) => Found::String,
            Node::Array => Found::Array,
            Node::Object => Found::Object,
            Node::Repeated => Found::Repeated,
        }
    }
}

/// The value at a path.
struct Value<'a> {
    path: &'a str,
    members: &'a mut HashMap<String, Node>,
}

impl Value<'_> {
    fn is(self, node: Node) {
        self.members.insert(self.path.to_owned(), node);
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.is(Node::Boolean(value));
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.is(Node::Integer(value));
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.is(Node::Integer(value.try_into().unwrap_or(i64::MAX)));
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.is(Node::Float(value));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.is(Node::Text(text.to_owned()));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        while values.next_element::<IgnoredAny>()?.is_some() {}
        self.is(Node::Array);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        let mut seen = Vec::new();
        while let Some(name) = values.next_key::<String>()? {
            let is_plain = !name.contains('.');
            let path = if self.path.is_empty() { name } else { format!("{}.{name}", self.path) };
            if !is_plain || Member::ALL.iter().all(|member| member.as_str() != path) {
                values.next_value::<IgnoredAny>()?;
            } else if seen.contains(&path) {
                values.next_value::<IgnoredAny>()?;
                self.members.insert(path, Node::Repeated);
            } else {
                values.next_value_seed(Value { path: &path, members: self.members })?;
                seen.push(path);
            }
        }
        self.is(Node::Object);
        Ok(())
    }
}
