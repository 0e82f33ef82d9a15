//! A service in one process, which keeps its sessions in a `Verifier`.

use std::borrow::Cow;
use std::error::Error;
use std::sync::Mutex;

use verify_core::delivery::{Delivery, MAX_SMS_LEN, Text};
use verify_core::engine::Limits;
use verify_core::request::Request;
use verify_core::session::{SessionId, Verdict};
use verify_core::verifier::{Slot, Verifier};

use super::now;

static VERIFIER: Mutex<Verifier<[Slot; 100]>> =
    Mutex::new(Verifier::unseeded([const { Slot::EMPTY }; 100]));

/// Returns the session and the message that goes out.
fn send(request: &Request<Cow<'_, str>>) -> Result<(SessionId, String), Box<dyn Error>> {
    let mut verifier = VERIFIER.lock().expect("no other thread has panicked");
    let started = verifier.start(now(), request)?;
    let mut text = Text::<MAX_SMS_LEN>::new();
    let sent = match started.delivery(&mut text)? {
        Delivery::Sms(sms) => sms.message.to_string(),
        Delivery::Viber(viber) => viber.text.to_owned(),
        other => panic!("{other:?}"),
    };
    Ok((started.session().id(), sent))
}

#[test]
fn a_message_is_sent_and_its_code_checked() -> Result<(), Box<dyn Error>> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed)?;
    let mut verifier = VERIFIER.lock().expect("no other thread has panicked");
    verifier.seed(seed);
    verifier.set_limits(Limits::NONE);
    drop(verifier);

    // Borrowed and owned texts in one request.
    let (typed, shop) = (String::from("+65 8765 4321"), "ABC");
    let request = Request {
        destination: Some(Cow::from(typed)),
        brand: Some(Cow::from(shop)),
        template: Some(Cow::from(format!("{{code}} is your code for {shop}."))),
        ..Request::default()
    };
    let (id, message) = send(&request)?;
    let code = message.strip_suffix(" is your code for ABC.").expect("the template is used");

    let mut verifier = VERIFIER.lock().expect("no other thread has panicked");
    assert_eq!(verifier.check(now(), id, "wrong")?, Verdict::Wrong { attempts_left: 4 });
    assert_eq!(verifier.check(now(), id, code)?, Verdict::Verified);
    drop(verifier);

    let request = Request::<Cow<'_, str>> {
        destination: Some("+6587654322".into()),
        channel: Some("viber".into()),
        ..Request::default()
    };
    let (_, message) = send(&request)?;
    assert!(message.starts_with("Your verification code is "), "{message}");
    Ok(())
}

#[test]
fn a_request_of_owned_texts_is_lent() {
    let owned = Request { destination: Some(String::from("+6587654321")), ..Request::default() };
    let lent: Request<&str> = owned.as_deref();
    assert_eq!(lent.destination, Some("+6587654321"));
    let of_cows = owned.map(Cow::<'_, str>::from);
    assert!(of_cows.validate().is_ok());
}
