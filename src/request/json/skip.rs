//! [`Skip`]: the value of a member that nobody asked for.

use core::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Skips a value of any type.
///
/// Like `IgnoredAny` of serde, but with a limit of depth: `serde-json-core` recurses into what it
/// skips, and would overflow the stack. (`serde_json` skips values of any depth.)
#[derive(Clone, Copy)]
pub(super) struct Skip {
    /// How many more levels the value may have.
    depth: u8,
}

/// How many levels a value may have: as many as `serde_json` reads.
const MAX_DEPTH: u8 = 128;

impl Skip {
    /// For the value of a member.
    pub(super) const TOP: Self = Self { depth: MAX_DEPTH };

    /// Allows one level less, for a value within this one.
    fn within<E: Error>(self) -> Result<Self, E> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(Self { depth }),
            None => Err(E::custom(format_args!("expected at most {MAX_DEPTH} nested values"))),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Skip {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_ignored_any(self)
    }
}

impl<'de> Visitor<'de> for Skip {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        let within = self.within()?;
        while values.next_element_seed(within)?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let within = self.within()?;
        while members.next_key_seed(within)?.is_some() {
            members.next_value_seed(within)?;
        }
        Ok(())
    }
}
