"""The cell ledger: every cell that was found has one fate, and every figure rests on a cell that says so."""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from flows.check.figure import figure_name, place_name, some
from schemas.rows import LEVELS, DocumentRow, Fate, Finding, LedgerCell, Observation, QuarantinedRow

REMEDY = "the reading of this document is not to be trusted; report it with the document"
FATES: tuple[Fate, ...] = ("observation", "header", "note", "ignored", "quarantined", "unplaced")


def balance(
    observations: Sequence[Observation], cells: Sequence[LedgerCell], refused: Sequence[QuarantinedRow] = ()
) -> list[Finding]:
    """An error for each kind of imbalance in each document.

    A figure must be named by a cell, or by the block of text, that it rests on, and print what stands there under
    labels that stand in the document; a blank that was read as a figure may rest on an empty cell, which the ledger
    need not hold.
    """
    figures = {row.observation_id: row for row in observations}
    known = figures.keys() | {row.observation_id for row in refused}
    resting: defaultdict[str, list[LedgerCell]] = defaultdict(list)
    for cell in cells:
        for name in cell.observation_ids:
            resting[name].append(cell)
    places = Counter(_place(cell) for cell in cells if cell.place.table is not None)
    printed = [row for row in observations if row.method not in ("records", "recipe")]
    unnamed = [row for row in observations if row.observation_id not in resting and not _is_blank(row)]
    otherwise = [row for row in printed if _is_otherwise(row, resting.get(row.observation_id, ()))]
    wrong: tuple[tuple[str, Sequence[Observation] | Sequence[LedgerCell]], ...] = (
        ("figures that no cell names", unnamed),
        ("figures that print what no cell does", otherwise),
        ("figures with labels that no cell holds", _mislabelled(printed, cells)),
        ("cells that name a figure which does not exist", [c for c in cells if not known >= {*c.observation_ids}]),
        ("cells with more than one fate", [c for c in cells if places[_place(c)] > 1]),
        (
            "cells said to be figures that name none, or the other way round",
            [c for c in cells if c.fate != "quarantined" and (c.fate == "observation") != bool(c.observation_ids)],
        ),
        ("cells ignored without a reason", [c for c in cells if c.fate == "ignored" and not c.reason]),
    )
    return [finding for what, rows in wrong for finding in _told(what, rows)]


def _place(cell: LedgerCell) -> tuple[object, ...]:
    place = cell.place
    return cell.document_id, place.sheet, place.cell, place.table, place.row, place.column


def _is_blank(row: Observation) -> bool:
    """Whether a figure rests on an empty cell."""
    placed = row.place.row is not None and row.place.column is not None
    return not row.raw_value and row.method != "records" and placed


def _is_otherwise(row: Observation, cells: Sequence[LedgerCell]) -> bool:
    """Whether no cell that names a figure holds the text that it is said to print."""
    return bool(cells) and row.raw_value is not None and not any(row.raw_value in cell.text for cell in cells)


def _mislabelled(observations: Iterable[Observation], cells: Iterable[LedgerCell]) -> list[Observation]:
    """Those in a table that have a label of which some level stands nowhere in the document."""
    texts: defaultdict[str, dict[str, None]] = defaultdict(dict)
    headed = set()
    for cell in cells:
        texts[cell.document_id][cell.text] = None
        if cell.fate == "header":
            headed.add(cell.document_id)
    bare = {of: {" ".join(text.split()) for text in own} for of, own in texts.items() if of in headed}

    @functools.cache
    def is_strange(of: str, label: str) -> bool:
        if " ".join(label.split()) in bare[of]:
            return False
        parts = {" ".join(part.split()) for part in label.split(LEVELS)} - {""}
        if all(part in bare[of] or _is_line(part, texts[of]) for part in parts):
            return False
        # `Female: 12` in one cell of the text: the words before the figure are its label.
        begins = re.compile(_printed(label))
        return not any(begins.match(text) for text in texts[of])

    return [
        row for row in observations
        if row.document_id in bare and row.place.table is not None
        and any(is_strange(row.document_id, label) for label in (row.raw_row_label, row.raw_column_label) if label)
    ]  # fmt: skip


def _is_line(label: str, texts: Iterable[str]) -> bool:
    """Whether a line of a text, or one that runs on, is a label, alone or before its figure."""
    found = re.compile(rf"^{_printed(label)}\s*(?:[:=–—-]|$)", re.MULTILINE)
    return any(found.search(text) for text in texts)


def _printed(label: str) -> str:
    """A pattern for a label with whatever spaces."""
    return r"\s*" + r"\s+".join(map(re.escape, label.split()))


def count_fates(document: DocumentRow, cells: Iterable[LedgerCell]) -> DocumentRow:
    """The document with its counts of cells by what became of them, from the ledger. The row given is changed."""
    counts = Counter(cell.fate for cell in cells if cell.document_id == document.document_id)
    for fate in FATES:
        setattr(document, f"cells_{fate}", counts[fate])
    return document


def _told(what: str, rows: Sequence[Observation] | Sequence[LedgerCell]) -> Iterator[Finding]:
    """An error for each document that has some of these rows."""
    of_documents: defaultdict[str, list[Observation | LedgerCell]] = defaultdict(list)
    for row in rows:
        of_documents[row.document_id].append(row)
    for own in of_documents.values():
        first = own[0]
        message = f"the ledger does not balance: {len(own)} {what}: {some(map(_name, own))}"
        origin = (first.campaign, first.respondent, first.document_id)
        yield Finding("error", "ledger", message, REMEDY, *origin, place=first.place)


def _name(row: Observation | LedgerCell) -> str:
    if isinstance(row, LedgerCell):
        return f'{place_name(row.place)} "{row.text}" ({row.fate})'
    return f"{place_name(row.place)} {figure_name(row)}"
