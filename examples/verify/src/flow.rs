//! A whole verification in a terminal: a number, a message, a code, and how the session ends.

use std::borrow::Cow;
use std::io;
use std::time::Duration;

use getrandom::SysRng;
use verify_core::channel::Line;
use verify_core::code::{Code, Format};
use verify_core::delivery::{Delivery, DeliveryError};
use verify_core::phone::ParseError;
use verify_core::request::{Cause, Request, Verification};
use verify_core::session::{ResendError, Session, Status, TryResendError, Verdict};
use verify_core::sms::Message;
use verify_core::url::BaseUrl;

use crate::SmsText;
use crate::hint::Typed;
use crate::options::Options;
use crate::problem::{self, Problem, Stop};
use crate::screen::Screen;
use crate::system;

/// Who answers the questions.
#[derive(Clone, Copy)]
pub(crate) enum Person {
    AtTheTerminal,
    /// Types the right answers, after a wrong code.
    Sample,
}

/// What was typed when the code was asked for.
enum Entry {
    Code(String),
    Resend,
}

/// The number that the sample run verifies.
const SAMPLE: &str = "+65 8765 4321";

/// Asks until the session is over, and returns how it ended; `None` if the person stops.
pub(crate) fn run(
    screen: &Screen,
    options: &Options,
    person: Person,
) -> Result<Option<Status>, Stop> {
    let problems =
        problem::of_request(&options.request(Some(SAMPLE)), options, Typed::OnCommandLine);
    if !problems.is_empty() {
        return Err(Stop::Wrong(problems));
    }
    let Some((number, country)) = ask_number(screen, options, person)? else {
        return stopped(screen);
    };
    let country = country.as_deref().or(options.country.as_deref());
    let request = Request { country, ..options.request(Some(&number)) };
    let verification = request.validate().map_err(|error| Problem::new("request", error))?;
    for notice in verification.notices() {
        screen.notice(notice)?;
    }
    let mut session = system::start(&verification)?;
    send(screen, &verification, &session)?;
    loop {
        match session.status(system::now()?) {
            Status::Waiting => {}
            over => {
                screen.status(over)?;
                return Ok(Some(over));
            }
        }
        match ask_code(screen, &session, person)? {
            None => return stopped(screen),
            Some(Entry::Resend) => resend(screen, &verification, &mut session)?,
            Some(Entry::Code(code)) => match session.check(system::now()?, &code) {
                Verdict::Wrong { attempts_left } => {
                    screen.say(&format!("Wrong: {} left.", tries(attempts_left)))?;
                }
                Verdict::Verified | Verdict::Failed | Verdict::Over(_) => {}
            },
        }
    }
}

/// Writes the text message that a session sends.
pub(crate) fn message<'a>(
    verification: &Verification<'a>,
    session: &'a Session,
    text: &'a mut SmsText,
) -> Result<Message<'a>, Problem> {
    // For the mark below an error, since the buffer holds no text then.
    let rendered = verification.template().map(|template| {
        let brand = verification.brand().map(Line::as_str);
        template.render(session.code().expose(), brand)
    });
    match Delivery::new(verification, session, BaseUrl::EMPTY, text) {
        Ok(Delivery::Sms(sms)) => Ok(sms.message),
        Ok(_) => Err(problem::of_message("", DeliveryError::NoCode)),
        Err(error) => {
            let rendered = rendered.map(|text| text.to_string()).unwrap_or_default();
            Err(problem::of_message(&rendered, error))
        }
    }
}

/// Shows the message as the phone would.
fn send(screen: &Screen, verification: &Verification<'_>, session: &Session) -> Result<(), Stop> {
    let mut text = SmsText::new();
    screen.phone(session.destination(), &message(verification, session, &mut text)?)?;
    Ok(())
}

/// Sends the message again, unless it is too early.
fn resend(
    screen: &Screen,
    verification: &Verification<'_>,
    session: &mut Session,
) -> Result<(), Stop> {
    let now = system::now()?;
    let policy = verification.policy();
    match session.try_resend(now, policy, &mut SysRng) {
        Ok(()) => send(screen, verification, session)?,
        Err(TryResendError::Rng(error)) => return Err(system::entropy(error).into()),
        Err(TryResendError::Refused(ResendError::TooEarly(early))) => {
            let wait = early.retry_after().saturating_duration_since(now);
            screen.say(&format!("It can be sent again in {}.", clock(wait)))?;
        }
        Err(_) => {}
    }
    Ok(())
}

