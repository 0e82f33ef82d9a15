#!/usr/bin/env bash
# A sender's name is packed seven bits a letter, and its length is counted in half octets.
# Seven letters fill 49 bits: 13 half octets in seven octets, whose last seven bits are filling.
# One would expect the reader to stop at 13. It reads whole octets, and the filling is an "@".
# Whoever matches senders by name, to pick out the codes of one brand, misses every name of
# seven letters; six and eight are read right.
# Source: 3GPP TS 23.040, 9.1.2.5: the length excludes half octets that hold only fill bits.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check python-messaging==0.5.13
echo "python-messaging 0.5.13 (PyPI)"

expected="ACMEPA, ACMEPAY, ACMEPAY1"
then="ACMEPA, ACMEPAY@, ACMEPAY1"
seen=$(venv/bin/python -W ignore - <<'PY'
from messaging.sms import SmsDeliver

names = []
for address in ("0BD0C161B3080D02", "0DD0C161B3080D6601", "0ED0C161B3080D6663"):
    names.append(SmsDeliver("0004" + address + "00005221815095450006E337B90C8A01").number)
print(", ".join(names))
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
