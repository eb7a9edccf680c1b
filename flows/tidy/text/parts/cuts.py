"""The paragraphs of a letter, cut where one holds a question and its answer, or several questions or answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from flows.read.grid import Block
from flows.tidy.text.bounds import within_bounds
from flows.tidy.text.numbering import label, parts, questions_inside
from flows.tidy.text.paragraphs import FIGURES, Paragraph, paragraphs
from flows.tidy.text.parts.archives import archives_apart
from flows.tidy.text.parts.shapes import figure_alone, holds_figure
from flows.tidy.text.phrases import opens, says, whole
from flows.tidy.text.sentences import split

_FEW_WORDS = 3
#: `Q. How many ...`, `A - 12`: the letter that says who speaks, which in `A: this year. B: last year.` none does.
SPEAKER = re.compile(r"\s*(?P<mark>[QA])\s*(?:[.:)–—-]+|(?=\s[A-Z\d<]))\s*(?=\S)(?!.*\sB\s*[.:)–—=-]\s)")
#: A mark of a list within a paragraph: `(a) 58; (b) 204`, `1. 12, 2. 14`.
_MARK = re.compile(r"(?:^|(?<=[\s;,.:]))\(?(?P<n>[1-9]|[a-h]|i{1,3}|iv|v)[.)]\s+(?=\S)")
#: Dots that lead from a label to its figure, in lines that were run together: `Under one ..... 1 One to three .... 24`.
_LEADER = re.compile(r"\s*(?:\.\s?|…\s?|_|·\s?){4,}\s*(?=[<\d])")
_LED = re.compile(rf"(?:{_LEADER.pattern}|:\s(?={FIGURES}$)){FIGURES}\s*", re.IGNORECASE)
#: A key of a number, with or without words beside it, and a figure behind a dash: `Aged 9 – 14`, `2 years - 11`.
_DASHED = re.compile(r"\s*(?P<head>(?:[A-Za-z]+\s+){0,2})(?P<key>\d{1,2}(?:\s+[A-Za-z]+){0,2})\s+(?P<dash>[-–—])\s+\d")
#: So many lines whose keys count up by one are keys with their figures.
_IN_TURN = 4
_CAPITAL = re.compile(r"(?:^|(?<=[.:;,?)]\s))\(?(?P<n>[A-H])\s?[.):]?\s+(?=[A-Z\"“'‘])")

#: `... recorded in 2016/17 Response: 912`: the head of an answer that a line break parted from its question.
_HEAD = re.compile(r"(?<=\S)\s+(?P<head>[A-Z][a-z]+)\s*:\s+(?=\S)")


def pieces(blocks: Sequence[Block], left: list[Paragraph]) -> list[Paragraph | int]:
    """The paragraphs in reading order, cut; a Grid is given as its index among the blocks.

    What is too long for a sentence is put among those `left`.
    """
    out: list[Paragraph | int] = []
    stream = _keys_in_turn(archives_apart(list(within_bounds(paragraphs(blocks), left))))
    lettered = {
        f.numbers[0] for p in stream if isinstance(p, Paragraph) and (f := label(p.text)) and f.kind == "letter"
    }
    for item in stream:
        if isinstance(item, int):
            out.append(item)
            continue
        asked = {name for p in out[-3:] if isinstance(p, Paragraph) for name, _ in parts(p.text)}
        out += _apart(item, lettered, asked)
    return out


def _keys_in_turn(stream: Sequence[Paragraph | int]) -> list[Paragraph | int]:
    """`Aged 9 – 14`, `Aged 10 – 28`, line after line: ages in turn with their figures behind a dash, and no bands."""
    out = list(stream)
    found = [_DASHED.match(p.text) if isinstance(p, Paragraph) else None for p in stream]
    turn = [m and (m["head"], int(m["key"].split()[0]) - place) for place, m in enumerate(found)]
    for _, lines in groupby(range(len(out)), turn.__getitem__):
        places = list(lines)
        for place in places if len(places) >= _IN_TURN else ():
            m, item = found[place], out[place]
            if m is not None and isinstance(item, Paragraph):
                dash = m.start("dash")
                out[place] = replace(item, text=f"{item.text[:dash]}:{item.text[dash + 1 :]}")
    return out


def _apart(item: Paragraph, lettered: set[str], asked: set[str]) -> Iterator[Paragraph]:
    talk = _page_talk(item.text)
    if talk is not None:
        if talk:
            yield from _apart(item.cut(0, talk), lettered, asked)
        yield replace(item.cut(talk, len(item.text)), role="furniture")
        return
    answered = _answered_at_once(item.text)
    if answered:
        yield item.cut(0, answered)
        yield replace(item.cut(answered, len(item.text)), label="")
        return
    heads = next((m for m in _HEAD.finditer(item.text) if whole("markers", m["head"], "response_heading")), None)
    if heads is not None and len(item.text[: heads.start()].split()) > _FEW_WORDS:
        yield item.cut(0, heads.start())
        yield item.cut(heads.start("head"), len(item.text))
        return
    led = [m.end() for m in _LED.finditer(item.text)]
    if len(led) > 1:
        for start, end in zip([0, *led[:-1]], [*led[:-1], len(item.text)], strict=True):
            piece = item.cut(start, end)
            yield replace(piece, text=_LEADER.sub(": ", piece.text.rstrip(" .")))
        return
    capitals = list(_CAPITAL.finditer(item.text)) if lettered else []
    names = [m["n"].lower() for m in capitals]
    if len(names) > 1 and names == list("abcdefgh")[: len(names)] and set(names) <= lettered:
        lead = item.text[: capitals[0].start()].strip(" (")
        if lead:
            yield item.cut(0, len(lead))
        for m, end in zip(capitals, [*(m.start() for m in capitals[1:]), len(item.text)], strict=True):
            yield replace(item.cut(m.end(), end), label=f"{m['n']})")
        return
    yield from _parts_apart(item, asked)


def _parts_apart(item: Paragraph, asked: set[str]) -> Iterator[Paragraph]:
    """The answers to parts of a question apart: `2. (a) 388 (b) 340`, or `(a) 58; (b) none of these` if asked so."""
    marks = list(_MARK.finditer(item.text))
    if [m["n"].isdecimal() for m in marks[:2]] == [True, False]:  # the number of the question itself
        marks = marks[1:]
    if len(marks) < 2:
        yield item
        return
    ends = [*(m.start() for m in marks[1:]), len(item.text)]
    names = [m["n"] for m in marks]
    answers = [item.text[m.end() : end].strip(" ;,") for m, end in zip(marks, ends, strict=True)]
    in_order = names == list("abcdefgh")[: len(names)]
    told = (in_order and all(map(figure_alone, answers))) or (set(names) <= asked and figure_alone(answers[0]))
    if not told:
        yield item
        return
    lead = item.text[: marks[0].start()].strip(" (")
    if lead:
        yield item.cut(0, len(lead))
    for mark, end in zip(marks, ends, strict=True):
        yield item.cut(mark.start(), end)


def _page_talk(text: str) -> int | None:
    """Where the first sentence begins that speaks of the web page itself; None where none does."""
    if not says("markers", text, "page_talk") or opens("markers", text, "furniture_end"):
        return None
    return next((a for a, b in split(text, semicolons=False) if says("markers", text[a:b], "page_talk")), None)


def _answered_at_once(text: str) -> int:
    """Where the words of a question end that its own paragraph answers: `How many were recorded in 2021? 96`."""
    if questions_inside(text):
        return 0
    question, mark, answer = text.rpartition("?")
    if not mark or len(question.split()) <= _FEW_WORDS or not answer.strip(" ."):
        return 0
    words = answer.strip()
    heads = whole("markers", words.split(":")[0], "response_heading") if ":" in words else False
    return len(question) + 1 if figure_alone(words) or heads or holds_figure(words) else 0
