"""The best readings of a paragraph: for every figure which statement fills each slot, weighed together.

A reading pays for statements that stand far from their figure, for values that nothing takes, for two counts of one
thing and for parts greater than their whole; it gains where the parts make the whole. The best readings are kept by a
beam over the figures in their order, so that the work grows with their number.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flows.tidy.labels.meanings import Age, Period
from flows.tidy.text.candidates import weights
from flows.tidy.text.contexts import Context
from flows.tidy.text.scopes import ANOTHERS, KINDS, Scope
from flows.tidy.text.statements import NARROW
from flows.tidy.text.told_periods import SURE, Kind, Statement

BEAM = 16
#: How far apart two scores are of which the better is some 2.7 times as likely.
TEMPERATURE = 0.45
#: The most that a second choice for a slot may cost more than the first.
_WINDOW = 2.2
#: What it costs to leave out a figure's own statement; one that is carried to it.
_LEFT_OUT, _NOT_CARRIED = 2.6, 0.9
_FAR_PERIOD = 0.9
_SUMMED, _RECENT = 8, 3
#: How many figures are kept for those that speak of them.
_KEPT = 12
#: A count that is so many times that of another year is seldom of the same thing, if it is not small.
_FAR_APART, _SMALL = 3.5, 20

Values = Mapping[Kind, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as one reading has it: what fills its slots, the `whole` that it is a part of, and whether its period
    comes `far`: from another paragraph or from nothing at all. `own`: dimensions that its own words say. `key`: what
    it counts: two figures of one key are one figure, or one of them is misread.
    """

    scope: Scope
    block: int
    values: Values
    measure: str | None
    quality: str | None = None
    label: str = ""
    whole: Told | None = None
    far: bool = False
    doubtful: frozenset[str] = frozenset()
    own: frozenset[Kind] = frozenset()
    sentence: int = 0
    key: tuple[Any, ...] = ()

    @property
    def number(self) -> int | None:
        return self.scope.candidate.number


_WHOLE = ("all", Age(0, 17), Age.all())


def _plain(value: Any) -> Any:
    return None if value in _WHOLE else value


