//! [`Request`]: the body as it arrives.

use core::fmt;

use super::misnamed::Misnamed;
use super::mistyped::Mistyped;

/// A request as it arrives: the body of `POST /api/v2/subaccounts/{subAccountId}/sessions`.
///
/// `S` is the type of its texts: `&str`, `String`, `Cow<str>`, `heapless::String<N>`. Numbers keep
/// whatever arrived, valid or not. `None` is an absent member, and so is an empty text, which HTML
/// forms send. All have a default except `destination` and, on `whatsapp`, `whatsapp.templateName`.
///
/// `Debug` lists the members that are present, without their values.
///
/// # Texts of several types
///
/// Name the type, and references to any owner of text stand beside literals:
///
/// ```
/// use verify_core::request::Request;
///
/// let typed = String::from("+65 8765 4321"); // read from a form
/// let request =
///     Request::<&str> { destination: Some(&typed), brand: Some("ABC"), ..Request::default() };
/// assert!(request.validate().is_ok());
/// ```
///
/// A request that has to own some of its texts is a `Request<Cow<str>>`:
///
/// ```
/// use std::borrow::Cow;
/// use verify_core::request::Request;
///
/// fn request_for(shop: &str) -> Request<Cow<'_, str>> {
///     Request {
///         destination: Some("+65 8765 4321".into()),
///         brand: Some(shop.into()),
///         template: Some(format!("{{code}} is your code for {shop}.").into()),
///         ..Request::default()
///     }
/// }
/// assert!(request_for("ABC").validate().is_ok());
/// ```
///
/// [`map`](Self::map) converts the texts of a request that exists, and
/// [`as_deref`](Self::as_deref) borrows them.
#[derive(Clone, Copy, PartialEq)]
pub struct Request<S> {
    /// The number to verify, as a person types it: international, or national with a
    /// [`country`](Self::country).
    pub destination: Option<S>,
    /// The country of the number, by its ISO 3166-1 alpha-2 code, in letters of either case.
    pub country: Option<S>,
    /// `sms` (the default), `call`, `whatsapp`, `viber` or `sma`.
    pub channel: Option<S>,
    /// The name that replaces `{brand}` in the template: at most 30 characters.
    pub brand: Option<S>,
    /// The number of characters of the code: 3 to 10, by default 4.
    pub code_length: Option<i64>,
    /// How long the code is valid, in seconds: 30 to 7200, by default 300.
    pub code_validity: Option<i64>,
    /// `NUMERIC` (the default), `NUMERIC_WITH_DASH`, `ALPHANUMERIC`, `ALPHANUMERIC_CAPITALS` or
    /// `ALPHANUMERIC_EASY`.
    pub code_type: Option<S>,
    /// The text of the message, with `{code}` and `{brand}`; on `sms` and `call` only.
    pub template: Option<S>,
    /// The language of the voice on `call`, by default `en-US`, or of the template on `whatsapp`:
    /// one of 48 tags. On other channels it has no effect, but still has to be valid.
    pub language: Option<S>,
    /// Whether a session that is still waiting gets a new code; by default it keeps its code.
    pub reset_session: Option<bool>,
    /// How long it takes until the message may be sent again while the session waits, in seconds:
    /// 10 to 7200, by default 10.
    pub resending_interval: Option<i64>,
    /// Where changes of status are posted: an `http` or `https` URL.
    pub callback_url: Option<S>,
    /// For the channel `sms`; ignored on the others.
    pub sms: SmsOptions<S>,
    /// For the channel `call`; ignored on the others.
    pub call: CallOptions<S>,
    /// For the channel `whatsapp`; ignored on the others.
    pub whatsapp: WhatsAppOptions<S>,
    /// The client's IPv4 or IPv6 address, by which its rate is limited. Spaces around it, brackets
    /// and a port are taken off.
    pub client_ip: Option<S>,
    /// The members that arrived as another type than their fields take; empty in a request that is
    /// made in Rust.
    pub mistyped: Mistyped,
    /// The members that arrived under a name that is nearly theirs; empty in a request that is made
    /// in Rust.
    pub misnamed: Misnamed,
}

/// `sms` of a [`Request`].
///
/// ```
/// use verify_core::request::SmsOptions;
///
/// let sms = SmsOptions { source: Some("ACME"), ..SmsOptions::default() };
/// assert_eq!(sms.encoding, None);
/// ```
#[derive(Clone, Copy, PartialEq)]
pub struct SmsOptions<S> {
    /// The sender: at most 11 letters, digits and spaces, or at most 16 digits; by default `SMS`.
    pub source: Option<S>,
    /// `AUTO` (the default), `GSM7` or `UCS2`.
    pub encoding: Option<S>,
}

/// `call` of a [`Request`].
///
/// ```
/// use verify_core::request::CallOptions;
///
/// let call = CallOptions { speed: Some(1.2), ..CallOptions::<&str>::default() };
/// assert_eq!(call.repetition, None);
/// ```
#[derive(Clone, Copy, PartialEq)]
pub struct CallOptions<S> {
    /// The caller id: an international phone number.
    pub source: Option<S>,
    /// How fast the voice speaks: 0.5 to 2 in tenths, by default 0.8.
    pub speed: Option<f64>,
    /// How often the text is read: 1 to 3 times, by default 2.
    pub repetition: Option<i64>,
    /// The voice: at most 50 characters, by default one of the language.
    pub voice_profile: Option<S>,
}

