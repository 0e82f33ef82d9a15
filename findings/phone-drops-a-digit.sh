#!/usr/bin/env bash
# People write +44 (0)7700 …, so this validator tries again without the digit behind the calling
# code. One would expect that digit to be a 0. Any digit is taken off: a Singapore number with a
# digit too many is "valid" and becomes somebody else's, and an Argentine mobile loses the 9 that
# makes it one. The code goes to a number that nobody entered, where the form had to say
# "invalid". `strictDetection` turns the second try off.
# Source: the package's README, "Trunk Code Detection Logic", whose example is +44 0; E.164.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . phone@3.1.72
echo "phone 3.1.72 (npm)"

expected="+447700900123 invalid +5491123456789"
then="+447700900123 +6581234567 +541123456789"
seen=$(node -e '
    const { phone } = require("phone");
    const read = (number) => phone(number).phoneNumber ?? "invalid";
    console.log(...["+44 (0)7700 900123", "+65 9 8123 4567", "+54 9 11 2345 6789"].map(read));
')

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
