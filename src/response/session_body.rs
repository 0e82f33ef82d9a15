//! [`SessionBody`]: what a client learns of its session.

use crate::phone::PhoneNumber;
use crate::request::SubAccountId;
use crate::session::{Session, SessionId, Status};
use crate::time::Timestamp;
use crate::url::{BaseUrl, VerificationUrl, VerifyUri};

/// What a client learns of its session: the body of every successful response, and of callbacks.
///
/// `Debug` masks the destination.
///
/// ```
/// use verify_core::code::Generator;
/// use verify_core::request::SubAccountId;
/// use verify_core::response::SessionBody;
/// use verify_core::session::{Policy, Session, Status};
/// use verify_core::time::Timestamp;
/// use verify_core::url::BaseUrl;
///
/// let mut rng = Generator::from_seed([7; 32]); // in production: 32 bytes of `getrandom`
/// let now = Timestamp::from_unix_millis(1_766_037_294_090)?;
/// let session = Session::start(now, "+6587654321".parse()?, Policy::default(), &mut rng);
/// let body = SessionBody::new(&session, SubAccountId::parse("demo-123")?, BaseUrl::EMPTY);
/// assert_eq!((body.status, body.attempt), (Status::Waiting, 0));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SessionBody<'a> {
    /// `sessionId`, written in 32 lower-case hexadecimal digits.
    pub session_id: SessionId,
    /// `verifyUri`: where the status is asked for, and a code checked.
    pub verify_uri: VerifyUri<'a>,
    /// `destination`, written in digits without a `+`.
    pub destination: PhoneNumber,
    /// `status`, as the last call has left it.
    pub status: Status,
    /// `attempt`: wrong codes so far, 0 to 5.
    pub attempt: u8,
    /// `expiresAt`: the first instant at which no code is accepted any more.
    pub expires_at: Timestamp,
    /// `retryAfter`: the first instant at which it may be sent again.
    pub retry_after: Timestamp,
    /// `sma.verificationUrl`: on the channel `sma` only.
    pub verification_url: Option<VerificationUrl<'a>>,
}

impl<'a> SessionBody<'a> {
    /// Describes a session as its last call left it. Call [`status`](Session::status) with the
    /// present time before.
    #[must_use]
    pub fn new(session: &Session, sub_account: SubAccountId<'a>, base: BaseUrl<'a>) -> Self {
        Self {
            session_id: session.id(),
            verify_uri: VerifyUri::new(base, sub_account, session.id()),
            destination: session.destination(),
            status: session.latest_status(),
            attempt: session.attempts(),
            expires_at: session.expires_at(),
            retry_after: session.retry_after(),
            verification_url: None,
        }
    }

    /// Adds `sma.verificationUrl`, for a request on the channel `sma`. The base may be another one,
    /// since the phone calls it.
    #[must_use]
    pub const fn with_sma(mut self, base: BaseUrl<'a>) -> Self {
        self.verification_url = Some(VerificationUrl::new(base, self.session_id));
        self
    }
}
