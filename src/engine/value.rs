//! [`Value`]: the bytes of a record.

use core::ops::Deref;

use zeroize::Zeroize;

use crate::session::Session;
use crate::stored::FromBytesError;

/// The bytes of a record, wiped on drop, since a code may be among them.
pub(super) struct Value(heapless::Vec<u8, { Value::MAX }>);

impl Value {
    /// The longest record is a session.
    pub(super) const MAX: usize = Session::BYTES;

    /// Copies the bytes, unless they are more than any record has.
    pub(super) fn new(bytes: &[u8]) -> Result<Self, FromBytesError> {
        let too_long = FromBytesError::Length { expected: Self::MAX, found: bytes.len() };
        heapless::Vec::from_slice(bytes).map(Self).map_err(|_| too_long)
    }
}

impl Deref for Value {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Value {
    fn drop(&mut self) {
        self.0.as_mut_slice().zeroize();
    }
}
