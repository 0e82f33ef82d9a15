//! The terminal demo: a phone number as it is typed, and the message that would verify it.
//!
//! `cargo run --example verify -- --country SG --brand ABC '8765 4321'`; `--help` lists the options.

mod options;
mod problem;
mod screen;

use std::io::{IsTerminal, stdin};
use std::process::ExitCode;

use getrandom::SysRng;
use verify_core::code::Code;
use verify_core::phone::{Country, PhoneNumber};
use verify_core::sms::Message;

use options::{Command, Options};
use problem::Problem;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            screen::problem(&problem);
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Problem> {
    match options::read(lexopt::Parser::from_env())? {
        Command::Help => anstream::print!("{}", options::HELP),
        Command::Show(text, options) => show(&options, &number(&text, options.country)?)?,
        Command::Ask(options) if stdin().is_terminal() => {
            let number = ask_number(&options)?;
            show(&options, &number)?;
        }
        Command::Ask(_) => {
            let message =
                "expected a phone number, found none, and no terminal to ask in (see --help)";
            return Err(Problem::new("number", message));
        }
    }
    Ok(())
}

fn number(text: &str, country: Option<Country>) -> Result<PhoneNumber, Problem> {
    PhoneNumber::parse(text, country)
        .map_err(|error| Problem::new("number", error).marked(text, error.position()))
}

/// Asks until there is a number.
fn ask_number(options: &Options) -> Result<PhoneNumber, Problem> {
    loop {
        let text = screen::ask("Phone number")?;
        let country = match options.country {
            Some(country) => Some(country),
            None if text.trim_start().starts_with('+') => None,
            None => ask_country()?,
        };
        match number(&text, country) {
            Ok(number) => return Ok(number),
            Err(problem) => screen::problem(&problem),
        }
    }
}

/// Asks until there is a country, or nothing is typed.
fn ask_country() -> Result<Option<Country>, Problem> {
    loop {
        let text = screen::ask("Country (two letters, or nothing for an international number)")?;
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

/// Draws a code and shows the message that would carry it.
fn show(options: &Options, number: &PhoneNumber) -> Result<(), Problem> {
    let code = Code::try_generate(options.format, options.length, &mut SysRng)
        .map_err(|error| Problem::new("the operating system's entropy", error))?;
    let brand = options.brand.as_deref();
    let text = options.template().render(code.expose(), brand).to_string();
    let message = Message::new(&text, options.encoding)
        .map_err(|error| Problem::new("message", error).marked(&text, problem::position(error)))?;
    screen::message(number, &message, options.encoding);
    Ok(())
}
