//! Rebuilds `src/phone/table.rs` and `src/phone/constants.rs` from `tests/data/regions.tsv` and
//! `tests/data/country_names.tsv`, and compares. `BLESS=1` rewrites them.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const DATA: &str = include_str!("../data/regions.tsv");
const ABROAD: &str = include_str!("../data/idd.tsv");
const SHARED: &str = include_str!("../data/region_prefixes.txt");
const NAMES: &str = include_str!("../data/country_names.tsv");
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/phone/table.rs");
const CONSTANTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/phone/constants.rs");

/// Plans with more than the one trunk prefix of the data, by their names in `phone::plan`.
const SPECIAL: [(&str, &str); 10] = [
    ("AR", "Argentina"),
    ("BR", "Brazil"),
    ("BY", "Belarus"),
    ("GA", "Gabon"),
    ("KR", "Korea"),
    ("LT", "Lithuania"),
    ("MX", "Mexico"),
    ("RW", "ZeroMayBePart"),
    ("TJ", "Tajikistan"),
    ("UZ", "Uzbekistan"),
];

/// An empty slot of an index: no row has this number.
const NONE: usize = 255;

struct Region {
    alpha2: String,
    /// What it is commonly called in English.
    name: String,
    calling_code: usize,
    is_main: bool,
    trunk: &'static str,
    /// Its `Plan`, as an expression.
    plan: String,
    /// Patterns of the international prefixes other than `00` and `011`.
    own_prefixes: Vec<&'static str>,
    lengths: Vec<usize>,
}

fn regions() -> Vec<Region> {
    let names: BTreeMap<&str, &str> = rows(NAMES).filter_map(|row| row.split_once('\t')).collect();
    let prefixes: BTreeMap<&str, Vec<&str>> = ABROAD
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .map(|row: Vec<&str>| (row[0], row[2].split(' ').filter(|own| *own != "00").collect()))
        .collect();
    let regions = rows(DATA).map(|row| {
        let field: Vec<&str> = row.split('\t').collect();
        let calling_code = field[1];
        // E.164 allows 15 digits in all; the contract asks for 7 at least.
        let possible = |length: &usize| (7..=15).contains(&(calling_code.len() + length));
        let lengths = |list: &str| -> Vec<usize> {
            list.split(',')
                .filter(|&length| length != "-")
                .map(|length| length.parse().unwrap())
                .filter(possible)
                .collect()
        };
        let (mobile, fixed) = (lengths(field[4]), lengths(field[5]));
        let zero_is_part = field[6] != "-";
        let trunk = match (
            SPECIAL.iter().find(|(alpha2, _)| *alpha2 == field[0]),
            field[3],
            zero_is_part,
        ) {
            (Some((_, trunk)), _, _) => trunk,
            (None, "-", false) => "Nothing",
            (None, "-", true) => "ZeroIsPart",
            (None, "0", _) => "Zero",
            (None, "1", false) => "One",
            (None, "8", false) => "Eight",
            (None, "06", false) => "ZeroSix",
            other => panic!("{}: a trunk prefix the plans do not know: {other:?}", field[0]),
        };
        Region {
            trunk,
            alpha2: field[0].into(),
            name: names[field[0]].into(),
            own_prefixes: match &prefixes[field[0]][..] {
                // Dialled in North America, and in no other place.
                ["011"] if trunk == "One" => Vec::new(),
                own => own.into(),
            },
            calling_code: calling_code.parse().unwrap(),
            is_main: field[2] == "yes",
            plan: format!("Plan::new(&{mobile:?}, &{fixed:?}, {trunk})"),
            lengths: [mobile, fixed].concat(),
        }
    });
    let regions: Vec<Region> = regions.collect();
    assert_eq!(regions.len(), names.len(), "each region has a name, and no other name is there");
    regions
}

/// The version that the data's first line names.
fn metadata() -> &'static str {
    let (_, version) = DATA.split_once("libphonenumber metadata ").unwrap();
    version.split(' ').next().unwrap()
}

/// The rows of a table of the test data, without its comments and its heading.
fn rows(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1)
}

/// From leading digits to the main country of their calling code.
struct Index {
    short_codes: usize,
    leading_two: Vec<usize>,
    main_country: Vec<usize>,
}

