//! 205,380 texts against what `phonenumbers` and an earlier build answer: what was right stays
//! right, and nobody's number becomes another's.
//!
//! `tools/numbering/forms.py` makes the same texts and writes `tests/data/forms.txt`.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use verify_core::phone::{Country, PhoneNumber};

const REGIONS: &str = include_str!("../data/regions.tsv");
const PREFIXES: &str = include_str!("../data/idd.tsv");
const ANSWERS: &str = include_str!("../data/forms.txt");
const CHANGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/forms_changed.txt");

const NUMBERS: usize = 20;
const FORMS: [&str; 21] = [
    "bare",
    "behind the trunk prefix",
    "behind 0",
    "+",
    "+ from anywhere",
    "00",
    "00 from anywhere",
    "an own international prefix",
    "without +",
    "without + from anywhere",
    "(0)",
    "+ and the trunk prefix",
    "0 and the calling code",
    "bare from anywhere",
    "a digit missing",
    "a digit more",
    "+, a digit missing",
    "abroad by an own prefix",
    "abroad by +",
    "grouped",
    "abroad by 00",
];

/// What became of each text: `theirs`, the earlier build's answer and this one's, each `=` for the
/// number meant, `!` for another, `-` for none; theirs also `~` and `?`, not valid.
type Answers = (char, char, char);

#[test]
fn what_was_right_stays_right() {
    let texts = texts();
    assert_eq!(texts.len(), 489 * NUMBERS * FORMS.len());
    let mut counts: BTreeMap<(usize, Answers), (usize, Vec<&str>)> = BTreeMap::new();
    for (text, (theirs, before)) in texts.iter().zip(answers()) {
        let number = PhoneNumber::parse(&text.typed, text.country);
        let now = match number {
            Ok(number) if format!("{number:#}") == text.meant => '=',
            Ok(_) => '!',
            Err(_) => '-',
        };
        if now != before {
            let (count, regions) = counts.entry((text.form, (theirs, before, now))).or_default();
            *count += 1;
            if regions.last() != Some(&text.region) {
                regions.push(text.region);
            }
        }
    }
    let mut changes = String::from(
        "# Form, and where the answer is not that of the build of commit 8a98f3b: theirs, that\n\
         # build's and this one's (= the number meant, ! another, - none; theirs also ~ and ?,\n\
         # the same but not valid), how many texts, why, and of which regions.\n",
    );
    for ((form, answers), (count, regions)) in counts {
        let ((theirs, before, now), form) = (answers, FORMS[form]);
        let regions = regions.join(" ");
        let why = why_accepted(form, answers)
            .unwrap_or_else(|| panic!("{form}, {answers:?} in {regions}: why is that accepted?"));
        writeln!(changes, "{form}\t{theirs} {before} {now}\t{count}\t{why}\t{regions}").unwrap();
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(CHANGES, &changes).unwrap();
    }
    let accepted = std::fs::read_to_string(CHANGES).unwrap();
    let differences: Vec<_> =
        changes.lines().filter(|line| !accepted.lines().any(|known| known == *line)).collect();
    assert!(
        changes == accepted,
        "these changes are not accepted in tests/data/forms_changed.txt:\n{}",
        differences.join("\n")
    );
}

/// Why an answer may be another than before; `None` if there is no reason.
fn why_accepted(form: &str, answers: Answers) -> Option<&'static str> {
    Some(match (form, answers) {
        (_, (_, '!' | '-', '=')) => "read as it was meant",
        (_, (_, '!', '-')) => "no longer a stranger's",
        ("without + from anywhere", (_, '=', '-')) => {
            "without a country, a length of landlines may as well be a national number"
        }
        ("abroad by 00" | "abroad by an own prefix" | "00", (_, '=', '-')) => {
            "another number is possible behind the country's own prefix, or a 0 starts no number"
        }
        ("abroad by 00", ('!' | '?', '=', '!')) => {
            "a mobile number of the country is possible behind its own prefix"
        }
        // Where theirs is valid, nothing that was right is lost.
        (_, ('~' | '?' | '-', '=', '-' | '!')) => "a 0 in front of it starts no number there",
        ("0 and the calling code" | "a digit more" | "+, a digit missing", (_, '-', '!')) => {
            "a 0 behind the calling code is dropped"
        }
        _ => return None,
    })
}

struct Text {
    region: &'static str,
    form: usize,
    country: Option<Country>,
    typed: String,
    meant: String,
}

