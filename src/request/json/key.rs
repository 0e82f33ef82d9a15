//! [`Key`]: the name of a member, and what it means.

use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Visitor};

use super::format::{NUMBER, describes_itself};
use crate::request::member::Member;

/// The name of a member within its object.
pub(super) struct Key {
    /// The member that is the object; `None` for the whole body.
    pub(super) parent: Option<Member>,
}

/// The meaning of a name.
#[derive(Clone, Copy)]
pub(super) enum Known {
    Member(Member),
    /// Another name, which is that of a member but for case, `_` or `-`.
    Nearly(Member),
    /// `templateKey`, which is not supported.
    TemplateKey,
    /// [`NUMBER`]: the object may wrap a number.
    Number,
    Nothing,
}

impl Known {
    /// Returns the meaning of a name that is not written as the page writes a member's.
    #[cold]
    fn other(parent: Option<Member>, name: &str) -> Self {
        if name == NUMBER {
            Self::Number
        } else if parent.is_none() && name == "templateKey" {
            Self::TemplateKey
        } else {
            Member::nearly(parent, name).map_or(Self::Nothing, Self::Nearly)
        }
    }

    /// Returns the meaning of a name in which escapes are not resolved yet.
    pub(super) fn escaped(parent: Option<Member>, name: &str) -> Self {
        // No name that means anything is longer.
        let mut resolved = heapless::String::<{ NUMBER.len() }>::new();
        if (Escaped { unread: name }).any(|character| resolved.push(character).is_err()) {
            return Self::Nothing;
        }
        match Member::find(parent, &resolved) {
            Some(member) => Self::Member(member),
            None => Self::other(parent, &resolved),
        }
    }
}

/// The characters of a JSON string. Half of a surrogate, or a broken escape, is read as U+FFFD,
/// which stands in no name.
struct Escaped<'a> {
    unread: &'a str,
}

impl Iterator for Escaped<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let mut characters = self.unread.chars();
        let mut character = characters.next()?;
        if character == '\\' {
            let escape = characters.next();
            character = match escape {
                Some(character @ ('"' | '\\' | '/')) => character,
                Some('u') => {
                    let mut unit = Some(0);
                    for digit in characters.by_ref().take(4) {
                        unit = unit.zip(digit.to_digit(16)).map(|(unit, digit)| unit << 4 | digit);
                    }
                    unit.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
                }
                // Among them escapes of control characters, which stand in no name.
                _ => char::REPLACEMENT_CHARACTER,
            };
        }
        self.unread = characters.as_str();
        Some(character)
    }
}

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Known;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Known, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Known;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E>(self, name: &str) -> Result<Known, E> {
        Ok(match Member::find(self.parent, name) {
            Some(member) => Known::Member(member),
            None => Known::other(self.parent, name),
        })
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Known, E> {
        Ok(match Member::find(self.parent, name) {
            Some(member) => Known::Member(member),
            // Without a buffer to resolve escapes in, `serde-json-core` passes them on.
            None if !describes_itself::<E>() => Known::escaped(self.parent, name),
            None => Known::other(self.parent, name),
        })
    }
}
