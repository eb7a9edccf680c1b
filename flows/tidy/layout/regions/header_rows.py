"""Which rows can only be headers; rows of what is withheld, and of words that a list says again and again, are none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from flows.tidy.dimensions import parse, total_kind
from flows.tidy.layout.matrix import Matrix, Slot, mostly_words
from flows.tidy.layout.sequences import ages_in_turn, follows, is_label_sequence, looks_like_years

SINGLE_AGES, SHORT_ROW = 5, 2
SURE = 0.9
#: Rows of a list: more than so many of them, and words that so many share.
FEWEST_ROWS, FEWEST_LINES = 6, 3
WANTING = frozenset({"not_held", "missing", "refused"})


def can_only_head(anchors: Sequence[Slot], columns: Sequence[int], above: Sequence[Slot] = ()) -> bool:
    """A row that cannot be data: to the right of its first cell there are words or years, and no figures.

    `above` is the body row before it, if any: `6 | 1 | 1 | 2 | 3` below `5 | 1 | 1 | 1 | 2` goes on with single ages.
    """
    beyond = anchors if anchors[0].column > columns[0] else anchors[1:]
    if not beyond:
        return False
    texts = [s.text for s in beyond]
    counted = bool(above) and (follows(above[0].text, anchors[0].text) or bool(total_kind(anchors[0].text)))
    alike = bool(above) and any(parse(d, above[0].text) and parse(d, anchors[0].text) for d in ("offence", "sex"))
    ages = (len(texts) >= SINGLE_AGES and not counted and is_label_sequence(texts)) or ages_in_turn(texts)
    ages = ages and not alike
    held = {s.column for s in above if s.is_figure or _withheld(s)}
    spelt = [s for s in beyond if s.is_spelt and s.column not in held] if mostly_words(beyond) else []
    words = len(spelt) + sum(not s.is_figure and not (_withheld(s) and s.column in held) for s in beyond)
    small = [s for s in beyond if s.column in held and _is_small_range(s)]
    if (small and all(s.is_figure or s in small for s in beyond)) or (
        words == len(beyond) and _lacks_figures(beyond, above)
    ):
        return False
    labels = words * 2 >= len(beyond) > SHORT_ROW and _of_one_dimension(texts) and not _goes_on(anchors, above)
    years = looks_like_years([t for t in texts if not total_kind(t)])
    return words == len(beyond) or labels or years or ages


def said_again(matrix: Matrix, rows: Sequence[int], columns: Sequence[int]) -> set[tuple[int, str]]:
    """The words, each with its column, that many rows have which differ in others: a row with them is no header.

    Headers that come again over table after table are the same in all their words but the first.
    """
    if len(rows) <= FEWEST_ROWS:
        return set()
    said: dict[tuple[int, str], set[tuple[str, ...]]] = defaultdict(set)
    for row in rows:
        slots = [s for c in columns if (s := matrix.at(row, c)) and s.is_anchor][1:]
        whole = tuple(s.text for s in slots)
        for slot in slots:
            if slot.value is None:
                said[slot.column, slot.text].add(whole)
    return {words for words, lines in said.items() if len(lines) >= max(FEWEST_LINES, len(rows) / 10)}


def _goes_on(anchors: Sequence[Slot], above: Sequence[Slot]) -> bool:
    """A row whose figures stand under figures, and its words under words or nothing: data like the row above it."""
    over = {s.column: s.is_figure for s in above}
    figures = [over.get(s.column, False) for s in anchors if s.is_figure]
    return bool(figures) and all(figures) and not any(over.get(s.column, False) for s in anchors if not s.is_figure)


def _of_one_dimension(texts: Sequence[str]) -> bool:
    """Labels of one kind, with or without a total: `<13`, `13-15`, `Unknown`."""
    labels = [t for t in texts if not total_kind(t)]
    for dimension in ("age", "period"):
        readings = [parse(dimension, t) for t in labels]
        sure = sum(r is not None and r.certainty >= SURE for r in readings)
        if all(r is not None for r in readings) and sure * 2 >= len(labels):
            return True
    return False


def _withheld(slot: Slot) -> bool:
    """`Less than 3`: words that stand in place of a figure where figures stand."""
    return slot.value is not None and slot.value.status == "suppressed" and slot.value.certainty >= SURE


def _is_small_range(slot: Slot) -> bool:
    """`1-4`, `0 to 4`: a small figure withheld, where figures stand above it."""
    value = slot.value
    return value is not None and value.status == "suppressed" and value.high is not None and (value.low or 0) < 2


def _lacks_figures(beyond: Sequence[Slot], above: Sequence[Slot]) -> bool:
    """A row that says `Not recorded` wherever the row above it has figures."""
    held = {s.column for s in above if s.is_figure}
    under = [s for s in beyond if s.column in held]
    return bool(under) and all(s.value is not None and s.value.status in WANTING for s in under)
