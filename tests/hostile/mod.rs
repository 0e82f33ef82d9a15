//! Hostile texts of up to 10 MB: each gives a clear error or a right result, in time that grows
//! linearly with the text.
//!
//! The properties beside this folder decide what is right, by naive references. Both are parts of
//! one program, so that the references are compiled once.

mod invisible;
mod json;
mod linear;
mod right;

/// About how many bytes the texts have.
const HUGE: usize = 10 << 20;

/// What is repeated until a text is huge: some of it is what a reader looks for, some means nothing
/// to any reader.
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
