#!/usr/bin/env bash
# Numbers of Singapore have eight digits behind +65 (ITU-T E.164; numbering plan of Singapore).
# One would expect 65 9876 5432, typed in Singapore without "+", to be +65 9876 5432, or to be
# refused. The calling code is put in front once more, and the ten digits pass as a number.
# Source: the crate's README, which has parse_with_country put texts of a country into E.164.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cargo init --quiet --vcs none --name asked .
cargo add --quiet phonelib@=2.1.0
cat >src/main.rs <<'RUST'
fn main() {
    let number = phonelib::PhoneNumber::parse_with_country("6598765432", "SG");
    println!("{}", number.map_or("refused".to_owned(), |number| number.e164().to_owned()));
}
RUST
echo "phonelib 2.1.0 (crates.io)"

expected="+6598765432, or refused"
then="+656598765432"
seen=$(cargo run --quiet)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
