"""Forms as tables: each stretch of fields under headers of its own is one, its labels on the left.

Words in the open beside a field that are figures alone are the field's number on the form; they and what is prose
stay texts of the page.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from flows.read.tables.cells import cell_text, page_table
from flows.read.tables.forms.fields import FieldRow, Form
from flows.read.tables.forms.labels import indents, remark_on
from flows.read.tables.reject import is_figure, is_prose
from flows.read.tables.table import Area, Lattice, PageTable
from flows.read.tables.tokens import Line, Run, Token, box_of, lines_of
from flows.read.tables.unruled.unruled import CELL_GAP

NEAR = 2.5
"""Free space (em) that a header leaves at most to the fields under it, and between its own lines."""
TIGHT = 0.7
"""Free space (em) between lines of one label."""
CONFIDENCE = 0.9

_COUNTED = 4

Headers = dict[int, list[Token]]
Labels = list[Token]


@dataclass(slots=True)
class Section:
    """Rows of fields under one set of headers; between them labels that stand over the rows below them."""

    headers: Headers
    rows: list[FieldRow | Labels] = field(default_factory=list)

    @property
    def columns(self) -> list[int]:
        """The columns in which its rows have fields, in rising order."""
        return sorted({c for row in self.rows if isinstance(row, FieldRow) for c in row.fields})


def form_tables(page: int, form: Form) -> list[PageTable]:
    """The tables of a form, top to bottom, with the words of the form that stand beside its fields.

    Numbers before the labels that count its lines are beside them too; other numbers there are a column of the table.
    """
    numbers = _numbers(form.rows)
    counting = _count_up([t.text for t in numbers.values()])
    made = [_table(page, form, section, numbers, counting) for section in _sections(form)]
    used = {n for table in made for n in table.words}
    beside = {t.index for row in form.rows for t in [*row.label, *(t for own in row.beside.values() for t in own)]}
    return [replace(made[0], beside=tuple(sorted(beside - used))), *made[1:]] if made else []


def _sections(form: Form) -> list[Section]:
    made: list[Section] = []
    above: Headers = {}
    headers: Headers = {}
    labels: list[Labels] = []
    foot, begins = form.frame.top, True
    for item in _in_order(form):
        if isinstance(item, FieldRow):
            size = max(t.size for f in item.fields.values() for t in f.tokens or form.inside[:1])
            fresh = {c: own for c, own in headers.items() if item.top - box_of(own).bottom <= NEAR * size}
            if begins or fresh or _overlaps(form, made[-1], item):
                above = {**above, **fresh}
                made.append(Section(above))
            made[-1].rows += [*labels, item]
            headers, labels, begins = {}, [], False
            foot = item.bottom
            continue
        if any(top <= item.middle <= bottom for _, top, _, bottom in form.titles):
            above, headers, labels, begins = {}, {}, [], True
            continue
        runs = item.runs(CELL_GAP)
        over = {id(run): columns for run in runs if (columns := _under(run, form))}
        if over:
            if headers and item.box.top - max(box_of(own).bottom for own in headers.values()) > NEAR * item.size:
                headers = {}
            for run in runs:
                for c in over.get(id(run), ()):
                    headers.setdefault(c, []).extend(run.tokens)
        plain = [run for run in runs if id(run) not in over]
        if plain and _is_label(plain, form):
            _take_label(plain, labels, made, item.box.top - foot)
    return made


def _in_order(form: Form) -> list[FieldRow | Line]:
    items: list[tuple[float, FieldRow | Line]] = [(line.middle, line) for line in lines_of(form.open)]
    items += [((row.top + row.bottom) / 2, row) for row in form.rows]
    return [item for _, item in sorted(items, key=lambda pair: pair[0])]


def _is_label(runs: Sequence[Run], form: Form) -> bool:
    """Are texts in the open the name of what stands below them, rather than a sentence that says how to fill it in?"""
    if len(runs) == 1 and runs[0].text.endswith(":"):
        return True
    if re.search(r"[.!?]\W*$", runs[-1].text):
        return False
    return runs[-1].x1 <= form.columns[0][0] or not is_prose(Line([t for run in runs for t in run.tokens]), runs)


def _under(run: Run, form: Form) -> list[int]:
    """The columns over whose fields a run may be the header: it stands between their sides, or nearly so."""
    middle = (run.x0 + run.x1) / 2
    return [
        c
        for c, (x0, x1) in enumerate(form.columns)
        if x0 <= middle <= x1 and run.x1 - run.x0 <= 1.5 * (x1 - x0) and not is_figure(run.text)
    ]


def _take_label(runs: Sequence[Run], labels: list[Labels], made: Sequence[Section], free: float) -> None:
    """Words in the open go on with the label above them where they stand close under it, else stand over what follows.

    `free` is the space between the row of fields above and the words.
    """
    tokens = [t for run in runs for t in run.tokens]
    above = labels[-1] if labels else None
    if above is None and made and isinstance(made[-1].rows[-1], FieldRow):
        above = made[-1].rows[-1].label
    starts = [line.tokens[0].x0 for line in lines_of(above or ())]
    size = tokens[0].size
    close = bool(above) and tokens[0].top - box_of(above or tokens).bottom <= TIGHT * size
    level = any(abs(tokens[0].x0 - t.x0) <= 0.3 * size for t in above or ()) and bool(starts)
    if above is not None and close and level and free <= TIGHT * size:
        above.extend(tokens)
    else:
        labels.append(tokens)


def _overlaps(form: Form, section: Section, row: FieldRow) -> bool:
    """Are the columns of a row others than those of the section, and in their place?"""
    columns = [form.columns[c] for c in sorted({*section.columns, *row.fields})]
    return any(right[0] < left[1] for left, right in pairwise(columns))


def _table(page: int, form: Form, section: Section, numbers: dict[int, Token], counting: bool) -> PageTable:
    """A section with its line numbers, its labels, remarks on them and a column for each of its columns of fields.

    The space behind each column of fields is a column too; it holds what stands there in words, such as a unit.
    """
    columns = section.columns
    rows = [row for row in section.rows if isinstance(row, FieldRow)]
    words = [t for row in section.rows for t in (row.label if isinstance(row, FieldRow) else row)]
    left = min((t.x0 for t in words), default=form.frame.x0) - 1
    named = {id(row): [t for t in row.label if t is not numbers.get(id(row))] for row in rows}
    remarks = {id(row): remark_on(named[id(row)]) for row in rows}
    numbered = max((numbers[id(row)].x1 for row in rows if id(row) in numbers), default=left)
    remarked = [box_of(own).x0 for own in remarks.values() if own]
    first = [left, numbered, *([max(min(remarked), numbered)] if remarked else [])]
    xs = [*first, *(x for c in columns for x in form.columns[c]), form.frame.x1]
    place = {c: len(first) + 2 * k for k, c in enumerate(columns)}
    ys: list[float] = []
    contents: dict[Area, list[Token]] = {}
    labels: dict[Area, list[Token]] = {}
    heads = {c: own for c in columns if (own := section.headers.get(c))}
    if heads:
        ys += box_of(t for own in heads.values() for t in own)[1::2]
        contents.update({Area(0, place[c], 0, place[c]): own for c, own in heads.items()})
    for row in section.rows:
        n = len(ys)
        top, bottom = (row.top, row.bottom) if isinstance(row, FieldRow) else box_of(row)[1::2]
        ys += [max([top, *ys[-1:]]), max([bottom, *ys[-1:]])]
        if not isinstance(row, FieldRow):
            contents[Area(n, 0, n, 1)] = row
            labels[Area(n, 0, n, 1)] = [t for t in row if t.x1 > numbered or not is_figure(t.text)]
            continue
        number, remark = numbers.get(id(row)), remarks[id(row)]
        contents[Area(n, 0, n, 0)] = [number] if number and not counting else []
        label = Area(n, 1, n, 1 if remark else len(first) - 1)
        contents[label] = labels[label] = [t for t in named[id(row)] if t not in remark]
        if remark:
            contents[Area(n, 2, n, 2)] = remark
        for c, filled in row.fields.items():
            contents[Area(n, place[c], n, place[c])] = list(filled.tokens)
        for c, beside in row.beside.items():
            if re.search(r"[^\W\d]|%", cell_text(beside)):
                contents[Area(n, place[c] + 1, n, place[c] + 1)] = beside
    return page_table(
        page, Lattice(xs, ys, sorted(contents)), contents, "pdf_lines", CONFIDENCE, len(heads) and 1, indents(labels)
    )


def _numbers(rows: Sequence[FieldRow]) -> dict[int, Token]:
    """The numbers that most rows of fields begin with, by row; each stands well apart from its label."""
    labelled = [row for row in rows if row.label]
    found: dict[int, Token] = {}
    for row in labelled:
        runs = lines_of(row.label)[0].runs(CELL_GAP)
        if len(runs) > 1 and len(runs[0].tokens) == 1 and is_figure(runs[0].text):
            found[id(row)] = runs[0].tokens[0]
    return found if 2 * len(found) >= len(labelled) else {}


def _count_up(texts: Sequence[str]) -> bool:
    """Do numbers count up by one, a step left out here and there, as the numbers of lines do?

    >>> _count_up(["1", "2", "3", "5", "6"]), _count_up(["8", "34", "36"])
    (True, False)
    """
    numbers = [int(t) for t in texts if t.isdecimal()]
    steps = [b - a for a, b in pairwise(numbers)]
    return len(numbers) >= _COUNTED and len(numbers) == len(texts) and 4 * steps.count(1) >= 3 * len(steps)
