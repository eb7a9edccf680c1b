"""V17: figures are about the force that sent them, unless the table names another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from flows.check.figure import FigureKey, figure_name, key, place_name, some
from flows.check.figures import least, pairs
from flows.check.force_names import forces_named
from flows.check.registry import Breach, Subject, rule, told
from flows.check.same_tables import SAID
from schemas.checks import threshold
from schemas.code_tables import load_codes
from schemas.rows import Observation

REMEDY = "look whether the letter was sent by a joint unit, or lies in the wrong folder of raw"


@rule("V17", "error", REMEDY)
def figures_of_another_force(subject: Subject) -> Iterator[Breach]:
    """Figures are about the force in whose folder the return lies, unless the table or a person names another.

    That other force's are not the same as the sender's own: then an old letter was written over.
    """
    known = load_codes("forces")
    foreign = [
        row for row in subject.figures
        if row.force_id not in (None, row.respondent) and row.respondent in known and SAID not in row.flags
    ]  # fmt: skip
    own = [row for row in subject.figures if row.force_id == row.respondent and least(row) > threshold("V22", "above")]
    twins = {row.observation_id: mine for row, mine in pairs(foreign, own, _content)}
    yield from told(
        "lies with another force, and {n} figures are about one that no label names, or that gives the same",
        [
            (row, *([twins[row.observation_id]] if row.observation_id in twins else []))
            for row in foreign if row.force_id not in _named(row) or row.observation_id in twins
        ],
        lambda row, *_: f"{figure_name(row)} {place_name(row.place)}",
    )  # fmt: skip


def _content(row: Observation) -> tuple[FigureKey, int | None]:
    """What a row says, whoever it is of."""
    return key(row).without("force_id"), row.count


def _named(row: Observation) -> frozenset[str]:
    words = filter(None, (row.raw_row_label, row.raw_column_label, row.caption, *row.other.values()))
    return frozenset().union(*map(forces_named, words))


@rule("V17", "warning", REMEDY)
def another_force_speaks(subject: Subject) -> Iterator[Breach]:
    """A return names the force in whose folder it lies, where it names any."""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for cell in subject.cells:
        if cell.fate in ("header", "note"):
            named[cell.document_id] |= forces_named(cell.text)
    with_figures, known = {row.document_id for row in subject.figures}, load_codes("forces")
    for document in subject.documents:
        forces = named[document.document_id]
        answers = document.document_id in with_figures and document.respondent in known
        if answers and forces and document.respondent not in forces:
            yield Breach(f"lies with {document.respondent}, but names {some(sorted(forces))}", document=document)
