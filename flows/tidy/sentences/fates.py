"""What became of every number of a text: a figure, or what it names, measures or marks; one without a fate is told.

The fate of a number that a sentence says counts nothing is the kind of evidence against it (column `fate` of
`schemas/codes/letter/weights.csv`); what names, dials or prices something is told by its shape.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from flows.tidy.sentences.figure import LeftOut
from flows.tidy.sentences.labels import explain_marks, one_of, unit_of
from flows.tidy.text.candidates import candidates
from flows.tidy.text.number_evidence import NOTHING_COUNTED, TAKEN
from flows.tidy.text.paragraphs import Paragraph
from flows.tidy.text.parts.letter import Letter, Part
from flows.tidy.text.phrases import LETTER, beside, plain
from flows.tidy.text.sentences import split
from flows.tidy.text.statements import statements
from schemas.code_tables import code_rows

FIGURE = "a figure"
SAID = "said by a person"
#: Numbers of what neither answers nor notes are of the part of the letter that they stand in.
OF_PARTS: Mapping[Part, str] = {
    "request": "the asker's own",
    "letterhead": "of the letterhead",
    "boilerplate": "of a standing text",
    "signature": "of the signature",
    "history": "of the head of an older mail",
    "furniture": "of the page",
}
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
#: `recorded 41 times` counts, though `times` may be another word for how much.
COUNTS_AFTER_ALL = "noun that is not counted: times"
#: `3. Protect people`, `(2) ...`: the mark of a list.
_MARK = re.compile(r"\W*\d{1,2}[.)]\s")
_MONEY = re.compile(r"[£$€]\s?$")
#: What makes the number behind it part of a name: `Q1`, `FOI/15358`, `011/17`, `A4-12`.
_NAMED = re.compile(r"(?:[^\W\d]|\b[^\W\d]\w*-|[/_#@~\\])$")
#: `011/17`, `3rd`, `19C`
_NAMES_ON = re.compile(rf"[/_]\w|(?:{one_of('th')}|[A-Z])\b")
#: `1 = flagged`
_LEGEND = re.compile(r"(?<!\d)\d\s?=\s?[^\W\d]")
#: The number to which another is joined: the `17` of `Ref: 17-1984`.
_JOINED = re.compile(r"(?:\d[\d/-]*)?$")
_LAST_IN_BRACKETS = re.compile(r"\(\d{5,6}\)\W*$")
#: `01622 690690`, `020 7946 0000`
_DIALLED = re.compile(r"(?:\+44\s?|\b0)\d{2,4}\)?\s?\d{3,4}\s?\d{3,4}\b")
#: A name or unit stands at most so far from its number.
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Fate:
    """A number of a text and what became of it: `what` is empty where nothing is known of it.

    `unsure`: it may be a figure all the same, and a person should look. `block` is the index of its Text.
    """

    number: str
    what: str
    words: str
    block: int
    page: int | None = None
    unsure: bool = False


def fates(
    letter: Letter, figures: Iterable[tuple[int, int, int]], left_out: Sequence[LeftOut],
    told: Callable[[str, str], bool],
) -> Iterator[Fate]:  # fmt: skip
    """The fate of every number of a letter in reading order; `figures` as (block, start, end).

    `told`: whether a person said what a number within some words is.
    """
    taken: dict[int, set[int]] = defaultdict(set)
    for block, start, end in figures:
        taken[block].update(range(start, end))
    left = [
        (left.block, number, left) for left in left_out
        if left.unsure or left.reason != COUNTS_AFTER_ALL
        for number in NUMBER.findall(left.text)
    ]  # fmt: skip
    waiting = Counter((block, number) for block, number, _ in left)
    reasons: dict[tuple[int, str], list[LeftOut]] = defaultdict(list)
    for block, number, one in left:
        reasons[block, number].append(one)
    for one in left_out:  # in words: `some six hundred`
        if one.unsure and not NUMBER.search(one.text) and not told(one.text, one.sentence):
            yield Fate(one.text, one.reason, one.sentence, one.block, one.page, True)
    for passage in letter.passages:
        paragraph = passage.paragraph
        if paragraph is None:
            continue
        if (part := OF_PARTS.get(passage.part)) is not None:
            yield from (_fate(n, part, paragraph) for n in NUMBER.finditer(paragraph.text, passage.body))
            continue
        figured = set().union(*(taken[block] for block in paragraph.blocks))
        owned: list[re.Match[str]] = []
        for found in NUMBER.finditer(paragraph.text, passage.body):
            key = paragraph.block_at(found.start()), found[0]
            if waiting[key]:
                waiting[key] -= 1
                reason = reasons[key].pop(0)
                unsure = reason.unsure and not told(found[0], reason.sentence)
                yield Fate(found[0], of_evidence(reason.reason), reason.sentence, *key[:1], reason.page, unsure)
            elif found.start() in figured:
                yield _fate(found, FIGURE, paragraph)
            elif told(found[0], paragraph.text):
                yield _fate(found, SAID, paragraph)
            else:
                owned.append(found)
        names = owners(paragraph.text, owned)
        yield from (_fate(n, names.get(n.start(), ""), paragraph) for n in owned)


def _fate(found: re.Match[str], what: str, paragraph: Paragraph) -> Fate:
    words = " ".join(paragraph.text.split())
    return Fate(found[0], what, words, paragraph.block_at(found.start()), paragraph.page)


@cache
def _of_evidence() -> dict[str, str]:
    return {row["evidence"]: row["fate"] for row in code_rows(LETTER, "weights") if row["fate"]}


def of_evidence(reason: str) -> str:
    """The fate of a number for which that evidence counted most: `a change`; the reason itself where it is one.

    >>> of_evidence("noun that is not counted: hours"), of_evidence("another body's")
    ('a measure of something else', "another body's")
    """
    return _of_evidence().get(reason.split(":", maxsplit=1)[0], reason)


def owners(text: str, numbers: Sequence[re.Match[str]]) -> dict[int, str]:
    """By their places, what those of the numbers of a text are that name, mark or measure something.

    Those in a period, an age, an offence, or that count nothing are among them; what is left out nothing owns.
    """
    mark, flat = _MARK.match(text), plain(text)
    spans = [(*found.span(), "a telephone number") for found in _DIALLED.finditer(text)]
    spans += [(*found.span(), "a reference") for found in _references(text)]
    spans += [(*mark.span(), "the mark of a list")] if mark else []
    out: dict[int, str] = {}
    rest: list[re.Match[str]] = []
    for n in numbers:
        what = _within(spans, n.start()) or _name_or_measure(text, flat, n)
        if what:
            out[n.start()] = what
        else:
            rest.append(n)
    for start, end in split(text) if rest else ():
        inside = [n for n in rest if start <= n.start() < end]
        said = _said(text[start:end]) if inside else []
        out |= {n.start(): what for n in inside if (what := _within(said, n.start() - start))}
    return out


def not_owned(text: str, numbers: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Those of the numbers of a text that name, mark or measure nothing, and are part of no period, age or offence."""
    owned = owners(text, numbers)
    return [n for n in numbers if n.start() not in owned]


