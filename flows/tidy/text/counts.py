"""The figures of a letter's running text: sentences, lines with a key, numbers alone under a question."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flows.tidy.dimensions import parse
from flows.tidy.labels import online
from flows.tidy.labels.forces import parts_of_the_country
from flows.tidy.labels.marks import SIGNS, key_of
from flows.tidy.labels.meanings import Age, Period
from flows.tidy.labels.wording import blanked_at
from flows.tidy.letter.figure import LeftOut, ProseFigure, cumulative, doubt_unnamed_flag
from flows.tidy.letter.parts.parts import Letter, Passage
from flows.tidy.letter.parts.verdicts import verdicts
from flows.tidy.letter.text.numbering import numbers_in
from flows.tidy.letter.text.phrases import find, plain, plain_words, says, whole
from flows.tidy.letter.text.sentences import split
from flows.tidy.text.candidates import DOUBTFUL, LISTED, TAKEN, Candidate, candidates, weights
from flows.tidy.text.contexts import Context, Questions, of_brackets, of_words, quality
from flows.tidy.text.judgement import judge
from flows.tidy.text.readings import Memory, Sentence, Told
from flows.tidy.text.scopes import HEAD, OWN, Option, Scope, scopes
from flows.tidy.text.statements import NARROW, measures, statements, tells_apart
from flows.tidy.text.told_periods import SURE, Kind, Statement, Times

#: A figure of which the best reading is less likely than this is in doubt.
LIKELY = 0.8
_A_MONTH = 31
_LONGEST_LINE = 300
_LONGEST_KEY = 6
_NEAR = 20
_SMALL = 10
_WORD = re.compile(r"[A-Za-z][\w'’-]*")


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
    named: tuple[Period, ...] = ()
    marked: dict[str, Told] = field(default_factory=dict)
    numbers: frozenset[str] = frozenset()

    def times(self, spoken: Period | None) -> Times:
        return Times(self.dated, spoken, self.memory.years, self.numbers)

    def context(self, passage: Passage) -> Context:
        """What the question and the headings over a passage say of its figures."""
        context = self.questions.over(passage.numbers, passage.question)
        spoken = context.values.get("period")
        for heading in self.headings if passage.heading or passage.is_heading else []:
            over = of_words(heading, self.times(spoken))
            context = replace(over.over(context), asks=over.asks or context.asks)
        for title in self.titles:
            context = context.over(of_words(title, self.times(None)), period_only=bool(self.letter.asked))
        context = self.with_search(context)
        return context if context.measure else replace(context, measure=self.measure)

    def with_search(self, context: Context) -> Context:
        """The context, an open period such as `since 2014` as far as the search is said to have covered it."""
        period, searched = context.values.get("period"), self.searched
        if period is not None and searched is not None and period.type == "range" and period.start == searched.start:
            context = replace(context, values={**context.values, "period": searched}, unsure=context.unsure - {"period"})
        return context


def read(letter: Letter, dated: dt.date | None = None) -> Prose:
    """Every figure in the letter's answers and notes, in reading order; `dated` is the day of the reply."""
    questions = Questions.of(letter, dated)
    reader = Reader(letter, questions, dated, measure=questions.common().measure if letter.request else None)
    named = _periods_named(letter, dated)
    reader.memory.only = named[0] if len(set(named)) == 1 else None
    years = tuple(dict.fromkeys(p for p in named if p.type != "range"))
    reader.memory.years = questions.times.years if len(questions.times.years) > 1 else years if len(years) < 7 else ()
    reader.numbers = frozenset(a.number for a in letter.asked if a.number)
    reader.titles = tuple(p.text for p in letter.passages if p.part == "letterhead" and p.is_heading)
    for passage in letter.passages:
        if passage.paragraph is None:
            reader.fresh, reader.headings = False, []
        elif passage.part == "response" or (passage.part == "note" and not key_of(passage.text, SIGNS)):
            _passage(reader, passage)
    figures = _without_headline(letter, reader.prose.figures)
    figures = _without_workload(letter, figures)
    said = (p.text[a:b] for p in letter.passages if p.paragraph for a, b in split(p.text))
    flagged = any(f.online in ("yes", "no") for f in figures)
    reader.prose.figures = cumulative(doubt_unnamed_flag(figures, said) if flagged else figures)
    return reader.prose


