#!/usr/bin/env bash
# People at work type their extension behind the number.
# One would expect the format E164 to write "+" and at most 15 digits, or the extension to be
# refused. It is written as well, as " ext. 45", and the number counts as valid: a gateway is handed
# a text that is no number, and whoever counts attempts by the number counts each extension anew.
# The crate's own tests want it so; libphonenumber, which it rewrites, leaves the extension out.
# Source: E.164; the crate's README: "a ground-up Rust rewrite of Google's libphonenumber", with
# "parity".
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cargo init --quiet --vcs none --name finding .
cargo add --quiet phonenumber-rs@=0.1.1
echo "phonenumber-rs 0.1.1 (crate)"

cat > src/main.rs <<'RUST'
use phonenumber::{PhoneNumberFormat, format, is_valid_number, parse};

fn main() {
    let texts = ["(202) 555-0123", "(202) 555-0123 x45", "202 555 0123 #45"];
    let numbers = texts.map(|text| parse(Some("US"), text).unwrap());
    assert!(numbers.iter().all(is_valid_number));
    println!("{}", numbers.map(|number| format(&number, PhoneNumberFormat::E164)).join("; "));
}
RUST

expected="+12025550123; +12025550123; +12025550123"
then="+12025550123; +12025550123 ext. 45; +12025550123 ext. 45"
seen=$(CARGO_TARGET_DIR=target cargo run --quiet)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
