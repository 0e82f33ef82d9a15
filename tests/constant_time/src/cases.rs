//! Codes of every format and length, and entries for each.

use std::fmt;
use verify_core::code::{Format, Generator, Length};
use verify_core::session::{Policy, Session};
use verify_core::time::Timestamp;

/// The time of every call.
pub(crate) const NOW: Timestamp = Timestamp::UNIX_EPOCH;

/// A code, and an entry for it.
pub(crate) struct Case {
    policy: Policy,
    pub(crate) kind: Kind,
    pub(crate) entered: String,
}

/// What a guesser knows about an entry before it is compared, and whether it is right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    /// The code, as it was sent or as people write it.
    Right,
    /// An entry of the code's format and length that differs in at least one character.
    Wrong,
    /// An entry of another length, or with a character that no code contains.
    Misshapen,
}

impl Case {
    /// Returns every case.
    pub(crate) fn all() -> Vec<Case> {
        let lengths =
            || (Length::MIN.get()..=Length::MAX.get()).filter_map(|n| Length::new(n).ok());
        let of_every_length =
            |format| lengths().map(move |length| Policy { format, length, ..Policy::default() });
        Format::ALL.into_iter().flat_map(of_every_length).flat_map(Case::of).collect()
    }

    /// Returns the session whose code the case is about: always the same one.
    pub(crate) fn session(&self) -> Session {
        session(self.policy)
    }

    fn of(policy: Policy) -> Vec<Case> {
        let session = session(policy);
        let code = session.code().expose();
        let entered = [
            (Kind::Right, right(code, policy.format)),
            (Kind::Wrong, wrong(code, policy.format)),
            (Kind::Misshapen, misshapen(code)),
        ];
        let each = |(kind, entered): (Kind, Vec<String>)| {
            entered.into_iter().map(move |entered| Case { policy, kind, entered })
        };
        entered.into_iter().flat_map(each).collect()
    }
}

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Policy { format, length, .. } = self.policy;
        write!(f, "{format} of {}, entered as {:?}", length.get(), self.entered)
    }
}

fn session(policy: Policy) -> Session {
    let destination = "+6587654321".parse().expect("a number of Singapore");
    Session::start(NOW, destination, policy, &mut Generator::from_seed([7; 32]))
}

fn right(code: &str, format: Format) -> Vec<String> {
    let mut entered = ways_to_write(code);
    if matches!(format, Format::AlphanumericCapitals | Format::AlphanumericEasy) {
        entered.push(code.to_lowercase());
    }
    entered
}

/// Returns the code with another character at each place, at all places, and at the first and the
/// last in each way to write it.
fn wrong(code: &str, format: Format) -> Vec<String> {
    let places: Vec<usize> = code.match_indices(|c| c != '-').map(|(place, _)| place).collect();
    let other = |places: &[usize]| {
        let change = |(place, character)| {
            if places.contains(&place) { after(character, format) } else { character }
        };
        code.char_indices().map(change).collect::<String>()
    };
    let mut entered: Vec<String> = places.iter().map(|place| other(&[*place])).collect();
    entered.push(other(&places));
    for place in [places.first(), places.last()].into_iter().flatten() {
        entered.extend(ways_to_write(&other(&[*place])).into_iter().skip(1));
    }
    entered
}

fn misshapen(code: &str) -> Vec<String> {
    let (first, rest) = code.split_at(1);
    let (start, last) = code.split_at(code.len() - 1);
    let longer = [format!("{code}{last}"), format!("{first}{code}"), code.repeat(5)];
    let shorter = [String::new(), rest.to_owned(), start.to_owned()];
    // A mark that is copied along is dropped at either end, but what is no mark is not.
    let no_code = [format!("${rest}"), format!("{start}$"), format!("{code}$")];
    longer.into_iter().chain(shorter).chain(no_code).collect()
}

/// Returns the text as it is, without its dash, with spaces, with dashes, in the digits of another
/// script, and in full width.
fn ways_to_write(text: &str) -> Vec<String> {
    let plain = text.replace('-', "");
    let moved = |from: char, to: char| {
        let by = u32::from(to) - u32::from(from);
        move |character| {
            char::from_u32(u32::from(character) + by).expect("a character of that script")
        }
    };
    let arabic = moved('0', '٠');
    let full_width = moved('!', '！');
    vec![
        text.to_owned(),
        plain.clone(),
        plain.chars().flat_map(|c| [' ', c, ' ']).collect(),
        plain.chars().flat_map(|c| [c, '–']).collect(),
        plain.chars().map(|c| if c.is_ascii_digit() { arabic(c) } else { c }).collect(),
        plain.chars().map(full_width).collect(),
    ]
}

/// Returns the character after this one in the format's alphabet.
fn after(character: char, format: Format) -> char {
    let mut round = format.alphabet().chars().cycle().skip_while(|other| *other != character);
    round.nth(1).expect("an alphabet goes round")
}
