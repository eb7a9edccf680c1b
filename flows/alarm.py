"""Who is told of a run that failed: the services whose addresses stand in the Secret block `returns-alarm`.

`python -m flows.alarm < addresses.txt` puts them there, one a line, on the server that PREFECT_API_URL names.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from prefect.blocks.system import Secret
from prefect.client.schemas.objects import FlowRun, State
from prefect.flows import Flow
from prefect.logging import get_run_logger
from pydantic import SecretStr

BLOCK = "returns-alarm"
"""Its value is a list of Apprise addresses, such as `mailtos://...` and `jsons://...`."""


def tell(flow: Flow[..., Any], flow_run: FlowRun, state: State[Any]) -> None:
    """A hook for runs that fail: what failed, and why, to everyone whose address stands in the block.

    Without the block nobody is told. That an address cannot be reached is logged, and changes nothing else.
    """
    logger = get_run_logger()
    try:
        addresses = Secret.load(BLOCK).get()  # type: ignore[union-attr]
    except ValueError:
        logger.info("Nobody is told: there is no Secret block %s", BLOCK)
        return
    from apprise import Apprise  # noqa: PLC0415  half a second, for runs that fail alone

    title, body = f"{flow.name} failed ({flow_run.name})", state.message or "no reason was given"
    for address in addresses:
        service = Apprise()
        if not service.add(address):
            logger.error("The Secret block %s holds an address that is none of Apprise's", BLOCK)
        elif not service.notify(title=title, body=body):
            logger.error("Not told: %s", ", ".join(service.urls(privacy=True)))


if __name__ == "__main__":
    Secret(value=SecretStr(json.dumps(sys.stdin.read().split()))).save(BLOCK, overwrite=True)
