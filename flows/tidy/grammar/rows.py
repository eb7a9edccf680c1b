"""What each row of a sheet can be: the likeliest sequences of title, header, section, data, note and blank rows.

A sequence model over rows: each row fits each role more or less (`fit`), and some roles follow others more readily
(`FOLLOWS`). The best few sequences are the candidate cuts of a sheet into tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass
from operator import itemgetter
from typing import Literal

from flows.tidy.dimensions import find, headings, is_known, parse_under, total_kind
from flows.tidy.labels.meanings import CODED
from flows.tidy.layout.levels.outline import OTHER, kind_of
from flows.tidy.layout.matrix import Slot
from flows.tidy.layout.sequences import is_label_run, is_year

#: `gap` is a blank row before the headers of a table, `blank` one behind them, `break` one behind figures.
Role = Literal["title", "header", "section", "data", "note", "gap", "blank", "break"]

#: The score of a sequence of roles, and its last role with a link to those before.
Path = tuple[float, tuple[object, ...] | None]

NEVER = -1e9
#: What is read no surer than this may be no label.
UNSURE = 0.6
LONG, SENTENCE = 45, 70
#: The share of a row that a cell spans which stands over all of it.
WHOLE = 0.9
NOTE_SIGNS = "*†‡#¹²³"

#: How readily a role follows another; what is absent never does.
FOLLOWS: dict[Role | None, dict[Role, float]] = {
    None: {"title": 0.0, "header": 0.0, "data": -1.2, "section": -1.2, "note": -1.5, "gap": 0.0},
    "title": {"title": 0.0, "header": 0.4, "data": -0.8, "section": -0.5, "gap": 0.0, "note": -1.0},
    "header": {"header": 0.0, "data": 0.4, "section": 0.2, "blank": -0.2, "note": -1.5, "title": -2.5},
    "blank": {"header": -1.0, "data": -0.3, "section": -0.2, "blank": 0.0, "note": -1.0},
    "gap": {"title": 0.0, "header": 0.2, "data": -0.3, "section": -0.2, "gap": 0.0, "note": -1.0},
    "section": {"data": 0.4, "section": -0.4, "header": -0.8, "break": -0.8, "note": -2.0},
    "data": {"data": 0.3, "section": 0.0, "note": -0.2, "header": -1.2, "title": -0.9, "break": 0.0},
    "break": {"data": -0.4, "section": -0.1, "header": 0.1, "title": 0.1, "note": 0.0, "break": 0.0},
    "note": {"note": 0.2, "title": -0.3, "header": -0.3, "data": -1.8, "section": -1.0, "break": 0.0},
}
#: Roles in which a table may end.
ENDS = {
    "data": 0.0,
    "note": 0.0,
    "break": 0.0,
    "section": -1.5,
    "title": -0.6,
    "header": -2.0,
    "gap": -0.6,
    "blank": -2.0,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a band of columns: its distinct cells from left to right, and where the band begins."""

    number: int
    slots: tuple[Slot, ...]
    first_column: int
    width: int

    @property
    def text(self) -> str:
        """All that is printed in the row."""
        return " ".join(s.text for s in self.slots)


def _kinds(line: Line) -> tuple[int, int, int]:
    """How many cells can only be figures, may be either, are words."""
    words = sum(s.value is None for s in line.slots)
    figures = sum(s.is_figure for s in line.slots)
    return figures, len(line.slots) - figures - words, words


def usual_words(lines: Sequence[Line]) -> int:
    """How many cells of words the rows with figures mostly have."""
    counts = Counter(w for line in lines for f, _, w in [_kinds(line)] if f and len(line.slots) > 1)
    return counts.most_common(1)[0][0] if counts else 1


def alikeness(lines: Sequence[Line]) -> dict[int, float]:
    """The share of the rows in which words and figures stand in the same columns as in each row."""
    shapes = {line.number: tuple((s.column, s.value is not None) for s in line.slots) for line in lines if line.slots}
    counts = Counter(shapes.values())
    return {number: counts[shape] / len(shapes) if counts[shape] > 3 else 0.0 for number, shape in shapes.items()}


