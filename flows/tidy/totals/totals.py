"""Printed totals as proof: what they add up, which blanks they show to be zero, and where they do not come out.

Works on intervals: a total agrees with its parts where it lies between the sums of their lows and of their highs.
A withheld figure is never worked back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from flows.tidy.dimensions import headings
from flows.tidy.draft import DIMENSIONS, Draft, sum_of
from flows.tidy.labels.attempts import of_attempts
from flows.tidy.labels.meanings import ADULT, Age, is_of_adults, is_whole, takes_in
from flows.tidy.totals.wholes import name_wholes
from schemas.intervals import Interval, adds_up

#: A total has parts of so many kinds at most, where those of unlike kinds are put together.
MOST_GROUPS = 24


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A printed total and the parts that do not add up to it; `sum` is what they do add up to."""

    total: Draft
    parts: tuple[Draft, ...]
    sum: Interval
    omits_withheld: bool

    @property
    def message(self) -> str:
        """What is wrong, for a person."""
        why = " (it leaves the withheld figures out)" if self.omits_withheld else ""
        return f"the printed total {self.total.raw} is not the sum of its {len(self.parts)} parts, {self.sum}{why}"


def prove(drafts: Sequence[Draft], unnamed: bool = True) -> list[Disagreement]:
    """Mark totals (`unnamed`: by their sums alone too) and proved zeros of a block; doubt and give those not proved."""
    counts = [d for d in drafts if d.unit == "count"]
    lines: dict[tuple[str, int], list[Draft]] = defaultdict(list)
    for draft in counts:
        lines["row", draft.column].append(draft)
        lines["column", draft.row].append(draft)
    if unnamed:
        name_wholes(lines)
    beside = {key: _Line.of(line) for key, line in lines.items()}
    checks = [
        (total, group)
        for total in counts
        for axis in sorted(total.totals)
        for group in _part_groups(total, axis, beside[axis, total.column if axis == "row" else total.row])
    ]
    flags = {d.values.get("online") for d in counts}
    checks = [(total, group) for total, group in checks if not _of_which(total, group, {"yes", "no"} <= flags)]
    for total, _ in checks:
        total.is_total = True
    while any(_prove_blanks(total, group) for total, group in checks):
        pass
    _teach_marks(counts)
    for total, group in checks:
        if _comes_out(total, group):
            for draft in (total, *group):
                draft.proved = True
    lost = _disagreements(checks)
    for found in lost:
        found.total.doubts.add("total_disagrees")
    return lost


def _of_which(total: Draft, group: Sequence[Draft], both_sides: bool) -> bool:
    """`All` beside `of which online` alone: a part of it, which it is not the sum of.

    Where others have `both_sides` of the flag, one side that is as many as all is all of it: a pivot has no empty row.
    So is the side without it, of which nobody prints a part alone.
    """
    if len(group) != 1 or total.low is None or group[0].low is None:
        return False
    one_side = _splits(total, group[0]) == ("online",) and not both_sides and group[0].values["online"] != "no"
    return group[0].low < total.low or one_side


@dataclass(frozen=True, slots=True)
class _Line:
    """The figures of a row or column, and those that bear each further label: a long list has many totals.

    `adults`: some are of adults, beside whom the children are not all victims.
    """

    drafts: list[Draft]
    labelled: dict[tuple[str, Any], list[Draft]]
    adults: bool

    @classmethod
    def of(cls, drafts: list[Draft]) -> _Line:
        labelled: dict[tuple[str, Any], list[Draft]] = defaultdict(list)
        for item, draft in ((item, d) for d in drafts for item in d.in_common):
            labelled[item].append(draft)
        return cls(drafts, labelled, any(is_of_adults(d.values.get("age")) for d in drafts))

    def with_labels_of(self, total: Draft) -> list[Draft]:
        """Figures among which are all that bear every further label of the total and its force, sex and flag."""
        return min((self.labelled[item] for item in total.in_common), key=len, default=self.drafts)