/// As `texts` of `tools/numbering/forms.py`.
fn texts() -> Vec<Text> {
    let regions: Vec<Vec<&str>> = rows(REGIONS).skip(1).collect();
    let prefixes: BTreeMap<&str, Vec<&str>> =
        rows(PREFIXES).map(|row| (row[0], row[2].split(' ').collect())).collect();
    let mut random = Random(0);
    let mut texts = Vec::new();
    for row in &regions {
        let (region, code, trunk) = (row[0], row[1], row[3].replace('-', ""));
        let here = Some(region.parse().unwrap());
        for example in [row[7], row[9]].into_iter().filter(|example| *example != "-") {
            for draw in 0..NUMBERS {
                let kept = if draw == 0 { example.len() } else { random.below(example.len()) };
                let drawn = (kept..example.len()).map(|_| random.below(10).to_string());
                let nsn = format!("{}{}", &example[..kept], drawn.collect::<String>());
                let own = &prefixes[region];
                let own = own[random.below(own.len())];
                let prefix = filled_in(own, &mut random);
                let more = random.below(10);
                let other = &regions[random.below(regions.len())];
                let other =
                    format!("{}{}", other[1], if other[7] == "-" { other[9] } else { other[7] });
                let short = &nsn[..nsn.len() - 1];
                let meant = format!("{code}{nsn}");
                let forms = [
                    (here, nsn.clone(), &meant),
                    (here, format!("{trunk}{nsn}"), &meant),
                    (here, format!("0{nsn}"), &meant),
                    (here, format!("+{code} {nsn}"), &meant),
                    (None, format!("+{code} {nsn}"), &meant),
                    (here, format!("00{code}{nsn}"), &meant),
                    (None, format!("00{code}{nsn}"), &meant),
                    (here, format!("{prefix} {code} {nsn}"), &meant),
                    (here, format!("{code}{nsn}"), &meant),
                    (None, format!("{code}{nsn}"), &meant),
                    (here, format!("+{code} (0){nsn}"), &meant),
                    (here, format!("+{code} {trunk}{nsn}"), &meant),
                    (here, format!("0{code}{nsn}"), &meant),
                    (None, nsn.clone(), &meant),
                    (here, format!("{trunk}{short}"), &meant),
                    (here, format!("{trunk}{nsn}{more}"), &meant),
                    (here, format!("+{code} {short}"), &meant),
                    (here, format!("{prefix} {other}"), &other),
                    (here, format!("+{other}"), &other),
                    (here, grouped(&format!("{trunk}{nsn}")), &meant),
                    (here, format!("00{other}"), &other),
                ];
                let made = forms.into_iter().enumerate().map(|(form, (country, typed, meant))| {
                    Text { region, form, country, typed, meant: meant.clone() }
                });
                texts.extend(made);
            }
        }
    }
    texts
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split('\t').collect())
}

/// A linear congruential generator (Knuth's MMIX).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

/// A prefix that the pattern stands for.
fn filled_in(pattern: &str, random: &mut Random) -> String {
    let mut text = String::new();
    let mut rest = pattern.chars();
    while let Some(step) = rest.next() {
        match step {
            '?' => write!(text, "{}", random.below(10)).unwrap(),
            '[' => {
                let set: Vec<char> = rest.by_ref().take_while(|&step| step != ']').collect();
                text.push(set[random.below(set.len())]);
            }
            digit => text.push(digit),
        }
    }
    text
}

/// Digits with what people put among them.
fn grouped(digits: &str) -> String {
    const SEPARATORS: [&str; 11] = ["(", ") ", "", "-", "", "", " ", "", ".", "", "/"];
    let mut text = String::from(if digits.len() > 2 { "(" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        text.push(digit);
        if place + 1 < digits.len() {
            text.push_str(SEPARATORS[place % SEPARATORS.len()]);
        }
    }
    text
}

/// Theirs and the earlier build's answer to each text, in the order of the texts.
fn answers() -> Vec<(char, char)> {
    let mut answers = Vec::new();
    for line in ANSWERS.lines().filter(|line| !line.starts_with('#')) {
        let of_forms: Vec<Vec<char>> = line.split(' ').skip(2).map(letters).collect();
        for number in 0..NUMBERS {
            answers.extend(of_forms.iter().map(|letters| pair(letters[number])));
        }
    }
    answers
}

/// Runs of letters, `14aba`: the last one goes on to the end.
fn letters(runs: &str) -> Vec<char> {
    let mut letters = Vec::new();
    let mut count = 0;
    for step in runs.chars() {
        match step.to_digit(10) {
            Some(digit) => count = count * 10 + digit as usize,
            None => letters.extend(std::iter::repeat_n(step, std::mem::take(&mut count).max(1))),
        }
    }
    let last = *letters.last().unwrap();
    letters.resize(NUMBERS, last);
    letters
}

fn pair(letter: char) -> (char, char) {
    let at = letter as usize - 'a' as usize;
    (['=', '~', '!', '?', '-'][at / 3], ['=', '!', '-'][at % 3])
}
