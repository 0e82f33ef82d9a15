//! From what people type to E.164 as the contract says, with strings and the rows of `regions.tsv`.

use std::sync::LazyLock;

use verify_core::phone::{Country, ParseError};

use crate::unicode::{digit, means_nothing};

/// A row of the data.
struct Region {
    country: Country,
    calling_code: &'static str,
    is_main: bool,
    trunk: &'static str,
    zero_is_part: bool,
    mobile: Vec<usize>,
    fixed: Vec<usize>,
}

/// The digits of an E.164 number, and its country.
pub(crate) type Number = (String, Country);

/// The number that was typed.
pub(crate) fn parse(text: &str, country: Option<Country>) -> Result<Number, ParseError> {
    let typed = scan(text)?;
    let here = country.map(region);
    let abroad = typed.abroad(here);
    let number = match (abroad, here) {
        (Some(after), Some(here)) if is_tajikistan(here) && !typed.plus => {
            international(after, Some(here)).or_else(|| national(&typed.digits, here))
        }
        (Some(after), _) => international(after, here),
        (None, Some(here)) => at_home(&typed.digits, here),
        (None, None) => international(&typed.digits, None),
    };
    number.ok_or_else(|| why_none(text, &typed, here))
}

/// The digits that were typed, and whether a `+` led.
struct Typed {
    plus: bool,
    digits: String,
}

fn scan(text: &str) -> Result<Typed, ParseError> {
    let mut typed = Typed { plus: false, digits: String::new() };
    let mut characters: Vec<char> = text.chars().collect();
    if let Some(at) = scheme(&characters) {
        characters.splice(at..at + 4, [' '; 4]);
    }
    for (position, character) in characters.iter().enumerate().take(64) {
        let has_begun = typed.plus || !typed.digits.is_empty();
        match (*character, digit(*character)) {
            ('+' | '＋', _) if !has_begun => typed.plus = true,
            (_, Some(value)) => typed.digits.extend(char::from_digit(value.into(), 10)),
            (other, None) if is_skipped(other) => {}
            (character, _) => return Err(ParseError::UnexpectedCharacter { character, position }),
        }
    }
    match () {
        () if characters.len() > 64 => Err(ParseError::TooManyCharacters),
        () if typed.digits.is_empty() => Err(ParseError::NoDigits),
        () => Ok(typed),
    }
}

/// Where a leading `tel:` stands. Only characters that are skipped may precede it.
fn scheme(characters: &[char]) -> Option<usize> {
    let at = characters.iter().position(|character| !is_skipped(*character))?;
    let found = characters.get(at..at + 4)?.iter().collect::<String>();
    found.eq_ignore_ascii_case("tel:").then_some(at)
}

fn is_skipped(character: char) -> bool {
    const BRACKETS: &str = "()[]{}（）［］｛｝﹙﹚﹛﹜﹝﹞";
    const OTHERS: &str = "./~．／～·․‧・﹒⁄∕⁓∼";
    means_nothing(character) || BRACKETS.contains(character) || OTHERS.contains(character)
}

impl Typed {
    /// The digits that begin with a calling code, if a `+` or an international prefix says so.
    fn abroad(&self, here: Option<&Region>) -> Option<&str> {
        let north_american = here.is_some_and(|here| here.calling_code == "1");
        let after = self.digits.strip_prefix("00");
        let after = after.or(self.digits.strip_prefix("011").filter(|_| north_american));
        after.or(self.plus.then_some(&self.digits))
    }
}

/// Reads digits that begin with a calling code.
fn international(digits: &str, here: Option<&Region>) -> Option<Number> {
    let main = main_region(digits)?;
    let (number, _) = national(digits.strip_prefix(main.calling_code)?, main)?;
    Some((number, or_same_code(main, here).country))
}

/// Reads digits typed in `here` without `+`: the mobile reading counts, or else the international
/// one.
fn at_home(digits: &str, here: &Region) -> Option<Number> {
    let is_mobile = |number: &Option<Number>| {
        let number = number.as_ref().map(|(number, _)| number.len() - here.calling_code.len());
        number.is_some_and(|length| here.mobile.contains(&length))
    };
    let as_national = national(digits, here);
    let after = digits.strip_prefix(here.calling_code);
    let as_international = after.and_then(|digits| national(digits, here));
    if is_mobile(&as_national) && !is_mobile(&as_international) {
        return as_national;
    }
    as_international.or(as_national)
}

/// Reads digits as dialled within the region.
fn national(digits: &str, region: &Region) -> Option<Number> {
    let significant = region.without_prefix(digits);
    let number = format!("{}{significant}", region.calling_code);
    let is_number =
        region.has_length(significant.len()) && region.without_prefix(&significant) == significant;
    is_number.then_some((number, region.country))
}

