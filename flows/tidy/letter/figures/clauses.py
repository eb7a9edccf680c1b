"""Which words of a sentence say what each of its figures counts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from flows.tidy.letter.figures.scopes import KINDS, Dealt, deal, inside
from flows.tidy.letter.text.phrases import find, plain, says
from flows.tidy.letter.text.sentences import Span
from flows.tidy.letter.words.count import Count
from flows.tidy.letter.words.meant import measures, of_all_children, said
from flows.tidy.letter.words.mention import Kind, Mention, Said

_BRACKET = (4, re.compile(r"\((?=[^()]*$)"))
#: Where a sentence turns from one figure to the next; the stronger the turn, the higher.
_TURNS = (
    (6, re.compile(r";")),
    (5, re.compile(r",?\s*\b(?:while|whilst|whereas|compared (?:with|to)|as opposed to|against(?= \d)|versus)\b")),
    (4, re.compile(r",?\s*\b(?:of (?:which|whom|these|those|them)|including|comprising|among (?:them|these))\b")),
    _BRACKET,
    (3, re.compile(r":\s(?!\s*[<>]?\s*$)")),
    (3, re.compile(r"[,)]\s*(?:and|but|with|plus)\b")),
    (2, re.compile(r"\s\b(?:and|but|with(?= \d)|plus|up from|down from|then)\b|\s[/|]\s|\.\s")),
    (2, re.compile(r"\s[-–—]\s(?!\s*[<>]?\s*$)")),
    (1, re.compile(r",(?!\d{3})")),
)
_PART_TURN = 4
_IN_TOTAL = re.compile(r"\s+(?:in total|in all|altogether|overall)\b", re.IGNORECASE)
#: A figure alone in its brackets, or with the whole of which it is a part: `(225)`, `(225 of 1,252)`.
_CLOSES = re.compile(r"\s*(?:(?:out )?of (?:the )?\d[\d,]*\s*)?\)")
#: `43 of those`, but not `43 of those recorded in 2016/17`, which says of what in its own words.
_OF_THESE = re.compile(
    r"\s+of (?:these|those|them|which|whom)\b"
    r"(?!\s+(?:offences\s+|crimes\s+)?(?:recorded\s+|reported\s+)?(?:in|for|during)\b)",
    re.IGNORECASE,
)
_FOR = re.compile(r"\bfor\s+(?:the\s+)?(?:offences?\s+of\s+)?$", re.IGNORECASE)
_WHAT_FOR = re.compile(r"\s+(?:with|for)\s")
_NEAR = 25
#: `4,205 reports and 210 charges`
_REPORTS = ("report", "reports")
_VERB = re.compile(
    r"\b(?:had|have|has|was|were|is|are|did|do|does|carried|bore|carry|involved|related?|concerned|featured|contained"
    r"|came|took|occurred|resulted|led|received|got|showed)\b"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A figure with the words that are about it, what they say, and how it leans on what came before.

    `own` is said of this figure by words of its own, `carried` by words that speak of several. `nested`: it is a part
    of the figure before (`of which`). `many`: dimensions of which its words give more than one value; `unsure`: those
    that another figure's words may not mean for this one. `also`: further values, each of which the figure has.
    """

    count: Count
    span: Span
    own: Said
    carried: Said = field(default_factory=Said)
    nested: bool = False
    bracketed: bool = False
    many: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    also: tuple[Mention, ...] = ()


def clauses(text: str, found: Sequence[Mention], counted: Sequence[Count]) -> list[Clause]:
    """One Clause for each of the counts of a sentence, in order."""
    if not counted:
        return []
    flat = plain(text)
    telling = [m for m in found if not of_all_children(m)]
    starts = [0]
    for left, right in itertools.pairwise(counted):
        starts.append(_turn(flat, left, right, telling))
    ends = [*starts[1:], len(text)]
    spans = [Span(a, b) for a, b in zip(starts, ends, strict=True)]
    spans, extra = _of_wholes(flat, spans, counted, telling)
    free = [m for m in telling if all(m not in e for e in extra)]
    dealt = {kind: deal(flat, kind, free, counted, spans) for kind in KINDS}
    out: list[Clause] = []
    for place, (count, span) in enumerate(zip(counted, spans, strict=True)):
        mine = [m for d in dealt.values() for m in d.near[place]] + extra[place]
        own, many = said(mine)
        measure = _measure(flat, count, span, own)
        if out and _leaves_out_the_verb(flat, count, span):
            measure = out[-1].own.measure or measure
        own = replace(own, measure=measure)
        over = {k: m for k, d in dealt.items() if (m := d.carried[place]) is not None}
        over = {k: m for k, m in over.items() if not count.base or k in ("period", "force")}
        unsure = tuple(k for k, d in dealt.items() if d.unsure[place])
        over = {
            k: m
            for k, m in over.items()
            if k not in unsure or k == "period" or _alike(place, m, dealt) or _both_for(flat, k, m, place, counted)
        }
        bracketed = place > 0 and (_in_brackets(flat, place, counted) or _behind_colon(flat, place, counted, telling))
        carried, doubted = said(over.values()) if not bracketed else (Said(), ())
        unsure += tuple(k for k in KINDS if k in doubted and k not in unsure)
        nested = of_these(flat, span.start, count) or bracketed
        also = tuple(m for d in dealt.values() for m in d.shared.get(place, ()))
        out.append(
            Clause(
                count,
                span,
                own,
                carried,
                nested,
                bracketed,
                many,
                tuple(k for k in unsure if k in over),
                also,
            )
        )
    return out


def _alike(place: int, closing: Mention, dealt: Mapping[Kind, Dealt]) -> bool:
    """Whether a figure is told apart by what also tells the one that closes its list: `5 girls and 3 boys under 4`."""
    there = next(n for d in dealt.values() for n, near in enumerate(d.near) if closing in near)
    return any(d.near[place] and d.near[there] for d in dealt.values())


