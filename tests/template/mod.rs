//! Message templates. Any template is compared with a reference in `tests/properties`.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test that panics is a test that fails"
)]

mod bidi;

use verify_core::template::{Piece, Template};

fn render(template: &str, code: &str, brand: Option<&str>) -> String {
    Template::new(template).render(code, brand).to_string()
}

#[test]
fn both_brackets_stand_for_code_and_brand() {
    let expected = "ABC, 1234, ABC, 1234";
    assert_eq!(render("{brand}, {code}, <brand>, <code>", "1234", Some("ABC")), expected);
}

#[test]
fn the_defaults_are_those_of_the_reference_page() {
    let with_brand = Template::default_for("ABC");
    assert_eq!(with_brand.as_str(), "{brand}: Your verification code is {code}");
    assert_eq!(with_brand.render("1234", "ABC").to_string(), "ABC: Your verification code is 1234");
    for none in [None, Some("")] {
        let without = Template::default_for(none);
        assert_eq!(without.as_str(), "Your verification code is {code}");
        assert_eq!(without.render("1234", none).to_string(), "Your verification code is 1234");
    }
}

#[test]
fn an_absent_brand_is_empty() {
    assert_eq!(render("[{brand}] {code}", "1234", None), "[] 1234");
    assert_eq!(render("[<brand>] {code}", "1234", Some("")), "[] 1234");
}

#[test]
fn what_is_inserted_is_never_scanned_again() {
    assert_eq!(render("{brand}: {code}", "1234", Some("{code}")), "{code}: 1234");
    assert_eq!(render("{brand}code}", "1234", Some("{")), "{code}");
    assert_eq!(render("<{brand}>", "1234", Some("code")), "<code>");
    assert_eq!(render("{code}{brand}", "{brand}", Some("{code}")), "{brand}{code}");
}

#[test]
fn anything_else_stays_as_it_is_written() {
    for text in [
        "",
        "{",
        "}",
        "<",
        ">",
        "{}",
        "<>",
        "{{",
        "}}",
        "{code",
        "code}",
        "{code>",
        "<code}",
        "{ code }",
        "{Code}",
        "{CODE}",
        "{codes}",
        "{brand",
        "brand}",
        "{brand>",
        "<brand}",
        "{name}",
        "<name>",
        "{cod{brand",
        "{bran<code",
        "{\u{200B}code}",
        "{cödé}",
        "\0{",
    ] {
        let template = Template::new(text);
        assert_eq!(template.render("1234", "ABC").to_string(), text);
        assert!(!template.has_code() && !template.has_brand(), "{text}");
    }
}

#[test]
fn placeholders_between_unbalanced_brackets_are_found() {
    assert_eq!(render("{{code}}", "1", None), "{1}");
    assert_eq!(render("{{{code}", "1", None), "{{1");
    assert_eq!(render("<<code>", "1", None), "<1");
    assert_eq!(render("{cod{code}e}", "1", None), "{cod1e}");
    assert_eq!(render("{bran<brand>d}", "1", Some("B")), "{branBd}");
}

#[test]
fn placeholders_stand_back_to_back() {
    assert_eq!(render("{code}{brand}<code><brand>{code}{code}", "1", Some("B")), "1B1B11");
}

#[test]
fn text_of_several_bytes_stays_whole_around_them() {
    assert_eq!(render("é{code}€{brand}😀<code>ñ", "1", Some("Ü")), "é1€Ü😀1ñ");
    // At every distance from the start, and so at every place in a machine word.
    for distance in 0..20 {
        let before = "é".repeat(distance) + &"x".repeat(distance / 3);
        assert_eq!(render(&format!("{before}{{code}}😀"), "1", None), format!("{before}1😀"));
    }
}

