//! Hostile texts of up to 10 MB: each gives a clear error or a right result, in time that grows
//! linearly with the text.
//!
//! The properties beside this folder say what is right, with their naive references: this is a part
//! of the same program, so that they are compiled once.

mod invisible;
mod json;
mod linear;
mod right;

/// About how many bytes the texts have.
const HUGE: usize = 10 << 20;

/// What is repeated until a text is huge: what one reader or another looks for, and what none does.
const FILLERS: [&str; 20] = [
    "a",
    "7",
    " ",
    "-",
    "\0",
    "\r\n",
    "{",
    "<code",
    "{code}",
    "<brand>{code}",
    "[",
    "é€",
    "你",
    "🔑",
    "\u{200B}",
    "\u{202E}",
    "e\u{301}",
    "\\u0041",
    "\"",
    "%41/@:?#",
];

/// Repeats a filler up to this many bytes.
fn filled(filler: &str, bytes: usize) -> String {
    filler.repeat(bytes / filler.len())
}
