//! Requests as JSON, one on each line of the standard input, and what becomes of them, one on each
//! line of the output.
//!
//! Each line is a service of its own: it starts a session, whatever came before it. No line stops
//! it.

use std::io::{self, BufRead, Write};

use getrandom::SysRng;
use serde::Serialize;
use verify_core::channel::{Language, Line};
use verify_core::code::Generator;
use verify_core::delivery::{self, Delivery, Text};
use verify_core::request::{Request, SubAccountId, Verification};
use verify_core::response::{ApiError, ErrorBody, ErrorId, SessionBody};
use verify_core::session::Session;
use verify_core::time::Timestamp;
use verify_core::url::BaseUrl;

use crate::flow;
use crate::problem::Problem;

/// The sub-account that all requests are for.
const SUB_ACCOUNT: SubAccountId<'static> = match SubAccountId::parse("demo") {
    Ok(sub_account) => sub_account,
    Err(_) => panic!("demo is no sub-account"),
};

/// Answers every line of `input`.
pub(crate) fn run(input: impl BufRead, mut output: impl Write) -> Result<(), Problem> {
    let mut rng = Generator::try_from_rng(&mut SysRng).map_err(flow::entropy)?;
    for line in input.split(b'\n') {
        let line = line.map_err(|error| Problem::new("input", error))?;
        answer(&line, flow::now()?, &mut rng, &mut output)
            .map_err(|error| Problem::new("output", error))?;
    }
    Ok(())
}

/// Writes what becomes of one request.
fn answer(
    line: &[u8],
    now: Timestamp,
    rng: &mut Generator,
    output: &mut impl Write,
) -> io::Result<()> {
    let mut text = Text::<{ delivery::MAX_SMS_LEN }>::new();
    let request = serde_json::from_slice::<Request<String>>(line).map_err(|_| ApiError::Body);
    let verification = request.as_ref().map_err(|error| *error).and_then(validate);
    let started = verification.and_then(|verification| {
        Delivery::preflight(&verification, None, &mut text)?;
        let (destination, policy) = (verification.destination(), verification.policy());
        Ok((verification, Session::start(now, destination, policy, rng)))
    });
    let delivered = started.as_ref().map_err(|error| *error).and_then(|(verification, session)| {
        Ok((Delivery::new(verification, session, BaseUrl::EMPTY, &mut text)?, session))
    });
    match delivered {
        Ok((delivery, session)) => write(output, &Answer::new(&delivery, session)),
        Err(error) => {
            let error = ErrorBody { error, id: ErrorId::generate(rng), timestamp: now };
            write(output, &Answer::Refused { error })
        }
    }
}

fn validate(request: &Request<String>) -> Result<Verification<'_>, ApiError> {
    Ok(request.validate()?)
}

fn write(output: &mut impl Write, answer: &Answer<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *output, answer)?;
    output.write_all(b"\n")
}

/// What is printed for a line.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer<'a> {
    Sms {
        text: &'a str,
        encoding: &'static str,
        units: usize,
        segments: usize,
        code: &'a str,
        response: SessionBody<'a>,
    },
    Other {
        delivery: Shown<'a>,
        #[serde(skip_serializing_if = "str::is_empty")]
        code: &'a str,
        response: SessionBody<'a>,
    },
    Refused {
        error: ErrorBody,
    },
}

/// A delivery in full, by the names that a request has for its members.
#[derive(Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
enum Shown<'a> {
    Call {
        to: String,
        source: Option<String>,
        language: &'static str,
        voice_profile: Option<&'a str>,
        speed: f64,
        repetition: u8,
        text: &'a str,
    },
    WhatsApp {
        to: String,
        template_name: &'a str,
        language: Option<&'static str>,
        code: &'a str,
    },
    Viber {
        to: String,
        text: &'a str,
    },
    Sma {
        to: String,
        verification_url: String,
        client_ip: Option<String>,
    },
}

impl<'a> Answer<'a> {
    fn new(delivery: &Delivery<'a>, session: &'a Session) -> Self {
        let response = SessionBody::new(session, SUB_ACCOUNT, BaseUrl::EMPTY);
        let code = session.code().expose();
        let delivery = match delivery {
            Delivery::Sms(sms) => {
                return Answer::Sms {
                    text: sms.message.text(),
                    encoding: sms.message.charset().as_str(),
                    units: sms.message.units(),
                    segments: sms.message.segments().len(),
                    code,
                    response,
                };
            }
            Delivery::Call(call) => Shown::Call {
                to: call.to.to_string(),
                source: call.source.map(|source| source.to_string()),
                language: call.language.as_str(),
                voice_profile: call.voice_profile.map(Line::as_str),
                speed: call.speed.as_f64(),
                repetition: call.repetition.get(),
                text: call.text,
            },
            Delivery::WhatsApp(whatsapp) => Shown::WhatsApp {
                to: whatsapp.to.to_string(),
                template_name: whatsapp.template_name.as_str(),
                language: whatsapp.language.map(Language::as_str),
                code: whatsapp.code.expose(),
            },
            Delivery::Viber(viber) => Shown::Viber { to: viber.to.to_string(), text: viber.text },
            Delivery::Sma(sma) => Shown::Sma {
                to: sma.to.to_string(),
                verification_url: sma.verification_url.to_string(),
                client_ip: sma.client_ip.map(|address| address.to_string()),
            },
        };
        let response = match &delivery {
            Shown::Sma { .. } => response.with_sma(BaseUrl::EMPTY),
            _ => response,
        };
        Answer::Other { delivery, code, response }
    }
}
