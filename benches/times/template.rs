use crate::inputs::{BRAND, CODE, SCRIPTS, SIZES, text};
use crate::{Criterion, on};
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
    let mut out = heapless::String::<8192>::new();
    let mut render = |(template, code, brand): (Template<'_>, &str, &str)| {
        out.clear();
        template.render(code, brand).write_to(&mut out)
    };
    on(c, &format!("{name}/parse"), text, Template::new);
    on(c, &format!("{name}/render"), (Template::new(text), CODE, BRAND), &mut render);
    on(c, &format!("{name}/parse and render"), (text, CODE, BRAND), |(text, code, brand)| {
        render((Template::new(text), code, brand))
    });
}
