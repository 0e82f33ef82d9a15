//! Phone numbers as people type them, made from the plans: every prefix that leads abroad, trunk
//! prefixes, calling codes, lengths one off, separators and digits of other scripts.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

use std::sync::LazyLock;

/// A row of `regions.tsv`, with the row of `idd.tsv`.
pub(crate) struct Region {
    pub(crate) alpha2: &'static str,
    pub(crate) calling_code: &'static str,
    pub(crate) trunk: String,
    pub(crate) examples: Vec<&'static str>,
    prefixes: Vec<&'static str>,
}

pub(crate) static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let rows = |table: &'static str| {
        let lines = table.lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| line.split('\t').collect::<Vec<_>>())
    };
    let prefixes: Vec<_> = rows(include_str!("../data/idd.tsv")).collect();
    let regions = rows(include_str!("../data/regions.tsv")).skip(1).map(|row| Region {
        alpha2: row[0],
        calling_code: row[1],
        trunk: row[3].replace('-', ""),
        examples: [row[7], row[9]].into_iter().filter(|example| *example != "-").collect(),
        prefixes: prefixes.iter().find(|own| own[0] == row[0]).unwrap()[2].split(' ').collect(),
    });
    regions.collect()
});

/// The text of a seed, and the alpha-2 code of the country it is typed in, if in any.
pub(crate) fn text_of(seed: u64) -> (Option<&'static str>, String) {
    let mut random = Random(seed);
    let here = &REGIONS[random.below(REGIONS.len())];
    let other = &REGIONS[random.below(REGIONS.len())];
    let prefix = filled_in(here.prefixes[random.below(here.prefixes.len())], &mut random);
    let trunk = here.trunk.as_str();
    let leads = [
        "", "", "", "", "", "+", "+", "+", "00", "00", "0", "0", trunk, trunk, &prefix, &prefix,
        &prefix, "011", "(0)", "tel:", "tel:+", "Tel. +", "'", "'+", "＋", "++", "+00", "8", "1",
        "15", "9", "~", "~+",
    ];
    // Half of the texts are as people mean them, but for what is drawn below.
    let is_meant = random.below(2) == 0;
    let lead = if is_meant {
        random.of(&["+", "tel:+", "＋", "Tel. +", "00", &prefix, &prefix, "", "", trunk, trunk])
    } else {
        random.of(&leads)
    };
    // In a third of the texts each: no calling code, the own one, and another's.
    let has_code = if is_meant { !["", trunk].contains(&lead) } else { random.below(3) > 0 };
    let (code, plan) = match random.below(2) {
        _ if !has_code => ("", here),
        0 => (here.calling_code, here),
        _ => (other.calling_code, other),
    };
    let carrier = format!("08{}", random.below(10));
    let trunk = plan.trunk.as_str();
    let middles = [
        "", "", "", "", "", "", "0", "(0)", " (0) ", trunk, trunk, "00", "1", "15", "9", "01",
        "044", "045", "8", "80", "06", &carrier,
    ];
    let middle = random.of(&middles[..if is_meant { 10 } else { middles.len() }]);
    let mut digits = plan.examples[random.below(plan.examples.len())].to_owned();
    digits.truncate(random.below(digits.len() + 1).max(random.below(digits.len() + 1)));
    let length = plan.examples[random.below(plan.examples.len())].len();
    let length = match random.below(if is_meant { 16 } else { 8 }) {
        0 => length - 1,
        1 => length + 1,
        2 | 3 => random.below(19),
        _ => length,
    };
    digits.truncate(length);
    while digits.len() < length {
        digits.push_str(random.of(&["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "15"]));
    }
    let tails = [
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        ".",
        ",",
        ";",
        "\"",
        " x12",
        "#3",
        ",4",
        "~5",
        "~123456",
        " ext. 6",
        " доб. 7",
        ";ext=8",
        ";isub=9",
        ";phone-context=+",
        ";phone-context=example.com",
        "\u{200B}",
        " ",
        "x",
        "+",
        "*",
        "доб",
        ":1",
    ];
    let tail = random.of(&tails[..if is_meant { 12 } else { tails.len() }]);
    let context = if tail.ends_with("=+") { plan.calling_code } else { "" };
    let text = format!("{lead}{code}{middle}{}", separated(&digits, &mut random));
    let text = in_script(&text, &mut random);
    let country = (random.below(8) > 0).then_some(here.alpha2);
    (country, format!("{text}{tail}{context}"))
}

/// Digits as they are, or with a separator here and there.
fn separated(digits: &str, random: &mut Random) -> String {
    const SEPARATORS: [&str; 14] =
        [" ", " ", "-", "-", ".", "/", "(", ")", ") ", "\u{A0}", "–", "～", "~", "\u{AD}"];
    let often = random.below(4);
    let mut text = String::new();
    for digit in digits.chars() {
        if often > 0 && random.below(6) < often {
            text.push_str(random.of(&SEPARATORS[..if often == 3 { 14 } else { 9 }]));
        }
        text.push(digit);
    }
    text
}

/// The text in ASCII, in full-width characters or in Arabic digits.
fn in_script(text: &str, random: &mut Random) -> String {
    let script = random.below(12);
    let all = random.below(2) == 0;
    let mut written = |character: char| match (script, character) {
        (0 | 1, '!'..='~') if all || character.is_ascii_digit() || random.below(2) == 0 => {
            char::from_u32(u32::from(character) + 0xFEE0).unwrap()
        }
        (2, '0'..='9') => char::from_u32(u32::from(character) - 0x30 + 0x0660).unwrap(),
        _ => character,
    };
    text.chars().map(&mut written).collect()
}

/// A prefix that a pattern of `idd.tsv` stands for.
fn filled_in(pattern: &str, random: &mut Random) -> String {
    let mut text = String::new();
    let mut rest = pattern.chars();
    while let Some(step) = rest.next() {
        match step {
            '?' => text.push_str(&random.below(10).to_string()),
            '[' => {
                let set: Vec<char> = rest.by_ref().take_while(|&step| step != ']').collect();
                text.push(set[random.below(set.len())]);
            }
            digit => text.push(digit),
        }
    }
    text
}

/// `SplitMix64` (Steele, Lea and Flood, 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ word >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ word >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((word ^ word >> 31) % bound as u64).unwrap()
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }
}
