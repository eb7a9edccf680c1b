"""A letter sorted into its parts: what was asked, what is answered under which question, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Literal

from flows.tidy.dimensions import find, parse
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import OF_VICTIMS
from flows.tidy.text.paragraphs import Paragraph
from flows.tidy.text.parts.shapes import holds_figure
from flows.tidy.text.phrases import whole

#: What tells the parts of a question apart: the `a` of `2a`.
_MAIN = re.compile(r"(?<=\d)\D.*$")

#: So many lines over a table may be of it; behind them only the title of its section is.
MOST_ABOVE = 3
A_MONTH = 31
SURE = 0.7

Part = Literal["letterhead", "request", "response", "note", "boilerplate", "signature", "history", "furniture"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the request: its number (empty where none is printed), its words, where it stands."""

    number: str
    text: str
    block: int


class Questions(tuple[Asked, ...]):
    """The questions of one letter: the same only as themselves, so that what is made of them is quickly found again."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other


@dataclass(slots=True)
class Passage:
    """A paragraph, or a Grid (`paragraph` None), with its part and the question that it answers or asks.

    `numbers` are the questions' numbers; `question` the words of the question(s); `heading` what stands over it;
    `body` the offset where the text proper begins, after a printed number. `astray`: it stands under the number of a
    question that the request does not print, so that the whole request need not hold for it. `lead`: the words of
    the request that a paragraph of the letterhead tells before it quotes the rest. `older`: the number of the older
    mail in which the same body answered before, 1 the newest of them; 0 for what the letter itself says.
    """

    block: int
    part: Part
    paragraph: Paragraph | None = None
    numbers: tuple[str, ...] = ()
    question: str = ""
    heading: str = ""
    is_heading: bool = False
    printed: str = ""
    body: int = 0
    astray: bool = False
    lead: str = ""
    older: int = 0

    @property
    def text(self) -> str:
        """The words of the passage without the printed number; empty for a Grid."""
        return self.paragraph.text[self.body :] if self.paragraph else ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands round a Grid: lines above (nearest first), its question's words and numbers, notes under it."""

    above: tuple[str, ...]
    question: str
    numbers: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(eq=False)
class Letter:
    """All passages in reading order, and the questions asked. `left` is what is too long to be read."""

    passages: list[Passage] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    left: list[Paragraph] = field(default_factory=list)

    @property
    def responses(self) -> Iterator[Passage]:
        """The passages in which figures and decisions may stand."""
        return (p for p in self.passages if p.part in ("response", "note"))

    @cached_property
    def request(self) -> str:
        """The words of the request as the letter quotes it."""
        told = (p.text if p.part == "request" and p.paragraph else p.lead for p in self.passages)
        return " ".join(words for words in told if words)

    @cached_property
    def questions(self) -> Questions:
        """What was asked, once all of it is known."""
        return Questions(self.asked)

    @cached_property
    def grids(self) -> dict[int, int]:
        """Where the Grid at an index of the blocks stands among the passages."""
        return {p.block: n for n, p in reversed(list(enumerate(self.passages))) if p.paragraph is None}

    @cached_property
    def answered(self) -> dict[str, int]:
        """The number of each question that a passage answers, with the block of the last one that does."""
        places = sorted((p.block, n) for p in self.passages if p.part == "response" for n in p.numbers)
        return {number: block for block, number in places}

    def around(self, block: int) -> Surroundings:
        """Caption candidates, question and notes of the Grid at this index."""
        place = self.grids[block]
        grid = self.passages[place]
        above: list[str] = []
        headed = closed = under_title = False
        under_letterhead = True  # the sheet's name among the lines at the head of a printed workbook
        for at in range(place - 1, -1, -1):
            passage = self.passages[at]
            if passage.part == "letterhead" and passage.paragraph is not None:
                if at == place - 1 or (under_letterhead and _is_of_figures(passage.paragraph.text)):
                    above.append(passage.paragraph.text)
                    continue
            elif passage.part != "furniture" and not passage.is_heading:
                under_letterhead = False
            if passage.part in ("furniture", "letterhead") and not passage.is_heading:
                continue
            told = passage.part in ("response", "note") or passage.is_heading
            if passage.paragraph is None or not told:
                above += self._period_of_answer(at, grid) or self._period_of_section(at, grid)
                break
            if under_title and not passage.is_heading:
                break
            titled = passage.paragraph.role == "heading"
            # What stands before a heading is of the section before: only the title of its section is of the table, too.
            closed = closed or len(above) == MOST_ABOVE or (headed and not passage.is_heading)
            if closed and not titled:
                continue
            if passage.numbers and grid.numbers and not _is_of(passage.numbers, grid.numbers):
                break
            headed = passage.is_heading and parse("period", passage.text) is None  # a year heads a part of a section
            if not whole("markers", passage.paragraph.text, "response_heading", "appendix_heading"):
                above.append(passage.text or passage.paragraph.text)
            if headed and passage.numbers:
                above += [] if passage.printed else self._period_of_answer(at, grid)
                break
            under_title = titled
        notes: list[str] = []
        for passage in islice(self.passages, place + 1, None):
            if passage.part == "furniture":
                continue
            if passage.paragraph is None or passage.part != "note":
                break
            notes.append(passage.text)
        return Surroundings(tuple(above), grid.question, grid.numbers, tuple(notes))

    @cached_property
    def _dated(self) -> dict[int, Passage]:
        """The headings that are a period and no more, by their places; none where all are of one period."""
        found = {n: p for n, p in enumerate(self.passages) if p.is_heading and parse("period", p.text) is not None}
        return found if len({str(parse("period", p.text)) for p in found.values()}) > 1 else {}

    def _period_of_section(self, place: int, grid: Passage) -> list[str]:
        """The period that heads a further table of a section, in a document of which each section is of a period."""
        head = next((p for n, p in reversed(self._dated.items()) if n < place), None)
        if head is None or (head.numbers and grid.numbers and not _is_of(head.numbers, grid.numbers)):
            return []
        return [head.text]

    def _period_of_answer(self, place: int, grid: Passage) -> list[str]:
        """The period in the line that begins the answer a further table belongs to: `1. Offences, 2018 to 2021`."""
        head = next((p for p in reversed(self.passages[:place]) if p.printed and p.part == "response"), None)
        if head is None or head.numbers != grid.numbers or holds_figure(head.text):
            return []
        named = find("period", head.text)
        return [head.text[f.start : f.end] for f in named] if len(named) == 1 else []


def _is_of_figures(line: str) -> bool:
    """Whether a line is nothing but what figures are of; the month in which a letter was written is not.

    >>> [_is_of_figures(line) for line in ("Apr15-Mar16", "Females 2015/16", "March 2017", "Kent Police", "77")]
    [True, True, False, False, False]
    """
    told = explain(line)
    period = told.meanings.get("period")
    if told.leftover or (period is not None and (period.value.end - period.value.start).days <= A_MONTH):
        return False
    return any(d in told.meanings and told.meanings[d].certainty >= SURE for d in ("period", "offence", *OF_VICTIMS))


def _is_of(numbers: Iterable[str], others: Iterable[str]) -> bool:
    """Whether questions of these numbers are among the others, or the whole or a part of one: `2` and `2a`."""
    return any(a == b or a == _MAIN.sub("", b) or b == _MAIN.sub("", a) for a in numbers for b in others)
