"""`foi serve`: both flows on a schedule, for as long as the command runs."""

from __future__ import annotations

import os
import signal
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.console import CLEAN, NOTHING, OUT, plain, stop
from flows.commands.options import PROCESSED, RAW, Processed, Raw
from flows.commands.prefect_server import ServerError, coming_server, is_named, ready, require_named

if TYPE_CHECKING:
    from prefect.deployments.runner import RunnerDeployment

TIMEZONE = "Europe/London"


def serve(
    raw: Raw = RAW,
    processed: Processed = PROCESSED,
    cron: Annotated[str, typer.Option(help=f"When to validate, as cron has it, {TIMEZONE} time.")] = "0 6 * * *",
    every: Annotated[int, typer.Option(min=1, help="Minutes after which to look again what lies in raw.")] = 10,
    second: Annotated[
        str | None, typer.Option("--second", metavar="MODEL", help="Ask this model to read new returns a second time.")
    ] = None,
    tokens: Annotated[int, typer.Option("--second-tokens", min=1, help="With --second: tokens a day.")] = 200_000,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Of the server on 127.0.0.1.")] = 4200,
) -> None:
    """Ingest what comes into the raw folder, and validate every morning, until Ctrl-C.

    A server on 127.0.0.1 keeps and shows the runs, one at a time; with PREFECT_API_URL set, the server that it names.
    With --second, a model is asked to read what is new, at the endpoint of OPENAI_BASE_URL; else nothing is ever sent.
    A run that fails is told to the addresses in the Secret block `returns-alarm`.

    \b
    Examples:
      foi serve
      foi serve --cron "30 7 * * mon-fri" --every 60
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)  # which a shell ignores in what it runs in the background
    with ExitStack() as held:
        server = None if is_named() else held.enter_context(coming_server(port))
        from prefect import serve as serve_until_interrupted  # noqa: PLC0415  imported while the server comes up

        try:
            deployments = _deployments(raw, processed, cron, every, {"second_model": second, "second_tokens": tokens})
            if server is None:
                require_named()
            else:
                held.enter_context(ready(server, port))
            OUT.print(plain(f"ingest     every {every} minutes, from {raw} to {processed}"), soft_wrap=True)
            OUT.print(plain(f"validate   {cron} ({TIMEZONE}), next {_next(cron)}"), markup=False, soft_wrap=True)
            if second:
                OUT.print(plain(f"second     {second} at {_address(second)}, at most {tokens:,} tokens a day"))
            address = os.environ.get("PREFECT_API_URL", f"http://127.0.0.1:{port}")
            OUT.print(plain(f"Runs       {address}: Ctrl-C ends all"), markup=False, soft_wrap=True)
            serve_until_interrupted(*deployments, limit=1, print_starting_message=False)
        except (ValueError, ServerError) as error:
            raise stop(str(error), NOTHING) from None
    OUT.print("Ended.")
    raise typer.Exit(CLEAN)


def _address(model: str) -> str:
    """Where a model is asked. Ends the command where nothing says it: nothing is sent to nobody knows where."""
    from flows.ingestion.seconding import endpoint_of  # noqa: PLC0415

    try:
        return endpoint_of(model).address
    except LookupError as error:
        raise stop(str(error.args[0]), NOTHING) from None


def _deployments(
    raw: Path, processed: Path, cron: str, every: int, second: dict[str, object]
) -> list[RunnerDeployment]:
    """Both flows with their schedules. Raises ValueError for what is no cron line."""
    from prefect.deployments.runner import RunnerDeployment  # noqa: PLC0415
    from prefect.schedules import Cron, Interval  # noqa: PLC0415
    from prefect.types.entrypoint import EntrypointType  # noqa: PLC0415

    from flows.ingest import ingest  # noqa: PLC0415
    from flows.ingestion.names import text_of  # noqa: PLC0415
    from flows.validate import validate  # noqa: PLC0415

    home, data = (text_of(folder.absolute()) for folder in (raw, processed))
    return [
        RunnerDeployment.from_flow(
            flow, flow.name, schedule=schedule, parameters=given, entrypoint_type=EntrypointType.MODULE_PATH
        )
        for flow, schedule, given in (
            (ingest, Interval(60 * every), {"raw": home, "processed": data} | second),
            (validate, Cron(cron, timezone=TIMEZONE), {"processed": data, "raw": home}),
        )
    ]


def _next(cron: str) -> str:
    """When a cron line is due next."""
    import asyncio  # noqa: PLC0415

    from prefect.server.schemas.schedules import CronSchedule  # noqa: PLC0415

    (due,) = asyncio.run(CronSchedule(cron=cron, timezone=TIMEZONE).get_dates(1))
    return f"{due:%Y-%m-%d %H:%M}"
