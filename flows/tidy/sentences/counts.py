"""The figures of a letter's running text: sentences, lines with a key, numbers alone under a question."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from flows.tidy.labels.meanings import Period, as_listed
from flows.tidy.sentences.contexts import Context, Questions, of_brackets, of_words
from flows.tidy.sentences.corrections import REPLACED
from flows.tidy.sentences.coverage import narrowed
from flows.tidy.sentences.emitting import LIKELY, emit
from flows.tidy.sentences.figure import LeftOut, cumulative, doubt_unnamed_flag, explained
from flows.tidy.sentences.in_order import with_values_in_order, years_in_order
from flows.tidy.sentences.judgement import judge
from flows.tidy.sentences.keys import axis_of, by_axis, is_lined, is_title, with_unknowns
from flows.tidy.sentences.labels import SIGNS, key_of
from flows.tidy.sentences.of_questions import of_questions
from flows.tidy.sentences.reader import Prose, Reader, hear_heading, periods_named
from flows.tidy.sentences.readings import Sentence
from flows.tidy.sentences.scopes import scopes
from flows.tidy.sentences.sections import sections
from flows.tidy.sentences.set_aside import set_aside
from flows.tidy.sentences.spans import told_by_brackets
from flows.tidy.sentences.taken import Place, asked, is_corrected_away, taken
from flows.tidy.text.candidates import candidates
from flows.tidy.text.lines import order_told
from flows.tidy.text.number_evidence import DOUBTFUL, NOTHING_COUNTED, TAKEN, Candidate
from flows.tidy.text.parts.letter import Letter, Passage
from flows.tidy.text.parts.verdicts import verdicts
from flows.tidy.text.phrases import beside, opens, says
from flows.tidy.text.sentences import split
from flows.tidy.text.statements import NARROW, statements
from flows.tidy.text.told_periods import SURE, Statement

_LONGEST_LINE = 300


def read(letter: Letter, dated: dt.date | None = None) -> Prose:
    """Every figure in the letter's answers and notes, in reading order; `dated` is the day of the reply."""
    questions = Questions.of(letter, dated)
    reader = Reader(letter, questions, dated, measure=questions.common().measure if letter.request else None)
    named = periods_named(letter, dated, questions.times.terms)
    reader.memory.only = named[0] if len(set(named)) == 1 else None
    years, asked = as_listed(p for p in named if p.type != "range"), as_listed(questions.times.years)
    reader.memory.years = asked if len(asked) > 1 else years if len(years) < 7 else ()
    reader.several = len({p.numbers for p in letter.responses if p.numbers}) > 1
    reader.numbers = frozenset(a.number for a in letter.asked if a.number)
    first = next((p for p in letter.passages if p.part != "furniture"), None)
    reader.titles = tuple(p.text for p in letter.passages if p.is_heading and (p.part == "letterhead" or p is first))
    reader.letterhead = " ".join(p.text for p in letter.passages if p.part in ("letterhead", "furniture", "signature"))
    heads = sections(letter, questions.times.terms)
    for place, passage in enumerate(letter.passages):
        reader.section = heads.get(place, reader.section)
        if passage.paragraph is None:
            reader.fresh, reader.headings = False, []
        elif passage.part == "response" or (passage.part == "note" and not key_of(passage.text, SIGNS)):
            _passage(reader, passage)
    figures, none_after_all = set_aside(letter, reader.prose.figures, reader.withdrawn)
    reader.prose.left_out += none_after_all
    said = [p.text[a:b] for p in letter.passages if p.paragraph for a, b in split(p.text)]
    figures = explained(figures, said)
    flagged = any(f.online in ("yes", "no") for f in figures)
    reader.prose.figures = cumulative(doubt_unnamed_flag(figures, said) if flagged else figures)
    return reader.prose


