//! What a person sees: on a narrow terminal as well, and without colours where none are wanted.

use std::io::{self, BufRead, IsTerminal, Write, stderr, stdin, stdout};
use std::iter;
use std::process::{Command, Stdio};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use verify_core::phone::PhoneNumber;
use verify_core::request::Notice;
use verify_core::session::Status;
use verify_core::sms::{Charset, Encoding, Message, ReferenceCounter, Submit};

use crate::problem::Problem;

/// SGR sequences (ECMA-48, 8.3.117).
const STRONG: &str = "\x1b[1m";
const RIGHT: &str = "\x1b[1;32m";
const WRONG: &str = "\x1b[1;31m";
const PLAIN: &str = "\x1b[0m";

/// Columns of the names before what they name.
const NAMES: usize = 10;

pub(crate) struct Screen {
    columns: usize,
    colours: bool,
}

impl Screen {
    pub(crate) fn new() -> Self {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
        Self { columns: columns(), colours: !is_set("NO_COLOR") && !is_dumb }
    }

    /// Asks a question, and returns the line that was typed; `None` at the end of the input.
    pub(crate) fn ask(&self, question: &str) -> io::Result<Option<String>> {
        self.question(question)?;
        let mut line = Vec::new();
        if stdin().lock().read_until(b'\n', &mut line)? == 0 {
            writeln!(stdout())?;
            return Ok(None);
        }
        Ok(Some(String::from_utf8_lossy(&line).trim().to_owned()))
    }

    /// Asks a question and types the answer.
    pub(crate) fn ask_and_type(&self, question: &str, answer: &str) -> io::Result<String> {
        self.question(question)?;
        writeln!(stdout(), "{answer}")?;
        Ok(answer.to_owned())
    }

    fn question(&self, question: &str) -> io::Result<()> {
        let mut out = stdout();
        write!(out, "{} ", self.styled(STRONG, &format!("{question}:")))?;
        out.flush()
    }

    /// Shows a number and the message for it.
    pub(crate) fn message(
        &self,
        number: PhoneNumber,
        message: &Message<'_>,
        asked: Encoding,
    ) -> io::Result<()> {
        let (country, calling_code) = (number.country(), number.calling_code());
        self.row("Number", &format!("{number} ({country}, calling code {calling_code})"))?;
        self.row("Message", &message.to_string())?;
        self.row("Charset", &format!("{}: {}", message.charset(), why(message, asked)))?;
        let unit = match message.charset() {
            Charset::Gsm7 => "septet",
            Charset::Ucs2 => "UTF-16 code unit",
        };
        let plural = if message.units() == 1 { "" } else { "s" };
        self.row("Units", &format!("{} {unit}{plural}", message.units()))?;
        let units: Vec<String> =
            message.segments().map(|segment| segment.units().to_string()).collect();
        let split = match &units[..] {
            [_] => String::new(),
            units => format!(" ({unit}s: {})", units.join(" + ")),
        };
        self.row("Segments", &format!("{}{split}", units.len()))
    }

    /// Shows what a modem takes: for each segment the length for `AT+CMGS`, and the octets, which
    /// `00` for the SMSC of the SIM card precedes.
    pub(crate) fn pdus(&self, number: PhoneNumber, message: &Message<'_>) -> io::Result<()> {
        let mut counter = ReferenceCounter::default();
        let mut buffer = [0; Submit::MAX_LEN];
        let short_messages = message.short_messages(counter.advance());
        for short_message in short_messages.map_err(io::Error::other)? {
            let submit = Submit::new(number, &short_message);
            let octets = submit.encode_into(&mut buffer).map_err(io::Error::other)?;
            let digits: Vec<String> = octets.iter().map(|octet| format!("{octet:02X}")).collect();
            self.row("PDU", &format!("AT+CMGS={}", submit.at_cmgs_length()))?;
            self.row("", &format!("00{}", digits.concat()))?;
        }
        Ok(())
    }

    /// Shows a message in a frame, as the phone does.
    pub(crate) fn phone(&self, number: PhoneNumber, message: &Message<'_>) -> io::Result<()> {
        let text = plain(&message.to_string());
        let mut out = stdout();
        writeln!(out, "\nTo {}:", self.styled(STRONG, &number.to_string()))?;
        if text.is_empty() {
            return writeln!(out, "The message is empty.\n");
        }
        let inner = self.columns.min(44).saturating_sub(4);
        let lines: Vec<_> = text.lines().flat_map(|line| wrap(line, inner)).collect();
        let width = lines.iter().map(|line| line.width()).max().unwrap_or(0);
        let bar = "─".repeat(width);
        writeln!(out, "╭─{bar}─╮")?;
        for line in lines {
            let space = " ".repeat(width.saturating_sub(line.width()));
            writeln!(out, "│ {line}{space} │")?;
        }
        writeln!(out, "╰─{bar}─╯\n")
    }

    /// Shows what is legal in a request, but probably not meant.
    pub(crate) fn notice(&self, notice: Notice) -> io::Result<()> {
        // People count from 1.
        let notice = match notice {
            Notice::ForcesUcs2 { found, position, segments } => {
                let position = position.saturating_add(1);
                Notice::ForcesUcs2 { found, position, segments }
            }
            other => other,
        };
        self.row("Notice", &notice.to_string())
    }

    /// Says something.
    pub(crate) fn say(&self, text: &str) -> io::Result<()> {
        wrap(text, self.columns).iter().try_for_each(|line| writeln!(stdout(), "{line}"))
    }

