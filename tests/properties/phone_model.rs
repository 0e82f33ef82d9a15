//! From what people type to E.164 as the contract says, with strings, patterns and the rows of the
//! data.

use std::sync::LazyLock;

use regex::Regex;
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
    /// International prefixes.
    prefixes: Vec<Regex>,
}

/// The digits of an E.164 number, and its country.
pub(crate) type Number = (String, Country);

/// The number that was typed.
pub(crate) fn parse(text: &str, country: Option<Country>) -> Result<Number, ParseError> {
    let typed = scan(text)?;
    let here = country.map(region);
    let unknown = ParseError::UnknownCallingCode { position: typed.first_digit };
    let reading = read(&typed, here, unknown)?;
    let number = reading.e164();
    let country = country_of(&number);
    Ok((number, country))
}

fn read(
    typed: &Typed,
    here: Option<&'static Region>,
    unknown: ParseError,
) -> Result<Reading, ParseError> {
    let digits = typed.digits.as_str();
    if typed.plus && !digits.starts_with('0') {
        return international(digits, unknown);
    }
    if typed.plus
        && let Some(after) = digits.strip_prefix("00")
        && let Ok(reading) = international(after, unknown)
        && reading.e164() == after
    {
        return Ok(reading);
    }
    if let Some(here) = here
        && here.country == Country::TJ
        && !typed.plus
        && digits.len() == 9
    {
        return at_home(digits, here);
    }
    match (dialled(digits, here, unknown), here) {
        (Some(Err(error)), Some(here)) if !typed.plus && !digits.starts_with("00") => {
            at_home(digits, here).map_err(|_| error)
        }
        (Some(found), _) => found,
        (None, _) if typed.plus => Err(unknown),
        (None, Some(here)) => at_home(digits, here),
        (None, None) => {
            let reading = international(digits, ParseError::MissingCountry).ok();
            reading.filter(Reading::is_mobile).ok_or(ParseError::MissingCountry)
        }
    }
}

/// The digits that were typed, whether a `+` led, and where the first digit stood.
struct Typed {
    plus: bool,
    digits: String,
    first_digit: usize,
}

/// Every character by its kind: `0` a digit, ` ` one that is skipped, `~` a tilde, `'` a quote; the
/// others are themselves, in small letters.
fn kind(character: char) -> char {
    const SKIPPED: &str = "()[]{}./（）［］｛｝﹙﹚﹛﹜﹝﹞．／·․‧・﹒⁄∕";
    match character {
        '~' | '⁓' | '∼' | '〜' | '～' => '~',
        '\'' | '"' | '`' | '´' | '«' | '»' | '＂' | '＇' | '‘'..='‟' => '\'',
        '＋' => '+',
        '，' => ',',
        '；' => ';',
        '：' => '<',
        'ｘ' => 'x',
        '＃' => '#',
        // What stands for another kind here is a character of no kind.
        '<' | '>' | '\u{0}' => '>',
        _ if digit(character).is_some() => '0',
        _ if means_nothing(character) || SKIPPED.contains(character) => ' ',
        _ => character.to_ascii_lowercase(),
    }
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap()
}

