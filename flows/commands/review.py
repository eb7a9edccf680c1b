"""`foi review`: put returns right in the browser."""

from __future__ import annotations

import getpass
import webbrowser
from typing import Annotated

import typer

from flows.commands.console import CLEAN, NOTHING, OUT, cell, stop
from flows.commands.options import PROCESSED, RAW, Processed, Raw


def review(
    processed: Processed = PROCESSED,
    raw: Raw = RAW,
    by: Annotated[str, typer.Option(help="Who says what is said; your login where nothing is given.")] = "",
    read_only: Annotated[bool, typer.Option("--read-only", help="To look at: nothing can be written.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on 127.0.0.1; any that is free.")] = 0,
    browser: Annotated[bool, typer.Option(help="Open the browser.")] = True,
) -> None:
    """Decide what the returns leave open, in the browser, until Ctrl-C.

    What is decided is written to the files beside the return, that return alone is read again, and what changed is
    shown. Only who has the address that is printed can look or write; nothing leaves this machine.

    \b
    Examples:
      foi review
      foi review --by "A. Analyst" --no-browser
      foi review --read-only
    """
    from flows.publish.folders import DatasetError  # noqa: PLC0415  loads the readers
    from flows.review.server import serve  # noqa: PLC0415

    def ready(address: str) -> None:
        OUT.print(cell(f"Review     {address}"), soft_wrap=True)
        OUT.print(cell("           until Ctrl-C; the address is a key: give it to nobody"), soft_wrap=True)
        if browser:
            webbrowser.open(address)

    try:
        serve(raw, processed, by or getpass.getuser(), read_only, port, ready)
    except KeyboardInterrupt:
        OUT.print("Closed     what was said stands beside the returns, and in the data set")
        raise typer.Exit(CLEAN) from None
    except DatasetError as error:
        raise stop(str(error), NOTHING) from None
    except OSError as error:
        raise stop(f"port {port} of 127.0.0.1: {error.strerror}; name another with --port", NOTHING) from None
    raise typer.Exit(CLEAN)
