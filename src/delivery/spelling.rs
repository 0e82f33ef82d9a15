//! The code as a voice reads it, one character at a time.

use super::text::Text;
use crate::code::Code;

/// Separates two characters: voices make a short pause at a comma.
const BETWEEN: &str = ", ";

const SPELT_OUT_ZEROS: &str = "0, 0, 0, 0, 0, 0, 0, 0, 0, 0";

/// Returns a spelt-out code of `symbols` zeros.
pub(super) fn spelt_out_zeros(symbols: usize) -> &'static str {
    let length = symbols.saturating_mul(3).saturating_sub(BETWEEN.len());
    SPELT_OUT_ZEROS.get(..length).unwrap_or(SPELT_OUT_ZEROS)
}

/// Writes the characters of a code one at a time, `1, 2, 3, 4`, so that no voice reads "one
/// thousand two hundred". The dash is left out: the listener enters the code without it.
pub(super) fn spell_out(code: &Code) -> Text<{ SPELT_OUT_ZEROS.len() }> {
    let mut spelt_out = Text::new();
    for symbol in spoken(code) {
        if !spelt_out.as_str().is_empty() {
            spelt_out.push_str(BETWEEN);
        }
        spelt_out.push_str(symbol.encode_utf8(&mut [0; 4]));
    }
    spelt_out
}

/// Iterates over the characters of a code without its dash.
pub(super) fn spoken(code: &Code) -> impl Iterator<Item = char> {
    code.expose().chars().filter(|symbol| *symbol != '-')
}
