#!/usr/bin/env bash
# A number that starts with "+" names its own calling code.
# One would expect mobile numbers of Argentina, Côte d'Ivoire and Kosovo to be read with theirs,
# or to be refused. Where no country's pattern fits, the whole number, calling code and all, is
# taken for a national one of the United States, "+" or not, and the code goes to +1 549….
# Source: E.164; the package's README promises +1 "if no country code is found in the raw string".
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . node-phone@1.0.2
echo "node-phone 1.0.2 (npm)"

expected="+44 7700900123, +54 91123456789, +225 0123456789, +383 43201234"
then="+44 7700900123, +1 5491123456789, +1 2250123456789, +1 38343201234"
seen=$(node -e '
    const { normalizePhone } = require("node-phone");
    const read = (number) => {
        const { countryCode, phone } = normalizePhone(number);
        return `${countryCode} ${phone}`;
    };
    const numbers = ["+447700900123", "+5491123456789", "+2250123456789", "+38343201234"];
    console.log(numbers.map(read).join(", "));
')

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
