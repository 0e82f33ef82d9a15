//! Choosing a charset, cutting into segments and writing their bytes, for texts of several sizes and scripts.

#![allow(clippy::unwrap_used, reason = "a benchmark that panics is a benchmark that fails")]

use core::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use verify_core::sms::{Encoding, Message, SenderId, ShortMessage};

/// Name, and a text of at least 20 characters that is repeated to the sizes wanted.
const SCRIPTS: [(&str, &str); 5] = [
    ("gsm7", "ABC: Your verification code is 0429. Do not share it. "),
    ("gsm7_accents", "Votre code de vérification à usage : 0429. "),
    ("gsm7_extension", "[ABC] {code} = 0429 | 5 € ~ "),
    ("ucs2", "【ABC】您的验证码是 0429，五分钟内有效。"),
    ("emoji", "👋 ABC 🔐 0429 🎉 ok 👍🏽 "),
];

fn text(sample: &str, characters: usize) -> String {
    sample.chars().cycle().take(characters).collect()
}

/// The limits to compare with: a look at every byte, and a copy of them.
fn limits(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("limit");
    for characters in [20, 40, 160, 1530] {
        let text = text(SCRIPTS[0].1, characters);
        let mut buffer = vec![0; text.len()];
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(BenchmarkId::new("is_ascii", characters), |bencher| {
            bencher.iter(|| black_box(text.as_str()).is_ascii());
        });
        group.bench_function(BenchmarkId::new("copy", characters), |bencher| {
            bencher.iter(|| {
                buffer.copy_from_slice(black_box(text.as_bytes()));
                black_box(&mut buffer);
            });
        });
    }
    group.finish();
}

fn messages(criterion: &mut Criterion) {
    for (script, sample) in SCRIPTS {
        let mut group = criterion.benchmark_group(script);
        for characters in [20, 40, 160, 600, 1530] {
            let text = text(sample, characters);
            let Ok(message) = Message::new(&text, Encoding::Auto) else {
                continue;
            };
            let mut whole = vec![0; message.encoded_len()];
            let mut part = [0; ShortMessage::MAX_LEN];
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(BenchmarkId::new("new", characters), |bencher| {
                bencher.iter(|| Message::new(black_box(&text), Encoding::Auto));
            });
            group.bench_function(BenchmarkId::new("new_and_segments", characters), |bencher| {
                bencher.iter(|| {
                    let message = Message::new(black_box(&text), Encoding::Auto).unwrap();
                    for segment in message.segments() {
                        black_box(segment);
                    }
                });
            });
            group.bench_function(BenchmarkId::new("encode_into", characters), |bencher| {
                bencher.iter(|| black_box(&message).encode_into(&mut whole).map(|_| ()));
            });
            group.bench_function(BenchmarkId::new("short_messages", characters), |bencher| {
                bencher.iter(|| {
                    for short in black_box(&message).short_messages(7_u8).unwrap() {
                        black_box(short.encode_into(&mut part).unwrap());
                    }
                });
            });
        }
        group.finish();
    }
}

fn senders(criterion: &mut Criterion) {
    criterion.bench_function("sender/name", |bencher| {
        bencher.iter(|| SenderId::parse(black_box("ACME Bank 1")));
    });
    criterion.bench_function("sender/number", |bencher| {
        bencher.iter(|| SenderId::parse(black_box("+6512345678")));
    });
}

criterion_group!(benches, limits, messages, senders);
criterion_main!(benches);
