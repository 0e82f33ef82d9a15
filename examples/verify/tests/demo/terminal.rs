//! A person in a terminal.

use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::process::Child;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use crate::verify;

/// End of transmission: Ctrl-D.
const CTRL_D: &str = "\x04";
/// The start of the question for a code.
const CODE: &str = "Code (";

/// The demo in a terminal.
struct Terminal {
    child: Child,
    screen: File,
    /// What a thread reads from the terminal.
    pieces: Receiver<Vec<u8>>,
    /// Everything that the terminal has shown, without colours.
    seen: String,
    /// How much of it was expected already.
    expected: usize,
}

impl Terminal {
    fn start(arguments: &[&str]) -> Self {
        let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pseudo-terminal");
        grantpt(&terminal).expect("it can be opened");
        unlockpt(&terminal).expect("it can be opened");
        let name = ptsname(&terminal, Vec::new()).expect("it has a name");
        let name = std::ffi::OsStr::from_bytes(name.as_bytes());
        let open = || File::options().read(true).write(true).open(name).expect("it can be opened");
        let mut command = verify(arguments);
        let child = command.stdin(open()).stdout(open()).stderr(open()).spawn();
        let child = child.expect("the demo starts");
        let screen = File::from(terminal);
        let mut output = screen.try_clone().expect("it can be read");
        let (send, pieces) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            // Linux says EIO at the end.
            while let Ok(read @ 1..) = output.read(&mut bytes) {
                let _ = send.send(bytes.get(..read).unwrap_or_default().to_vec());
            }
        });
        Self { child, screen, pieces, seen: String::new(), expected: 0 }
    }

    /// Reads what the demo writes; `false` when it has ended.
    fn read(&mut self) -> bool {
        let piece = match self.pieces.recv_timeout(Duration::from_mins(1)) {
            Ok(piece) => piece,
            Err(RecvTimeoutError::Disconnected) => return false,
            Err(RecvTimeoutError::Timeout) => {
                let _ = self.child.kill();
                panic!("the demo waits: {}", self.seen);
            }
        };
        let text = String::from_utf8_lossy(&piece);
        let mut parts = text.split('\x1b');
        self.seen.push_str(parts.next().unwrap_or_default());
        for part in parts {
            self.seen.push_str(part.split_once('m').map_or(part, |(_, text)| text));
        }
        true
    }

    /// Reads until `text` shows, and returns what stood before it.
    fn expect(&mut self, text: &str) -> String {
        loop {
            let new = self.seen.get(self.expected..).unwrap_or_default();
            if let Some(at) = new.find(text) {
                let before = new.get(..at).unwrap_or_default().to_owned();
                self.expected += at + text.len();
                return before;
            }
            assert!(self.read(), "ended without {text:?}: {}", self.seen);
        }
    }

    fn send(&mut self, text: &str) {
        self.screen.write_all(text.as_bytes()).expect("the demo reads");
    }

    fn type_line(&mut self, line: &str) {
        self.send(&format!("{line}\n"));
    }

    /// Reads a message and returns the code in it, of digits alone.
    fn code(&mut self) -> String {
        self.expect("code is ");
        let message = self.expect(" │");
        self.expect(CODE);
        message.trim().to_owned()
    }

    /// Reads to the end, and returns everything that was shown and the exit code.
    fn end(mut self) -> (String, Option<i32>) {
        while self.read() {}
        let status = self.child.wait().expect("the demo ends");
        (self.seen.replace('\r', ""), status.code())
    }
}

#[test]
fn a_number_is_verified() {
    let mut terminal = Terminal::start(&["--brand", "ABC"]);
    terminal.expect("Phone number (");
    terminal.type_line("+44 20 7946 0018");
    terminal.expect("To +442079460018:");
    terminal.expect("ABC: Your verification ");
    let code = terminal.code();
    terminal.type_line(&code);
    terminal.expect("VERIFIED: the code is right, so this person has access to the number");
    assert_eq!(terminal.end().1, Some(0));
}

#[test]
fn a_national_number_is_asked_for_its_country() {
    let mut terminal = Terminal::start(&[]);
    terminal.expect("Phone number (");
    terminal.type_line("020 7946 0018");
    terminal.expect("Country of the number (");
    terminal.type_line("UK");
    terminal.expect("\ncountry: expected ");
    terminal.expect("Did you mean GB (United Kingdom)?");
    terminal.expect("Country of the number (");
    terminal.type_line("");
    terminal.expect("The country is missing: type the number again");
    let hint = terminal.expect("Phone number (");
    assert!(!hint.contains("--country"), "{hint}");
    terminal.type_line("020 7946 0018");
    terminal.expect("Country of the number (");
    terminal.type_line("gb");
    terminal.expect("To +442079460018:");
    terminal.expect(CODE);
    terminal.type_line("q");
    assert_eq!(terminal.end().1, Some(1));
}

#[test]
fn nonsense_is_asked_for_no_country() {
    let mut terminal = Terminal::start(&[]);
    terminal.expect("Phone number (");
    for nonsense in ["call me", "", "+", "12#4", "☎☎☎"] {
        terminal.type_line(nonsense);
        let before = terminal.expect("Phone number (");
        assert!(!before.contains("Country"), "{nonsense}: {before}");
    }
    terminal.send(CTRL_D);
    assert_eq!(terminal.end().1, Some(1));
}

