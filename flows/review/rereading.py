"""The returns of respondents understood again with what people say of them: to see what would be, and to publish it.

The processes that understand stay up for as long as the review does, so that a look costs what one return costs.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from flows.ingestion.catalogue import load_catalogue
from flows.ingestion.disk import writing_to
from flows.ingestion.framing import with_frames
from flows.ingestion.partition import Made, make
from flows.ingestion.plan import Listed, Plan, fingerprint, list_documents
from flows.ingestion.reading import from_shelf
from flows.ingestion.receiving import receive
from flows.ingestion.understanding import UnderstandingPool, asked
from flows.ingestion.up_to_date import publish_what_is_new
from flows.ingestion.written_together import write_together
from flows.publish.dataset import Publication
from flows.publish.folders import Partition
from flows.read.containers import Opened
from flows.read.returns import Return, walk_raw
from flows.read.sidecars import ANSWERS, CORRECTIONS, RECIPE, TABLE, Note
from flows.tidy.result import Tidied
from schemas.rows import DocumentRow

KEPT = 24
"""Results and documents held, so that what was shown as an option need not be made again when it is chosen."""
FIELDS = {ANSWERS: "answers", CORRECTIONS: "corrections", RECIPE: "recipe", TABLE: "table"}


@dataclass(frozen=True, slots=True)
class Supposed:
    """What the files beside a return would hold: texts by name, for the folder of a file below the raw one."""

    folder: Path
    texts: Mapping[str, str]


class Rereading:
    """Returns understood again. To be used in a `with` statement, which ends its processes."""

    def __init__(self, raw: Path, processed: Path, workers: int = 2) -> None:
        self.raw = raw
        self.processed = processed
        self._workers = workers
        self._pool = UnderstandingPool(workers)
        self._made: OrderedDict[str, Made] = OrderedDict()
        self._documents: OrderedDict[str, Opened] = OrderedDict()
        self._lock = threading.Lock()

    def __enter__(self) -> Rereading:
        self._pool.__enter__()
        return self

    def __exit__(self, *raised: object) -> None:
        self._pool.__exit__(*raised)

    def warm_up(self) -> None:
        """Have the processes load what they need, before a person waits for it."""
        catalogue = load_catalogue(self.processed, self.raw)
        for documents in list_documents(catalogue).values():
            self._understood(documents[:1] * self._workers)
            return

    def return_of(self, row: DocumentRow) -> Return | None:
        """The return that brought a document; None where the catalogue has it no more."""
        catalogue = load_catalogue(self.processed, self.raw)
        for given in catalogue.returns():
            if any(one.document_id == row.document_id for one in catalogue.found.get(given.document_id, ())):
                return given
        return None

    def would_be(self, partition: Partition, supposed: Iterable[Supposed]) -> Made:
        """The rows of a respondent if the files beside some returns held these texts. Nothing is written."""
        documents = list_documents(load_catalogue(self.processed, self.raw)).get(partition, [])
        for one in supposed:
            documents = [_with(listed, one) for listed in documents]
        return self._result(documents)

    def write(self, texts: Mapping[Path, str], partitions: Collection[Partition]) -> None:
        """Write files beside returns, read again what lies in the folders of respondents, and publish it.

        Raises DatasetError like an ingest: while another runs, before anything is written.
        """
        with writing_to(self.processed), Publication(self.processed) as publication:
            write_together(self.processed, texts)
            first, *others = partitions
            catalogue, _ = receive(self.raw, self.processed, *first, [])
            for other in others:
                catalogue.take_raw(walk_raw(self.raw, *other), *other)
            publish_what_is_new(publication, catalogue, self.raw, only=partitions, make=self._partitions)

    def _partitions(self, planned: Plan) -> Iterator[tuple[Partition, Made]]:
        for partition in planned.changed:
            yield partition, self._result(planned.documents[partition])

    def _result(self, documents: list[Listed]) -> Made:
        """What documents come to, from what is kept where they were made before. Nobody may change it."""
        mark = fingerprint(documents)
        with self._lock:
            if mark in self._made:
                self._made.move_to_end(mark)
                return self._made[mark]
        made = make(self._understood(documents))
        with self._lock:
            if made.is_whole:
                self._made[mark] = made
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        return made

    def _understood(self, documents: list[Listed]) -> list[Tidied]:
        given = [asked(listed, with_frames(listed, self._opened(listed))) for listed in documents]
        futures = [self._pool.submit(*one) for one in given]
        found = [self._pool.outcome(future, *one) for future, one in zip(futures, given, strict=True)]
        return sorted(found, key=lambda tidied: tidied.row.path)

    def _opened(self, listed: Listed) -> Opened:
        with self._lock:
            known = self._documents.get(listed.document_id)
        if known is not None:
            return known
        opened = from_shelf(listed.given, self.processed)
        found = next(one for one in opened if one.sha256 == listed.document_id)
        with self._lock:
            self._documents[listed.document_id] = found
            while len(self._documents) > KEPT:
                self._documents.popitem(last=False)
        return found


def _with(listed: Listed, supposed: Supposed) -> Listed:
    """A document as if other texts stood beside it, where it lies in the folder that they are of."""
    given = listed.given
    if given.file.parent.resolve() != supposed.folder.resolve():
        return listed
    folder = given.path.rpartition("/")[0]
    notes: dict[str, Any] = {
        FIELDS[name]: Note(f"{folder}/{name}" if folder else name, text) if text.strip() else None
        for name, text in supposed.texts.items()
        if name in FIELDS  # what is remembered, and what holds everywhere, changes nothing here
    }
    return replace(listed, given=replace(given, beside=replace(given.beside, **notes)))
