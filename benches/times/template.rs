use crate::call;
use crate::inputs::{BRAND, CODE, SCRIPTS, SIZES, text};
use criterion::Criterion;
use std::hint::black_box;
use verify_core::template::Template;

/// Measures the default template, texts of several sizes, and many placeholders and little else.
pub(crate) fn bench(c: &mut Criterion) {
    size(c, "template/default", Template::DEFAULT_WITH_BRAND.as_str());
    for (script, sample) in SCRIPTS {
        for characters in SIZES {
            let text = format!("{{brand}}{}{{code}}", text(sample, characters));
            size(c, &format!("template/{script}/{characters}"), &text);
        }
    }
    for placeholders in [2, 20, 200] {
        let text = "<code>{brand}".repeat(placeholders / 2);
        size(c, &format!("template/dense/{placeholders}"), &text);
    }
}

fn size(c: &mut Criterion, name: &str, text: &str) {
    // A brand, 1,530 characters of four bytes each, and a code.
    let (template, mut out) = (Template::new(text), heapless::String::<8192>::new());
    call(c, &format!("{name}/parse"), || Template::new(black_box(text)));
    call(c, &format!("{name}/render"), || {
        out.clear();
        black_box(template).render(black_box(CODE), black_box(BRAND)).write_to(&mut out)
    });
    call(c, &format!("{name}/parse and render"), || {
        out.clear();
        let rendered = Template::new(black_box(text)).render(black_box(CODE), black_box(BRAND));
        rendered.write_to(&mut out)
    });
}