def _both_for(text: str, kind: Kind, closing: Mention, place: int, counted: Sequence[Count]) -> bool:
    """`8 arrests and 2 convictions for rape`: what two things were done for, as it may be said of both."""
    there = next((n for n, c in reversed(list(enumerate(counted))) if c.end <= closing.start), place)
    if kind != "offence" or there <= place or not _FOR.search(text[: closing.start]):
        return False
    one, other = (next(iter(measures(text[c.end : c.end + _NEAR])), None) for c in (counted[place], counted[there]))
    return one is not None and other is not None and one.value != other.value


def _turn(text: str, left: Count, right: Count, found: Sequence[Mention]) -> int:
    """Where between two figures the words go over from the first to the second."""
    alone = re.search(r"\($", text[: right.start]) and _CLOSES.match(text, right.end)
    said_before = [m for m in found if left.end <= m.start and re.fullmatch(r"\s*\(", text[m.end : right.start])]
    if alone and said_before and re.search(r"\w", text[left.end : said_before[0].start]):
        return said_before[0].start
    best, place = 0, right.start
    for strength, pattern in _TURNS:
        if alone and pattern is _BRACKET[1]:
            continue
        for match in pattern.finditer(text, left.end, right.start):
            inside = any(m.start < match.end() and m.end > match.start() for m in found)
            own = strength == _PART_TURN and pattern is not _BRACKET[1] and not text[left.end : match.start()].strip()
            if not inside and not own and strength > best:
                best, place = strength, match.start()
    between = text[left.end : right.start]
    keyed = re.search(r"[:=]\s*$", between) and re.search(r"\w", between) and not _of_the_left(left, between)
    return left.end if keyed and not best else place


def _of_the_left(left: Count, between: str) -> bool:
    """Whether the words between a figure and a colon are of that figure, not a key of the next one."""
    noun = bool(left.noun) and between.lstrip().lower().startswith(left.noun)
    return noun or _VERB.search(between) is not None or _IN_TOTAL.match(between) is not None


def _of_wholes(
    text: str, spans: list[Span], counted: Sequence[Count], found: Sequence[Mention]
) -> tuple[list[Span], list[list[Mention]]]:
    """`46 of the 1,694 offences had the flag`: words up to the verb are of the whole, those behind it of the part."""
    out = list(spans)
    extra: list[list[Mention]] = [[] for _ in spans]
    shares: dict[int, bool] = {}
    for place in range(1, len(counted)):
        if not counted[place].base:
            continue
        closed = text.find(")", counted[place].end, spans[place].end) if inside(text, counted[place].start) else -1
        last = spans[place].end if closed < 0 else closed
        verb = _VERB.search(text, counted[place].end, last)
        stop = verb.start() if verb else last
        extra[place - 1] = [m for m in found if stop <= m.start < last and m.kind not in ("period", "force")]
        shares[place - 1] = verb is None and closed < 0
        out[place - 1] = Span(spans[place - 1].start, counted[place - 1].end)
        out[place] = Span(counted[place - 1].end, last)
    for place in sorted(shares, reverse=True):
        if shares[place] and place + 2 in shares and not extra[place]:
            extra[place] = extra[place + 2]
    return out, extra


def _in_brackets(text: str, place: int, counted: Sequence[Count]) -> bool:
    """Whether a figure stands in brackets behind one that does not: `640 (female 520, male 117)`."""
    return inside(text, counted[place].start) and any(not inside(text, c.start) for c in counted[:place])


def _behind_colon(text: str, place: int, counted: Sequence[Count], found: Sequence[Mention]) -> bool:
    """Whether a colon behind a whole opens the parts of it: `71 were committed online: 58 against girls, 13 boys`."""
    for left, right in itertools.pairwise(counted[: place + 1]):
        between = text[left.end : right.start]
        if re.search(r"[.;]\s", text[right.start : counted[place].start]) or not re.search(r":\s*$", between):
            continue
        key = any(left.end <= m.start and m.end <= right.start for m in found) and not _of_the_left(left, between)
        if not key and not re.search(r"[,;.]\s", between):
            return True
    return False


def _measure(text: str, count: Count, span: Span, own: Said) -> str | None:
    """The noun or verb that says what is counted: the nearest after the figure, else the nearest before it."""
    found = measures(text[span.start : span.end])
    after = [m for m in found if span.start + m.start >= count.end]
    before = [m for m in found if span.start + m.end <= count.start]
    close = text[count.end : span.start + after[0].start] if after else ""
    if after and not re.search(r"\b(?:against|with|of the|involving|where|had an?|whose)\b", close):
        return str(after[0].value)
    if count.noun in _REPORTS:
        return "reports"
    strong = [m for m in (*before[::-1], *after) if m.value not in ("victims", "suspects")]
    if strong:
        return str(strong[0].value)
    return "offences" if own.offence is not None else None


def _leaves_out_the_verb(text: str, count: Count, span: Span) -> bool:
    """`14 were charged with rape, and nine with grooming`: what the verb before says holds for the figure as well."""
    return not (count.noun or measures(text[span.start : span.end])) and _WHAT_FOR.match(text, count.end) is not None


def of_these(text: str, start: int, count: Count) -> bool:
    """Whether the figure is said to be a part of one before: `of which 43`, `including 43`, `43 of these`."""
    return says("prose", text[start : count.start], "nested") or _OF_THESE.match(text, count.end) is not None


def leans(text: str) -> bool:
    """Whether a sentence says no more than `the corresponding figure`, so that it speaks of what came before."""
    return any(True for _ in find("prose", text, "same"))
