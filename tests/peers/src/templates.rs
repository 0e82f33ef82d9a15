//! Templates: a code and a brand put in their places.

use crate::agreement::{Agreement, Comparison};
use std::borrow::Cow;
use verify_core::template::Template;

/// The code that is put in.
pub const CODE: &str = "483106";

/// Template, brand, and the text that it must become with [`CODE`]: what stands in the reference
/// page's words, and what it leaves as it is.
const RENDERED: [(&str, &str, &str); 14] = [
    ("{brand}: Your verification code is {code}", "ABC", "ABC: Your verification code is 483106"),
    ("Your verification code is {code}", "ABC", "Your verification code is 483106"),
    ("{code}", "ABC", "483106"),
    ("No code here", "ABC", "No code here"),
    ("{code}{brand}{code}", "ABC", "483106ABC483106"),
    ("{brand}: {code}", "", ": 483106"),
    ("【{brand}】您的验证码是 {code}", "示例", "【示例】您的验证码是 483106"),
    ("{code} for {brand}, valid 5 min", "A & B <Ltd>", "483106 for A & B <Ltd>, valid 5 min"),
    ("{brand}: {code}", "{code}", "{code}: 483106"),
    ("<brand>: <code>", "ABC", "ABC: 483106"),
    ("{name}, your code is {code}", "ABC", "{name}, your code is 483106"),
    ("{ code } {code}", "ABC", "{ code } 483106"),
    ("{code} :-}", "ABC", "483106 :-}"),
    ("\\{code}", "ABC", "\\483106"),
];

/// `leon`'s values, without a map that would have to be built for each message.
#[derive(Debug)]
#[expect(missing_docs, reason = "named as the placeholders")]
pub struct Values<'v> {
    pub brand: &'v str,
    pub code: &'v str,
}

impl leon::Values for Values<'_> {
    fn get_value(&self, key: &str) -> Option<Cow<'_, str>> {
        match key {
            "brand" => Some(self.brand.into()),
            "code" => Some(self.code.into()),
            _ => None,
        }
    }
}

/// Replaces with `str::replace` twice, the brand last: a placeholder in it stays text.
pub fn replace(template: &str, brand: &str, code: &str) -> String {
    template.replace("{code}", code).replace("{brand}", brand)
}

/// Parses and renders with `leon`; nothing where it refuses the template.
pub fn leon(template: &str, brand: &str, code: &str) -> Option<String> {
    leon::Template::parse(template).ok()?.render(&Values { brand, code }).ok()
}

/// Compares what the reference page says, and leaves open as this crate rules it.
pub(crate) fn comparison() -> Comparison {
    Comparison {
        ours: agreement("verify-core", |template, brand, code| {
            Some(Template::new(template).render(code, brand).to_string())
        }),
        peers: vec![
            agreement("`str::replace` twice", |template, brand, code| {
                Some(replace(template, brand, code))
            }),
            agreement("`leon` 3.0", leon),
        ],
    }
}

fn agreement(who: &str, render: fn(&str, &str, &str) -> Option<String>) -> Agreement {
    let mut agreement = Agreement::new(who, "templates");
    for (template, brand, right) in RENDERED {
        let said = render(template, brand, CODE);
        agreement.add(&format_args!("{template:?}, {brand:?}"), said.as_deref(), Some(right));
    }
    agreement
}
