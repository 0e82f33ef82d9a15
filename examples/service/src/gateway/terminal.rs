//! [`Terminal`]: messages on the output, shaped as a phone shows them.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::timeout;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};
use verify_core::sms::Charset;
use zeroize::Zeroizing;

use super::{Content, Gateway, Message, SendError};

/// Prints messages instead of sending them.
#[derive(Clone, Debug, Default)]
pub struct Terminal {
    turn: Arc<Mutex<()>>,
}

/// How long it waits for a terminal that was stopped, and takes nothing.
const PATIENCE: Duration = Duration::from_secs(10);

impl Gateway for Terminal {
    async fn send(&self, message: &Message) -> Result<(), SendError> {
        let turn = timeout(PATIENCE, Arc::clone(&self.turn).lock_owned()).await;
        let turn = turn.map_err(|_| SendError::Later(None))?;
        let shown = phone(message);
        let printing = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let mut out = io::stdout().lock();
            out.write_all(shown.as_bytes()).and_then(|()| out.flush())
        });
        // If nobody reads the output any more, nothing is left to do.
        timeout(PATIENCE, printing).await.map(drop).map_err(|_| SendError::Unknown)
    }

    /// Messages are printed in the order in which they were asked for.
    fn window(&self) -> usize {
        1
    }
}

/// How many columns a line of text has.
const WIDTH: usize = 40;

/// Draws a message as a phone shows it: who it is from, the text in a bubble, and what it takes.
fn phone(message: &Message) -> Zeroizing<String> {
    let (from, note) = around(message);
    let mut shown = Zeroizing::new(String::new());
    let rule = "─".repeat(WIDTH + 2);
    // Writing into a string does not fail.
    let _ = writeln!(shown, "\n  {}\n  ╭{rule}╮", *printable(&from));
    for line in message.text().split('\n').flat_map(|line| wrapped(&printable(line))) {
        let padding = WIDTH.saturating_sub(line.width());
        let _ = writeln!(shown, "  │ {}{:padding$} │", *line, "");
    }
    let _ = writeln!(shown, "  ╰{rule}╯\n  {}\n", *printable(&note));
    shown
}

/// Returns what stands above and below the bubble.
fn around(message: &Message) -> (String, String) {
    let to = message.to;
    match &message.content {
        Content::Sms { source, charset, segments, .. } => {
            let charset = if *charset == Charset::Ucs2 { "UCS-2" } else { "GSM 7-bit" };
            let plural = if *segments == 1 { "" } else { "s" };
            let note = format!("{segments} segment{plural} of {charset}");
            (format!("{} → {to}", source.as_str()), note)
        }
        Content::Call { source, language, voice_profile, speed, repetition, .. } => {
            let caller = source.map_or("call".to_owned(), |source| format!("call from {source}"));
            let voice = voice_profile.as_ref().map(|voice| format!(" by {voice}"));
            let voice = voice.unwrap_or_default();
            let note = format!("read{voice} in {language}, speed {speed}, {repetition} times");
            (format!("{caller} → {to}"), note)
        }
        Content::WhatsApp { template_name, language, .. } => {
            let language = language.unwrap_or("its first language");
            let note = format!("the code of the template {template_name} in {language}");
            (format!("WhatsApp → {to}"), note)
        }
        Content::Viber { .. } => (format!("Viber → {to}"), "Viber has no segments".to_owned()),
        Content::Sma { .. } => {
            let note = "the phone opens this over its mobile network, and no code is sent";
            (format!("silent mobile authentication → {to}"), note.to_owned())
        }
    }
}

/// Replaces what would steer the terminal.
fn printable(text: &str) -> Zeroizing<String> {
    let shown = |character: char| if character.is_control() { '\u{FFFD}' } else { character };
    Zeroizing::new(text.chars().map(shown).collect())
}

/// Cuts a text into lines at spaces, and words that are longer than a line.
fn wrapped(text: &str) -> Vec<Zeroizing<String>> {
    let mut lines = vec![Zeroizing::new(String::new())];
    let mut width = 0;
    for word in text.split_inclusive(' ') {
        if width > 0 && width + word.trim_end().width() > WIDTH {
            lines.push(Zeroizing::default());
            width = 0;
        }
        for character in word.chars() {
            let columns = character.width().unwrap_or(0);
            if width + columns > WIDTH {
                if character == ' ' {
                    continue;
                }
                lines.push(Zeroizing::default());
                width = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push(character);
            }
            width += columns;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, printable, wrapped};

    fn lines(text: &str) -> Vec<String> {
        wrapped(text).iter().map(|line| line.trim_end().to_owned()).collect()
    }

    #[test]
    fn text_is_cut_by_the_columns_that_it_takes() {
        assert_eq!(lines(""), [""]);
        assert_eq!(lines(&"1".repeat(WIDTH)), ["1".repeat(WIDTH)]);
        assert_eq!(lines(&"1".repeat(WIDTH + 1)), ["1".repeat(WIDTH), "1".to_owned()]);
        // Each of these takes two columns, and a mark takes none.
        assert_eq!(lines(&"您".repeat(WIDTH / 2 + 1)), ["您".repeat(WIDTH / 2), "您".to_owned()]);
        assert_eq!(lines(&"e\u{301}".repeat(WIDTH)), ["e\u{301}".repeat(WIDTH)]);
        let words = "Your verification code is 123456. Do not tell it to anybody.";
        assert_eq!(
            lines(words),
            ["Your verification code is 123456. Do not", "tell it to anybody."]
        );
    }

    #[test]
    fn text_does_not_steer_the_terminal() {
        assert_eq!(*printable("a\u{1b}[2Jb\u{7}"), "a\u{FFFD}[2Jb\u{FFFD}");
    }
}
