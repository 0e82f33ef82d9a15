//! The demo of verify-core. `cargo run -p verify-demo` verifies a phone number in the terminal,
//! with a message that is shown instead of sent.
//!
//! `cargo run -p verify-demo -- --country SG --brand ABC 8765 4321` shows the message for a number,
//! and `--batch` answers requests as JSON. `--help` lists the options.

mod answer;
mod batch;
mod country;
mod flow;
mod hint;
mod options;
mod problem;
mod screen;
mod system;

use std::io::{self, ErrorKind, IsTerminal, Write, stdin, stdout};
use std::process::ExitCode;

use verify_core::delivery::{self, Text};
use verify_core::session::Status;

use answer::Answer;
use flow::Person;
use hint::Typed;
use options::{Command, Options};
use problem::{Problem, Stop};
use screen::Screen;

/// Room for the longest text that fits an SMS.
type SmsText = Text<{ delivery::MAX_SMS_LEN }>;

fn main() -> ExitCode {
    let screen = Screen::new();
    match run(&screen) {
        Ok(code) => code,
        // Whoever reads the output has seen enough: `verify --help | head -1`.
        Err(Stop::Output(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Stop::Output(error)) => wrong(&screen, &[Problem::new("output", error)]),
        Err(Stop::Wrong(problems)) => wrong(&screen, &problems),
    }
}

fn wrong(screen: &Screen, problems: &[Problem]) -> ExitCode {
    // If the error output is closed too, nobody is left to read it.
    let _ = screen.problems(problems);
    ExitCode::from(2)
}

fn run(screen: &Screen) -> Result<ExitCode, Stop> {
    match options::read(lexopt::Parser::from_env())? {
        Command::Help => stdout().write_all(options::HELP.as_bytes())?,
        Command::Version => writeln!(stdout(), "verify {}", env!("CARGO_PKG_VERSION"))?,
        Command::Batch => batch::run(stdin().lock(), stdout().lock())?,
        Command::Json(number, options) => return json(&number, &options),
        Command::Show(number, options) => return show(screen, &number, &options),
        Command::Ask(options) if stdin().is_terminal() => {
            return verify(screen, &options, Person::AtTheTerminal);
        }
        Command::Ask(options) => {
            screen.say(
                "There is no terminal to type in, so this is a sample run that types by itself.",
            )?;
            let code = verify(screen, &options, Person::Sample)?;
            screen.say("In a terminal, it is your turn. `--help` lists the options.")?;
            return Ok(code);
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Goes through a whole verification with a person.
fn verify(screen: &Screen, options: &Options, person: Person) -> Result<ExitCode, Stop> {
    let status = flow::run(screen, options, person)?;
    Ok(if status == Some(Status::Verified) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Shows the message for a number.
fn show(screen: &Screen, number: &str, options: &Options) -> Result<ExitCode, Stop> {
    let request = options.request(Some(number));
    let Ok(verification) = request.validate() else {
        return Err(Stop::Wrong(problem::of_request(&request, options, Typed::OnCommandLine)));
    };
    let session = system::start(&verification)?;
    let mut text = SmsText::new();
    let message = flow::message(&verification, &session, &mut text)?;
    screen.message(session.destination(), &message, options.encoding())?;
    if options.pdu {
        screen.pdus(session.destination(), &message)?;
    }
    for notice in verification.notices() {
        screen.notice(notice)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Answers one number as `--batch` answers a request.
fn json(number: &str, options: &Options) -> Result<ExitCode, Stop> {
    let mut rng = system::generator()?;
    let request = options.request(Some(number));
    let mut text = SmsText::new();
    let mut session = None;
    let answer = Answer::new(Ok(&request), system::now()?, &mut rng, &mut session, &mut text);
    let code = if answer.is_refusal() { ExitCode::from(2) } else { ExitCode::SUCCESS };
    let mut output = stdout().lock();
    serde_json::to_writer(&mut output, &answer).map_err(io::Error::from)?;
    output.write_all(b"\n")?;
    Ok(code)
}
