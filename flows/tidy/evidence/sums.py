"""Arithmetic: whether the totals of a table come out, and no part is greater than its whole, under a reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any

from flows.tidy.grammar.figures import Line, Meaning, Said
from flows.tidy.labels.explain import OF_SUSPECTS
from flows.tidy.labels.meanings import Age, Offence, is_of_adults, is_whole, says_all, takes_in
from flows.tidy.layout.levels.outline import is_of_which
from schemas.intervals import Interval

SPLITS = ("period", "age", "sex", "online", "offence", "force")
MOST_LINES = 60
#: In so many dimensions at most the parts of a whole differ from it.
MOST_SPLITS = 3
Items = frozenset[tuple[str, Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What may be the parts of a whole along an axis, which differ from it in `by`; `complete`: they can be all."""

    positions: tuple[int, ...]
    by: tuple[str, ...]
    complete: bool


def items_of(said: Meaning, of_adults: bool = False) -> Items:
    """What narrows a figure down: values that are not of all, and further words.

    `of_adults`: beside figures of adults those of children are not of all.
    """
    all_of_it = says_all if of_adults else is_whole
    narrow = [(d, v) for d, v in said.values.items() if d in SPLITS and not all_of_it(v)]
    if said.part:
        narrow.append(("part of year", said.part))
    return frozenset([*narrow, *((f"other {name}", words) for name, words in said.other.items())])


def partings(said: Mapping[int, Said]) -> Iterator[tuple[int, Sequence[Parts]]]:
    """Every whole along an axis with each group of parts that it may be the sum of, one for all wholes of a thing."""
    of_adults = any(is_of_adults(s.values.get("age")) for s in said.values())
    periods = {v for s in said.values() if (v := s.values.get("period")) is not None}
    over_all = {("period", v) for v in periods if len(periods) > 1 and all(v == p or takes_in(v, p) for p in periods)}
    # A total of all periods is of none of them, as one of all ages is.
    items = {p: items_of(s, of_adults) - (over_all if s.total else set()) - _named(s) for p, s in said.items()}
    under: dict[tuple[Items, tuple[str, ...]], list[int]] = defaultdict(list)
    narrowed = {own: frozenset(d for d, _ in own) for own in items.values()}
    kinds = tuple(dict.fromkeys(narrowed.values()))
    wider = cache(lambda by: [(w, tuple(sorted(by - w))) for w in kinds if w < by and len(by - w) <= MOST_SPLITS])
    for position, own in items.items():
        for of, by in wider(narrowed[own]):
            under[frozenset([item for item in own if item[0] in of]), by].append(position)
        offence = next((v for d, v in own if d == "offence"), None)
        if isinstance(offence, Offence) and offence.code is not None:
            group = Offence(None, offence.group)
            under[own - {("offence", offence)} | {("offence", group)}, ("code",)].append(position)
    by_items: dict[Items, list[tuple[tuple[str, ...], list[int]]]] = defaultdict(list)
    for (rest, by), positions in under.items():
        by_items[rest].append((by, positions))

    counted: dict[Items, set[Any]] = defaultdict(set)
    for position, own in items.items():
        counted[own].add(said[position].values.get("measure"))

    @cache
    def parts_of(own: Items, measure: Any) -> list[Parts]:
        others = counted[own] - {measure, None}  # `Individuals` are no part where `Incidents` have a whole of their own
        groups = [
            (by, [p for p in ps if not said[p].total and not _counts_else(by, said[p], measure, others)])
            for by, ps in by_items.get(own, ())
        ]
        every = [*groups, *_mixed(groups, said), *_leaves(own, items, said)]
        tiled = [(by, tiling) for by, parts in every for tiling in _tilings(parts, said) if tiling]
        return [Parts(tuple(tiling), by, _complete(by, tiling, said)) for by, tiling in tiled]

    for whole, own in items.items():
        yield whole, parts_of(own, said[whole].values.get("measure"))


