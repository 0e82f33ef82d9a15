use crate::{call, inputs};
use criterion::Criterion;
use std::fmt::Write as _;
use std::hint::black_box;

pub(crate) fn bench(c: &mut Criterion) {
    let (now, mut out) = (inputs::at(0), String::with_capacity(64));
    call(c, "time/rfc3339", || {
        out.clear();
        write!(out, "{}", black_box(now))
    });
}
