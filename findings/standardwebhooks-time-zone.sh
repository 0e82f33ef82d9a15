#!/usr/bin/env bash
# `Webhook.sign` takes the instant as a datetime, and Python's datetime carries its own time zone.
# One would expect 08:00+02:00 to sign like 06:00Z, the same instant. The zone is replaced rather
# than converted: the signature covers a time two hours later than the `webhook-timestamp` header.
# A sender of callbacks whose clock shows local time has every one of them refused.
# Source: Standard Webhooks, "Signature scheme": the signed timestamp is the header's Unix time.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check standardwebhooks==1.1.0
echo "standardwebhooks 1.1.0 (PyPI)"

expected="the same signature; the receiver accepts it"
then="another signature; the receiver says: No matching signature found"
seen=$(venv/bin/python - <<'PY'
from datetime import datetime, timedelta, timezone
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

hook = Webhook("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX")
body = '{"status":"VERIFIED"}'
utc = datetime.now(timezone.utc).replace(microsecond=0)
local = utc.astimezone(timezone(timedelta(hours=2)))
assert utc == local

signature = hook.sign("msg_1", local, body)
same = signature == hook.sign("msg_1", utc, body)
headers = {
    "webhook-id": "msg_1",
    "webhook-timestamp": str(int(local.timestamp())),
    "webhook-signature": signature,
}
try:
    hook.verify(body, headers)
    answer = "the receiver accepts it"
except WebhookVerificationError as error:
    answer = f"the receiver says: {error}"
print("the same signature;" if same else "another signature;", answer)
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
