"""`foi validate`: the published data set looked at again."""

from __future__ import annotations

import typer

from flows.commands.console import CLEAN, ERRORS, NOTHING, OUT, finding, stop
from flows.commands.embedded_server import ServerError, embedded_server
from flows.commands.options import PROCESSED, Processed


def validate(processed: Processed = PROCESSED) -> None:
    """Check that the data set is as it was published and keeps its schemas and rules.

    \b
    Examples:
      foi validate
      foi validate --processed /data/processed
    """
    with embedded_server() as server:
        from flows.publish.folders import DatasetError  # noqa: PLC0415  imported while the server comes up
        from flows.validate import validate as flow  # noqa: PLC0415
        from flows.validation import InvalidDataError  # noqa: PLC0415

        try:
            with server.ready():
                flow(str(processed))
        except InvalidDataError as error:
            OUT.print(*(finding(found) for found in error.findings), sep="\n", soft_wrap=True)
            raise typer.Exit(ERRORS) from None
        except (DatasetError, ServerError) as error:
            raise stop(str(error), NOTHING) from None
    OUT.print(f"{processed}: as it was published, and as the contract has it", markup=False, soft_wrap=True)
    raise typer.Exit(CLEAN)
