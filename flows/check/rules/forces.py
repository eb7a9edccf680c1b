"""V17: figures are about the force that sent them, unless the table names another."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from flows.check.coded import NONE, Words
from flows.check.columns import Columns
from flows.check.figure import figure_name, place_name, some
from flows.check.force_names import forces_named
from flows.check.registry import Breach, Subject, breaches, rule
from flows.check.same_tables import SAID
from schemas.alike import kinds
from schemas.code_tables import load_codes

REMEDY = "look whether the letter was sent by a joint unit, or lies in the wrong folder of raw"


@rule("V17", "error", REMEDY)
def figures_of_another_force(subject: Subject) -> Iterator[Breach]:
    """Figures are about the force in whose folder the return lies, unless the table or a person names another."""
    figures = subject.figures
    known = load_codes("forces")
    force = figures.text("force_id")
    sender = figures.text("respondent").each(lambda name: force.code(name if name in known else None), NONE)
    about = force.codes
    foreign = np.flatnonzero((sender != NONE) & (about != NONE) & (sender != about) & ~figures.flagged(SAID))
    unnamed = np.array([force.words[about[at]] not in _named(figures, int(at)) for at in foreign], bool)
    rows = foreign[unnamed]

    def say(k: int) -> str:
        row = figures.row(rows[k])
        return f"{figure_name(row)} {place_name(row.place)}"

    yield from breaches(
        figures, "lies with another force, and {n} figures are about one that no label names", rows, say
    )


def _named(figures: Columns, at: int) -> frozenset[str]:
    row = figures.row(at)
    words = filter(None, (row.raw_row_label, row.raw_column_label, row.caption, *row.other.values()))
    return frozenset().union(*map(forces_named, words))


@rule("V17", "warning", REMEDY)
def another_force_speaks(subject: Subject) -> Iterator[Breach]:
    """A return names the force in whose folder it lies, where it names any."""
    known, named = load_codes("forces"), _named_in(subject.ledger)
    figures = subject.figures.text("document_id")
    with_figures = {figures.words[code] for code in np.unique(figures.codes)}
    for document in subject.documents:
        forces = named.get(document.document_id, set())
        answers = document.document_id in with_figures and document.respondent in known
        if answers and forces and document.respondent not in forces:
            yield Breach(f"lies with {document.respondent}, but names {some(sorted(forces))}", document=document)


def _named_in(ledger: pa.Table) -> dict[str, set[str]]:
    """The forces that the headers and notes of each document name."""
    document, text, fate = (Words(ledger[name]) for name in ("document_id", "text", "fate"))
    said = np.isin(fate.codes, [fate.code(name) for name in ("header", "note")])
    found: dict[str, set[str]] = {}
    for of, words in kinds(document.codes[said], text.codes[said]).values.T.tolist():
        if forces := forces_named(text.words[words]):
            found.setdefault(document.words[of], set()).update(forces)
    return found