@dataclass(frozen=True, slots=True)
class Base:
    """What a figure may take over: `values` from its question, from the `whole` that it is of, or another figure."""

    cost: float
    values: Values
    measure: str | None
    quality: str | None
    whole: Told | None = None
    far: bool = False
    doubtful: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a paragraph as far as it goes: its figures and what it scores."""

    score: float = 0.0
    told: tuple[Told, ...] = ()


@dataclass(slots=True)
class Memory:
    """The figures read so far, those of the same question first in mind, and the years last spoken of.

    `figures` of the question and headings that the reader stands under; `counted` what each key counted in the whole
    letter; `topic`: what the last sentence without a figure spoke of; `same`: how many figures the question has so far; `period` that of the last figure or sentence and the block where it stands; `only`: the one period that
    the letter names.
    """

    figures: list[Told] = field(default_factory=list)
    counted: dict[tuple[Any, ...], int | None] = field(default_factory=dict)
    by_size: dict[tuple[Any, ...], list[tuple[Any, int | None]]] = field(default_factory=dict)
    by_number: dict[int, Told] = field(default_factory=dict)
    period: tuple[Period, int] | None = None
    only: Period | None = None
    topic: Values = field(default_factory=dict)
    same: int = 0
    years: tuple[Period, ...] = ()

    def keep(self, told: Iterable[Told]) -> None:
        for t in told:
            self.figures.append(t)
            self.same += 1
            self.by_size.setdefault(t.key[1:], []).append((t.key[0], t.number))
            self.counted.setdefault(t.key, t.number)
            if t.number is not None:
                self.by_number.setdefault(t.number, t)
            del self.figures[:-_KEPT]
            if t.values.get("period") is not None and not t.scope.bracketed and (t.whole is None or self.period is None):
                self.period = (t.values["period"], t.block)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with figures, ready to be judged: `place` its number in the paragraph, `bare`: it opens with them."""

    text: str
    block: int
    scopes: tuple[Scope, ...]
    told: tuple[Statement, ...]
    context: Context
    leans: bool = False
    total: bool = False
    place: int = 0
    years: tuple[Period, ...] = ()
    lined: bool = False
    such: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """The best reading of a paragraph: its figures, how likely each is right, and the slots that others fill apart."""

    told: tuple[Told, ...]
    likely: tuple[float, ...]
    differs: tuple[frozenset[str], ...]


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
    likely, differs = [], []
    for n, figure in enumerate(best.told):
        same = sum(w for w, r in zip(shares, beam, strict=True) if r.told[n].key == figure.key)
        likely.append(same / sum(shares))
        apart = {
            k for r in beam if r.score > best.score - 1.0 for k in KINDS
            if _plain(r.told[n].values.get(k)) != _plain(figure.values.get(k))
        }  # fmt: skip
        differs.append(frozenset(apart))
    return Judged(best.told, tuple(likely), tuple(differs))


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
    known = next((t.number for t in reading.told[: -_KEPT - 1 : -1] if t.key == told.key), memory.counted.get(told.key, -1))
    if number is not None and known != -1 and not told.scope.candidate.base:
        score += table["told twice"] if known == number else table["collision"]
    if number is not None and told.scope.candidate.base and known not in (-1, number):
        score += table["collision"]
    others = [n for p, n in memory.by_size.get(told.key[1:], [])[-2:] if p != told.key[0]]
    others += [t.number for t in reading.told[-_KEPT:] if t.key[1:] == told.key[1:] and t.key[0] != told.key[0]]
    if number is not None and others and others[-1] is not None and max(number, others[-1]) > _SMALL:
        far = max(number, others[-1]) > _FAR_APART * max(1, min(number, others[-1]))
        score += table["unlike the other year"] if far else table["like the other year"]
    if told.whole is not None:
        whole = told.whole.number
        if whole is not None and number is not None:
            score += table["part over its whole"] if number > whole else 0.0
    return Reading(score, (*reading.told, told))


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
    for base in _bases(scope, place, sentence, reading, memory):
        slots: dict[Kind, list[tuple[float, Any, bool]]] = {}
        for kind in KINDS:
            slots[kind] = _choices(kind, scope, base, sentence)
        named = slots.pop("question")[0]
        first = {k: c[0] for k, c in slots.items()}
        yield _filling(scope, sentence, base, first, named[1])
        for kind, choices in slots.items():
            for other in choices[1:]:
                if other[0] - choices[0][0] <= _WINDOW:
                    yield _filling(scope, sentence, base, {**first, kind: other}, named[1])


def _choices(kind: Kind, scope: Scope, base: Base, sentence: Sentence) -> list[tuple[float, Any, bool]]:
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
    if kind == "offence" and scope.of_all and taken is not None and not options:
        return [(0.0, None, True), (0.5, taken, False)]
    if taken is not None or kind != "period" or not options:
        out.append((left_out, taken, False))
    out.sort(key=lambda c: c[0])
    kept: list[tuple[float, Any, bool]] = []
    for choice in out:
        if all(repr(choice[1]) != repr(k[1]) for k in kept):
            kept.append(choice)
    return kept


def _filling(
    scope: Scope, sentence: Sentence, base: Base, slots: Mapping[Kind, tuple[float, Any, bool]], question: Any
) -> tuple[float, Told]:
    values: dict[Kind, Any] = {k: c[1] for k, c in slots.items() if c[1] is not None}
    cost = base.cost + sum(c[0] for c in slots.values())
    own = frozenset(k for k, c in slots.items() if c[2])
    far = base.far and "period" not in own
    measure = scope.measure
    if measure is None or (measure in ("victims", "suspects", "offences") and base.measure and base.whole is None):
        measure = base.measure if measure is None or base.measure not in (None, "offences") else measure
    if values.get("period") is None:
        cost += 0.5
    label = sentence.text[slice(*scope.label)] if sentence.lined and scope.label else ""
    doubtful = frozenset(k for k in base.doubtful if k not in own)
    kinds = (_plain(values.get(k)) for k in KINDS if k != "question")
    told = Told(
        scope, sentence.block, values, measure, base.quality, label, base.whole, far, doubtful, own, sentence.place,
        (*kinds, measure or "offences", base.quality, label),
    )  # fmt: skip
    return cost, told