impl Index {
    /// Codes of one and two digits have a slot each. After them come ten slots for each pair of
    /// digits that begins codes of three.
    fn new(regions: &[Region]) -> Self {
        let rows = regions.iter().enumerate().filter(|(_, region)| region.is_main);
        let main: BTreeMap<usize, usize> =
            rows.map(|(row, region)| (region.calling_code, row)).collect();
        let (short, long): (Vec<usize>, Vec<usize>) = main.keys().partition(|&&code| code < 100);
        let mut blocks: Vec<usize> = long.iter().map(|code| code / 10).collect();
        blocks.dedup();
        let leading_two = (0..100).map(|pair| {
            let begins = |&code: &usize| code == if code < 10 { pair / 10 } else { pair };
            let block = || blocks.binary_search(&pair).ok().map(|block| short.len() + block);
            short.iter().position(begins).or_else(block).unwrap_or(NONE)
        });
        let slots = blocks.iter().flat_map(|pair| pair * 10..pair * 10 + 10);
        let main_country =
            short.iter().copied().chain(slots).map(|code| main.get(&code).copied().unwrap_or(NONE));
        Self {
            short_codes: short.len(),
            leading_two: leading_two.collect(),
            main_country: main_country.collect(),
        }
    }
}

/// The text of `src/phone/table.rs`.
fn table(regions: &[Region]) -> String {
    let index = Index::new(regions);
    let plans: BTreeSet<&str> = regions.iter().map(|region| region.plan.as_str()).collect();
    let plan_of =
        regions.iter().map(|region| plans.iter().position(|&plan| plan == region.plan).unwrap());
    let (abroad, patterns) = abroad(regions);
    let trunks: BTreeSet<&str> = regions.iter().map(|region| region.trunk).collect();
    let trunks: Vec<&str> = trunks.into_iter().collect();

    let mut text = String::from(
        "//! @generated from tests/data/regions.tsv by `BLESS=1 cargo test --test phone`; \
         do not edit.\n\
         //! What libphonenumber's metadata say of each country's numbers (see NOTICE).\n\n\
         use super::plan::Trunk::{\n",
    );
    writeln!(
        text,
        "{}}};\nuse super::plan::Plan;\nuse super::region::{{Abroad, Region}};\n",
        wrapped(&text_of(trunks))
    )
    .unwrap();
    writeln!(
        text,
        "/// The version of libphonenumber's metadata that the facts are taken from.\n\
         pub const METADATA: &str = \"{}\";\n",
        metadata()
    )
    .unwrap();
    for (doc, name, value) in [
        ("How many rows there are.", "COUNTRIES", regions.len()),
        ("How many calling codes of one or two digits.", "SHORT_CODES", index.short_codes),
    ] {
        writeln!(text, "/// {doc}\npub(super) const {name}: usize = {value};\n").unwrap();
    }
    let arrays = [
        (
            "Each row's ISO 3166-1 alpha-2 code, in ascending order.",
            ("ALPHA2", "[u8; 2]"),
            text_of(regions.iter().map(|region| format!("*b{:?}", region.alpha2))),
        ),
        (
            "Each row's calling code (digits on top, their number in the last four bits) and \
             plan.\n/// For any byte there is a row.",
            ("REGIONS", "Region"),
            text_of(every_byte(regions.iter().zip(plan_of).map(|(region, plan)| {
                let first =
                    |digits: &[char]| region.own_prefixes.iter().any(|own| own.starts_with(digits));
                let abroad = match () {
                    () if first(&['8', '9']) => "High",
                    () if first(&['1']) => "One",
                    () if first(&['0']) || region.trunk == "One" => "Zero",
                    () => "Usual",
                };
                format!("Region::new({}, Abroad::{abroad}, {plan})", packed(region.calling_code))
            }))),
        ),
        ("Mobile lengths, fixed lengths, trunk.", ("PLANS", "Plan"), text_of(&plans)),
        (
            "Two leading digits: the slot of a short code, or after those the block of long ones.",
            ("LEADING_TWO", "u8"),
            text_of(index.leading_two),
        ),
        ("Each slot's main country.", ("MAIN_COUNTRY", "u8"), text_of(index.main_country)),
        (
            "Which rows have international prefixes other than `00` and `011`, a bit each.",
            ("ABROAD_ROWS", "u32"),
            text_of(
                sets_of_32(&abroad)
                    .map(|(set, _)| format!("0x{:04X}_{:04X}", set >> 16, set & 0xFFFF)),
            ),
        ),
        (
            "How many such rows come before each 32.",
            ("ABROAD_BEFORE", "u8"),
            text_of(sets_of_32(&abroad).map(|(_, before)| before)),
        ),
        (
            "Where the patterns of each begin.",
            ("ABROAD_STARTS", "u16"),
            text_of(abroad.iter().map(|(_, start)| start)),
        ),
        (
            "The patterns, as `phone::abroad` reads them.",
            ("ABROAD_PATTERNS", "u8"),
            text_of(patterns.iter().map(|pair| format!("0x{pair:02X}"))),
        ),
    ];
    push_arrays(&mut text, &arrays);
    push_size(&mut text, "BYTES", &arrays);
    let arrays = shared(regions);
    push_arrays(&mut text, &arrays);
    push_size(&mut text, "SHARED_BYTES", &arrays);
    text.truncate(text.trim_end().len());
    text + "\n"
}

