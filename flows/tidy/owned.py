"""The numbers in some words that nothing owns there: they name, mark or measure nothing, and say no period or age."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from flows.tidy.labels.forms import one_of
from flows.tidy.labels.marks import explain_marks
from flows.tidy.labels.vocabulary import units
from flows.tidy.text.candidates import candidates
from flows.tidy.text.number_evidence import NOTHING_COUNTED, TAKEN
from flows.tidy.text.phrases import beside, plain
from flows.tidy.text.sentences import split
from flows.tidy.text.statements import statements

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
#: `3. Protect people`, `(2) ...`: the mark of a list.
_MARK = re.compile(r"\W*\d{1,2}[.)]\s")
#: What makes the number behind it part of a name, or a sum of money: `Q1`, `FOI/15358`, `011/17`, `A4-12`, `£450`.
_NAMED = re.compile(r"(?:[^\W\d]|\b[^\W\d]\w*-|[/_#@~\\]|[£$€]\s?)$")
#: `011/17`, `3rd`, `19C`
_NAMES_ON = re.compile(rf"[/_]\w|(?:{one_of('th')}|[A-Z])\b")
#: `1 = flagged`
_LEGEND = re.compile(r"(?<!\d)\d\s?=\s?[^\W\d]")
#: The number to which another is joined: the `17` of `Ref: 17-1984`.
_JOINED = re.compile(r"(?:\d[\d/-]*)?$")
_LAST_IN_BRACKETS = re.compile(r"\(\d{5,6}\)\W*$")
#: `01622 690690`, `020 7946 0000`
_DIALLED = re.compile(r"(?:\+44\s?|\b0)\d{2,4}\)?\s?\d{3,4}\s?\d{3,4}\b")
#: `recorded 41 times` counts, though `times` may be another word for how much.
COUNTS_AFTER_ALL = "noun that is not counted: times"
#: A name or unit stands at most so far from its number.
_NEAR = 60


def not_owned(text: str, numbers: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Those of the numbers of a text that name, mark or measure nothing, and are part of no period, age or offence."""
    mark, flat = _MARK.match(text), plain(text)
    taken = [mark.span()] if mark else []
    taken += [found.span() for found in (*_DIALLED.finditer(text), *_references(text))]
    rest = [n for n in numbers if not _within(taken, n.start()) and not _is_name_or_measure(text, flat, n)]
    kept: list[re.Match[str]] = []
    for start, end in split(text) if rest else ():
        inside = [n for n in rest if start <= n.start() < end]
        said = _said(text[start:end]) if inside else []
        kept += [n for n in inside if not _within(said, n.start() - start)]
    return kept


def _within(spans: Iterable[tuple[int, int]], at: int) -> bool:
    return any(a <= at < b for a, b in spans)


def _references(text: str) -> Iterator[re.Match[str]]:
    """`(125039)` at the end of a sentence."""
    return (found for _, end in split(text) if (found := _LAST_IN_BRACKETS.search(text, max(0, end - _NEAR), end)))


def _is_name_or_measure(text: str, flat: str, number: re.Match[str]) -> bool:
    start, end = number.span()
    joined = _JOINED.search(text, max(0, start - _NEAR), start)
    begins = joined.start() if joined else start
    behind = text[end : end + _NEAR]
    return bool(
        _NAMED.search(text, max(0, start - _NEAR), start)
        or _NAMES_ON.match(text, end)
        or _LEGEND.match(text, start)
        or beside("numbers", flat, begins, end, "numbered")
        or any(not behind[: f.start].strip() and f.reading.value != "count" for f in units.find(behind))
    )


def _said(sentence: str) -> list[tuple[int, int]]:
    """Where a sentence names a period or an age, or a number counts nothing; all of it where it explains a mark."""
    if any(mark.meaning != "footnote" for mark in explain_marks([sentence]).signs.values()):
        return [(0, len(sentence))]
    told = statements(sentence)
    known = [c for c in candidates(sentence, told) if c.weight <= TAKEN]
    counted = [(c.start, c.end) for c in known if c.why not in (NOTHING_COUNTED, COUNTS_AFTER_ALL)]
    return [*((s.start, s.end) for s in told), *counted]
