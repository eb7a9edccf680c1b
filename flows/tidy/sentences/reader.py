"""Where the reader of a letter stands: the headings above, the figures so far, what was said of its lines."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

from flows.tidy.labels.meanings import Period, as_listed
from flows.tidy.sentences.contexts import Context, Questions, of_brackets, of_words
from flows.tidy.sentences.figure import LeftOut, ProseFigure
from flows.tidy.sentences.readings import Memory, Told
from flows.tidy.text.lines import order_told
from flows.tidy.text.parts.letter import Letter, Passage
from flows.tidy.text.phrases import says, whole
from flows.tidy.text.sentences import split
from flows.tidy.text.statements import NARROW, statements
from flows.tidy.text.told_periods import SURE, Statement, Terms, Times


@dataclass(slots=True)
class Prose:
    """The figures of a letter's running text, and the numbers in it that are none."""

    figures: list[ProseFigure] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


@dataclass(slots=True)
class Reader:
    """Where the reader of a letter stands: the headings above, the figures so far, the order of years in its lines."""

    letter: Letter
    questions: Questions
    dated: dt.date | None
    memory: Memory = field(default_factory=Memory)
    prose: Prose = field(default_factory=Prose)
    headings: list[str] = field(default_factory=list)
    fresh: bool = False
    key: tuple[Any, ...] = ()
    group: int = 0
    order: tuple[Period, ...] = ()
    brackets: tuple[Statement, ...] = ()
    sentences: int = 0
    orders: dict[int, int] = field(default_factory=dict)
    measure: str | None = None
    titles: tuple[str, ...] = ()
    searched: Period | None = None
    standing: Period | None = None
    section: Period | None = None
    named: tuple[Period, ...] = ()
    pair: tuple[Period, ...] = ()
    marked: dict[str, Told] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()
    narrowed: bool = False
    several: bool = False
    answered: dict[str, Told] = field(default_factory=dict)
    letterhead: str = ""
    withdrawn: set[int] = field(default_factory=set)
    older: dict[int, Questions] = field(default_factory=dict)

    def times(self, spoken: Period | None) -> Times:
        pair = self.named if len(self.named) == 2 else self.pair
        return Times(self.dated, spoken, self.memory.years, self.numbers, self.questions.times.terms, pair)

    def context(self, passage: Passage) -> Context:
        """What the question and the headings over a passage say of its figures."""
        questions = self._asked_before(passage.older) if passage.older else self.questions
        context = questions.over(passage.numbers, passage.question)
        spoken = context.values.get("period")
        for heading in self.headings if passage.heading or passage.is_heading else []:
            over = of_words(heading, self.times(spoken))
            context = replace(over.over(context), asks=over.asks or context.asks)
        for title in self.titles:
            context = context.over(of_words(title, self.times(None)), period_only=bool(self.letter.asked))
        if passage.astray and self.several:  # The whole request need not hold for each of several answers.
            context = replace(context, unsure=context.unsure | (set(context.values) & set(NARROW)))
        lent = {k: v for k, v in questions.lent().items() if k not in context.values and k not in context.many}
        context = replace(context, values={**lent, **context.values}, unsure=context.unsure | lent.keys())
        if stands := self.standing or self.section:  # `The figures that follow are for 2016/17 unless stated.`
            values = {**context.values, "period": stands}
            said = {"period"}
            context = replace(context, values=values, many=context.many - said, unsure=context.unsure - said)
        context = self.with_search(context)
        return context if context.measure else replace(context, measure=self.measure)

    def _asked_before(self, mail: int) -> Questions:
        """What the older mail of that number may answer: in a thread, newest first, what stands in it and below it."""
        if mail not in self.older:
            begins = next(p.block for p in self.letter.passages if p.older == mail)
            passages = [p for p in self.letter.passages if p.block >= begins]
            asked = [a for a in self.letter.asked if a.block >= begins]
            self.older[mail] = Questions(Letter(passages, asked), self.questions.times)
        return self.older[mail]

    def with_search(self, context: Context) -> Context:
        """The context, an open period such as `since 2014` as far as the search is said to have covered it."""
        period, searched = context.values.get("period"), self.searched
        if period is not None and searched is not None and period.type == "range" and period.start == searched.start:
            context = replace(
                context, values={**context.values, "period": searched}, unsure=context.unsure - {"period"}
            )
        return context


def hear_heading(reader: Reader, passage: Passage) -> None:
    words = "" if whole("markers", passage.text, "response_heading", "appendix_heading") else passage.text
    reader.headings = [*reader.headings, words] if reader.fresh else _beneath(reader.headings, words, reader)
    reader.fresh = True
    reader.memory.same = 0  # What follows leans on no figure of another heading.
    told = statements(passage.text, reader.times(None))
    reader.order = order_told(passage.text, told) or reader.order
    reader.brackets = of_brackets(passage.text, told) or reader.brackets


def _beneath(headings: list[str], words: str, reader: Reader) -> list[str]:
    """The headings over a passage once `words` stands over it: one of its own kind gives way, with those beneath."""
    kinds = set(of_words(words, reader.times(None)).values)
    if not kinds and says("prose", words, "nested"):
        return [*headings, words]
    for place, heading in enumerate(headings):
        if place and kinds and set(of_words(heading, reader.times(None)).values) == kinds:
            return [*headings[:place], words]
    return [words]


def periods_named(letter: Letter, dated: dt.date | None, terms: Terms = ()) -> list[Period]:
    """The periods of more than a day that questions and answers name."""
    aside = ("history", "boilerplate", "furniture", "signature")
    texts = [p.text for p in letter.passages if p.paragraph and p.part not in aside]
    found: list[Period] = []
    for words in (text[a:b] for text in texts for a, b in split(text, semicolons=False)):
        # What is told by its place from another is named as well: `in the preceding twelve months`.
        years = as_listed(p for p in found if p.type != "range")
        times = Times(dated, found[-1] if found else None, years, terms=terms)
        told = (s.value for s in statements(words, times) if s.kind == "period" and s.certainty >= SURE)
        found += [p for p in told if (p.end - p.start).days > 1]
    return found
