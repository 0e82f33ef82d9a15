"""What no schema can say, so that a request that should be accepted is.

Requests that should be refused are sent as they are.
"""

from itertools import cycle

import schemathesis
from schemathesis import GenerationMode

NUMBERS = cycle(f"+65 8{number:07}" for number in range(10_000_000))


@schemathesis.hook
def before_call(context, case, kwargs):
    if case.meta is None or case.meta.generation.mode != GenerationMode.POSITIVE:
        return
    # The token is for this sub-account.
    if "subAccountId" in (case.path_parameters or {}):
        case.path_parameters["subAccountId"] = "demo"
    if isinstance(case.body, dict):
        acceptable(case.body)


def acceptable(body):
    """Changes a body into one that is accepted."""
    # Which numbers there are.
    if body.get("destination"):
        body["destination"] = next(NUMBERS)
    call = body.get("call")
    if isinstance(call, dict) and call.get("source"):
        call["source"] = next(NUMBERS)
    # Which hosts there may be.
    if body.get("callbackUrl"):
        body["callbackUrl"] = "https://example.com/verified?session=7"
    # How much room a message has, and which characters GSM 7-bit has.
    if isinstance(body.get("template"), str):
        body["template"] = body["template"][:300]
    sms = body.get("sms")
    if isinstance(sms, dict) and sms.get("encoding") == "GSM7":
        sms["encoding"] = "AUTO"
