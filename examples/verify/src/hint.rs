//! What to try instead of an input that is wrong.

use verify_core::code::Format;
use verify_core::phone::ParseError;
use verify_core::request::{Cause, Error, Request};

use crate::country;

/// Where a person types what the request consists of.
#[derive(Clone, Copy)]
pub(crate) enum Typed {
    OnCommandLine,
    AtQuestions,
}

const ENCODINGS: [&str; 3] = ["AUTO", "GSM7", "UCS2"];

/// Suggests what to try instead of a member that is refused.
pub(crate) fn of(request: &Request<&str>, error: Error, typed: Typed) -> Option<String> {
    match error.cause() {
        Cause::Country(_) => of_country(request.country?),
        Cause::CodeType(_) => near(request.code_type?, Format::ALL.map(Format::as_str)),
        Cause::Encoding(_) => near(request.sms.encoding?, ENCODINGS),
        Cause::PhoneNumber(error) if request.country.is_none() => {
            may_be_national(request.destination?, error).then(|| without_country(typed).into())
        }
        _ => None,
    }
}

/// Suggests what to try instead of a national number without a country.
const fn without_country(typed: Typed) -> &'static str {
    match typed {
        Typed::OnCommandLine => {
            "The country is missing: give its two letters, as in `--country GB`, or begin the \
             number with `+` and the calling code, as in `+44`."
        }
        Typed::AtQuestions => {
            "The country is missing: type the number again, then the two letters of its country, \
             such as GB; or begin the number with `+` and the calling code, as in `+44`."
        }
    }
}

/// Suggests the alpha-2 code of a country that is given by its name or its calling code.
fn of_country(text: &str) -> Option<String> {
    let country = country::find(text)?;
    Some(format!("Did you mean {} ({})?", country.alpha2, country.name))
}

/// Suggests the name that a word comes near to: the same but for case, dashes and spaces, or the
/// only one that begins so.
fn near<const N: usize>(word: &str, names: [&str; N]) -> Option<String> {
    let plain = |text: &str| text.replace(['_', '-', ' '], "").to_uppercase();
    let word = plain(word);
    let same = names.into_iter().find(|name| plain(name) == word);
    let mut longer =
        names.into_iter().filter(|name| !word.is_empty() && plain(name).starts_with(&word));
    let name = same.or(match (longer.next(), longer.next()) {
        (Some(name), None) => Some(name),
        _ => None,
    })?;
    Some(format!("Did you mean {name}?"))
}

/// Whether a number that was read without a country may be a national one.
fn may_be_national(text: &str, error: ParseError) -> bool {
    let digits = text.trim_start();
    let is_international = digits.starts_with(['+', '\u{FF0B}']) || digits.starts_with("00");
    !is_international
        && matches!(
            error,
            ParseError::MissingCountry
                | ParseError::UnknownCallingCode { .. }
                | ParseError::Length { .. }
                | ParseError::SecondPrefix { .. }
        )
}