def _named(said: Said) -> set[tuple[str, Any]]:
    """The words that only name a total: `Scotland` over its councils."""
    return {(f"other {name}", said.other[name]) for name in said.naming}


def _is_named_only(said: Said) -> bool:
    """Whether a total that its parts show bears one name (`Scotland`), by which no word can tell them."""
    named = len(said.naming) == 1 or (not said.naming and "force" in said.values)
    return said.summed and named and {d for d in SPLITS if d in said.values} <= {"force"}


def _counts_else(by: tuple[str, ...], part: Said, whole: Any, others: Collection[Any]) -> bool:
    """Whether a part counts another thing than its whole: `Missing person reports`, `Suspects charged` no offences."""
    if part.values.get("measure") in others:
        return True
    measures = {part.values.get("measure"), whole} - {None}
    return len(measures) > 1 and (not measures.isdisjoint(OF_SUSPECTS) or any(d.startswith("other") for d in by))


def _counts_suspects(said: Said) -> bool:
    return said.values.get("measure") in OF_SUSPECTS


def _leaves(
    own: Items, items: Mapping[int, Items], said: Mapping[int, Said]
) -> Iterator[tuple[tuple[str, ...], list[int]]]:
    """Parts of unlike depth: `Latino` beside `White` and `Asian`, which stand under `Non-Latino`."""
    if len(items) > MOST_LINES:  # a list as long as that has one depth
        return
    under = {p: i for p, i in items.items() if own < i and not said[p].total}
    sides = {v for i in under.values() for d, v in i - own if d == "online"}
    if len(sides) == 1:  # beside parts of all, a part of the same
        under = {p: i for p, i in under.items() if all(d != "online" for d, _ in i - own)}
    if len({len(i) for i in under.values()}) < 2:
        return
    leaves = [p for p, i in under.items() if not any(i < other for other in under.values())]
    yield tuple(sorted({d for p in leaves for d, _ in items[p] - own})), leaves


def _mixed(
    groups: Sequence[tuple[tuple[str, ...], list[int]]], said: Mapping[int, Said]
) -> Iterator[tuple[tuple[str, ...], list[int]]]:
    """Parts of several kinds together: `0-4`, `5-9` and a row of words that nothing knows."""
    single = [(by, ps) for by, ps in groups if len(by) == 1 and ps]
    for (a, first), (b, second) in combinations(single, 2):
        if a[0].startswith("other") or b[0].startswith("other"):
            yield (a[0], b[0]), sorted({*first, *second})


def _tilings(parts: Sequence[int], said: Mapping[int, Said]) -> list[list[int]]:
    """The parts without those that others are parts of, and without the parts of others."""
    ages = {p: a for p in parts if isinstance(a := said[p].values.get("age"), Age)}
    offences = {p: o for p in parts if isinstance(o := said[p].values.get("offence"), Offence)}
    bands = set(ages.values())
    outer = {a for a in bands if any(a.contains(b) for b in bands)}
    inner = {a for a in bands if any(b.contains(a) for b in bands)}
    split = {o.group for o in offences.values() if o.code} & {o.group for o in offences.values() if o.code is None}
    wide = {p for p, a in ages.items() if a in outer}
    wide |= {p for p, o in offences.items() if o.code is None and o.group in split}
    if not wide:
        return [list(parts)]
    narrow = {p for p, a in ages.items() if a in inner}
    narrow |= {p for p, o in offences.items() if o.code is not None and o.group in split}
    return [[p for p in parts if p not in wide], [p for p in parts if p not in narrow]]


def _complete(by: tuple[str, ...], parts: Sequence[int], said: Mapping[int, Said]) -> bool:
    """Whether the parts can be all of a whole: two at least, all or none `of which`, both sides of the flag."""
    some = {bool(said[p].labels) and is_of_which(said[p].labels[-1].text) for p in parts}
    if len(parts) < 2 or len(some) > 1:
        return False
    sides = {said[p].values.get("online") for p in parts} - {None, "all"}
    return "online" not in by or {"yes", "no"} <= sides