#[test]
fn a_template_knows_its_placeholders() {
    const CONSTANT: Template<'static> = Template::new("{brand}: {code}");
    const { assert!(CONSTANT.has_code() && CONSTANT.has_brand()) };
    assert!(Template::new("<code>").has_code() && !Template::new("<code>").has_brand());
    assert!(Template::new("a <brand>").has_brand() && !Template::new("a <brand>").has_code());
    // The fifth and later ones are found as well.
    let later = Template::new("{brand}{brand}{brand}{brand}{brand}{code}");
    assert!(later.has_code());
    assert_eq!(later.render("1", "B").to_string(), "BBBBB1");
}

#[test]
fn a_rendered_message_outlives_its_template() {
    let rendered = Template::new("{code}").render("1234", None);
    assert_eq!(rendered.to_string(), "1234");
}

#[test]
fn pieces_tell_where_they_come_from() {
    let rendered = Template::new("{brand}: {code}!").render("1234", None);
    let pieces: Vec<Piece<'_>> = rendered.pieces().collect();
    assert_eq!(
        pieces,
        [Piece::Brand(""), Piece::Literal(": "), Piece::Code("1234"), Piece::Literal("!")]
    );
    assert_eq!(pieces.iter().map(|piece| piece.as_str()).collect::<String>(), ": 1234!");
    let none = Template::new("").render("1234", None);
    assert!(none.pieces().next().is_none() && none.is_empty());
}

#[test]
fn debug_does_not_show_the_code() {
    let template = Template::new("{brand}: {code}");
    assert_eq!(format!("{template:?}"), r#"Template("{brand}: {code}")"#);
    let rendered = template.render("7351", "ABC");
    let shown = format!("{rendered:?}");
    assert_eq!(shown, r#"Rendered[Brand("ABC"), Literal(": "), Code(..)]"#);
}

#[test]
fn a_string_too_small_stays_as_it_was() {
    let rendered = Template::new("{code}€").render("1234", None);
    assert_eq!(rendered.len(), 7);
    let mut text = heapless::String::<10>::try_from("ab").unwrap();
    rendered.write_to(&mut text).unwrap();
    assert_eq!(text, "ab1234€");
    let error = rendered.write_to(&mut text).unwrap_err();
    assert_eq!(text, "ab1234€");
    assert_eq!((error.needed(), error.free()), (7, 1));
    assert_eq!(error.to_string(), "expected at least 7 free bytes in the buffer, found 1");
    // Every smaller size is refused; the needed size is enough.
    assert_eq!(
        [fits::<0>(), fits::<1>(), fits::<3>(), fits::<4>(), fits::<6>(), fits::<7>(), fits::<8>()],
        [false, false, false, false, false, true, true]
    );
}

#[test]
fn any_heapless_string_takes_a_message() {
    let template = Template::new("{brand}: {code}");
    let mut short_length = heapless::String::<12, u8>::new();
    template.render("1234", "ABC").write_to(&mut short_length).unwrap();
    let mut text = heapless::String::<12>::new();
    template.render("1234", "ABC").write_to(text.as_mut_view()).unwrap();
    assert_eq!((short_length.as_str(), text.as_str()), ("ABC: 1234", "ABC: 1234"));
    // An empty message fits into a buffer of no bytes.
    let mut full = heapless::String::<0>::new();
    Template::new("{brand}").render("1234", None).write_to(&mut full).unwrap();
}

fn fits<const N: usize>() -> bool {
    let mut text = heapless::String::<N>::new();
    let written = Template::new("{code}€").render("1234", None).write_to(&mut text);
    assert_eq!(text, if written.is_ok() { "1234€" } else { "" });
    written.is_ok()
}

#[test]
fn hostile_templates_render_in_linear_time() {
    let many = "{code}".repeat(10_000);
    assert_eq!(render(&many, "1234", None), "1234".repeat(10_000));
    for bracket in ["{", "<", "{cod", "<bran", "{code"] {
        let text = bracket.repeat(10_000_000 / bracket.len());
        let template = Template::new(&text);
        assert!(!template.has_code());
        assert_eq!(template.render("1234", None).len(), text.len());
    }
}
