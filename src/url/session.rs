//! The URLs of a session: [`VerifyUri`] and [`VerificationUrl`].

use core::fmt;

use super::base::BaseUrl;
use crate::session::SessionId;
use crate::sub_account::SubAccountId;

/// Where a client asks for the status of a session and has a code checked: `verifyUri` of a
/// response.
///
/// `Display` writes the base and `/api/v2/subaccounts/{subAccountId}/sessions/{sessionId}`.
///
/// ```
/// use verify_core::request::SubAccountId;
/// use verify_core::url::{BaseUrl, VerifyUri};
///
/// let id = "a44a91be5ea54118a169020897df5459".parse()?;
/// let uri = VerifyUri::new(BaseUrl::EMPTY, SubAccountId::parse("shop")?, id);
/// assert!(uri.to_string().starts_with("/api/v2/subaccounts/shop/sessions/a44a91be"));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VerifyUri<'a> {
    base: BaseUrl<'a>,
    sub_account: SubAccountId<'a>,
    session: SessionId,
}

impl<'a> VerifyUri<'a> {
    /// Makes the URI of a session.
    #[must_use]
    pub const fn new(base: BaseUrl<'a>, sub_account: SubAccountId<'a>, session: SessionId) -> Self {
        Self { base, sub_account, session }
    }
}

impl VerifyUri<'_> {
    /// Writes what `Display` does, piece by piece.
    pub(crate) fn write_to(&self, out: &mut (impl fmt::Write + ?Sized)) -> fmt::Result {
        let id = self.session.undashed();
        let id = str::from_utf8(&id).map_err(|_| fmt::Error)?;
        let pieces = [self.base.as_str(), PATH, self.sub_account.as_str(), SESSIONS, id];
        pieces.into_iter().try_for_each(|piece| out.write_str(piece))
    }
}

/// What is in front of a sub-account.
const PATH: &str = "/api/v2/subaccounts/";

/// What is between a sub-account and a session.
const SESSIONS: &str = "/sessions/";

impl fmt::Display for VerifyUri<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_to(f)
    }
}

/// The URL that a phone calls over its mobile network to prove that the number is its own:
/// `sma.verificationUrl` of a response.
///
/// `Display` writes the base and `/sma/{sessionId}`. The base should not be empty, since the phone
/// has nothing that a relative URL could refer to.
///
/// ```
/// use verify_core::url::{BaseUrl, VerificationUrl};
///
/// let id = "a44a91be5ea54118a169020897df5459".parse()?;
/// let url = VerificationUrl::new(BaseUrl::parse("https://example.com")?, id);
/// assert_eq!(url.to_string(), "https://example.com/sma/a44a91be5ea54118a169020897df5459");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VerificationUrl<'a> {
    base: BaseUrl<'a>,
    session: SessionId,
}

impl<'a> VerificationUrl<'a> {
    /// Makes the URL of a session.
    #[must_use]
    pub const fn new(base: BaseUrl<'a>, session: SessionId) -> Self {
        Self { base, session }
    }
}

impl VerificationUrl<'_> {
    /// Writes what `Display` does, piece by piece.
    pub(crate) fn write_to(&self, out: &mut (impl fmt::Write + ?Sized)) -> fmt::Result {
        let id = self.session.undashed();
        let id = str::from_utf8(&id).map_err(|_| fmt::Error)?;
        [self.base.as_str(), "/sma/", id].into_iter().try_for_each(|piece| out.write_str(piece))
    }
}

impl fmt::Display for VerificationUrl<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_to(f)
    }
}
