"""Rows and columns that are the sum of those beside them, without a word that says so: a region, a nation, `Force`.

Only a label that names a part of a dimension of the table's own (an area, a type) can be such a sum, or one of unknown
words beside the word total (`Total Group 2 crimes`), and only where the figures come out in every line: that several
unlike sums agree by chance is not to be feared.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile
from math import prod

from flows.tidy.dimensions import parse
from flows.tidy.draft import Draft, sum_of

FEWEST_PARTS = 2
#: `Northern` may be a force of old, or a part of one.
SURE = 0.9
#: The product of the sums that must come out: the odds against chance, less where all other lines are the parts.
ODDS, ODDS_OF_ALL = 20_000, 200


def name_sums(drafts: Sequence[Draft]) -> None:
    """Mark the rows and columns that head or close the run of those which they are the sum of.

    Beside the sum of all, one of a part of them (`Urban region total`) keeps the label that says of which. What is
    called a total and comes out is one, though its parts count unlike things: `Convictions` and `Unsuccessful`.
    """
    counts = [d for d in drafts if d.unit == "count"]
    for axis in ("row", "column"):
        lines: dict[int, dict[int, Draft]] = defaultdict(dict)
        for d in counts:
            lines[d.row if axis == "row" else d.column][d.column if axis == "row" else d.row] = d
        totals = {n for n, line in lines.items() if any(axis in d.totals for d in line.values())}
        parts = [n for n in sorted(lines) if n not in totals]
        heads = _heads_of_runs([n for n in parts if _names_a_part(lines[n].values(), axis)], parts, lines)
        sums: dict[int, list[Draft]] = {}
        for n in sorted(lines):
            others = partial(_figures_of_others, n, parts, lines)
            line = [*lines[n].values()]
            of_part = _names_a_part(line, axis)
            run = (heads.get(n) or _run_of(n, parts, lines, n in totals)) if of_part else []
            if run or _names_the_force_alone(line, others, axis):
                sums[n] = line
                if not any("force" in d.values for d in others()):
                    for draft in line:
                        draft.values.pop("force", None)
            elif n in totals and not of_part and _run_of(n, parts, lines, True):
                for draft in line:
                    draft.is_total = True
        named = [n for n in parts if n not in sums and _names_a_part([*lines[n].values()], axis)]
        for n in _beside_sums(named, parts, lines, sums):
            sums[n] = [*lines[n].values()]
        low = {n: sum_of(line.values()).low for n, line in lines.items()} if sums else {}
        summed = sum(low[n] for n in parts if n not in sums) if len(sums) > 1 else 0
        greatest = max(low.values(), default=0)
        for n, line in sums.items():
            # Beside other sums (`North`, `South`) that of all is no less than all that is summed.
            of_all = low[n] == greatest and low[n] >= summed
            for draft in line:
                _make_total(draft, axis, of_all)


def _figures_of_others(n: int, parts: Iterable[int], lines: Mapping[int, Mapping[int, Draft]]) -> list[Draft]:
    return [d for m in parts if m != n for d in lines[m].values()]


def _beside_sums(
    named: Sequence[int], parts: Sequence[int], lines: Mapping[int, Mapping[int, Draft]], sums: Collection[int]
) -> list[int]:
    """Further sums where others are: a small one with its own parts up to the next, and one of all sums or all parts.

    `Wales` with four forces under ten regions with theirs, and `England and Wales` at the end.
    """
    if len(sums) < FEWEST_PARTS:
        return []
    small = [n for n in named if _is_sum_up_to_next(n, parts, lines, {*sums, *named} - {n})]
    heads = {*sums, *small}
    kinds = [[m for m in parts if m in heads], [m for m in parts if m not in heads and m not in named]]
    others = [n for n in named if n not in heads]
    return small + [n for n in others if any(_run_of(n, kind, lines, False) for kind in kinds)]


def _is_sum_up_to_next(
    n: int, parts: Sequence[int], lines: Mapping[int, Mapping[int, Draft]], heads: Collection[int]
) -> bool:
    """Whether the lines between it and the next head, all of them, add up to it."""
    whole = {position: d.low for position, d in lines[n].items() if d.low is not None and d.low == d.high}
    run = list(takewhile(lambda m: m not in heads, (m for m in parts if m > n)))
    ends = [last for last, _ in _run_to(whole, (lines[m] for m in run), False)] if len(whole) == len(lines[n]) else []
    return len(run) >= FEWEST_PARTS and len(run) in ends and prod(max(low, 1) for low in whole.values()) >= ODDS_OF_ALL


def _names_a_part(line: Iterable[Draft], axis: str) -> bool:
    """Whether the line's own label is a value of a dimension that only this table has, or holds words not known."""
    labels = {_own_label(d, axis) for d in line}
    return all(label and (label in d.other.values() or label in d.unknown) for label in labels for d in line)


