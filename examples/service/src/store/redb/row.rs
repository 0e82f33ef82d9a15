//! [`Row`]: some records as they are on disk.
//!
//! | bytes of a record | what |
//! |---|---|
//! | 1 | length of the name |
//! | 2 | length of the value; 65535 if the record is removed |
//! | 8 | when it may be forgotten, in milliseconds since 1970; the greatest number for never |
//! | up to 21 | the name |
//! | up to 65534 | the value: 68 bytes of a session, more of a task |

use verify_core::time::Timestamp;

use crate::store::name::Name;

/// A record on disk.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    pub(super) name: &'a [u8],
    /// The value, and until when it is kept; `None` if the record is removed.
    pub(super) value: Option<(&'a [u8], Option<Timestamp>)>,
}

/// The length of a value in the place of one.
const REMOVED: u16 = u16::MAX;

/// A time in the place of one.
const NEVER: u64 = u64::MAX;

/// Rows that are being filled.
#[derive(Default)]
pub(super) struct Rows(Vec<Vec<u8>>);

impl Rows {
    /// How long a row may become: with what redb adds, it fills one page of 4096 bytes. A longer
    /// record has a row to itself.
    const MOST: usize = 4000;

    /// Adds a record.
    pub(super) fn push(&mut self, name: &Name, value: Option<(&[u8], Option<Timestamp>)>) {
        let (value, until) = match value {
            Some((value, keep_until)) => (Some(value), keep_until),
            None => (None, None),
        };
        let bytes = name.as_bytes();
        let len = 11 + bytes.len() + value.map_or(0, <[u8]>::len);
        if self.0.last().is_none_or(|row| row.len() + len > Self::MOST) {
            self.0.push(Vec::with_capacity(Self::MOST));
        }
        let Some(row) = self.0.last_mut() else { return };
        // Names are shorter than 22 bytes, and values not much longer than a request.
        row.extend(u8::try_from(bytes.len()));
        let length = |value: &[u8]| u16::try_from(value.len()).unwrap_or_default();
        row.extend(value.map_or(REMOVED, length).to_le_bytes());
        row.extend(until.map_or(NEVER, Timestamp::as_unix_millis).to_le_bytes());
        row.extend(bytes);
        row.extend(value.unwrap_or_default());
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.0.iter().map(Vec::as_slice)
    }
}

/// A row as it was read.
pub(super) struct Row {
    pub(super) number: u64,
    pub(super) bytes: Vec<u8>,
}

impl Row {
    /// Iterates over the records. Where something else is, the last item is `None`.
    pub(super) fn entries(&self) -> impl Iterator<Item = Option<Entry<'_>>> {
        let mut rest = self.bytes.as_slice();
        std::iter::from_fn(move || {
            if rest.is_empty() {
                return None;
            }
            let entry = entry(&mut rest);
            if entry.is_none() {
                rest = &[];
            }
            Some(entry)
        })
    }
}

/// Takes a record off the front of a row.
fn entry<'a>(row: &mut &'a [u8]) -> Option<Entry<'a>> {
    let ([name], rest) = row.split_first_chunk()?;
    let (value, rest) = rest.split_first_chunk()?;
    let value = u16::from_le_bytes(*value);
    let (until, rest) = rest.split_first_chunk()?;
    let (name, rest) = rest.split_at_checked((*name).into())?;
    let keep_until = match u64::from_le_bytes(*until) {
        NEVER => None,
        millis => Some(Timestamp::from_unix_millis(millis).ok()?),
    };
    if value == REMOVED {
        *row = rest;
        return Some(Entry { name, value: None });
    }
    let (value, rest) = rest.split_at_checked(value.into())?;
    *row = rest;
    Some(Entry { name, value: Some((value, keep_until)) })
}
