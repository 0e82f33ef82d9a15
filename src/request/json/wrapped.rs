//! [`WrappedNumber`]: a number as `serde_json` wraps it.

use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Visitor};

/// The value of a member named [`NUMBER`](super::format::NUMBER): a number as text, or `None` for
/// another text.
pub(super) struct WrappedNumber;

impl<'de> DeserializeSeed<'de> for WrappedNumber {
    type Value = Option<f64>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<f64>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Visitor<'_> for WrappedNumber {
    type Value = Option<f64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number as a string")
    }

    fn visit_str<E>(self, text: &str) -> Result<Option<f64>, E> {
        // `parse` reads `inf` and `nan` as well.
        let is_number =
            text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
        Ok(text.parse().ok().filter(|_| is_number))
    }
}
