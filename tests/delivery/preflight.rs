//! What [`Delivery::preflight`] says of a request, [`Delivery::new`] says of it with a session:
//! for any valid request, whatever session was there before, and whichever code is drawn.

use std::time::Duration;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::TestRunner;
use verify_core::channel::Channel;
use verify_core::code::{Format, Generator};
use verify_core::delivery::{Delivery, DeliveryError, MAX_SMS_LEN, Text};
use verify_core::request::{Request, SmsOptions, WhatsAppOptions};
use verify_core::session::{Policy, Session, Status};
use verify_core::sms::MessageError;
use verify_core::url::BaseUrl;

use super::{NUMBER, now, with_code};

const CASES: usize = 4_000;
/// Codes that are drawn for each request.
const CODES: u8 = 6;

/// What was there for the destination when the request came.
#[derive(Clone, Copy, Debug)]
enum Before {
    Nothing,
    /// It waits, with a code of this format and length.
    Waiting(Format, u8),
    /// It expired.
    Expired(Format, u8),
    /// It waits without a code, as `sma` leaves it.
    WithoutCode,
}

#[derive(Clone, Debug)]
struct Case {
    channel: Channel,
    template: Option<String>,
    brand: Option<String>,
    encoding: Option<&'static str>,
    format: Format,
    length: u8,
    reset: bool,
    before: Before,
}

impl Case {
    fn request(&self) -> Request<&str> {
        Request {
            destination: Some(NUMBER),
            channel: Some(self.channel.as_str()),
            template: self.template.as_deref(),
            brand: self.brand.as_deref(),
            code_type: Some(self.format.as_str()),
            code_length: Some(self.length.into()),
            reset_session: Some(self.reset),
            sms: SmsOptions { source: None, encoding: self.encoding },
            whatsapp: WhatsAppOptions { template_name: Some("otp_copy_code") },
            ..Request::default()
        }
    }

    /// The session that was there, at the time of the request.
    fn before(&self, rng: &mut Generator) -> Option<Session> {
        let policy = match self.before {
            Before::Nothing => return None,
            Before::Waiting(format, length) | Before::Expired(format, length) => {
                with_code(format, length)
            }
            Before::WithoutCode => Policy { channel: Channel::Sma, ..Policy::default() },
        };
        let mut session = Session::start(now(), NUMBER.parse().unwrap(), policy, rng);
        if let Before::Expired(..) = self.before {
            session.status(session.expires_at());
        }
        Some(session)
    }
}

/// Texts of several scripts with placeholders, some around the length where a message is too long.
fn texts() -> impl Strategy<Value = String> {
    const PIECES: &[&str] =
        &["{code}", "<code>", "{brand}", "Your code: ", "`", "€", "ä", "Код ", "ز ", "中", "🔑"];
    let few = vec(select(PIECES), 0..6);
    let (many, more) = (select(vec!["x", "€", "ä", "中", "🔑", "ز"]), -12..12_i32);
    let counts = select(vec![0, 0, 335, 670, 765, 1_530, 3_060]);
    (few, many, counts, more).prop_map(|(few, many, count, more)| {
        let count = usize::try_from(count + more).unwrap_or_default();
        few.concat() + &many.repeat(count)
    })
}

fn cases() -> impl Strategy<Value = Case> {
    let formats = || (select(&Format::ALL[..]), 3..=10_u8);
    let before = (0..6, formats()).prop_map(|(which, (format, length))| match which {
        0 => Before::Nothing,
        1 => Before::WithoutCode,
        2 => Before::Expired(format, length),
        _ => Before::Waiting(format, length),
    });
    let channels = [&Channel::ALL[..], &[Channel::Sms; 5]].concat();
    let encodings = select(vec![None, Some("AUTO"), Some("GSM7"), Some("UCS2")]);
    let brand = prop::option::of(texts().prop_map(|text| text.chars().take(30).collect()));
    let template = prop::option::weighted(0.9, texts());
    let request = (select(channels), template, brand, encodings, formats(), any::<bool>(), before);
    request.prop_map(|(channel, template, brand, encoding, (format, length), reset, before)| {
        // On the other channels, a template is a violation.
        let template = template.filter(|_| matches!(channel, Channel::Sms | Channel::Call));
        Case { channel, template, brand, encoding, format, length, reset, before }
    })
}

#[test]
fn what_passes_is_sent_and_what_is_refused_is_refused_alike() {
    let (mut runner, cases) = (TestRunner::deterministic(), cases().boxed());
    let [mut sent, mut too_long, mut not_in_alphabet, mut no_room] = [0; 4];
    for _ in 0..CASES {
        let case = cases.new_tree(&mut runner).unwrap().current();
        let request = case.request();
        let verification = request.validate().unwrap();
        let mut text = Text::<MAX_SMS_LEN>::new();
        for seed in 0..CODES {
            let mut rng = Generator::from_seed([seed; 32]);
            let before = case.before(&mut rng);
            let checked = Delivery::preflight(&verification, before.as_ref(), &mut text);
            let policy = verification.policy();
            let session = match before.filter(|session| session.latest_status() == Status::Waiting)
            {
                None => Session::start(now(), verification.destination(), policy, &mut rng),
                Some(mut session) => {
                    let later = now().saturating_add(Duration::from_secs(10));
                    session.resend(later, policy, &mut rng).unwrap();
                    session
                }
            };
            let made = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut text);
            assert_eq!(
                made.map(|delivery| delivery.channel()),
                checked.map(|()| case.channel),
                "{case:?}"
            );
            match checked {
                Ok(()) => sent += 1,
                Err(DeliveryError::Message(MessageError::TooLong { .. })) => too_long += 1,
                Err(DeliveryError::Message(MessageError::NotInAlphabet(_))) => not_in_alphabet += 1,
                Err(DeliveryError::BufferTooSmall(_)) => no_room += 1,
                Err(error) => panic!("{error}: {case:?}"),
            }
        }
    }
    // Each answer is common among the cases.
    let least = [sent, too_long, not_in_alphabet, no_room].into_iter().min();
    assert!(least > Some(CASES / 20), "{sent} {too_long} {not_in_alphabet} {no_room}");
}
