//! A request with every member, from JSON: this crate beside the earlier build.
#![allow(clippy::expect_used, reason = "a bench that panics has not measured")]

#[macro_use]
mod both;

use both::{Goal, Table};
use std::hint::black_box;

/// Every member, with the value of the reference page where it has one.
const FULL: &str = include_str!("../../inputs/request.json");

fn main() {
    let mut table = Table::new();
    both!(table, "a full request from JSON, by `serde_json`", 2.5, build => || {
        serde_json::from_str::<build::request::Request<&str>>(black_box(FULL)).expect("a request")
    });
    both!(table, "a full request from JSON, by `serde-json-core`", 2.0, build => || {
        let read = serde_json_core::from_str::<build::request::Request<&str>>(black_box(FULL));
        read.expect("a request")
    });
    table.print();
}
