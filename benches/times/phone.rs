use crate::inputs::{FORMS, TYPED};
use crate::{Criterion, on};
use verify_core::phone::{Country, PhoneNumber};

/// Measures numbers of ten countries, as they are typed there, in full, and carelessly; and texts
/// that are refused early, late, or once their digits are counted.
pub(crate) fn bench(c: &mut Criterion) {
    let parse = |(text, country)| PhoneNumber::parse(text, Some(country));
    for (country, texts) in TYPED {
        for (form, text) in FORMS.into_iter().zip(texts) {
            assert_eq!(parse((text, country)), parse((texts[0], country)), "{text}");
            on(c, &format!("phone/parse/{country}/{form}"), (text, country), parse);
        }
    }
    for (name, text) in [
        ("letters", "call me"),
        ("a letter at the end", "07400 12345a"),
        ("too short", "07400 123"),
        ("6,000 plus signs", &"+".repeat(6_000)),
    ] {
        assert!(parse((text, Country::GB)).is_err(), "{text}");
        on(c, &format!("phone/refuse/{name}"), (text, Country::GB), parse);
    }
}
