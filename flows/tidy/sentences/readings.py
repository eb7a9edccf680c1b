"""A figure as one reading has it, what a letter told before, and the sentence in which figures stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flows.tidy.labels.meanings import Period
from flows.tidy.sentences.contexts import Context, one_value
from flows.tidy.sentences.spans import Scope
from flows.tidy.text.measured import first_measure
from flows.tidy.text.phrases import opens, says
from flows.tidy.text.statements import NARROW
from flows.tidy.text.told_periods import Kind, Statement

#: How many figures are kept for those that speak of them.
KEPT = 12
#: How many of them when another question begins.
_TURNED = 3

Values = Mapping[Kind, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as one reading has it: what fills its slots, the `whole` that it is a part of, and whether its period
    comes `far`: from another paragraph or from nothing at all. `own`: dimensions that its own words say. `key`: what
    it counts: two figures of one key are one figure, or one of them is misread. `origin`: the one it takes over from.
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
    origin: Told | None = None

    @property
    def number(self) -> int | None:
        return self.scope.candidate.number


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
    origin: Told | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a paragraph as far as it goes: its figures and what it scores."""

    score: float = 0.0
    told: tuple[Told, ...] = ()


#: What stands less far in than this, in any unit, stands no further in.
STEP = 0.5


@dataclass(frozen=True, slots=True)
class Lead:
    """What a sentence that ends in a colon says of the lines under it: `Offences with the flag in 2016/17 were:`."""

    period: Period | None = None
    values: Values = field(default_factory=dict)
    measure: str | None = None


@dataclass(slots=True)
class Memory:
    """The figures read so far, those of the same question first in mind, and the years last spoken of.

    `figures` of the question and headings that the reader stands under, `same` how many the question has so far;
    `counted` what each key counted in the whole letter; `topic`: what the last sentence without a figure, `topic_at`,
    spoke of, `anew` where it tells what was asked besides; `parted_at`: the last that asks of which kinds those told
    before are; `period` the latest of the last sentence that told any, and its block, `several` where it told more;
    `only`: the one that the letter names;
    `lead`: what a sentence says of the lines that it leads to; `outline`: how far in the items of a list stand that an
    item further in is of, and the figure of each.
    """

    figures: list[Told] = field(default_factory=list)
    counted: dict[tuple[Any, ...], int | None] = field(default_factory=dict)
    years_told: set[Period] = field(default_factory=set)
    by_size: dict[tuple[Any, ...], list[tuple[Any, int | None]]] = field(default_factory=dict)
    by_number: dict[int, Told] = field(default_factory=dict)
    period: tuple[Period, int] | None = None
    several: bool = False
    only: Period | None = None
    lead: Lead = field(default_factory=Lead)
    outline: list[tuple[float, Told]] = field(default_factory=list)
    topic: Values = field(default_factory=dict)
    topic_at: int = 0
    parted_at: int = -1
    anew: bool = False
    same: int = 0
    years: tuple[Period, ...] = ()

    def turn(self) -> None:
        """Another question begins: it may speak of the last figures, and of the last of all that are of no part."""
        told = [t for t in self.figures if t.whole is None]
        of_all = [t for t in told[:-_TURNED] if not t.own & set(NARROW)][-1:]
        self.figures, self.same, self.lead = [*of_all, *told[-_TURNED:]], 0, Lead()

    def hear(self, words: str, told: Iterable[Statement], place: int) -> None:
        """What the sentence of that number, in which no figure stands, speaks of or asks."""
        topic = one_value([s for s in told if s.kind in NARROW])[0]
        said = (topic, first_measure(words)) if words.endswith(":") else ({}, None)
        self.lead = Lead(self.lead.period, *said)
        if not topic and place == self.topic_at + 1 and opens("prose", words, "it"):
            self.topic_at = place  # `It was given as 58.` before `It should have been 75.`
        if topic:
            self.topic, self.topic_at, self.anew = topic, place, says("markers", words, "request_lead")
        self.parted_at = place if says("prose", words, "asks of those") else -1

    def step_in(self, indent: float | None) -> None:
        """Another paragraph begins, of the items of a list that stand less far in; None for what is no item."""
        self.outline = [] if indent is None else [(at, told) for at, told in self.outline if at + STEP < indent]

    def hear_period(self, words: str, period: Period, block: int) -> None:
        """The one year that a sentence without a figure names: `The five most recorded in 2016/17 were:`."""
        self.period, self.several = (period, block), False
        if words.endswith(":") or says("markers", words, "announces"):
            self.lead = replace(self.lead, period=period)

    def keep(self, told: Iterable[Told]) -> None:
        dated: list[Told] = []
        for t in told:
            self.figures.append(t)
            self.same += 1
            self.by_size.setdefault(t.key[1:], []).append((t.key[0], t.number))
            self.counted.setdefault(t.key, t.number)
            if t.number is not None:
                self.by_number.setdefault(t.number, t)
            del self.figures[:-KEPT]
            known = self.period is not None or bool(dated)
            if t.values.get("period") is not None and not t.scope.bracketed and (t.whole is None or not known):
                dated.append(t)
        if dated:
            year, self.several = year_going_on(dated)
            self.period = (year, dated[-1].block)
            self.years_told |= {t.values["period"] for t in dated}


def year_going_on(dated: Sequence[Told]) -> tuple[Period, bool]:
    """The year with which figures go on behind those of a paragraph that say one, and whether it might be another.

    It is the latest: the one that was asked for first. `In 2016/17 it was 538. In the year before it was 499.`
    """
    latest: Period = max((t.values["period"] for t in dated), key=lambda year: year.end)
    last = {t.values["period"] for t in dated if t.sentence == dated[-1].sentence}
    return latest, last != {latest}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with figures, ready to be judged.

    `block`: where it begins in its paragraph, `paragraph` the block of that, `place` its number in the letter. It
    `leans` on the figure before (`the corresponding figure`), tells a `total`, is a line of keys (`lined`), or counts
    `such offences`, or opens with a `pronoun`; `years`: those of its figures, which its words do not name.
    """

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
    pronoun: bool = False
    paragraph: int = 0