def _part_groups(total: Draft, axis: str, line: _Line) -> list[list[Draft]]:
    """The figures along a line that a total can be the sum of, one group for each way of splitting it.

    Where there are none they may be totals themselves: `Girls, all offences` of `Girls and boys, all offences`.
    """
    others = [part for part in line.with_labels_of(total) if part is not total]
    groups = _by_split(total, [part for part in others if axis not in part.totals], line)
    groups = groups or _by_split(total, others, line)
    tilings = [tiling for group in [*groups.values(), *_together(groups)] for tiling in _tilings(group)]
    return [_runs(total, axis, group) for group in tilings]


def _by_split(total: Draft, parts: Sequence[Draft], line: _Line) -> dict[tuple[str, ...], list[Draft]]:
    """Figures that are each of a part of what a total is of, by the dimensions that split it."""
    groups: dict[tuple[str, ...], list[Draft]] = defaultdict(list)
    for part in parts:
        split = _splits(total, part)
        if line.adults and split and "age" not in split and _is_of_all_children(part):
            split = (*(d for d in DIMENSIONS if d == "age" or d in split), *(d for d in split if d not in DIMENSIONS))
        if split:
            groups[split].append(part)
    return groups


def _together(groups: dict[tuple[str, ...], list[Draft]]) -> Iterator[list[Draft]]:
    yield from _whatever_their_labels(groups)
    yield from _split_less_far(groups)
    yield from _with_other_crimes(groups)
    yield from _with_unread(groups)


def _whatever_their_labels(groups: dict[tuple[str, ...], list[Draft]]) -> list[list[Draft]]:
    """The parts that differ in the same dimensions, though some of them bear a further label as well."""
    alike: dict[tuple[str, ...], list[list[Draft]]] = defaultdict(list)
    for split, group in groups.items():
        alike[tuple(d for d in split if d in DIMENSIONS)].append(group)
    return [list(chain(*parts)) for dimensions, parts in alike.items() if dimensions and len(parts) > 1]


def _with_other_crimes(groups: dict[tuple[str, ...], list[Draft]]) -> Iterator[list[Draft]]:
    """Sexual offences by group, and the crimes beside them that are none and keep their names."""
    for key, others in groups.items():
        if len(key) == 1 and ("offence",) in groups and "offence" in headings(key[0]):
            yield [*groups["offence",], *others]


def _with_unread(groups: dict[tuple[str, ...], list[Draft]]) -> Iterator[list[Draft]]:
    """The parts split by one dimension, and beside them those whose label nothing knows: `F`, `M` and an `X`."""
    unread = [d for key, few in groups.items() if not {*key} & {*DIMENSIONS} for d in few if d.unknown]
    for key, group in groups.items() if unread else ():
        if len(key) == 1 and key[0] in DIMENSIONS:
            yield [*group, *unread]


def _split_less_far(groups: dict[tuple[str, ...], list[Draft]]) -> Iterator[list[Draft]]:
    """Parts split by sex and age with those of unknown sex, which no age splits: together they make up the total.

    So do `Latino` and, under `Non-Latino`, `White` and `Asian`.
    """
    for coarse, few in groups.items():
        for fine, many in groups.items() if len(groups) <= MOST_GROUPS else ():
            if set(coarse) < set(fine):
                taken = {tuple(d.values.get(name, d.other.get(name)) for name in coarse) for d in many}
                rest = [d for d in few if tuple(d.values.get(n, d.other.get(n)) for n in coarse) not in taken]
                if rest:
                    yield [*many, *rest]


def _splits(total: Draft, part: Draft) -> tuple[str, ...]:
    """The dimensions by which `part` is narrower than `total`; empty where it is not a part of it.

    Words that are not known beside an offence that is split nothing further. In a table `All offences` takes in figures
    of which nothing says what is counted; in a list of sentences such a figure may be the answer, with its parts asked
    for besides.
    """
    counted, of_part = total.values.get("measure"), part.values.get("measure")
    if counted not in (None, of_part) and (total.cell is None or (counted, of_part) != ("offences", None)):
        return ()
    if any(part.other.get(key) != value for key, value in total.other.items()):
        return ()
    split = []
    for d in DIMENSIONS:
        whole, here = total.values.get(d), part.values.get(d)
        if whole == here or (d == "measure" and here is None):
            continue
        if (is_whole(whole) and not is_whole(here)) or (d != "age" and takes_in(whole, here)):
            split.append(d)
        elif not (is_whole(whole) and is_whole(here)):
            return ()
    further = [key for key in part.other if key not in total.other]
    known = [key for key in further if part.other[key] not in part.unknown]
    return (*split, *known) or tuple(further)