/// Asks until there is a number that can be verified, and for its country if it needs one. `None`
/// if the person stops.
fn ask_number(
    screen: &Screen,
    options: &Options,
    person: Person,
) -> Result<Option<(String, Option<String>)>, Stop> {
    let question = format!("Phone number (such as {SAMPLE}; q to stop)");
    loop {
        let Some(number) = ask(screen, &question, person, SAMPLE)? else {
            return Ok(None);
        };
        match number.to_lowercase().as_str() {
            "" => continue,
            "help" | "?" => {
                screen.say(
                    "Type a phone number as you would dial it or write it down. One that does \
                     not begin with + and a calling code needs a country. q stops.",
                )?;
                continue;
            }
            _ => {}
        }
        let mut country = None;
        if options.country.is_none() && may_be_national(&options.request(Some(&number))) {
            country = match ask_country(screen, options, person)? {
                None => return Ok(None),
                Some(empty) if empty.is_empty() => None,
                country => country,
            };
        }
        let request = options.request(Some(&number));
        let request = Request { country: country.as_deref().or(request.country), ..request };
        let problems = problem::of_request(&request, options, Typed::AtQuestions);
        if problems.is_empty() {
            return Ok(Some((number, country)));
        }
        screen.problems(&problems)?;
    }
}

/// Asks until there is a country, or an empty answer. `None` if the person stops.
fn ask_country(screen: &Screen, options: &Options, person: Person) -> Result<Option<String>, Stop> {
    loop {
        let question = "Country of the number (two letters, such as GB)";
        let Some(country) = ask(screen, question, person, "")? else {
            return Ok(None);
        };
        let country_or_none = Some(country.as_str()).filter(|country| !country.is_empty());
        let request = Request { country: country_or_none, ..options.request(Some(SAMPLE)) };
        let mut problems = problem::of_request(&request, options, Typed::AtQuestions);
        if problems.is_empty() {
            return Ok(Some(country));
        }
        // It was typed at a question, not as an option.
        for problem in &mut problems {
            problem.what = "country";
        }
        screen.problems(&problems)?;
    }
}

/// Asks for the code in the message, or for a command. `None` if the person stops.
fn ask_code(screen: &Screen, session: &Session, person: Person) -> Result<Option<Entry>, Stop> {
    let code = session.code();
    let wrong = if code.matches("0000") { "1111" } else { "0000" };
    let sample = if session.attempts() == 0 { wrong } else { code.expose() };
    loop {
        let left = session.expires_at().saturating_duration_since(system::now()?);
        let tries = tries(Session::MAX_ATTEMPTS.saturating_sub(session.attempts()));
        let question = format!("Code ({tries}, {} left; r to resend, q to stop)", clock(left));
        let Some(entered) = ask_as_typed(screen, &question, person, sample)? else {
            return Ok(None);
        };
        // A code of letters may equal one of the words below.
        if code.matches(&entered) {
            return Ok(Some(Entry::Code(entered)));
        }
        return Ok(Some(match word(&entered, code).as_ref() {
            "" => continue,
            "help" | "?" => {
                screen.say(
                    "Type the code in the message. r sends the message again, q stops. Neither \
                     costs a try.",
                )?;
                continue;
            }
            "r" | "resend" => Entry::Resend,
            word if STOP.contains(&word) => return Ok(None),
            _ => Entry::Code(entered),
        }));
    }
}

/// Asks a question. `None` if the person stops.
fn ask(
    screen: &Screen,
    question: &str,
    person: Person,
    sample: &str,
) -> io::Result<Option<String>> {
    let typed = ask_as_typed(screen, question, person, sample)?;
    Ok(typed.filter(|typed| !is_stop(typed)))
}

/// Asks a question. `None` if the input has ended.
fn ask_as_typed(
    screen: &Screen,
    question: &str,
    person: Person,
    sample: &str,
) -> io::Result<Option<String>> {
    match person {
        Person::AtTheTerminal => screen.ask(question),
        Person::Sample => screen.ask_and_type(question, sample).map(Some),
    }
}

/// The words that stop the demo.
const STOP: [&str; 3] = ["q", "quit", "exit"];

fn is_stop(typed: &str) -> bool {
    STOP.contains(&typed.to_lowercase().as_str())
}

/// Returns what was typed at the question for a code as a word, in small letters. What could be
/// such a code stays as it is.
fn word<'a>(entered: &'a str, code: &Code) -> Cow<'a, str> {
    let has_letters = !matches!(code.format(), Format::Numeric | Format::NumericWithDash);
    if has_letters && entered.chars().count() == code.len() {
        entered.into()
    } else {
        entered.to_lowercase().into()
    }
}

fn stopped(screen: &Screen) -> Result<Option<Status>, Stop> {
    screen.say("Stopped: the number is not verified.")?;
    Ok(None)
}

/// Whether a number that is refused without a country may be right with one.
fn may_be_national(request: &Request<&str>) -> bool {
    let is_international = request.destination.is_some_and(|text| text.starts_with('+'));
    let wrong = request.validate().err().map(verify_core::request::Error::cause);
    let is_nonsense = matches!(
        wrong,
        Some(Cause::PhoneNumber(
            ParseError::NoDigits
                | ParseError::UnexpectedCharacter { .. }
                | ParseError::TooManyCharacters
                | ParseError::Extension { .. }
        ))
    );
    !is_international && !is_nonsense
}

/// Formats a duration as minutes and seconds, rounded up: `4:59`.
fn clock(left: Duration) -> String {
    let seconds = left.as_millis().div_ceil(1000);
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

fn tries(left: u8) -> String {
    if left == 1 { "1 try".into() } else { format!("{left} tries") }
}
