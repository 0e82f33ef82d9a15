//! The characters that people type, by the Unicode tables of the `regex` crate.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

/// The value of a decimal digit of any script.
pub(crate) fn digit(character: char) -> Option<u8> {
    // Digits come in runs of ten, zero first (Unicode Standard, 4.6).
    static DIGITS: LazyLock<HashMap<char, u8>> =
        LazyLock::new(|| all(r"\p{Nd}").into_iter().zip((0..10).cycle()).collect());
    DIGITS.get(&character).copied()
}

/// Whether this is white space, a dash, an invisible character, or one of the few look-alikes of a
/// dash that this crate adds.
pub(crate) fn means_nothing(character: char) -> bool {
    static NOTHING: LazyLock<HashSet<char>> = LazyLock::new(|| {
        let added = r"\u{2D7}\u{2043}\u{207B}\u{208B}\u{2212}\u{30FC}\u{FF70}";
        let class =
            format!(r"[\p{{White_Space}}\p{{Pd}}\p{{Default_Ignorable_Code_Point}}{added}]");
        all(&class).into_iter().collect()
    });
    NOTHING.contains(&character)
}

/// Whether this is a quote, a bracket or a mark that ends a sentence or a part of it, among the
/// first 65,536 characters.
pub(crate) fn is_mark(character: char) -> bool {
    static MARKS: LazyLock<HashSet<char>> = LazyLock::new(|| {
        let quotes = r"\p{Quotation_Mark}\p{Pi}\p{Pf}`";
        let brackets = r"\p{Ps}\p{Pe}<>";
        let of_sentences = r"\p{Terminal_Punctuation}#*¡¿…";
        all(&format!("[{quotes}{brackets}{of_sentences}]")).into_iter().collect()
    });
    character <= '\u{FFFF}' && MARKS.contains(&character)
}

/// Every character of a class, in order.
fn all(class: &str) -> Vec<char> {
    let everything: String = ('\0'..=char::MAX).collect();
    let found = Regex::new(&format!("{class}+")).unwrap();
    found.find_iter(&everything).flat_map(|run| run.as_str().chars()).collect()
}
