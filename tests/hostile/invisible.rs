//! Invisible characters, and characters that reorder text: direction marks, characters of no width,
//! and line breaks.

use regex::Regex;
use verify_core::channel::{Channel, Language, Line, LineError};
use verify_core::code::{Code, Format, Generator};
use verify_core::delivery::{Delivery, MAX_SMS_LEN, Text};
use verify_core::phone::{Country, PhoneNumber};
use verify_core::request::{Member, Request, SubAccountId};
use verify_core::session::{Session, SessionId};
use verify_core::sms::{Charset, Encoding, SenderId};
use verify_core::template::Template;
use verify_core::time::Timestamp;
use verify_core::tls;
use verify_core::url::{BaseUrl, CallbackUrl};

/// Direction (marks, embeddings, overrides, isolates), no width, soft hyphens, variation selectors,
/// and the Hangul fillers.
const MARKS: [char; 25] = [
    '\u{AD}',
    '\u{61C}',
    '\u{115F}',
    '\u{180E}',
    '\u{200B}',
    '\u{200C}',
    '\u{200D}',
    '\u{200E}',
    '\u{200F}',
    '\u{202A}',
    '\u{202B}',
    '\u{202C}',
    '\u{202D}',
    '\u{202E}',
    '\u{2060}',
    '\u{2066}',
    '\u{2067}',
    '\u{2068}',
    '\u{2069}',
    '\u{3164}',
    '\u{FE0F}',
    '\u{FEFF}',
    '\u{FFA0}',
    '\u{E0001}',
    '\u{E007F}',
];

/// Puts the mark before, between and after all characters of a text.
fn strewn(text: &str, mark: char) -> String {
    let mut strewn = String::from(mark);
    for character in text.chars() {
        strewn.extend([character, mark]);
    }
    strewn
}

#[test]
fn numbers_and_codes_are_read_through_marks() {
    for mark in MARKS {
        let number = PhoneNumber::parse(&strewn("+6587654321", mark), None).unwrap();
        assert_eq!(number.to_string(), "+6587654321", "{mark:?}");
        let number = PhoneNumber::parse(&strewn("8765 4321", mark), Some(Country::SG)).unwrap();
        assert_eq!(number.to_string(), "+6587654321", "{mark:?}");
        for (format, text) in [
            (Format::Numeric, "123456"),
            (Format::NumericWithDash, "12-34"),
            (Format::Alphanumeric, "aB3"),
        ] {
            let code = Code::parse(format, text).unwrap();
            assert!(code.matches(&strewn(text, mark)), "{mark:?}");
            assert!(
                !code.matches(&strewn(&text.chars().rev().collect::<String>(), mark)),
                "the displayed order differs from the stored one"
            );
        }
    }
}

#[test]
fn names_with_marks_are_refused() {
    for mark in MARKS {
        for place in 0..=2 {
            let with = |name: &str| {
                let mut name = name.to_owned();
                name.insert(place, mark);
                name
            };
            assert!(with("SG").parse::<Country>().is_err());
            assert!(with("sms").parse::<Channel>().is_err());
            assert!(with("en-US").parse::<Language>().is_err());
            assert!(with("AUTO").parse::<Encoding>().is_err());
            assert!(with("NUMERIC").parse::<Format>().is_err());
            assert!(with("TLSv1.3").parse::<tls::Version>().is_err());
            assert!(with("a44a91be5ea54118a169020897df5459").parse::<SessionId>().is_err());
            assert!(with("ABC").parse::<SenderId>().is_err());
            assert!(SubAccountId::parse(&with("demo")).is_err());
            assert!(Code::parse(Format::Numeric, &with("1234")).is_err());
            assert!(CallbackUrl::parse(&with("https://example.com/")).is_err());
            assert!(BaseUrl::parse(&with("https://example.com/")).is_err());
        }
        for url in ["https://example.com/", "https://example.com/?q=#"] {
            assert!(CallbackUrl::parse(&format!("{url}{mark}")).is_err(), "{mark:?}");
        }
    }
}

