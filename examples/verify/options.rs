//! The command line.

use std::fmt::Display;
use std::str::FromStr;

use lexopt::prelude::*;
use verify_core::code::{Format, Length};
use verify_core::phone::Country;
use verify_core::sms::Encoding;
use verify_core::template::Template;

use crate::problem::Problem;

pub(crate) const HELP: &str = "\
Shows the message that verifies a phone number.

Usage: verify [OPTIONS] [NUMBER]
       Without a number, in a terminal, it asks for one, and goes through the
       whole verification.

Options:
  --country CC       the country of a national number, as two letters: SG
  --brand NAME       the brand that the message names
  --format FORMAT    NUMERIC (default), NUMERIC_WITH_DASH, ALPHANUMERIC,
                     ALPHANUMERIC_CAPITALS or ALPHANUMERIC_EASY
  --length N         characters of the code, 3 to 10 (default 4)
  --template TEXT    the message, with {code} and {brand} in it
  --encoding NAME    AUTO (default), GSM7 or UCS2
  --batch            answers requests as JSON, one on each line of the standard
                     input, with one JSON object on each line of the output
  -h, --help         shows this

Exit codes: 0 done or verified, 1 not verified, 2 an input that is wrong.
";

/// What is to be done.
pub(crate) enum Command {
    Help,
    /// For requests as JSON.
    Batch,
    /// For a number that was given.
    Show(String, Options),
    /// For a number that is to be asked for.
    Ask(Options),
}

#[derive(Default)]
pub(crate) struct Options {
    pub(crate) country: Option<Country>,
    pub(crate) brand: Option<String>,
    pub(crate) format: Format,
    pub(crate) length: Length,
    pub(crate) encoding: Encoding,
    template: Option<String>,
}

impl Options {
    pub(crate) fn template(&self) -> Template<'_> {
        match &self.template {
            Some(text) => Template::new(text),
            None => Template::default_for(self.brand.as_deref()),
        }
    }
}

/// Reads the command line.
pub(crate) fn read(mut parser: lexopt::Parser) -> Result<Command, Problem> {
    let mut options = Options::default();
    let mut number = None;
    while let Some(argument) = parser.next().map_err(wrong)? {
        match argument {
            Long("help") | Short('h') => return Ok(Command::Help),
            Long("batch") => return Ok(Command::Batch),
            Long("country") => options.country = Some(parse("--country", &value(&mut parser)?)?),
            Long("brand") => options.brand = Some(value(&mut parser)?),
            Long("format") => options.format = parse("--format", &value(&mut parser)?)?,
            Long("length") => options.length = length(&value(&mut parser)?)?,
            Long("template") => options.template = Some(value(&mut parser)?),
            Long("encoding") => options.encoding = parse("--encoding", &value(&mut parser)?)?,
            Value(text) if number.is_none() => number = Some(text.string().map_err(wrong)?),
            other => return Err(wrong(other.unexpected())),
        }
    }
    Ok(match number {
        Some(number) => Command::Show(number, options),
        None => Command::Ask(options),
    })
}

fn wrong(error: lexopt::Error) -> Problem {
    Problem::new("command line", error)
}

/// The value of the option that was read last.
fn value(parser: &mut lexopt::Parser) -> Result<String, Problem> {
    parser.value().and_then(ValueExt::string).map_err(wrong)
}

fn parse<T: FromStr<Err: Display>>(what: &'static str, text: &str) -> Result<T, Problem> {
    text.parse().map_err(|error| Problem::new(what, error).marked(text, Some(0)))
}

fn length(text: &str) -> Result<Length, Problem> {
    let characters = parse("--length", text)?;
    Length::new(characters).map_err(|error| Problem::new("--length", error).marked(text, Some(0)))
}
