//! International prefixes: what is dialled within a country to call another.

use super::country::Country;
use super::digits::Digits;
use super::table;

/// Returns the lengths of the international prefixes that `digits` begin with: `00`, which people
/// type anywhere, and those of the country.
pub(super) fn prefix_lengths(
    digits: Digits,
    country: Option<Country>,
) -> impl Iterator<Item = u32> {
    let begins = |prefix: &str| digits.begin_with(Digits::of(prefix));
    let is_north_american = country.is_some_and(|country| country.plan().is_north_american());
    let double_zero = begins("00").then_some(2);
    let north_american = (is_north_american && begins("011")).then_some(3);
    let own = country.filter(|country| country.region().has_own_prefixes()).and_then(patterns_of);
    let own = own.unwrap_or(Patterns { steps: &[], next: 0 });
    double_zero.into_iter().chain(north_american).chain(own.lengths_in(digits))
}

/// Returns the patterns of a country that has others than `00` and `011`.
fn patterns_of(country: Country) -> Option<Patterns> {
    let at = table::ABROAD_ROWS.binary_search(&country.index()).ok()?;
    let start = usize::from(*table::ABROAD_STARTS.get(at)?);
    Some(Patterns { steps: table::ABROAD_PATTERNS.get(start..)?, next: 0 })
}

/// A list of patterns in steps of four bits, the upper half of a byte first: a digit, [`ANY`]
/// digit, or [`SET`] and twelve bits, one for each digit of a set. [`END`] follows each pattern,
/// and once more the last.
struct Patterns {
    steps: &'static [u8],
    next: usize,
}

const ANY: u32 = 0xA;
const SET: u32 = 0xB;
const END: u32 = 0xF;

impl Patterns {
    /// Returns the lengths of the patterns that `digits` begin with.
    fn lengths_in(mut self, digits: Digits) -> impl Iterator<Item = u32> {
        let lengths = core::iter::from_fn(move || self.next_pattern(digits));
        lengths.filter(|&(_, matches)| matches).map(|(length, _)| length)
    }

    /// Returns the length of the next pattern, and whether `digits` begin with it.
    fn next_pattern(&mut self, digits: Digits) -> Option<(u32, bool)> {
        let mut rest = digits;
        let mut length = 0_u32;
        let mut matches = true;
        loop {
            let first = u32::try_from(rest.first()).unwrap_or_default();
            let fits = match self.step() {
                END => return (length > 0).then_some((length, matches)),
                SET => {
                    let set = self.step() << 8 | self.step() << 4 | self.step();
                    set >> first & 1 == 1
                }
                step => step == ANY || step == first,
            };
            matches &= fits && rest.len > 0;
            rest = rest.without(1).unwrap_or(Digits::NONE);
            length = length.saturating_add(1);
        }
    }

    fn step(&mut self) -> u32 {
        let pair = self.steps.get(self.next >> 1).map_or(0xFF, |&pair| u32::from(pair));
        let step = if self.next & 1 == 0 { pair >> 4 } else { pair & 0xF };
        self.next = self.next.saturating_add(1);
        step
    }
}