def _bases(
    scope: Scope, place: int, sentence: Sentence, reading: Reading, memory: Memory
) -> list[Base]:
    """What a figure may take over: from its question and headings, the figure before it, the whole that it is of."""
    earlier = [*memory.figures, *reading.told][-_KEPT:]
    if memory.topic and sentence.such and not {k for k, o in scope.options.items() if o and o[0].cost < 0.5} & set(NARROW):
        context = _of_context(sentence, memory, reading, place)
        return [replace(context, cost=0.2, values={**context.values, **memory.topic}), replace(context, cost=0.7)]
    own = {k for k, o in scope.options.items() if o and o[0].cost < 0.5}
    narrow = own & set(NARROW)
    context = _of_context(sentence, memory, reading, place)
    if not earlier:
        return [context]
    last = len(earlier) - 1
    here = place > 0 and reading.told[-1].sentence == sentence.place

    def of(at: int, cost: float, part: bool) -> Base:
        return _of(earlier[at], cost, part)

    if scope.candidate.base:
        return [replace(context, values={k: v for k, v in context.values.items() if k not in NARROW or k == "offence"})] + [
            of(n, 0.2, False) for n, t in enumerate(earlier) if t.number == scope.candidate.number and n != last
        ][:2] + [context]  # fmt: skip
    if scope.nested:
        if here:
            if scope.bracketed:
                outer = next((n for n in range(last, -1, -1) if not earlier[n].scope.bracketed), last)
                return [of(outer, 0.0, "period" not in own)]
            sibling = earlier[last].whole is not None and not earlier[last].scope.candidate.base
            out = [of(last, 0.3 if sibling else 0.0, True)]
            return [*out, _of(_whole(earlier[last]), 0.0, True)] if sibling else out
        if sentence.lined:
            plain_ = [n for n in range(last, max(-1, last - 8), -1) if not set(earlier[n].own) & set(NARROW)]
            wholes = [of(plain_[0], 0.1, True)] if plain_ else [replace(context, cost=0.8)]
            above = _whole(earlier[last])
            if sentence.total or any(above is earlier[n] for n in plain_):
                return wholes
            return [*wholes, _of(above, 0.0 if "offence" in above.own and not set(above.own) & narrow else 0.15, True)]
        outers = [n for n in range(max(0, last - 5), last + 1) if earlier[n].whole is None]
        together = [n for n in outers if earlier[n].sentence == earlier[outers[-1]].sentence]
        if len(together) == len(sentence.scopes) > 1 and "period" not in own:
            return [of(together[place], 0.0, True)]
        if own & {"period"}:
            same = [n for n in together if earlier[n].values.get("period") == scope.options["period"][0].statement.value]
            together = same or together
        out = [of(n, 0.0 if n == together[-1] else 0.15, True) for n in together]
        if len(together) > 1 and "period" not in own:  # Figures that split a whole: a part may be of them together.
            first, rest = earlier[together[0]], [earlier[n] for n in together[1:]]
            alike = {k: v for k, v in first.values.items() if all(t.values.get(k) == v for t in rest)}
            if "period" in alike:
                out = [Base(0.0, alike, first.measure, first.quality), *(replace(b, cost=0.6) for b in out[-1:])]
        if earlier[last].whole is not None:
            out.append(of(last, 0.6, True))
        return out
    row = _row_before(scope, sentence, earlier)
    if row and not narrow and not sentence.lined and not sentence.total:
        if any(_plain(row[scope.run_at].values.get(k)) != _plain(context.values.get(k)) for k in NARROW):
            return [_of(row[scope.run_at], 0.25, False), replace(context, cost=0.9)]
    out = [context]
    previous = earlier[last]
    apart = {k for k in NARROW if _plain(previous.values.get(k)) != _plain(context.values.get(k))}
    if here and not scope.label and not previous.scope.bracketed:
        if previous.whole is not None and narrow:
            out = [_of(_whole(previous), 0.1, True), replace(context, cost=1.0)]
            if not narrow & set(previous.own):
                out.append(of(last, 1.0, True))
        elif not narrow and apart and scope.candidate.bare:
            out = [replace(of(last, 0.1, False), whole=previous.whole), replace(context, cost=0.9)]
        elif not narrow and apart:
            out.append(of(last, 0.9, False))
    elif apart and not narrow and sentence.such and not sentence.total:
        out = [of(last, 0.45, False), replace(context, cost=0.45)]
    elif sentence.leans and not sentence.total:
        out = [of(last, 0.2, False), replace(context, cost=0.9)]
    elif (here or memory.same) and apart and not narrow and scope.candidate.bare and not sentence.lined and not sentence.total:
        out = [of(last, 0.5, False), replace(context, cost=0.6)]
    elif apart and not here and narrow and not (narrow & apart) and scope.candidate.bare and not sentence.lined:
        out = [context, of(last, 1.3, False)]
    known = memory.by_number.get(scope.candidate.number or -1)
    if known is not None and not sentence.lined and place == 0 and (scope.candidate.number or 0) > 20 and not narrow:
        out.append(Base(0.4, known.values, known.measure, known.quality, None, known.far))
    return out