def _without_headline(letter: Letter, figures: list[ProseFigure]) -> list[ProseFigure]:
    """The figures without those of the title that a figure below it repeats."""
    title = next((p.paragraph for p in letter.passages if p.is_heading and p.paragraph), None)
    if title is None:
        return figures
    below = {f.value.value for f in figures if f.block not in title.blocks}
    return [f for f in figures if f.block not in title.blocks or f.value.value not in below]


def _without_workload(letter: Letter, figures: list[ProseFigure]) -> list[ProseFigure]:
    """None of the figures of a letter that refuses the whole request: they tell what an answer would take."""
    answers = [p for p in letter.passages if p.part in ("response", "note")]
    said = [p.text[a:b] for p in answers if p.paragraph for a, b in split(p.text)]
    refused = any(
        says("outcomes", s, "whole") and verdicts(s) & {"refused", "workload"} and not numbers_in(s) for s in said
    )
    offered = any(says("outcomes", s, "volunteered") and not verdicts(s) for s in said)
    tables = any(p.paragraph is None for p in answers)
    return figures if not refused or offered or tables or len({f.numbers for f in figures}) > 1 else []


def _periods_named(letter: Letter, dated: dt.date | None) -> list[Period]:
    """The periods of more than a day that questions and answers name."""
    aside = ("history", "boilerplate", "furniture", "signature")
    texts = [p.text for p in letter.passages if p.paragraph and p.part not in aside]
    told = [text[a:b] for text in texts for a, b in split(text, semicolons=False)]
    found = [s.value for text in told for s in statements(text, Times(dated)) if s.kind == "period" and s.certainty >= SURE]
    return [p for p in found if (p.end - p.start).days > 1]


def _passage(reader: Reader, passage: Passage) -> None:
    text = passage.text
    if passage.is_heading:
        _heading(reader, passage)
        if not any(c.isdigit() for c in text):
            return
    else:
        reader.fresh = False
    key = passage.numbers or (passage.question,)
    under = bool(passage.heading) or passage.is_heading
    if key != reader.key or not (under or not reader.headings):
        if key != reader.key:
            reader.memory.figures = [t for t in reader.memory.figures if t.whole is None][-3:]
            reader.memory.same = 0
        reader.key = key
        reader.group += 1
    reader.headings = reader.headings if under else []
    reader.numbers |= set(passage.numbers)
    context = reader.context(passage)
    marked = reader.marked.get(passage.printed) if not context.words else None
    if marked is not None:  # `(b) 1,690` under another year counts what the line `(b)` counted before.
        narrow = {k: v for k, v in marked.values.items() if k in NARROW}
        context = replace(context, values={**narrow, **context.values}, measure=context.measure or marked.measure)
    sentences = _sentences(reader, passage, context)
    judged = judge([s for s in sentences if s.scopes], reader.memory)
    doubt = [p < LIKELY for p in judged.likely]
    for told, likely, unsure, differs in zip(judged.told, judged.likely, doubt, judged.differs, strict=True):
        sentence = next(s for s in sentences if s.place == told.sentence)
        _emit(reader, passage, context, sentence, told, likely, differs if unsure else frozenset())
    reader.memory.keep(judged.told)
    if passage.printed and judged.told:
        reader.marked.setdefault(passage.printed, judged.told[0])