def counted_columns(lines: Sequence[Line]) -> Set[int]:
    """The columns in which a good part of the rows have figures."""
    slots = [s for line in lines if len(line.slots) > 1 for s in line.slots]
    counts = Counter(s.column for s in slots if s.is_figure)
    most = max(counts.values(), default=0)
    return {column for column, n in counts.items() if 4 * n >= most}


def fit(line: Line, usual: int, alike: float = 0.0, counted: Set[int] = frozenset()) -> dict[Role, float]:
    """How well a row fits each role; `usual` is how many cells of words the rows of figures have.

    `alike` is the share of rows that look the same, `counted` are the columns in which figures stand.
    """
    if not line.slots:
        return {"gap": 0.0, "blank": 0.0, "break": 0.0}
    figures, either, words = _kinds(line)
    n = len(line.slots)
    first = line.slots[0]
    if n == 1:
        return _alone(line, first, figures, counted)
    texts = [s.text for s in line.slots]
    ages = "age" in headings(texts[0])
    run = is_label_run([s.text for s in line.slots if s.value is not None], anywhere=ages)
    known = sum(map(is_known, texts)) / n
    key = n == 2 and (texts[0].rstrip().endswith(":") or bool(headings(texts[0]))) and line.width > 2
    pair = n == 2 and _is_pair(line, *line.slots)
    share = (figures + 0.5 * either) / (n - 1)
    apart = {s.column for s in line.slots if s.is_figure} == counted  # however many labels stand before the figures
    data = min(max(share, apart), 1.0) * 2.2 + 0.6 - 0.7 * (0 if apart else max(words - max(usual, 1), 0))
    if figures + either == 0:
        data = -3.5
    elif run:
        data -= 3.0
    # `Age | 9 | 10 | 11` under `Age | 0 | 1 | 2` and its figures looks as they do, and heads the rest of them.
    alike = 0.0 if run and ages else alike
    data += 2.0 * alike
    header = 0.6 + 1.2 * (words + either) / n + 0.9 * known - (0.0 if run else 5.5 * figures / n) - 3.0 * alike
    header += (1.6 if run else 0.0) - (1.2 if pair else 0.0)
    title = -0.6 - 2.5 * max(n - 2, 0) - 1.5 * figures + (1.8 if key or pair else 0.0)
    note = -2.0 - figures
    return {"data": data, "header": header, "title": title, "note": note}


def tells_value(slots: Sequence[Slot]) -> bool:
    """Whether a row is the name of a dimension and one value of it: `Victim sex | F`."""
    if len(slots) != 2 or any(map(str.isdecimal, slots[1].text)):
        return False
    named = headings(slots[0].text) & {*CODED}
    read = [r for d in named if (r := parse_under(named, d, slots[1].text)) is not None]
    # `Not stated` may stand in the place of a figure.
    return any(slots[1].value is None or r.certainty > UNSURE for r in read)


def in_turns(lines: Sequence[Line]) -> set[int]:
    """The rows that tell the values of one dimension in turn, each of which heads the rows below it."""
    told: dict[str, dict[int, str]] = {}
    for line in lines:
        if tells_value(line.slots):
            told.setdefault(line.slots[0].text, {})[line.number] = line.slots[1].text
    return {number for values in told.values() if len({*values.values()}) > 1 for number in values}


def _is_pair(line: Line, key: Slot, value: Slot) -> bool:
    """Whether the two cells of a row are a key and its value: `Reference | 17/3120`, with a column between or none."""
    if line.width <= 2 or value.value is not None or value.cell.column_span > 1 or key.column != line.first_column:
        return False
    step = value.column - key.column
    return step == 1 or (step == 2 < line.width - 3 and kind_of(value.text) in (OTHER, "force"))


