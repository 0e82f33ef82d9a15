//! Channels and their settings: names, tags, bounds, and every message.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

use std::collections::HashSet;

use regex::Regex;
use verify_core::channel::{
    CallSettings, Channel, Language, Line, LineError, Repetition, Settings, SmsSettings, Speed,
    SpeedError, TemplateName, WhatsAppSettings,
};
use verify_core::sms::Encoding;

/// As the reference page lists them.
const TAGS: &str = "ar-EG ar-SA bg-BG ca-ES cs-CZ da-DK de-AT de-CH de-DE el-GR en-AU en-CA \
    en-GB en-IE en-IN en-US es-ES es-MX fi-FI fr-CA fr-CH fr-FR he-IL hi-IN hr-HR hu-HU id-ID \
    it-IT ja-JP ko-KR ms-MY nb-NO nl-NL pl-PL pt-BR pt-PT ro-RO ru-RU sk-SK sl-SI sv-SE ta-IN \
    th-TH tr-TR vi-VN zh-CN zh-HK zh-TW";

#[test]
fn channels_have_the_names_of_the_page() {
    let names = ["sms", "call", "whatsapp", "viber", "sma"];
    assert!(Channel::ALL.into_iter().map(Channel::as_str).eq(names));
    for (channel, name) in Channel::ALL.into_iter().zip(names) {
        assert_eq!((name.parse(), Channel::parse(name)), (Ok(channel), Ok(channel)));
        assert_eq!((channel.as_ref(), channel.to_string().as_str()), (name, name));
        assert_eq!(format!("{channel:>9}"), format!("{name:>9}"));
    }
    for wrong in ["", "SMS", "Sms", "sms ", " sms", "whatsApp", "fax"] {
        assert!(wrong.parse::<Channel>().is_err(), "{wrong:?}");
    }
    assert_eq!(Channel::default(), Channel::Sms);
}

#[test]
fn what_channels_send() {
    let yes = |does: fn(Channel) -> bool| Channel::ALL.into_iter().filter(move |c| does(*c));
    assert!(yes(Channel::sends_code).eq([
        Channel::Sms,
        Channel::Call,
        Channel::WhatsApp,
        Channel::Viber
    ]));
    assert!(yes(Channel::takes_template).eq([Channel::Sms, Channel::Call]));
}

#[test]
fn settings_know_their_channel() {
    let template_name = TemplateName::parse("otp").unwrap();
    let settings = [
        Settings::Sms(SmsSettings::default()),
        Settings::Call(CallSettings::default()),
        Settings::WhatsApp(WhatsAppSettings { template_name, language: None }),
        Settings::Viber,
        Settings::Sma,
    ];
    assert!(settings.iter().map(Settings::channel).eq(Channel::ALL));
    assert_eq!(Settings::default(), settings[0]);
}

#[test]
fn defaults_are_those_of_the_page() {
    let SmsSettings { source, encoding } = SmsSettings::default();
    assert_eq!((source.as_str(), encoding), ("SMS", Encoding::Auto));
    let CallSettings { source, language, voice_profile, speed, repetition } =
        CallSettings::default();
    assert_eq!((source, language, voice_profile), (None, Language::EN_US, None));
    assert_eq!((speed.tenths(), repetition.get()), (8, 2));
}

#[test]
fn languages_are_the_48_of_the_page() {
    assert!(Language::all().map(Language::as_str).eq(TAGS.split(' ')));
    assert_eq!(Language::all().len(), 48);
    for (language, tag) in Language::all().zip(TAGS.split(' ')) {
        assert_eq!((tag.parse(), Language::parse(tag)), (Ok(language), Ok(language)));
        assert_eq!(language.as_ref(), tag);
        assert_eq!(
            (language.to_string(), format!("{language:?}")),
            (tag.into(), format!("Language({tag})"))
        );
    }
    assert!(TAGS.split(' ').is_sorted(), "binary search and `Ord` need them so");
    assert_eq!((Language::AR_EG.as_str(), Language::ZH_TW.as_str()), ("ar-EG", "zh-TW"));
    assert_eq!(Language::default().as_str(), "en-US");
    assert_eq!((size_of::<Language>(), size_of::<Speed>(), size_of::<Repetition>()), (1, 1, 1));
}

#[test]
fn languages_are_case_sensitive() {
    for tag in TAGS.split(' ') {
        let others = [
            tag.to_lowercase(),
            tag.to_uppercase(),
            tag.replace('-', "_"),
            format!("{tag} "),
            tag[..2].to_string(),
        ];
        for other in others {
            assert!(other.parse::<Language>().is_err(), "{other:?}");
        }
    }
    for wrong in ["", "en", "en-ZZ", "aa-AA", "zz-ZZ", "en-US\0", "\0\0\0\0\0", "é-US"] {
        assert!(wrong.parse::<Language>().is_err(), "{wrong:?}");
    }
}