def _heading(reader: Reader, passage: Passage) -> None:
    words = "" if whole("markers", passage.text, "response_heading", "appendix_heading") else passage.text
    reader.headings = [*reader.headings, words] if reader.fresh else _beneath(reader.headings, words, reader)
    reader.fresh = True
    told = statements(passage.text, reader.times(None))
    reader.order = _order(passage.text, told) or reader.order
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


def _order(text: str, told: Sequence[Statement]) -> tuple[Period, ...]:
    """The years in the order in which a sentence says that figures are given; empty where it says none."""
    if not says("prose", text, "order"):
        return ()
    years = [s.value for s in told if s.kind == "period" and s.certainty >= SURE]
    return tuple(years) if len(years) > 1 and len(set(years)) == len(years) else ()


def _sentences(reader: Reader, passage: Passage, context: Context) -> list[Sentence]:
    """The sentences of a passage, each with the figures in it and what its words say."""
    text, out = passage.text, list[Sentence]()
    reader.memory.topic, reader.named = {}, ()
    spoken = context.values.get("period") or (reader.memory.period[0] if reader.memory.period else None)
    block = passage.paragraph.block if passage.paragraph else 0
    alone_here = len(text) < _LONGEST_LINE
    for span in split(text, semicolons=False):
        reader.sentences += 1
        words = text[span.start : span.end]
        if words.endswith("?"):
            context = of_words(words, reader.times(spoken)).over(context)
            continue
        told = statements(words, reader.times(spoken))
        found = candidates(words, told)
        follows = bool(out) or bool(reader.memory.figures)
        taken = _taken(words, found, told, context, follows, alone_here, passage.is_heading, bool(passage.numbers))
        named = tuple(dict.fromkeys(s.value for s in told if s.kind == "period" and s.certainty >= SURE))
        periods = [s.value for s in told if s.kind == "period" and (s.value.end - s.value.start).days > _A_MONTH]
        spoken = periods[-1] if periods else spoken
        order = _order(words, told)
        reader.order = order or reader.order
        reader.brackets = of_brackets(words, told) or reader.brackets
        spots = {c.start for c in taken}
        for c in found:
            if c.start not in spots:
                _leave(reader, passage, span.start, c, words, -DOUBTFUL < c.weight + _asked(context) <= TAKEN)
        context = reader.with_search(context)
        if not taken or (order and not says("prose", words, "verb")) or says("prose", words, "order_told", "legend"):
            _note_period(reader, words, periods, block)
            topic = {s.kind: s.value for s in told if s.kind in NARROW and tells_apart(s)}
            reader.memory.topic = topic or reader.memory.topic
            continue
        told = _with_unknowns(words, told, taken, _axis(reader, told))
        formed = scopes(words, told, taken)
        formed = [_of_question(reader, s) for s in formed]
        if reader.brackets or says("prose", passage.question, "brackets"):
            aside = reader.brackets or of_brackets(passage.question, statements(passage.question, reader.times(spoken)))
            formed = [_bracketed(words, s, aside) for s in formed]
        lined = len(words) < _LONGEST_LINE and _is_lined(words, formed)
        if lined:
            told, formed = _by_axis(reader, words, told, formed, taken, context)
        years = _years(reader, words, formed, told, context)
        reader.named = named if len(named) > 1 else (*reader.named, *named)[-2:] if len(named) == 1 else reader.named
        out.append(
            Sentence(
                words, span.start, tuple(formed), told, context, says("prose", words[: taken[0].start], "same"),
                says("prose", words, "in_all"), reader.sentences, years, lined, says("prose", words[taken[0].end :][:30], "such"), block,
            )
        )  # fmt: skip
    return out


def _with_unknowns(
    words: str, told: Sequence[Statement], taken: Sequence[Candidate], axis: Kind | None
) -> tuple[Statement, ...]:
    """The statements with `7 unspecified` and `in 12 it was not recorded` among figures told apart by sex or age."""
    if axis not in ("sex", "age"):
        return tuple(told)
    extra = []
    for hit in find("prose", words, "unknown"):
        near = any(abs(c.end - hit.start) < 40 or abs(hit.end - c.start) < 12 for c in taken)
        if near and all(hit.end <= s.start or hit.start >= s.end for s in (*told, *extra)):
            value = Age.unknown() if axis == "age" else "unknown"
            extra.append(Statement(axis, hit.start, hit.end, value, 0.8))
    return tuple(sorted([*told, *extra], key=lambda s: s.start))


