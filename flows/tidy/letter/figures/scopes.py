"""Which values of a dimension speak of which figures of a sentence.

English deals values out to figures in few ways: one value each, before its figure or behind it; a list of values for a
list of figures (`61 and 47 in 2016/17 and 2015/16`); one value for all the figures that follow, or that it closes. One
dimension at a time, the places of its values among the figures decide which way it is.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from flows.tidy.dimensions import find
from flows.tidy.labels.meanings import Period
from flows.tidy.letter.text.phrases import beside, plain, says
from flows.tidy.letter.text.sentences import Span
from flows.tidy.letter.words.count import LISTED, Count
from flows.tidy.letter.words.mention import Kind, Mention

KINDS: tuple[Kind, ...] = ("period", "age", "sex", "online", "offence", "force", "question")
_BESIDE = re.compile(r"\s*(?:[:=(–—-]|in|for|during|of)?\s*")
_EACH = re.compile(r"\b(?:either|neither|both|each of|each)\s+(?:of\s+)?(?:the\s+)?(?:years?\s+)?(?:in\s+|of\s+)?$")
_JOINT = re.compile(
    r"\b(?:two|2|three|3|four|4|five|5)\s+(?:financial |calendar |full |whole |consecutive )?years\s*[,(:]?\s*$",
    re.IGNORECASE,
)
#: Where one figure is set against another, words behind the second speak of that one alone.
CONTRAST = re.compile(
    r";|\b(?:while|whilst|whereas|compared (?:with|to)|as opposed to|against(?= [\d(])|versus"
    r"|up from|down from|from(?= \d))\b"
)
_SAYS = re.compile(
    r"\b(?:do|does|did|had|have|has|was|were|is|are|carried|bore|carry|involved?|related?|relates|concerned?|featured|contained|came|took|totalled|numbered)\b"
)
#: A sentence that opens with the whole of which the next figure is a part.
WHOLE_FIRST = re.compile(
    r"^\W*(?:of|from|out of|among|amongst|for|as for|as regards|(?:in|with) (?:respect|relation|regards?) (?:of|to))"
    r"\s+(?:the|all|these|those|a total of|our)?\s*(?:total of\s+)?$",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\([\d.]+\s?(?:%|per cent)\)")
#: `those with a flag, 71; those against girls, 799`: each says all that it is of.
_ANEW = re.compile(r";\s*(?:and\s+)?those\b", re.IGNORECASE)
#: `against girls rose to 45, while cases of exposure went from 12 to 9`: the second is of all victims.
_OTHER_SUBJECT = re.compile(r"\b(?:while|whilst|whereas)\s+(?P<subject>\D{4,60})", re.IGNORECASE)
_KEY = re.compile(r"\s*[,:=–—-]?\s*")
_SHARE = re.compile(
    r"(?:\b(?:half|thirds?|quarters?|fifths?|tenths?|per\s?cent|majority|most|remainder|rest)|%)\s*$", re.IGNORECASE
)
_OF_THEM = re.compile(r"\s+of (?:them|these|those|which|whom)\b", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*\($")


@dataclass(frozen=True, slots=True)
class Dealt:
    """The values of one dimension for each figure: `near` it, `carried` to it from another, and which may be otherwise.

    `shared`: the place of a figure -> further values that it holds for as well (`none in either 2014 or 2015`).
    """

    near: list[list[Mention]]
    carried: list[Mention | None]
    unsure: list[bool]
    shared: Mapping[int, tuple[Mention, ...]] = field(default_factory=dict)


def deal(text: str, kind: Kind, found: Sequence[Mention], counted: Sequence[Count], spans: Sequence[Span]) -> Dealt:
    """Deals the mentions of one kind to the figures; `spans` are the stretches of words round each figure."""
    values = [m for m in found if m.kind == kind]
    near: list[list[Mention]] = [[] for _ in counted]
    nothing = Dealt(near, [None] * len(counted), [False] * len(counted))
    if not values or not counted:
        return nothing
    listed = _list_of(text, values)
    if len(listed) > 1 and _JOINT.search(text[: listed[0].start]) and not _as_lists(text, listed, values, counted):
        whole = _as_one(listed)
        values = [whole if m is listed[0] else m for m in values if m is listed[0] or m not in listed]
        listed = [whole]
    if len(listed) > 1 and _EACH.search(text[: listed[0].start]):
        return _to_one(text, kind, listed, [m for m in values if m not in listed], counted, spans)
    lists = _as_lists(text, listed, values, counted)
    if lists is not None:
        return lists
    turns = _in_turn(values, counted)
    if turns is not None:
        near = [[m] for m in turns]
    else:
        for place, span in enumerate(spans):
            near[place] = [m for m in values if span.start <= m.start < span.end]
        near = [_nearest(text, c, v) for c, v in zip(counted, _behind_brackets(text, near, counted), strict=True)]
    return _carry(text, kind, near, counted)


def _as_one(listed: Sequence[Mention]) -> Mention:
    """`Over the two years 2015/16 and 2016/17`: one stretch of time."""
    years = [m.value for m in listed if isinstance(m.value, Period)]
    span = Period.of_days(min(p.start for p in years), max(p.end for p in years))
    return Mention("period", listed[0].start, listed[-1].end, span, listed[0].certainty)


def _to_one(
    text: str,
    kind: Kind,
    listed: Sequence[Mention],
    rest: Sequence[Mention],
    counted: Sequence[Count],
    spans: Sequence[Span],
) -> Dealt:
    """`No offences in either 2014/15 or 2015/16`: each of the values listed has the one figure that they stand with."""
    place = next((n for n, s in enumerate(spans) if s.start <= listed[0].start < s.end), 0)
    near = [[m for m in rest if s.start <= m.start < s.end] for s in spans]
    near[place] = [listed[0]]
    dealt = _carry(text, kind, near, counted)
    return replace(dealt, shared={place: tuple(listed[1:])})


def _list_of(text: str, values: Sequence[Mention]) -> list[Mention]:
    """The longest run of different values with nothing but commas and `and` between them."""
    runs: list[list[Mention]] = [[values[0]]]
    for left, right in itertools.pairwise(values):
        joined = LISTED.fullmatch(text[left.end : right.start])
        if joined and right.value != left.value:
            runs[-1].append(right)
        else:
            runs.append([right])
    return max(runs, key=len)


def lists_of(text: str, counted: Sequence[Count]) -> list[list[int]]:
    """The places of the figures in runs with nothing but commas and `and` between them."""
    runs: list[list[int]] = [[0]] if counted else []
    changed = False
    for place, (left, right) in enumerate(itertools.pairwise(counted), 1):
        apart = (
            right.base or _part_of(text, left, right) or (place == 1 and WHOLE_FIRST.match(plain(text[: left.start])))
        )
        between = text[left.end : right.start]
        changed = between == " to " and (text[: left.start].endswith("from ") or (changed and len(runs[-1]) > 1))
        if (changed or LISTED.fullmatch(between)) and not apart:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _part_of(text: str, left: Count, right: Count) -> bool:
    """`398, 21 of them flagged`, `398, and 21 of them were`: the second is part of the first, no next one of a list."""
    between = text[left.end : right.start]
    clause = between.lstrip().startswith(",") and (right.value.value or 0) <= (left.value.value or 0)
    return (clause or not re.search(r"[a-z&]", between)) and _OF_THEM.match(text, right.end) is not None


def _as_lists(
    text: str, listed: Sequence[Mention], values: Sequence[Mention], counted: Sequence[Count]
) -> Dealt | None:
    """A list of values for a list of figures, in their order; None where the sentence has no two such lists."""
    size = len(listed)
    if size < 2:
        return None
    runs = lists_of(text, counted)
    spread = says("prose", text, "respectively") and len(counted) == size
    if not spread and not any(len(run) == size for run in runs):
        return None
    if not spread and any(len(run) not in (1, size) for run in runs):
        return None
    near: list[list[Mention]] = [[] for _ in counted]
    carried: list[Mention | None] = [None] * len(counted)
    unsure = [False] * len(counted)
    for run in [list(range(size))] if spread else runs:
        if len(run) == size:
            for place, value in zip(run, listed, strict=True):
                near[place] = [value]
    for place, count in enumerate(counted):
        if not near[place]:
            own = [m for m in values if m not in listed and abs(m.start - count.end) < 60]
            near[place] = own[:1]
            unsure[place] = not own
    return Dealt(near, carried, unsure)


def _in_turn(values: Sequence[Mention], counted: Sequence[Count]) -> list[Mention] | None:
    """One value for each figure, always before it or always behind it; None where they do not take turns."""
    if len(values) != len(counted) or len(counted) < 2:
        return None
    pairs = list(zip(values, counted, strict=True))
    order = [(m.start, "v") for m in values] + [(c.start, "c") for c in counted]
    marks = "".join(mark for _, mark in sorted(order))
    return [m for m, _ in pairs] if marks in ("vc" * len(pairs), "cv" * len(pairs)) else None


def inside(text: str, place: int) -> bool:
    """Whether a place in the text lies within brackets; what restates a share does not: `over half (35) were`."""
    opened = text.rfind("(", 0, place)
    return opened > text.rfind(")", 0, place) and _SHARE.search(text, 0, opened) is None


def _behind_brackets(text: str, near: list[list[Mention]], counted: Sequence[Count]) -> list[list[Mention]]:
    """`96 (61 in 2015/16) had the flag`: words behind the brackets go on from the figure before them."""
    out = [list(values) for values in near]
    for place, count in enumerate(counted):
        if not inside(text, count.start):
            continue
        whole = next((n for n in range(place - 1, -1, -1) if not inside(text, counted[n].start)), None)
        for m in near[place]:
            if whole is not None and m.start > count.end and not inside(text, m.start):
                out[place].remove(m)
                out[whole].append(m)
    return out


def _nearest(text: str, count: Count, values: list[Mention]) -> list[Mention]:
    """Of several values the one that stands right beside the figure: `87 in 2016/17, but none in 2015/16`."""
    if len({repr(m.value) for m in values}) < 2:
        return values
    before = [m for m in values if m.end <= count.start and _BESIDE.fullmatch(text[m.end : count.start])]
    behind = [m for m in values if m.start >= count.end and _BESIDE.fullmatch(text[count.end : m.start])]
    return before if before and not behind else behind if behind and not before else values


def _carry(text: str, kind: Kind, near: list[list[Mention]], counted: Sequence[Count]) -> Dealt:
    """Figures without a value of their own take that of the figures before them, or the one that closes their list."""
    carried: list[Mention | None] = [None] * len(counted)
    unsure = [False] * len(counted)
    runs = {place: run for run in lists_of(text, counted) for place in run}
    for place, count in enumerate(counted):
        if near[place]:
            continue
        apart = [inside(text, c.start) and not inside(text, count.start) for c in counted]
        before = next((n for n in range(place - 1, -1, -1) if near[n] and not apart[n]), None)
        after = next((n for n in range(place + 1, len(counted)) if near[n] and not apart[n]), None)
        led = [m for m in near[before] if m.end <= counted[before].start] if before is not None else []
        if before is not None and kind != "period" and _anew(text, led, counted[before:], count):
            led = []
        closed = [m for m in near[after] if m.start >= counted[after].end] if after is not None else []
        if closed and after is not None and CONTRAST.search(text, count.end, counted[after].start):
            closed = []
        in_list = after is not None and after in runs[place]
        if closed and in_list:
            carried[place] = closed[0]
        elif led:
            carried[place], unsure[place] = led[-1], bool(closed) and kind == "period" and len(led) != 1
        elif closed and kind == "period":
            carried[place] = closed[0]
            unsure[place] = before is not None and after is not None and after - place > 3
        elif kind == "period" and before is not None and not _bracketed(text, near[before][-1]):
            carried[place] = near[before][-1]
        elif closed and after is not None and _coordinate(text, count, counted[after]):
            said_of_all = _SAYS.search(text, counted[after].end, closed[0].end) is not None
            # `We recorded 420 offences, and 12 were online`: a verb leads to the first, another follows the second.
            if said_of_all and beside("numbers", text, count.start, count.end, "counted"):
                continue
            carried[place], unsure[place] = closed[0], not said_of_all
    return Dealt(near, carried, unsure)


def _anew(text: str, led: Sequence[Mention], counted: Sequence[Count], count: Count) -> bool:
    """Whether a figure says all that it is of: `online, 50; female, 744; male, 7` are keys with a figure each.

    They are where one is greater than the first, which is then no whole of them.
    """
    before, size = counted[0], counted[0].value.value or 0
    if _ANEW.search(text, before.end, count.start):
        return True
    turn = _OTHER_SUBJECT.search(text, before.end, count.start)
    if turn and not WHOLE_FIRST.match(plain(text[: counted[0].start])) and find("offence", turn["subject"]):
        return True
    keyed = any(_KEY.fullmatch(text[m.end : before.start]) for m in led) and ";" in text[before.end : count.start]
    return keyed and any((c.value.value or 0) > size for c in counted[1:] if not c.base)


def _coordinate(text: str, left: Count, right: Count) -> bool:
    """Whether two figures share one verb behind them: `5 in 2016/17 and 3 in 2015/16 were boys`."""
    between = _PERCENT.sub(" ", text[left.end : right.start])
    joined = re.search(r"\b(?:and|or)\b|&", between) is not None and not _part_of(text, left, right)
    return joined and not _SAYS.search(between) and "(" not in between and not says("prose", between, "nested")


def _bracketed(text: str, mention: Mention) -> bool:
    """Whether a value stands in brackets, and so for one figure alone."""
    return bool(_BRACKETED.search(text[: mention.start])) and text[mention.end : mention.end + 1] == ")"