#[test]
fn speed_is_half_to_double_in_tenths() {
    for tenths in u8::MIN..=u8::MAX {
        let expected = match tenths {
            0..5 => Err(SpeedError::TooSlow),
            5..=20 => Ok(tenths),
            21.. => Err(SpeedError::TooFast),
        };
        assert_eq!(Speed::from_tenths(tenths).map(Speed::tenths), expected);
        // The same as JSON, in double and in single precision.
        let text = format!("{}.{}", tenths / 10, tenths % 10);
        let double: f64 = text.parse().unwrap();
        let single: f32 = text.parse().unwrap();
        assert_eq!(Speed::try_from(double).map(Speed::tenths), expected, "{text}");
        assert_eq!(
            Speed::try_from(f64::from(single)).map(Speed::tenths),
            expected,
            "{text} in single precision"
        );
        assert_eq!(Speed::try_from(single).map(Speed::tenths), expected, "{text}");
        assert_eq!(Speed::parse(&text).map(Speed::tenths), expected, "{text}");
        if let Ok(speed) = Speed::from_tenths(tenths) {
            assert_eq!(speed.to_string().parse(), Ok(speed));
        }
    }
    assert_eq!(
        (Speed::MIN.as_f64().to_string(), Speed::MAX.as_f64().to_string()),
        ("0.5".into(), "2".into())
    );
    for (tenths, shown) in [(5, "0.5"), (8, "0.8"), (10, "1"), (12, "1.2"), (20, "2")] {
        assert_eq!(Speed::from_tenths(tenths).unwrap().to_string(), shown);
    }
}

#[test]
fn speed_takes_nothing_between_tenths() {
    let not_tenths =
        [0.75, 0.55, 1.95, 0.800_001, 0.8_f64.next_up(), 0.8_f64.next_down(), f64::NAN];
    for speed in not_tenths {
        assert_eq!(Speed::try_from(speed), Err(SpeedError::NotTenths), "{speed}");
    }
    for speed in [0.5_f64.next_down(), 0.4, 0.0, -0.0, -0.8, f64::MIN, f64::NEG_INFINITY] {
        assert_eq!(Speed::try_from(speed), Err(SpeedError::TooSlow), "{speed}");
    }
    for speed in [2.0_f64.next_up(), 2.1, 8.0, 80.0, f64::MAX, f64::INFINITY] {
        assert_eq!(Speed::try_from(speed), Err(SpeedError::TooFast), "{speed}");
    }
}

#[test]
fn speed_is_read_from_text() {
    for (text, tenths) in [("1", 10), ("1.0", 10), ("2.00", 20), ("00.50", 5), ("01.2", 12)] {
        assert_eq!(Speed::parse(text), Speed::from_tenths(tenths), "{text}");
    }
    let not_numbers = ["", ".", "1.", ".8", "fast", " 1", "1 ", "0,8", "+1", "-1", "8e-1", "NaN"];
    let of = |texts: &'static [&'static str], error| texts.iter().map(move |text| (*text, error));
    let refused = of(&["0", "0.4", "0.49", "00.000"], SpeedError::TooSlow)
        .chain(of(&["2.01", "2.1", "3", "10", "99999999999999999999.0"], SpeedError::TooFast))
        .chain(of(&["0.51", "1.25", "0.8000000000000000000001"], SpeedError::NotTenths))
        .chain(not_numbers.map(|text| (text, SpeedError::NotANumber)));
    for (text, error) in refused {
        assert_eq!((Speed::parse(text), text.parse::<Speed>()), (Err(error), Err(error)), "{text}");
    }
}

#[test]
fn repetition_is_once_to_three_times() {
    for times in u8::MIN..=u8::MAX {
        let expected = (1..=3).contains(&times).then_some(times);
        assert_eq!(Repetition::new(times).ok().map(Repetition::get), expected);
    }
    assert_eq!((Repetition::MIN.get(), Repetition::MAX.get()), (1, 3));
}

#[test]
fn lines_have_bounds() {
    for length in 0..40 {
        for character in ['a', 'é', '码', '🔑'] {
            let text: String = std::iter::repeat_n(character, length).collect();
            let expected = match length {
                0 => Err(LineError::Empty { max: 30 }),
                1..=30 => Ok(text.as_str()),
                found => Err(LineError::TooLong { max: 30, found }),
            };
            assert_eq!(Line::<30>::parse(&text).map(Line::as_str), expected);
            assert_eq!(Line::<30>::try_from(&*text).map(Line::as_str), expected);
            assert!(
                Line::<30>::parse(&text).is_ok_and(|line| line.as_ref() == text)
                    == expected.is_ok()
            );
        }
    }
    let long = "a".repeat(31) + "\n";
    assert_eq!(Line::<30>::parse(&long), Err(LineError::Control { found: '\n', position: 31 }));
    assert_eq!(format!("{:>5}|", Line::<30>::parse("é c").unwrap()), "  é c|");
}

