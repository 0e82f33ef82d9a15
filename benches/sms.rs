//! Measures the choice of a charset, the split into segments and the writing of their octets, for
//! texts of several sizes and scripts.
#![allow(missing_docs, reason = "the criterion macros make the only public items")]
#![allow(clippy::unwrap_used, reason = "a benchmark that panics is a benchmark that fails")]

mod inputs;

use core::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use inputs::{SCRIPTS, SIZES, text};
use verify_core::sms::{Encoding, Message, SenderId, ShortMessage, gsm7};

/// Measures the lower limits: a test of every byte, and a copy.
fn limits(c: &mut Criterion) {
    let mut group = c.benchmark_group("sms/limit");
    for characters in SIZES {
        let text = text(SCRIPTS[0].1, characters);
        let mut buffer = vec![0; text.len()];
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::new("is_ascii", characters), |b| {
            b.iter(|| black_box(text.as_str()).is_ascii());
        });
        group.bench_function(BenchmarkId::new("copy", characters), |b| {
            b.iter(|| {
                buffer.copy_from_slice(black_box(text.as_bytes()));
                black_box(&mut buffer);
            });
        });
    }
    group.finish();
}

fn messages(c: &mut Criterion) {
    for (script, sample) in SCRIPTS {
        let mut group = c.benchmark_group(format!("sms/{script}"));
        // 640 characters take ten segments of UCS-2, 1,530 take ten of GSM 7-bit.
        for characters in [20, 40, 160, 640, 1_530] {
            let text = text(sample, characters);
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(BenchmarkId::new("new", characters), |b| {
                b.iter(|| Message::new(black_box(&text), Encoding::Auto));
            });
            // A text that is too long was refused above.
            let Ok(message) = Message::new(&text, Encoding::Auto) else { continue };
            let mut whole = vec![0; message.encoded_len()];
            let mut part = [0; ShortMessage::MAX_LEN];
            group.bench_function(BenchmarkId::new("new_and_segments", characters), |b| {
                b.iter(|| {
                    let message = Message::new(black_box(&text), Encoding::Auto).unwrap();
                    for segment in message.segments() {
                        black_box(segment);
                    }
                });
            });
            group.bench_function(BenchmarkId::new("encode_into", characters), |b| {
                b.iter(|| black_box(&message).encode_into(&mut whole).map(|_| ()));
            });
            group.bench_function(BenchmarkId::new("short_messages", characters), |b| {
                b.iter(|| {
                    for short in black_box(&message).short_messages(7_u8).unwrap() {
                        black_box(short.encode_into(&mut part).unwrap());
                    }
                });
            });
        }
        group.finish();
    }
}

/// Measures septets to octets and back.
fn packing(c: &mut Criterion) {
    let mut group = c.benchmark_group("sms/pack");
    for characters in SIZES {
        let text = text(SCRIPTS[0].1, characters);
        let mut septets = vec![0; characters];
        let septets = gsm7::encode(&text, &mut septets).unwrap();
        let mut octets = vec![0; gsm7::packed_len(septets.len())];
        group.throughput(Throughput::Bytes(septets.len() as u64));
        group.bench_function(BenchmarkId::new("pack", characters), |b| {
            b.iter(|| gsm7::pack(black_box(septets), &mut octets).map(|_| ()));
        });
        group.bench_function(BenchmarkId::new("unpack", characters), |b| {
            b.iter(|| gsm7::unpack(black_box(&octets)).for_each(|septet| _ = black_box(septet)));
        });
    }
    group.finish();
}

fn senders(c: &mut Criterion) {
    let mut group = c.benchmark_group("sms/sender");
    for (name, text) in [("name", "ACME Bank 1"), ("number", "+6512345678")] {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| SenderId::parse(black_box(text))));
    }
    group.finish();
}

criterion_group!(benches, limits, messages, packing, senders);
criterion_main!(benches);
