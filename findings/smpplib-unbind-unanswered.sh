#!/usr/bin/env bash
# A message centre that is about to stop says `unbind`, and expects `unbind_resp` before it closes
# the connection.
# One would expect `read_once` to answer, as it answers `enquire_link`. It only logs that the
# command was received, and `listen` goes on with a connection that is no longer bound.
# Source: SMPP 3.4, 4.2: `unbind_resp` is the reply to `unbind`, which either side may send.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check smpplib==2.2.4
echo "smpplib 2.2.4 (PyPI)"

expected="enquire_link_resp; unbind_resp"
then="enquire_link_resp"
seen=$(timeout 60 venv/bin/python - <<'PY'
import logging
import socket
import struct
import threading

import smpplib.client

logging.disable(logging.CRITICAL)

NAMES = {0x80000015: "enquire_link_resp", 0x80000006: "unbind_resp", 0x06: "unbind"}
answers = []


def pdu(command, sequence, body=b""):
    return struct.pack(">LLLL", 16 + len(body), command, 0, sequence) + body


def serve(server):
    connection, _ = server.accept()
    with connection, connection.makefile("rb") as stream:
        while header := stream.read(16):
            length, command, _, sequence = struct.unpack(">LLLL", header)
            stream.read(length - 16)
            if command == 0x09:
                connection.sendall(pdu(0x80000009, sequence, b"smsc\0"))
                connection.sendall(pdu(0x15, 1) + pdu(0x06, 2))
            else:
                answers.append(NAMES[command])


with socket.create_server(("127.0.0.1", 0)) as server:
    thread = threading.Thread(target=serve, args=(server,))
    thread.start()
    client = smpplib.client.Client(*server.getsockname(), timeout=10)
    client.connect()
    client.bind_transceiver(system_id="verify", password="s3cret")
    client.read_once()
    client.read_once()
    client.disconnect()
    thread.join()
print("; ".join(answers))
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
