//! The facts of `tests/data/kinds.txt`: which prefixes are of which kind.

use std::collections::BTreeMap;

const FACTS: &str = include_str!("../../data/kinds.txt");
const REGIONS: &str = include_str!("../../data/regions.tsv");

/// The names of the kinds in the facts, in the order of their codes in the table.
pub(super) const KINDS: [&str; 11] = [
    "mobile",
    "fixed",
    "fixed_or_mobile",
    "voip",
    "toll_free",
    "premium",
    "shared_cost",
    "personal",
    "pager",
    "uan",
    "voicemail",
];

/// A prefix of the national numbers of one length and kind: a set of digits for each place.
pub(super) struct Fact {
    pub(super) calling_code: &'static str,
    pub(super) region: &'static str,
    pub(super) length: usize,
    pub(super) kind: u8,
    pub(super) prefix: Vec<Vec<u8>>,
}

impl Fact {
    /// Whether it is about this number in E.164 digits.
    pub(super) fn is_of(&self, digits: &str) -> bool {
        let national = digits.strip_prefix(self.calling_code);
        let national = national.filter(|national| national.len() == self.length);
        national.is_some_and(|national| {
            let mut places = national.bytes().zip(&self.prefix);
            places.all(|(digit, set)| set.contains(&(digit - b'0')))
        })
    }
}

/// Calling codes, each with the row of its table and the lengths that its numbers have.
pub(super) type Codes = BTreeMap<&'static str, (usize, Vec<usize>)>;

/// The calling codes of countries, in the rows of their main ones, with the lengths of mobile and
/// fixed numbers.
pub(super) fn codes() -> Codes {
    let mut codes = Codes::new();
    let rows = REGIONS.lines().filter(|line| !line.starts_with('#')).skip(1);
    for (row, fields) in rows.map(|row| row.split('\t').collect::<Vec<_>>()).enumerate() {
        let lengths = fields[4].split(',').chain(fields[5].split(','));
        let lengths = lengths.filter_map(|length| length.parse().ok());
        let mut lengths: Vec<usize> =
            lengths.filter(|length| (7..=15).contains(&(fields[1].len() + length))).collect();
        lengths.sort_unstable();
        lengths.dedup();
        if fields[2] == "yes" {
            codes.insert(fields[1], (row, lengths));
        }
    }
    codes
}

/// The facts about numbers of a country that have a length of mobile or fixed ones: no other
/// number is read.
pub(super) fn facts() -> Vec<Fact> {
    let codes = codes();
    let is_read = |fact: &Fact| {
        let known = codes.get(fact.calling_code).filter(|_| fact.region != "001");
        known.is_some_and(|(_, lengths)| lengths.contains(&fact.length))
    };
    all_facts().into_iter().filter(is_read).collect()
}

/// All facts: also those of calling codes without a country, and of lengths that no mobile or fixed
/// number of the calling code has.
pub(super) fn all_facts() -> Vec<Fact> {
    let mut facts = Vec::new();
    for line in FACTS.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split(' ').collect();
        let kind = KINDS.iter().position(|kind| *kind == fields[3]).unwrap();
        for length in fields[2].split(',').map(|length| length.parse().unwrap()) {
            facts.extend(fields[4..].iter().map(|prefix| Fact {
                calling_code: fields[0],
                region: fields[1],
                length,
                kind: u8::try_from(kind).unwrap(),
                prefix: sets(prefix),
            }));
        }
    }
    facts
}

/// All calling codes, with every length of the facts.
pub(super) fn all_codes() -> Codes {
    let mut codes = Codes::new();
    for fact in all_facts() {
        let row = codes.len();
        let (_, lengths) = codes.entry(fact.calling_code).or_insert((row, Vec::new()));
        lengths.push(fact.length);
    }
    for (_, lengths) in codes.values_mut() {
        lengths.sort_unstable();
        lengths.dedup();
    }
    codes
}

/// `4[0-24]x`: 4, then one of 0, 1, 2, 4, then any digit. `*` is any digit as well.
fn sets(prefix: &str) -> Vec<Vec<u8>> {
    let mut sets = Vec::new();
    let mut rest = prefix.bytes().peekable();
    while let Some(step) = rest.next() {
        if step != b'[' {
            let is_any = matches!(step, b'x' | b'*');
            sets.push(if is_any { (0..10).collect() } else { vec![step - b'0'] });
            continue;
        }
        let mut set: Vec<u8> = Vec::new();
        while let Some(step) = rest.next().filter(|&step| step != b']') {
            match step {
                b'-' => {
                    let from = *set.last().unwrap() + 1;
                    set.extend(from..=rest.next().unwrap() - b'0');
                }
                digit => set.push(digit - b'0'),
            }
        }
        sets.push(set);
    }
    sets
}
