//! Rebuilds `src/phone/table.rs` from `tests/data/regions.tsv` and compares. `BLESS=1` rewrites it.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;

const DATA: &str = include_str!("data/regions.tsv");
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/phone/table.rs");

/// Plans of which the data's one trunk prefix does not tell all, as `phone::plan` reads them.
const SPECIAL: [(&str, &str); 9] = [
    ("AR", "Argentina"),
    ("BR", "Brazil"),
    ("BY", "Belarus"),
    ("GA", "Gabon"),
    ("LT", "Lithuania"),
    ("MX", "Mexico"),
    ("RW", "ZeroMayBePart"),
    ("TJ", "Tajikistan"),
    ("UZ", "Uzbekistan"),
];

/// No slot of an index: no row has this number.
const NONE: usize = 255;

struct Region {
    alpha2: String,
    calling_code: usize,
    is_main: bool,
    /// The arguments of `Plan::new`.
    plan: String,
    lengths: Vec<usize>,
}

fn regions() -> Vec<Region> {
    let rows = DATA.lines().filter(|line| !line.starts_with('#')).skip(1);
    rows.map(|row| {
        let field: Vec<&str> = row.split('\t').collect();
        let calling_code = field[1];
        // E.164: 15 digits in all. The contract: 7 at least.
        let possible = |length: &usize| (7..=15).contains(&(calling_code.len() + length));
        let lengths = |list: &str| -> Vec<usize> {
            list.split(',')
                .filter(|&length| length != "-")
                .map(|length| length.parse().unwrap())
                .filter(possible)
                .collect()
        };
        let (mobile, fixed) = (lengths(field[4]), lengths(field[5]));
        let zero_is_part = field[6]
            .split(',')
            .any(|kind| ["mobile", "fixed_line"].contains(&kind));
        let trunk = match (
            SPECIAL.iter().find(|(alpha2, _)| *alpha2 == field[0]),
            field[3],
            zero_is_part,
        ) {
            (Some((_, trunk)), _, _) => trunk,
            (None, "-", false) => "Nothing",
            (None, "-", true) => "ZeroIsPart",
            (None, "0", false) => "Zero",
            (None, "1", false) => "One",
            (None, "8", false) => "Eight",
            (None, "06", false) => "ZeroSix",
            other => panic!(
                "{}: a trunk prefix the plans do not know: {other:?}",
                field[0]
            ),
        };
        Region {
            alpha2: field[0].into(),
            calling_code: calling_code.parse().unwrap(),
            is_main: field[2] == "yes",
            plan: format!("Plan::new(&{mobile:?}, &{fixed:?}, {trunk})"),
            lengths: [mobile, fixed].concat(),
        }
    })
    .collect()
}

