"""Figures outside tables: a line with a key, a number under a question, a sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from copy import copy
from dataclasses import replace

from flows.tidy.labels.forces import parts_of_the_country
from flows.tidy.labels.marks import SIGNS, key_of
from flows.tidy.labels.meanings import Period
from flows.tidy.labels.numbers import CellValue
from flows.tidy.letter.figure import ProseFigure, cumulative, doubt_unnamed_flag
from flows.tidy.letter.figures.contexts import Context, of_words, quality, stacked
from flows.tidy.letter.figures.explained_lines import explained
from flows.tidy.letter.figures.headline import told_once
from flows.tidy.letter.figures.keyed import axis_of
from flows.tidy.letter.figures.keyed import read as read_keyed
from flows.tidy.letter.figures.memory import NARROW, Stated, remember
from flows.tidy.letter.figures.none_of_a_heading import without_none_of_headings
from flows.tidy.letter.figures.refused_whole import set_aside
from flows.tidy.letter.figures.statements import Sentence
from flows.tidy.letter.figures.statements import read as read_sentence
from flows.tidy.letter.headings import beneath, question_of
from flows.tidy.letter.known_years import is_named_unsurely, periods_named, said_behind, years_of
from flows.tidy.letter.lines.figures_first import lines_of
from flows.tidy.letter.lines.lines import Pair, alone, pairs
from flows.tidy.letter.lines.shapes import holds_figure
from flows.tidy.letter.overlooked import left_at_ends, overlooked
from flows.tidy.letter.parts.bare_answers import answers_alone, lists_years
from flows.tidy.letter.parts.parts import Letter, Passage
from flows.tidy.letter.parts.verdicts import verdicts
from flows.tidy.letter.text.phrases import says, whole
from flows.tidy.letter.text.sentences import split
from flows.tidy.letter.volunteered import freed, own_count
from flows.tidy.letter.walk import Doubt, Prose, Walk
from flows.tidy.letter.words.count import Count
from flows.tidy.letter.words.meant import first_measure, is_undated, mentions
from flows.tidy.letter.words.mention import Mention, Said
from flows.tidy.letter.words.mistaken import searched_for
from flows.tidy.letter.words.months import year_of_parts

#: A month named in passing (`the system replaced in November 2014`) says nothing of the figures after it.
_A_MONTH = 30
_SEARCHED = re.compile(
    r"\b(?:search\w*|cover\w*|period|between|extracted|recorded|figures|data|dates?|relates?|from)\b", re.IGNORECASE
)
#: `11177 - Cyber crime` as the title of a page: the number under which it is filed.
_FILED = re.compile(r"\s*\d{4,}\s*[-–—:]\s*[A-Za-z]")


def read(letter: Letter, dated: dt.date | None = None) -> Prose:
    """Every figure in the letter's answers and notes, in reading order.

    `dated` is the day of the reply: it closes a period such as `since 2008`. A number of which it is not sure that it
    counts anything is not a figure: it is in `left_out`, `unsure`.
    """
    walk = Walk(letter, dated, measure=first_measure(letter.request) if letter.request else None)
    named = periods_named(letter, dated)
    walk.only = next(iter(named)) if len(named) == 1 else None
    walk.unsurely = walk.only is not None and is_named_unsurely(walk.only, letter, dated)
    walk.heard(mentions(letter.request, dated))
    walk.years = walk.years or years_of(named)
    walk.title = next((n for n, p in enumerate(letter.passages) if p.is_heading and p.paragraph), None)
    for place, passage in enumerate(letter.passages):
        if passage.paragraph is None:
            walk.fresh, walk.headings = False, []
        elif passage.part == "response" or (passage.part == "note" and not key_of(passage.text, SIGNS)):
            figures, left = len(walk.prose.figures), sum(o.unsure for o in walk.prose.left_out)
            _passage(walk, passage, place)
            if len(walk.prose.figures) == figures and sum(o.unsure for o in walk.prose.left_out) == left:
                _overlooked(walk, passage)
    walk.prose.figures = cumulative(doubt_unnamed_flag(walk.prose.figures, (p.text for p in letter.passages)))
    return told_once(letter, set_aside(letter, without_none_of_headings(letter, walk.prose)), walk.title)


def figures(letter: Letter, dated: dt.date | None = None) -> list[ProseFigure]:
    """The figures of `read` alone."""
    return read(letter, dated).figures


def _passage(walk: Walk, passage: Passage, place: int) -> None:
    text = passage.text
    if passage.is_heading and walk.context(passage).refuses and passage.numbers and not text.endswith(":"):
        walk.headings, walk.fresh = [], False
        return
    if passage.is_heading:
        words = "" if whole("markers", text, "response_heading", "appendix_heading") else text
        walk.headings = [*walk.headings, words] if walk.fresh else beneath(walk.headings, words, walk.dated)
        walk.fresh = True
        walk.led_in(passage, words)
        walk.group += question_of(passage) != walk.key[0]
        walk.key = (question_of(passage), tuple(walk.headings))
        walk.layout = walk.layout.heard(text, mentions(text, walk.dated))
        walk.memory, walk.searched = walk.memory.under_another_heading(), searched_for(text)
        if holds_figure(text) and not (place == walk.title and _FILED.match(text)):
            _sentences(walk, passage, walk.context(passage))
        elif says("prose", text, "backward"):
            _note_period(walk, passage, text, mentions(text, walk.dated))
        return
    walk.fresh = False
    key = (question_of(passage), tuple(walk.headings) if passage.heading else ())
    if key != walk.key or not passage.heading:
        walk.headings = walk.headings if passage.heading else []
    figure_first = passage.paragraph is not None and passage.paragraph.figure_first
    if figure_first and passage.heading:
        walk.headings = walk.headings or [passage.heading]
    if key != walk.key or place == 0:
        walk.memory = walk.memory.of_another_question() if key[0] != walk.key[0] else walk.memory
        walk.searched = walk.searched and key[0] == walk.key[0]
        walk.key = key
        walk.group += 1
    context = walk.context(passage)
    if lists_years(walk.letter.passages, place):
        return
    only = alone(text)
    if only and passage.part == "response":
        context = walk.under_its_mark(passage, context)
    lined = explained(text, walk.layout.over(passage.question), context.years)
    lined = lined or lines_of(text, figure_first, walk.dated, walk.years, context.asked)
    if only and passage.part == "response" and (context.asks or context.refuses):
        _alone(walk, passage, context, only)
        if only[1] < len(text):
            _sentences(walk, passage, context, only[1])
    elif only and answers_alone(walk.letter.passages, place, *only):
        _alone(walk, passage, context, only, unclear=True)
    elif lined and _lines(walk, passage, context, lined):
        return
    else:
        _sentences(walk, passage, context)


def _overlooked(walk: Walk, passage: Passage) -> None:
    """Notes the numbers that may be figures in what stands under a question that asks for some, and gave none."""
    asked = bool(passage.question) and walk.context(passage).asks
    found = [(c.start, c.end, why) for c, why in overlooked(passage.text, passage.question)] if asked else []
    for start, end, why in (*found, *left_at_ends(passage.text)):
        walk.leave(passage, (start, end), why, passage.text, unsure=True)


def _alone(
    walk: Walk, passage: Passage, context: Context, only: tuple[int, int, CellValue], unclear: bool = False
) -> None:
    start, end, value = only
    if context.refuses:
        walk.leave(passage, (start, end), "the question asks for no count", passage.text, unsure=True)
        return
    meant, guess = walk.with_period(passage, context, context.said)
    narrower, other = said_behind(passage.text[end:], meant.period, walk.dated)
    meant = replace(meant, period=narrower or meant.period)
    unsure = bool(context.many - {"age"} or meant.unsure or other) or context.is_unsure_of(meant)
    doubt = Doubt(guess or unclear or meant.period is None, unsure)
    apart = context.told_apart({})
    walk.emit(passage, (start, end), value, meant, passage.question or context.words, doubt, other=apart)
    remember([Stated(Count(start, end, value), meant)], walk.memory)


def _lines(walk: Walk, passage: Passage, context: Context, lined: list[Pair], offset: int = 0) -> bool:
    """Takes the keys and figures of a line; False where it is not sure that they count anything."""
    holds = context.said.period or walk.dated_by(passage, context)[0]
    found = read_keyed(passage.text[offset:], lined, context, walk.memory, holds)
    for keyed in found:
        count = keyed.pair.count
        meant, guess = walk.with_period(passage, context, keyed.meant)
        guessed = guess or keyed.guessed or _spoken_of(walk, meant)
        unsure = _of_a_search(walk, meant) or context.is_unsure_of(meant, keyed.pair.told)
        walk.emit(
            passage,
            (offset + count.start, offset + count.end),
            count.value,
            meant,
            passage.heading or passage.question or context.words,
            Doubt(guessed, keyed.ambiguous or bool(meant.unsure) or unsure),
            row=keyed.label,
            raw=keyed.raw,
            other=context.told_apart(keyed.other),
            nested=keyed.nested,
        )
        if isinstance(count.value.value, int):
            walk.memory.values.setdefault(count.value.value, meant)
    if found:
        walk.memory.axis = axis_of([k.pair for k in found]) or walk.memory.axis
        walk.memory.last = found[-1].meant
        walk.memory.outer = next((k.meant for k in reversed(found) if not k.nested), walk.memory.outer)
        walk.memory.outers = 1
        number = found[-1].pair.count.value.value
        walk.memory.number = number if isinstance(number, int) else None
        walk.memory.row = walk.memory.row if found[-1].meant.unsure else ()
    return bool(found)


def _spoken_of(walk: Walk, meant: Said) -> bool:
    """Whether a sentence right before a line, without a figure, spoke of less than the line says."""
    topic = walk.memory.topic
    return topic is not None and any(getattr(topic, k) is not None and getattr(meant, k) is None for k in NARROW)


def _of_a_search(walk: Walk, meant: Said) -> bool:
    """Whether a figure said to be online may only be one that a search for words found."""
    return walk.searched and meant.online not in (None, "all")


def _sentences(walk: Walk, passage: Passage, context: Context, start: int = 0) -> None:
    text = passage.text
    spans = [s for s in split(text, semicolons=False) if s.end > start]
    for number, span in enumerate(spans):
        begin = max(span.start, start)
        words = text[begin : span.end]
        if words.endswith("?"):
            context = stacked(context, of_words(words, walk.dated))
            continue
        only = alone(words) if passage.part == "response" and context.asks else None
        if only and only[1] == len(words.rstrip(" .")) and not only[0]:
            _alone(walk, passage, context, (span.start, span.start + only[1], only[2]))
            continue
        after = tuple(text[s.start : s.end] for s in spans[number + 1 :])
        spoken = walk.period
        told = freed(context, walk.common, own_count(words, False))
        _one(walk, passage, told, begin, words, after, len(spans) > 1)
        if walk.period is not None and walk.period != spoken:
            context = replace(context, said=replace(context.said, period=walk.period))


def _one(
    walk: Walk, passage: Passage, context: Context, begin: int, words: str, after: Sequence[str], several: bool
) -> None:
    """Reads one sentence: as keys and figures, else as a statement, else piece by piece between its semicolons."""
    lined = pairs(words, walk.dated, walk.years, context.asked) if several else []
    if lined and _lines(walk, passage, context, lined, begin):
        return
    found = walk.mentions(words, passage, context)
    walk.searched = walk.searched or searched_for(words)
    trial = copy(walk.memory)
    trial.values = dict(walk.memory.values)
    sentence = read_sentence(words, found, context, trial, after)
    pieces = [p for p in split(words) if words[p.start : p.end].strip()]
    if len(pieces) > 1 and any(reason == "not understood" for _, reason, _ in sentence.rest):
        for piece in pieces:
            _one(walk, passage, context, begin + piece.start, words[piece.start : piece.end], after, True)
        return
    walk.memory = trial
    walk.memory.parted = year_of_parts(words, found, walk.memory.parted)
    walk.heard(found)
    _take(walk, passage, context, words, begin, sentence, found)
    if not sentence.stated:
        _note_period(walk, passage, words, found)


def _note_period(walk: Walk, passage: Passage, words: str, found: Sequence[Mention]) -> None:
    """A sentence that says which period was searched, or how lines are laid out, speaks for what comes after."""
    walk.layout = walk.layout.heard(words, found)
    periods = {m.value for m in found if m.kind == "period" and m.certainty >= 0.5}
    wide = [p for p in periods if isinstance(p, Period) and (p.end - p.start).days > _A_MONTH]
    if (
        len(periods) == 1
        and wide
        and _SEARCHED.search(words)
        and not verdicts(words)
        and says("prose", words, "searched")
    ):
        walk.period = wide[0]
    if len(periods) == 1 and wide and says("prose", words, "backward"):
        walk.fill(wide[0])
    if len(periods) == 1 and wide:
        walk.told = (passage.block, wide[0])


def _take(
    walk: Walk, passage: Passage, context: Context, words: str, offset: int, sentence: Sentence, told: Sequence[Mention]
) -> None:
    area = {"area": named} if (named := parts_of_the_country(words)) else None
    first = sentence.stated[0].count.start if sentence.stated else 0
    narrowed = quality(words) if len(sentence.stated) == 1 else quality(words[:first], alone_in=words)
    turned = walk.turns_back(passage, offset, {s.meant.period for s in sentence.stated}, told)
    for stated in sentence.stated:
        count = stated.count
        meant, guess = walk.with_period(passage, context, stated.meant)
        meant = meant if meant.quality else replace(meant, quality=narrowed)
        ambiguous = stated.ambiguous or count.approximate or bool(meant.unsure) or turned
        ambiguous = ambiguous or _of_a_search(walk, meant) or searched_for(words) or context.is_unsure_of(meant, told)
        place = (offset + count.start, offset + count.end)
        doubt = Doubt(guess or stated.guessed, ambiguous, is_undated(meant.period, told))
        walk.emit(passage, place, count.value, meant, words, doubt, other=area, nested=stated.nested)
    for count, reason, unsure in sentence.rest:
        walk.leave(passage, (offset + count.start, offset + count.end), reason, words, unsure)