def _is_of_all_children(part: Draft) -> bool:
    """Whether a part is of victims under 18: beside adults that is an age, and not all."""
    age = part.values.get("age")
    return isinstance(age, Age) and age.kind == "band" and (age.low or 0, age.high) == (0, ADULT - 1)


def _tilings(group: list[Draft]) -> list[list[Draft]]:
    """The group without bands that take in others, and where there are such, without the bands that they take in."""
    ages = {age for d in group if isinstance(age := d.values.get("age"), Age)}
    wider = {a for a in ages if any(a.contains(b) for b in ages)}
    narrower = {a for a in ages if any(b.contains(a) for b in ages)}
    inner = [d for d in group if d.values.get("age") not in wider]
    outer = [d for d in group if d.values.get("age") not in narrower]
    return [inner] if inner == outer else [inner, outer]


def _runs(total: Draft, axis: str, group: list[Draft]) -> list[Draft]:
    """All of the group where its figures are of different things; else the run next to the total."""
    if len({_of_what(d) for d in group}) == len(group):
        return group

    def place(draft: Draft) -> int:
        return draft.row if axis == "row" else draft.column

    before = [d for d in group if place(d) < place(total)]
    run: dict[object, Draft] = {}
    for draft in sorted(before, key=place, reverse=True):
        if _of_what(draft) in run:
            break
        run[_of_what(draft)] = draft
    return list(run.values()) or group


def _of_what(draft: Draft) -> tuple[object, ...]:
    return draft.key(), of_attempts(draft.labels)


def _prove_blanks(total: Draft, group: Sequence[Draft]) -> bool:
    """Blanks are zero where the figures beside them already come to the total; True where that was news."""
    blanks = [d for d in group if _may_be_zero(d)]
    known = [d for d in group if not _may_be_zero(d)]
    if not blanks or not (known or total.low == 0) or not adds_up(total.amount, (d.amount for d in known)):
        return False
    for draft in blanks:
        draft.prove_zero()
    return True


def _may_be_zero(draft: Draft) -> bool:
    """A blank, or a mark that can stand for zero, of which nothing has said yet that it is."""
    value = draft.value
    return not draft.proved_zero and (value is None or any(a.value == 0 for a in value.alternatives))


def _teach_marks(drafts: Iterable[Draft]) -> None:
    """A mark that a total proves to be zero is zero wherever the block prints it; a blank proves itself alone."""
    drafts = list(drafts)
    proved = {d.raw for d in drafts if d.proved_zero and d.value is not None}
    for draft in drafts:
        if draft.raw in proved and _may_be_zero(draft):
            draft.prove_zero()


def _disagreements(checks: Iterable[tuple[Draft, list[Draft]]]) -> list[Disagreement]:
    """Totals none of whose groups comes out, with the group that should have."""
    by_total: dict[int, list[tuple[Draft, list[Draft]]]] = defaultdict(list)
    for total, group in checks:
        by_total[id(total)].append((total, group))
    found = []
    for pairs in by_total.values():
        total = pairs[0][0]
        whole = [group for _, group in pairs if _is_partition(group)]
        if total.low is None or not whole or any(sum_of(group).meets(total.amount) for group in whole):
            continue
        parts = max(whole, key=len)
        printed = [d for d in parts if d.amount.exact]
        omits_withheld = len(printed) < len(parts) and sum_of(printed).low == total.low
        found.append(Disagreement(total, tuple(parts), sum_of(parts), omits_withheld))
    return found


def _comes_out(total: Draft, group: Sequence[Draft]) -> bool:
    """Whether a total is the sum of its parts, all of them printed, and of two at least that are not zero."""
    exact = total.amount.exact and all(d.amount.exact for d in group)
    return exact and sum(bool(d.low) for d in group) > 1 and sum(d.low or 0 for d in group) == total.low


def _is_partition(group: Sequence[Draft]) -> bool:
    """Parts that can make up a whole: two or more, and a flag with both its sides."""
    if len(group) < 2:
        return False
    online = {d.values.get("online") for d in group if d.values.get("online") not in (None, "all")}
    return not online or len(online) > 1