#[test]
fn the_fifth_wrong_code_is_the_last() {
    let mut terminal = Terminal::start(&["--country", "SG"]);
    terminal.expect("Phone number (");
    terminal.type_line("8765 4321");
    let code = terminal.code();
    let wrong = if code == "0000" { "1111" } else { "0000" };
    for left in ["4 tries", "3 tries", "2 tries", "1 try"] {
        terminal.type_line(wrong);
        terminal.expect(&format!("Wrong: {left} left."));
        terminal.expect(&format!("Code ({left}, "));
    }
    terminal.type_line(wrong);
    terminal.expect("FAILED: five codes were wrong");
    let (seen, code) = terminal.end();
    assert_eq!(code, Some(1));
    assert!(!seen.contains("1 tries"), "{seen}");
}

#[test]
fn help_an_empty_line_and_an_early_resend_cost_no_attempt() {
    let mut terminal = Terminal::start(&[]);
    terminal.expect("Phone number (");
    terminal.type_line("help");
    terminal.expect("as you would dial it");
    terminal.expect("Phone number (");
    terminal.type_line("+6587654321");
    terminal.expect("Code (5 tries, ");
    for (typed, answer) in [
        ("help", "Neither costs"),
        ("?", "Neither costs"),
        ("r", "can be sent again in 0:"),
        ("", ""),
    ] {
        terminal.type_line(typed);
        terminal.expect(answer);
        terminal.expect("Code (5 tries, ");
    }
    terminal.type_line("q");
    terminal.expect("Stopped: the number is not verified.");
    assert_eq!(terminal.end().1, Some(1));
}

#[test]
fn q_and_ctrl_d_end_cleanly_at_every_question() {
    for stop in ["q\n", "quit\n", "exit\n", "Q\n", "Quit\n", CTRL_D] {
        for answers in [&[][..], &["020 7946 0018"], &["+6587654321"]] {
            let mut terminal = Terminal::start(&[]);
            terminal.expect("to stop): ");
            for answer in answers {
                terminal.type_line(answer);
                terminal.expect("): ");
            }
            terminal.send(stop);
            let (seen, code) = terminal.end();
            let last = seen.lines().last();
            assert_eq!(last, Some("Stopped: the number is not verified."), "{stop:?}: {seen}");
            assert_eq!(code, Some(1), "{stop:?}");
        }
    }
}

#[test]
fn words_are_read_in_any_case_and_cost_no_attempt() {
    let mut terminal = Terminal::start(&[]);
    terminal.expect("Phone number (");
    terminal.type_line("HELP");
    terminal.expect("as you would dial it");
    terminal.expect("Phone number (");
    terminal.type_line("+6587654321");
    terminal.expect("Code (5 tries, ");
    for (typed, answer) in [
        ("Help", "Neither costs"),
        ("R", "can be sent again in 0:"),
        ("Resend", "can be sent again in 0:"),
    ] {
        terminal.type_line(typed);
        terminal.expect(answer);
        terminal.expect("Code (5 tries, ");
    }
    terminal.type_line("Q");
    terminal.expect("Stopped: the number is not verified.");
    assert_eq!(terminal.end().1, Some(1));
}

/// One that is typed as the help has it stays a word.
#[test]
fn a_word_that_could_be_a_code_is_one() {
    for format in ["ALPHANUMERIC", "ALPHANUMERIC_CAPITALS"] {
        let mut terminal = Terminal::start(&["--format", format]);
        terminal.expect("Phone number (");
        terminal.type_line("+6587654321");
        terminal.expect("Code (5 tries, ");
        terminal.type_line("help");
        terminal.expect("Code (5 tries, ");
        terminal.type_line("HELP");
        terminal.expect("Code (4 tries, ");
        terminal.type_line("RESEND");
        terminal.expect("can be sent again in 0:");
        terminal.expect("Code (4 tries, ");
        terminal.type_line("QUIT");
        terminal.expect("Code (3 tries, ");
        terminal.type_line("Q");
        assert_eq!(terminal.end().1, Some(1));
    }
}

#[test]
fn notices_are_shown_and_an_empty_message_has_no_box() {
    let mut terminal = Terminal::start(&["--template", "{brand}"]);
    terminal.expect("Phone number (");
    terminal.type_line("+6587654321");
    terminal.expect("Notice    template: has no {code}, so the message carries no code");
    terminal.expect("Notice    template: has {brand}, but the request has no brand");
    terminal.expect("The message is empty.");
    terminal.expect(CODE);
    terminal.send(CTRL_D);
    let (seen, _) = terminal.end();
    assert!(!seen.contains('╭'), "{seen}");
}

/// Before a number is asked for.
#[test]
fn a_wrong_brand_is_refused_at_once() {
    let terminal = Terminal::start(&["--brand", "0123456789012345678901234567890"]);
    let (seen, code) = terminal.end();
    assert!(seen.contains("--brand: expected at most 30 characters, found 31"), "{seen}");
    assert!(!seen.contains("Phone number"), "{seen}");
    assert_eq!(code, Some(2));
}
