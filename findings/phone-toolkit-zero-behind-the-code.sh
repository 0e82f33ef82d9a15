#!/usr/bin/env bash
# In some countries a zero behind the calling code is a digit of the number itself: in Italy that
# of every fixed line, in Côte d'Ivoire and Benin that of every mobile number, since they have ten
# digits. One would expect a number in E.164 to be written as it was read. The zero is taken for a
# trunk prefix, which E.164 never has, and is lost; both numbers count as valid. The code is sent to
# the shorter one.
# Source: E.164; the package's README, where `format("default")` returns the number it was given.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check phone-toolkit==0.1.0
echo "phone-toolkit 0.1.0 (PyPI)"

expected="+2250123456789 +2290195123456 +390612345678 +447700900123"
then="+225123456789 +229195123456 +39612345678 +447700900123"
seen=$(venv/bin/python - $expected <<'PY'
import sys

from phone_parser import is_valid, parse

written = [parse(number).format("default") for number in sys.argv[1:]]
assert all(map(is_valid, sys.argv[1:] + written))
print(*written)
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