/// `whatsapp` of a [`Request`].
///
/// ```
/// use verify_core::request::WhatsAppOptions;
///
/// let whatsapp = WhatsAppOptions { template_name: Some("otp_copy_code") };
/// assert_ne!(whatsapp, WhatsAppOptions::default());
/// ```
#[derive(Clone, Copy, PartialEq)]
pub struct WhatsAppOptions<S> {
    /// The name of the authentication template; required on `whatsapp`.
    pub template_name: Option<S>,
}

impl<S> Request<S> {
    /// Converts every text.
    ///
    /// ```
    /// use verify_core::request::Request;
    ///
    /// let request = Request { destination: Some("+6587654321"), ..Request::default() };
    /// let request: Request<String> = request.map(String::from);
    /// assert_eq!(request.destination.as_deref(), Some("+6587654321"));
    /// ```
    pub fn map<T>(self, mut convert: impl FnMut(S) -> T) -> Request<T> {
        let Self { sms, call, whatsapp, .. } = self;
        Request {
            destination: self.destination.map(&mut convert),
            country: self.country.map(&mut convert),
            channel: self.channel.map(&mut convert),
            brand: self.brand.map(&mut convert),
            code_length: self.code_length,
            code_validity: self.code_validity,
            code_type: self.code_type.map(&mut convert),
            template: self.template.map(&mut convert),
            language: self.language.map(&mut convert),
            reset_session: self.reset_session,
            resending_interval: self.resending_interval,
            callback_url: self.callback_url.map(&mut convert),
            sms: SmsOptions {
                source: sms.source.map(&mut convert),
                encoding: sms.encoding.map(&mut convert),
            },
            call: CallOptions {
                source: call.source.map(&mut convert),
                speed: call.speed,
                repetition: call.repetition,
                voice_profile: call.voice_profile.map(&mut convert),
            },
            whatsapp: WhatsAppOptions { template_name: whatsapp.template_name.map(&mut convert) },
            client_ip: self.client_ip.map(convert),
            mistyped: self.mistyped,
            misnamed: self.misnamed,
        }
    }

    /// Borrows every text.
    ///
    /// ```
    /// use verify_core::request::Request;
    ///
    /// let owned = Request { brand: Some(String::from("ABC")), ..Request::default() };
    /// let request: Request<&str> = owned.as_deref();
    /// assert_eq!(request.brand, Some("ABC"));
    /// ```
    #[must_use]
    pub fn as_deref(&self) -> Request<&str>
    where
        S: AsRef<str>,
    {
        let Self { sms, call, whatsapp, .. } = self;
        let borrowed = Request {
            destination: self.destination.as_ref(),
            country: self.country.as_ref(),
            channel: self.channel.as_ref(),
            brand: self.brand.as_ref(),
            code_length: self.code_length,
            code_validity: self.code_validity,
            code_type: self.code_type.as_ref(),
            template: self.template.as_ref(),
            language: self.language.as_ref(),
            reset_session: self.reset_session,
            resending_interval: self.resending_interval,
            callback_url: self.callback_url.as_ref(),
            sms: SmsOptions { source: sms.source.as_ref(), encoding: sms.encoding.as_ref() },
            call: CallOptions {
                source: call.source.as_ref(),
                speed: call.speed,
                repetition: call.repetition,
                voice_profile: call.voice_profile.as_ref(),
            },
            whatsapp: WhatsAppOptions { template_name: whatsapp.template_name.as_ref() },
            client_ip: self.client_ip.as_ref(),
            mistyped: self.mistyped,
            misnamed: self.misnamed,
        };
        borrowed.map(AsRef::as_ref)
    }
}

/// Every member is absent.
impl<S> Default for Request<S> {
    fn default() -> Self {
        Self {
            destination: None,
            country: None,
            channel: None,
            brand: None,
            code_length: None,
            code_validity: None,
            code_type: None,
            template: None,
            language: None,
            reset_session: None,
            resending_interval: None,
            callback_url: None,
            sms: SmsOptions::default(),
            call: CallOptions::default(),
            whatsapp: WhatsAppOptions::default(),
            client_ip: None,
            mistyped: Mistyped::default(),
            misnamed: Misnamed::default(),
        }
    }
}

/// Every member is absent.
impl<S> Default for SmsOptions<S> {
    fn default() -> Self {
        Self { source: None, encoding: None }
    }
}

/// Every member is absent.
impl<S> Default for CallOptions<S> {
    fn default() -> Self {
        Self { source: None, speed: None, repetition: None, voice_profile: None }
    }
}

/// Every member is absent.
impl<S> Default for WhatsAppOptions<S> {
    fn default() -> Self {
        Self { template_name: None }
    }
}

/// Implements `Debug`: the names of the members that are present, and the `nested` options.
macro_rules! debug_present {
    ($($type:ident { $($member:ident),* $(; $($nested:ident),*)? })*) => {
        $(
            impl<S> fmt::Debug for $type<S> {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    let mut shown = f.debug_struct(stringify!($type));
                    $(
                        if self.$member.is_some() {
                            shown.field(stringify!($member), &format_args!(".."));
                        }
                    )*
                    $($(shown.field(stringify!($nested), &self.$nested);)*)?
                    shown.finish()
                }
            }
        )*
    };
}

debug_present! {
    Request {
        destination, country, channel, brand, code_length, code_validity, code_type, template,
        language, reset_session, resending_interval, callback_url, client_ip;
        sms, call, whatsapp, mistyped, misnamed
    }
    SmsOptions { source, encoding }
    CallOptions { source, speed, repetition, voice_profile }
    WhatsAppOptions { template_name }
}