def _alone(line: Line, slot: Slot, figures: int, counted: Set[int]) -> dict[Role, float]:
    """The roles of a row with one cell alone."""
    text = slot.text
    if figures and not is_year(text):
        return {"data": 0.4, "header": -4.0, "title": -4.0, "note": -4.0}
    beside = bool(counted) and counted.isdisjoint(slot.cell.columns)  # where labels of rows stand
    at_left = slot.column <= line.first_column or (beside and slot.column < min(counted))
    spans = min(slot.cell.column_span, line.width) / max(line.width, 1)
    known = is_known(text)
    long, sentence = len(text) > LONG, len(text) > SENTENCE
    marked = text[:1] in NOTE_SIGNS
    aside = text[0] + text[-1] == "()"  # `(Sum of cells 5 to 8)` is said of the row above
    data = -1.4 if not sentence else -4.0
    if total_kind(text) and not aside:
        data += 0.8
    section = 0.7 + 0.5 * known + 0.4 * slot.cell.bold - 1.2 * marked
    titled = 2 * sum(f.end - f.start for f in find("offence", text)) > len(text)  # such are long
    if spans < WHOLE or not titled:
        section -= 1.5 * long + 2.0 * sentence
    section -= 0.0 if at_left or spans > 0.5 else 1.5
    section -= 2.5 * aside
    over_figures = not at_left and slot.column + slot.cell.column_span == line.first_column + line.width
    title = 0.9 + 0.4 * long - 0.3 * sentence - 0.8 * marked
    title -= 1.0 * aside + 0.6 * (not at_left and (spans <= 0.5 or (over_figures and not long)))
    note = -0.4 + 0.8 * long + 0.8 * sentence + 1.5 * marked
    header = -1.4 + 0.4 * known + (1.8 if not at_left else 0.0) + (0.8 if spans > 0.3 and not sentence else 0.0)
    header -= 2.0 * sentence + 1.5 * beside
    return {"data": data, "section": section, "title": title, "note": note, "header": header}


def sequences(
    lines: Sequence[Line], most: int = 4, heads: Sequence[int] | None = None
) -> list[tuple[float, list[Role]]]:
    """The likeliest sequences of roles for the rows of a band, the best first, at most `most` of them.

    `heads` are the header rows that a person names: no others head columns, and no table begins after them.
    """
    counted = counted_columns(lines)
    usual, alike = usual_words(lines), alikeness(lines)
    turns = in_turns(lines)
    #: role -> the best paths that end in it: (score, link to the path before).
    ends: dict[Role | None, list[Path]] = {None: [(0.0, None)]}
    for line in lines:
        fits = fit(line, usual, alike.get(line.number, 0.0), counted)
        if line.number in turns:
            fits = {"section": 2.0}
        if heads is not None:
            fits = _as_told(fits, line.number, heads)
        later: dict[Role | None, list[Path]] = {}
        for role, own in fits.items():
            reached: list[Path] = [
                (score + FOLLOWS[before][role] + own, (role, path))
                for before, paths in ends.items()
                if role in FOLLOWS[before]
                for score, path in paths
            ]
            if reached:
                later[role] = _best(reached, most)
        ends = later
    done = [(score + ENDS.get(role or "data", NEVER), path) for role, paths in ends.items() for score, path in paths]
    return [(score, _unlinked(path)) for score, path in _best(done, most)]


def _best(paths: Sequence[Path], most: int) -> list[Path]:
    return sorted(paths, key=itemgetter(0), reverse=True)[:most]


def _as_told(fits: dict[Role, float], row: int, heads: Sequence[int]) -> dict[Role, float]:
    """The roles of a row where a person names the header rows."""
    if row in heads:
        return {"header": 0.0}
    before = bool(heads) and row < min(heads)
    behind: tuple[Role, ...] = ("data", "section", "note", "break", "blank", "gap")
    apart: tuple[Role, ...] = ("title", "gap", "blank", "note", "break") if before else behind
    kept = {role: own for role, own in fits.items() if role in apart}
    return kept or {"title" if before else "data": 0.0}


def _unlinked(path: tuple[object, ...] | None) -> list[Role]:
    roles: list[Role] = []
    while path is not None:
        roles.append(path[0])  # type: ignore[arg-type]
        path = path[1]  # type: ignore[assignment]
    return roles[::-1]
