//! Texts: which charset, how many units of it, and how many segments.

use crate::agreement::{Agreement, Comparison};
use rusmpp_extra::concatenation::owned::{Concatenation, Concatenator};
use rusmpp_extra::encoding::{gsm7bit::Gsm7BitUnpacked, ucs2::Ucs2};
use sms_splitter::{SplitSms, splitter_options::SplitterOptions};
use std::collections::HashMap;
use std::fmt::{self, Display};
use std::sync::LazyLock;
use verify_core::sms::{Charset, Encoding, MAX_SEGMENTS, Message};

/// The characters of the GSM 7-bit alphabet, with how many septets each takes (3GPP TS 23.038,
/// 6.2.1).
static ALPHABET: LazyLock<HashMap<char, usize>> = LazyLock::new(|| {
    let rows = include_str!("../../data/gsm0338.tsv").lines();
    let row = |line: &str| {
        let (septets, rest) = line.split_once("\tU+")?;
        let c = u32::from_str_radix(rest.get(..4)?, 16).ok().and_then(char::from_u32)?;
        Some((c, septets.len() / 2))
    };
    rows.filter_map(row).collect()
});

/// Name, and a sample that is repeated to the length wanted.
pub const SCRIPTS: [(&str, &str); 5] = [
    ("GSM 7-bit", "ABC: Your verification code is 0429. Do not share it. "),
    ("GSM 7-bit, accents", "Votre code de vérification à usage unique : 0429. "),
    ("GSM 7-bit, extension table", "[ABC] {code} = 0429 | 5 € ~ "),
    ("UCS-2", "【ABC】您的验证码是 0429，五分钟内有效。"),
    ("UCS-2, emoji", "👋 ABC 🔐 0429 🎉 ok 👍🏽 "),
];

/// The charset of a text, GSM 7-bit or UCS-2, its septets or UTF-16 code units, its segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "said above")]
pub struct Cost {
    pub is_gsm7: bool,
    pub units: usize,
    pub segments: usize,
}

impl Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let charset = if self.is_gsm7 { "GSM 7-bit" } else { "UCS-2" };
        write!(f, "{charset}, units {}, segments {}", self.units, self.segments)
    }
}

/// A function from a text to what it costs.
pub type Count = fn(&str) -> Option<Cost>;

/// Repeats a sample to this many characters.
pub fn text(sample: &str, characters: usize) -> String {
    sample.chars().cycle().take(characters).collect()
}

/// Takes this crate's way.
pub fn ours(text: &str) -> Option<Cost> {
    let message = Message::new(text, Encoding::Auto).ok()?;
    let is_gsm7 = message.charset() == Charset::Gsm7;
    Some(Cost { is_gsm7, units: message.units(), segments: message.segments().len() })
}

/// Tries GSM 7-bit, 160 septets or 153 and a header, then UCS-2, 140 octets or 134 and a header.
pub fn rusmpp_extra(text: &str) -> Option<Cost> {
    let cost = |parts: &Concatenation, is_gsm7: bool| {
        let (octets, segments) = match parts {
            Concatenation::Single(part) => (part.len(), 1),
            Concatenation::Concatenated(parts) => (parts.iter().map(Vec::len).sum(), parts.len()),
        };
        Cost { is_gsm7, units: if is_gsm7 { octets } else { octets / 2 }, segments }
    };
    if let Ok((parts, _)) = Gsm7BitUnpacked::new().concatenate(text, 160, 7) {
        return Some(cost(&parts, true));
    }
    Ucs2::new().concatenate(text, 140, 6).ok().map(|(parts, _)| cost(&parts, false))
}

/// Only counts, which is its faster way; it takes texts as a `String`.
pub fn sms_splitter(text: &str) -> Option<Cost> {
    let message = text.to_owned();
    let split = SplitSms::new(SplitterOptions::new(false, true)).split(message);
    let is_gsm7 = split.character_set == "GSM";
    let units = if is_gsm7 { split.bytes } else { split.bytes / 2 };
    Some(Cost { is_gsm7, units, segments: split.parts.len() })
}

/// Compares texts of every script, with lengths around each bound, with a naive model of 3GPP TS
/// 23.038 and 23.040.
pub(crate) fn segments() -> Comparison {
    let what = "charset, units and segments of texts around each bound";
    let ask = |who: &str, cost: Count| {
        let mut agreement = Agreement::new(who, what);
        for (script, sample) in SCRIPTS {
            let near = [69, 133, 152, 159, 200, 305, 458, 611].into_iter();
            let lengths = [1, 20, 40].into_iter().chain(near.flat_map(|from| from..from + 4));
            // One more character ahead moves what takes two units over the bounds.
            for text in lengths
                .flat_map(|n| ["", "A"].map(|ahead| ahead.to_owned() + &self::text(sample, n)))
            {
                let right = model(&text);
                if right.segments <= MAX_SEGMENTS {
                    let said = cost(&text).map(|cost| cost.to_string());
                    let input = format_args!("{script}, length {}", text.chars().count());
                    agreement.add(&input, said.as_deref(), Some(&right.to_string()));
                }
            }
        }
        agreement
    };
    Comparison {
        ours: ask("verify-core", ours),
        peers: vec![
            ask("`rusmpp-extra` 0.4", rusmpp_extra),
            ask("`sms_splitter` 0.1", sms_splitter),
        ],
    }
}

/// Compares whether each `char` is in the GSM 7-bit alphabet.
pub(crate) fn characters() -> Comparison {
    let ask = |who: &str, is_gsm7: fn(&str) -> bool| {
        let mut agreement = Agreement::new(who, "the charset of each character");
        let mut buffer = [0; 4];
        for c in '\0'..=char::MAX {
            let name = |is: bool| Some(if is { "GSM 7-bit" } else { "UCS-2" });
            let said = name(is_gsm7(c.encode_utf8(&mut buffer)));
            agreement.add(&c.escape_unicode(), said, name(ALPHABET.contains_key(&c)));
        }
        agreement
    };
    let ours = ask("verify-core", |text| {
        Message::new(text, Encoding::Auto).is_ok_and(|message| message.charset() == Charset::Gsm7)
    });
    let peers = vec![
        ask("`gsm7_alt` 0.1", gsm7_alt::is_gsm7_compatible),
        ask("`rusmpp-extra` 0.4", |text| Gsm7BitUnpacked::new().encode_to_vec(text).is_ok()),
        ask("`sms_splitter` 0.1", |text| sms_splitter(text).is_some_and(|cost| cost.is_gsm7)),
    ];
    Comparison { ours, peers }
}

/// Counts one character after the other.
fn model(text: &str) -> Cost {
    let septets: Option<Vec<usize>> = text.chars().map(|c| ALPHABET.get(&c).copied()).collect();
    let (is_gsm7, sizes, alone, several) = match septets {
        Some(septets) => (true, septets, 160, 153),
        None => (false, text.chars().map(char::len_utf16).collect(), 70, 67),
    };
    let units = sizes.iter().sum();
    let (mut segments, mut room) = (1, several);
    for size in sizes {
        if size > room {
            (segments, room) = (segments + 1, several);
        }
        room -= size;
    }
    Cost { is_gsm7, units, segments: if units <= alone { 1 } else { segments } }
}
