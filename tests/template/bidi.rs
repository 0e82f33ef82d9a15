//! Codes behind Arabic letters, as the Unicode bidirectional algorithm of `unicode-bidi` shows
//! them.

use proptest::prelude::*;
use unicode_bidi::{BidiInfo, Level};
use verify_core::code::{Code, Format, Generator, Length};
use verify_core::template::{Piece, Template};

const MARK: &str = "\u{200E}";

/// The places of the codes in a message, in bytes.
fn places(pieces: impl Iterator<Item = Piece<'static>>) -> (String, Vec<core::ops::Range<usize>>) {
    let (mut text, mut places) = (String::new(), Vec::new());
    for piece in pieces {
        let start = text.len();
        text.push_str(piece.as_str());
        if matches!(piece, Piece::Code(_)) {
            places.push(start..text.len());
        }
    }
    (text, places)
}

/// Whether a phone shows the characters of this place in another order: the dash is at another
/// level than the digits.
fn is_torn(text: &str, place: &core::ops::Range<usize>) -> bool {
    [Level::ltr(), Level::rtl()].into_iter().any(|base| {
        let levels = &BidiInfo::new(text, Some(base)).levels[place.clone()];
        levels.iter().any(|level| Some(level) != levels.first())
    })
}

/// Each code has a mark exactly if it would be torn without, and is whole with it.
fn check(template: &str, code: &str, brand: &str) {
    let leak = |text: &str| -> &'static str { Box::leak(text.to_owned().into_boxed_str()) };
    let template = Template::new(leak(template));
    let rendered = template.render(leak(code), leak(brand));
    let marked: Vec<_> = rendered.pieces().collect();
    assert_eq!(marked.iter().map(|piece| piece.as_str()).collect::<String>(), rendered.to_string());
    assert_eq!(rendered.len(), rendered.to_string().len());
    let mut room = heapless::String::<4096>::new();
    rendered.write_to(&mut room).unwrap();
    assert_eq!(room.as_str(), rendered.to_string());

    // Piece by piece: what precedes a code has its marks already.
    let mut before: Vec<Piece<'static>> = Vec::new();
    let mut rest = marked.iter().copied().peekable();
    let after: Vec<_> = rendered.without_marks().pieces().collect();
    let mut unmarked = after.iter().copied();
    while let Some(piece) = unmarked.next() {
        if matches!(piece, Piece::Code(_)) {
            let is_marked = rest.next_if_eq(&Piece::Literal(MARK)).is_some();
            let whole: Vec<_> =
                before.iter().copied().chain([piece]).chain(unmarked.clone()).collect();
            let (text, places) = places(whole.into_iter());
            let number = before.iter().filter(|it| matches!(it, Piece::Code(_))).count();
            let needs_mark = code.contains('-') && is_torn(&text, &places[number]);
            assert_eq!(is_marked, needs_mark, "{text:?}, code {number}");
            if is_marked {
                before.push(Piece::Literal(MARK));
            }
        }
        assert_eq!(rest.next(), Some(piece));
        before.push(piece);
    }
    assert_eq!(rest.next(), None);
    let (text, places) = places(marked.into_iter());
    for place in places {
        assert!(!has_order(code) || !is_torn(&text, &place), "{text:?} at {place:?}");
    }
}