def _passage(reader: Reader, passage: Passage) -> None:
    text = passage.text
    if passage.is_heading:
        hear_heading(reader, passage)
        if not any(c.isdigit() for c in text):
            return
    else:
        reader.fresh = False
    key = passage.numbers or (passage.question,)
    under = bool(passage.heading) or passage.is_heading
    if key != reader.key or not (under or not reader.headings):
        if key != reader.key:
            reader.memory.turn()
            reader.standing = None
        reader.key = key
        reader.group += 1
    reader.headings = reader.headings if under else []
    # `3.` before a paragraph of a report is no number of a question, nor is `Q3` in it.
    answers = passage.numbers if reader.letter.asked or any(map(str.isalpha, passage.printed)) else ()
    reader.numbers |= set(answers)
    context = reader.context(passage)
    marked = reader.marked.get(passage.printed) if not context.words else None
    if marked is not None:  # `(b) 1,690` under another year counts what the line `(b)` counted before.
        narrow = {k: v for k, v in marked.values.items() if k in NARROW}
        context = replace(context, values={**narrow, **context.values}, measure=context.measure or marked.measure)
    indent = passage.paragraph.indent if passage.paragraph else None
    reader.memory.step_in(indent)
    sentences = _sentences(reader, passage, context)
    judged = judge([s for s in sentences if s.scopes], reader.memory)
    doubt = [p < LIKELY for p in judged.likely]
    for n, (told, likely, unsure) in enumerate(zip(judged.told, judged.likely, doubt, strict=True)):
        sentence = next(s for s in sentences if s.place == told.sentence)
        told = replace(told, far=False, doubtful=told.doubtful - {"period"}) if judged.summed[n] else told
        emit(reader, passage, context, sentence, told, likely, judged.differs[n] if unsure else frozenset())
    reader.memory.keep(judged.told)
    dated = dict.fromkeys(t.values.get("period") for t in judged.told if "period" in t.own)
    reader.pair = tuple(filter(None, dated)) if len(dated) == 2 else reader.pair
    side_by_side = [t for t in judged.told if t.whole is judged.told[0].whole]
    if indent is not None and len(side_by_side) == 1:  # of one figure alone may items further in be parts
        reader.memory.outline.append((indent, judged.told[0]))
    if passage.printed and judged.told:
        reader.marked.setdefault(passage.printed, judged.told[0])
    reader.answered |= {n: judged.told[0] for n in passage.numbers if judged.told and n not in reader.answered}


def _sentences(reader: Reader, passage: Passage, context: Context) -> list[Sentence]:
    """The sentences of a passage, each with the figures in it and what its words say."""
    text, out = passage.text, list[Sentence]()
    reader.memory.topic, reader.named = {}, ()
    spoken = context.values.get("period") or (reader.memory.period[0] if reader.memory.period else None)
    block = passage.paragraph.block if passage.paragraph else 0
    alone_here, before = len(text) < _LONGEST_LINE, tuple[Statement, ...]()
    for span in split(text, semicolons=False):
        reader.sentences += 1
        words = text[span.start : span.end]
        if words.endswith("?"):
            context = of_words(words, reader.times(spoken)).over(context)
            continue
        told = statements(words, reader.times(spoken))
        found = candidates(words, told)
        follows = bool(out) or bool(reader.memory.figures)
        place = Place(alone_here, passage.is_heading, bool(passage.numbers), follows, reader.letterhead)
        figures, others = taken(words, found, told, context, place)
        named = tuple(dict.fromkeys(s.value for s in told if s.kind == "period" and s.certainty >= SURE))
        periods = [s for s in told if s.is_long and not s.open]
        spoken = periods[-1].value if periods else spoken
        order = order_told(words, told)
        reader.order = order or reader.order
        reader.brackets = (aside := of_brackets(words, told)) or reader.brackets
        _leave_others(reader, passage, span.start, words, others, context)
        context = reader.with_search(context)
        legend = bool(order) and len(figures) != len(order) and not says("prose", words, "verb")
        if not figures or legend or says("prose", words, "order_told", "legend"):
            _note_period(reader, words, [p for p in periods if all(p.value != s.value for s in aside)], block)
            if not figures and not span.start and is_title(words):
                context = of_words(words, reader.times(spoken)).over(context)
            _hear(reader, words, told, () if figures else named, out)
            before = told
            continue
        splits = [s for s in (*(out[-1].told if out else ()), *told) if s.kind != "online"]
        told = with_unknowns(words, told, figures, axis_of(splits, reader.memory.figures))
        formed = of_questions(reader, words, scopes(words, told, figures, reader.memory.years), context)
        if reader.memory.parted_at == reader.sentences - 1:
            formed = [replace(s, nested=s.nested or not s.candidate.base) for s in formed]
        lined = len(words) < _LONGEST_LINE and is_lined(words, formed)
        if lined:
            over, known, years = passage.question or passage.heading, reader.memory.figures, reader.memory.years
            told, formed = by_axis(known, words, told, formed, figures, context, over, years)
        if bracketed := _of_brackets(reader, passage.question, spoken):
            formed = [told_by_brackets(words, s, bracketed) for s in formed]
        by_value = any(with_values_in_order(of, words, formed) for of in (statements(context.words), before))
        years = years_in_order(reader, words, formed, told, context) if not by_value else ()
        reader.named = named if len(named) > 1 else (*reader.named, *named)[-2:] if len(named) == 1 else reader.named
        odd = narrowed(words, formed, told, found, reader.narrowed, lined)
        reader.narrowed = odd[-1] if not lined else reader.narrowed
        before = ()
        out.append(
            Sentence(
                words, span.start, tuple(replace(s, narrowed=o) for s, o in zip(formed, odd, strict=True)),
                told, context, says("prose", words[: figures[0].start], "same"),
                says("prose", words, "in_all"), reader.sentences, years, lined,
                says("prose", words[figures[0].end :][:30], "such"), opens("prose", words, "it"), block,
            )
        )  # fmt: skip
    return out


