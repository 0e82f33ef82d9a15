//! Reads lines of a country (or `-`), a tab and a text; prints the digits of E.164, or `-`.
#![allow(missing_docs, reason = "a program")]

use std::io::{self, BufRead as _, Write as _};

use verify_core::phone::PhoneNumber;

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (country, text) = line.split_once('\t').unwrap_or(("-", &line));
        match PhoneNumber::parse(text, country.parse().ok()) {
            Ok(number) => writeln!(out, "{number:#}")?,
            Err(_) => writeln!(out, "-")?,
        }
    }
    Ok(())
}
