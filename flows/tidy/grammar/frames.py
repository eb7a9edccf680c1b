"""The tables that a sheet may hold: its bands of columns, cut into frames by the roles of their rows.

A frame is one table cut out: titles, header rows, body rows and sections, notes, and which of its columns hold labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from flows.tidy.grammar.bands import Band, bands
from flows.tidy.grammar.columns import column_cuts
from flows.tidy.grammar.rows import Line, Role, sequences
from flows.tidy.layout.levels.outline import OTHER, kind_of
from flows.tidy.layout.matrix import Matrix, Slot, distinct
from flows.tidy.layout.told import ToldTable

MOST_CUTS = 4
#: The share of a table's columns that stand under the header before, where it goes on there; strays may stand between.
UNDER = 0.8


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One table cut out of a sheet: the numbers of its rows by role, and of its columns.

    `titles` and `notes` are rows above and below; `heads` head the columns, `sections` head the body rows under them;
    `stubs` are the columns of labels, `columns` those of figures, `remarks` those that say nothing of figures.
    `repeated` are header rows printed again. `score` is how well rows and columns fit these roles; `told` is what a
    person says of the table.
    """

    matrix: Matrix
    titles: tuple[int, ...]
    heads: tuple[int, ...]
    body: tuple[int, ...]
    sections: tuple[int, ...]
    notes: tuple[int, ...]
    repeated: tuple[int, ...] = ()
    stubs: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    remarks: tuple[int, ...] = ()
    score: float = 0.0
    reasons: dict[str, float] = field(default_factory=dict)
    told: ToldTable | None = None

    @property
    def width(self) -> tuple[int, ...]:
        """All columns of the band, left to right."""
        return tuple(sorted({*self.stubs, *self.columns, *self.remarks}))

    @property
    def rows(self) -> tuple[int, ...]:
        """All rows of the frame, top to bottom."""
        return tuple(sorted((*self.titles, *self.heads, *self.body, *self.sections, *self.notes, *self.repeated)))

    @property
    def overheads(self) -> tuple[str, ...]:
        """The labels of the upper header rows."""
        return tuple(s.text for r in self.heads[:-1] for s in self.anchors(r))

    @property
    def places(self) -> list[tuple[int, int]]:
        """The rows and columns of its body, row by row."""
        return [(row, column) for row in self.body for column in self.columns]

    @property
    def first(self) -> int:
        """Its first row that is one of the document."""
        return next((r for r in self.rows if r > 0), 1)

    @property
    def corner(self) -> list[str]:
        """What stands over the labels of rows in the header, each cell once."""
        slots = distinct(s for r in self.heads for c in self.stubs if (s := self.matrix.at(r, c)))
        return [slot.text for slot in slots]

    def anchors(self, row: int) -> list[Slot]:
        """The distinct cells of a row within the frame, left to right."""
        return _anchors(self.matrix, row, self.width)

    def line(self, row: int) -> str:
        """All that a row says."""
        return " ".join(s.text for s in self.anchors(row))


def _anchors(matrix: Matrix, row: int, columns: Sequence[int]) -> list[Slot]:
    """The distinct cells of a row in some columns; where none is, the one cell of the row, which may head them all."""
    own = distinct(s for c in columns if (s := matrix.at(row, c)))
    whole = [] if own else distinct(s for c in matrix.columns if (s := matrix.at(row, c)))
    return own or (whole if len(whole) == 1 and whole[0].value is None else [])


def cuts(matrix: Matrix, told: Sequence[ToldTable] = ()) -> list[list[Frame]]:
    """The ways to cut a sheet into tables: each a list of frames in reading order.

    The likeliest of each way to part the sheet into bands comes first, whatever its rows alone say.
    """
    found: list[tuple[bool, float, list[Frame]]] = []
    printed = sum(matrix.fills(r) for r in matrix.rows)
    for parts in bands(matrix, told):
        ways = [_cut_band(band) for band in parts]
        # Bands side by side share their rows: each counts for its part of them.
        share = printed / max(sum(map(_printed, parts)), 1)
        for n in range(MOST_CUTS):
            picked = [way[min(n, len(way) - 1)] for way in ways if way]
            if picked and any(n < len(way) for way in ways):
                frames = [f for _, part in picked for f in part]
                found.append((n > 0, share * sum(score for score, _ in picked), frames))
    highest = max((score for _, score, _ in found), default=0.0)
    kept: dict[tuple[object, ...], list[Frame]] = {}
    for _, score, frames in sorted(found, key=lambda way: (way[0], -way[1])):
        key = tuple((f.heads, f.body, f.sections, f.titles, f.width) for f in frames)
        kept.setdefault(key, [replace(f, reasons={"cut": round(score - highest, 3)}) for f in frames])
    return list(kept.values())[:MOST_CUTS]


