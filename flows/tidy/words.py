"""The words around the tables of a document: what stands around all of them, and what around each."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import takewhile
from typing import Any

from flows.read.grid import Block, Grid, Text
from flows.tidy.breakdowns import without_listed_flag
from flows.tidy.dimensions import find, parse
from flows.tidy.labels.meanings import is_whole
from flows.tidy.labels.wording import blanked
from flows.tidy.layout.around.announced import (
    announcing,
    edges,
    heads,
    labels,
    lines_over,
    only_offence,
    only_period,
)
from flows.tidy.layout.around.below import captions_below
from flows.tidy.layout.around.beside import labels_beside
from flows.tidy.layout.around.captions import (
    first_ask,
    is_caption,
    sheets_of_notes,
    speaks_of_the_one_before,
    speaks_of_the_table_before,
)
from flows.tidy.layout.around.selected import selected_over
from flows.tidy.layout.meaning.codebook import codebook
from flows.tidy.text.numbering import alone
from flows.tidy.text.parts.letter import Asked, Letter
from flows.tidy.text.parts.shapes import holds_figure
from flows.tidy.text.phrases import says
from flows.tidy.text.sentences import sentences, split
from flows.tidy.text.spoken import SpokenGrid

_NUMBER = re.compile(r"\d+")
_TABLE = re.compile(r"\bTable\s+(\w+)", re.IGNORECASE)
_QUESTION = re.compile(r"\bQ(?:uestion)?s?\.?\s*(\d{1,2}[a-z]?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """What stands around a Grid, nearest first: lines above it, the question it answers, the notes of the document.

    `siblings` are the nearest captions and the sheets of all tables of the document, `titles` its headings at the top,
    `announced` are sentences over it that speak of it, `remarks` others right over it,
    `only` the period and offence that the document names alone,
    `cover` what its cover says of the period, `unsure` the texts that were read unsurely, `beside` are labels
    printed beside its rows. `under` are the captions of all tables by their places, where they stand below them.
    `selected` is the line of filters that a report prints over all its tables, `asked` are the questions by number,
    `behind` is the text right below, `sheet` what the name of its sheet says, as the notes explain it.
    """

    above: tuple[str, ...] = ()
    question: str = ""
    notes: tuple[str, ...] = ()
    request: str = ""
    siblings: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    cover: tuple[str, ...] = ()
    announced: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    only: Mapping[str, tuple[Any, str]] = field(default_factory=dict)
    unsure: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    under: Mapping[int, str] = field(default_factory=dict)
    selected: str = ""
    behind: str = ""
    sheet: str = ""
    asked: Mapping[str, str] = field(default_factory=dict)

    @property
    def over(self) -> list[str]:
        """What says what its figures are, the nearest first."""
        return [*self.above, *self.announced, self.question]

    @property
    def around(self) -> list[str]:
        """What may say more of all its figures, the nearest first."""
        return [*self.above, self.question, *self.announced, self.request]

    def spelt(self, spell: Callable[[str], str]) -> Words:
        """The words over the table, each text as `spell` gives it."""
        above, announced, remarks = (tuple(map(spell, t)) for t in (self.above, self.announced, self.remarks))
        return replace(self, above=above, announced=announced, remarks=remarks, question=spell(self.question))

    def doubt(self, text: str) -> bool:
        """Was a text, or a line of it, read unsurely?"""
        return _overlap(text, self.unsure)


def _overlap(text: str, lines: Iterable[str]) -> bool:
    plain = " ".join(text.split())
    return any(line in plain or plain in line for line in lines)


def words_of_all(letter: Letter, blocks: Sequence[Block]) -> Words:
    """The words that stand around every table of the document alike."""
    return Words(
        notes=(*(p.text for p in letter.responses if p.paragraph), *sheets_of_notes(blocks), *_codebooks(blocks)),
        request=letter.request,
        siblings=_siblings(letter, blocks),
        titles=_titles(blocks),
        only=_only(letter, blocks),
        unsure=tuple(" ".join(b.text.split()) for b in blocks if isinstance(b, Text) and b.doubts),
        under=captions_below(blocks),
        asked={number: q.text for q in letter.asked if (number := alone(q.number))},
    )


def words_around(letter: Letter, blocks: Sequence[Block], index: int, shared: Words) -> Words:
    """The captions, question and notes of the Grid at a place in the document, with those that all tables share."""
    around = letter.around(index)
    above = _captions(letter, blocks, index)
    sentences = [t for t in around.above if not is_caption(t)]
    told = tuple(announcing(sentences))
    remarks = tuple(t for t in sentences[:1] if t not in above and not announcing([t]))
    question = first_ask(around.question) if around.numbers or len(letter.asked) == 1 else ""
    if around.numbers:
        asked = [q for q in letter.asked if _before(q.number, around.numbers[0])]
        looked_back_to = [q.text for q in _looked_back_to(question, asked)]
        above += [question, *looked_back_to] if looked_back_to else []  # its own words have more to say than theirs
    if above and speaks_of_the_table_before(above[0]):
        before = next((i for i in range(index - 1, -1, -1) if isinstance(blocks[i], Grid)), None)
        above += _captions(letter, blocks, before) if before is not None else []
    if _QUESTION.search(question):
        above += [question]  # its own words, too
    above += _of_table_named([*above, *_titles_of(blocks[index])], blocks)
    above += [n for n in around.notes if says("markers", n, "scope")]
    notes = (*around.notes, *shared.notes)
    told = tuple(map(without_listed_flag, dict.fromkeys((*_said_of_all(letter, index, around.numbers), *told))))
    later = _asked_later(letter, around.numbers)
    request = shared.request
    for text in later:
        request = request.replace(text, blanked(text, [*find("offence", text), *find("measure", text)]))
    below = _classes_below(letter, index)
    request = blanked(request, [f for f in find("offence", request) if f.reading.value in below])
    only = {d: named for d, named in shared.only.items() if named[1] not in later}
    if index in shared.under:
        above = [t for t in above if not any(caption.endswith(t) for caption in shared.under.values())]
        question = shared.under[index]
    question = without_listed_flag(question)
    behind = next((b.text for b in blocks[index + 1 : index + 2] if isinstance(b, Text)), "")
    return replace(
        shared, behind=behind, above=tuple(above), announced=told, remarks=remarks, question=question, notes=notes,
        request=request, only=only, beside=labels_beside(blocks, index), selected=selected_over(blocks, index),
    )  # fmt: skip


def _said_of_all(letter: Letter, index: int, numbers: Sequence[str]) -> list[str]:
    """The sentences further up, nearest first, that say what all figures are of: `The data covers 2016`."""
    before = (told for block, told in reversed(_scopes(letter)) if block < index)
    return [s for answered, s in before if not (answered and numbers) or {*answered} & {*numbers}]


@lru_cache(maxsize=4)
def _scopes(letter: Letter) -> list[tuple[int, tuple[tuple[str, ...], str]]]:
    """The block, the questions answered and the words of each such sentence; kept, as every table asks for them."""
    answers = (p for p in letter.passages if p.part == "response" and p.paragraph)
    return [
        (p.block, (p.numbers, s))
        for p in answers
        for s in reversed(sentences(p.text, semicolons=False))
        if says("markers", s, "scope")
    ]


def _of_table_named(titles: Sequence[str], blocks: Sequence[Block]) -> list[str]:
    """The title of the table whose crimes a title says that its own are: `Victims of the crimes in Table 1 by age`."""
    named = {n for t in titles if says("tables", t, "of another table") for n in _TABLE.findall(t)}
    found = (t for b in blocks for t in _titles_of(b) if t not in titles) if named else ()
    return [t for t in found if (own := _TABLE.match(t)) and own[1] in named]


def _titles_of(block: Block) -> list[str]:
    return [*lines_over(block), block.caption or ""] if isinstance(block, Grid) else [block.text]


def _looked_back_to(question: str, before: Sequence[Asked]) -> list[Asked]:
    """The questions that one looks back to, the nearest first: `Of these, ...`, `How many of the rapes ...`."""
    found: list[Asked] = []
    for asked in reversed(before):
        same = says("tables", question, "of the") and _classes(question) and _classes(question) == _classes(asked.text)
        if not (speaks_of_the_one_before(question) or same):
            break
        found.append(asked)
        question = asked.text
    return found


def _classes(text: str) -> set[Any]:
    return {f.reading.value for f in find("offence", text) if not is_whole(f.reading.value)}


def _asked_later(letter: Letter, numbers: Sequence[str]) -> list[str]:
    """The questions behind those that a table answers, and not about what they ask: what these count is not its own."""
    later = [q for q in letter.asked if numbers and _before(numbers[0], q.number)]
    backs = {q.text: _looked_back_to(q.text, letter.asked[: letter.asked.index(q)]) for q in later}
    return [text for text, back in backs.items() if all(q in later for q in back)]


def _classes_below(letter: Letter, index: int) -> set[Any]:
    """The offences that headings behind a table name: what the request asks of them is answered there."""
    told = _classes_of_headings(letter)
    behind = bisect_right(told, index, key=lambda at: at[0])
    return set().union(*(classes for _, classes in told[behind:]))


@lru_cache(maxsize=4)
def _classes_of_headings(letter: Letter) -> list[tuple[int, set[Any]]]:
    """The block of each heading that names offences, and those; kept, as every table asks for them."""
    told = [(p.block, _classes(p.text)) for p in letter.passages if p.is_heading]
    return sorted(((block, classes) for block, classes in told if classes), key=lambda at: at[0])


def _captions(letter: Letter, blocks: Sequence[Block], index: int) -> list[str]:
    """The captions over the Grid at a place, nearest first; else the end of a sentence that leads to it by a colon.

    Lines that each give a figure, one under the other, are of these alone.
    """
    above = [c for t in letter.around(index).above if is_caption(c := heads(t) or t)]
    figured = list(takewhile(holds_figure, above))
    above = above[len(figured) if len(figured) > 1 else 0 :]
    above = [c for n, c in enumerate(above) if not (n and holds_figure(c) and holds_figure(above[0]))]
    before = blocks[index - 1] if index else None
    if not above and isinstance(before, Text) and before.text.rstrip().endswith(":"):
        above = [before.text[span.start : span.end] for span in split(before.text, semicolons=False)[-1:]]
    return above


def _only(letter: Letter, blocks: Sequence[Block]) -> dict[str, tuple[Any, str]]:
    """The period and the offence that the texts of a document name alone, each with the words that do."""
    grids = [b for b in blocks if isinstance(b, Grid)]
    said = _said(letter, blocks)
    period = only_period(said, (line for grid in grids for line in labels(grid)))
    # What gives a figure of its own is of that: `Rape made up 108 of the offences`.
    notes = {p.text for p in letter.passages if not p.is_heading and (p.part == "note" or holds_figure(p.text))}
    titles = [*(t for t in said if t not in notes), *(line for grid in grids for line in lines_over(grid))]
    offence = only_offence(titles, [*notes, *map(edges, grids)])
    return {dimension: told for dimension, told in (("period", period), ("offence", offence)) if told is not None}


def _said(letter: Letter, blocks: Sequence[Block]) -> list[str]:
    """What the document asks and answers and how its tables are called: what may say what they are of."""
    parts = ("letterhead", "request", "response", "note")
    passages = [p.text for p in letter.passages if p.paragraph and (p.part in parts or p.is_heading)]
    names = [t for b in blocks if isinstance(b, Grid) for t in (b.caption, b.sheet) if t]
    return [*_titles(blocks), *passages, *names]


def _titles(blocks: Sequence[Block]) -> tuple[str, ...]:
    """The headings of the document before its first table, but for a period that is only that of its first section."""
    first = next((i for i, b in enumerate(blocks) if isinstance(b, Grid)), len(blocks))
    headings = {i: b.text for i, b in enumerate(blocks) if isinstance(b, Text) and b.role == "heading"}
    dated = {i: found.value for i, text in headings.items() if (found := parse("period", text)) is not None}
    several = len(set(dated.values())) > 1
    return tuple(text for i, text in headings.items() if i < first and not (several and i in dated))


def _before(number: str, other: str) -> bool:
    """Whether a question of the request comes before another, such as `1` before `2a`."""
    first, second = _NUMBER.match(number), _NUMBER.match(other)
    return first is not None and second is not None and int(first[0]) < int(second[0])


def _codebooks(blocks: Sequence[Block]) -> list[str]:
    """What the sheets say that explain the fields and codes of others."""
    sheets = [b for b in blocks if isinstance(b, Grid) and b.sheet and not b.hidden]
    return [note for sheet in sheets if len(sheets) > 1 for note in codebook(sheet)]


def _siblings(letter: Letter, blocks: Sequence[Block]) -> tuple[str, ...]:
    """The nearest caption and the sheet of every table of the document."""
    found: list[str] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Grid) and not isinstance(block, SpokenGrid) and not block.hidden:
            found += [block.sheet or "", block.caption or "", *letter.around(index).above[:1]]
    return tuple(dict.fromkeys(t for t in found if t))
