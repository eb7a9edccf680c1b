"""Figures outside tables: a line with a key, a number under a question, a sentence."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from flows.tidy.labels.meanings import Period
from flows.tidy.labels.numbers import CellValue
from flows.tidy.letter.contexts import Context, of_questions, of_words, quality, stacked
from flows.tidy.letter.figure import LeftOut, ProseFigure, cumulative, dimensions
from flows.tidy.letter.keyed import axis_of
from flows.tidy.letter.keyed import read as read_keyed
from flows.tidy.letter.lines import Pair, alone, pairs
from flows.tidy.letter.meant import Kind, Mention, Said, first_measure, mentions
from flows.tidy.letter.parts import Letter, Passage
from flows.tidy.letter.phrases import says, whole
from flows.tidy.letter.sentences import split
from flows.tidy.letter.statements import Memory, Sentence
from flows.tidy.letter.statements import read as read_sentence
from flows.tidy.letter.verdicts import verdicts

_SEARCHED = re.compile(
    r"\b(?:search\w*|cover\w*|period|between|extracted|recorded|figures|data|dates?|relates?|from)\b", re.IGNORECASE
)


@dataclass(slots=True)
class Prose:
    """The figures of a letter's running text, and the numbers in it that are none."""

    figures: list[ProseFigure] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    """Where the reader of the letter stands: headings above, what was said before, how many figures a block gave."""

    letter: Letter
    dated: dt.date | None
    prose: Prose = field(default_factory=Prose)
    headings: list[str] = field(default_factory=list)
    fresh: bool = False
    memory: Memory = field(default_factory=Memory)
    period: Period | None = None
    recent: tuple[int, Period] | None = None
    group: int = 0
    key: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    orders: dict[int, int] = field(default_factory=dict)
    measure: str | None = None
    axis: Kind | None = None


def read(letter: Letter, dated: dt.date | None = None) -> Prose:
    """Every figure in the letter's answers and notes, in reading order.

    `dated` is the day of the reply: it closes a period such as `since 2008`. A number of which it is not sure that it
    counts anything is not a figure: it is in `left_out`, `unsure`.
    """
    walk = _Walk(letter, dated, measure=first_measure(letter.request) if letter.request else None)
    for place, passage in enumerate(letter.passages):
        if passage.paragraph is None:
            walk.fresh, walk.headings = False, []
        elif passage.part in ("response", "note"):
            _passage(walk, passage, place)
    walk.prose.figures = cumulative(walk.prose.figures)
    return walk.prose


def figures(letter: Letter, dated: dt.date | None = None) -> list[ProseFigure]:
    """The figures of `read` alone."""
    return read(letter, dated).figures


def _passage(walk: _Walk, passage: Passage, place: int) -> None:
    text = passage.text
    if passage.is_heading:
        words = "" if whole("markers", text, "response_heading") else text
        walk.headings = [*walk.headings, words] if walk.fresh else [words]
        walk.fresh = True
        walk.key = (passage.numbers, tuple(walk.headings))
        walk.memory, walk.axis = Memory(), None
        if re.search(r"\bthere (?:are|were|have been)\b|\b(?:were|was|been) recorded\b", text):
            _sentences(walk, passage, _context(walk, passage))
        return
    walk.fresh = False
    key = (passage.numbers, tuple(walk.headings) if passage.heading else ())
    if key != walk.key or not passage.heading:
        walk.headings = walk.headings if passage.heading else []
    if key != walk.key or place == 0:
        walk.memory = Memory() if key[0] != walk.key[0] else walk.memory
        walk.key = key
        walk.group += 1
    context = _context(walk, passage)
    only = alone(text)
    lined = pairs(text, walk.dated)
    if only and passage.part == "response" and (context.asks or context.refuses):
        _alone(walk, passage, context, only)
        if only[1] < len(text):
            _sentences(walk, passage, context, only[1])
    elif lined and _lines(walk, passage, context, lined):
        return
    else:
        _sentences(walk, passage, context)


def _context(walk: _Walk, passage: Passage) -> Context:
    context = of_questions(walk.letter, passage.numbers, passage.question, walk.dated)
    for heading in walk.headings if passage.heading or passage.is_heading else []:
        context = stacked(context, of_words(heading, walk.dated))
    period = context.said.period
    if walk.period and (period is None or (period.type == "range" and period.start == walk.period.start)):
        many = context.many - {"period"}
        context = replace(context, said=replace(context.said, period=walk.period), many=many)
    walk.measure = walk.measure or context.said.measure
    if context.said.measure is None and walk.measure:
        context = replace(context, said=replace(context.said, measure=walk.measure))
    return context


def _alone(walk: _Walk, passage: Passage, context: Context, only: tuple[int, int, CellValue]) -> None:
    start, end, value = only
    if context.refuses:
        _leave(walk, passage, start, end, "the question asks for no count", passage.text, unsure=True)
        return
    guessed = context.said.period is None
    caption = passage.question or context.words
    _emit(
        walk, passage, start, end, value, context.said, caption, guessed=guessed, ambiguous=bool(context.many - {"age"})
    )