/// Why there is no reading, by the plan of the reading that was meant.
fn why_none(text: &str, typed: &Typed, here: Option<&Region>) -> ParseError {
    let length = |digits: &str, region: &Region| {
        let (country, found) = (region.country, region.without_prefix(digits).len());
        if region.has_length(found) {
            return ParseError::SecondPrefix { country };
        }
        ParseError::Length { country, found: u8::try_from(found).unwrap() }
    };
    let abroad = typed.abroad(here);
    if let (None, Some(here)) = (abroad, here) {
        return length(&typed.digits, here);
    }
    let digits = abroad.unwrap_or(&typed.digits);
    if let Some(main) = main_region(digits) {
        return length(&digits[main.calling_code.len()..], main);
    }
    let before = text.chars().take_while(|character| digit(*character).is_none());
    let position = before.count();
    match abroad {
        Some(_) => ParseError::UnknownCallingCode { position },
        None => ParseError::MissingCountry,
    }
}

impl Region {
    fn has_length(&self, length: usize) -> bool {
        self.mobile.contains(&length) || self.fixed.contains(&length)
    }

    /// Drops the plan's prefix where the length that remains is possible. A `0` with which no
    /// number starts is dropped in any case.
    fn without_prefix(&self, digits: &str) -> String {
        let always = |prefix: &str| digits.strip_prefix(prefix).unwrap_or(digits);
        let possible = |prefixes: &[&str]| {
            let mut after = prefixes.iter().filter_map(|prefix| digits.strip_prefix(prefix));
            after.find(|digits| self.has_length(digits.len()))
        };
        let left = match (self.country.alpha2(), self.trunk) {
            ("AR", _) => return argentine(always("0")),
            ("BR", _) => match (digits.strip_prefix('0'), digits.len()) {
                (Some(after), 13 | 14) => after.get(2..),
                (after, _) => after,
            },
            ("BY", _) => possible(&["80", "8"]).or(Some(always("0"))),
            ("LT", _) => possible(&["8"]).or(Some(always("0"))),
            ("GA", _) if digits.len() < 9 => None,
            ("GA" | "RW", _) => possible(&["0"]),
            ("MX", _) => possible(&["01", "044", "045", "1", "0"]),
            ("UZ", _) => possible(&["8", "0"]),
            ("TJ", _) => possible(&["8"]),
            (_, "-") if self.zero_is_part || self.has_length(digits.len()) => None,
            (_, "-") => possible(&["0"]),
            (_, trunk @ ("0" | "06")) => Some(always(trunk)),
            (_, trunk) => possible(&[trunk]),
        };
        left.unwrap_or(digits).to_owned()
    }
}

/// In twelve digits, the mobile `15` is dropped and a `9` put in front.
fn argentine(digits: &str) -> String {
    let without_fifteen = |area: usize| {
        let (area, after) = digits.split_at(area);
        let subscriber = after.strip_prefix("15")?;
        (area.len() > 2 || area == "11").then(|| format!("9{area}{subscriber}"))
    };
    let found = if digits.len() == 12 { (2..=4).find_map(without_fifteen) } else { None };
    found.unwrap_or_else(|| digits.to_owned())
}

fn is_tajikistan(region: &Region) -> bool {
    region.country == Country::TJ
}

/// The main region of the calling code that `digits` begin with. Calling codes are prefix-free.
fn main_region(digits: &str) -> Option<&'static Region> {
    REGIONS.iter().find(|region| region.is_main && digits.starts_with(region.calling_code))
}

fn or_same_code<'a>(main: &'a Region, here: Option<&'a Region>) -> &'a Region {
    here.filter(|here| here.calling_code == main.calling_code).unwrap_or(main)
}

fn region(country: Country) -> &'static Region {
    REGIONS.iter().find(|region| region.country == country).unwrap()
}

static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let rows = include_str!("../data/regions.tsv").lines();
    let rows = rows.filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|row| {
        let field: Vec<&str> = row.split('\t').collect();
        let calling_code = field[1];
        let lengths = |list: &str| -> Vec<usize> {
            let lengths = list.split(',').filter_map(|length| length.parse().ok());
            lengths.filter(|length| (7..=15).contains(&(calling_code.len() + length))).collect()
        };
        Region {
            country: field[0].parse().unwrap(),
            calling_code,
            is_main: field[2] == "yes",
            trunk: field[3],
            zero_is_part: field[6] != "-",
            mobile: lengths(field[4]),
            fixed: lengths(field[5]),
        }
    })
    .collect()
});
