#!/usr/bin/env bash
# An Arabic, Persian or Hindi template may show the code in the digits of its script.
# One would expect the digits to become 0 to 9, as the full-width ones do: every one of them has
# a decimal value in Unicode. They are dropped like the letters around them, and what is left is
# a message without a code, which still counts as one segment of GSM 7-bit.
# Source: the package's README: "transliterating, replacing, or dropping … while preserving as
# much meaning as possible", with full-width digits as an example.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check smssafe==0.0.1
echo "smssafe 0.0.1 (PyPI)"

expected="[483106] [483106] [483106] [483106]"
then="[483106] [] [] []"
seen=$(PYTHONIOENCODING=utf-8 venv/bin/python - <<'PY'
from smssafe import sanitize

zeros = {"full-width": 0xFF10, "Arabic-Indic": 0x0660, "Persian": 0x06F0, "Devanagari": 0x0966}
print(*(
    "[" + sanitize("".join(chr(zero + int(digit)) for digit in "483106")).sanitized + "]"
    for zero in zeros.values()
))
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
