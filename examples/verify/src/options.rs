//! The command line.

use std::fmt::Display;

use lexopt::prelude::*;
use verify_core::request::{Found, Member, Request, SmsOptions};
use verify_core::sms::Encoding;

use crate::problem::Problem;

pub(crate) const HELP: &str = "\
Verifies a phone number, with a message that is shown instead of sent.

Usage: verify [OPTIONS] [NUMBER]
       With a number, it shows the message for it. Without one, it asks for a
       number, shows the message and asks for the code in it. If its input is
       not a terminal but, say, a pipe, it ignores it: a sample run types by
       itself. Only --batch reads a pipe.

Examples:
  verify
  verify --country GB --brand ABC 020 7946 0018
  echo '{\"destination\": \"+6587654321\"}' | verify --batch

Options:
  --country CC       the country of a national number, as two letters: GB
  --brand NAME       the brand that the message names
  --format FORMAT    NUMERIC (default), NUMERIC_WITH_DASH, ALPHANUMERIC,
                     ALPHANUMERIC_CAPITALS or ALPHANUMERIC_EASY
  --length N         characters of the code, 3 to 10 (default 4)
  --template TEXT    the message, with {code} and {brand} in it
  --encoding NAME    AUTO (default), GSM7 or UCS2
  --pdu              shows what a modem takes to send the message to NUMBER
  --json             shows the message for NUMBER as a JSON object
  --batch            answers requests as JSON, one on each line of the standard
                     input, with one JSON object on each line of the output
  -h, --help         shows this help
  -V, --version      shows the version

In a shell, start it with `cargo run -p verify-demo --` in place of `verify`.

Exit codes: 0 shown or verified, 1 not verified, 2 wrong input.
";

/// What to do.
#[derive(Debug)]
pub(crate) enum Command {
    Help,
    Version,
    /// Answer requests as JSON.
    Batch,
    /// Show the message for a number as JSON.
    Json(String, Options),
    /// Show the message for a number.
    Show(String, Options),
    /// Ask for a number and verify it.
    Ask(Options),
}

/// The members of a request that the command line gives.
#[derive(Debug, Default)]
pub(crate) struct Options {
    pub(crate) country: Option<String>,
    brand: Option<String>,
    code_type: Option<String>,
    /// As it was typed, which need not be a number.
    pub(crate) code_length: Option<String>,
    template: Option<String>,
    encoding: Option<String>,
    /// Whether to show what a modem takes.
    pub(crate) pdu: bool,
}

impl Options {
    /// Returns the request for a number. Nothing in it is judged yet.
    pub(crate) fn request<'a>(&'a self, destination: Option<&'a str>) -> Request<&'a str> {
        let mut request = Request {
            destination,
            country: self.country.as_deref(),
            brand: self.brand.as_deref(),
            code_type: self.code_type.as_deref(),
            template: self.template.as_deref(),
            sms: SmsOptions { encoding: self.encoding.as_deref(), ..SmsOptions::default() },
            ..Request::default()
        };
        match self.code_length.as_deref().map(str::parse) {
            Some(Ok(length)) => request.code_length = Some(length),
            Some(Err(_)) => request.mistyped.note(Member::CodeLength, Found::String),
            None => {}
        }
        request
    }

    /// Returns the encoding that was asked for, or the default if the request is refused anyway.
    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding.as_deref().and_then(|name| name.parse().ok()).unwrap_or_default()
    }
}

/// Reads the command line.
pub(crate) fn read(mut parser: lexopt::Parser) -> Result<Command, Problem> {
    let mut options = Options::default();
    let mut number: Vec<String> = Vec::new();
    let (mut batch, mut json, mut others) = (false, false, false);
    while let Some(argument) = parser.next().map_err(wrong)? {
        match argument {
            Long("help") | Short('h') => return Ok(Command::Help),
            Long("version") | Short('V') => return Ok(Command::Version),
            Long("batch") => {
                batch = true;
                continue;
            }
            Long("json") => json = true,
            Long("pdu") => options.pdu = true,
            Long("country") => options.country = Some(value(&mut parser)?),
            Long("brand") => options.brand = Some(value(&mut parser)?),
            Long("format") => options.code_type = Some(value(&mut parser)?),
            Long("length") => options.code_length = Some(value(&mut parser)?),
            Long("template") => options.template = Some(value(&mut parser)?),
            Long("encoding") => options.encoding = Some(value(&mut parser)?),
            Value(part) => number.push(part.string().map_err(wrong)?),
            other => return Err(wrong(other.unexpected())),
        }
        others = true;
    }
    // Several bare arguments are one number, typed without quotes.
    match (batch, json, number.is_empty()) {
        (true, ..) if others => {
            Err(wrong("expected `--batch` alone: each line of the input is a whole request"))
        }
        (true, ..) => Ok(Command::Batch),
        (false, true, _) if options.pdu => Err(wrong("expected either `--pdu` or `--json`")),
        (false, false, true) if options.pdu => {
            Err(wrong("expected a number with `--pdu`, found none"))
        }
        (false, true, true) => Err(wrong("expected a number with `--json`, found none")),
        (false, true, false) => Ok(Command::Json(number.join(" "), options)),
        (false, false, false) => Ok(Command::Show(number.join(" "), options)),
        (false, false, true) => Ok(Command::Ask(options)),
    }
}

fn wrong(error: impl Display) -> Problem {
    Problem::new("command line", error).hinted(Some("`--help` lists the options.".into()))
}

/// Returns the value of the option that was read last.
fn value(parser: &mut lexopt::Parser) -> Result<String, Problem> {
    parser.value().and_then(ValueExt::string).map_err(wrong)
}