fn scan(text: &str) -> Result<Typed, ParseError> {
    static LEAD: LazyLock<Regex> =
        LazyLock::new(|| pattern("^([^0+]*)[+][ ~+]*|^[ ~']*(tel:)?[ ~']*"));
    static EXTENSION: LazyLock<Regex> = LazyLock::new(|| {
        pattern("^((extension|extn|ext|x|доб|Доб|ДОБ|#|,|;)[ ~:=]*)+[ ~']*(0[ ~']*){1,9}$")
    });
    static END: LazyLock<Regex> = LazyLock::new(|| pattern("^[ ~',;:<]*$"));
    static TILDE: LazyLock<Regex> = LazyLock::new(|| pattern("~ *(0 *){1,5}$"));

    let characters: Vec<char> = text.chars().collect();
    let is_longer = characters.len() > 64;
    let kinds: Vec<char> = characters.iter().take(68).map(|character| kind(*character)).collect();
    // A `tel:` may lie across the end, but a `+` behind it is not looked at.
    let all: String = kinds
        .iter()
        .enumerate()
        .map(|(at, kind)| match kind {
            '+' if at >= 64 => '>',
            kind => *kind,
        })
        .collect();
    let kinds: String = kinds.into_iter().take(64).collect();
    let too_many = if is_longer { Err(ParseError::TooManyCharacters) } else { Ok(()) };
    let place = |at: usize| kinds[..at].chars().count();
    let unexpected = |position: usize| ParseError::UnexpectedCharacter {
        character: characters[position],
        position,
    };

    let lead = LEAD.captures(&all).unwrap();
    let plus = lead.get(1).is_some();
    let is_uri =
        lead.get(2).is_some() || lead.get(1).is_some_and(|text| text.as_str().contains("tel:"));
    let lead = lead[0].chars().count();
    match kinds.chars().nth(lead) {
        Some('0') => {}
        Some(_) => return Err(unexpected(lead)),
        None => return too_many.and(Err(ParseError::NoDigits)),
    }
    let start = kinds.char_indices().nth(lead).unwrap().0;
    let body =
        start + kinds[start..].find(|kind| !"0 ~".contains(kind)).unwrap_or(kinds.len() - start);
    let mut digits: String = digits_of(&characters[lead..place(body)]);
    let mut plus = plus;
    let tail = &kinds[body..];
    match tail.chars().next() {
        None => {}
        // RFC 3966 knows no other form of it.
        Some(_) if is_uri && characters[place(body)] == ';' => {
            parameters(
                &characters[place(body)..characters.len().min(64)],
                place(body),
                &mut plus,
                &mut digits,
            )?;
        }
        Some(_) if EXTENSION.is_match(tail) => {
            return Err(ParseError::Extension { position: place(body) });
        }
        Some(_) if END.is_match(tail) => {}
        Some(_) => return Err(unexpected(place(body))),
    }
    too_many?;
    if let Some(at) = last_tilde(&TILDE, &kinds[start..body]) {
        return Err(ParseError::Extension { position: place(start + at) });
    }
    Ok(Typed { plus, digits, first_digit: lead })
}

/// Where the last tilde with digits behind it stands, if they are at most five.
fn last_tilde(tilde: &Regex, body: &str) -> Option<usize> {
    let body = body.trim_end_matches([' ', '~']);
    tilde.find(body).map(|found| found.start())
}

fn digits_of(characters: &[char]) -> String {
    let values = characters.iter().filter_map(|character| digit(*character));
    values.map(|value| char::from(b'0' + value)).collect()
}

/// The parameters of a `tel:` URI, from position `start` on.
fn parameters(
    characters: &[char],
    start: usize,
    plus: &mut bool,
    digits: &mut String,
) -> Result<(), ParseError> {
    let text: String = characters.iter().collect();
    let mut position = start;
    for parameter in text.split(';').skip(1) {
        let lower = parameter.to_ascii_lowercase();
        if lower.strip_prefix("ext=").and_then(|rest| digit(rest.chars().next()?)).is_some() {
            return Err(ParseError::Extension { position });
        }
        if lower.starts_with("phone-context=+") && !*plus {
            let context: Vec<char> = parameter.chars().skip("phone-context=+".len()).collect();
            *plus = true;
            digits.insert_str(0, &digits_of(&context));
        }
        position += 1 + parameter.chars().count();
    }
    Ok(())
}

#[derive(Clone)]
struct Reading {
    region: &'static Region,
    significant: String,
}

impl Reading {
    fn e164(&self) -> String {
        format!("{}{}", self.region.calling_code, self.significant)
    }

    fn is_mobile(&self) -> bool {
        self.region.mobile.contains(&self.significant.len())
    }
}

/// The digits were dialled abroad, if they begin with a prefix for that.
fn dialled(
    digits: &str,
    here: Option<&Region>,
    unknown: ParseError,
) -> Option<Result<Reading, ParseError>> {
    let own = here.iter().flat_map(|here| here.prefixes.iter());
    let own = own.filter_map(|prefix| prefix.find(digits)).map(|found| found.as_str());
    // `00` first, since what it gives explains a refusal.
    let prefixes = digits.get(..2).filter(|prefix| *prefix == "00").into_iter().chain(own);
    let readings: Vec<_> = prefixes
        .map(|prefix| (&digits[prefix.len()..], international(&digits[prefix.len()..], unknown)))
        .collect();
    let rank = |(after, reading): &(&str, Reading)| {
        let is_own = here.is_some_and(|here| here.calling_code == reading.region.calling_code);
        (reading.e164() == *after, is_own && reading.is_mobile())
    };
    let mut possible: Vec<_> = readings
        .iter()
        .filter_map(|(after, reading)| Some((*after, reading.clone().ok()?)))
        .collect();
    let Some(best) = possible.iter().map(rank).max() else {
        return readings.into_iter().next().map(|(_, reading)| reading);
    };
    possible.retain(|reading| rank(reading) == best);
    possible.dedup_by_key(|(_, reading)| reading.e164());
    Some(match &possible[..] {
        [(_, reading)] => Ok(reading.clone()),
        _ => Err(ParseError::Ambiguous),
    })
}