def _within(spans: Iterable[tuple[int, int, str]], at: int) -> str:
    return next((what for a, b, what in spans if a <= at < b), "")


def _references(text: str) -> Iterator[re.Match[str]]:
    """`(125039)` at the end of a sentence."""
    return (found for _, end in split(text) if (found := _LAST_IN_BRACKETS.search(text, max(0, end - _NEAR), end)))


def _name_or_measure(text: str, flat: str, number: re.Match[str]) -> str:
    start, end = number.span()
    near = max(0, start - _NEAR)
    joined = _JOINED.search(text, near, start)
    begins = joined.start() if joined else start
    behind = text[end : end + _NEAR]
    unit = unit_of(behind)
    tests = {
        "a sum of money": _MONEY.search(text, near, start),
        "part of a name or reference": _NAMED.search(text, near, start) or _NAMES_ON.match(text, end),
        "explains a mark": _LEGEND.match(text, start),
        "the number of something": beside("numbers", flat, begins, end, "numbered"),
        f"a figure in another unit: {unit}": unit != "count",
    }
    return next((what for what, holds in tests.items() if holds), "")


def _said(sentence: str) -> list[tuple[int, int, str]]:
    """Where a sentence names a period or an age, or a number counts nothing; all of it where it explains a mark."""
    if any(mark.meaning != "footnote" for mark in explain_marks([sentence]).signs.values()):
        return [(0, len(sentence), "explains a mark")]
    told = statements(sentence)
    known = [c for c in candidates(sentence, told) if c.weight <= TAKEN]
    counted = [(c.start, c.end, of_evidence(c.why)) for c in known if c.why not in (NOTHING_COUNTED, COUNTS_AFTER_ALL)]
    return [*((s.start, s.end, f"of the {s.kind}") for s in told), *counted]
