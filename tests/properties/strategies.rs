//! Bytes for each property: random ones, and texts in which the interesting cases are frequent.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use verify_core::channel::Channel;
use verify_core::code::{Code, Format, Generator, Length};
use verify_core::request::Member;
use verify_core::session::{Policy, Session, Validity};
use verify_core::time::Timestamp;

use crate::crc32c::sealed;
pub(crate) use crate::engine_strategies::{engine, guesses};

/// One of several strategies, as `prop_oneof!` picks it. Each of them is boxed, so that the choice
/// is compiled once for a type and not for each list of strategies.
macro_rules! one_of {
    ($($weight:expr => $strategy:expr),+ $(,)?) => {
        proptest::strategy::Union::new_weighted(vec![$(($weight, $strategy.boxed())),+])
    };
    ($($strategy:expr),+ $(,)?) => {
        one_of![$(1 => $strategy),+]
    };
}
pub(crate) use one_of;

/// Makes random bytes in one half of the cases, and those of `texts` in the other.
fn or_any<T: AsRef<[u8]> + core::fmt::Debug + 'static>(
    texts: impl Strategy<Value = T> + 'static,
) -> impl Strategy<Value = Vec<u8>> {
    one_of![
        1 => vec(any::<u8>(), 0..200),
        3 => texts.boxed().prop_map(|text| text.as_ref().to_vec()),
    ]
}

pub(crate) fn code() -> impl Strategy<Value = Vec<u8>> {
    let nearly_a_code = one_of![
        "[0-9-]{1,12}",
        "[0-9]{1,6}-[0-9]{1,6}",
        "[A-Z0-9]{1,12}",
        "[a-zA-Z0-9]{1,12}",
        "\\PC{0,12}"
    ];
    or_any(nearly_a_code)
}

pub(crate) fn entry() -> impl Strategy<Value = Vec<u8>> {
    let format = select(&Format::ALL[..]);
    let noise = "[ \\u{2009}\\-\u{2013}\u{200B}\u{2066}\u{FE0F}]{0,3}";
    // Each symbol in its standard form, or in another one that people write.
    let written = vec((0..6_u8, noise), 10);
    let marks = "[\"'(【«“.,;:!?#。、… ]{0,3}";
    let more = one_of![2 => Just(String::new()), 1 => "\\PC{0,2}", 1 => marks];
    let texts = (any::<[u8; 32]>(), format, 3..=10_u8, written, marks, more).prop_map(
        |(seed, format, length, written, before, more)| {
            let length = Length::new(length).unwrap();
            let code = Code::generate(format, length, &mut Generator::from_seed(seed));
            let mut typed = before;
            for (symbol, (way, noise)) in code.expose().chars().zip(written) {
                typed.push_str(&noise);
                typed.push(another_way(symbol, way));
            }
            format!("{}\n{typed}{more}", code.expose())
        },
    );
    or_any(texts)
}

fn another_way(symbol: char, way: u8) -> char {
    match (way, symbol) {
        (1, symbol) => symbol.to_ascii_lowercase(),
        (2, '!'..='~') => char::from_u32(u32::from(symbol) + 0xFEE0).unwrap(),
        (3, '0'..='9') => char::from_u32(u32::from(symbol) - 0x30 + 0x0660).unwrap(),
        (4, '0') => 'O',
        (4, '1') => 'i',
        (4, '2') => 'z',
        (4, '5') => 'S',
        (5, 'I') => 'ı',
        _ => symbol,
    }
}

pub(crate) fn gsm7() -> impl Strategy<Value = Vec<u8>> {
    let mut characters: Vec<char> = crate::gsm0338::table().into_keys().collect();
    characters.sort_unstable();
    let text = vec(select(characters), 0..100).prop_map(String::from_iter);
    // Escapes, carriage returns and bytes that are not septets.
    let septets = vec(one_of![0..0x80_u8, select(&b"\x1B\r\x80\xFFe"[..])], 0..100);
    one_of![or_any(text), septets]
}

pub(crate) fn phone() -> impl Strategy<Value = Vec<u8>> {
    or_any(any::<u64>().prop_map(|seed| {
        let (country, text) = crate::phone_texts::text_of(seed);
        country.map_or(text.clone(), |country| format!("{country}\n{text}"))
    }))
}

pub(crate) fn segments() -> impl Strategy<Value = Vec<u8>> {
    // Characters of different lengths in UTF-8, GSM 7-bit and UTF-16; the first eight are in the
    // alphabet.
    const KINDS: [char; 16] = [
        'a', '@', '\n', 'é', 'Δ', '[', '€', '\x0C', '`', 'ó', '“', '₭', '你', '\u{7F}', '\u{FFFF}',
        '🔑',
    ];
    let run = |kinds: usize| (select(&KINDS[..kinds]), one_of![3 => 1..4_usize, 1 => 1..160_usize]);
    let runs = one_of![vec(run(8), 0..40), vec(run(16), 0..40)];
    let texts = runs.prop_map(|runs| {
        runs.into_iter()
            .flat_map(|(character, times)| core::iter::repeat_n(character, times))
            .collect::<String>()
    });
    or_any(texts)
}

