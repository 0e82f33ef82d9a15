//! A request with every member, from JSON.
#![allow(clippy::expect_used, reason = "a bench that panics has not measured")]

use std::hint::black_box;

use verify_core_before::Table;

/// Every member, with the value of the reference page where it has one.
const FULL: &str = include_str!("../../inputs/request.json");

type Before<'a> = before::request::Request<&'a str>;
type Now<'a> = now::request::Request<&'a str>;

fn main() {
    let mut table = Table::new("json");
    table.row(
        "json/serde_json",
        || serde_json::from_str::<Before<'_>>(black_box(FULL)).expect("a request"),
        || serde_json::from_str::<Now<'_>>(black_box(FULL)).expect("a request"),
    );
    table.row(
        "json/serde-json-core",
        || serde_json_core::from_str::<Before<'_>>(black_box(FULL)).expect("a request"),
        || serde_json_core::from_str::<Now<'_>>(black_box(FULL)).expect("a request"),
    );
    table.print();
}
