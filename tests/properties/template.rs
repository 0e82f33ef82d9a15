//! Compares `template` with a renderer that takes one character at a time and uses only
//! `starts_with`.
//!
//! The input is the code on a line, the brand on a line, and the template.

use verify_core::template::{Piece, Rendered, Template};

pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (code, rest) = text.split_once('\n').unwrap_or(("", &text));
    let (brand, text) = rest.split_once('\n').unwrap_or(("", rest));

    let expected = reference(text, code, brand);
    let message: String = expected.iter().map(|piece| piece.as_str()).collect();
    let template = Template::new(text);
    check_marks(&template.render(code, brand));
    let rendered = template.render(code, brand).without_marks();
    assert!(rendered.pieces().eq(expected.iter().copied()));
    assert_eq!(rendered.to_string(), message);
    assert_eq!((rendered.len(), rendered.is_empty()), (message.len(), message.is_empty()));
    assert_eq!(template.as_str(), text);
    let has = |is: fn(&Piece<'_>) -> bool| expected.iter().any(is);
    assert_eq!(template.has_code(), has(|piece| matches!(piece, Piece::Code(_))));
    assert_eq!(template.has_brand(), has(|piece| matches!(piece, Piece::Brand(_))));

    let mut buffer = heapless::String::<40>::try_from("ab").unwrap();
    match rendered.write_to(&mut buffer) {
        Ok(()) => assert_eq!(buffer.as_str(), format!("ab{message}")),
        Err(error) => {
            assert_eq!((error.needed(), error.free()), (message.len(), 38));
            assert!(message.len() > 38 && buffer == "ab");
        }
    }
    if brand.is_empty() {
        assert_eq!(template.render(code, None).without_marks().to_string(), message);
    }
}

/// Marks stand only before codes with a dash, and everything else is as without them.
fn check_marks(rendered: &Rendered<'_>) {
    let text = rendered.to_string();
    assert_eq!((rendered.len(), rendered.is_empty()), (text.len(), text.is_empty()));
    let mut marked = rendered.pieces().peekable();
    for piece in rendered.without_marks().pieces() {
        if matches!(piece, Piece::Code(code) if code.contains('-')) {
            marked.next_if_eq(&Piece::Literal("\u{200E}"));
        }
        assert_eq!(marked.next(), Some(piece));
    }
    assert_eq!(marked.next(), None);
}

/// Renders in one pass from left to right: each literal as long as possible, each placeholder a
/// piece of its own.
fn reference<'a>(template: &'a str, code: &'a str, brand: &'a str) -> Vec<Piece<'a>> {
    let placeholders = [
        ("{code}", Piece::Code(code)),
        ("<code>", Piece::Code(code)),
        ("{brand}", Piece::Brand(brand)),
        ("<brand>", Piece::Brand(brand)),
    ];
    let mut pieces = Vec::new();
    let (mut literal, mut at) = (0, 0);
    while let Some(first) = template[at..].chars().next() {
        let found =
            placeholders.iter().find(|(placeholder, _)| template[at..].starts_with(placeholder));
        if let Some((placeholder, piece)) = found {
            if literal < at {
                pieces.push(Piece::Literal(&template[literal..at]));
            }
            pieces.push(*piece);
            at += placeholder.len();
            literal = at;
        } else {
            at += first.len_utf8();
        }
    }
    if literal < at {
        pieces.push(Piece::Literal(&template[literal..]));
    }
    pieces
}
