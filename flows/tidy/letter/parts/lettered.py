"""A request typed in one paragraph with a letter or number before each question, where the answers bear the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.tidy.letter.text.numbering import label
from flows.tidy.letter.text.paragraphs import Paragraph

_WORDS = r"\s+(?=[A-Z\"“'‘])"
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class _Marks:
    """The marks of a list in order; `first` finds the first of them, `later` one behind the stop of a question."""

    order: Sequence[str]
    first: re.Pattern[str]
    later: re.Pattern[str]


_KINDS = tuple(
    _Marks(
        order,
        re.compile(rf"(?:^|(?<=[.:;,?]))\s*\(?(?P<mark>{order[0]})\s?[.):]?{_WORDS}"),
        re.compile(rf"(?<=[.:;,?)])\s*\(?(?P<mark>[{order[1]}-{order[-1]}])\s?[.):]?{_WORDS}"),
    )
    for order in ("ABCDEFGH", "123456789")
)


def questions_apart(stream: Sequence[Paragraph | int]) -> list[Paragraph | int]:
    """The paragraphs with a request that runs marked questions together cut at its marks: a question each.

    It is cut only where the marks of what answers it further down are all among its own: `A child` begins no list.
    """
    for place, item in enumerate(stream):
        if not isinstance(item, Paragraph):
            continue
        for marks in _KINDS:
            cuts = _cuts(item.text, marks)
            if len(cuts) >= _FEWEST and _are_answered(cuts, stream[place + 1 :]):
                return [*stream[:place], *_pieces(item, cuts), *stream[place + 1 :]]
    return list(stream)


def _are_answered(cuts: Sequence[tuple[str, int, int]], below: Sequence[Paragraph | int]) -> bool:
    """Whether what stands below bears several of the marks, and no others: a letter alone, `Answer 2`."""
    found = [label(item.text) for item in below if isinstance(item, Paragraph)]
    letters = not cuts[0][0].isdecimal()
    kinds = ("letter", "part") if letters else ("answer", "question")
    named = {n for f in found if f and f.kind in kinds for n in f.numbers}
    return len(named) >= _FEWEST and named <= {mark.lower() for mark, _, _ in cuts}


def _cuts(text: str, marks: _Marks) -> list[tuple[str, int, int]]:
    """Each mark of the list with the places where it and its question begin, in order."""
    first = marks.first.search(text)
    out = [(first["mark"], first.start("mark"), first.end())] if first else []
    for match in marks.later.finditer(text, first.end()) if first else ():
        if len(out) < len(marks.order) and match["mark"] == marks.order[len(out)]:
            out.append((match["mark"], match.start("mark"), match.end()))
    return out


def _pieces(item: Paragraph, cuts: Sequence[tuple[str, int, int]]) -> list[Paragraph]:
    starts = [begin for _, _, begin in cuts]
    ends = [start for _, start, _ in cuts[1:]] + [len(item.text)]
    lead = item.text[: cuts[0][1]].strip(" (")
    out = [item.cut(0, len(lead))] if lead else []
    for (mark, _, _), start, end in zip(cuts, starts, ends, strict=True):
        out.append(replace(item.cut(start, end), label=f"{mark})"))
    return out
