//! A request from JSON, beside the plain struct that serde derives.
#![allow(dead_code, reason = "the members of a plain struct are read, and not looked at")]

use super::text::passes;
use gungraun::{library_benchmark, library_benchmark_group};
use serde::Deserialize;
use std::hint::black_box;
use verify_core::request::Request;

/// Every member, with the value of the reference page where it has one.
const FULL: &str = include_str!("../../../inputs/request.json");

/// The members of a request as serde derives them: borrowed texts, and no checks.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Plain<'a> {
    #[serde(borrow)]
    destination: Option<&'a str>,
    country: Option<&'a str>,
    channel: Option<&'a str>,
    brand: Option<&'a str>,
    code_length: Option<i64>,
    code_validity: Option<i64>,
    code_type: Option<&'a str>,
    template: Option<&'a str>,
    language: Option<&'a str>,
    reset_session: Option<bool>,
    resending_interval: Option<i64>,
    callback_url: Option<&'a str>,
    sms: Option<PlainSms<'a>>,
    call: Option<PlainCall<'a>>,
    whatsapp: Option<PlainWhatsApp<'a>>,
    client_ip: Option<&'a str>,
}

#[derive(Deserialize)]
struct PlainSms<'a> {
    #[serde(borrow)]
    source: Option<&'a str>,
    encoding: Option<&'a str>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PlainCall<'a> {
    #[serde(borrow)]
    source: Option<&'a str>,
    speed: Option<f64>,
    repetition: Option<i64>,
    voice_profile: Option<&'a str>,
}

#[derive(Deserialize)]
struct PlainWhatsApp<'a> {
    #[serde(borrow, rename = "templateName")]
    template_name: Option<&'a str>,
}

/// Reads a text as JSON.
type Reader<T> = fn(&'static str) -> Result<T, String>;

fn std_json<T: Deserialize<'static>>() -> Reader<T> {
    |json| serde_json::from_str(json).map_err(|error| error.to_string())
}

fn core_json<T: Deserialize<'static>>() -> Reader<T> {
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
