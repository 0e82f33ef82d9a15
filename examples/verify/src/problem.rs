//! What is wrong with an input: a sentence, the place in the input, and a hint.

use std::fmt::Display;
use std::io;

use verify_core::channel::LineError;
use verify_core::delivery::DeliveryError;
use verify_core::request::{self, Cause, Member, Request};
use verify_core::sms::MessageError;

use crate::hint::{self, Typed};
use crate::options::Options;

/// Why the demo stops before its end.
pub(crate) enum Stop {
    /// These inputs are wrong.
    Wrong(Vec<Problem>),
    /// The output cannot be written.
    Output(io::Error),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Wrong(vec![problem])
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// What is wrong with an input.
pub(crate) struct Problem {
    /// The input.
    pub(crate) what: &'static str,
    /// What was expected and what was found.
    pub(crate) message: String,
    /// The input's text, and the index of the character to mark in it.
    pub(crate) marked: Option<(String, usize)>,
    /// What to try instead.
    pub(crate) hint: Option<String>,
}

impl Problem {
    pub(crate) fn new(what: &'static str, message: impl Display) -> Self {
        Self { what, message: message.to_string(), marked: None, hint: None }
    }

    /// Adds the text, with a mark at `position` if it is known. `position` counts from 0, as the
    /// library does; the message then counts from 1, as people do.
    pub(crate) fn marked(mut self, text: &str, position: Option<usize>) -> Self {
        if let Some(position) = position {
            let (from_0, from_1) = (format!("position {position}"), position.saturating_add(1));
            self.message = self.message.replace(&from_0, &format!("position {from_1}"));
            self.marked = Some((text.to_owned(), position));
        }
        self
    }

    pub(crate) fn hinted(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }
}

/// Lists everything that is wrong with a request, which was made of these options.
pub(crate) fn of_request(request: &Request<&str>, options: &Options, typed: Typed) -> Vec<Problem> {
    request.violations().map(|error| of_member(request, options, typed, error)).collect()
}

fn of_member(
    request: &Request<&str>,
    options: &Options,
    typed: Typed,
    error: request::Error,
) -> Problem {
    let member = error.member();
    let text = match member {
        Member::Destination => request.destination,
        Member::Country => request.country,
        Member::Brand => request.brand,
        Member::CodeType => request.code_type,
        Member::SmsEncoding => request.sms.encoding,
        _ => None,
    };
    let message = error.to_string();
    let message = message.strip_prefix(member.as_str()).unwrap_or(&message);
    let message = message.trim_start_matches(": ");
    // The request does not keep the text of this member, and a person wants to see what was typed.
    if let (Member::CodeLength, Some(typed)) = (member, &options.code_length) {
        let expected = message.rsplit_once(", found ").map_or(message, |(expected, _)| expected);
        return Problem::new(name(member), format!("{expected}, found `{typed}`"));
    }
    let problem = Problem::new(name(member), message);
    let text = text.unwrap_or_default();
    problem.marked(text, position(error)).hinted(hint::of(request, error, typed))
}

/// Says what is wrong with a message, whose text is `text`.
pub(crate) fn of_message(text: &str, error: DeliveryError) -> Problem {
    let position = match error {
        DeliveryError::Message(MessageError::NotInAlphabet(error)) => Some(error.position()),
        _ => None,
    };
    Problem::new("message", error).marked(text, position)
}

/// The name of a member on the command line.
const fn name(member: Member) -> &'static str {
    match member {
        Member::Destination => "number",
        Member::Country => "--country",
        Member::Brand => "--brand",
        Member::CodeLength => "--length",
        Member::CodeType => "--format",
        Member::Template => "--template",
        Member::SmsEncoding => "--encoding",
        other => other.as_str(),
    }
}

/// Where in the text of its member an error stands. A word from a list is wrong from its start.
const fn position(error: request::Error) -> Option<usize> {
    match error.cause() {
        Cause::PhoneNumber(error) => error.position(),
        Cause::Line(LineError::Control { position, .. }) => Some(position),
        Cause::Line(LineError::TooLong { max, .. }) => Some(max),
        Cause::Country(_) | Cause::CodeType(_) | Cause::Encoding(_) => Some(0),
        _ => None,
    }
}
