"""The two pieces of work that take time, each with a pool of processes of its own and progress on the console."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from flows.ingestion.cluster import Cluster
from flows.ingestion.partition import Made, make
from flows.ingestion.plan import Listed, Plan
from flows.ingestion.progress import steps
from flows.ingestion.reading import read
from flows.ingestion.understanding import understand
from flows.publish.folders import Partition
from flows.read.containers import Opened
from flows.read.grid import Document
from flows.read.returns import Return
from flows.tidy.result import Tidied

Openings = dict[str, list[Opened]]
"""By document_id of the return: the file as received, then all that it holds."""


def read_returns(returns: Sequence[Return], processed: Path, cluster: Cluster | None = None) -> Openings:
    """The returns, read here or by a cluster."""
    openings: Openings = {}
    with steps("reading", len(returns)) as step:
        for given, opened in read(returns, processed) if cluster is None else cluster.read(returns, processed):
            openings[given.document_id] = opened
            step.done(given.path, opened[0].document.failure or "read")
    return openings


def make_partitions(
    plan: Plan, openings: Openings, processed: Path, cluster: Cluster | None = None
) -> dict[Partition, Made]:
    """The changed partitions, made. What was not read in this run comes from the cache of readings."""
    wanted = [listed for partition in plan.changed for listed in plan.documents[partition]]
    missing = {one.given.document_id: one.given for one in wanted if one.given.document_id not in openings}
    openings = openings | read_returns(list(missing.values()), processed, cluster)
    understood: defaultdict[Partition, list[Tidied]] = defaultdict(list)
    with steps("understanding", len(wanted)) as step:
        documents = _with_documents(wanted, openings)
        for listed, tidied in understand(documents) if cluster is None else cluster.understand(documents):
            understood[listed.partition].append(tidied)
            step.done(listed.paths[0], f"{tidied.row.outcome}, {len(tidied.observations)} figures")
    return {
        partition: make(sorted(understood[partition], key=lambda tidied: tidied.row.path)) for partition in plan.changed
    }


def _with_documents(wanted: Sequence[Listed], openings: Openings) -> Iterator[tuple[Listed, Document]]:
    for listed in wanted:
        opened = openings[listed.given.document_id]
        yield listed, next(one.document for one in opened if one.sha256 == listed.document_id)
