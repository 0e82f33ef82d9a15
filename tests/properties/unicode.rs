//! The characters that people type, by the Unicode tables of the `regex` crate.

use std::sync::LazyLock;

use regex::Regex;

/// The value of a decimal digit of any script.
pub(crate) fn digit(character: char) -> Option<u8> {
    // Digits come in runs of ten, zero first (Unicode Standard, 4.6).
    static DIGITS: LazyLock<Vec<Option<u8>>> =
        LazyLock::new(|| table(&all(r"\p{Nd}"), (0..10).cycle()));
    DIGITS.get(character as usize).copied().flatten()
}

/// Whether this is white space, a dash, an invisible character, or one of the few look-alikes of a
/// dash that this crate adds.
pub(crate) fn means_nothing(character: char) -> bool {
    static NOTHING: LazyLock<Vec<Option<()>>> = LazyLock::new(|| {
        let added = r"\u{2D7}\u{2043}\u{207B}\u{208B}\u{2212}\u{30FC}\u{FF70}";
        let class =
            format!(r"[\p{{White_Space}}\p{{Pd}}\p{{Default_Ignorable_Code_Point}}{added}]");
        table(&all(&class), std::iter::repeat(()))
    });
    matches!(NOTHING.get(character as usize), Some(Some(())))
}

/// Whether this is a quote, a bracket or a mark that ends a sentence or a part of it, among the
/// first 65,536 characters.
pub(crate) fn is_mark(character: char) -> bool {
    static MARKS: LazyLock<Vec<Option<()>>> = LazyLock::new(|| {
        let quotes = r"\p{Quotation_Mark}\p{Pi}\p{Pf}`";
        let brackets = r"\p{Ps}\p{Pe}<>";
        let of_sentences = r"\p{Terminal_Punctuation}#*¡¿…";
        table(&all(&format!("[{quotes}{brackets}{of_sentences}]")), std::iter::repeat(()))
    });
    character <= '\u{FFFF}' && matches!(MARKS.get(character as usize), Some(Some(())))
}

/// Makes a table, by code point, of what these characters stand for. It ends with the last of them.
fn table<T: Copy>(characters: &[char], values: impl Iterator<Item = T>) -> Vec<Option<T>> {
    let length = characters.last().map_or(0, |last| *last as usize + 1);
    let mut table = vec![None; length];
    for (character, value) in characters.iter().zip(values) {
        table[*character as usize] = Some(value);
    }
    table
}

/// Every character of a class, in order.
fn all(class: &str) -> Vec<char> {
    let everything: String = ('\0'..=char::MAX).collect();
    let found = Regex::new(&format!("{class}+")).unwrap();
    found.find_iter(&everything).flat_map(|run| run.as_str().chars()).collect()
}
