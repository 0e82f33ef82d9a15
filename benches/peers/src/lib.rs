//! Where this crate and its peers give the right answer, on inputs whose answer someone else has published.

use std::collections::HashSet;
use std::fmt::{self, Display};
use verify_core::phone::{Country, PhoneNumber};
use verify_core::sms::{Charset, Encoding, Message};

const REGIONS: &str = include_str!("../../../tests/data/regions.tsv");
const ALPHABET: &str = include_str!("../../../tests/data/gsm0338.tsv");

/// One way to do a thing, on every input of a published list.
#[derive(Debug)]
pub struct Agreement {
    /// Who was asked what.
    pub who: &'static str,
    /// How many inputs it was asked.
    pub asked: usize,
    /// The inputs on which it was wrong, each with what it said and what is right.
    pub wrong: Vec<String>,
}

/// Every comparison: ours first, which is never wrong, then the peers.
#[must_use]
pub fn agreements() -> (Vec<Agreement>, Vec<Agreement>) {
    let ours = vec![
        numbers("verify-core, national mobile numbers", |text, region| {
            let country: Country = region.parse().ok()?;
            PhoneNumber::parse(text, Some(country)).ok().map(|number| number.to_string())
        }),
        characters("verify-core, the charset of each character", |text| {
            Message::new(text, Encoding::Auto)
                .is_ok_and(|message| message.charset() == Charset::Gsm7)
        }),
    ];
    let peers = vec![
        numbers("phonelib 2.1, national mobile numbers", |text, region| {
            phonelib::PhoneNumber::parse_with_country(text, region)
                .map(|number| number.e164().to_owned())
        }),
        characters("gsm7-alt 0.1, the charset of each character", gsm7_alt::is_gsm7_compatible),
    ];
    (ours, peers)
}

/// The example mobile number of every region, as it is written there, to E.164 (libphonenumber's metadata).
fn numbers(who: &'static str, parse: impl Fn(&str, &str) -> Option<String>) -> Agreement {
    let rows = REGIONS.lines().filter(|line| !line.starts_with(['#', ' '])).skip(1);
    let mut agreement = Agreement { who, asked: 0, wrong: Vec::new() };
    for row in rows {
        let cells: Vec<&str> = row.split('\t').collect();
        let [region, calling_code, .., number, written, _, _] = cells[..] else {
            panic!("not a region: {row}")
        };
        if number == "-" {
            continue;
        }
        let right = format!("+{calling_code}{number}");
        agreement.add(
            &format!("{written} in {region}"),
            parse(written, region).as_deref(),
            Some(&right),
        );
    }
    agreement
}

/// Whether each `char` is in the GSM 7-bit alphabet (3GPP TS 23.038, 6.2.1).
fn characters(who: &'static str, is_gsm7: impl Fn(&str) -> bool) -> Agreement {
    let rows = ALPHABET.lines().filter_map(|line| line.split_once("\tU+"));
    let code_point =
        |row: &str| u32::from_str_radix(row.get(..4)?, 16).ok().and_then(char::from_u32);
    let alphabet: HashSet<char> = rows.filter_map(|(_, rest)| code_point(rest)).collect();
    let mut agreement = Agreement { who, asked: 0, wrong: Vec::new() };
    let mut buffer = [0; 4];
    for c in '\0'..=char::MAX {
        let text: &str = c.encode_utf8(&mut buffer);
        let name = |is: bool| if is { "GSM 7-bit" } else { "UCS-2" };
        agreement.add(
            &c.escape_unicode(),
            Some(name(is_gsm7(text))),
            Some(name(alphabet.contains(&c))),
        );
    }
    agreement
}

impl Agreement {
    fn add(&mut self, input: &dyn Display, said: Option<&str>, right: Option<&str>) {
        self.asked += 1;
        if said != right {
            let [said, right] = [said, right].map(|answer| answer.unwrap_or("nothing"));
            self.wrong.push(format!("{input}: {said}, not {right}"));
        }
    }
}

impl Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} of {} right", self.who, self.asked - self.wrong.len(), self.asked)?;
        self.wrong.iter().try_for_each(|wrong| write!(f, "\n  wrong: {wrong}"))
    }
}
