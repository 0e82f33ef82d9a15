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

/// The row of the main country of each calling code, and the lengths that its numbers have.
pub(super) fn codes() -> BTreeMap<&'static str, (usize, Vec<usize>)> {
    let mut codes = BTreeMap::new();
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
    let mut facts = Vec::new();
    for line in FACTS.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split(' ').collect();
        let (calling_code, region) = (fields[0], fields[1]);
        let Some((_, known)) = codes.get(calling_code).filter(|_| region != "001") else {
            continue;
        };
        let kind = KINDS.iter().position(|kind| *kind == fields[3]).unwrap();
        let lengths = fields[2].split(',').map(|length| length.parse::<usize>().unwrap());
        for length in lengths.filter(|length| known.contains(length)) {
            facts.extend(fields[4..].iter().map(|prefix| Fact {
                calling_code,
                region,
                length,
                kind: u8::try_from(kind).unwrap(),
                prefix: sets(prefix),
            }));
        }
    }
    facts
}

/// `4[0-24]x`: 4, then one of 0, 1, 2, 4, then any digit.
fn sets(prefix: &str) -> Vec<Vec<u8>> {
    let mut sets = Vec::new();
    let mut rest = prefix.bytes().peekable();
    while let Some(step) = rest.next() {
        if step != b'[' {
            sets.push(if step == b'x' { (0..10).collect() } else { vec![step - b'0'] });
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
