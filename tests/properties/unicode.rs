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

/// Every character of a class, in order.
fn all(class: &str) -> Vec<char> {
    let everything: String = ('\0'..=char::MAX).collect();
    let found = Regex::new(&format!("{class}+")).unwrap();
    found.find_iter(&everything).flat_map(|run| run.as_str().chars()).collect()
}
