//! Measures a template beside two calls of `str::replace` and a plain copy of the same text.
#![allow(missing_docs, reason = "the criterion macros make the only public items")]

mod inputs;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use inputs::{BRAND, CODE, SCRIPTS, SIZES, text};
use std::hint::black_box;
use verify_core::template::Template;

/// Holds a brand, 1,530 characters of four bytes each, and a code.
type Out = heapless::String<8192>;

fn replaced(template: &str) -> String {
    template.replace("{brand}", BRAND).replace("{code}", CODE)
}

fn default_template(c: &mut Criterion) {
    let text = Template::DEFAULT_WITH_BRAND.as_str();
    let mut out = heapless::String::<160>::new();
    let mut group = c.benchmark_group("template/default");
    group.throughput(Throughput::Bytes(replaced(text).len() as u64));
    group.bench_function("parse and render", |b| {
        b.iter(|| {
            out.clear();
            Template::new(black_box(text))
                .render(black_box(CODE), black_box(BRAND))
                .write_to(black_box(&mut out))
        });
    });
    group.bench_function("peer: str::replace twice", |b| {
        b.iter(|| {
            black_box(text).replace("{brand}", black_box(BRAND)).replace("{code}", black_box(CODE))
        });
    });
    group.finish();
}

/// Measures a brand, a number of characters, and a code.
fn sizes(c: &mut Criterion) {
    for (script, sample) in SCRIPTS {
        let mut group = c.benchmark_group(format!("template/{script}"));
        for characters in SIZES {
            size(&mut group, characters, &format!("{{brand}}{}{{code}}", text(sample, characters)));
        }
        group.finish();
    }
}

fn size(
    group: &mut criterion::BenchmarkGroup<'_, criterion::measurement::WallTime>,
    characters: usize,
    text: &str,
) {
    let (template, message, mut out) = (Template::new(text), replaced(text), Out::new());
    assert_eq!(template.render(CODE, BRAND).to_string(), message, "nothing else is a placeholder");
    group.throughput(Throughput::Bytes(message.len() as u64));
    group.bench_function(BenchmarkId::new("parse", characters), |b| {
        b.iter(|| Template::new(black_box(text)));
    });
    group.bench_function(BenchmarkId::new("render", characters), |b| {
        b.iter(|| {
            out.clear();
            black_box(template)
                .render(black_box(CODE), black_box(BRAND))
                .write_to(black_box(&mut out))
        });
    });
    group.bench_function(BenchmarkId::new("parse and render", characters), |b| {
        b.iter(|| {
            out.clear();
            Template::new(black_box(text))
                .render(black_box(CODE), black_box(BRAND))
                .write_to(black_box(&mut out))
        });
    });
    group.bench_function(BenchmarkId::new("peer: str::replace twice", characters), |b| {
        b.iter(|| {
            black_box(text).replace("{brand}", black_box(BRAND)).replace("{code}", black_box(CODE))
        });
    });
    group.bench_function(BenchmarkId::new("limit: copy", characters), |b| {
        b.iter(|| {
            out.clear();
            black_box(&mut out).push_str(black_box(&message))
        });
    });
}

/// Measures a template that consists mostly of placeholders.
fn dense(c: &mut Criterion) {
    let mut group = c.benchmark_group("template/dense");
    for placeholders in [2, 20, 200] {
        let text = "<code>{brand}".repeat(placeholders / 2);
        let mut out = Out::new();
        group.throughput(Throughput::Elements(placeholders as u64));
        group.bench_function(BenchmarkId::new("parse and render", placeholders), |b| {
            b.iter(|| {
                out.clear();
                Template::new(black_box(&text))
                    .render(black_box(CODE), black_box(BRAND))
                    .write_to(black_box(&mut out))
            });
        });
    }
    group.finish();
}

criterion_group!(benches, default_template, sizes, dense);
criterion_main!(benches);
