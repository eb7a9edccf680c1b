"""The cell ledger: every cell that was found has one fate, and every figure rests on a cell that says so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from flows.check.coded import NONE, Words, whole_numbers
from flows.check.figure import figure_name, place_name, some
from schemas.alike import kinds
from schemas.frames import to_rows, to_table
from schemas.models import CELLS, OBSERVATIONS, TableKind
from schemas.rows import LEVELS, DocumentRow, Fate, Finding, LedgerCell, Observation, QuarantinedRow

REMEDY = "the reading of this document is not to be trusted; report it with the document"
FATES: tuple[Fate, ...] = ("observation", "header", "note", "ignored", "quarantined", "unplaced")
Indices = npt.NDArray[np.int64]


def balance(
    observations: Sequence[Observation], cells: Sequence[LedgerCell], refused: Sequence[QuarantinedRow] = ()
) -> list[Finding]:
    """An error for each kind of imbalance in each document.

    A figure must be named by a cell, or by the block of text, that it rests on, and print what stands there under
    labels that stand in the document; a blank that was read as a figure may rest on an empty cell, which the ledger
    need not hold.
    """
    known = {row.observation_id for row in refused}
    return balance_tables(to_table(OBSERVATIONS, observations), to_table(CELLS, cells), known)


def balance_tables(observations: pa.Table, cells: pa.Table, refused: Collection[str] = ()) -> list[Finding]:
    """The same of the tables of observations and cells of whole documents."""
    figures, ledger = _Figures(observations), _Ledger(cells)
    named = _Named(observations, cells, refused)
    return [
        *_told(OBSERVATIONS, observations, figures.unsupported(named), "figures that no cell names", _figure),
        *_told(
            OBSERVATIONS,
            observations,
            figures.otherwise(named, ledger),
            "figures that print what no cell does",
            _figure,
        ),
        *_told(
            OBSERVATIONS, observations, figures.mislabelled(ledger), "figures with labels that no cell holds", _figure
        ),
        *_told(CELLS, cells, named.dangling, "cells that name a figure which does not exist", _cell),
        *_told(CELLS, cells, ledger.doubled(), "cells with more than one fate", _cell),
        *_told(
            CELLS, cells, ledger.unsaid(named), "cells said to be figures that name none, or the other way round", _cell
        ),
        *_told(CELLS, cells, ledger.unreasoned(), "cells ignored without a reason", _cell),
    ]


class _Named:
    """Which cells name which figures."""

    def __init__(self, observations: pa.Table, cells: pa.Table, refused: Collection[str]) -> None:
        column = cells["observation_ids"].combine_chunks()
        self.parents = whole_numbers(pc.list_parent_indices(column), 0)
        ids = pc.list_flatten(column)
        self.figures = whole_numbers(pc.index_in(ids, pa.array(observations["observation_id"].combine_chunks())), NONE)
        lost = np.flatnonzero(self.figures == NONE)
        known = pc.is_in(ids.take(pa.array(lost)), pa.array(refused, pa.string())).to_numpy(zero_copy_only=False)
        self.dangling = np.unique(self.parents[lost[~known]])
        self.some = whole_numbers(pc.list_value_length(column), 0) > 0


class _Ledger:
    """The cells as columns."""

    def __init__(self, cells: pa.Table) -> None:
        self.document, self.text, self.fate, self.reason = (
            Words(cells[name]) for name in ("document_id", "text", "fate", "reason")
        )
        self.place = [Words(cells[name]).codes for name in ("sheet", "cell")]
        self.place += [whole_numbers(cells[name], NONE) for name in ("table", "row", "column")]
        self._texts: dict[str, list[str]] = {}

    def doubled(self) -> Indices:
        places = kinds(self.document.codes, *self.place)
        return np.flatnonzero((places.size[places.own] > 1) & (self.place[2] != NONE))

    def unsaid(self, named: _Named) -> Indices:
        is_figure, gone = (self.fate.codes == self.fate.code(name) for name in ("observation", "quarantined"))
        return np.flatnonzero((is_figure != named.some) & ~gone)

    def unreasoned(self) -> Indices:
        without = self.reason.each(lambda reason: not reason, True).astype(bool)
        return np.flatnonzero((self.fate.codes == self.fate.code("ignored")) & without)

    def among(self, parts: Collection[str]) -> set[tuple[str, str]]:
        """Each document with each of these texts that stands in one of its cells, whatever the spaces."""
        bare = [" ".join(text.split()) for text in self.text.words]
        wanted = np.array([text in parts for text in bare], bool)[self.text.codes]
        both = kinds(self.document.codes[wanted], self.text.codes[wanted]).values
        return {(self.document.words[of], bare[text]) for of, text in both.T.tolist()}

    def begins(self, document: str, label: str) -> bool:
        """Whether a text of a document begins with a label."""
        found = re.compile(_printed(label))
        return any(found.match(text) for text in self._of(document))

    def lines(self, document: str, label: str) -> bool:
        """Whether a line of a text of a document, or one that runs on, is a label, alone or before its figure."""
        found = re.compile(rf"^{_printed(label)}\s*(?:[:=–—-]|$)", re.MULTILINE)
        return any(found.search(text) for text in self._of(document))

    def _of(self, document: str) -> list[str]:
        if document not in self._texts:
            own = kinds(self.text.codes[self.document.codes == self.document.code(document)]).values[0]
            self._texts[document] = [self.text.words[text] for text in own]
        return self._texts[document]


def _printed(label: str) -> str:
    """A pattern for a label with whatever spaces."""
    return r"\s*" + r"\s+".join(map(re.escape, label.split()))


class _Figures:
    """The observations as columns."""

    def __init__(self, observations: pa.Table) -> None:
        self.table = observations
        self.document, self.raw, method = (Words(observations[n]) for n in ("document_id", "raw_value", "method"))
        place = [whole_numbers(observations[name], NONE) != NONE for name in ("table", "row", "column")]
        self.blank = self.raw.each(lambda text: not text, True).astype(bool)
        self.records = method.codes == method.code("records")
        self.said_by_people = method.codes == method.code("recipe")
        self.on_empty_cell = self.blank & ~self.records & place[1] & place[2]
        self.in_table = place[0]

    def unsupported(self, named: _Named) -> Indices:
        supported = np.zeros(len(self.table), bool)
        supported[named.figures[named.figures != NONE]] = True
        return np.flatnonzero(~supported & ~self.on_empty_cell)

    def otherwise(self, named: _Named, ledger: _Ledger) -> Indices:
        """Those of which no cell that names them holds the text that they are said to print."""
        there = named.figures != NONE
        cell, figure = named.parents[there], named.figures[there]
        pairs = kinds(ledger.text.codes[cell], self.raw.codes[figure])
        holding = [
            raw == NONE or self.raw.words[raw] in ledger.text.words[text] for text, raw in pairs.values.T.tolist()
        ]
        held = np.zeros(len(self.table), bool)
        held[figure[np.array(holding, bool)[pairs.own]]] = True
        supported = np.zeros(len(self.table), bool)
        supported[figure] = True
        return np.flatnonzero(supported & ~held & ~self.records & ~self.said_by_people)

    def mislabelled(self, ledger: _Ledger) -> Indices:
        """Those in a table that have a label of which some level stands nowhere in the document."""
        wrong = np.zeros(len(self.table), bool)
        for name in ("raw_row_label", "raw_column_label"):
            label = Words(self.table[name])
            alike = kinds(self.document.codes, label.codes)
            pairs = [
                (self.document.words[of], label.words[says] if says != NONE else "")
                for of, says in alike.values.T.tolist()
            ]
            wrong |= np.array(_strange(pairs, ledger), bool)[alike.own]
        headers = ledger.document.codes[ledger.fate.codes == ledger.fate.code("header")]
        headed = {ledger.document.words[of] for of in kinds(headers).values[0]}
        with_headers = self.document.each(lambda name: name in headed, False).astype(bool)
        return np.flatnonzero(wrong & with_headers & self.in_table & ~self.records & ~self.said_by_people)


def _strange(labels: Sequence[tuple[str, str]], ledger: _Ledger) -> list[bool]:
    """Of documents with a label each: whether some level of the label stands nowhere in the document."""
    levels = [{" ".join(part.split()) for part in label.split(LEVELS)} - {""} for _, label in labels]
    whole = [" ".join(label.split()) for _, label in labels]
    there = ledger.among({*whole, *(part for parts in levels for part in parts)})
    return [
        not all((of, part) in there or ledger.lines(of, part) for part in parts)
        and (of, all_of_it) not in there
        # `Female: 12` in one cell of the text: the words before the figure are its label.
        and not ledger.begins(of, label)
        for (of, label), parts, all_of_it in zip(labels, levels, whole, strict=True)
    ]


def count_fates(document: DocumentRow, cells: Iterable[LedgerCell]) -> DocumentRow:
    """The document with its counts of cells by what became of them, from the ledger. The row given is changed."""
    counts = Counter(cell.fate for cell in cells if cell.document_id == document.document_id)
    for fate in FATES:
        setattr(document, f"cells_{fate}", counts[fate])
    return document


def balance_counts(documents: Sequence[DocumentRow], cells: Sequence[LedgerCell]) -> list[Finding]:
    """An error for each document whose counts of cells are not those of the ledger."""
    return compare_counts(documents, Counter((cell.document_id, cell.fate) for cell in cells))


def compare_counts(documents: Sequence[DocumentRow], counts: Counter[tuple[str, str]]) -> list[Finding]:
    """An error for each document whose counts of cells are not these."""
    findings = []
    for row in documents:
        wrong = [
            f"{getattr(row, f'cells_{fate}')} {fate} cells in documents, {counts[row.document_id, fate]} in the ledger"
            for fate in FATES
            if getattr(row, f"cells_{fate}") != counts[row.document_id, fate]
        ]
        if wrong:
            message = f"{row.path}: {'; '.join(wrong)}"
            origin = (row.campaign, row.respondent, row.document_id, row.path)
            findings.append(Finding("error", "ledger_counts", message, REMEDY, *origin))
    return findings


def _told(
    kind: TableKind, table: pa.Table, culprits: Indices, what: str, name: Callable[..., str]
) -> Iterator[Finding]:
    """An error for each document that has some of these rows."""
    documents = Words(table["document_id"]).codes[culprits]
    order = np.argsort(documents, kind="stable")
    for mine in np.split(culprits[order], np.flatnonzero(np.diff(documents[order])) + 1) if len(order) else ():
        first, *rest = to_rows(kind, table.take(pa.array(mine[:6])))
        listed = some([name(row) for row in (first, *rest)] + [""] * (len(mine) - len(rest) - 1))
        message = f"the ledger does not balance: {len(mine)} {what}: {listed}"
        origin = (first.campaign, first.respondent, first.document_id)
        yield Finding("error", "ledger", message, REMEDY, *origin, place=first.place)


def _figure(row: Observation) -> str:
    return f"{place_name(row.place)} {figure_name(row)}"


def _cell(cell: LedgerCell) -> str:
    return f'{place_name(cell.place)} "{cell.text}" ({cell.fate})'
