"""Which words of a sentence say what each of its figures counts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flows.tidy.letter.counts import Count
from flows.tidy.letter.meant import Mention, Said, measures, said
from flows.tidy.letter.phrases import find, plain, says
from flows.tidy.letter.sentences import Span

#: Where a sentence turns from one figure to the next; the stronger the turn, the higher.
_TURNS = (
    (6, re.compile(r";")),
    (5, re.compile(r",?\s*\b(?:while|whilst|whereas|compared (?:with|to)|as opposed to|against(?= \d)|versus)\b")),
    (4, re.compile(r",?\s*\b(?:of (?:which|whom|these|those|them)|including|comprising|among (?:them|these))\b|\(")),
    (3, re.compile(r",\s*(?:and|but|with|plus)\b")),
    (2, re.compile(r"\s\b(?:and|but|with(?= \d)|plus|up from|down from|then)\b|\s[-–—]\s")),
    (1, re.compile(r",(?!\d{3})")),
)
_OF_THESE = re.compile(r"\s+of (?:these|those|them|which|whom)\b", re.IGNORECASE)
_LED = re.compile(
    r"^\W*(?:(?:and|but|also|however|similarly|finally|or)\W+)?(?:in|for|of|against|during|between|from|with|by"
    r"|among|amongst|"
    r"where|under|over|as at|since|to|within|there)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A figure with the words that are about it alone, what they say, and how it leans on what came before.

    `nested`: it is a part of the figure before (`of which`). `lead`: what the opening of the sentence says of every
    figure in it. `many`: the dimensions of which its words give more than one value.
    """

    count: Count
    span: Span
    own: Said
    lead: Said
    nested: bool = False
    many: tuple[str, ...] = ()
    trailing: Said = field(default_factory=Said)
    unsure: tuple[str, ...] = ()


def clauses(text: str, found: Sequence[Mention], counted: Sequence[Count]) -> list[Clause]:
    """One Clause for each of the counts of a sentence, in order."""
    if not counted:
        return []
    flat = plain(text)
    starts = [0]
    for left, right in itertools.pairwise(counted):
        starts.append(_turn(flat, left.end, right.start, found))
    spans = [Span(a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    spread = _respectively(flat, found, counted)
    lead, lead_many = _lead(flat, [m for m in found if m not in spread], counted[0])
    out: list[Clause] = []
    for number, (count, span) in enumerate(zip(counted, spans, strict=True)):
        mine = [m for m in found if span.start <= m.start < span.end]
        if count.base:
            mine = []
        elif number + 1 < len(counted) and counted[number + 1].base:
            mine = [m for m in found if span.start <= m.start < spans[number + 1].end]
        if spread:
            mine = [m for m in mine if m.kind != spread[0].kind] + [spread[number]]
        own, many = said(mine)
        own = replace(own, measure=_measure(flat, count, span, own))
        nested = of_these(flat, span.start, count) or (number > 0 and flat[span.start : span.start + 1] == "(")
        out.append(Clause(count, span, own, lead, nested, (*many, *lead_many) if number == 0 else many))
    return _with_trailing(out)


def _turn(text: str, start: int, end: int, found: Sequence[Mention]) -> int:
    """Where between two figures the words go over from the first to the second."""
    best, place = 0, end
    for strength, pattern in _TURNS:
        for match in pattern.finditer(text, start, end):
            inside = any(m.start < match.end() and m.end > match.start() for m in found)
            if not inside and strength > best:
                best, place = strength, match.start()
    return place


def _lead(text: str, found: Sequence[Mention], first: Count) -> tuple[Said, tuple[str, ...]]:
    """What the words before the first figure say of all the figures of the sentence."""
    before = [m for m in found if m.end <= first.start]
    if _LED.match(text):
        return said(before)
    return said(m for m in before if m.kind in ("period", "force"))


def _respectively(text: str, found: Sequence[Mention], counted: Sequence[Count]) -> list[Mention]:
    """The mentions that `respectively` deals out to the figures in turn; empty where it does not."""
    if not says("prose", text, "respectively") or len(counted) < 2:
        return []
    for kind in ("period", "sex", "age", "online", "offence"):
        run = [m for m in found if m.kind == kind]
        if len(run) == len(counted):
            return run
    return []


def _measure(text: str, count: Count, span: Span, own: Said) -> str | None:
    """The noun or verb that says what is counted: the nearest after the figure, else the nearest before it."""
    found = measures(text[span.start : span.end])
    after = [m for m in found if span.start + m.start >= count.end]
    before = [m for m in found if span.start + m.end <= count.start]
    close = text[count.end : span.start + after[0].start] if after else ""
    if after and not re.search(r"\b(?:against|with|of the|involving|where|had an?|whose)\b", close):
        return str(after[0].value)
    strong = [m for m in (*before[::-1], *after) if m.value not in ("victims", "suspects")]
    if strong:
        return str(strong[0].value)
    return "offences" if own.offence is not None else None


def _with_trailing(found: list[Clause]) -> list[Clause]:
    """What stands only after the last figure may be said of the figures before it, too: `5 girls and 3 boys under 4`.

    A period is; of anything else it is not sure.
    """
    if len(found) < 2 or found[-1].count.base:
        return found
    last = found[-1]
    shared = {k for c in found[:-1] for k in c.own.kinds} & last.own.kinds
    extra = last.own.kinds - shared - last.lead.kinds
    if not shared or last.nested:
        extra &= {"period"} if last.own.kinds != {"period"} else set()
    if not extra:
        return found
    trailing = replace(Said(), **{k: getattr(last.own, k) for k in extra})
    unsure = tuple(sorted(extra - {"period"}))
    return [replace(c, trailing=trailing, unsure=unsure) for c in found[:-1]] + [last]


def of_these(text: str, start: int, count: Count) -> bool:
    """Whether the figure is said to be a part of one before: `of which 43`, `including 43`, `43 of these`."""
    return says("prose", text[start : count.start], "nested") or _OF_THESE.match(text, count.end) is not None


def leans(text: str) -> bool:
    """Whether a sentence says no more than `the corresponding figure`, so that it speaks of what came before."""
    return any(True for _ in find("prose", text, "same"))