/// Reads digits that begin with a calling code.
fn international(digits: &str, unknown: ParseError) -> Result<Reading, ParseError> {
    let main =
        REGIONS.iter().find(|region| region.is_main && digits.starts_with(region.calling_code));
    match (main, unknown) {
        (Some(main), _) => number(&digits[main.calling_code.len()..], main, true),
        (None, ParseError::UnknownCallingCode { position }) => {
            let without_country = [800, 808, 870, 878, 881, 882, 883, 888, 979]
                .into_iter()
                .find(|code: &u16| digits.starts_with(&code.to_string()));
            Err(without_country.map_or(unknown, |code| ParseError::NoCountry { code, position }))
        }
        (None, _) => Err(unknown),
    }
}

/// Reads digits typed in `here` that lead nowhere abroad.
fn at_home(digits: &str, here: &'static Region) -> Result<Reading, ParseError> {
    let national = national(digits, here);
    let zero = digits.strip_prefix('0').and_then(|digits| digits.strip_prefix(here.calling_code));
    let after = digits.strip_prefix(here.calling_code);
    let Some(international) = after.or(zero).and_then(|digits| number(digits, here, true).ok())
    else {
        return national;
    };
    match national {
        Err(ParseError::CarrierPrefix { .. }) if !international.is_mobile() => national,
        Err(_) => Ok(international),
        Ok(ref here) if here.is_mobile() != international.is_mobile() => {
            if here.is_mobile() {
                national
            } else {
                Ok(international)
            }
        }
        Ok(_) if after.is_some() => Ok(international),
        Ok(_) => national,
    }
}

/// Reads digits as dialled within the region, where a single area code may be left out.
fn national(digits: &str, region: &'static Region) -> Result<Reading, ParseError> {
    let areas: Vec<&str> = prefixes_of(region.country).collect();
    if let ("1", 7, [area]) = (region.trunk, digits.len(), &areas[..]) {
        return number(&format!("{}{digits}", &area[1..4]), region, false);
    }
    number(digits, region, false)
}

/// Reads digits as the region's plan does: as dialled there, or behind the calling code.
fn number(digits: &str, region: &'static Region, behind_code: bool) -> Result<Reading, ParseError> {
    let country = region.country;
    let significant = region.without_prefix(digits, behind_code);
    if region.has_carrier(digits) {
        return Err(ParseError::CarrierPrefix { country });
    }
    let is_bare = region.without_prefix(&significant, true) == significant
        && !region.has_carrier(&significant);
    let length = significant.len();
    if region.has_length(length) && is_bare && !is_argentine_fragment(region, &significant) {
        return Ok(Reading { region, significant });
    }
    let found = match digits.strip_prefix("06") {
        Some(after) if region.trunk == "06" => after.len(),
        _ => length,
    };
    if region.has_length(found) {
        return Err(ParseError::SecondPrefix { country });
    }
    Err(ParseError::Length { country, found: u8::try_from(found).unwrap() })
}

impl Region {
    fn has_length(&self, length: usize) -> bool {
        self.mobile.contains(&length) || self.fixed.contains(&length)
    }

    fn has_carrier(&self, digits: &str) -> bool {
        let third = digits.strip_prefix("08").and_then(|rest| rest.chars().next());
        self.country == Country::KR && third.is_some_and(|third| ('1'..='8').contains(&third))
    }

    /// Drops the plan's prefix where the length that remains is possible, and a `0` with which no
    /// number starts in any case.
    fn without_prefix(&self, digits: &str, behind_code: bool) -> String {
        let zero = digits.strip_prefix('0');
        let possible = |prefixes: &[&str]| {
            let mut after = prefixes.iter().filter_map(|prefix| digits.strip_prefix(prefix));
            after.find(|digits| self.has_length(digits.len()))
        };
        // In the way behind the calling code.
        let in_the_way = || zero.filter(|_| behind_code);
        let left = match (self.country.alpha2(), self.trunk) {
            ("AR", _) => return argentine(zero.unwrap_or(digits)),
            ("BR", _) => match (zero, digits.len()) {
                (Some(after), 13 | 14) => after.get(2..),
                (after, _) => after,
            },
            ("BY", _) => possible(&["80", "8"]).or(zero),
            ("LT" | "UZ", _) => possible(&["8"]).or(zero),
            ("GA", _) if digits.len() < 9 => None,
            ("GA" | "RW", _) => possible(&["0"]),
            ("MX", _) if behind_code => possible(&["01", "044", "045", "1"]).or(zero),
            ("MX", _) => possible(&["01", "044", "045"]).or(zero),
            ("KR", _) if self.has_carrier(digits) => None,
            ("TJ", _) => possible(&["8"]).or_else(|| self.if_not_possible(digits, in_the_way())),
            (_, "-") if self.zero_is_part => self.if_not_possible(digits, in_the_way()),
            (_, "-" | "0") => zero,
            (_, trunk) => possible(&[trunk]).or_else(in_the_way),
        };
        left.unwrap_or(digits).to_owned()
    }

