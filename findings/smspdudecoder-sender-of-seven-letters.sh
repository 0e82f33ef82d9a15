#!/usr/bin/env bash
# A sender's name is packed seven bits a letter, and its length is counted in half octets.
# Seven letters fill 49 bits: 13 half octets in seven octets, whose last seven bits are filling.
# One would expect the reader to stop at 13. It reads whole octets, and the filling is an "@".
# With the newest bitstring, 5.0.0, which its own requirement allows, it cannot be imported.
# Source: 3GPP TS 23.040, 9.1.2.5: the length excludes half octets that hold only fill bits.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check smspdudecoder==2.2.0 bitstring==5.0.0
echo "smspdudecoder 2.2.0 (PyPI)"

expected="imported; ACMEPA, ACMEPAY, ACMEPAY1"
then="not imported; ACMEPA, ACMEPAY@, ACMEPAY1"
seen=$(venv/bin/python -c "import smspdudecoder.easy" 2>/dev/null && echo imported || echo not imported)
venv/bin/pip install --quiet --disable-pip-version-check "bitstring<5"
seen="$seen; $(venv/bin/python - <<'PY'
from smspdudecoder.easy import read_incoming_sms

names = []
for address in ("0BD0C161B3080D02", "0DD0C161B3080D6601", "0ED0C161B3080D6663"):
    pdu = "0004" + address + "00005221815095450006E337B90C8A01"
    names.append(read_incoming_sms(pdu)["sender"])
print(", ".join(names))
PY
)"

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
