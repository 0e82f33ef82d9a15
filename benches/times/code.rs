use crate::inputs::{length, rng};
use crate::{Criterion, call, on};
use rand_core::Rng;
use verify_core::code::{Code, Format};

pub(crate) fn bench(c: &mut Criterion) {
    let mut rng = rng();
    call(c, "code/one word", || rng.next_u64());
    for format in Format::ALL {
        for characters in 3..=10 {
            let name = format!("code/generate/{format}/{characters}");
            on(c, &name, (format, length(characters)), |(f, n)| Code::generate(f, n, &mut rng));
        }
    }
    for count in [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000] {
        let mut codes: Vec<Code> = (0..count).map(|_| Code::EMPTY).collect();
        for (format, characters) in [(Format::Numeric, 6), (Format::Alphanumeric, 10)] {
            on(c, &format!("code/fill/{format}/{characters}/{count}"), format, |format| {
                Code::fill(format, length(characters), &mut rng, &mut codes);
            });
        }
    }
    for (format, characters) in [(Format::Numeric, 6), (Format::AlphanumericEasy, 10)] {
        let code = Code::generate(format, length(characters), &mut rng);
        let right = code.expose().to_owned();
        let wrong = right.replace(|c: char| c.is_ascii_alphanumeric(), "7");
        let spaced: String = right.chars().flat_map(|c| [c, '\u{2009}']).collect();
        let long = "7".repeat(1_530);
        for (name, entered) in
            [("right", right), ("wrong", wrong), ("spaced", spaced), ("1,530 digits", long)]
        {
            let name = format!("code/matches/{format}/{characters}/{name}");
            on(c, &name, &*entered, |entered| code.matches(entered));
        }
    }
}
