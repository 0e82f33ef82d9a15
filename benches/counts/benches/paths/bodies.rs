//! A request from JSON, beside the plain struct that serde derives.

use super::sample::{FULL, Plain};
use super::text::passes;
use gungraun::{library_benchmark, library_benchmark_group};
use std::hint::black_box;
use verify_core::request::Request;

/// Reads a text as JSON.
type Reader<T> = fn(&'static str) -> Result<T, String>;

fn std_json<T: serde::Deserialize<'static>>() -> Reader<T> {
    |json| serde_json::from_str(json).map_err(|error| error.to_string())
}

fn core_json<T: serde::Deserialize<'static>>() -> Reader<T> {
    |json| serde_json_core::from_str(json).map(|it| it.0).map_err(|error| error.to_string())
}

#[library_benchmark(teardown = passes)]
#[bench::serde_json(std_json())]
#[bench::serde_json_core(core_json())]
fn request(read: Reader<Request<&'static str>>) -> Result<Request<&'static str>, String> {
    read(black_box(FULL))
}

#[library_benchmark(teardown = passes)]
#[bench::serde_json(std_json())]
#[bench::serde_json_core(core_json())]
fn plain(read: Reader<Plain<'static>>) -> Result<Plain<'static>, String> {
    read(black_box(FULL))
}

library_benchmark_group!(name = json, benchmarks = [request, plain]);
