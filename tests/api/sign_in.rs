//! A sign-in with a phone number, from the number to the verdict.

use std::error::Error;

use getrandom::SysRng;
use verify_core::code::{Generator, Length};
use verify_core::delivery::{Delivery, MAX_SMS_LEN, Text};
use verify_core::phone::{Country, PhoneNumber};
use verify_core::request::Request;
use verify_core::session::{Policy, Session, Status, Validity, Verdict};
use verify_core::sms::{Charset, Encoding, Message};
use verify_core::template::Template;
use verify_core::url::BaseUrl;

use super::now;

#[test]
fn of_the_parts_alone() -> Result<(), Box<dyn Error>> {
    let mut rng = Generator::try_from_rng(&mut SysRng)?;
    let phone = PhoneNumber::parse("020 7946 0018", Some(Country::GB))?;
    let policy = Policy {
        length: Length::try_from(6)?,
        validity: Validity::try_from(std::time::Duration::from_secs(120))?,
        ..Policy::default()
    };
    let mut session = Session::start(now(), phone, policy, &mut rng);

    let template = Template::new("<code> is your code for <brand>.");
    let text = template.render(session.code().expose(), "ABC").to_string();
    let message = Message::new(&text, Encoding::Auto)?;
    assert_eq!((message.charset(), message.segments().len()), (Charset::Gsm7, 1));
    assert_eq!(phone.to_string(), "+442079460018");

    assert_eq!(session.check(now(), ""), Verdict::Wrong { attempts_left: 4 });
    let (start, end) = text.split_at(3);
    let (end, _) = end.split_once(' ').expect("a space follows the code");
    assert_eq!(session.check(now(), &format!("{start}-{end}")), Verdict::Verified);
    assert_eq!(session.status(now()), Status::Verified);
    Ok(())
}

#[test]
fn of_a_request() -> Result<(), Box<dyn Error>> {
    // Some texts are read from a form, some stand in the program.
    let (typed, shop) = (String::from(" (0)400 123 456"), String::from("Café ABC"));
    let request = Request::<&str> {
        destination: Some(&typed),
        country: Some("au"),
        brand: Some(&shop),
        code_length: Some(6),
        ..Request::default()
    };
    let verification = request.validate()?;
    assert_eq!(verification.notices().count(), 0);

    let mut text = Text::<MAX_SMS_LEN>::new();
    Delivery::preflight(&verification, None, &mut text)?;
    let (destination, policy) = (verification.destination(), verification.policy());
    let mut session = Session::try_start(now(), destination, policy, &mut SysRng)?;
    let Delivery::Sms(sms) = Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut text)?
    else {
        panic!("the default channel is sms");
    };
    assert_eq!(sms.to.to_string(), "+61400123456");
    let (brand, code) = sms.message.text().split_once(": Your verification code is ").expect("it");
    assert_eq!(brand, shop);
    let entered = code.to_owned();

    // The session survives in a store.
    let stored = session.to_bytes();
    session = Session::from_bytes(&stored)?;
    assert_eq!(session.check(now(), &entered), Verdict::Verified);
    Ok(())
}