/// A placeholder with a mark inside is text; one with a mark beside it still is a placeholder.
#[test]
fn templates_keep_marks_as_they_are() {
    for mark in MARKS {
        let text = format!("{mark}{{code}}{mark}{{co{mark}de}}<brand{mark}><brand>{mark}");
        let rendered = Template::new(&text).render("1234", "ABC").to_string();
        assert_eq!(rendered, format!("{mark}1234{mark}{{co{mark}de}}<brand{mark}>ABC{mark}"));
        // The message is sent in a charset that has them.
        let request = Request {
            destination: Some("+6587654321"),
            template: Some(&*text),
            brand: Some("ABC"),
            ..Request::default()
        };
        let verification = request.validate().unwrap();
        let mut rng = Generator::from_seed([7; 32]);
        let (to, policy) = (verification.destination(), verification.policy());
        let session = Session::start(Timestamp::UNIX_EPOCH, to, policy, &mut rng);
        let mut room = Text::<MAX_SMS_LEN>::new();
        let Ok(Delivery::Sms(sms)) =
            Delivery::new(&verification, &session, BaseUrl::EMPTY, &mut room)
        else {
            panic!("{mark:?} is not sent")
        };
        assert_eq!(sms.message.charset(), Charset::Ucs2);
        assert_eq!(sms.message.text(), rendered.replacen("1234", session.code().expose(), 1));
    }
}

/// Tries every character of Unicode, at either end of a brand and within.
#[test]
fn no_brand_breaks_a_line() {
    let breaks = Regex::new(r"^[\p{Cc}\p{Zl}\p{Zp}]$").unwrap();
    let mut broken = 0;
    for character in '\0'..=char::MAX {
        let is_broken = breaks.is_match(character.encode_utf8(&mut [0; 4]));
        broken += usize::from(is_broken);
        for (before, after) in [("", "ABC"), ("AB", "C"), ("ABC", "")] {
            let brand = format!("{before}{character}{after}");
            match Line::<30>::parse(&brand) {
                Ok(line) => assert!(!is_broken && line.as_str() == brand, "{character:?}"),
                Err(LineError::Control { found, position }) => {
                    assert_eq!((found, position), (character, before.len()));
                    assert!(is_broken, "{character:?}");
                }
                // What shows nothing or turns the text is refused for that.
                Err(error) => assert!(!is_broken, "{error} for {character:?}"),
            }
        }
    }
    assert_eq!(broken, 67, "65 control characters and two separators");
    for brand in
        ["ABC\nYour code is 0000", "ABC\r\n", "\u{2028}ABC", "ABC\u{2029}", "\u{85}", "A\u{B}B"]
    {
        let request =
            Request { destination: Some("+6587654321"), brand: Some(brand), ..Request::default() };
        assert_eq!(request.validate().unwrap_err().member(), Member::Brand, "{brand:?}");
    }
}

/// Renders ten thousand placeholders, some of them with a brand that looks like one.
#[test]
fn ten_thousand_placeholders() {
    for placeholder in
        ["{code}", "<code>", "{brand}", "<brand>", "{brand}{code}", "{<code>}", "{code}\n"]
    {
        for brand in ["", "ABC", "{code}", "<brand>", "{", "🔑"] {
            let text = placeholder.repeat(10_000);
            let rendered = Template::new(&text).render("1234", brand);
            // The brand goes in last, so that it is not searched.
            let once = placeholder
                .replace("{code}", "1234")
                .replace("<code>", "1234")
                .replace("{brand}", "\0")
                .replace("<brand>", "\0")
                .replace('\0', brand);
            assert_eq!(rendered.to_string(), once.repeat(10_000));
            assert_eq!(rendered.len(), once.len() * 10_000);
            assert_eq!(
                rendered.pieces().map(|piece| piece.as_str().len()).sum::<usize>(),
                rendered.len()
            );

            let mut room = heapless::String::<30>::new();
            match rendered.write_to(&mut room) {
                Ok(()) => assert_eq!(rendered.len(), 0),
                Err(error) => assert_eq!((error.needed(), room.as_str()), (rendered.len(), "")),
            }
        }
    }
}