/// The text of `src/phone/table.rs`.
fn table(regions: &[Region]) -> String {
    let mut plans: Vec<&str> = regions.iter().map(|region| region.plan.as_str()).collect();
    plans.sort_unstable();
    plans.dedup();

    // Codes of one and two digits have a slot each; behind them, ten for each pair of digits that
    // begins codes of three.
    let main: BTreeMap<usize, usize> = regions
        .iter()
        .enumerate()
        .filter(|(_, region)| region.is_main)
        .map(|(row, region)| (region.calling_code, row))
        .collect();
    let short_codes: Vec<usize> = main.keys().copied().filter(|&code| code < 100).collect();
    let mut pairs: Vec<usize> = main
        .keys()
        .filter(|&&code| code >= 100)
        .map(|code| code / 10)
        .collect();
    pairs.dedup();
    let slot_of_pair = |pair: usize| {
        let short = short_codes
            .iter()
            .position(|&code| code == if code < 10 { pair / 10 } else { pair });
        let long = || {
            pairs
                .binary_search(&pair)
                .ok()
                .map(|block| short_codes.len() + block)
        };
        short.or_else(long).unwrap_or(NONE)
    };
    let leading_two: Vec<usize> = (0..100).map(slot_of_pair).collect();
    let codes = short_codes
        .iter()
        .copied()
        .chain(pairs.iter().flat_map(|pair| pair * 10..pair * 10 + 10));
    let main_country: Vec<usize> = codes
        .map(|code| main.get(&code).copied().unwrap_or(NONE))
        .collect();

    let mut trunks: Vec<&str> = plans
        .iter()
        .map(|plan| plan.rsplit([' ', ')']).nth(1).unwrap())
        .collect();
    trunks.sort_unstable();
    trunks.dedup();

    let mut text = String::from(
        "//! @generated from tests/data/regions.tsv by `BLESS=1 cargo test --test phone_table`; do not edit.\n\
         //! What libphonenumber's metadata tell of each country's numbers (see NOTICE).\n\n\
         use super::Country;\nuse super::plan::Plan;\n",
    );
    writeln!(text, "use super::plan::Trunk::{{{}}};\n", trunks.join(", ")).unwrap();
    let mut number = |doc: &str, name: &str, value: usize| {
        writeln!(
            text,
            "/// {doc}\npub(super) const {name}: usize = {value};\n"
        )
        .unwrap();
    };
    number("How many rows there are.", "COUNTRIES", regions.len());
    number(
        "How many calling codes of one or two digits.",
        "SHORT_CODES",
        short_codes.len(),
    );

    let alpha2: Vec<String> = regions
        .iter()
        .map(|region| format!("*b{:?}", region.alpha2))
        .collect();
    let codes: Vec<usize> = regions.iter().map(|region| region.calling_code).collect();
    let plan_of = regions
        .iter()
        .map(|region| plans.binary_search(&region.plan.as_str()).unwrap());
    let mut sizes = Vec::new();
    let mut array = |doc: &str, name: &'static str, kind: &str, values: Vec<String>| {
        let lines = wrapped(&values);
        writeln!(
            text,
            "/// {doc}\npub(super) static {name}: [{kind}; {}] = [\n{lines}];\n",
            values.len()
        )
        .unwrap();
        sizes.push(format!("size_of_val(&{name})"));
    };
    array(
        "Each row's ISO 3166-1 alpha-2 code, in ascending order.",
        "ALPHA2",
        "[u8; 2]",
        alpha2,
    );
    array(
        "Each row's calling code.",
        "CALLING_CODE",
        "u16",
        text_of(codes),
    );
    array("Each row's plan.", "PLAN_OF", "u8", text_of(plan_of));
    array(
        "Mobile lengths, fixed lengths, trunk.",
        "PLANS",
        "Plan",
        text_of(&plans),
    );
    array(
        "Two leading digits: the slot of a short code, or behind those the block of ten of longer ones.",
        "LEADING_TWO",
        "u8",
        text_of(leading_two),
    );
    array(
        "Each slot's main country.",
        "MAIN_COUNTRY",
        "u8",
        text_of(main_country),
    );
    writeln!(
        text,
        "/// Bytes of the arrays above.\npub(super) const BYTES: usize = {};\n",
        sizes.join("\n    + ")
    )
    .unwrap();
    text.push_str("/// Every region by its code.\nimpl Country {\n");
    for (
        row,
        Region {
            alpha2,
            calling_code,
            ..
        },
    ) in regions.iter().enumerate()
    {
        writeln!(text, "    /// `{alpha2}`, calling code {calling_code}.\n    pub const {alpha2}: Self = Self::row({row});").unwrap();
    }
    text + "}\n"
}

fn text_of<T: ToString>(values: impl IntoIterator<Item = T>) -> Vec<String> {
    values.into_iter().map(|value| value.to_string()).collect()
}

/// The values behind commas, in lines of at most 100 characters.
fn wrapped(values: &[String]) -> String {
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
    let built = table(&regions());
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(TABLE, &built).unwrap();
    }
    let checked_in = std::fs::read_to_string(TABLE).unwrap();
    let line = built
        .lines()
        .zip(checked_in.lines())
        .position(|(built, checked_in)| built != checked_in);
    assert_eq!(
        line, None,
        "first line that differs; `BLESS=1 cargo test --test phone_table` rewrites it"
    );
    assert_eq!(built.len(), checked_in.len());
}

/// An international number is measured by the main country's lengths: they are those of all that
/// share the code.
#[test]
fn main_countries_have_the_lengths_of_their_calling_code() {
    let regions = regions();
    for region in &regions {
        let main = regions
            .iter()
            .find(|main| main.is_main && main.calling_code == region.calling_code)
            .unwrap();
        assert!(
            region
                .lengths
                .iter()
                .all(|length| main.lengths.contains(length)),
            "{}",
            region.alpha2
        );
    }
}
