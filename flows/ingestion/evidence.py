"""The returns of a published data set opened again, so that their figures can be shown where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from flows.ingestion.catalogue import load_catalogue
from flows.ingestion.drawn import Drawings
from flows.ingestion.reading import LIMITS, WORKERS, is_as_received, read
from flows.publish.dataset import load_cells, load_documents, load_figures, load_findings, load_questions
from flows.publish.report.evidence import AliasLine, Evidence, PagePicture
from flows.publish.report.sayings import sayings
from flows.read.containers import Opened
from flows.read.page_pictures import Drawable, page_pictures
from flows.read.page_pictures import PagePicture as Drawn
from flows.read.returns import Return
from flows.read.sidecars import ANSWERS, CORRECTIONS, RECIPE
from flows.tidy.people.unknown_labels import ALIASES, FILES, exact_line, nearest, unknown_labels
from schemas.rows import DocumentRow, Finding, LedgerCell, Observation


@dataclass(slots=True)
class Published:
    """The rows of a data set, by document_id."""

    documents: dict[str, DocumentRow]
    observations: defaultdict[str, list[Observation]] = field(default_factory=lambda: defaultdict(list))
    cells: defaultdict[str, list[LedgerCell]] = field(default_factory=lambda: defaultdict(list))
    findings: defaultdict[str | None, list[Finding]] = field(default_factory=lambda: defaultdict(list))
    questions: defaultdict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def lists(
        self,
    ) -> tuple[list[DocumentRow], list[Observation], list[Finding], list[dict[str, Any]]]:
        """Documents, observations, findings and questions, of all documents."""
        observations = [row for rows in self.observations.values() for row in rows]
        findings = [one for found in self.findings.values() for one in found]
        return list(self.documents.values()), observations, findings, list(chain(*self.questions.values()))


def published(processed: Path) -> Published:
    """The whole of a data set. Raises DatasetError where it cannot be read."""
    found = Published({row.document_id: row for row in load_documents(processed)})
    for row in load_figures(processed):
        found.observations[row.document_id].append(row)
    for cell in load_cells(processed):
        found.cells[cell.document_id].append(cell)
    for finding in load_findings(processed):
        found.findings[finding.document_id].append(finding)
    for question in load_questions(processed):
        found.questions[question.document_id].append(asdict(question))
    return found


def evidence(processed: Path, raw: Path, rows: Published, wanted: Callable[[DocumentRow], bool]) -> Iterator[Evidence]:
    """The documents that are wanted, each with the return as it looked; what is not at hand any more without."""
    catalogue = load_catalogue(processed, raw)
    left = {name for name, row in rows.documents.items() if wanted(row)}
    given_of = {one.document_id: given for given in catalogue.returns() for one in catalogue.found[given.document_id]}
    needed = {given_of[name].document_id: given_of[name] for name in left if name in given_of}
    at_hand = [given for given in needed.values() if is_as_received(given)]
    waiting: dict[str, tuple[Return, Opened]] = {}
    undrawn: list[Evidence] = []
    drawings = Drawings(processed)
    drawings.keep(rows.documents)

    def home(given: Return) -> str:
        return raw.name if given.document_id in catalogue.raw else ""

    def to_draw() -> Iterator[Drawable]:
        for given, opened in read(at_hand, processed):
            for one in opened:
                if one.sha256 not in left:
                    continue
                left.discard(one.sha256)
                file = _drawable(one, given.source.passwords)
                pages = drawings.get(file) if _has_pages(one) else []
                if pages is None:
                    waiting[one.sha256] = (given, one)
                    yield file
                else:
                    look = looks(one, pages) | said(given)
                    undrawn.append(evidence_of(rows, one.sha256, given.path, home(given), look))

    for name, pages, why in page_pictures(to_draw(), LIMITS, WORKERS):
        given, one = waiting.pop(name)
        if not why:
            drawings.put(_drawable(one, given.source.passwords), pages)
        yield evidence_of(rows, name, given.path, home(given), looks(one, pages, why) | said(given))
        while undrawn:
            yield undrawn.pop()
    yield from undrawn
    for name in sorted(left):
        path = given_of[name].path if name in given_of else rows.documents[name].path
        gone = "The file is not where it lay when it was read, or is another one now: only what was read is shown."
        yield evidence_of(rows, name, path, raw.name, {"missing": gone})


def drawn_alone(one: Opened, passwords: tuple[str, ...]) -> dict[str, Any]:
    """How one document looked, its pages drawn."""
    if not _has_pages(one):
        return looks(one)
    ((_, pages, why),) = page_pictures([_drawable(one, passwords)], LIMITS)
    return looks(one, pages, why)


def looks(one: Opened, pages: Sequence[Drawn] = (), missing: str = "") -> dict[str, Any]:
    """How a document looked, as the fields of Evidence that say it."""
    pictures = [PagePicture(page.number, page.width, page.height, page.webp) for page in pages]
    return {"reading": one.document, "pictures": pictures, "missing": one.document.failure or missing}


def _has_pages(one: Opened) -> bool:
    return one.document.pages is not None and not one.document.failure


def _drawable(one: Opened, passwords: tuple[str, ...]) -> Drawable:
    return Drawable(one.sha256, one.content, one.document.format, passwords, one.document.turns)


def aliases(rows: Sequence[Observation], findings: Sequence[Finding]) -> dict[str, AliasLine]:
    """For each label that nothing knew, the alias line that the nearest known wording of its dimension suggests."""
    found = {}
    for one in unknown_labels(rows, findings, {}):
        near = nearest(one.label, one.header)
        if near is not None:
            line = exact_line(one.label, near.code)
            found[one.label] = AliasLine(f"{ALIASES}/{near.file}.csv", line, FILES[near.file][0], near.code)
    return found


def said(given: Return) -> dict[str, Any]:
    """What people have said in the files beside a return, as the field of Evidence that says it."""
    notes = {ANSWERS: given.beside.answers, CORRECTIONS: given.beside.corrections, RECIPE: given.beside.recipe}
    return {"sayings": [one for name, note in notes.items() if note for one in sayings(name, note.text)]}


def evidence_of(rows: Published, name: str, given: str, home: str, looks: dict[str, Any]) -> Evidence:
    """A document of the data set that came with the return at `given`, and how it looked, as `looks` gives it."""
    findings, own = rows.findings[name], rows.documents[name]
    sender = (own.campaign, own.respondent)
    return Evidence(
        own,
        given,
        rows.observations[name],
        rows.cells[name],
        findings,
        **looks,
        aliases=aliases(rows.observations[name], findings),
        questions=rows.questions[name],
        home=home,
        inside=[row for row in rows.documents.values() if row.container_id == name],
        others=[row for row in rows.documents.values() if row is not own and (row.campaign, row.respondent) == sender],
    )
