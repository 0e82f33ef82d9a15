#!/usr/bin/env bash
# Message centres write delivery receipts each in its own way: error codes with letters, dates
# with seconds. SMPP calls the format vendor specific, and the error code three characters.
# One would expect `parse_receipt` to return what it can read, above all `id` and `stat`. One
# value that is not a number, or a date of twelve digits, and nothing is returned but an error:
# the sender never learns that the code did not arrive, and offers no other channel.
# Source: SMPP 3.4, appendix B; the package's README: "Receipt structure is SMSC-specific".
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check aiosmpplib==0.7.4
echo "aiosmpplib 0.7.4 (PyPI)"

expected="UNDELIV; UNDELIV; UNDELIV"
then="UNDELIV; ValueError; ValueError"
seen=$(venv/bin/python - <<'PY'
from aiosmpplib import DeliverSm, PhoneNumber

found = []
for date, error in (("2511281200", "001"), ("2511281200", "00A"), ("251128120000", "001")):
    receipt = DeliverSm(
        short_message=f"id:12ab sub:001 dlvrd:000 submit date:{date} done date:{date}"
        f" stat:UNDELIV err:{error} text:",
        source=PhoneNumber("447700900123"),
        destination=PhoneNumber("12345"),
        esm_class=0x04,
    )
    try:
        found.append(receipt.parse_receipt()["stat"])
    except ValueError as failure:
        found.append(type(failure).__name__)
print("; ".join(found))
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