def _row_before(scope: Scope, sentence: Sentence, earlier: Sequence[Told]) -> list[Told]:
    """The figures that those of a list run parallel to: `12 boys and 40 girls in 2016/17. In 2015/16 there were 9 and
    31.`; as many right before it in its sentence, or all of the sentence before."""
    size, before = scope.run_size, list(earlier[: len(earlier) - scope.run_at])
    if size < 2 or len(before) < size:
        return []
    row = before[-size:]
    if all(t.sentence == sentence.place for t in row):
        return row
    last = [t for t in before if t.sentence == before[-1].sentence]
    near = sentence.place - before[-1].sentence <= _RECENT and before[-1].sentence != sentence.place
    return last if near and len(last) == size else []


def _of(told: Told, cost: float, part: bool) -> Base:
    """What a figure takes over from another, which is its whole where it is a `part`."""
    far = told.far or told.values.get("period") is None
    return Base(cost, told.values, told.measure, told.quality, told if part else None, far, told.doubtful)


def _whole(told: Told) -> Told:
    return told if told.whole is None else told.whole


def _of_context(sentence: Sentence, memory: Memory, reading: Reading, place: int) -> Base:
    """What the question and the headings say, with the year that was last spoken of where they name none."""
    context = sentence.context
    values = dict(context.values)
    far = False
    cost = 0.0
    said = [t for t in reading.told if t.values.get("period") is not None and not t.scope.bracketed]
    if sentence.years and len(sentence.years) == len(sentence.scopes):
        values["period"] = sentence.years[place]
    elif said and "period" in said[-1].own and said[-1].sentence != sentence.place:
        values["period"] = said[-1].values["period"]
    if "period" not in values:
        if said:
            values["period"] = said[-1].values["period"]
        elif memory.only is not None:
            values["period"] = memory.only
        elif memory.period is not None:
            values["period"], block = memory.period
            far = block != sentence.block
    doubtful = frozenset(str(k) for k in context.unsure)
    if "period" in context.many and not sentence.years:
        far = True
    return Base(cost, values, context.measure, context.quality, None, far, doubtful)

