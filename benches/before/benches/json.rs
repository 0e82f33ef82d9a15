//! A request with every member, from JSON: this crate beside the earlier build.
#![allow(dead_code, clippy::expect_used, reason = "a bench that panics has not measured")]

#[path = "../../peers/benches/peers/table.rs"]
mod table;

use std::hint::black_box;
use table::{Goal, Table};

/// Every member, with the value of the reference page where it has one.
const FULL: &str = include_str!("../../inputs/request.json");

type Before<'a> = before::request::Request<&'a str>;
type Now<'a> = now::request::Request<&'a str>;

fn main() {
    let mut table = Table::new();
    table.task("a full request from JSON, by `serde_json`", |sides| {
        sides.ours(|| serde_json::from_str::<Now<'_>>(black_box(FULL)).expect("a request"));
        sides.peer("the earlier build", Goal::Faster(2.5), || {
            serde_json::from_str::<Before<'_>>(black_box(FULL)).expect("a request")
        });
    });
    table.task("a full request from JSON, by `serde-json-core`", |sides| {
        sides.ours(|| serde_json_core::from_str::<Now<'_>>(black_box(FULL)).expect("a request"));
        sides.peer("the earlier build", Goal::Faster(2.0), || {
            serde_json_core::from_str::<Before<'_>>(black_box(FULL)).expect("a request")
        });
    });
    table.print();
}