    /// A 0 that may be part of a number is dropped only where there is no number with it.
    fn if_not_possible<'a>(&self, digits: &str, after: Option<&'a str>) -> Option<&'a str> {
        after.filter(|after| !self.has_length(digits.len()) && self.has_length(after.len()))
    }
}

/// Where the `15` of an Argentine mobile number stands: after 11, or three or four digits.
fn fifteen(digits: &str) -> Option<usize> {
    let mut areas = 2..=4;
    areas.find(|&area| digits[area..].starts_with("15") && (area > 2 || digits.starts_with("11")))
}

/// In twelve digits, the mobile `15` is dropped and a `9` put in front.
fn argentine(digits: &str) -> String {
    match if digits.len() == 12 { fifteen(digits) } else { None } {
        Some(area) => format!("9{}{}", &digits[..area], &digits[area + 2..]),
        None => digits.to_owned(),
    }
}

fn is_argentine_fragment(region: &Region, digits: &str) -> bool {
    region.country == Country::AR
        && match digits.len() {
            10 => digits.starts_with("15"),
            11 => !digits.starts_with('9') && fifteen(digits).is_some(),
            _ => false,
        }
}

/// Prefixes of calling code and national number that only this country has.
fn prefixes_of(country: Country) -> impl Iterator<Item = &'static str> {
    SHARED.iter().filter(move |(_, of)| *of == country).map(|(prefix, _)| prefix.as_str())
}

/// The country of the longest prefix, or the main one of the calling code.
fn country_of(number: &str) -> Country {
    let shared = SHARED.iter().filter(|(prefix, _)| number.starts_with(prefix));
    let main = || REGIONS.iter().find(|main| main.is_main && number.starts_with(main.calling_code));
    shared.map(|(_, country)| *country).next().unwrap_or_else(|| main().unwrap().country)
}

fn region(country: Country) -> &'static Region {
    REGIONS.iter().find(|region| region.country == country).unwrap()
}

/// No two of these begin with each other.
static SHARED: LazyLock<Vec<(String, Country)>> = LazyLock::new(|| {
    let lines = include_str!("../data/region_prefixes.txt").lines();
    let lines = lines.filter(|line| !line.starts_with('#') && !line.ends_with(['*', '=']));
    let rows = lines.map(|line| line.split(' ').collect::<Vec<_>>());
    rows.filter(|row| row[2] != "len=7")
        .flat_map(|row| {
            let country: Country = row[1].parse().unwrap();
            // Of an area in North America, all numbers are one country's.
            let length = |prefix: &str| if row[0] == "1" && prefix.len() == 4 { 3 } else { 9 };
            let prefixes =
                row[2..].iter().map(|prefix| format!("{}{prefix:.*}", row[0], length(prefix)));
            prefixes.map(|prefix| (prefix, country)).collect::<Vec<_>>()
        })
        .collect()
});

static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let rows = |table: &'static str| {
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| line.split('\t').collect::<Vec<_>>())
    };
    let abroad: Vec<_> = rows(include_str!("../data/idd.tsv")).collect();
    let regions = rows(include_str!("../data/regions.tsv")).skip(1).map(|field| {
        let calling_code = field[1];
        let lengths = |list: &str| -> Vec<usize> {
            let lengths = list.split(',').filter_map(|length| length.parse().ok());
            lengths.filter(|length| (7..=15).contains(&(calling_code.len() + length))).collect()
        };
        let prefixes = abroad.iter().find(|row| row[0] == field[0]).unwrap()[2].split(' ');
        Region {
            country: field[0].parse().unwrap(),
            calling_code,
            is_main: field[2] == "yes",
            trunk: field[3],
            zero_is_part: field[6] != "-",
            mobile: lengths(field[4]),
            fixed: lengths(field[5]),
            prefixes: prefixes.map(|own| pattern(&format!("^{}", own.replace('?', ".")))).collect(),
        }
    });
    regions.collect()
});
