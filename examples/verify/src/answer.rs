//! The answer to a request, as JSON.

use serde::ser::{Serialize, SerializeMap, Serializer};
use verify_core::channel::{Language, Line};
use verify_core::code::Generator;
use verify_core::delivery::Delivery;
use verify_core::request::{Request, SubAccountId, Verification};
use verify_core::response::{ApiError, ErrorBody, ErrorId, SessionBody};
use verify_core::session::Session;
use verify_core::time::Timestamp;
use verify_core::url::BaseUrl;

use crate::SmsText;

/// The sub-account that all requests are for.
const SUB_ACCOUNT: SubAccountId<'static> = match SubAccountId::parse("demo") {
    Ok(sub_account) => sub_account,
    Err(_) => panic!("`demo` is a sub-account"),
};

/// What becomes of a request.
pub(crate) struct Answer<'a> {
    /// The line of the request, counted from 1.
    line: Option<u64>,
    outcome: Result<Sent<'a>, ErrorBody>,
}

/// What goes out for a request, and what goes back.
struct Sent<'a> {
    delivery: Delivery<'a>,
    session: &'a Session,
    verification: Verification<'a>,
}

impl<'a> Answer<'a> {
    /// Starts a session in `session` and writes its message to `text`, if the request is valid.
    pub(crate) fn new<S: AsRef<str>>(
        request: Result<&'a Request<S>, ApiError>,
        now: Timestamp,
        rng: &mut Generator,
        session: &'a mut Option<Session>,
        text: &'a mut SmsText,
    ) -> Self {
        let sent = request.and_then(|request| {
            let verification = request.validate()?;
            let (destination, policy) = (verification.destination(), verification.policy());
            Delivery::preflight(&verification, None, text)?;
            let session = session.insert(Session::start(now, destination, policy, rng));
            let delivery = Delivery::new(&verification, session, BaseUrl::EMPTY, text)?;
            Ok(Sent { delivery, session, verification })
        });
        let outcome = sent.map_err(|error: ApiError| ErrorBody {
            error,
            id: ErrorId::generate(rng),
            timestamp: now,
        });
        Self { line: None, outcome }
    }

    pub(crate) fn of_line(self, line: u64) -> Self {
        Self { line: Some(line), ..self }
    }

    pub(crate) fn is_refusal(&self) -> bool {
        self.outcome.is_err()
    }
}

/// `line`, and then `error` or what is sent, `notices` and `response`.
impl Serialize for Answer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(line) = self.line {
            map.serialize_entry("line", &line)?;
        }
        match &self.outcome {
            Err(error) => map.serialize_entry("error", error)?,
            Ok(sent) => sent.write(&mut map)?,
        }
        map.end()
    }
}

impl Sent<'_> {
    fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let mut response = SessionBody::new(self.session, SUB_ACCOUNT, BaseUrl::EMPTY);
        match &self.delivery {
            Delivery::Sms(sms) => {
                map.serialize_entry("text", sms.message.text())?;
                map.serialize_entry("encoding", sms.message.charset().as_str())?;
                map.serialize_entry("units", &sms.message.units())?;
                map.serialize_entry("segments", &sms.message.segments().len())?;
            }
            other => {
                if let Delivery::Sma(_) = other {
                    response = response.with_sma(BaseUrl::EMPTY);
                }
                map.serialize_entry("delivery", &Shown(other))?;
            }
        }
        let code = self.session.code();
        if !code.is_empty() {
            map.serialize_entry("code", code.expose())?;
        }
        let notices: Vec<_> =
            self.verification.notices().map(|notice| notice.to_string()).collect();
        map.serialize_entry("notices", &notices)?;
        map.serialize_entry("response", &response)
    }
}

/// A delivery in full, by the names that a request has for its members.
struct Shown<'a>(&'a Delivery<'a>);

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self.0 {
            Delivery::Sms(sms) => {
                map.serialize_entry("to", &sms.to.to_string())?;
                map.serialize_entry("source", sms.source.as_str())?;
                map.serialize_entry("text", sms.message.text())?;
            }
            Delivery::Call(call) => {
                map.serialize_entry("to", &call.to.to_string())?;
                map.serialize_entry("source", &call.source.map(|source| source.to_string()))?;
                map.serialize_entry("language", call.language.as_str())?;
                map.serialize_entry("voiceProfile", &call.voice_profile.map(Line::as_str))?;
                map.serialize_entry("speed", &call.speed.as_f64())?;
                map.serialize_entry("repetition", &call.repetition.get())?;
                map.serialize_entry("text", call.text)?;
            }
            Delivery::WhatsApp(whatsapp) => {
                map.serialize_entry("to", &whatsapp.to.to_string())?;
                map.serialize_entry("templateName", whatsapp.template_name.as_str())?;
                map.serialize_entry("language", &whatsapp.language.map(Language::as_str))?;
                map.serialize_entry("code", whatsapp.code.expose())?;
            }
            Delivery::Viber(viber) => {
                map.serialize_entry("to", &viber.to.to_string())?;
                map.serialize_entry("text", viber.text)?;
            }
            Delivery::Sma(sma) => {
                map.serialize_entry("to", &sma.to.to_string())?;
                map.serialize_entry("verificationUrl", &sma.verification_url.to_string())?;
                let client_ip = sma.client_ip.map(|address| address.to_string());
                map.serialize_entry("clientIp", &client_ip)?;
            }
        }
        map.end()
    }
}