/// Compares every character with the properties of Unicode, as the crate `regex` knows them.
#[test]
fn lines_show_as_they_are_written() {
    let all: String = ('\0'..=char::MAX).collect();
    let class = |pattern: &str| -> HashSet<char> {
        let runs = Regex::new(&format!("{pattern}+")).unwrap();
        runs.find_iter(&all).flat_map(|run| run.as_str().chars()).collect()
    };
    let control = class(r"[\p{Cc}\p{Zl}\p{Zp}]");
    let joiner = class(r"[\p{Variation_Selector}\p{Join_Control}\u{34F}\u{61C}\u{200E}\u{200F}]");
    let direction = class(r"[\p{Bidi_Control}--\u{61C}\u{200E}\u{200F}]");
    let invisible =
        class(r"[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u{FFF9}-\u{FFFB}]");
    let listed = "\u{200B}\u{2060}\u{2064}\u{115F}\u{1160}\u{3164}\u{FFA0}\u{E0041}\u{FFFF}";
    assert!(listed.chars().all(|character| invisible.contains(&character)));
    for found in all.chars() {
        let refused = |position| {
            Err(match found {
                _ if control.contains(&found) => LineError::Control { found, position },
                _ if direction.contains(&found) => LineError::Direction { found, position },
                _ if joiner.contains(&found) => LineError::Joiner { found, position },
                _ if invisible.contains(&found) => LineError::Invisible { found, position },
                _ => return Ok(()),
            })
        };
        let line = |text: &str| Line::<5>::parse(text).map(|_| ());
        let within = if joiner.contains(&found) { Ok(()) } else { refused(1) };
        assert_eq!(line(&format!("é{found}b")), within, "{found:?}");
        assert_eq!(line(&format!("é {found} b")), within.or_else(|_| refused(2)), "{found:?}");
        assert_eq!(line(&format!("{found}b")), refused(0), "{found:?}");
        assert_eq!(line(&format!("é {found} ")), refused(2), "{found:?}");
    }
    // A joiner between two that show may have other joiners beside it.
    assert_eq!(line_of("🏳\u{FE0F}\u{200D}🌈"), Ok(()));
    assert_eq!(
        line_of("a\u{200D}\u{FE0F}"),
        Err(LineError::Joiner { found: '\u{200D}', position: 1 })
    );
    assert_eq!(
        line_of("a\u{200D}\u{202E}b"),
        Err(LineError::Direction { found: '\u{202E}', position: 2 })
    );
}

/// Eight characters at a time are read another way than the rest.
#[test]
fn every_ascii_character_at_every_place_of_a_longer_line() {
    for length in [7, 8, 9, 15, 16, 17] {
        for place in 0..length {
            for byte in 0..0x80_u8 {
                let found = char::from(byte);
                let mut text = vec!['a'; length];
                text[place] = found;
                let text = String::from_iter(text);
                let refused = Err(LineError::Control { found, position: place });
                assert_eq!(line_of(&text), if found.is_control() { refused } else { Ok(()) });
            }
        }
    }
}

fn line_of(text: &str) -> Result<(), LineError> {
    Line::<30>::parse(text).map(|_| ())
}

#[test]
fn every_message() {
    let says =
        |error: &dyn core::error::Error, message: &str| assert_eq!(error.to_string(), message);
    says(
        &"fax".parse::<Channel>().unwrap_err(),
        "expected one of the channels sms, call, whatsapp, viber or sma (in lower case)",
    );
    says(
        &"en".parse::<Language>().unwrap_err(),
        "expected one of the 48 language tags, such as en-US (case-sensitive)",
    );
    says(
        &Speed::from_tenths(4).unwrap_err(),
        "expected a speed from 0.5 to 2 in tenths, found less",
    );
    says(
        &Speed::from_tenths(21).unwrap_err(),
        "expected a speed from 0.5 to 2 in tenths, found more",
    );
    says(
        &Speed::try_from(0.75).unwrap_err(),
        "expected a speed from 0.5 to 2 in tenths, found a finer one",
    );
    says(
        &Speed::parse("fast").unwrap_err(),
        "expected a speed from 0.5 to 2 in tenths, found text that is not a number",
    );
    says(&Repetition::new(4).unwrap_err(), "expected a text to be read 1 to 3 times, found 4");
    says(&Line::<30>::parse("").unwrap_err(), "expected 1 to 30 characters, found none");
    says(&Line::<3>::parse("abcd").unwrap_err(), "expected at most 3 characters, found 4");
    says(
        &Line::<3>::parse("ab\n").unwrap_err(),
        "expected one line without control characters, found U+000A at position 2",
    );
    says(
        &Line::<3>::parse("ab\u{202E}").unwrap_err(),
        "expected text that does not turn its direction, found U+202E at position 2",
    );
    says(
        &Line::<3>::parse("\u{E0041}b").unwrap_err(),
        "expected characters that show, found U+E0041 at position 0",
    );
    says(
        &Line::<3>::parse("b\u{FE0F}").unwrap_err(),
        "expected U+FE0F between characters that show, found it at position 1",
    );
}
