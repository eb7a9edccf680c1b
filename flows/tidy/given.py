"""What the words of an answer give to figures: `2016/17`, `online: all`, or one value a column, from the left, and
several dimensions at once, as `period: 2016/17; 2015/16, online: yes`."""

from __future__ import annotations

import copy
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flows.tidy.people.values import read_value
from flows.tidy.valued import ANSWERABLE, give
from schemas.rows import Observation

ALL = "all"
CARRIED = {"online": "online", "sex": "sex", "age": "age_band"}
"""The dimensions that a header over the first of some columns may give to the others, with their columns."""


def given(words: str, asks: str, rows: Sequence[Observation]) -> list[tuple[Observation, str, Any]]:
    """The figures, each with a dimension and the value that it is given.

    `asks`: the dimension of words that name none. Raises ValueError, with the reason, for what cannot be followed.
    """
    pieces = [piece.partition(": ") for piece in words.split(", ")]
    named = [(name, said) for name, _, said in pieces if name in ANSWERABLE and said]
    found = []
    for dimension, said in named if len(named) == len(pieces) else [(asks, words)]:
        if dimension not in ANSWERABLE:
            raise ValueError(
                f"asks for {dimension}, and no value can be given to that; name what it is of, as online: all"
            )
        for row, one in _dealt(said, rows):
            try:
                found.append((row, dimension, read_value(dimension, one)))
            except ValueError as error:
                raise ValueError(f'"{one}" is {error}') from error
    return found


def _dealt(words: str, rows: Sequence[Observation]) -> Iterator[tuple[Observation, str]]:
    values = [one.strip() for one in words.split(";")]
    columns = _columns(rows)
    if len(values) == 1:
        yield from ((row, words) for row in rows)
    elif len(values) != len(columns):
        raise ValueError(f'"{words}" has {len(values)} values for {len(columns) or "no"} columns of one table')
    else:
        of_column = dict(zip(columns, values, strict=True))
        yield from ((row, of_column[row.place.column or 0]) for row in rows)


def in_words(words: str, asks: str) -> str:
    """What words give, to be read.

    >>> in_words("period: 2016/17; 2015/16, online: yes", "layout"), in_words("2016/17", "period")
    ('period: column by column 2016/17, then 2015/16; online: yes', 'period: 2016/17')
    """
    named = words if ": " in words else f"{asks}: {words}"
    pieces = (piece.partition(": ") for piece in named.split(", "))
    columns = ((name, said.split("; ")) for name, _, said in pieces)
    return "; ".join(
        f"{name}: {'column by column ' if len(said) > 1 else ''}{', then '.join(said)}" for name, said in columns
    )


def in_turn(rows: Sequence[Observation], others: Iterable[Observation], asked: Sequence[str]) -> Iterator[str]:
    """The periods that columns without them may have in turn: those of the columns beside them, the order first that
    is found there most often, else those that were `asked` for.

    What stands over the first of them alone may be said of all: so it is offered too, and first.
    """
    columns = _columns(rows)
    if len(columns) < 2:
        return
    beside: defaultdict[int, set[str]] = defaultdict(set)
    for row in others:
        if row.place.table == rows[0].place.table and row.place.column not in columns and row.period_label:
            beside[row.place.column or 0].add(row.period_label)
    labels = [next(iter(found)) for _, found in sorted(beside.items()) if len(found) == 1]
    many = len(columns)
    runs = Counter(tuple(labels[at : at + many]) for at in range(0, len(labels) - many + 1, many))
    found = ["; ".join(run) for run, _ in runs.most_common() if len(set(run)) == many]
    if not found and len(asked) == many:
        found = ["; ".join(asked), "; ".join(asked[::-1])]
    first = [row for row in rows if row.place.column == columns[0]]
    last = [row for row in rows if row.place.column != columns[0]]
    for name, column in CARRIED.items():
        own, theirs = ({getattr(row, column) for row in part} for part in (first, last))
        if len(own) == 1 and own != {ALL} and theirs == {ALL}:
            yield from (f"period: {one}, {name}: {next(iter(own))}" for one in found)
    yield from found


def contradicts(words: str, asks: str, rows: Sequence[Observation], others: Iterable[Observation]) -> bool:
    """Whether figures would count the same as one another, or as other figures, and say another number of it; or
    cannot be given what the words say."""
    supposed = {id(row): copy.copy(row) for row in rows}
    try:
        for row, dimension, value in given(words, asks, rows):
            give(supposed[id(row)], dimension, value)
    except ValueError:
        return True
    counted: defaultdict[tuple[object, ...], set[int]] = defaultdict(set)
    for one in (*supposed.values(), *(row for row in others if id(row) not in supposed)):
        if one.count is not None:
            counted[_what(one)].add(one.count)
    return any(len(counted[_what(one)]) > 1 for one in supposed.values())


def _what(row: Observation) -> tuple[object, ...]:
    return (
        row.force_id, row.period_label, row.measure, row.measure_label, row.offence_code, row.offence_group,
        row.age_band, row.sex, row.online, row.is_total, row.unit, tuple(sorted(row.other.items())),
    )  # fmt: skip


def _columns(rows: Sequence[Observation]) -> list[int]:
    """The columns of figures that stand in one table, from the left; none where they do not."""
    tables, found = {row.place.table for row in rows}, {row.place.column for row in rows}
    return sorted(one for one in found if one is not None) if len(tables) == 1 and None not in tables | found else []
