"""Tables of questions and answers whose answers are text: read as the letter that they are.

`Question | Response`, `No. | Request | Answer`, and questions each in a row over its answer are one thing: a letter
laid out in cells. Where the answers are words about figures rather than figures, what the cells say is put behind the
grid as text, each with its cell, so that a question speaks of the answer beside it as it does in a letter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields

from flows.read.grid import Block, Cell, Grid
from flows.tidy.judgement.grids import GridCandidates
from flows.tidy.labels.marks import Marks
from flows.tidy.labels.numbers import read_cell
from flows.tidy.layout.bracketed import two_figures
from flows.tidy.layout.matrix import build
from flows.tidy.layout.parted import parted
from flows.tidy.result import Context
from flows.tidy.rows.fates import Fates, ledger
from flows.tidy.rows.report import GridReport
from flows.tidy.sentences.contexts import of_words
from flows.tidy.text.numbering import drawn, label
from flows.tidy.text.paragraphs import begins_anew, breaks_year, with_line
from flows.tidy.text.parts.shapes import figure_alone, holds_figure
from flows.tidy.text.parts.verdicts import decides
from flows.tidy.text.phrases import says, whole
from flows.tidy.text.spoken import Side, SpokenGrid, SpokenText
from flows.tidy.words import Words

_SHORTEST_QUESTION = 3
_DEEPEST_HEADER = 3
#: Letters are not of one width: how much of the longest line's length a line has at least that the next word broke.
_FULL, _HALF = 0.85, 0.5
_LONGEST_MARK = 14
_WRAPPED = ("pdf_lines", "pdf_text", "ocr")


def with_spoken(blocks: Sequence[Block], told: Callable[[Grid, int], bool]) -> tuple[Block, ...]:
    """The blocks of a document, those grids that are letters laid out in cells with what their cells say behind them.

    `told`: whether a person has said how to read the grid of a number.
    """
    out: list[Block] = []
    number = 0
    outer: Grid | None = None
    for place, block in enumerate(blocks):
        if not isinstance(block, Grid):
            out.append(block)
            continue
        number += 1
        if block.inside is not None and isinstance(outer, SpokenGrid):
            out.insert(_behind(out, outer, block.inside), block)
            continue
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        framing = isinstance(after, Grid) and after.inside is not None
        texts = [] if told(block, number) else _spoken(block, number, framing)
        outer = SpokenGrid(**{f.name: getattr(block, f.name) for f in fields(Grid)}) if texts else block
        out += [outer, *texts]
    return tuple(out)


def _behind(blocks: Sequence[Block], outer: SpokenGrid, place: tuple[int, int]) -> int:
    """Where a table goes that stands in a cell of a grid that talks: behind what is said up to there."""
    start = blocks.index(outer)
    return 1 + max(
        n
        for n, b in enumerate(blocks)
        if n >= start and (isinstance(b, Grid) or (isinstance(b, SpokenText) and _at(b.cell) <= place))
    )


def _at(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def report_spoken(blocks: Sequence[Block], grid: Grid, number: int, context: Context) -> GridReport:
    """What became of the cells of a grid that is read as text, the figures left to the text."""
    sides = {(t.cell.row, t.cell.column): t.side for t in blocks if isinstance(t, SpokenText) and t.table == number}
    matrix = build(grid, number, Marks())
    fates = Fates()
    for cell in grid.cells:
        slot = matrix.at(cell.row, cell.column)
        if slot is not None and sides.get((cell.row, cell.column)) != "response":
            fates.decide(cell, "header")
        elif slot is not None and slot.is_figure:
            fates.decide(cell, "unplaced", "an answer that was not understood")
    cells = ledger(matrix, fates, context)
    bare = GridCandidates(matrix, Marks(), {}, {}, Words())
    return GridReport(bare, cells=cells, explanation=["a letter laid out in cells, read as text"])


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of the questions' numbers (0: none), the questions, the answers (the same: under one another)."""

    number: int
    question: int
    answer: int
    header: tuple[Cell, ...] = ()


def _spoken(grid: Grid, number: int, framing: bool) -> list[SpokenText]:
    """What the cells of a grid say; nothing where it is no letter, or where all its answers are figures.

    `framing`: whether tables stand in its cells, which answer as well.
    """
    rows: dict[int, list[Cell]] = defaultdict(list)
    for cell in grid.cells:
        if cell.text.strip() and not (cell.hidden or cell.struck or grid.hidden):
            rows[cell.row].append(cell)
    columns = _columns([rows[r] for r in sorted(rows)])
    if columns is None:
        return []
    lines = [t for row in sorted(rows) for t in _row(rows[row], columns, grid, number)]
    asked = any(t.side == "request" for t in lines)
    tells = framing or (columns.header and columns.number) or any(_tells(t.cell) for t in lines if t.side == "response")
    return lines if asked and tells else []


