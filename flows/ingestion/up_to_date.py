"""An ingest as a plain function: what has come is read, understood, checked and published.

The command calls it directly; the flow of `flows/ingest.py` wraps it for a schedule and a server. What only a changed
return needs, readers, rules and the models of the tables, is loaded when there is one: with nothing new an ingest is a
look at folders and checksums.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from flows.ingestion.catalogue import Catalogue, keep_readings, save_catalogue
from flows.ingestion.disk import writing_to
from flows.ingestion.mending import put_away_damaged
from flows.ingestion.plan import Plan, alone, plan
from flows.ingestion.receiving import receive
from flows.ingestion.written_together import one_at_a_time
from flows.publish.dataset import Publication
from flows.publish.folders import Partition
from flows.publish.manifest import Readings
from flows.publish.summary import Summary, summarise
from flows.read.returns import Return

if TYPE_CHECKING:
    from flows.ingestion.partition import Made

    Making = Callable[[Plan], Iterator[tuple[Partition, Made]]]


def bring_up_to_date(
    raw: Path,
    processed: Path,
    campaign: str | None = None,
    respondent: str | None = None,
    paths: Sequence[Path] = (),
    afresh: bool = False,
) -> Summary:
    """The data set comes to hold what has come; what has not changed is left as it stands. Gives what it then holds.

    With `paths`, these are added or replaced and nothing else is looked at; `campaign` and `respondent` then say what
    the paths do not. Without, they name the part of the raw folder to look at. `afresh`: what is looked at is read and
    understood again, whatever is kept of it. Raises DatasetError where nothing could be done.
    """
    with writing_to(processed):
        put_away_damaged(processed)
    with writing_to(processed), Publication(processed) as publication, one_at_a_time(processed):
        catalogue, looked_at = receive(raw, processed, campaign, respondent, paths)
        again = _forget(catalogue, looked_at, processed) if afresh else ()
        publish_what_is_new(publication, catalogue, raw, again)
    return summarise(processed)


def _forget(catalogue: Catalogue, returns: Iterable[Return], folder: Path) -> frozenset[str]:
    """Of returns nothing is known any more that was read of them; their document_ids."""
    readings = Readings(folder)
    names = frozenset(given.document_id for given in returns)
    for name in names:
        for found in catalogue.found.pop(name, ()):
            readings.drop(found.reading)
    return names


def publish_what_is_new(
    publication: Publication,
    catalogue: Catalogue,
    home: Path,
    again: Collection[str] = (),
    only: Collection[Partition] | None = None,
    make: Making | None = None,
) -> None:
    """Read the returns that are not known yet, and make anew the partitions that are not as they are to be.

    With `only` these partitions alone, while all others stand as they were published; `make` makes them in its own way.
    """
    folder, held = publication.processed, {}
    if unread := catalogue.unread():
        from flows.ingestion.work import read_returns  # noqa: PLC0415  loads the readers

        held = read_returns(unread, catalogue, folder)
    save_catalogue(catalogue, folder, home)
    planned = plan(catalogue, folder, again)
    planned = alone(planned, only, folder) if only is not None else planned
    if not planned.is_empty:
        from flows.ingestion.publishing import publish  # noqa: PLC0415  loads the rules and the models
        from flows.ingestion.work import make_partitions  # noqa: PLC0415

        made = make(planned) if make is not None else make_partitions(planned, catalogue, held, folder)
        publish(publication, planned, made, catalogue)
    keep_readings(catalogue, folder)
