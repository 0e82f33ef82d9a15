//! Ways to compare a code with an entry: those of the crate, and some that leak, to show that leaks
//! are found.

use crate::cases::{Case, Kind, NOW};
use crate::secret::{hide, hide_bytes, reveal};
use std::hint::black_box;
use verify_core::code::{Code, Generator};
use verify_core::engine::{Call, Check, CheckError, Engine, Plan};
use verify_core::request::SubAccountId;
use verify_core::session::{Session, Verdict};

/// Compares the hidden code of a case with its entry, and checks the result.
type Compare = fn(&Case);

/// Each comparison with the argument that selects it.
pub(crate) const GROUPS: [(&str, Compare); 8] = [
    ("matches", matches),
    ("check", |case| check(case, 0)),
    ("last-check", |case| check(case, Session::MAX_ATTEMPTS - 1)),
    ("engine", |case| engine(case, 0)),
    ("last-engine", |case| engine(case, Session::MAX_ATTEMPTS - 1)),
    ("leaks-equal", |case| leak(case, equal)),
    ("leaks-early-exit", |case| leak(case, early_exit)),
    ("leaks-look-up", |case| leak(case, look_up)),
];

// --- Those of the crate ---

fn matches(case: &Case) {
    #[inline(never)]
    fn alone(code: &Code, entered: &str) -> bool {
        code.matches(entered)
    }
    let session = case.session();
    hide(session.code().expose());
    let found = reveal(alone(black_box(session.code()), &case.entered));
    assert_eq!(found, case.kind == Kind::Right, "{case}");
}

/// Checks a code after a number of wrong ones.
fn check(case: &Case, wrong: u8) {
    #[inline(never)]
    fn alone(session: &mut Session, entered: &str) -> Verdict {
        session.check(NOW, entered)
    }
    let mut session = case.session();
    for _ in 0..wrong {
        assert_ne!(session.check(NOW, ""), Verdict::Verified);
    }
    hide(session.code().expose());
    let found = reveal(alone(black_box(&mut session), &case.entered));
    assert_eq!(found, expected(case, wrong), "{case}");
}

/// Returns the verdict after a number of wrong codes.
fn expected(case: &Case, wrong: u8) -> Verdict {
    match Session::MAX_ATTEMPTS - 1 - wrong {
        _ if case.kind == Kind::Right => Verdict::Verified,
        0 => Verdict::Failed,
        attempts_left => Verdict::Wrong { attempts_left },
    }
}

/// Checks a code of a stored session after a number of wrong ones. What reads and writes the record
/// runs in functions of these names, by which `tests/memcheck.rs` knows it.
fn engine(case: &Case, wrong: u8) {
    #[inline(never)]
    fn restore_record<'a>(call: &mut Call<'a, Check<'a>>, record: &[u8]) {
        call.give(Some(record)).expect("a session");
        call.give(None).expect("no failures");
    }
    #[inline(never)]
    fn alone<'a>(
        call: &mut Call<'a, Check<'a>>,
        rng: &mut Generator,
    ) -> Plan<'a, Result<Verdict, CheckError>> {
        call.decide(NOW, rng)
    }
    let mut session = case.session();
    for _ in 0..wrong {
        assert_ne!(session.check(NOW, ""), Verdict::Verified);
    }
    let engine = Engine::default();
    let of = SubAccountId::parse("demo-account-123").expect("an id");
    let mut call = engine.check(of, session.id(), &case.entered);
    let mut record = session.to_bytes();
    let code = session.code().expose().as_bytes();
    let place = record.windows(code.len()).rposition(|part| part == code).expect("it is stored");
    hide_bytes(&record[place..place + code.len()]);
    restore_record(&mut call, black_box(&mut record));
    let plan = alone(black_box(&mut call), &mut Generator::from_seed([7; 32]));
    let found = reveal(*plan.answer());
    assert_eq!(found, Ok(expected(case, wrong)), "{case}");
}

// --- Those that leak ---

fn leak(case: &Case, compare: fn(&[u8], &[u8]) -> bool) {
    let session = case.session();
    let text = session.code().expose();
    let expected = text == case.entered;
    hide(text);
    let found = reveal(compare(black_box(text.as_bytes()), case.entered.as_bytes()));
    assert_eq!(found, expected, "{case}");
}

/// Compares texts of any length. With two arrays of 10 bytes, `==` happens to compile without a
/// branch.
#[inline(never)]
fn equal(code: &[u8], entered: &[u8]) -> bool {
    code == entered
}

#[inline(never)]
fn early_exit(code: &[u8], entered: &[u8]) -> bool {
    code.len() == entered.len() && code.iter().zip(entered).all(|(ours, theirs)| ours == theirs)
}

/// Has no branch, but an address that depends on the code: from outside, one can observe which line
/// of the cache was read.
#[inline(never)]
fn look_up(code: &[u8], entered: &[u8]) -> bool {
    static SAME: [u8; 128] = {
        let mut table = [0; 128];
        let mut value = 0_u8;
        while value < 128 {
            table[value as usize] = value;
            value += 1;
        }
        table
    };
    let mut differences = u8::from(code.len() != entered.len());
    for (ours, theirs) in code.iter().zip(entered) {
        differences |= black_box(&SAME)[usize::from(ours % 128)] ^ theirs;
    }
    differences == 0
}
