"""The figures of a data set as commands take them; where they cannot be had a command ends, and says why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flows.commands.console import NOTHING, stop

if TYPE_CHECKING:
    from flows.publish.disclosure.publishable import Publishable
    from schemas.rows import DocumentRow, Observation


def figures_and_documents(processed: Path) -> tuple[list[Observation], list[DocumentRow]]:
    """All figures and documents, where the files are as they were published."""
    from flows.ingestion.untouched import require_published  # noqa: PLC0415
    from flows.publish.dataset import load_documents, load_figures  # noqa: PLC0415
    from flows.publish.folders import DatasetError  # noqa: PLC0415

    try:
        require_published(processed)
        return load_figures(processed), load_documents(processed)
    except DatasetError as error:
        raise stop(str(error), NOTHING) from None


def let_out(rows: list[Observation], minimum: int) -> Publishable:
    """What may leave the house of the figures of all campaigns: what is said of two of them lies side by side."""
    from flows.publish.disclosure.publishable import NotProtectedError, publishable  # noqa: PLC0415  loads a solver

    try:
        return publishable(rows, minimum)
    except NotProtectedError as error:
        raise stop(f"{error}; nothing was written", NOTHING) from None