def _of_question(reader: Reader, scope: Scope) -> Scope:
    """A figure of which words say which question it answers is of what that asks: `Question 2 - 8`."""
    named = next((o.statement for o in scope.options.get("question", []) if o.cost < 0.5), None)
    context = reader.questions.named(named.value) if named is not None else None
    for kind, value in context.values.items() if context is not None and named is not None else ():
        if not any(o.cost < 0.5 for o in scope.options.get(kind, [])):
            told = Option(HEAD, Statement(kind, named.start, named.end, value))  # type: ignore[union-attr]
            scope.options = {**scope.options, kind: [told, *scope.options.get(kind, [])]}
    return scope


def _bracketed(words: str, scope: Scope, aside: Sequence[Statement]) -> Scope:
    """A figure alone in brackets is of what was said of figures in brackets."""
    c = scope.candidate
    if words[: c.start].rstrip().endswith("(") and words[c.end :].lstrip().startswith(")"):
        scope.bracketed, scope.nested = True, True
        scope.options = {**scope.options, **{s.kind: [Option(OWN, s)] for s in aside}}
    return scope


def _asked(context: Context) -> float:
    return weights()["asked for"] if context.asks and not context.refuses else 0.0


def _taken(
    words: str, found: Sequence[Candidate], told: Sequence[Statement], context: Context, follows: bool, short: bool,
    heading: bool, numbered: bool,
) -> list[Candidate]:
    """The numbers of a sentence that count something."""
    table = weights()
    extra = (table["speaks on"] if follows else 0.0) + (table["in a heading"] if heading else _asked(context))
    said = verdicts(words)
    if said & {"refused", "workload"} and not says("outcomes", words, "volunteered"):
        extra += table["in a refusal"]
    if context.refuses:
        extra += table["no count asked for"]
    out: list[Candidate] = []
    for n, c in enumerate(found):
        weight = c.weight + extra
        rest = f"{words[: c.start]}{words[c.end :]}"
        if not _WORD.search(rest) and short:
            weight += table["alone under its question"] if context.asks or context.words or numbered else 0.0
        if out:
            weight += table["speaks on"] if not follows else 0.0
        elif n and found[n - 1].weight <= TAKEN and says("prose", words[found[n - 1].end : c.start], "nested"):
            weight += table["a part of what counts nothing"]
        near = any(abs(s.start - c.end) < _NEAR or abs(c.start - s.end) < _NEAR for s in told)
        if c.number is not None and c.number <= 10 and not near and says("prose", words, "rule"):
            weight += table["a rule of counting"]
        if (c.number or 0) <= _SMALL and says("prose", words, "denoted", "explains"):
            weight += table["a rule of counting"]
        if _is_change(words, c):
            weight += table["a change"]
        if _is_corrected_away(words, c):
            weight += table["corrected away"]
        if weight > TAKEN:
            out.append(replace(c, weight=weight))
        elif c.base and out and out[-1].end <= c.start:
            out[-1] = replace(out[-1])
    return [c for c in out if not (c.base and c.weight <= TAKEN)]


def _is_change(words: str, c: Candidate) -> bool:
    flat = plain(words)
    before = [h for h in find("prose", flat[: c.start], "change") if not any(x.isdigit() for x in flat[h.end : c.start])]
    return bool(before) and c.start - max(h.end for h in before) < 20