@dataclass(frozen=True, slots=True)
class Sums:
    """How many totals along an axis come out and do not, how many parts exceed their whole and do not."""

    right: float = 0.0
    wrong: float = 0.0
    larger: float = 0.0
    fine: float = 0.0

    @classmethod
    def of(cls, said: Mapping[int, Said], lines: Sequence[Line]) -> Sums:
        """Those of the labels of an axis, on some lines across it."""
        right = wrong = larger = fine = 0.0
        done: dict[int, list[tuple[float, float]]] = defaultdict(list)
        added = cache(lambda parts: [Added.of(parts, line) for line in lines])
        for whole, groups in partings({p: s for p, s in said.items() if s.unit == "count"}):
            for parts in groups:
                came, failed, over = check([line.get(whole) for line in lines], added(parts), parts.complete)
                if parts.complete:
                    done[whole].append((came, failed))
                    if not said[whole].total:
                        continue
                # `Charged` below offences that say nothing of what they count may be a part of them.
                if _counts_suspects(said[whole]) and not any("measure" in said[p].values for p in parts.positions):
                    continue
                larger += over
                fine += came + failed > 0
        for position, tried in done.items():
            came, failed = max(tried, key=lambda pair: (pair[0] - pair[1], pair[0]))
            if _is_named_only(said[position]):
                came, failed = max(came, sum(line[position].exact for line in lines if position in line)), 0.0
            stated = said[position].total or not said[position].labels
            right += came
            wrong += failed if stated else 0.3 * failed
        return cls(right, wrong, larger, fine)


def sum_evidence(rows: Sums, columns: Sums) -> dict[str, float]:
    """How many totals come out (`sums.right`), do not (`sums.wrong`), and parts exceed wholes (`parts.larger`)."""
    right, wrong = rows.right + columns.right, rows.wrong + columns.wrong
    larger, fine = rows.larger + columns.larger, rows.fine + columns.fine
    found = {}
    if right:
        found["sums.right"] = round(right / (right + wrong + 1.0), 3)
    if wrong:
        found["sums.wrong"] = round(wrong / (right + wrong + 1.0), 3)
        found["sums.broken"] = round(wrong / (wrong + 3.0), 3)
    if larger:
        found["parts.larger"] = round(larger / (larger + fine + 1.0), 3)
    return found


@dataclass(frozen=True, slots=True)
class Added:
    """Parts on one line: their sum, the greatest, whether all are printed or else open above, and whether some add."""

    low: int
    greatest: int
    printed: bool
    known: bool
    several: bool

    @classmethod
    def of(cls, parts: Parts, line: Line) -> Added | None:
        """None where the line has not all of them."""
        if not line.keys() >= set(parts.positions):
            return None
        lows, highs = zip(*map(line.__getitem__, parts.positions), strict=True)
        known = lows == highs or all(high in (low, None) for low, high in zip(lows, highs, strict=True))
        return cls(sum(lows), max(lows), lows == highs, known, sum(n > 0 for n in lows) > 1)


def check(
    wholes: Sequence[Interval | None], added: Sequence[Added | None], complete: bool
) -> tuple[float, float, float]:
    """On how many lines across the axis a whole comes out, does not, and is exceeded; lines of noughts say nothing."""
    came = failed = over = 0.0
    for whole, parts in zip(wholes, added, strict=True):
        if whole is None or parts is None or not whole.exact:
            continue
        if complete and parts.known:
            if parts.low == whole.low:
                came += parts.low > 0 and parts.several
            else:
                failed += 0.3 if not parts.printed and parts.low < whole.low else 1.0
        elif parts.low > whole.low:
            over += 1
        if parts.greatest > whole.low:
            over += 1
    return came, failed, over
