//! What a person sees: on a narrow terminal as well, without colour where there should be none.

use std::io::{Write, stdin, stdout};

use anstyle::{AnsiColor, Style};
use textwrap::Options;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use verify_core::phone::PhoneNumber;
use verify_core::session::Status;
use verify_core::sms::{Charset, Encoding, Message};

use crate::problem::Problem;

const STRONG: Style = Style::new().bold();
const RIGHT: Style = AnsiColor::Green.on_default().bold();
const WRONG: Style = AnsiColor::Red.on_default().bold();

/// Columns of the names before what they name.
const NAMES: usize = 10;

/// Asks a question, and gives the line that was typed.
pub(crate) fn ask(question: &str) -> Result<String, Problem> {
    anstream::print!("{STRONG}{question}:{STRONG:#} ");
    let mut line = String::new();
    let read = stdout().flush().and_then(|()| stdin().read_line(&mut line));
    match read {
        Ok(0) => Err(Problem::new("input", "expected an answer, found its end")),
        Ok(_) => Ok(line.trim_end_matches(['\r', '\n']).to_owned()),
        Err(error) => Err(Problem::new("input", error)),
    }
}

/// Shows a number and the message for it.
pub(crate) fn message(number: &PhoneNumber, message: &Message<'_>, asked: Encoding) {
    let country = number.country();
    row("Number", &format!("{number} ({country}, calling code {})", number.calling_code()));
    row("Message", &message.to_string());
    row("Charset", &format!("{}: {}", message.charset(), why(message, asked)));
    let unit = match message.charset() {
        Charset::Gsm7 => "septets",
        Charset::Ucs2 => "UTF-16 code units",
    };
    row("Units", &format!("{} {unit}", message.units()));
    let units: Vec<String> =
        message.segments().map(|segment| segment.units().to_string()).collect();
    let split =
        if units.len() == 1 { String::new() } else { format!(" ({unit}: {})", units.join(" + ")) };
    row("Segments", &format!("{}{split}", units.len()));
}

/// Shows a message in a frame, as the phone does.
pub(crate) fn phone(number: &PhoneNumber, message: &Message<'_>) {
    let text = plain(&message.to_string());
    let lines: Vec<String> = text
        .lines()
        .flat_map(|line| textwrap::wrap(line, columns().min(44).saturating_sub(4)))
        .map(std::borrow::Cow::into_owned)
        .collect();
    let width = lines.iter().map(|line| line.width()).max().unwrap_or(0);
    anstream::println!("\nTo {STRONG}{number}{STRONG:#}:");
    anstream::println!("╭─{}─╮", "─".repeat(width));
    for line in lines {
        let space = " ".repeat(width.saturating_sub(line.width()));
        anstream::println!("│ {line}{space} │");
    }
    anstream::println!("╰─{}─╯", "─".repeat(width));
}

/// Says something.
pub(crate) fn say(text: &str) {
    for line in textwrap::wrap(text, columns()) {
        anstream::println!("{line}");
    }
}

/// Says how a session ended.
pub(crate) fn status(status: Status) {
    let (style, why) = match status {
        Status::Verified => (RIGHT, "the number is this person's"),
        Status::Failed => (WRONG, "five codes were wrong"),
        Status::Expired => (WRONG, "the time is over"),
        Status::Waiting => (STRONG, "the right code can still come"),
    };
    anstream::println!("{style}{status}{style:#}: {why}");
}

/// Shows what is wrong, on the standard error output.
pub(crate) fn problem(Problem { what, message, marked }: &Problem) {
    for line in textwrap::wrap(&format!("{what}: {message}"), columns()) {
        anstream::eprintln!("{WRONG}{line}{WRONG:#}");
    }
    if let Some((text, position)) = marked {
        let (shown, column) = excerpt(text, *position, columns().saturating_sub(2));
        anstream::eprintln!("  {shown}\n  {}{WRONG}^{WRONG:#}", " ".repeat(column));
    }
}

/// Why the message has its charset.
fn why(message: &Message<'_>, asked: Encoding) -> String {
    match (asked, message.first_outside_gsm7()) {
        (Encoding::Auto, None) => "every character is in its alphabet".into(),
        (Encoding::Auto, Some(outside)) => {
            let (character, position) = (outside.found(), outside.position());
            format!("{character:?} at position {position} is not in GSM 7-bit")
        }
        (Encoding::Gsm7 | Encoding::Ucs2, _) => "as asked".into(),
    }
}

fn row(name: &str, value: &str) {
    let indent = " ".repeat(NAMES);
    let options = Options::new(columns()).initial_indent(&indent).subsequent_indent(&indent);
    // A line break of the message stays one.
    let mut name = format!("{name:NAMES$}");
    for line in plain(value).lines().flat_map(|line| textwrap::wrap(line, &options)) {
        let line = line.strip_prefix(&indent).unwrap_or(&line);
        anstream::println!("{STRONG}{name}{STRONG:#}{line}");
        name.clone_from(&indent);
    }
}

/// `text` without characters that would steer the terminal.
fn plain(text: &str) -> String {
    text.replace(|character: char| character.is_control() && character != '\n', "·")
}

/// The columns of the terminal, at least enough for a word beside a name.
fn columns() -> usize {
    textwrap::termwidth().clamp(24, 100)
}

/// The part of `text` that fits `width` and has the character at `position`, and the column where
/// that stands. Characters that show nothing or move the cursor are shown as `·`.
fn excerpt(text: &str, position: usize, width: usize) -> (String, usize) {
    let show = |character: char| if character.width().unwrap_or(0) == 0 { '·' } else { character };
    let before: String = text.chars().take(position).map(show).collect();
    let from_marked: String = text.chars().skip(position).map(show).collect();
    // Half the width before the mark, at most.
    let mut before = before.as_str();
    while before.width() > width / 2 {
        before = before.strip_prefix(|_| true).unwrap_or_default();
    }
    let mut shown = before.to_owned();
    for character in from_marked.chars() {
        shown.push(character);
        if shown.width() > width {
            shown.pop();
            break;
        }
    }
    (shown, before.width())
}