def _is_corrected_away(words: str, c: Candidate) -> bool:
    """Whether a sentence tells a figure to say that it was wrong: `the figure of 612 in our letter of May was wrong`."""
    flat = plain(words)
    start = max(flat.rfind(stop, 0, c.start) for stop in (";", ". "))
    around = flat[max(start + 1, c.start - 70) : c.end + 60].split(";")[0]
    return says("prose", around, "correcting") and not says("prose", flat[max(0, c.start - 60) : c.start], "corrected")


def _is_lined(words: str, formed: Sequence[Scope]) -> bool:
    """Whether a sentence is a line of keys and figures: each figure has a key, and no verb stands among them."""
    keyed = all(s.label is not None or s.bracketed or n for n, s in enumerate(formed))
    tail = words[formed[-1].candidate.end :]
    return keyed and not says("prose", words, "verb", "changed") and len(_WORD.findall(tail)) < 5


def _by_axis(
    reader: Reader, words: str, told: Sequence[Statement], formed: Sequence[Scope], taken: Sequence[Candidate],
    context: Context,
) -> tuple[tuple[Statement, ...], list[Scope]]:  # fmt: skip
    """The line with its keys read by what splits the lines before it: `Not recorded` among sexes, `16-17` among ages."""
    axis = _axis(reader, told)
    extra: list[Statement] = []
    for scope in formed:
        if scope.label is None:
            continue
        first, last = scope.label
        mine = [s for s in told if s.start < last and first < s.end]
        key = words[first:last].strip(" ,;.")
        value: Any = None
        kind: Kind | None = None
        if axis in ("age", "sex", "online") and not any(s.kind == axis for s in mine):
            reading = parse(axis, key)
            if reading is not None and (axis == "age" or reading.value == "unknown"):
                kind, value = axis, reading.value  # type: ignore[assignment]
        if value is None and ("online" in context.values or axis == "online" or says("roles", key, "the flag")):
            flag = online.parse_flag(key)
            if flag is not None and not any(s.kind == "online" for s in mine):
                kind, value = "online", flag.value
        if value is not None and kind is not None:
            told = tuple(s for s in told if s not in mine or (s.certainty == 1 and s.kind == "period"))
            if all(s.end <= first or s.start >= last for s in told):
                extra.append(Statement(kind, first, last, value))
    if not extra:
        return tuple(told), list(formed)
    told = tuple(sorted([*told, *extra], key=lambda s: s.start))
    return told, scopes(words, told, taken)


def _axis(reader: Reader, told: Sequence[Statement]) -> Kind | None:
    """The dimension, age, sex or flag, by which the figures before are told apart."""
    kinds = [s.kind for s in told if s.kind in ("age", "sex", "online") and tells_apart(s)]
    if kinds:
        return kinds[-1]
    last = reader.memory.figures[-4:]
    kinds: tuple[Kind, ...] = ("sex", "age", "online")
    return next((k for k in kinds if any(t.values.get(k) is not None and k in t.own for t in last)), None)


def _years(
    reader: Reader, words: str, formed: Sequence[Scope], told: Sequence[Statement], context: Context
) -> tuple[Period, ...]:
    """The years of the figures of a list, where none is named with them and as many are asked for or were told."""
    if any(s.kind == "period" and s.certainty >= SURE for s in told) or len(formed) < 2:
        return ()
    pairs = zip(formed, formed[1:], strict=False)
    gaps = [words[a.candidate.end : b.candidate.start].strip() for a, b in pairs]
    if not all(LISTED.fullmatch(gap) or gap == "/" for gap in gaps):
        return ()
    row = [t.values.get("period") for t in reader.memory.figures[-len(formed) :]]
    distinct = tuple(dict.fromkeys(p for p in row if p is not None))
    for years in (reader.order, reader.named, context.years, distinct, reader.memory.years):
        if len(years) == len(formed):
            return years
    return ()


