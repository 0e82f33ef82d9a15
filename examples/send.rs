//! A verification on one screen: a phone number, a code, the message, and what a person enters.
//!
//! `cargo run --example send`
//!
//! In a program of your own it needs `cargo add getrandom --features sys_rng`. It has no limit
//! across sessions: see `verifier` for that.

use std::error::Error;
use std::time::SystemTime;

use getrandom::SysRng;
use verify_core::code::Generator;
use verify_core::phone::{Country, PhoneNumber};
use verify_core::session::{Policy, Session};
use verify_core::sms::{Encoding, Message};
use verify_core::template::Template;
use verify_core::time::Timestamp;

fn main() -> Result<(), Box<dyn Error>> {
    // Entropy and time come from the operating system: this crate has neither.
    let mut rng = Generator::try_from_rng(&mut SysRng)?;
    let now = Timestamp::try_from(SystemTime::UNIX_EPOCH.elapsed()?)?;

    // A phone number, as people type it.
    let phone = PhoneNumber::parse("8765 4321", Some(Country::SG))?;

    // A session draws the code and counts the attempts. Keep it where the next request finds it.
    let mut session = Session::start(now, phone, Policy::default(), &mut rng);

    // The message. Hand it to your SMS gateway.
    let brand = "ABC";
    let template = Template::default_for(brand);
    let text = template.render(session.code().expose(), brand).to_string();
    let message = Message::new(&text, Encoding::Auto)?;
    println!("To {phone}: {message}");
    println!("{} segment(s) of {}", message.segments().len(), message.charset());

    // What the person enters: first a wrong code, then the one in the message.
    println!("{:?}", session.check(now, "12-34-56"));
    let entered = format!(" {} ", session.code().expose());
    println!("{:?}", session.check(now, &entered));
    Ok(())
}
