//! [`Started`]: what is to be sent after a start.

use crate::delivery::{Delivery, DeliveryError, Text};
use crate::request::Verification;
use crate::session::Session;
use crate::url::BaseUrl;

/// A session that has been started or is to be sent again, and what its request wants to be sent.
///
/// ```
/// use verify_core::delivery::{Delivery, Text};
/// use verify_core::request::Request;
/// use verify_core::time::Timestamp;
/// use verify_core::url::BaseUrl;
/// use verify_core::engine::Limits;
/// use verify_core::verifier::{Slot, Verifier};
///
/// let mut seed = [0; 32];
/// getrandom::fill(&mut seed)?; // cargo add getrandom
/// let mut verifier = Verifier::new([const { Slot::EMPTY }; 8], seed, Limits::default());
/// let now = Timestamp::from_unix_millis(1_766_037_294_090)?; // the clock's present time
///
/// let number = Some("+1 (987) 654-3210");
/// let request = Request { destination: number, brand: Some("ABC"), ..Request::default() };
/// let started = verifier.start(now, &request)?;
/// if let Delivery::Sms(sms) = started.delivery(&mut Text::<160>::new())? {
///     assert!(sms.message.text().starts_with("ABC: Your verification code is "));
/// }
///
/// // On the channel `sma`, the phone calls a URL of the service instead.
/// let number = Some("+6587654321");
/// let request = Request { destination: number, channel: Some("sma"), ..Request::default() };
/// let base = BaseUrl::parse("https://verify.example.com")?;
/// let started = verifier.start(now, &request)?.with_base_url(base);
/// if let Delivery::Sma(sma) = started.delivery(&mut Text::<0>::new())? {
///     assert!(sma.verification_url.to_string().starts_with("https://verify.example.com/sma/"));
/// }
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Started<'v, 'r> {
    session: &'v Session,
    verification: Verification<'r>,
    base_url: BaseUrl<'r>,
    is_new: bool,
}

impl<'v, 'r> Started<'v, 'r> {
    #[inline]
    pub(crate) const fn new(
        session: &'v Session,
        verification: Verification<'r>,
        is_new: bool,
    ) -> Self {
        Self { session, verification, base_url: BaseUrl::EMPTY, is_new }
    }

    /// Sets the base of the URL that the phone calls on the channel `sma`. The other channels need
    /// none.
    #[must_use]
    pub const fn with_base_url(mut self, base_url: BaseUrl<'r>) -> Self {
        self.base_url = base_url;
        self
    }

    /// Writes what is to be sent. A [`Text`] of [`MAX_SMS_LEN`](crate::delivery::MAX_SMS_LEN) bytes
    /// has room for every text message.
    ///
    /// On the channel `sma`, set the base of its URL [first](Self::with_base_url).
    ///
    /// If a gateway then fails to send it, start the same request again once the resending interval
    /// is over: it sends the same session again.
    ///
    /// # Errors
    ///
    /// Those of [`Delivery::new`].
    #[doc(alias = "send")]
    pub fn delivery<'a, const N: usize>(
        &self,
        text: &'a mut Text<N>,
    ) -> Result<Delivery<'a>, DeliveryError>
    where
        'v: 'a,
        'r: 'a,
    {
        Delivery::new(&self.verification, self.session, self.base_url, text)
    }

    /// Returns the session, whose code is to be sent.
    #[must_use]
    pub const fn session(&self) -> &'v Session {
        self.session
    }

    /// Returns the validated request.
    #[must_use]
    pub const fn verification(&self) -> Verification<'r> {
        self.verification
    }

    /// Whether this request has started the session; otherwise the session is sent again.
    #[must_use]
    pub const fn is_new(&self) -> bool {
        self.is_new
    }
}
