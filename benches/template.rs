//! What a template costs, beside two calls of `str::replace` and a plain copy of the same text.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use verify_core::template::Template;

const CODE: &str = "483106";
const BRAND: &str = "ABC Trading";

/// So many bytes of text between a brand and a code.
fn texts() -> [String; 3] {
    [20, 160, 1_530].map(|size| {
        let filler = "Never share it with anyone, we will not ask. ".chars().cycle();
        let filler: String = filler.take(size).collect();
        format!("{{brand}}{filler}{{code}}")
    })
}

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

fn sizes(c: &mut Criterion) {
    for text in texts() {
        let template = Template::new(&text);
        let message = replaced(&text);
        let mut group = c.benchmark_group(format!("template/{}", text.len()));
        group.throughput(Throughput::Bytes(message.len() as u64));
        let mut out = heapless::String::<2048>::new();
        group.bench_function("parse", |b| b.iter(|| Template::new(black_box(&text))));
        group.bench_function("render", |b| {
            b.iter(|| {
                out.clear();
                black_box(&template)
                    .render(black_box(CODE), black_box(BRAND))
                    .write_to(black_box(&mut out))
            });
        });
        group.bench_function("peer: str::replace twice", |b| {
            b.iter(|| {
                black_box(&text)
                    .replace("{brand}", black_box(BRAND))
                    .replace("{code}", black_box(CODE))
            });
        });
        group.bench_function("limit: copy", |b| {
            b.iter(|| {
                out.clear();
                black_box(&mut out).push_str(black_box(&message))
            });
        });
        let mut bytes = [0_u8; 2048];
        group.bench_function("limit: memcpy", |b| {
            b.iter(|| {
                let message = black_box(&message).as_bytes();
                let (start, _) = black_box(&mut bytes).split_at_mut(message.len());
                start.copy_from_slice(message);
            });
        });
        group.finish();
    }
}

criterion_group!(benches, default_template, sizes);
criterion_main!(benches);
