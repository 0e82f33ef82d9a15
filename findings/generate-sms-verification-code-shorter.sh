#!/usr/bin/env bash
# A code of six digits may begin with zeros: one of ten does.
# One would expect `{ type: "number" }`, which the package's README shows in its only example, to
# give as many digits as were asked for. The digits are drawn as text and read as a number, so that
# a code loses the zeros in front of it. With `{ type: "string" }`, all are there.
# Source: the package's README: the first argument is the length.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . generate-sms-verification-code@1.0.5
echo "generate-sms-verification-code 1.0.5 (npm)"

expected="6 6"
then="3 6"
# The digits that are drawn: 0, 0, 0, 4, 8, 3.
seen=$(node -e '
    const draw = require("generate-sms-verification-code");
    const code = (options) => {
        const digits = [0, 0, 0, 4, 8, 3];
        Math.random = () => (digits.shift() + 0.5) / 10;
        return String(draw(6, options)).length;
    };
    console.log(code({ type: "number" }), code({ type: "string" }));
')

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
