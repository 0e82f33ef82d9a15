//! How the cost grows: with the length of a text, and not with the number of countries or of
//! sessions.

use crate::ratio::{Nanoseconds, Table};
use criterion::BatchSize;
use rand_chacha::ChaCha12Rng;
use rand_core::{Rng, SeedableRng};
use std::cell::RefCell;
use std::fmt::Write as _;
use std::hint::black_box;
use verify_core::phone::{Country, PhoneNumber};
use verify_core::request::Request;
use verify_core::sms::{Encoding, Message};
use verify_core::template::Template;
use verify_core::time::Timestamp;
use verify_core::verifier::Verifier;
use verify_core_peers::{numbers, texts};

/// Curves that share their axes.
pub(crate) struct Panel {
    pub(crate) title: &'static str,
    pub(crate) across: &'static str,
    pub(crate) is_logarithmic: bool,
    pub(crate) curves: Vec<Curve>,
}

/// The cost of one thing at several sizes.
pub(crate) struct Curve {
    pub(crate) name: &'static str,
    pub(crate) points: Vec<(f64, Nanoseconds)>,
}

/// Measures every curve.
pub(crate) fn panels(table: &mut Table) -> Vec<Panel> {
    vec![
        Panel {
            title: "Linear in the length of a text",
            across: "characters",
            is_logarithmic: false,
            curves: lengths(table),
        },
        Panel {
            title: "Flat in the number of countries",
            across: "row of the table of countries",
            is_logarithmic: false,
            curves: vec![countries(table)],
        },
        Panel {
            title: "Flat in the number of sessions",
            across: "sessions of a full verifier",
            is_logarithmic: true,
            curves: sessions(table),
        },
    ]
}

/// Encoding and segments of each script, as far as ten segments go, and a template found and
/// rendered.
fn lengths(table: &mut Table) -> Vec<Curve> {
    const LENGTHS: [u16; 10] = [20, 160, 306, 459, 612, 765, 918, 1_071, 1_301, 1_530];
    let mut curves = Vec::new();
    for (script, sample) in texts::SCRIPTS {
        let mut points = Vec::new();
        for length in LENGTHS {
            let text = texts::text(sample, length.into());
            if Message::new(&text, Encoding::Auto).is_err() {
                break; // more than ten segments
            }
            let time = table.point(&format!("segments {script}"), &length.to_string(), |b| {
                b.iter(|| {
                    let message = Message::new(black_box(&text), Encoding::Auto);
                    for segment in message.expect("not too long").segments() {
                        black_box(segment);
                    }
                });
            });
            points.extend(time.map(|time| (length.into(), time)));
        }
        curves.push(Curve { name: script, points });
    }
    let mut out = heapless::String::<2_048>::new();
    let mut points = Vec::new();
    for length in LENGTHS {
        let text = texts::text("{brand}: your code is {code}. Never share it. ", length.into());
        let time = table.point("templates", &length.to_string(), |b| {
            b.iter(|| {
                out.clear();
                let rendered = Template::new(black_box(&text)).render("483106", "ABCDEF");
                rendered.write_to(black_box(&mut out))
            });
        });
        points.extend(time.map(|time| (length.into(), time)));
    }
    curves.push(Curve { name: "template, parsed and rendered", points });
    curves
}

/// The example number of every country, from the first row of the table to the last.
fn countries(table: &mut Table) -> Curve {
    let mut points = Vec::new();
    for (row, (country, text, _)) in (1_u16..).zip(numbers::examples()) {
        let country: Country = country.parse().expect("a country");
        let time = table.point("countries", country.alpha2(), |b| {
            b.iter(|| PhoneNumber::parse(black_box(text), black_box(Some(country))));
        });
        points.extend(time.map(|time| (row.into(), time)));
    }
    Curve { name: "a mobile number, as written there", points }
}

/// Calls of verifiers that are full.
fn sessions(table: &mut Table) -> Vec<Curve> {
    let [mut status, mut check] =
        ["status", "check of a code"].map(|name| Curve { name, points: Vec::new() });
    let mut size = |times: [Option<Nanoseconds>; 2], sessions: u16| {
        for (curve, time) in [&mut status, &mut check].into_iter().zip(times) {
            curve.points.extend(time.map(|time| (sessions.into(), time)));
        }
    };
    size(full::<100>(table), 100);
    size(full::<300>(table), 300);
    size(full::<1_000>(table), 1_000);
    size(full::<3_000>(table), 3_000);
    size(full::<10_000>(table), 10_000);
    vec![status, check]
}

/// Status, and the check of a code, of sessions that no table has in order.
fn full<const N: usize>(table: &mut Table) -> [Option<Nanoseconds>; 2] {
    let now = Timestamp::from_unix_millis(1_766_037_294_090).expect("a time");
    let mut verifier = Box::new(Verifier::<N>::unseeded());
    verifier.seed([7; 32]);
    let mut sessions = Vec::new();
    for index in 0_u64.. {
        let mut destination = heapless::String::<16>::new();
        let mixed = index.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
        write!(destination, "+1987{:07}", mixed % 10_000_000).expect("room for it");
        let request = Request { destination: Some(destination.as_str()), ..Request::default() };
        if let Ok(started) = verifier.start(now, &request) {
            sessions.push(started.session().id());
        }
        if sessions.len() == N {
            break;
        }
    }
    let mut rng = ChaCha12Rng::from_seed([7; 32]);
    let mut any = || sessions[rng.next_u32() as usize % N];
    let curve = format!("{N} sessions");
    let status = table.point(&curve, "status", |b| {
        b.iter_batched(&mut any, |id| verifier.status(now, id).is_ok(), BatchSize::SmallInput);
    });
    // Every session is checked once, then all begin anew; 100 at a time, so that the clock's own
    // time does not count.
    let stored: Vec<_> = verifier.sessions().collect();
    let verifier = RefCell::new(verifier);
    let mut fresh = [].iter();
    let mut next = || {
        fresh.next().copied().unwrap_or_else(|| {
            let mut verifier = verifier.borrow_mut();
            **verifier = Verifier::unseeded();
            verifier.seed([8; 32]);
            for bytes in &stored {
                verifier.restore(now, bytes).expect("what was stored");
            }
            fresh = sessions.iter();
            fresh.next().copied().expect("a session")
        })
    };
    let check = table.point(&curve, "check", |b| {
        b.iter_batched(
            &mut next,
            |id| verifier.borrow_mut().check(now, id, black_box("0000")),
            BatchSize::NumIterations(100),
        );
    });
    [status, check]
}