def _of_brackets(reader: Reader, question: str, spoken: Period | None) -> tuple[Statement, ...]:
    """What figures in brackets are of, as a heading or sentence before says, or the question."""
    if reader.brackets or not says("prose", question, "brackets"):
        return reader.brackets
    return of_brackets(question, statements(question, reader.times(spoken)))


def _hear(
    reader: Reader, words: str, told: Sequence[Statement], years: tuple[Period, ...], before: Sequence[Sentence]
) -> None:
    """What a sentence says of the figures that follow it; `years`: those that one without a figure names."""
    if len(years) > 1 and not says("prose", words, "verb"):
        reader.order = years  # `Offence / 2015-16 / 2016-17` over its lines
    reader.memory.hear(words, told, reader.sentences)
    _withdraw(reader, words, before)


def _withdraw(reader: Reader, words: str, before: Sequence[Sentence]) -> None:
    """A sentence that takes back the figures told right before it: `That figure was wrong.`"""
    if says("prose", words, "withdraws it"):
        last = before[-1].scopes if before else [t.scope for t in reader.memory.figures[-1:]]
        reader.withdrawn |= {s.candidate.number for s in last if s.candidate.number}


def _note_period(reader: Reader, words: str, named: Sequence[Statement], block: int) -> None:
    """A sentence that says which period was searched speaks for the figures behind it, and may for those before."""
    told = (s for s in named if not beside("roles", words, s.start, s.end, "period compared with"))
    periods: list[Period] = [s.value for s in told]
    if len(set(periods)) != 1 or verdicts(words):
        return
    reader.memory.hear_period(words, periods[0], block)
    if says("prose", words, "searched"):
        reader.searched = periods[0]
    if says("prose", words, "stands on"):
        reader.standing = periods[0]
    if says("prose", words, "backward"):
        reader.prose.figures = [replace(f, period=periods[0]) if f.period is None else f for f in reader.prose.figures]


def _leave_others(
    reader: Reader, passage: Passage, offset: int, words: str, others: Sequence[Candidate], context: Context
) -> None:
    """Notes the numbers of a sentence that are no figures, and those among them that it withdraws."""
    for c in others:
        # What an older mail of the thread replaced may stand again: `our first figure was right after all`.
        away = (c.why == REPLACED and not passage.older) or is_corrected_away(words, c)
        reader.withdrawn |= {c.number} if c.number and away else set()
        near = -DOUBTFUL < c.weight + asked(context) <= TAKEN
        _leave(
            reader,
            passage,
            offset,
            c,
            words,
            near or (context.refuses and c.why in (NOTHING_COUNTED, "no count asked for")),
        )


def _leave(reader: Reader, passage: Passage, offset: int, c: Candidate, words: str, unsure: bool) -> None:
    """Notes a number that is no figure, or of which that is not sure."""
    assert passage.paragraph is not None
    if not unsure and c.why == NOTHING_COUNTED:
        return  # Nothing says what it is.
    block = passage.paragraph.block_at(passage.body + offset + c.start)
    page = passage.paragraph.page
    reader.prose.left_out.append(LeftOut(block, words[c.start : c.end], c.why, " ".join(words.split()), page, unsure))
