//! Requests as JSON, one on each line of the standard input, and an answer on each line of the
//! output.
//!
//! Each line is a service of its own: it starts a session, whatever came before it. A line that is
//! refused is answered like any other.

use std::io::{self, BufRead, Write};

use verify_core::request::Request;
use verify_core::response::ApiError;

use crate::SmsText;
use crate::answer::Answer;
use crate::problem::{Problem, Stop};
use crate::system;

/// Answers every line of `input`.
pub(crate) fn run(input: impl BufRead, mut output: impl Write) -> Result<(), Stop> {
    let mut rng = system::generator()?;
    for (number, line) in (1..).zip(input.split(b'\n')) {
        let line = line.map_err(|error| Problem::new("input", error))?;
        let request = serde_json::from_slice::<Request<String>>(&line);
        let request = request.as_ref().map_err(|_| ApiError::Body);
        let (mut session, mut text) = (None, SmsText::new());
        let answer = Answer::new(request, system::now()?, &mut rng, &mut session, &mut text);
        serde_json::to_writer(&mut output, &answer.of_line(number)).map_err(io::Error::from)?;
        output.write_all(b"\n")?;
    }
    Ok(())
}
