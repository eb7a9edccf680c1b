"""What speaks for a reading: small scorers, each looking at one thing that stands in the table.

A scorer takes a Reading and gives points, 0 for what is as expected, below for what speaks against it.
New evidence is a new function here with the decorator.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flows.tidy.dimensions import headings, is_known, is_part_of_year, named_over, parse, total_kind
from flows.tidy.labels.wording import without_footnote
from flows.tidy.layout.matrix import Slot, mostly_words
from flows.tidy.layout.reading.readings import SAMPLE_ROWS, Reading
from flows.tidy.layout.sequences import ages_in_turn, counts_up, is_label_sequence, looks_like_years

Scorer = Callable[[Reading], float]
SCORERS: list[Scorer] = []

SEQUENCED = ("age", "period")
VALUED = ("period", "age", "sex", "online")
NUMBERED = ("age", "period", "offence")
COUNTED = ("measure", "unit", "total")
FEW_WORDS = 3
#: More figures than these do not each exceed the one before by one: they count lines.
FEWEST_LINES = 12
#: So many rows of a sample stand together in its table.
BEGINNING = SAMPLE_ROWS - 20
#: No part of a year has a greater number than the last week: 3 under `Week`, 2 under `Quarter`.
WEEKS = 53
STAND_INS = frozenset({"suppressed", "refused", "not_held", "missing"})


def evidence(scorer: Scorer) -> Scorer:
    """Register a scorer."""
    SCORERS.append(scorer)
    return scorer


def weigh(reading: Reading) -> Reading:
    """Fill `reading.reasons` with what each scorer gives."""
    reading.reasons = {s.__name__: round(s(reading), 3) for s in SCORERS}
    return reading


def read_as_labels(slots: Sequence[Slot], named: frozenset[str]) -> float:
    """The share of cells that can be labels: words, dates, or numbers that are labels among their peers.

    Numbers are labels in a run of years or ages, under a heading that names their dimension (`named`), or among
    peers most of which surely read in it.
    """
    texts = [s.text for s in slots if not total_kind(s.text) and not headings(s.text)]
    dimensions = set(named & set(NUMBERED))
    for d in NUMBERED:
        sure = sum((r := parse(d, t)) is not None and r.certainty >= 0.9 for t in texts)
        if sure * 5 >= 2 * len(texts) and sure:
            dimensions.add(d)
    if ages_in_turn(texts):
        dimensions.add("age")
    sequence = is_label_sequence(texts) or (len(texts) > FEWEST_LINES and counts_up(texts[:BEGINNING]))
    words = mostly_words(slots)
    marks = len(set(texts)) > FEW_WORDS and not any(ch.isdecimal() for t in texts for ch in t)

    def can_be(slot: Slot) -> bool:
        if not slot.is_figure or slot.cell.date is not None or (words and slot.is_spelt) or marks:
            return True
        counted = "period" in named and slot.text.isdecimal() and int(slot.text) <= WEEKS
        return counted or (sequence and _number(slot.text)) or any(parse(d, slot.text) for d in dimensions)

    return _share(slots, can_be)


def _number(text: str) -> bool:
    """A bare number, with or without the mark of a footnote."""
    return text.isdecimal() or (without_footnote(text) or "").isdecimal()


def _share(slots: Sequence[Slot], test: Callable[[Slot], bool]) -> float:
    return sum(map(test, slots)) / len(slots) if slots else 0.0


def _over(reading: Reading, column: int) -> frozenset[str]:
    """The dimensions that the header over a column alone names; `Age` over many columns names what is under it.

    So it does over an age, though it be written over the first of them alone.
    """
    at = reading.region.matrix.at
    over = [s for r in reading.header_rows if (s := at(r, column)) and len(s.cell.columns) == 1]
    named = frozenset[str]().union(*(headings(s.text) for s in over))
    return named - {d for d in named for s in over if not headings(s.text) and parse(d, s.text) is not None}


def _beside(reading: Reading, row: int) -> frozenset[str]:
    """The dimensions that the corner beside a header row names."""
    at = reading.region.matrix.at
    return frozenset().union(*(headings(s.text) for c in reading.stub_columns if (s := at(row, c))))


def _groups(reading: Reading, row: int, upper: int | None) -> list[tuple[list[Slot], frozenset[str]]]:
    """The slots of a header row under each label of the row above, with the dimensions named for them."""
    at = reading.region.matrix.at
    groups: list[tuple[list[Slot], frozenset[str]]] = []
    over: Slot | None = None
    for column in reading.body_columns:
        above = at(upper, column) if upper is not None else None
        if not groups or (above is not None and above.cell is not (over.cell if over else None)):
            over = above
            named = headings(above.text) if above is not None else frozenset()
            groups.append(([], named | _beside(reading, row)))
        if slot := at(row, column):
            groups[-1][0].append(slot)
    return [g for g in groups if g[0]]


def _first_of_body(reading: Reading) -> int:
    """The first body row that is no section row."""
    return next((r for r in reading.body_rows if not _heads_rows(reading, r)), reading.body_rows[0])


def _heads_rows(reading: Reading, row: int) -> bool:
    """True for a row of one label that begins over the row labels."""
    anchors = reading.region.row_anchors(row)
    return len(anchors) == 1 and anchors[0].column in (reading.region.columns[0], *reading.stub_columns)


def _below_headers(reading: Reading) -> list[tuple[list[Slot], frozenset[str]]]:
    """The first body row in the groups of the last header row; where that names nothing, figures are figures."""
    groups = _groups(reading, _first_of_body(reading), reading.header_rows[-1] if reading.header_rows else None)
    return [(slots, named & set(SEQUENCED)) for slots, named in groups]


@evidence
def body_holds_figures(reading: Reading) -> float:
    """The body is figures and withheld marks; words in it speak strongly against the cut."""
    body = reading.body()
    if not body:
        return -50.0
    return -14.0 * (1.0 - _share(body, lambda s: s.value is not None))


@evidence
def body_columns_hold_figures(reading: Reading) -> float:
    """Each column of the body has figures; a column of words in the body is a column of labels."""
    wordy = 0
    for column in reading.body_columns:
        slots = [s for r in reading.sample if (s := reading.region.matrix.at(r, column)) and s.is_anchor]
        wordy += bool(slots) and _share(slots, lambda s: s.value is None) > 0.5
    return -2.0 * wordy


@evidence
def headers_are_labels(reading: Reading) -> float:
    """No figures in the header rows, unless they are labels among their peers."""
    points = 0.0
    for i, row in enumerate(reading.header_rows):
        groups = _groups(reading, row, reading.header_rows[i - 1] if i else None)
        size = sum(len(slots) for slots, _ in groups)
        points -= sum(len(slots) / size * (1.0 - read_as_labels(slots, named)) for slots, named in groups)
    return 8.0 * points


@evidence
def headers_do_not_come_again(reading: Reading) -> float:
    """`Not recorded` at the top of a column, and again where its figures are, stands in place of a figure there too."""
    at = reading.region.matrix.at
    again = 0
    for row in reading.header_rows:
        marks = [s for s in reading.column_labels(row) if s.value is not None and s.value.status in STAND_INS]
        below = [{s.text for r in reading.sample if (s := at(r, m.column))} for m in marks]
        again += any(mark.text in texts for mark, texts in zip(marks, below, strict=True))
    return -3.0 * again


@evidence
def stubs_are_labels(reading: Reading) -> float:
    """No figures in the stub columns, unless they are labels among their peers."""
    columns = [(reading.row_labels(c), _over(reading, c)) for c in reading.stub_columns]
    return -8.0 * sum(1.0 - read_as_labels(slots, named) for slots, named in columns if slots)


@evidence
def sections_are_not_headers(reading: Reading) -> float:
    """A row with one label alone, under a header row, heads the rows below it and not the columns."""
    return -3.0 if len(reading.header_rows) > 1 and _heads_rows(reading, reading.header_rows[-1]) else 0.0


@evidence
def labels_left_in_body(reading: Reading) -> float:
    """A first body row of years in turn is a header; a first body column under `Age`, or counting up, is a stub."""
    points = 0.0
    at = reading.region.matrix.at
    first = _first_of_body(reading)
    first_row = [s for c in reading.body_columns if (s := at(first, c))]
    years = looks_like_years([s.text for s in first_row])
    words = bool(first_row) and not any(s.is_figure and not (s.is_spelt and mostly_words(first_row)) for s in first_row)
    labels = bool(first_row) and all(read_as_labels(slots, named) == 1.0 for slots, named in _below_headers(reading))
    withheld = all(s.value is not None and s.value.status in STAND_INS for s in first_row)
    if years or ((words or labels) and not withheld):
        points -= 6.0
    labels_below = 0
    for column in reading.body_columns:
        texts = [s.text for r in reading.sample if (s := at(r, column)) and not total_kind(s.text)]
        named = _over(reading, column) & set(SEQUENCED)
        parts_of_years = "period" in named and all(t.isdecimal() and int(t) <= WEEKS for t in texts)
        read = parts_of_years or any(all(parse(d, t) is not None for t in texts) for d in named)
        labels_below += len(texts) > 1 and read
    points -= 6.0 * labels_below
    texts = [s.text for r in reading.sample if (s := at(r, reading.body_columns[0])) and not total_kind(s.text)]
    if len(reading.body_columns) > 1 and not reading.stub_columns and is_label_sequence(texts):
        points -= 4.0
    return points


@evidence
def line_numbers_are_no_figures(reading: Reading) -> float:
    """The lines of an empty form are numbered: a lone column that counts up beside no label counts nothing."""
    figures = [s for s in reading.body() if s.value is not None]
    alone = not reading.stub_columns and len({s.column for s in figures}) == 1
    return -20.0 if alone and counts_up([s.text for s in figures]) else 0.0


@evidence
def stubs_are_not_headed_by_values(reading: Reading) -> float:
    """A column under `0-4`, `2016/17` or `Jan` holds figures, not labels."""
    at = reading.region.matrix.at
    valued = 0
    for column in reading.stub_columns:
        alone = [s for r in reading.header_rows if (s := at(r, column)) and len(s.cell.columns) == 1]
        over = [s.text for s in alone if not named_over(s.text, [b.text for b in reading.row_labels(column)])]
        sure = any((r := parse(d, t)) is not None and r.certainty >= 0.9 for t in over for d in VALUED)
        valued += sure or any(map(is_part_of_year, over))
    return -3.0 * valued


@evidence
def figures_before_their_labels_are_headed(reading: Reading) -> float:
    """Figures left of all row labels stand under values or `Count`, as in `Girls | Age | Boys`, and count no lines."""
    first = min(reading.stub_columns, default=0)
    at = reading.region.matrix.at
    points = 0.0
    for column in (c for c in reading.body_columns if c < first):
        over = [s.text for r in reading.header_rows if (s := at(r, column))]
        valued = any((r := parse(d, t)) is not None and r.certainty >= 0.5 for t in over for d in (*VALUED, "measure"))
        valued = valued or any(not headings(t).isdisjoint(COUNTED) for t in over)
        figures = [s.text for r in reading.sample if (s := at(r, column))]
        points -= 4.0 * (not valued or not any(t.isdecimal() for t in figures)) + 20.0 * counts_up(figures[:BEGINNING])
    return points


@evidence
def every_figure_has_labels(reading: Reading) -> float:
    """Columns without any header over them, rows without any label beside them."""
    at = reading.region.matrix.at
    bare_columns = [c for c in reading.body_columns if not any(at(r, c) for r in reading.header_rows)]
    bare_rows = [r for r in reading.sample if not any(at(r, c) for c in reading.stub_columns)]
    share_columns = len(bare_columns) / len(reading.body_columns)
    share_rows = len(bare_rows) / len(reading.sample)
    if share_columns == 1.0 and share_rows == 1.0:
        return -20.0
    return -2.0 * share_columns - 2.0 * share_rows


@evidence
def labels_are_known(reading: Reading) -> float:
    """Labels that some dimension can read."""
    columns = [s for r in reading.header_rows for s in reading.column_labels(r)]
    rows = [s for c in reading.stub_columns for s in reading.row_labels(c)]
    known = _share(columns, lambda s: is_known(s.text)) + _share(rows, lambda s: is_known(s.text))
    return 0.75 * known


@evidence
def simpler_is_likelier(reading: Reading) -> float:
    """Between equals, fewer header rows and fewer stub columns."""
    return -0.12 * len(reading.header_rows) - 0.12 * len(reading.stub_columns)


@evidence
def values_stand_over_figures(reading: Reading) -> float:
    """Row labels that are numbers under a value: `Rape` heads figures, however much `<5`, `5`, `0` look like ages."""
    at = reading.region.matrix.at
    points = 0.0
    for column in reading.stub_columns[1:]:
        heads = [s for r in reading.header_rows[-1:] if (s := at(r, column)) and not headings(s.text)]
        numbers = [s for s in reading.row_labels(column) if s.is_figure and not s.is_spelt]
        if heads and 2 * len(numbers) > len(reading.row_labels(column)):
            points -= any(parse(d, heads[0].text) is not None for d in ("offence", "sex", "online", "age"))
    return points


@evidence
def headers_withhold_nothing(reading: Reading) -> float:
    """`Withheld` in every column is a row of figures that are not given, and heads none."""
    at = reading.region.matrix.at
    for row in reading.header_rows:
        slots = [s for c in reading.body_columns if (s := at(row, c)) and s.is_anchor]
        statuses = {s.value.status if s.value else "" for s in slots}
        if len(slots) > 1 and len({s.text for s in slots}) == 1 and statuses <= {"refused", "suppressed", "not_held"}:
            return -4.0
    return 0.0
