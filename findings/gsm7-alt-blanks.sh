#!/usr/bin/env bash
# "ó" is not in the GSM 7-bit alphabet, nor is any emoji.
# One would expect `encode` to return an error, as its documentation says, or to write the
# replacement character that the default configuration names. Every such character becomes a
# space, and the result is Ok: a service that takes the error as its sign to change to UCS-2
# never changes, and "código" arrives as "c digo".
# Source: the package's documentation of `encode`, "Errors: UnsupportedCharacter if …".
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cargo init --quiet --vcs none --name finding .
cargo add --quiet gsm7-alt@=0.1.2
echo "gsm7-alt 0.1.2 (crate)"

cat > src/main.rs <<'RUST'
fn main() {
    let sent = match gsm7_alt::encode("código") {
        Ok(septets) => gsm7_alt::decode(&septets).unwrap(),
        Err(_) => "an error".into(),
    };
    println!("{sent}");
}
RUST

expected="an error"
then="c digo"
seen=$(CARGO_TARGET_DIR=target cargo run --quiet)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
