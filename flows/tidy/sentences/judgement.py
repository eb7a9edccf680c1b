"""The best readings of a paragraph: for every figure which statement fills each slot, weighed together.

A reading pays for statements that stand far from their figure, for values that nothing takes, for two counts of one
thing and for parts greater than their whole; it gains where the parts make the whole. The best readings are kept by a
beam over the figures in their order, so that the work grows with their number.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flows.tidy.labels.meanings import Age
from flows.tidy.sentences.readings import KEPT, Base, Memory, Reading, Sentence, Told
from flows.tidy.sentences.spans import ANOTHERS, KINDS, Scope
from flows.tidy.sentences.taking_over import bases
from flows.tidy.text.number_evidence import weights
from flows.tidy.text.statements import NARROW
from flows.tidy.text.told_periods import SURE, Kind

BEAM = 16
#: How far apart two scores are of which the better is some 2.7 times as likely.
TEMPERATURE = 0.45
#: How likely a figure is of which the sentence was not understood.
MISREAD = 0.5
#: The most that a second choice for a slot may cost more than the first.
_WINDOW = 2.2
#: What it costs to leave out a figure's own statement; one that is carried to it.
_LEFT_OUT, _NOT_CARRIED = 2.6, 0.9
_SUMMED = 8
#: What it costs to take another year that the letter told than the one that goes on; sums may outweigh it.
_ANOTHER_YEAR = 2.0
#: A count that is so many times that of another year is seldom of the same thing, if it is not small.
_FAR_APART, _SMALL = 3.5, 20


@dataclass(frozen=True, slots=True)
class Judged:
    """The best reading of a paragraph: its figures, how likely each is right, the slots that others fill apart, and
    whether it is one of those that come to a total told before, so that the year of that is theirs.
    """

    told: tuple[Told, ...]
    likely: tuple[float, ...]
    differs: tuple[frozenset[str], ...]
    summed: tuple[bool, ...]


def judge(sentences: Sequence[Sentence], memory: Memory) -> Judged:
    """The best reading of the sentences of one paragraph, in order."""
    beam = [Reading()]
    for sentence in sentences:
        for place, scope in enumerate(sentence.scopes):
            after: list[Reading] = []
            for reading in beam:
                for cost, told in _fillings(scope, place, sentence, reading, memory):
                    after.append(_with(reading, told, cost, memory))
            beam = _best(after)
        beam = _best([_closed(reading, sentence) for reading in beam])
    best = beam[0]
    shares = [math.exp((r.score - best.score) / TEMPERATURE) for r in beam]
    likely: list[float] = []
    differs: list[frozenset[str]] = []
    misread = _at_odds(best.told)
    for n, figure in enumerate(best.told):
        same = sum(w for w, r in zip(shares, beam, strict=True) if r.told[n].key == figure.key)
        of = next((m for m, t in enumerate(best.told[:n]) if t is figure.origin), None)
        of_it = likely[of] if of is not None else 1.0  # what it took over is no surer than where it stood
        likely.append(min(of_it, same / sum(shares) if figure.sentence not in misread else MISREAD))
        apart = {
            k for r in beam if r.score > best.score - 1.0 for k in KINDS
            if r.told[n].values.get(k) != figure.values.get(k)
        }  # fmt: skip
        differs.append(frozenset(apart))
    parts = {id(t) for n in range(len(best.told)) for t in _come_to_a_total(best.told[: n + 1], memory)}
    return Judged(best.told, tuple(likely), tuple(differs), tuple(id(t) in parts for t in best.told))


def _at_odds(told: Sequence[Told]) -> set[int]:
    """The sentences that even in the best reading tell two numbers of one thing: they were not understood."""
    counted: dict[tuple[Any, ...], int | None] = {}
    out = set[int]()
    for t in told:
        if not t.scope.candidate.base and counted.setdefault((t.sentence, *t.key), t.number) != t.number:
            out.add(t.sentence)
    return out


def _best(readings: Iterable[Reading]) -> list[Reading]:
    """The best readings; of those that say the same of every figure the better one."""
    kept: dict[tuple[Any, ...], Reading] = {}
    for reading in sorted(readings, key=lambda r: -r.score):
        kept.setdefault(tuple((t.key, t.whole and t.whole.key) for t in reading.told[-6:]), reading)
        if len(kept) >= BEAM:
            break
    return list(kept.values())


def _with(reading: Reading, told: Told, cost: float, memory: Memory) -> Reading:
    """The reading with one figure more: what it costs, and what the figures before say of it."""
    table, score, number = weights(), reading.score - cost, told.number
    same = next((t for t in reading.told[: -KEPT - 1 : -1] if t.key == told.key), None)
    known = memory.counted.get(told.key, -1) if same is None else same.number
    beside = told.scope.bracketed and same is not None and same.sentence == told.sentence  # `56 (56)` is of two things
    if number is not None and known != -1 and not told.scope.candidate.base:
        score += table["told twice"] if known == number and not beside else table["collision"]
    if number is not None and told.scope.candidate.base and known not in (-1, number):
        score += table["collision"]
    others = [n for p, n in memory.by_size.get(told.key[1:], [])[-2:] if p != told.key[0]]
    others += [t.number for t in reading.told[-KEPT:] if t.key[1:] == told.key[1:] and t.key[0] != told.key[0]]
    if number is not None and others and others[-1] is not None and max(number, others[-1]) > _SMALL:
        far = max(number, others[-1]) > _FAR_APART * max(1, min(number, others[-1]))
        score += table["unlike the other year"] if far else table["like the other year"]
    if told.whole is not None:
        whole = told.whole.number
        if whole is not None and number is not None:
            score += table["part over its whole"] if number > whole else 0.0
    elif _come_to_a_total((*reading.told, told), memory):
        score += table["parts make a total"]
    return Reading(score, (*reading.told, told))


def _come_to_a_total(told: Sequence[Told], memory: Memory) -> Sequence[Told]:
    """The last figures, told apart by one dimension, that come to a total told before for their year; else none."""
    for kind in NARROW:
        group: list[Told] = []
        for t in reversed(told[-_SUMMED:]):
            counts = kind in t.own and t.number is not None and not t.scope.candidate.base
            if not counts or (group and not _alike(t, group[0], kind)):
                break
            group.append(t)
            if len(group) < 2 or len({repr(g.values.get(kind)) for g in group}) < len(group):
                continue
            total = memory.by_number.get(sum(g.number or 0 for g in group))
            if total and total.values.get(kind) is None and _alike(total, t, kind):
                return group
    return ()


def _alike(one: Told, other: Told, but: Kind) -> bool:
    """Whether two figures are of the same year and the same in all that narrows, but for one dimension."""
    return all(one.values.get(k) == other.values.get(k) for k in ("period", *NARROW) if k != but)


def _closed(reading: Reading, sentence: Sentence) -> Reading:
    """The reading behind a sentence: values that no figure takes, and parts that make their whole."""
    table, score = weights(), reading.score
    mine = [t for t in reading.told if t.sentence == sentence.place]
    for s in sentence.told:
        if s.kind in KINDS and s.certainty >= SURE and not any(t.values.get(s.kind) == s.value for t in mine):
            score += table["statement unused"] if s.kind != "question" else 0.0
    wholes: dict[int, list[Told]] = {}
    for t in reading.told[-_SUMMED:]:
        if t.whole is not None:
            wholes.setdefault(id(t.whole), []).append(t)
    for parts in wholes.values():
        numbers = [t.number for t in parts]
        whole = parts[0].whole
        if len(parts) > 1 and None not in numbers and whole and sum(filter(None, numbers)) == whole.number:
            score += table["parts make the whole"]
    return replace(reading, score=score)


def _fillings(
    scope: Scope, place: int, sentence: Sentence, reading: Reading, memory: Memory
) -> Iterator[tuple[float, Told]]:
    """The ways to fill the slots of a figure, each with its cost: the cheapest, and those that differ in one slot."""
    for base in bases(scope, place, sentence, reading, memory):
        slots: dict[Kind, list[tuple[float, Any, bool]]] = {}
        for kind in KINDS:
            slots[kind] = _choices(kind, scope, base, sentence, memory)
        named = slots.pop("question")[0]
        first = {k: c[0] for k, c in slots.items()}
        yield _filling(scope, sentence, base, first, named[1])
        for kind, choices in slots.items():
            for other in choices[1:]:
                if other[0] - choices[0][0] <= _WINDOW:
                    yield _filling(scope, sentence, base, {**first, kind: other}, named[1])


def _choices(kind: Kind, scope: Scope, base: Base, sentence: Sentence, memory: Memory) -> list[tuple[float, Any, bool]]:
    """What may fill one slot: (cost, value, whether the figure's own words say it), the cheapest first."""
    taken = base.values.get(kind)
    out: list[tuple[float, Any, bool]] = []
    options = [o for o in scope.options.get(kind, []) if o.cost < ANOTHERS]
    for option in options:
        doubt = (1.0 - option.statement.certainty) * 1.2
        cost = option.cost + doubt
        if option.statement.value == taken:
            cost = min(cost, doubt)
        out.append((cost, option.statement.value, option.cost < 0.5))
    cheapest = min((o.cost for o in options), default=None)
    left_out = 0.0 if cheapest is None else _LEFT_OUT if cheapest < 0.25 else _NOT_CARRIED
    if kind == "offence" and scope.of_all and taken is not None and not any(o.cost < 0.5 for o in options):
        return [(0.0, None, True), (0.5, taken, False)]
    if taken is not None or kind != "period" or not options:
        out.append((left_out, taken, False))
    out.sort(key=lambda c: c[0])
    kept: list[tuple[float, Any, bool]] = []
    for choice in out:
        if all(repr(choice[1]) != repr(k[1]) for k in kept):
            kept.append(choice)
    if kind == "period" and taken is not None and not scope.options.get("period"):
        others = {t.values["period"] for t in memory.figures if t.values.get("period")} - {taken}
        kept += [(_ANOTHER_YEAR, year, False) for year in sorted(others, key=lambda p: p.start)]
    return kept


def _filling(
    scope: Scope, sentence: Sentence, base: Base, slots: Mapping[Kind, tuple[float, Any, bool]], question: Any
) -> tuple[float, Told]:
    values: dict[Kind, Any] = {k: c[1] for k, c in slots.items() if c[1] is not None}
    if base.whole is not None and isinstance(of := base.whole.values.get("age"), Age) and "age" in values:
        values["age"] = values["age"].within(of)
    cost = base.cost + sum(c[0] for c in slots.values())
    own = frozenset(k for k, c in slots.items() if c[2])
    far = base.far and "period" not in own
    measure = scope.measure
    if measure is None or (measure in ("victims", "suspects", "offences") and base.measure and base.whole is None):
        measure = base.measure if measure is None or base.measure not in (None, "offences") else measure
    if values.get("period") is None:
        cost += 0.5
    label = sentence.text[slice(*scope.label)] if sentence.lined and scope.label else ""
    weak = {s.kind for s in sentence.told if s.certainty < SURE and values.get(s.kind) == s.value}
    doubtful = frozenset({k for k in base.doubtful if k not in own} | weak)
    kinds = (values.get(k) for k in KINDS if k != "question")
    told = Told(
        scope, sentence.paragraph, values, measure, base.quality, label, base.whole, far, doubtful, own, sentence.place,
        (*kinds, measure or "offences", base.quality, label), base.origin,
    )  # fmt: skip
    return cost, told
