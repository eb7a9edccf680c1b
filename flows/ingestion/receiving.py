"""What has come: the raw folder or the paths given, as a catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from flows.ingestion.catalogue import FILE, Catalogue, load_catalogue
from flows.ingestion.mending import rebuilt
from flows.ingestion.progress import tell
from flows.publish.escaping import printable
from flows.publish.folders import DatasetError, remove
from flows.publish.state import DamagedError
from flows.read.edition import version
from flows.read.returns import Return, walk_paths, walk_raw


def receive(
    raw: Path, processed: Path, campaign: str | None, respondent: str | None, paths: Sequence[Path]
) -> tuple[Catalogue, tuple[Return, ...]]:
    """The catalogue as it is to be: the raw folder, or a part of it, as it now is; or with what is at `paths` added.

    And the returns that were looked at.

    Raises DatasetError where a folder or path is not there, or holds nothing and never did.
    """
    try:
        catalogue = load_catalogue(processed, raw)
    except DamagedError as error:
        tell(error)
        remove(processed / FILE)
        catalogue = rebuilt(processed, raw)
    try:
        received = walk_paths(paths, raw, campaign, respondent) if paths else walk_raw(raw, campaign, respondent)
    except OSError as error:
        place = printable(str(error.filename))
        raise DatasetError(f"{place}: {error.strerror}; name a folder of returns that can be read") from error
    if paths:
        catalogue.add(received, raw, processed)
    else:
        catalogue.take_raw(received, campaign, respondent)
    if not received.returns and not catalogue.found:
        what = ", ".join(notice.message for notice in received.notices[:3])
        where = printable(" ".join(map(str, paths or [raw])))
        raise DatasetError(
            f"{where}: no return in it{f' ({what})' if what else ''}; put returns into {raw}/2016-17/kent/"
        )
    catalogue.forget_other_editions(version())
    return catalogue, received.returns
