use heapless::String;
use heapless::string::StringView;
use std::hint::black_box as any;
use verify_core::buffer::BufferTooSmall;
use verify_core::template::{Piece, Rendered, Template};

cannot_panic! {
    fn new(text: &str) -> Template<'_> {
        Template::new(text)
    }
    fn default_for(brand: Option<&str>) -> Template<'static> {
        Template::default_for(brand)
    }
    fn as_str<'t>(template: &Template<'t>) -> &'t str {
        template.as_str()
    }
    fn holds(template: &Template<'_>) -> (bool, bool) {
        (template.has_code(), template.has_brand())
    }
    fn render<'t>(template: Template<'t>, code: &'t str, brand: Option<&'t str>) -> Rendered<'t> {
        template.render(code, brand)
    }
    fn without_marks<'t>(rendered: Rendered<'t>) -> Rendered<'t> {
        rendered.without_marks()
    }
    fn pieces(rendered: &Rendered<'_>) -> usize {
        rendered.pieces().map(piece_len).fold(0, usize::saturating_add)
    }
    fn piece_len(piece: Piece<'_>) -> usize {
        piece.as_str().len()
    }
    fn len(rendered: &Rendered<'_>) -> (usize, bool) {
        (rendered.len(), rendered.is_empty())
    }
    fn write_to(
        rendered: &Rendered<'_>,
        out: &mut StringView<usize>,
    ) -> Result<(), BufferTooSmall> {
        rendered.write_to(out)
    }
    fn lacking(error: BufferTooSmall) -> (usize, usize) {
        (error.needed(), error.free())
    }
}

pub(crate) fn run() {
    let template = new(any("{brand}: <code> {code} {co <brand>"));
    assert_eq!(as_str(any(&template)).len(), 34);
    assert_eq!(holds(any(&template)), (true, true));
    let rendered = render(any(template), any("4831"), any(Some("ABC")));
    let mut out = String::<64>::new();
    assert_eq!(write_to(any(&rendered), &mut out), Ok(()));
    assert_eq!(out, "ABC: 4831 4831 {co ABC");
    assert_eq!(len(any(&rendered)), (out.len(), false));
    assert_eq!(pieces(any(&rendered)), out.len());
    let error = write_to(any(&rendered), &mut String::<9>::new()).expect_err("no room");
    assert_eq!(lacking(any(error)), (out.len(), 9));
    let arabic = render(any(new(any("رمزك {code}"))), any("483-106"), any(None));
    let mut marked = String::<64>::new();
    assert_eq!(write_to(any(&arabic), &mut marked), Ok(()));
    assert_eq!((marked.as_str(), pieces(any(&arabic))), ("رمزك \u{200E}483-106", marked.len()));
    assert_eq!(len(any(&without_marks(any(arabic)))).0, marked.len() - 3);
    for brand in [None, Some("ABC")] {
        assert!(holds(&default_for(any(brand))).0);
    }
}
