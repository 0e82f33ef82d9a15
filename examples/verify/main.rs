//! The demo: `cargo run --example verify` verifies a number in a terminal, with a message that is
//! shown instead of sent.
//!
//! `cargo run --example verify -- --country SG --brand ABC '8765 4321'` shows the message for a
//! number, and `--batch` answers requests as JSON. `--help` lists the options.

mod batch;
mod flow;
mod options;
mod problem;
mod screen;

use std::io::{IsTerminal, stdin, stdout};
use std::process::ExitCode;

use getrandom::SysRng;
use verify_core::code::Code;
use verify_core::phone::PhoneNumber;
use verify_core::session::Status;
use verify_core::sms::Message;

use options::{Command, Options};
use problem::Problem;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(problem) => {
            screen::problem(&problem);
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<ExitCode, Problem> {
    match options::read(lexopt::Parser::from_env())? {
        Command::Help => anstream::print!("{}", options::HELP),
        Command::Batch => batch::run(stdin().lock(), stdout().lock())?,
        Command::Show(text, options) => show(&text, &options)?,
        Command::Ask(options) if stdin().is_terminal() => {
            let status = flow::run(&options)?;
            screen::status(status);
            if status != Status::Verified {
                return Ok(ExitCode::FAILURE);
            }
        }
        Command::Ask(_) => {
            anstream::eprint!("{}", options::HELP);
            return Err(Problem::new("number", "expected one, and there is no terminal to ask in"));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Draws a code and shows the message that would carry it.
fn show(text: &str, options: &Options) -> Result<(), Problem> {
    let number = PhoneNumber::parse(text, options.country)
        .map_err(|error| problem::of_number(text, error))?;
    let code =
        Code::try_generate(options.format, options.length, &mut SysRng).map_err(flow::entropy)?;
    let text = options.template().render(code.expose(), options.brand.as_deref()).to_string();
    let message = Message::new(&text, options.encoding)
        .map_err(|error| Problem::new("message", error).marked(&text, problem::position(error)))?;
    screen::message(&number, &message, options.encoding);
    Ok(())
}