def _note_period(reader: Reader, words: str, periods: Sequence[Period], block: int) -> None:
    """A sentence that says which period was searched speaks for the figures behind it, and may for those before."""
    if len(set(periods)) != 1 or verdicts(words):
        return
    reader.memory.period = (periods[0], block)
    if says("prose", words, "searched"):
        reader.searched = periods[0]
    if says("prose", words, "backward"):
        reader.prose.figures = [replace(f, period=periods[0]) if f.period is None else f for f in reader.prose.figures]


def unexplained(words: str, told: Sequence[Statement]) -> str:
    """The words of a key that are neither within a statement nor words that say nothing."""
    spans = [(s.start, s.end) for s in (*told, *measures(words))]
    spans += [(h.start, h.end) for h in find("prose", words, "nested", "in_all")]
    rest = re.sub(r"\([^()]*\)", " ", blanked_at(plain(words), spans))
    left = [w for w in _WORD.findall(rest) if w.lower() not in plain_words("key")]
    return " ".join(left) if len(left) <= _LONGEST_KEY else ""


def _emit(
    reader: Reader, passage: Passage, context: Context, sentence: Sentence, told: Told, likely: float,
    differs: frozenset[str],
) -> None:  # fmt: skip
    """Adds a figure with what the best reading says of it, and its doubt where another is nearly as good."""
    assert passage.paragraph is not None
    paragraph, c = passage.paragraph, told.scope.candidate
    start, end = sentence.block + c.start, sentence.block + c.end
    block = paragraph.block_at(passage.body + start)
    reader.orders[block] = reader.orders.get(block, 0) + 1
    doubts = list(paragraph.doubts)
    weak = {s.kind for s in sentence.told if s.certainty < SURE and told.values.get(s.kind) == s.value}
    doubtful = told.doubtful | weak
    if differs or likely < LIKELY or c.approximate or doubtful - {"period"}:
        doubts.append("period_guessed" if differs == {"period"} else "reading_ambiguous")
    elif told.far or "period" in doubtful:
        doubts.append("period_guessed")
    elif c.weight < DOUBTFUL:
        doubts.append("label_guessed")
    values, other = told.values, dict[str, str]()
    key = ""
    if sentence.lined and told.scope.label:
        first, last = told.scope.label
        key = sentence.text[first:last].strip(" ,;.–—-")
        mine = [replace(s, start=s.start - first, end=s.end - first) for s in sentence.told if first <= s.start < last]
        left = unexplained(sentence.text[first:last], mine)
        if left:
            other["label"] = left
    narrowing = quality(sentence.text) if len(sentence.scopes) == 1 else None
    if narrowing or told.quality:
        other.setdefault("kind", narrowing or told.quality or "")
    if area := parts_of_the_country(sentence.text):
        other["area"] = area
    confidence = min(likely, c.value.certainty, paragraph.confidence)
    period = values.get("period")
    reader.prose.figures.append(
        ProseFigure(
            block, reader.orders[block], passage.body + start, passage.body + end, c.value,
            caption=" ".join((passage.heading or passage.question or sentence.text if sentence.lined else sentence.text).split()),
            raw_value=passage.text[start:end].strip(),
            raw_row_label=key or passage.printed or None,
            page=paragraph.page,
            period=period if isinstance(period, Period) else None,
            age=values.get("age") or Age.all(),
            sex=values.get("sex") or "all",
            online=values.get("online") or "all",
            offence=values.get("offence"),
            measure=told.measure or context.measure,
            force=values.get("force"),
            other=other, numbers=passage.numbers, group=reader.group, certainty=confidence, doubts=tuple(doubts),
        )
    )  # fmt: skip


def _leave(reader: Reader, passage: Passage, offset: int, c: Candidate, words: str, unsure: bool) -> None:
    """Notes a number that is no figure, or of which that is not sure."""
    assert passage.paragraph is not None
    block = passage.paragraph.block_at(passage.body + offset + c.start)
    page = passage.paragraph.page
    reader.prose.left_out.append(LeftOut(block, words[c.start : c.end], c.why, " ".join(words.split()), page, unsure))
