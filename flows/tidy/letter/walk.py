"""Where the reader of a letter stands while it reads: the headings above, what was said before, the figures so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from flows.tidy.labels.meanings import Period
from flows.tidy.labels.numbers import CellValue
from flows.tidy.labels.periods.adjoining import settled_in
from flows.tidy.letter.figure import LeftOut, ProseFigure, dimensions
from flows.tidy.letter.figures.contexts import Context, of_words, stacked
from flows.tidy.letter.figures.explained_lines import Layout
from flows.tidy.letter.figures.memory import Memory
from flows.tidy.letter.parts.parts import Letter, Passage
from flows.tidy.letter.questions import of_questions
from flows.tidy.letter.text.phrases import says
from flows.tidy.letter.volunteered import freed, own_count
from flows.tidy.letter.words.bare_years import resolved
from flows.tidy.letter.words.meant import mentions
from flows.tidy.letter.words.mention import Mention, Said
from flows.tidy.letter.words.months import with_months
from flows.tidy.letter.words.named_periods import as_asked
from flows.tidy.letter.words.relative_years import cut_alike, in_doubt, shifted

_SHORTEST = 27
_NO_BLOCK = -1


@dataclass(slots=True)
class Prose:
    """The figures of a letter's running text, and the numbers in it that are none."""

    figures: list[ProseFigure] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a figure may be otherwise: what it counts was guessed, its words have another reading, as has its period."""

    guessed: bool = False
    ambiguous: bool = False
    undated: bool = False


SURE = Doubt()


@dataclass(slots=True)
class Walk:
    """Where the reader stands.

    `period` is what a search was said to cover, `recent` the block and period of the last figure that was no part of
    another, `told` block and period of the last sentence that named a period and gave none,
    `title` the place of the title, `only` the one period that the letter names at all (`unsurely`: a month of which
    nothing asks, so that it need not hold for every figure), `years` the periods last named
    together, in that order, `layout` what was said of lines. `searched`: a search for words was spoken of, so that
    `online` may be no flag. `questions` is what each numbered question asks, `marked` what the first figure under
    each printed mark counts, `answered` the questions of which figures were given, `lead_in` the last heading and `own`
    whether it leads in a count of its own, `cut` the years that were told as far as a day of theirs, `settled` the
    periods that may be two and of which those named beside them tell which they are, `common` what all questions say
    alike.
    """

    letter: Letter
    dated: dt.date | None
    prose: Prose = field(default_factory=Prose)
    headings: list[str] = field(default_factory=list)
    fresh: bool = False
    memory: Memory = field(default_factory=Memory)
    period: Period | None = None
    recent: tuple[int, Period] | None = None
    years: tuple[Period, ...] = ()
    layout: Layout = field(default_factory=Layout)
    told: tuple[int, Period] | None = None
    only: Period | None = None
    unsurely: bool = False
    title: int | None = None
    group: int = 0
    key: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    orders: dict[int, int] = field(default_factory=dict)
    measure: str | None = None
    searched: bool = False
    questions: dict[str, Said] = field(default_factory=dict)
    marked: dict[str, Said] = field(default_factory=dict)
    answered: set[tuple[tuple[str, ...], str]] = field(default_factory=set)
    lead_in: str = ""
    own: bool | None = False
    cut: dict[Period, Period] = field(default_factory=dict)
    settled: dict[Period, Period] = field(init=False)
    common: Said = field(init=False)

    def __post_init__(self) -> None:
        self.common = of_questions(self.letter, (), "", self.dated).said
        self.settled = settled_in((p.text for p in self.letter.passages), self.dated)

    def context(self, passage: Passage) -> Context:
        """What the question and the headings over a passage say of its figures."""
        context = of_questions(self.letter, passage.numbers, passage.question, self.dated, passage.block)
        if passage.astray:
            context = replace(context, lent=context.said)
        for heading in self.headings if passage.heading or passage.is_heading else []:
            if heading == self.lead_in:
                context = freed(context, self.common, self.own)
            context = stacked(context, of_words(heading, self.dated))
        period = context.said.period
        if self.period and (period is None or (period.type == "range" and period.start == self.period.start)):
            many = context.many - {"period"}
            context = replace(context, said=replace(context.said, period=self.period), many=many)
        self.measure = self.measure or context.said.measure
        if context.said.measure is None and self.measure:
            context = replace(context, said=replace(context.said, measure=self.measure))
        meant = self.settled.get(context.said.period) if context.said.period else None
        if meant is not None:
            context = replace(context, said=replace(context.said, period=meant), many=context.many - {"period"})
        return replace(context, asked=self._asked(passage))

    def led_in(self, passage: Passage, words: str) -> None:
        """Notes whether a heading leads in a count of its own, which the question above it says nothing of."""
        self.lead_in, self.own = words, own_count(words, (passage.numbers, passage.question) in self.answered)

    def _asked(self, passage: Passage) -> Mapping[str, Said]:
        """What each numbered question asks; the words of the one that a passage answers hold for all that it names."""
        if not self.questions:
            numbers = [a.number for a in self.letter.asked if a.number]
            self.questions = {n: of_questions(self.letter, (n,), "", self.dated).said for n in numbers}
        own = of_words(passage.question, self.dated).said if passage.numbers else Said()
        return _Asked(own, self.questions)

    def under_its_mark(self, passage: Passage, context: Context) -> Context:
        """`(b) 1,690` under another year counts what the line `(b)` counted before."""
        before = self.marked.get(passage.printed) if passage.printed else None
        if before is None or context.asks or context.refuses or context.said.kinds != {"period"}:
            return context
        return replace(context, said=context.said.over(before), asks=True)

    def dated_by(self, passage: Passage, context: Context) -> tuple[Period | None, bool]:
        """The period of a figure of which nothing near says it, and whether that is a guess."""
        if "period" in context.many:
            return None, False
        if says("prose", passage.text, "now") or says("prose", passage.question, "now"):
            return None, True
        if self.told and self.told[0] == passage.block:
            return self.told[1], self.told[1] != self.only
        if self.only:
            return self.only, self.unsurely
        if self.recent and says("prose", passage.text, "same_year"):
            told = {f.period for f in self.prose.figures if f.block == self.recent[0]}
            return self.recent[1], len(told) != 1
        if self.recent:
            return self.recent[1], self.recent[0] != passage.block
        return None, True

    def with_period(self, passage: Passage, context: Context, meant: Said) -> tuple[Said, bool]:
        """What a figure counts with its period, where its words say none, and whether that is a guess."""
        if meant.period is not None:
            return meant, False
        period, guess = self.dated_by(passage, context)
        return replace(meant, period=period), guess

    def turns_back(
        self, passage: Passage, start: int, years: Collection[Period | None], told: Sequence[Mention]
    ) -> bool:
        """Whether a sentence at `start` names no year and is of another than the figure before it in its block.

        `years` are theirs; where they differ, words tell them apart.
        """
        block = passage.paragraph.block_at(passage.body + start) if passage.paragraph else _NO_BLOCK
        if self.recent is None or self.recent[0] != block or any(m.kind == "period" for m in told):
            return False
        return len(years) == 1 and not {None, self.recent[1]} & set(years)

    def mentions(self, words: str, passage: Passage, context: Context) -> list[Mention]:
        """What a sentence mentions, its years by those spoken of before and by the day of the letter."""
        spoken, today = self.recent[1] if self.recent else None, self._today(context)
        found = mentions(words, self.dated, spoken, self.years, context.asked, today)
        found = in_doubt(words, found) if self.recent and self.recent[0] == _NO_BLOCK else found
        found = cut_alike(words, found, self.cut)
        found = [self._settle(m) for m in found]
        found = as_asked(found, _asked(self.letter.request, self.dated))
        year = context.said.period or self.dated_by(passage, context)[0]
        return with_months(words, found, year, f"{passage.question} {passage.heading}", self.memory.parted)

    def _settle(self, mention: Mention) -> Mention:
        meant = self.settled.get(mention.value) if isinstance(mention.value, Period) else None
        return mention if meant is None else replace(mention, value=meant, certainty=1.0)

    def _today(self, context: Context) -> dt.date | None:
        """The day from which `last year` counts: that of the letter, unless it is of a year of its own.

        It is where the headings name one, or where the request asked for years that were long over.
        """
        of_its_own = context.said.period is not None or _were_long_over(self.letter.request, self.dated)
        return None if of_its_own else self.dated

    def heard(self, found: Sequence[Mention]) -> None:
        """Keeps the years that a sentence or question names together, for `the first year` after it."""
        named = [m.value for m in found if isinstance(m.value, Period)]
        years = tuple(dict.fromkeys(p for p in named if (p.end - p.start).days > _SHORTEST))
        if len(years) > 1:
            self.years = years

    def emit(
        self,
        passage: Passage,
        place: tuple[int, int],
        value: CellValue,
        meant: Said,
        caption: str,
        doubt: Doubt = SURE,
        row: str | None = None,
        raw: str | None = None,
        other: dict[str, str] | None = None,
        nested: bool = False,
    ) -> None:
        """Adds a figure that stands at `place` of the passage's text; `nested`: a part of the figure before."""
        assert passage.paragraph is not None
        start, end = place
        over = [self.letter.request, passage.question, *self.headings, passage.text]
        period = self.settled.get(meant.period, meant.period) if meant.period else None
        period, other_year = resolved(period, over)
        meant, doubt = replace(meant, period=period), replace(doubt, ambiguous=doubt.ambiguous or other_year)
        block = passage.paragraph.block_at(passage.body + start)
        self.orders[block] = self.orders.get(block, 0) + 1
        doubts = (("label_guessed",) if doubt.guessed else ()) + (("reading_ambiguous",) if doubt.ambiguous else ())
        certainty = min(
            value.certainty,
            passage.paragraph.confidence,
            0.6 if doubt.guessed else 1.0,
            0.5 if doubt.ambiguous else 1.0,
        )
        bare = ProseFigure(
            block,
            self.orders[block],
            passage.body + start,
            passage.body + end,
            value,
            caption=" ".join(caption.split()),
            raw_value=(raw if raw is not None else passage.text[start:end]).strip(),
            raw_row_label=row or passage.printed or None,
            page=passage.paragraph.page,
            other=dict(other or {}),
            numbers=passage.numbers,
            group=self.group,
            certainty=certainty,
            doubts=(*passage.paragraph.doubts, *doubts),
        )
        self.prose.figures.append(dimensions(bare, meant))
        self.answered.add((passage.numbers, passage.question))
        self.marked.setdefault(passage.printed, meant)
        if meant.period and meant.period.start != meant.period.end and (self.recent is None or not nested):
            # What follows a guess in its block is no surer than that.
            self.recent = (_NO_BLOCK if doubt.guessed or doubt.undated else block, meant.period)

    def fill(self, period: Period) -> None:
        """Gives the figures that have no period the one that is said of them behind: it stays a doubt."""
        self.prose.figures = [replace(f, period=period) if f.period is None else f for f in self.prose.figures]

    def leave(self, passage: Passage, place: tuple[int, int], reason: str, words: str, unsure: bool = False) -> None:
        """Notes a number that is no figure, or of which that is not sure."""
        assert passage.paragraph is not None
        block = passage.paragraph.block_at(passage.body + place[0])
        text = passage.text[place[0] : place[1]]
        left = LeftOut(block, text, reason, " ".join(words.split()), passage.paragraph.page, unsure)
        self.prose.left_out.append(left)


class _Asked(Mapping[str, Said]):
    """What each numbered question asks, under the words of the one that a passage answers; made out when sought."""

    def __init__(self, own: Said, questions: Mapping[str, Said]) -> None:
        self._own, self._questions = own, questions

    def __getitem__(self, number: str) -> Said:
        return self._own.over(self._questions[number])

    def __iter__(self) -> Iterator[str]:
        return iter(self._questions)

    def __len__(self) -> int:
        return len(self._questions)


@lru_cache(maxsize=64)
def _asked(request: str, dated: dt.date | None) -> tuple[Mention, ...]:
    """What a request mentions; kept for its sentences."""
    return tuple(mentions(request, dated))


@lru_cache(maxsize=64)
def _were_long_over(request: str, dated: dt.date | None) -> bool:
    """Whether the last year that a request asks for ended over a year before the letter; kept for its sentences."""
    asked = [m.value for m in _asked(request, dated) if isinstance(m.value, Period)]
    latest = max((p for p in asked if p.type != "range"), key=lambda p: p.end, default=None)
    return latest is not None and dated is not None and shifted(latest, 1).end < dated
