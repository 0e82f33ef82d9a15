#!/usr/bin/env bash
# Standard Webhooks writes a secret as `whsec_` and Base64, and signs with the bytes that it stands
# for. One would expect a library for Standard Webhooks to make the signature that all libraries of
# the standard are tested with. It signs with the letters of the secret instead, prefix included, so
# that it refuses every callback of a sender that follows the standard.
# Source: Standard Webhooks, "Signature scheme": "base64 encoded, prefixed with whsec_".
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check eep-signer==0.1.0 standardwebhooks==1.1.0
echo "eep-signer 0.1.0 (PyPI)"

expected="v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= as standardwebhooks 1.1.0 makes it"
then="v1,TcxlhK9b6UD6iVI1ZU2tTqp8PEVfYRseNNfa6b+LcUg= as the letters of the secret make it"
seen=$(venv/bin/python - <<'PY'
import base64, hashlib, hmac
from datetime import datetime, timezone
from eep_signer import EEPSigner
from standardwebhooks.webhooks import Webhook

secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
name, time, body = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, '{"test": 2432232314}'
signed = EEPSigner(secret).sign(name, str(time), body)
standard = Webhook(secret).sign(name, datetime.fromtimestamp(time, timezone.utc), body)
digest = hmac.new(secret.encode(), f"{name}.{time}.{body}".encode(), hashlib.sha256).digest()
letters = f"v1,{base64.b64encode(digest).decode()}"
known = {standard: "standardwebhooks 1.1.0 makes it", letters: "the letters of the secret make it"}
print(signed, "as", known.get(signed, "nobody else makes it"))
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