    /// Says how a session ended.
    pub(crate) fn status(&self, status: Status) -> io::Result<()> {
        let (style, why) = match status {
            Status::Verified => {
                (RIGHT, "the code is right, so this person has access to the number")
            }
            Status::Failed => (WRONG, "five codes were wrong"),
            Status::Expired => (WRONG, "the code came too late"),
            Status::Waiting => (STRONG, "the right code can still come"),
        };
        writeln!(stdout(), "{}: {why}", self.styled(style, status.as_str()))
    }

    /// Shows what is wrong, on the standard error output.
    pub(crate) fn problems(&self, problems: &[Problem]) -> io::Result<()> {
        problems.iter().try_for_each(|problem| self.problem(problem))
    }

    fn problem(&self, problem: &Problem) -> io::Result<()> {
        let Problem { what, message, marked, hint } = problem;
        let mut err = stderr();
        let colours = self.colours && err.is_terminal();
        let (wrong, reset) = if colours { (WRONG, PLAIN) } else { ("", "") };
        for line in wrap(&format!("{what}: {message}"), self.columns) {
            writeln!(err, "{wrong}{line}{reset}")?;
        }
        if let Some((text, position)) = marked {
            let (shown, column) = excerpt(text, *position, self.columns.saturating_sub(2));
            writeln!(err, "  {shown}\n  {}{wrong}^{reset}", " ".repeat(column))?;
        }
        let hint = hint.iter().flat_map(|hint| wrap(hint, self.columns));
        { hint }.try_for_each(|line| writeln!(err, "{line}"))
    }

    fn row(&self, name: &str, value: &str) -> io::Result<()> {
        let value = if value.is_empty() { "(empty)".into() } else { plain(value) };
        // A line break of the message stays one.
        let lines = value.lines().flat_map(|line| wrap(line, self.columns.saturating_sub(NAMES)));
        let names = iter::once(name).chain(iter::repeat(""));
        { names }.zip(lines).try_for_each(|(name, line)| {
            writeln!(stdout(), "{}{line}", self.styled(STRONG, &format!("{name:NAMES$}")))
        })
    }

    /// Returns `text` in a style, if the standard output shows styles.
    fn styled(&self, style: &str, text: &str) -> String {
        if self.colours && stdout().is_terminal() {
            format!("{style}{text}{PLAIN}")
        } else {
            text.to_owned()
        }
    }
}

/// Explains why a message has its charset.
fn why(message: &Message<'_>, asked: Encoding) -> String {
    match (asked, message.first_outside_gsm7()) {
        (Encoding::Auto, None) => "every character is in its alphabet".into(),
        (Encoding::Auto, Some(outside)) => {
            let (character, position) = (outside.found(), outside.position());
            let position = position.saturating_add(1);
            format!("{character:?} at position {position} is not in GSM 7-bit")
        }
        _ => "as asked".into(),
    }
}

/// Replaces the characters of `text` that would steer the terminal.
fn plain(text: &str) -> String {
    text.replace(|character: char| character.is_control() && character != '\n', "·")
}

/// Breaks `text` into lines of at most `columns` columns, at spaces where there are some.
fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for (index, word) in text.split(' ').enumerate() {
        let width = line.width().saturating_add(word.width()).saturating_add(1);
        if index > 0 && width <= columns {
            line.push(' ');
        } else if index > 0 {
            lines.push(std::mem::take(&mut line));
        }
        for character in word.chars() {
            let width = line.width().saturating_add(character.width().unwrap_or(0));
            if width > columns {
                lines.push(std::mem::take(&mut line));
            }
            line.push(character);
        }
    }
    lines.push(line);
    lines
}

/// Returns the columns of the terminal that the person types in, within what reads well.
fn columns() -> usize {
    let asked = || {
        if !stdin().is_terminal() {
            return None;
        }
        // `std` cannot tell the size.
        let mut stty = Command::new("stty");
        let size = stty.arg("size").stdin(Stdio::inherit()).stderr(Stdio::null()).output().ok()?;
        let size = String::from_utf8(size.stdout).ok()?;
        size.split_whitespace().nth(1)?.parse().ok()
    };
    let set = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let columns = set.or_else(asked).filter(|columns: &usize| *columns > 0).unwrap_or(80);
    columns.clamp(24, 100)
}

/// Returns the part of `text` that fits `width` and has the character at `position`, and the column
/// where that stands. Characters that show nothing or move the cursor are shown as `·`.
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

#[cfg(test)]
mod tests {
    use super::{excerpt, wrap};

    #[test]
    fn lines_break_at_spaces_and_long_words_anywhere() {
        for (text, columns, lines) in [
            ("", 5, &[""][..]),
            ("one two", 7, &["one two"]),
            ("one two", 6, &["one", "two"]),
            (" Hi", 5, &[" Hi"]),
            ("abcdefgh ij", 5, &["abcde", "fgh", "ij"]),
            ("你好 你好", 4, &["你好", "你好"]),
            ("你好你", 5, &["你好", "你"]),
        ] {
            assert_eq!(wrap(text, columns), lines, "{text:?} in {columns}");
        }
    }

    #[test]
    fn an_excerpt_holds_the_marked_character() {
        let text = format!("{}x{}", "a".repeat(50), "b".repeat(50));
        let (shown, column) = excerpt(&text, 50, 20);
        assert_eq!((shown.chars().nth(column), shown.len()), (Some('x'), 20));
        assert_eq!(excerpt("a\n你x", 3, 20), ("a·你x".into(), 4));
    }
}