fn push_arrays(text: &mut String, arrays: &[Array]) {
    for (doc, (name, kind), values) in arrays {
        let (count, lines) = (values.len(), wrapped(values));
        writeln!(text, "/// {doc}\npub(super) static {name}: [{kind}; {count}] = [\n{lines}];\n")
            .unwrap();
    }
}

/// These rows, and rows of no country up to one for each byte.
fn every_byte(rows: impl Iterator<Item = String>) -> impl Iterator<Item = String> {
    rows.chain(std::iter::repeat("Region::NONE".to_owned())).take(256)
}

/// A constant with the size of the arrays in bytes.
fn push_size(text: &mut String, name: &str, arrays: &[Array]) {
    let sizes = arrays.iter().map(|(_, (name, _), _)| format!("size_of_val(&{name})"));
    let sizes = sizes.collect::<Vec<_>>().join("\n    + ");
    writeln!(text, "/// Bytes of the arrays above.\npub(super) const {name}: usize = {sizes};\n")
        .unwrap();
}

/// Each row with international prefixes of its own and where its patterns begin; and all patterns.
fn abroad(regions: &[Region]) -> (Vec<(usize, usize)>, Vec<u8>) {
    let mut starts = BTreeMap::new();
    let mut patterns = Vec::new();
    let mut rows = Vec::new();
    for (row, region) in regions.iter().enumerate() {
        if !region.own_prefixes.is_empty() {
            let start = *starts.entry(&region.own_prefixes).or_insert_with(|| {
                let start = patterns.len();
                patterns.extend(steps(&region.own_prefixes));
                start
            });
            rows.push((row, start));
        }
    }
    // Each is read with the seven bytes behind it.
    patterns.extend([0; 7]);
    (rows, patterns)
}

/// Each 32 rows: those with international prefixes of their own, a bit each, and how many come
/// before.
fn sets_of_32(abroad: &[(usize, usize)]) -> impl Iterator<Item = (u32, usize)> {
    (0..256).step_by(32).map(|first| {
        let rows = abroad.iter().filter_map(|(row, _)| row.checked_sub(first));
        let set = rows.filter(|row| *row < 32).fold(0, |set, row| set | 1 << row);
        (set, abroad.iter().filter(|(row, _)| *row < first).count())
    })
}

/// Patterns as `phone::abroad` documents them, two steps a byte.
fn steps(patterns: &[&str]) -> Vec<u8> {
    let mut all = Vec::new();
    for pattern in patterns {
        let mut steps = Vec::new();
        let mut rest = pattern.chars();
        while let Some(step) = rest.next() {
            match step {
                '?' => steps.push(0xA),
                '[' => {
                    let set: String = rest.by_ref().take_while(|&c| c != ']').collect();
                    let bits = set.bytes().fold(0_u16, |bits, digit| bits | 1 << (digit - b'0'));
                    steps.push(0xB);
                    steps.extend([8, 4, 0].map(|shift| (bits >> shift & 0xF) as u8));
                }
                digit => steps.push(digit as u8 - b'0'),
            }
        }
        assert!(steps.len() < 15, "{pattern}");
        all.push(u8::try_from(steps.len()).unwrap());
        all.extend(steps);
    }
    all.push(0);
    all.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).unwrap_or(&0)).collect()
}

/// The search for a country's prefixes ends at the first of three digits or more.
#[test]
fn no_prefix_of_three_digits_begins_with_another_or_another_with_it() {
    let digits = |pattern: &str| -> Vec<String> {
        let mut rest = pattern.chars();
        let mut digits = Vec::new();
        while let Some(step) = rest.next() {
            digits.push(match step {
                '?' => "0123456789".into(),
                '[' => rest.by_ref().take_while(|&c| c != ']').collect(),
                digit => digit.to_string(),
            });
        }
        digits
    };
    for region in regions() {
        let patterns: Vec<_> = region.own_prefixes.iter().map(|own| digits(own)).collect();
        for (at, first) in patterns.iter().enumerate().filter(|(_, first)| first.len() > 2) {
            for second in &patterns[at + 1..] {
                let mut places = first.iter().zip(second);
                let differ = places.any(|(one, other)| one.chars().all(|c| !other.contains(c)));
                assert!(differ, "{}: {first:?} and {second:?}", region.alpha2);
            }
        }
    }
}

