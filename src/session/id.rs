//! [`SessionId`]: the name of a session, a random UUID.

use core::fmt;

use crate::uuid::named_by_uuid;

named_by_uuid! {
    /// The name of a session: a UUID, drawn as version 4 (RFC 9562, 5.4) with 122 random bits.
    ///
    /// `Display` writes 32 lower-case hexadecimal digits, `{:#}` the dashed form. Either form is
    /// read, in either case and of any version: an unknown id is answered with 404, whoever made it
    /// up.
    ///
    /// ```
    /// use verify_core::session::SessionId;
    ///
    /// let id: SessionId = "18B526AD-D063-48C0-BB93-4E71F042F047".parse()?;
    /// assert_eq!(id.to_string(), "18b526add06348c0bb934e71f042f047");
    /// assert_eq!(format!("{id:#}"), "18b526ad-d063-48c0-bb93-4e71f042f047");
    /// # Ok::<(), verify_core::session::SessionIdError>(())
    /// ```
    pub struct SessionId(Uuid);

    /// Why a text is not a [`SessionId`]. Positions count characters from 0.
    ///
    /// ```
    /// use verify_core::session::{SessionId, SessionIdError};
    ///
    /// let error = SessionId::parse("18b526add06348c0bb934e71f042f04x").unwrap_err();
    /// assert_eq!(error, SessionIdError::Digit { position: 31 });
    /// ```
    pub enum SessionIdError;

    called "a session id", "the session id";
}

impl SessionId {
    /// Returns the 32 lower-case digits.
    pub(crate) fn undashed(self) -> [u8; 32] {
        self.0.undashed()
    }
}

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (undashed, dashed);
        let text: &[u8] = if f.alternate() {
            dashed = self.0.dashed();
            &dashed
        } else {
            undashed = self.0.undashed();
            &undashed
        };
        f.pad(str::from_utf8(text).map_err(|_| fmt::Error)?)
    }
}