pub(crate) fn submit() -> impl Strategy<Value = Vec<u8>> {
    let numbers = PHONES.to_vec();
    (select(numbers), segments())
        .prop_map(|(number, text)| [number.as_bytes(), b"\n", &text].concat())
}

/// Numbers of every length that there is.
const PHONES: [&str; 6] =
    ["6587654321", "2903123456", "29012345", "447400123456", "4915123456789", "436641234567890"];

pub(crate) fn template() -> impl Strategy<Value = Vec<u8>> {
    // Placeholders, whole and broken, are frequent.
    let fragment = || {
        one_of![
            Just("{code}".to_owned()),
            Just("<code>".to_owned()),
            Just("{brand}".to_owned()),
            Just("<brand>".to_owned()),
            "[{}<>]",
            "code",
            "brand",
            "[{<](co|br|code|bran)",
            "\\PC{0,12}",
            "[a-z ]{0,20}",
        ]
    };
    let texts = ("[{}<>codebran0-9]{0,10}", vec(fragment(), 0..12), vec(fragment(), 0..12));
    or_any(texts.prop_map(|(code, brand, template)| {
        format!("{code}\n{}\n{}", brand.concat(), template.concat())
    }))
}

pub(crate) fn session() -> impl Strategy<Value = Vec<u8>> {
    // Mostly short times, so that most of the sequences continue; sometimes any valid time.
    let seconds = |shortest: u32| one_of![4 => shortest..100, 1 => shortest..=7200];
    let send = (
        select(&["send", "reset", "call/send", "sma/send", "sma/reset"][..]),
        0..5_u8,
        3..=10_u8,
        seconds(30),
        seconds(10),
    );
    let word = one_of![
        2 => send.prop_map(|(name, code_type, length, validity, interval)| {
            format!("{name}:{code_type},{length},{validity},{interval}")
        }),
        3 => select(&[
            "right", "wrong", "wrong", "long", "nonsense", "empty", "old", "confirm", "status",
            "cancel",
        ][..]).prop_map(str::to_owned),
        2 => (0..40_000_u32).prop_map(|millis| format!("+{millis}")),
        1 => select(&["+10000", "retry", "retry -1", "expiry -1", "expiry", "-99999999999999",
            "-7200000", "-7200001", "+251636263505000", "day", "day -1"][..])
            .prop_map(str::to_owned),
        // A code that is kept alive for a day, or nearly so.
        1 => (8..14_usize).prop_map(|times| "send:0,4,7200,10 expiry -1 ".repeat(times)),
    ];
    or_any(vec(word, 1..60).prop_map(|words| format!("send {}", words.join(" "))))
}

pub(crate) fn verifier() -> impl Strategy<Value = Vec<u8>> {
    let seconds = |shortest: u32| one_of![6 => shortest..60, 1 => shortest - 1..=7200];
    let destination = || 0..7_u8;
    // The latest sessions are the more interesting ones.
    let session = || one_of![4 => 0..4_u8, 1 => 0..20_u8];
    let send = (
        select(&["send", "send", "send", "reset", "sma/send", "sma/reset"][..]),
        destination(),
        seconds(30),
        seconds(10),
        0..10_u8,
    );
    let of_session = |names: &'static [&'static str]| {
        (select(names), session()).prop_map(|(name, session)| format!("{name}:{session}"))
    };
    let tick = one_of![
        6 => (0..4_000_u32).prop_map(|millis| format!("+{millis}")),
        2 => (5_000..40_000_u32).prop_map(|millis| format!("+{millis}")),
        1 => (0..30_000_u32).prop_map(|millis| format!("-{millis}")),
        1 => (60_000..7_300_000_u32).prop_map(|millis| format!("+{millis}")),
        1 => select(&["wait", "expiry", "expiry -1", "expiry:2", "at:0", "at:253402300799999"][..])
            .prop_map(str::to_owned),
    ];
    let word = one_of![
        8 => send.prop_map(|(name, destination, validity, interval, client)| {
            format!("{name}:{destination},{validity},{interval},{client}")
        }),
        8 => of_session(&["wrong", "wrong", "wrong", "wrong", "nonsense", "empty", "foreign"]),
        4 => of_session(&["right", "confirm", "status", "restore", "revive"]),
        1 => select(&["stranger", "restart", "seed", "limits:0,0,0,0", "limits:2,1,2,3"][..])
            .prop_map(str::to_owned),
        1 => (destination(), any::<bool>()).prop_map(|(destination, guess)| {
            if guess { format!("guess:{destination},9") } else { format!("clear:{destination}") }
        }),
        12 => tick,
    ];
    let room = select(&[0, 1, 2, 3, 5, 8][..]);
    let limits = [0..5_u8, 0..5, 0..5, 0..5];
    let texts = (room, any::<bool>(), limits, vec(word, 1..150)).prop_map(
        |(room, limited, [a, b, c, d], words)| {
            let limits = if limited { format!("limits:{a},{b},{c},{d}") } else { String::new() };
            format!("room:{room} {limits} {}", words.join(" "))
        },
    );
    or_any(texts)
}