def _names_the_force_alone(line: Iterable[Draft], beside: Callable[[], Sequence[Draft]], axis: str) -> bool:
    """`HUMBERSIDE` below `Female` and `Male`: the force as a whole, among labels that all split it."""
    named = [parse("force", _own_label(d, axis)) for d in line]
    if any(reading is None or reading.certainty < SURE for reading in named):
        return False
    others = beside()
    labels = {_own_label(d, axis) for d in others}
    split = any(d.values.get(name) not in (None, "all") for d in others for name in ("age", "sex", "online", "offence"))
    return len(labels) >= FEWEST_PARTS and split and not any("force" in d.values or d.unknown for d in others)


def _own_label(draft: Draft, axis: str) -> str:
    """The innermost label of a figure along an axis; empty where it has none."""
    return next(iter((draft.row_labels if axis == "row" else draft.column_labels)[-1:]), "")


def _run_of(n: int, parts: Sequence[int], lines: Mapping[int, Mapping[int, Draft]], said: bool) -> Sequence[int]:
    """The lines after or before it, as far as need be, that add up to it; none where they do not.

    Where its label says that it is a total (`said`), one part left blank makes its sum no less one.
    """
    whole = {position: d.low for position, d in lines[n].items() if d.low is not None and d.low == d.high}
    if len(whole) < len(lines[n]):
        return ()
    before, after = bisect_left(parts, n), bisect_right(parts, n)
    others = before + len(parts) - after
    for beside in (range(after, len(parts)), range(before - 1, -1, -1)):
        for last, proved in _run_to(whole, (lines[parts[m]] for m in beside), said):
            odds = prod(max(whole[position], 1) for position in proved)
            if last >= FEWEST_PARTS and odds >= (ODDS_OF_ALL if last == others else ODDS):
                return [parts[m] for m in beside[:last]]
    return ()


def _heads_of_runs(
    named: Sequence[int], parts: Sequence[int], lines: Mapping[int, Mapping[int, Draft]]
) -> Mapping[int, Sequence[int]]:
    """The lines that each head or close the run up to the next of them, where every run adds up to its own.

    Regions over the forces in them: one small sum may come out by chance, all of them together do not.
    """
    for order in (parts, parts[::-1]):
        runs: dict[int, list[int]] = {}
        for n in order:
            if n in named:
                runs[n] = []
            elif runs:
                runs[next(reversed(runs))].append(n)
        heads = {n: run for n, run in runs.items() if run}
        enough = len(heads) >= FEWEST_PARTS and order[0] in heads
        if enough and all(_adds_up(lines, n, run) for n, run in heads.items()):
            return heads if prod(max(d.low or 0, 1) for n in heads for d in lines[n].values()) >= ODDS else {}
    return {}


def _adds_up(lines: Mapping[int, Mapping[int, Draft]], head: int, run: Iterable[int]) -> bool:
    """Whether the lines of a run come to their head wherever it has a figure, each of them exact."""
    held = [lines[n] for n in run]
    return all(
        whole.low is not None
        and whole.low == whole.high
        and whole.low == sum(line[at].low or 0 for line in held if at in line)
        for at, whole in lines[head].items()
    )


def _run_to(
    whole: Mapping[int, int], parts: Iterable[Mapping[int, Draft]], with_blanks: bool
) -> Iterator[tuple[int, set[int]]]:
    """How many parts come to the whole, and in which lines; beyond it no more are taken.

    Blanks among the parts hold nothing; `with_blanks` they may also be figures left out.
    """
    sums = dict.fromkeys(whole, 0)
    blank: set[int] = set()
    for number, part in enumerate(parts, start=1):
        if not whole.keys() <= part.keys():
            return
        for position in whole:
            sums[position] += part[position].low or 0
        if any(sums[position] > low for position, low in whole.items()):
            return
        if with_blanks:
            blank |= {position for position in whole if part[position].value is None}
        proved = {position for position, low in whole.items() if sums[position] == low}
        if proved | blank == whole.keys():
            yield number, proved


def _make_total(draft: Draft, axis: str, of_all: bool) -> None:
    label = _own_label(draft, axis)
    draft.totals.add(axis)
    if of_all:
        draft.settle(label)
        draft.other = {name: value for name, value in draft.other.items() if value != label}
    else:
        draft.is_total = True
