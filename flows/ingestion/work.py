"""The two pieces of work that take time, with progress on the console."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from flows.ingestion.catalogue import Catalogue
from flows.ingestion.framing import with_frames
from flows.ingestion.partition import Made, make
from flows.ingestion.plan import Listed, Plan
from flows.ingestion.progress import Steps, steps
from flows.ingestion.reading import as_read, found_in, is_on_shelf, read
from flows.ingestion.understanding import understand
from flows.publish.folders import Partition
from flows.read.containers import Opened
from flows.read.grid import Document
from flows.read.returns import Return
from flows.tidy.result import Tidied

Openings = dict[str, list[Opened]]
"""By document_id of the return: the file as received, then all that it holds."""
HELD = 100
"""Returns held in memory between reading and understanding; more are opened again from what is kept of them."""


def read_returns(returns: Sequence[Return], catalogue: Catalogue, processed: Path) -> Openings:
    """Read the returns and enter into the catalogue what is in them.

    Given back are the first HELD, and those of which something failed: that is not kept, and would be read again.
    """
    held: Openings = {}
    with steps("reading", len(returns)) as step:
        for given, opened in read(returns, processed):
            catalogue.found[given.document_id] = found_in(given, opened)
            if len(held) < HELD or any(one.document.failure for one in opened):
                held[given.document_id] = opened
            step.done(given.path, opened[0].document.failure or "read")
    return held


def make_partitions(
    plan: Plan, catalogue: Catalogue, held: Openings, processed: Path
) -> Iterator[tuple[Partition, Made]]:
    """The changed partitions, each as soon as it is made."""
    wanted = [listed for partition in plan.changed for listed in plan.documents[partition]]
    missing = {
        one.given.document_id: one.given
        for one in wanted
        if one.given.document_id not in held and not is_on_shelf(one.given, catalogue, processed)
    }
    held = held | read_returns(list(missing.values()), catalogue, processed)
    with steps("understanding", len(wanted)) as step:
        documents = _with_documents(wanted, held, catalogue, processed)
        understood = understand(documents)
        whole = _whole(understood, plan, step)
        yield from ((partition, make(parts)) for partition, parts in whole)


def _whole(
    understood: Iterable[tuple[Listed, Tidied]], plan: Plan, step: Steps
) -> Iterator[tuple[Partition, list[Tidied]]]:
    """The documents of each partition, in the order of their paths, as soon as the last of them is understood."""
    under_way: defaultdict[Partition, list[Tidied]] = defaultdict(list)
    for listed, tidied in understood:
        # What a file says of itself is not yet the outcome of a return: another file of it may say more, or be unread.
        figures = len(tidied.observations)
        step.done(
            listed.paths[0],
            f"{figures} figures" if figures or tidied.row.outcome == "no_figures" else tidied.row.outcome,
        )
        parts = under_way[listed.partition]
        parts.append(tidied)
        if len(parts) == len(plan.documents[listed.partition]):
            yield listed.partition, sorted(under_way.pop(listed.partition), key=lambda tidied: tidied.row.path)


def _with_documents(
    wanted: Sequence[Listed], held: Openings, catalogue: Catalogue, processed: Path
) -> Iterator[tuple[Listed, Document]]:
    last, opened = "", list[Opened]()
    for listed in wanted:
        # What a return holds is mostly listed behind it.
        if listed.given.document_id != last:
            last = listed.given.document_id
            opened = held[last] if last in held else as_read(listed.given, catalogue, processed)
        yield listed, with_frames(listed, next(one for one in opened if one.sha256 == listed.document_id))
