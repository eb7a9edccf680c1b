"""What the figures of a line with keys count: `2015/16 - 421 (Qlikview) 258 (Niche)`, `Not recorded: 18`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flows.tidy.dimensions import LEVEL_DIMENSIONS, parse
from flows.tidy.labels import online, sexes
from flows.tidy.labels.ages import ages
from flows.tidy.labels.meanings import Period
from flows.tidy.letter.figures.contexts import Context, quality
from flows.tidy.letter.figures.memory import NARROW, Memory, of_which
from flows.tidy.letter.figures.of_all import ALL, says_all
from flows.tidy.letter.lines.lines import Pair
from flows.tidy.letter.parts.verdicts import verdicts
from flows.tidy.letter.text.phrases import says
from flows.tidy.letter.words.meant import measures, said
from flows.tidy.letter.words.mention import Kind, Mention, Said, Value
from flows.tidy.letter.words.months import part_of, year_of_parts

_LONGEST_UNKNOWN = 6
_TOTAL = re.compile(r"\b(?:total|overall|all|altogether)\b", re.IGNORECASE)
_FLAG = re.compile(r"\b(?:flag\w*|marker|marked|tag\w*|ticked|unticked|unflagged)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Keyed:
    """A figure of a line with what its key and context say; `other` holds what no coded dimension takes."""

    pair: Pair
    meant: Said
    label: str
    raw: str
    other: dict[str, str]
    guessed: bool
    ambiguous: bool
    nested: bool = False


def _says_something(pair: Pair, key: str) -> bool:
    return bool(pair.told or measures(key) or _TOTAL.search(key))


def _after_a_sentence(base: Said, last: Said) -> Said:
    """A line that says a year alone goes on from the sentence before it, where that told figures apart: in doubt."""
    narrow = {k: getattr(last, k) for k in NARROW if getattr(last, k) not in (None, getattr(base, k))}
    return replace(base, **narrow, unsure=True) if narrow else base


def _of_all(last: Said, own: Said, context: Context, axis: Kind | None) -> Said:
    """The last figure, without what tells the lines of its list apart where a line of another year leaves that list.

    Under a heading that says the year of its lines, one that says another goes on from none of them.
    """
    over = context.said.period
    if axis is None or over is None or own.period in (None, over) or last.period != over:
        return last
    apart: dict[str, Any] = {axis: None}
    return replace(last, **apart)


def read(
    text: str, lined: Sequence[Pair], context: Context, memory: Memory, holds: Period | None = None
) -> list[Keyed]:
    """The figures of the line `text`; none where it is not sure that they count anything.

    `memory` is what was said before, and by which dimension the figures before were split. `holds` is the period of
    figures of which nothing nearer says it: keys may be months of it.
    """
    found: list[Pair] = []
    of_names = len({p.unexplained for p in lined if p.unexplained}) > 1
    for pair in lined:
        near = axis_of(found) or (None if of_names else memory.axis) or axis_of(lined)
        found.append(_by_axis(pair, text, near, near == "online" or context.said.online is not None))
    known = all(_says_something(p, text[p.start : p.end]) and not p.unexplained for p in found)
    if not (context.asks or context.loose or known) or verdicts(text):
        return []
    if any(len(p.unexplained.split()) > _LONGEST_UNKNOWN or (p.unexplained and not context.asks) for p in found):
        return []
    out: list[Keyed] = []
    carried = Said()
    for line in found:
        pair = line
        key = text[pair.start : pair.end]
        own, many = said(pair.told)
        own = context.answered(own)
        kind = [m for m in measures(key) if m.value not in ("victims", "suspects")]
        own = replace(own, measure=str(kind[0].value) if kind else None, quality=quality(key))
        base = replace(context.said, **dict.fromkeys(many, None))
        last = out[-1].meant if out else memory.last
        nested = last is not None and says("prose", key, "nested") and not _TOTAL.search(key)
        if last is not None and nested:
            number = out[-1].pair.count.value.value if out else memory.number
            base = of_which(last, own, memory.axis, number, pair.count.value.value)
        elif (
            not out
            and memory.fresh
            and memory.row
            and memory.outer
            and not own.kinds & NARROW
            and not _TOTAL.search(key)
        ):
            base = _after_a_sentence(base, _of_all(memory.outer, own, context, memory.axis))
        elif own.kinds <= carried.kinds:
            base = carried.over(base)
        if own.offence is None and says_all(key) and (base.offence or "offence" in context.many):
            own = replace(own, offence=ALL)
        meant = own.over(base)
        carried = own.over(carried) if own.kinds <= carried.kinds else own
        other = {"system": pair.system} if pair.system else {}
        memory.parted = year_of_parts(key, pair.told, memory.parted)
        part = part_of(pair.unexplained, memory.parted or meant.period or holds) if pair.unexplained else None
        if part is not None:
            meant = replace(meant, period=part.value, unsure=meant.unsure or bool(part.flags))
            pair = replace(pair, unexplained="")
        if pair.unexplained and pair.unexplained.lower() != (own.quality or ""):
            other["label"] = pair.unexplained
        label, raw = key.strip(" ,;.–—-"), _raw(text, pair, found)
        out.append(Keyed(pair, meant, label, raw, other, bool(pair.unexplained), bool(many), nested))
    return _with_period_behind(out)


def _raw(text: str, pair: Pair, every: Sequence[Pair]) -> str:
    """The figure as printed; all of them where several systems' stand behind one key."""
    shared = [p for p in every if p.start == pair.start]
    if not pair.system or shared[-1] is not every[-1]:
        return text[pair.count.start : pair.count.end]
    return re.sub(r"^\W+", "", text[pair.end :])


