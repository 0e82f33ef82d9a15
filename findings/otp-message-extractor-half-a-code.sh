#!/usr/bin/env bash
# Codes of digits are often sent in two groups with a dash, so that people can read them.
# One would expect an extractor that returns "A8D-291" whole, as its README shows, to return
# 234-3294 whole too, or nothing. It returns the second half, of 1234-5678 the first half, and
# of 231-461 nothing: halves of three digits are too short for it. Filled in for the person, half
# a code counts as a wrong attempt.
# Source: the package's README, "Supported formats" and "Alphanumeric OTP".
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check otp-message-extractor==0.1.0
echo "otp-message-extractor 0.1.0 (PyPI)"

expected="A8D-291 2343294 234-3294 1234-5678 231-461"
then="A8D-291 2343294 3294 1234 None"
seen=$(venv/bin/python - <<'PY'
from otp_message_extractor import extract_otp

def found(code):
    result = extract_otp(f"Your verification code is {code}")
    return result and result["code"]

print(*(found(code) for code in ("A8D-291", "2343294", "234-3294", "1234-5678", "231-461")))
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
