"""V16: a figure stands once in what is added up, and a document that prints it twice prints it alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from flows.check.figure import amount, key, place_name, says
from flows.check.figures import Line, groups, is_exact, is_said, least, line_of, most, same
from flows.check.registry import Breach, Subject, rule, told
from schemas.checks import threshold
from schemas.rows import Observation

TOLD = "figures_disagree"
"""The flag of figures that were found out while the document was read: they have their finding already."""


@rule("V16", "error", "look at both places; where the return means different things, a recipe can say which")
def figure_twice_in_document(subject: Subject) -> Iterator[Breach]:
    """A figure that a document prints twice is the same both times."""
    wrong = [
        (first, again)
        for first, *more in groups(filter(is_said, subject.figures), same("document")).values()
        for again in more
        if (least(first) > most(again) or least(again) > most(first))
        and not (TOLD in first.flags and TOLD in again.flags)
    ]
    yield from told("one figure is printed with two values", wrong, _both)


def _both(one: Observation, other: Observation) -> str:
    return f"{says(one)}, and {amount(other)} at {place_name(other.place) or 'another place'}"


@rule("V16", "warning", "a total or a sub-total may have been read as a part: look at the rows of the table")
def figure_twice_in_series(subject: Subject) -> Iterator[Breach]:
    """A series that can be added up holds each figure once; running text may say one number again."""
    parts = [row for row in subject.figures if is_said(row) and not row.is_total]
    alike = groups(parts, lambda row: (row.document_id, row.series_id, key(row)))
    wrong = [
        (again,)
        for first, *more in alike.values()
        for again in more
        if again.method != "prose" or amount(again) != amount(first)
    ]
    yield from told("{n} figures stand twice in one series", wrong, _placed)


def _placed(row: Observation) -> str:
    return f"{place_name(row.place)} {says(row)}"


@rule("V16", "warning", "mark it as a total by a recipe, or every sum over the table counts twice")
def total_read_as_part(subject: Subject) -> Iterator[Breach]:
    """No figure that is added up with others is the sum of all of them, whatever its label: `Other` can be a total."""
    parts = [row for row in subject.figures if is_exact(row) and not row.is_total and not row.age_is_cumulative]
    found = _sums_of_line(parts, "row", "column") + _sums_of_line(parts, "column", "row")
    wrong = {row.observation_id: (row,) for row in found}
    yield from told("{n} figures are the sum of all others of their line", wrong.values(), _placed)


def _sums_of_line(parts: Sequence[Observation], line: Line, across: Line) -> list[Observation]:
    """The parts of a series that are, each, what the other parts in the same row or column come to.

    Where it holds for one line it must hold for all lines across that have such a part and are not empty: in one line
    alone it may be chance.
    """
    placed = [row for row in parts if line_of(row, "row") and line_of(row, "column")]
    sums = []
    for own in groups(placed, lambda row: (line_of(row, line), row.series_id)).values():
        total, many = sum(map(least, own)), sum(least(row) > 0 for row in own)
        if many > threshold("V16", "fewest_parts"):
            sums += [row for row in own if least(row) * 2 == total]
    if not sums:
        return []
    filled = Counter((line_of(row, across), row.series_id) for row in placed if least(row) > 0)
    found = Counter((line_of(row, across), row.series_id) for row in sums)
    return [
        row for row in sums
        if found[at := (line_of(row, across), row.series_id)] == filled[at]
        and (found[at] > 1 or least(row) >= threshold("V16", "clear"))
    ]  # fmt: skip