def _with_period_behind(found: list[Keyed]) -> list[Keyed]:
    """A period in brackets behind the last figure of a line is that of the whole line."""
    last = found[-1].meant.period if found else None
    if last is None or any(k.meant.period for k in found[:-1]):
        return found
    return [replace(k, meant=replace(k.meant, period=last)) for k in found]


def _by_axis(pair: Pair, text: str, axis: Kind | None, flagged: bool) -> Pair:
    """`Not recorded` among lines that split by sex is of unknown sex; `16-17` among ages is an age, not a year."""
    key = text[pair.start : pair.end].strip(" ,;.")
    flag = online.parse_flag(key) if flagged or _FLAG.search(key) else None
    if flag is not None and not any(m.kind == "online" for m in pair.told):
        told = Mention("online", 0, len(key), flag.value)
        return replace(pair, told=(*(m for m in pair.told if m.kind == "period"), told), unexplained="")
    if pair.unexplained and _says_it_whole(pair, key):
        return replace(pair, unexplained="")
    if axis is None or any(m.kind == axis for m in pair.told):
        return pair
    value: Value | None = None
    bare = key if all(m.start == m.end for m in pair.told) else pair.unexplained
    if axis == "age":
        age = ages.parse(key) or ages.parse(bare)
        value = age.value if age else None
    elif axis in ("sex", "online"):
        labels = sexes if axis == "sex" else online
        reading = labels.parse(bare) or labels.parse(key)
        value = "unknown" if reading and reading.value == "unknown" else None
    if value is None:
        return pair
    behind = tuple(m for m in pair.told if m.certainty == 1 and m.kind != "age")
    return replace(pair, told=(*behind, Mention(axis, 0, len(key), value)), unexplained="")


def _says_it_whole(pair: Pair, key: str) -> bool:
    """Whether a key says one thing in all of its words: `Cyber flag applied`."""
    told = [m for m in pair.told if m.kind != "period"]
    if len(told) != 1 or told[0].kind not in LEVEL_DIMENSIONS:
        return False
    whole = parse(told[0].kind, key)
    return whole is not None and whole.certainty == 1 and whole.value == told[0].value


def axis_of(lined: Sequence[Pair]) -> Kind | None:
    """The dimension by which a line's keys split, the period left out."""
    kinds = [m.kind for p in lined for m in p.told if m.kind in ("sex", "age", "online")]
    return kinds[-1] if kinds else None