type Array = (&'static str, (&'static str, &'static str), Vec<String>);

/// A calling code, the row of its main country, and each prefix of another with its row.
type SharedCode = (&'static str, usize, Vec<(String, usize)>);

/// The arrays of shared calling codes.
fn shared(regions: &[Region]) -> [Array; 3] {
    let row = |alpha2: &str| regions.iter().position(|region| region.alpha2 == alpha2).unwrap();
    let mut codes: Vec<SharedCode> = Vec::new();
    let mut areas = Vec::new();
    for line in SHARED.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split(' ').collect();
        let (code, country) = (fields[0], row(fields[1]));
        match &fields[2..] {
            ["*"] => codes.push((code, country, Vec::new())),
            // Seven digits in North America are no number of a country's lengths.
            ["len=7"] => {}
            prefixes => {
                let (last, _, own) = codes.last_mut().unwrap();
                assert_eq!(*last, code, "the main country comes first");
                for &prefix in prefixes {
                    // Of Sint Maarten's area, one digit more is known, and no other numbers.
                    if code == "1" && prefix.len() <= 4 {
                        areas.push((&prefix[..3], country));
                    } else {
                        own.push((format!("{prefix:F<6}"), country));
                    }
                }
            }
        }
    }
    let mut all = Vec::new();
    let mut ends = Vec::new();
    for (_, main, mut own) in codes.into_iter().filter(|(_, _, own)| !own.is_empty()) {
        own.sort();
        all.extend(own);
        ends.push(format!("[{main}, {}]", all.len()));
    }
    areas.sort_unstable();
    let prefixes = all.iter().map(|(prefix, country)| {
        format!("[0x{}, 0x{}, 0x{}, {country}]", &prefix[..2], &prefix[2..4], &prefix[4..])
    });
    let areas = areas
        .iter()
        .map(|(area, country)| format!("[0x0{}, 0x{}, {country}]", &area[..1], &area[1..]));
    [
        (
            "The main country of each shared calling code, and where its prefixes end.",
            ("SHARED_CODES", "[u8; 2]"),
            ends,
        ),
        (
            "Prefixes of national numbers, six digits filled up with ones, and whose they are.",
            ("SHARED_PREFIXES", "[u8; 4]"),
            prefixes.collect(),
        ),
        (
            "North American area codes outside the United States, and whose they are.",
            ("AREAS", "[u8; 3]"),
            areas.collect(),
        ),
    ]
}

/// The text of `src/phone/constants.rs`.
fn constants(regions: &[Region]) -> String {
    let mut text = String::from(
        "//! @generated from `tests/data/regions.tsv` and `tests/data/country_names.tsv` by\n\
         //! `BLESS=1 cargo test --test phone`; do not edit.\n\n\
         use super::country::Country;\n\n\
         /// A constant for each country.\nimpl Country {\n",
    );
    for (row, Region { alpha2, name, calling_code, .. }) in regions.iter().enumerate() {
        writeln!(text, "    /// {name}, calling code {calling_code}.").unwrap();
        writeln!(text, "    pub const {alpha2}: Self = Self::row({row});").unwrap();
    }
    text + "}\n"
}

/// `0x4402` for 44.
fn packed(calling_code: usize) -> String {
    let digits = calling_code.to_string();
    format!("0x{digits:0<3}{}", digits.len())
}

fn text_of<T: ToString>(values: impl IntoIterator<Item = T>) -> Vec<String> {
    values.into_iter().map(|value| value.to_string()).collect()
}

/// The values, each followed by a comma, in lines of at most 100 characters.
pub(crate) fn wrapped(values: &[String]) -> String {
    let mut text = String::new();
    let mut line = String::new();
    for value in values {
        if line.len() + value.len() + 6 > 100 {
            writeln!(text, "   {line}").unwrap();
            line.clear();
        }
        write!(line, " {value},").unwrap();
    }
    writeln!(text, "   {line}").unwrap();
    text
}

#[test]
fn the_table_is_what_the_data_give() {
    assert_checked_in(TABLE, &table(&regions()));
}

#[test]
fn the_constants_are_what_the_data_give() {
    assert_checked_in(CONSTANTS, &constants(&regions()));
}

/// The file at `path` holds `built`, or is made to with `BLESS=1`.
pub(crate) fn assert_checked_in(path: &str, built: &str) {
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, built).unwrap();
    }
    let checked_in = std::fs::read_to_string(path).unwrap();
    let line =
        built.lines().zip(checked_in.lines()).position(|(built, checked_in)| built != checked_in);
    assert_eq!(
        line, None,
        "first line of {path} that differs; `BLESS=1 cargo test --test phone` rewrites it"
    );
    assert_eq!(built.len(), checked_in.len(), "{path}");
}

/// An international number is measured by the main country's lengths, which include those of every
/// country that shares its code.
#[test]
fn main_countries_have_the_lengths_of_their_calling_code() {
    let regions = regions();
    for region in &regions {
        let main = regions
            .iter()
            .find(|main| main.is_main && main.calling_code == region.calling_code)
            .unwrap();
        assert!(
            region.lengths.iter().all(|length| main.lengths.contains(length)),
            "{}",
            region.alpha2
        );
    }
}