/// Whether a code has digits and dashes only. Letters behind digits depend on the direction that
/// the phone gives the paragraph.
fn has_order(code: &str) -> bool {
    code.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// Whether the line that a phone shows has the code as it was sent.
fn is_shown(text: &str, code: &str) -> bool {
    [Level::ltr(), Level::rtl()].into_iter().all(|base| {
        let info = BidiInfo::new(text, Some(base));
        info.paragraphs
            .iter()
            .any(|paragraph| info.reorder_line(paragraph, paragraph.range.clone()).contains(code))
    })
}

const TEMPLATES: [&str; 14] = [
    Template::DEFAULT.as_str(),
    Template::DEFAULT_WITH_BRAND.as_str(),
    "{code}",
    "{brand} {code}",
    "رمزك {code}",
    "{code} هو رمز التحقق الخاص بك من {brand}",
    "رمز {brand} هو {code}. لا تشاركه.",
    "کد تأیید {brand}: {code}",
    "آپ کا کوڈ {code} ہے",
    "הקוד שלך ב-{brand} הוא {code}",
    "ܪܡܙܐ {code} {brand}",
    "رمزك\n{code}",
    "رمزك (ABC) {code}, {brand}: {code}",
    "您的{brand}验证码是 {code}",
];

const BRANDS: [&str; 14] = [
    "",
    "ABC",
    "أي بي سي",
    "שלום",
    "ޑިވެހި",
    "ܣܘܪܝܝܐ",
    "АБВ",
    "ΑΒΓ",
    "公司",
    "ブランド",
    "한국",
    "भारत",
    "ไทย",
    "أي 24-7",
];

#[test]
fn every_code_is_shown_as_it_was_sent() {
    let mut rng = Generator::from_seed([7; 32]);
    for template in TEMPLATES {
        for brand in BRANDS {
            for format in Format::ALL {
                for length in 3..=10 {
                    let code = Code::generate(format, Length::new(length).unwrap(), &mut rng);
                    check(template, code.expose(), brand);
                    let text = Template::new(template).render(code.expose(), brand).to_string();
                    let is_shown = is_shown(&text, code.expose());
                    assert!(!has_order(code.expose()) || is_shown, "{text:?}");
                }
            }
        }
    }
}

#[test]
fn the_nearest_strong_character_decides() {
    for (template, is_marked) in [
        ("رمزك {code}", true),
        ("رمزك: (5) {code}", true),
        ("رمزك ABC {code}", false),
        ("رمزك שלום {code}", false),
        ("الرمز १ {code}", false),
        ("{code} رمزك", false),
        ("שלום {code}", false),
        ("رمزك\n{code}", false),
        ("رمزك\u{2029}{code}", false),
        ("رمزك \u{2067}ABC\u{2069} {code}", true),
        ("رمزك \u{2067}{code}\u{2069}", false),
        ("ABC \u{2067}رمزك {code}\u{2069}", true),
        ("ABC \u{2068}رمزك\u{2069} {code}", false),
        ("رمزك \u{202A}{code}\u{202C}", false),
        ("\u{202B}رمزك {code}\u{202C}", true),
        ("رمزك \u{202A}\u{202C}{code}", true),
        ("رمزك \u{202A}\u{200D}\u{202C}{code}", true),
        ("رمزك \u{202A}x\u{202C}{code}", false),
        ("رمزك \u{200E}{code}", false),
        ("رمزك \u{200F}{code}", false),
        ("رمزك \u{061C}{code}", true),
    ] {
        check(template, "483-106", "");
        let text = Template::new(template).render("483-106", None).to_string();
        assert_eq!(text.contains("\u{200E}483-106"), is_marked || template.contains("\u{200E}{"));
        assert_eq!(text.len() - template.len(), 1 + if is_marked { 3 } else { 0 }, "{text:?}");
    }
}

#[test]
fn a_code_without_a_dash_needs_no_mark() {
    let rendered = Template::new("رمزك {code}").render("483106", None);
    assert_eq!(rendered.to_string(), "رمزك 483106");
}

#[test]
fn replacement_needs_no_mark() {
    let rendered = Template::new("رمزك {code}").render("483-106", None).without_marks();
    let text = rendered.to_string();
    assert_eq!(text, "رمزك 483-106");
    let message = verify_core::sms::Message::with_replacement(&text).unwrap();
    assert_eq!(message.to_string(), "???? 483-106");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4096, ..ProptestConfig::default() })]

    /// Letters of every direction, numbers, neutrals, and each control of the algorithm.
    #[test]
    fn any_text(
        text in "([\u{202A}-\u{202E}\u{2066}-\u{2069}aا א5٥.( \u{301}\u{200D}\n]\
            |\\{code\\}|\\{brand\\}){0,24}",
        brand in "[اאa5 ]{0,3}",
    ) {
        // An override turns the code around as well; no mark helps.
        prop_assume!(!text.contains(['\u{202D}', '\u{202E}']) || !text.contains("{code}"));
        check(&text, "12-34", &brand);
    }

    #[test]
    fn isolates_and_embeddings_too_deep(
        depth in 0..140_usize,
        opener in "[\u{202A}\u{202B}\u{2066}-\u{2068}]",
        closers in "[\u{202C}\u{2069}]{0,8}",
        text in "[ا5a ]{0,3}",
    ) {
        let deep = opener.repeat(depth);
        check(&format!("ا {deep}{text}{closers} {{code}}"), "12-34", "");
    }
}
