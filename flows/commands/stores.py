"""Folders on a store, such as s3://bucket/processed, for commands that know folders of this machine alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from functools import wraps
from pathlib import Path

from flows.commands.console import NOTHING, stop
from flows.ingestion.names import address_of

FOLDERS = ("raw", "processed")


def on_stores(command: Callable[..., None]) -> Callable[..., None]:
    """The command, given copies of the folders that lie on a store; what it changes in them is put back.

    Nothing is loaded for a command whose folders are of this machine.
    """

    @wraps(command)
    def on_copies(**given: object) -> None:
        folders = {name: folder for name in FOLDERS if isinstance(folder := given.get(name), Path)}
        stored = {name: folder for name, folder in folders.items() if address_of(folder) is not None}
        if not stored:
            command(**given)
            return
        from flows.ingestion.working_copy import at_hand  # noqa: PLC0415
        from flows.publish.folders import DatasetError  # noqa: PLC0415

        try:
            with ExitStack() as held:
                command(**given | {name: held.enter_context(at_hand(folder)) for name, folder in stored.items()})
        except DatasetError as error:
            raise stop(str(error), NOTHING) from None

    return on_copies
