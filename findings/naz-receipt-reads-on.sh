#!/usr/bin/env bash
# A delivery receipt names its message in the parameter `receipted_message_id`, and says what has
# become of it in `message_state`. Parameters may come in any order, and each has its length.
# One would expect the receipt to come back with the log_id of its message, in either order. Where
# the id comes first, it is read with the next 60 octets behind it, no message has such an id, and
# the sender does not learn which code was delivered.
# Source: SMPP 3.4, 3.2.4 and 4.8.1; the package's documentation of `log_id` and the correlater.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check naz==0.8.1
echo "naz 0.8.1 (PyPI)"

expected="state, id: my-message; id, state: my-message"
then="state, id: my-message; id, state: (none)"
seen=$(timeout 60 venv/bin/python - <<'PY'
import asyncio
import contextlib
import logging
import struct

import naz

STATE = struct.pack(">HHB", 0x0427, 1, 2)
ID = struct.pack(">HH", 0x001E, 5) + b"12ab\0"
ORDERS = {"state, id": STATE + ID, "id, state": ID + STATE}


def pdu(command, sequence, body=b""):
    return struct.pack(">LLLL", 16 + len(body), command, 0, sequence) + body


def receipt(sequence, parameters):
    text = b"id:12ab stat:DELIVRD err:000"
    addresses = b"\1\1447700900123\0" + b"\0\0" + b"80808\0"
    fields = b"\0" + addresses + b"\4\0\0\0\0\0\0\0\0" + bytes([len(text)])
    return pdu(0x05, sequence, fields + text + parameters)


async def smsc(reader, writer):
    with contextlib.suppress(asyncio.CancelledError, asyncio.IncompleteReadError):
        while True:
            length, command, _, sequence = struct.unpack(">LLLL", await reader.readexactly(16))
            await reader.readexactly(length - 16)
            if command == 0x09:
                writer.write(pdu(0x80000009, sequence, b"smsc\0"))
            elif command == 0x04:
                writer.write(pdu(0x80000004, sequence, b"12ab\0"))
                for number, parameters in enumerate(ORDERS.values(), 1):
                    writer.write(receipt(number, parameters))


class Hook(naz.hooks.SimpleHook):
    receipts = []
    are_all = asyncio.Event()

    async def from_smsc(self, smpp_command, log_id, hook_metadata, status, pdu):
        if smpp_command == "deliver_sm":
            self.receipts.append(log_id)
            if len(self.receipts) == len(ORDERS):
                self.are_all.set()


async def main():
    server = await asyncio.start_server(smsc, "127.0.0.1", 0)
    logger = logging.getLogger("quiet")
    logger.addHandler(logging.NullHandler())
    logger.propagate = False
    client = naz.Client(
        smsc_host="127.0.0.1",
        smsc_port=server.sockets[0].getsockname()[1],
        system_id="verify",
        password="s3cret",
        broker=naz.broker.SimpleBroker(maxsize=10),
        hook=Hook(logger=logger),
        logger=logger,
    )
    await client.connect()
    await client.tranceiver_bind()
    tasks = [asyncio.ensure_future(client.receive_data())]
    tasks.append(asyncio.ensure_future(client.dequeue_messages()))
    await client.send_message(
        naz.protocol.SubmitSM(
            short_message="Your code is 4711",
            source_addr="80808",
            destination_addr="447700900123",
            log_id="my-message",
        )
    )
    await asyncio.wait_for(Hook.are_all.wait(), 30)
    for task in tasks:
        task.cancel()
    found = zip(ORDERS, Hook.receipts)
    print("; ".join(f"{order}: {log_id or '(none)'}" for order, log_id in found))


asyncio.run(main())
PY
)

echo "expected: $expected"
echo "seen:     $seen"
[[ $seen == "$then" ]]
