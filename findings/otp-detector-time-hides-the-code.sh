#!/usr/bin/env bash
# Messages often say until when a code is valid.
# One would expect a detector that leaves dates and times aside to find the code beside them. A
# time, or what looks like one, within 80 characters makes it pass over the code as well:
# "until 10:15" hides it, and so do "24/7" and the word "am". "For 10 minutes" does no harm.
# Source: the package's README: "filtering out false positives like addresses, invoice numbers,
# and dates".
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . @onedaydevelopers/otp-detector@1.1.1
echo "@onedaydevelopers/otp-detector 1.1.1 (npm)"

expected="483106 483106 483106 483106"
then="483106 null null null"
seen=$(node -e '
    const { extractOTP } = require("@onedaydevelopers/otp-detector");
    const ends = ["Valid for 10 minutes", "Valid until 10:15", "We help 24/7", "I am a robot"];
    const texts = ends.map((end) => `Your verification code is 483106. ${end}.`);
    console.log(texts.map((text) => String(extractOTP(text))).join(" "));
')

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