def _printed(band: Band) -> int:
    """How many rows of a band hold anything."""
    return sum(any((r, c) in band.matrix.slots for c in band.columns) for r in band.rows)


def _cut_band(band: Band) -> list[tuple[float, list[Frame]]]:
    matrix, columns, told = band.matrix, band.columns, band.told
    lines = []
    for r in band.rows:
        slots = _anchors(matrix, r, columns)
        if all(s.cell.row < r and s.value is None for s in slots):
            slots = []  # Words that go on from the row above are of that row.
        lines.append(Line(r, tuple(slots), columns[0], len(columns)))
    while lines and not lines[-1].slots:
        lines.pop()
    if not lines:
        return []
    heads = told.heads if told else None
    return [
        (score, [replace(f, told=told) for f in _joined(_frames(matrix, lines, roles, columns))])
        for score, roles in sequences(lines, MOST_CUTS, heads)
    ]


def _frames(matrix: Matrix, lines: Sequence[Line], roles: Sequence[Role], columns: list[int]) -> Iterator[Frame]:
    """The frames of one sequence of roles; a header that comes again word for word begins no new table."""
    open_: dict[str, list[int]] = {}
    header: list[str] = []
    done: dict[str, list[int]] | None = None
    before: Role | None = None
    titled = False
    texts = {line.number: line.text for line in lines}

    def fresh() -> dict[str, list[int]]:
        return {role: [] for role in ("title", "header", "data", "section", "note", "repeated")}

    open_ = fresh()
    for line, role in zip(lines, roles, strict=True):
        if role in ("gap", "blank", "break"):
            continue
        if role in ("title", "header") and (open_["data"] or open_["section"] or open_["note"]):
            same = role == "header" and not open_["note"] and header and texts[line.number] in header
            peer = titled and before == "section"
            if same and not peer:
                open_["repeated"].append(line.number)
                before = role
                continue
            done, open_ = open_, fresh()
            if role == before == "header":  # upper rows of a header that come again over other lower ones
                last = max(done["data"] or [0])
                open_["header"] = [r for r in done["repeated"] if r > last]
                done["repeated"] = [r for r in done["repeated"] if r <= last]
            if done["data"]:
                if role == "header" and before == "section":  # nothing but the new table stands under it
                    open_["title"] = [done["section"].pop()]
                yield _frame(matrix, done, columns)
            else:
                open_["title"] = [*done["title"], *done["section"], *done["note"]]
            header = [texts[r] for r in open_["header"]]
        if role == "header":
            titled = before == "title" if not header else titled
            header.append(texts[line.number])
        open_[role].append(line.number)
        before = role
    yield _frame(matrix, open_, columns)


def _joined(frames: Iterable[Frame]) -> list[Frame]:
    """The frames, but one of figures under a title alone goes on under the header before, where its columns stand."""
    made: list[Frame] = []
    over = set[int]()
    for frame in frames:
        columns = _figured(frame)
        titles = [s for r in frame.titles for s in frame.anchors(r)]
        titled = len(frame.titles) == len(titles) == 1 and titles[0].value is None
        under = bool(columns) and len(columns & over) >= UNDER * len(columns)
        if made and made[-1].heads and not frame.heads and titled and under:
            before = made[-1]
            made[-1] = replace(
                before,
                body=(*before.body, *frame.body),
                sections=(*before.sections, *frame.titles, *frame.sections),
                notes=(*before.notes, *frame.notes),
            )
        else:
            made.append(frame)
            over = columns
    return made


def _figured(frame: Frame) -> set[int]:
    """The columns in which a frame has figures."""
    return {c for row, c in frame.places if (s := frame.matrix.at(row, c)) and s.is_figure}


def _frame(matrix: Matrix, rows: dict[str, list[int]], columns: list[int]) -> Frame:
    titles = rows["title"]
    kinds = {r: kind_of(_anchors(matrix, r, columns)[0].text) for r in (*titles[-1:], *rows["section"])}
    if titles and not rows["header"] and kinds[titles[-1]] in {kinds[r] for r in rows["section"]} - {OTHER}:
        rows["section"] = [titles.pop(), *rows["section"]]
    return Frame(
        matrix,
        tuple(rows["title"]),
        tuple(rows["header"]),
        tuple(rows["data"]),
        tuple(rows["section"]),
        tuple(rows["note"]),
        tuple(rows["repeated"]),
        columns=tuple(columns),
    )


def with_columns(frame: Frame) -> list[Frame]:
    """The frame with its columns told apart, in the likeliest ways; none where nothing in it can be a figure."""
    made = []
    told = frame.told.stubs if frame.told else None
    for score, reasons, (stubs, figures, remarks) in column_cuts(
        frame.matrix, frame.heads, frame.body, frame.columns, told
    ):
        made.append(
            replace(
                frame, stubs=stubs, columns=figures, remarks=remarks, score=score, reasons={**frame.reasons, **reasons}
            )
        )
    return made
