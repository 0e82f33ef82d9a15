#!/usr/bin/env bash
# Callbacks after Standard Webhooks carry `v1,` and a signature in base64, made with the bytes
# behind `whsec_`.
# One would expect the configuration that the README of @hookflo/tern shows for Standard Webhooks
# to accept a callback that the package `standardwebhooks` has signed. It refuses every one, and
# still does so with `encoding: "base64"`, which a comment there names. What is missing is a
# `signatureFormat`, of which the README says nothing: without it, `v1,` counts as a part of the
# signature. A callback that says that a number is verified is thrown away.
# Source: the README of @hookflo/tern, "Example: Svix/Standard Webhooks"; Standard Webhooks,
# "Signature scheme".
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

npm install --silent --no-audit --no-fund --prefix . @hookflo/tern@4.1.0 standardwebhooks@1.1.1
echo "@hookflo/tern 4.1.0 (npm), with standardwebhooks 1.1.1 (npm)"

expected="as in the README: accepted; with base64: accepted; and a format: accepted"
then="as in the README: Invalid signature; with base64: Invalid signature; and a format: accepted"
seen=$(node -e '
    const { Webhook } = require("standardwebhooks");
    const { WebhookVerificationService } = require("@hookflo/tern");

    const secret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX";
    const body = JSON.stringify({ status: "VERIFIED" });
    const now = new Date();
    const headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": String(Math.floor(now / 1000)),
        "webhook-signature": new Webhook(secret).sign("msg_1", now, body),
    };
    new Webhook(secret).verify(body, headers);

    const standard = (more) => ({
        platform: "my-svix-platform",
        secret,
        signatureConfig: {
            algorithm: "hmac-sha256",
            headerName: "webhook-signature",
            headerFormat: "raw",
            timestampHeader: "webhook-timestamp",
            timestampFormat: "unix",
            payloadFormat: "custom",
            customConfig: {
                payloadFormat: "{id}.{timestamp}.{body}",
                idHeader: "webhook-id",
                ...more,
            },
        },
    });
    const answer = async (name, more) => {
        const request = new Request("https://example.com/", { method: "POST", headers, body });
        const { isValid, error } = await WebhookVerificationService.verify(request, standard(more));
        return `${name}: ${isValid ? "accepted" : error}`;
    };
    const format = { signatureFormat: "v1={signature}" };
    Promise.all([
        answer("as in the README", {}),
        answer("with base64", { encoding: "base64" }),
        answer("and a format", { encoding: "base64", ...format }),
    ]).then((answers) => console.log(answers.join("; ")));
')

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
