//! [`SessionBody`]: the body of a response about a session.

use core::fmt;

use crate::phone::PhoneNumber;
use crate::request::SubAccountId;
use crate::session::{Session, SessionId, Status};
use crate::time::Timestamp;
use crate::url::{BaseUrl, VerificationUrl, VerifyUri};

/// The body of every response that is not an error, and of callbacks.
///
/// `Debug` masks the destination.
///
/// ```
/// use verify_core::code::Generator;
/// use verify_core::request::SubAccountId;
/// use verify_core::response::SessionBody;
/// use verify_core::session::{Policy, Session};
/// use verify_core::time::Timestamp;
/// use verify_core::url::BaseUrl;
///
/// let mut rng = Generator::from_seed([7; 32]); // in a service: 32 bytes from `getrandom::fill`
/// let now = Timestamp::from_unix_millis(1_766_037_294_090)?;
/// let session = Session::start(now, "+6587654321".parse()?, Policy::default(), &mut rng);
/// let base = BaseUrl::parse("https://verify.example.com")?;
/// let body = SessionBody::new(&session, SubAccountId::parse("shop")?, base);
/// assert_eq!(body.status.as_str(), "WAITING");
/// assert!(body.verify_uri.to_string().starts_with("https://verify.example.com/api/v2/"));
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SessionBody<'a> {
    /// `sessionId`, written in 32 lower-case hexadecimal digits.
    pub session_id: SessionId,
    /// `verifyUri`: where a client asks for the status and has a code checked.
    pub verify_uri: VerifyUri<'a>,
    /// `destination`, written in digits without a `+`.
    pub destination: PhoneNumber,
    /// `status`, as the last call left it.
    pub status: Status,
    /// `attempt`: the number of wrong codes so far, 0 to 5.
    pub attempt: u8,
    /// `expiresAt`: the first instant at which no code is accepted.
    pub expires_at: Timestamp,
    /// `retryAfter`: the first instant at which the message may be sent again.
    pub retry_after: Timestamp,
    /// `sma.verificationUrl`: on the channel `sma` only.
    pub verification_url: Option<VerificationUrl<'a>>,
}

impl<'a> SessionBody<'a> {
    /// Describes a session as it is. Call its [`status`](Session::status) with the present time
    /// first, so that an expired session is reported as expired.
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

    /// Writes the body as JSON: what the feature `serde` serializes, without a serializer and in
    /// less time, since nothing in it has to be escaped.
    ///
    /// ```
    /// # use verify_core::code::Generator;
    /// # use verify_core::request::SubAccountId;
    /// # use verify_core::response::SessionBody;
    /// # use verify_core::session::{Policy, Session};
    /// # use verify_core::time::Timestamp;
    /// # use verify_core::url::BaseUrl;
    /// # let mut rng = Generator::from_seed([7; 32]);
    /// # let now = Timestamp::from_unix_millis(1_766_037_294_090)?;
    /// # let session = Session::start(now, "+6587654321".parse()?, Policy::default(), &mut rng);
    /// let mut json = String::new();
    /// let body = SessionBody::new(&session, SubAccountId::parse("shop")?, BaseUrl::EMPTY);
    /// body.write_json(&mut json)?;
    /// assert!(json.contains(r#""destination":"6587654321","status":"WAITING","attempt":0,"#));
    /// # Ok::<(), Box<dyn core::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// That of `out`, such as for no room.
    pub fn write_json<W: fmt::Write + ?Sized>(&self, out: &mut W) -> fmt::Result {
        out.write_str("{\"sessionId\":\"")?;
        out.write_str(ascii(&self.session_id.undashed()))?;
        out.write_str("\",\"verifyUri\":\"")?;
        self.verify_uri.write_to(out)?;
        out.write_str("\",\"destination\":\"")?;
        out.write_str(ascii(&self.destination.decimal()))?;
        out.write_str("\",\"status\":\"")?;
        out.write_str(self.status.as_str())?;
        out.write_str("\",\"attempt\":")?;
        let digits = [self.attempt / 100, self.attempt / 10 % 10, self.attempt % 10];
        let digits = digits.map(|digit| b'0' | digit);
        let zeros = digits.iter().take(2).take_while(|digit| **digit == b'0').count();
        out.write_str(ascii(digits.get(zeros..).unwrap_or_default()))?;
        out.write_str(",\"expiresAt\":\"")?;
        out.write_str(ascii(&self.expires_at.rfc3339()))?;
        out.write_str("\",\"retryAfter\":\"")?;
        out.write_str(ascii(&self.retry_after.rfc3339()))?;
        if let Some(url) = self.verification_url {
            out.write_str("\",\"sma\":{\"verificationUrl\":\"")?;
            url.write_to(out)?;
            out.write_str("\"}")?;
        } else {
            out.write_str("\"")?;
        }
        out.write_str("}")
    }

    /// Adds `sma.verificationUrl`, for a request on the channel `sma`. The phone calls this URL, so
    /// its base may differ from that of `verifyUri`.
    #[must_use]
    pub const fn with_sma(mut self, base: BaseUrl<'a>) -> Self {
        self.verification_url = Some(VerificationUrl::new(base, self.session_id));
        self
    }
}

/// Returns bytes that are ASCII as a text.
fn ascii(bytes: &[u8]) -> &str {
    str::from_utf8(bytes).unwrap_or_default()
}
