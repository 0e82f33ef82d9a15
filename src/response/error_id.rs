//! [`ErrorId`]: the name of one error.

use core::fmt;

use crate::uuid::named_by_uuid;

named_by_uuid! {
    /// `errorId` of a body: a UUID, under which an error is found in a log. Its bytes may also come
    /// from elsewhere, such as the id of a trace.
    ///
    /// `Display` and `Debug` write it as the reference page does, in lower case with dashes.
    ///
    /// ```
    /// use verify_core::response::ErrorId;
    ///
    /// let id = ErrorId::parse("91b106f0-c0da-4aba-a43a-7af9c5893a80")?;
    /// assert_eq!(id.to_string(), "91b106f0-c0da-4aba-a43a-7af9c5893a80");
    /// assert_eq!(ErrorId::from_bytes(id.to_bytes()), id);
    /// # Ok::<(), verify_core::response::ErrorIdError>(())
    /// ```
    #[doc(alias("correlation id", "trace id"))]
    pub struct ErrorId(Uuid);

    /// Why a text is not an [`ErrorId`]. Positions count characters from 0.
    ///
    /// ```
    /// use verify_core::response::{ErrorId, ErrorIdError};
    ///
    /// assert_eq!(ErrorId::parse("91b106f0"), Err(ErrorIdError::Length { found: 8 }));
    /// ```
    pub enum ErrorIdError;

    called "an error id", "the error id";
}

impl fmt::Display for ErrorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(str::from_utf8(&self.0.dashed()).map_err(|_| fmt::Error)?)
    }
}
