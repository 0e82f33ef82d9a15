//! The whole flow, in a terminal: a number, a message, a code, and what becomes of the session.

use std::time::{Duration, SystemTime};

use getrandom::SysRng;
use verify_core::phone::{Country, PhoneNumber};
use verify_core::session::{Policy, ResendError, Session, Status, TryResendError, Verdict};
use verify_core::sms::Message;
use verify_core::time::Timestamp;

use crate::options::Options;
use crate::problem::{self, Problem};
use crate::screen;

/// Asks until the session is over, and says how it ended.
pub(crate) fn run(options: &Options) -> Result<Status, Problem> {
    let number = ask_number(options.country)?;
    let policy = Policy { format: options.format, length: options.length, ..Policy::default() };
    let mut session = Session::try_start(now()?, number, policy, &mut SysRng).map_err(entropy)?;
    send(options, &session)?;
    loop {
        match session.status(now()?) {
            Status::Waiting => {}
            over => return Ok(over),
        }
        let left = session.expires_at().saturating_duration_since(now()?);
        let tries = Session::MAX_ATTEMPTS.saturating_sub(session.attempts());
        let entered =
            screen::ask(&format!("Code ({tries} tries, {} left; r to resend)", clock(left)))?;
        match entered.trim() {
            "" => {}
            "r" => match session.try_resend(now()?, policy, &mut SysRng) {
                Ok(()) => send(options, &session)?,
                Err(TryResendError::Rng(error)) => return Err(entropy(error)),
                Err(TryResendError::Refused(ResendError::TooEarly(early))) => {
                    let wait = early.retry_after().saturating_duration_since(now()?);
                    screen::say(&format!("It can be sent again in {}.", clock(wait)));
                }
                Err(TryResendError::Refused(_)) => {}
            },
            code => match session.check(now()?, code) {
                Verdict::Wrong { attempts_left: 1 } => screen::say("Wrong. One try is left."),
                Verdict::Wrong { attempts_left } => {
                    screen::say(&format!("Wrong. {attempts_left} tries are left."));
                }
                Verdict::Verified | Verdict::Failed | Verdict::Over(_) => {}
            },
        }
    }
}

/// Shows the message as the phone would.
fn send(options: &Options, session: &Session) -> Result<(), Problem> {
    let brand = options.brand.as_deref();
    let text = options.template().render(session.code().expose(), brand).to_string();
    let message = Message::new(&text, options.encoding)
        .map_err(|error| Problem::new("message", error).marked(&text, problem::position(error)))?;
    screen::phone(&session.destination(), &message);
    Ok(())
}

/// Asks until there is a number.
fn ask_number(country: Option<Country>) -> Result<PhoneNumber, Problem> {
    loop {
        let text = screen::ask("Phone number")?;
        let country = match country {
            Some(country) => Some(country),
            None if text.trim_start().starts_with('+') => None,
            None => ask_country()?,
        };
        match PhoneNumber::parse(&text, country) {
            Ok(number) => return Ok(number),
            Err(error) => screen::problem(&problem::of_number(&text, error)),
        }
    }
}

/// Asks until there is a country, or nothing is typed.
fn ask_country() -> Result<Option<Country>, Problem> {
    loop {
        let text = screen::ask("Country, as two letters (nothing if the number is international)")?;
        match text.trim() {
            "" => return Ok(None),
            code => match code.parse() {
                Ok(country) => return Ok(Some(country)),
                Err(error) => {
                    screen::problem(&Problem::new("country", error).marked(code, Some(0)));
                }
            },
        }
    }
}

/// The system's clock.
pub(crate) fn now() -> Result<Timestamp, Problem> {
    let since_epoch =
        SystemTime::UNIX_EPOCH.elapsed().map_err(|error| Problem::new("clock", error))?;
    let millis = u64::try_from(since_epoch.as_millis()).unwrap_or(u64::MAX);
    Timestamp::from_unix_millis(millis).map_err(|error| Problem::new("clock", error))
}

pub(crate) fn entropy(error: getrandom::Error) -> Problem {
    Problem::new("the operating system's entropy", error)
}

/// `4:59`: minutes and seconds, begun ones counted as whole.
fn clock(left: Duration) -> String {
    let seconds = left.as_millis().div_ceil(1000);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}
