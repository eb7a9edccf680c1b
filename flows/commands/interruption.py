"""Ctrl-C: a command that a person stops says how it leaves things."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from flows.commands.console import STOPPED, stop

INGEST = (
    "Stopped: the data set stands as it was, or, where it was being put into place, the next command completes it. "
    "What was read is kept: foi ingest goes on from there."
)


def told_when_stopped(command: Callable[..., None]) -> Callable[..., None]:
    """The command, which ends with words and STOPPED where a person stops it."""

    @wraps(command)
    def until_stopped(**given: object) -> None:
        try:
            command(**given)
        except KeyboardInterrupt:
            words = INGEST if command.__name__ == "ingest" else "Stopped: the data set stands as it was."
            raise stop(words, STOPPED) from None

    return until_stopped