def _lines(walk: _Walk, passage: Passage, context: Context, lined: list[Pair], offset: int = 0) -> bool:
    """Takes the keys and figures of a line; False where it is not sure that they count anything."""
    found = read_keyed(passage.text[offset:], lined, context, walk.axis, walk.memory.last)
    for keyed in found:
        count = keyed.pair.count
        meant, guessed = keyed.meant, keyed.guessed
        if meant.period is None and walk.recent and walk.recent[0] == passage.block and "period" not in context.many:
            meant, guessed = replace(meant, period=walk.recent[1]), bool(keyed.pair.unexplained)
        _emit(
            walk,
            passage,
            offset + count.start,
            offset + count.end,
            count.value,
            meant,
            _caption(passage, context),
            row=keyed.label,
            raw=keyed.raw,
            other=keyed.other,
            guessed=guessed,
            ambiguous=keyed.ambiguous,
        )
    if found:
        walk.axis = axis_of([k.pair for k in found]) or walk.axis
        walk.memory.last = walk.memory.outer = found[-1].meant
        walk.memory.outers = 1
    return bool(found)


def _sentences(walk: _Walk, passage: Passage, context: Context, start: int = 0) -> None:
    text = passage.text
    for begin, end in split(text):
        if end <= start:
            continue
        words = text[max(begin, start) : end]
        if words.endswith("?"):
            context = stacked(context, of_words(words, walk.dated))
            continue
        only = alone(words) if passage.part == "response" and context.asks else None
        if only and only[1] == len(words.rstrip(" .")) and not only[0]:
            _alone(walk, passage, context, (begin, begin + only[1], only[2]))
            continue
        found = mentions(words, walk.dated, walk.recent[1] if walk.recent else None)
        lined = pairs(words, walk.dated) if len(text) > len(words) else []
        if lined and _lines(walk, passage, context, lined, max(begin, start)):
            continue
        sentence = read_sentence(words, found, context, walk.memory)
        _take(walk, passage, context, words, max(begin, start), sentence)
        if not sentence.stated:
            _note_period(walk, words, found)


def _note_period(walk: _Walk, words: str, found: list[Mention]) -> None:
    """A sentence that says which period was searched speaks for the figures after it."""
    periods = {m.value for m in found if m.kind == "period" and m.certainty >= 0.5}
    wide = [p for p in periods if isinstance(p, Period) and (p.end - p.start).days > 27]
    if (
        len(periods) == 1
        and wide
        and _SEARCHED.search(words)
        and not verdicts(words)
        and says("prose", words, "searched")
    ):
        walk.period = wide[0]


def _take(walk: _Walk, passage: Passage, context: Context, words: str, offset: int, sentence: Sentence) -> None:
    for stated in sentence.stated:
        count, meant = stated.count, stated.meant
        guessed = stated.guessed
        if meant.period is None and "period" not in context.many:
            if walk.recent:
                meant = replace(meant, period=walk.recent[1])
                guessed = guessed or walk.recent[0] != passage.block
            else:
                guessed = True
        if meant.quality is None and len(sentence.stated) == 1:
            meant = replace(meant, quality=quality(words))
        _emit(
            walk,
            passage,
            offset + count.start,
            offset + count.end,
            count.value,
            meant,
            words,
            guessed=guessed,
            ambiguous=stated.ambiguous or count.approximate,
        )
    for count, reason, unsure in sentence.rest:
        _leave(walk, passage, offset + count.start, offset + count.end, reason, words, unsure)


def _caption(passage: Passage, context: Context) -> str:
    return passage.heading or passage.question or context.words


def _emit(
    walk: _Walk,
    passage: Passage,
    start: int,
    end: int,
    value: CellValue,
    meant: Said,
    caption: str,
    row: str | None = None,
    raw: str | None = None,
    other: dict[str, str] | None = None,
    guessed: bool = False,
    ambiguous: bool = False,
) -> None:
    assert passage.paragraph is not None
    block = passage.paragraph.block_at(passage.body + start)
    walk.orders[block] = walk.orders.get(block, 0) + 1
    doubts = (("label_guessed",) if guessed else ()) + (("reading_ambiguous",) if ambiguous else ())
    certainty = min(value.certainty, passage.paragraph.confidence, 0.6 if guessed else 1.0, 0.5 if ambiguous else 1.0)
    bare = ProseFigure(
        block,
        walk.orders[block],
        passage.body + start,
        passage.body + end,
        value,
        caption=" ".join(caption.split()),
        raw_value=(raw if raw is not None else passage.text[start:end]).strip(),
        raw_row_label=row or passage.printed or None,
        page=passage.paragraph.page,
        other=dict(other or {}),
        numbers=passage.numbers,
        group=walk.group,
        certainty=certainty,
        doubts=(*passage.paragraph.doubts, *doubts),
    )
    walk.prose.figures.append(dimensions(bare, meant))
    if meant.period:
        walk.recent = (block, meant.period)


def _leave(walk: _Walk, passage: Passage, start: int, end: int, reason: str, words: str, unsure: bool = False) -> None:
    assert passage.paragraph is not None
    block = passage.paragraph.block_at(passage.body + start)
    walk.prose.left_out.append(
        LeftOut(block, passage.text[start:end], reason, " ".join(words.split()), passage.paragraph.page, unsure)
    )
