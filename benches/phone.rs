//! Reading phone numbers as they are typed in ten countries.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use verify_core::phone::{Country, PhoneNumber};

const TYPED: [(Country, &str); 10] = [
    (Country::AR, "011 15-2345-6789"),
    (Country::BR, "(11) 96123-4567"),
    (Country::CI, "07 07 07 07 07"),
    (Country::GB, "07400 123456"),
    (Country::HU, "06 20 123 4567"),
    (Country::IN, "+91 81234 56789"),
    (Country::JP, "０９０-１２３４-５６７８"),
    (Country::RU, "8 (912) 345-67-89"),
    (Country::SG, "6587654321"),
    (Country::US, "(987) 654-3210"),
];

fn parse(c: &mut Criterion) {
    let mut group = c.benchmark_group("phone/parse");
    for (country, text) in TYPED {
        group.throughput(Throughput::Bytes(text.len().try_into().unwrap_or(0)));
        group.bench_function(format!("{country} {text}"), |b| {
            b.iter(|| PhoneNumber::parse(black_box(text), black_box(Some(country))));
        });
    }
    group.finish();
}

criterion_group!(benches, parse);
criterion_main!(benches);