pub(crate) fn stored() -> impl Strategy<Value = Vec<u8>> {
    let format = select(&Format::ALL[..]);
    let channel = select(&Channel::ALL[..]);
    let start = one_of![Just(1_766_037_294_090), Just(253_402_300_700_000)];
    // A session with one field changed and sealed again.
    let forged = (format, channel, start, 1..64_usize, vec(any::<u8>(), 0..3));
    or_any(forged.prop_map(|(format, channel, start, offset, field)| {
        let policy = Policy { format, channel, validity: Validity::MIN, ..Policy::default() };
        let now = Timestamp::from_unix_millis(start).unwrap();
        let destination = "+65 8765 4321".parse().unwrap();
        let mut rng = Generator::from_seed([7; 32]);
        let mut bytes = Session::start(now, destination, policy, &mut rng).to_bytes();
        for (place, byte) in bytes[offset..64].iter_mut().zip(&field) {
            *place = *byte;
        }
        sealed(bytes)
    }))
}

pub(crate) fn request() -> impl Strategy<Value = Vec<u8>> {
    let value = || {
        one_of![
            3 => select(&VALUES[..]).prop_map(str::to_owned),
            1 => Just("\"\"".to_owned()),
            1 => (-100..8000_i64).prop_map(|number| number.to_string()),
            1 => any::<f64>()
            .prop_filter("JSON cannot write it", |n| n.is_finite())
            .prop_map(|n| n.to_string()),
            1 => "\\PC{0,40}|[+0-9 ]{0,16}|https?://[a-z0-9.:/?#%-]{0,30}".prop_map(|text| {
                serde_json::to_string(&text).unwrap()
            }),
        ]
    };
    let member = || (select(&Member::ALL[..]), value());
    let texts = vec(member(), 0..14).prop_map(|members| {
        let mut body = Vec::from([r#""destination":"+6587654321""#.to_owned()]);
        for parent in ["", "sms", "call", "whatsapp"] {
            let inner: Vec<String> = members
                .iter()
                .filter_map(|(member, value)| {
                    let (object, name) =
                        member.as_str().split_once('.').unwrap_or(("", member.as_str()));
                    (object == parent).then(|| format!("{name:?}:{value}"))
                })
                .collect();
            match parent {
                "" => body.extend(inner),
                _ if inner.is_empty() => {}
                _ => body.push(format!("{parent:?}:{{{}}}", inner.join(","))),
            }
        }
        format!("{{{}}}", body.join(","))
    });
    // The query of a check is read by the same property.
    let parameter = "(code|c%6fde|x)?=?([0-9]|%3[0-9]|%[0-9A-F]{2}|%C3%A9|[+%é ]){0,6}";
    let query = one_of![
        3 => vec(parameter, 0..3).prop_map(|it| it.join("&")),
        1 => "code=(%20|1){120,140}",
    ];
    one_of![4 => or_any(texts), 1 => query.prop_map(String::into_bytes)]
}

/// Makes values of which most are valid for some member.
const VALUES: [&str; 62] = [
    "null",
    "true",
    "false",
    "0",
    "-1.5",
    "4",
    "4.0",
    "4.5",
    "10",
    "11",
    "30",
    "7200",
    "7201",
    "0.8",
    "2",
    "0.75",
    "1e300",
    "1e400",
    "-1e400",
    r#""\ud83d\udd11""#,
    r#""\ud800""#,
    "\"\"",
    "\"sms\"",
    "\"call\"",
    "\"whatsapp\"",
    "\"viber\"",
    "\"sma\"",
    "\"SG\"",
    "\"us\"",
    "\"ABC\"",
    "\"+6587654321\"",
    "\"8765 4321\"",
    "\"NUMERIC\"",
    "\"ALPHANUMERIC_EASY\"",
    "\"{brand}: {code}\"",
    "\"<brand>\"",
    "\"en-US\"",
    "\"en-us\"",
    "\"https://example.com/x?y#z\"",
    "\"http://u@h\"",
    "\"UCS2\"",
    "\"ACME Bank\"",
    "\"192.0.2.1\"",
    "\"::ffff:192.0.2.1\"",
    "\"http://127.1/\"",
    "\"http://192.0.2.1:\"",
    "\" 192.0.2.1:80\"",
    "\"[2001:db8::1]:443\"",
    "\"64:ff9b::c000:201\"",
    "\"192.0.2.1, 192.0.2.2\"",
    "\"AB\u{202E}C\"",
    "\"A\u{200D}B\"",
    "\"A\u{200D}\"",
    "\"A\u{200B}B\"",
    "\"{{code}} [brand]\"",
    "\"{ Brand } %code%\"",
    r#"{"$serde_json::private::Number":"4"}"#,
    r#""code=%30%34&x""#,
    "[]",
    "[null,[1]]",
    "{}",
    r#"{"source":1,"speed":{}}"#,
];