def _columns(rows: Sequence[Sequence[Cell]]) -> _Columns | None:
    """The columns of a letter laid out in cells; None where the rows are none."""
    held: dict[int, list[Cell]] = defaultdict(list)
    for row in [r for r in rows if len(r) > 1] or rows:
        for cell in row:
            held[cell.column].append(cell)
    first, *others = sorted(held) or [0]
    number = first if others and _are_numbers(held[first]) else 0
    texts = others if number else [first, *others]
    for n, row in enumerate(rows[:_DEEPEST_HEADER], start=1):
        sides = {_speaker(_flat(c)): c.column for c in row}
        others = [c.column for c in row if c.column not in (number, sides.get("request"))]
        if "request" in sides and len(texts) == 2 and len(others) == 1:  # `Your question | Position at 31 March`
            sides["response"] = others[0]
        if "request" in sides and "response" in sides:
            return _Columns(number, sides["request"], sides["response"], tuple(c for r in rows[:n] for c in r))
    if len(texts) == 1:
        return _Columns(number, texts[0], texts[0])
    if len(texts) == 2 and 2 * sum(map(_asks, held[texts[0]])) > len(held[texts[0]]):
        return _Columns(number, texts[0], texts[1])
    return None


def _are_numbers(cells: Sequence[Cell]) -> bool:
    """Whether the cells of a column number what stands beside them, a header left out."""
    texts = [_flat(c) for c in cells]
    marks = [len(t) <= _LONGEST_MARK and (drawn(t.replace(".", "", 1)) is not None or _speaker(t) != "") for t in texts]
    return any(marks) and all(marks[1:])


def _speaker(text: str) -> Side:
    if whole("markers", text, "request_heading"):
        return "request"
    return "response" if whole("markers", text, "response_heading") else ""


def _asks(cell: Cell) -> bool:
    text = _flat(cell)
    asks = text.endswith("?") or says("markers", text, "ask") or of_words(text).asks
    return asks and len(text.split()) >= _SHORTEST_QUESTION


def _tells(cell: Cell) -> bool:
    """Whether an answer gives figures in words or line by line, and is not a figure."""
    text = _flat(cell)
    if read_cell(text) is not None or two_figures(text, Marks()) is not None or parted(text, Marks()) is not None:
        return False
    return holds_figure(text) or any(holds_figure(line) for line in cell.text.splitlines())


def _row(cells: Sequence[Cell], columns: _Columns, grid: Grid, number: int) -> Iterator[SpokenText]:
    if cells[0] in columns.header:
        return
    mark = next((_flat(c) for c in cells if c.column == columns.number), "")
    label = mark if drawn(mark) else ""
    beside = columns.question != columns.answer and len([c for c in cells if c.column != columns.number]) > 1
    for cell in cells:
        if cell.column not in (columns.question, columns.answer):
            continue
        if columns.question == columns.answer or not beside:
            unanswered = columns.question == cell.column != columns.answer and _asks(cell)
            side = _speaker(mark) or ("request" if unanswered or _is_question(cell, mark) else "response")
        else:
            side = "request" if cell.column == columns.question else "response"
        for line in [_flat(cell)] if side == "request" else _lines(cell, grid):
            yield SpokenText(
                line, "body", label, cell.page or grid.page, cell.box, cell.confidence, cell.doubts, side=side,
                table=number, sheet=grid.sheet, cell=cell,
            )  # fmt: skip
            label = ""


def _is_question(cell: Cell, mark: str) -> bool:
    """Whether a cell over or under others asks: it says so, or it stands out and gives no figure."""
    text = _flat(cell)
    found = label(text) or drawn(mark)
    words = sum(w.isalpha() for w in text[found.end :].split()) if found and found.kind == "question" else 0
    if text.endswith("?") or words >= _SHORTEST_QUESTION:
        return True
    if holds_figure(text) or figure_alone(text) or decides(text):
        return False
    return cell.bold or cell.header or says("markers", text, "ask") or says("markers", text, "number_of")


def _lines(cell: Cell, grid: Grid) -> Iterator[str]:
    """The lines of a cell as they were typed: those that its width broke are put together."""
    lines = [" ".join(line.split()) for line in cell.text.splitlines() if line.strip()]
    if grid.method not in _WRAPPED:
        yield from lines
        return
    alike = (c.text for c in grid.cells if (c.column, c.column_span) == (cell.column, cell.column_span))
    room = max((len(line) for text in alike for line in text.splitlines()), default=0)
    held = ""
    last = ""
    for line in lines:
        full = len(last) + 1 + len(line.split()[0]) > _FULL * room
        runs_on = line[0].islower() and last[-1:] not in ".;?!" and len(last) > _HALF * room
        goes_on = breaks_year(last, line) or (full and last[-1:] == ",")
        if held and not goes_on and (begins_anew(line) or last[-1:] == ":" or not (full or runs_on)):
            yield held
            held = ""
        held, last = with_line(held, line), line
    if held:
        yield held


def _flat(cell: Cell) -> str:
    return " ".join(cell.text.split())
