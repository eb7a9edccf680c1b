"""The figures that a sentence states, each with what its words and the sentences before it say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flows.tidy.labels.marks import explain_marks
from flows.tidy.letter.clauses import Clause, clauses, leans, of_these
from flows.tidy.letter.contexts import Context
from flows.tidy.letter.counts import Count, counts, predicated
from flows.tidy.letter.meant import Mention, Said
from flows.tidy.letter.phrases import find, plain, says
from flows.tidy.letter.verdicts import verdicts

#: A total of another year is of all ages and sexes, whatever part of this year's was named last.
_WHOLE = re.compile(r"\b(?:total|overall|altogether|in all)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure of a sentence with all that is said of it; `guessed` and `ambiguous` are doubts."""

    count: Count
    meant: Said
    nested: bool = False
    guessed: bool = False
    ambiguous: bool = False


@dataclass(slots=True)
class Memory:
    """What the figures before said: the last one, the last that was no part of another, how many such there were."""

    last: Said | None = None
    outer: Said | None = None
    outers: int = 0
    values: dict[int, Said] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The figures of one sentence, and its numbers that are none, with the reason (`unsure`: a person should look)."""

    stated: tuple[Stated, ...]
    rest: tuple[tuple[Count, str, bool], ...]


def read(text: str, found: Sequence[Mention], context: Context, memory: Memory) -> Sentence:
    """The figures that the sentence `text` states under `context`; `memory` goes on to the next sentence."""
    every = counts(text, found)
    barred = _barred(text)
    beside = _beside(text, every, found, context)
    taken: list[Count] = []
    rest: list[tuple[Count, str, bool]] = []
    for count in every:
        reason = count.reason or barred or _changes(text, count)
        if reason:
            rest.append(
                (count, reason, bool(barred) and not count.reason and count.sure and barred == "in a correction")
            )
        elif count in beside or _accepted(text, count, taken, found, context, memory):
            taken.append(count)
        else:
            trivial = "number_in_words" in count.value.flags and (count.value.value or 0) <= 10
            rest.append((count, "not understood", not trivial))
    stated = _stated(text, clauses(text, found, taken), context, memory)
    if any(unsure for _, reason, unsure in rest if reason == "not understood"):
        stated = [replace(s, ambiguous=True) for s in stated]
    return Sentence(tuple(stated), tuple(rest))


def _beside(text: str, every: Sequence[Count], found: Sequence[Mention], context: Context) -> list[Count]:
    """Figures that stand right behind a value of the same dimension each: `2015/16 109 and 2016/17 361`."""
    if not context.asks and not re.search(r":|\b(?:was|were|is|are|follows)\b", text):
        return []
    behind: dict[str, list[Count]] = {}
    for count in every:
        for m in found:
            if not count.reason and re.fullmatch(r"\s*[:=(–-]?\s*", text[m.end : count.start]):
                behind.setdefault(m.kind, []).append(count)
    return next((counted for counted in behind.values() if len(counted) > 1), [])


def _barred(text: str) -> str:
    """Why no number of the sentence is a figure of the return; empty where they may be."""
    said = verdicts(text)
    if "workload" in said or says("outcomes", text, "limit"):
        return "workload or cost of searching"
    if says("outcomes", text, "hypothetical"):
        return "in an offer or a condition"
    if says("prose", text, "correcting"):
        return "in a correction"
    if re.match(r"\W*[*†‡#-]?\W*(?:denotes?|means?|indicates?|represents?|=)", text) or says("prose", text, "rule"):
        return "in a rule of counting"
    if any(m.meaning != "footnote" for m in explain_marks([text]).signs.values()):
        return "in a note on a mark"
    return ""


def _changes(text: str, count: Count) -> str:
    before = [h for h in find("prose", text[: count.start], "change") if count.start - h.end < 12]
    after = [
        h for h in find("prose", text[count.end :], "change") if h.start < 25 and "than" in text[count.end :][: h.end]
    ]
    return "a change, not a count" if before or after else ""


def _accepted(
    text: str, count: Count, taken: Sequence[Count], found: Sequence[Mention], context: Context, memory: Memory
) -> bool:
    if count.sure:
        return True
    if any(re.fullmatch(r"\s*[:=]\s*", text[m.end : count.start]) for m in found):
        return True
    here = [m for m in found if m.start >= count.end and m.start - count.end < 40]
    if predicated(text, count.end):
        return bool(taken or memory.last or context.asks or here)
    led = says("prose", text[: count.start], "nested", "same") and (bool(taken) or memory.last is not None)
    if re.match(r"\W*$", text[count.end :]) and (led or taken):
        return True
    between = text[taken[-1].end : count.start] if taken else ""
    return (
        bool(taken) and bool(here or any(taken[-1].end <= m.start < count.start for m in found)) and len(between) < 80
    )


def _stated(text: str, found: list[Clause], context: Context, memory: Memory) -> list[Stated]:
    out: list[Stated] = []
    whole_first = bool(found) and re.match(
        r"^\W*(?:of|from|out of|among|amongst)\s+(?:the|all|these|those|a total of|our)?\s*(?:total of\s+)?$",
        plain(text[: found[0].count.start]),
        re.IGNORECASE,
    )
    for number, clause in enumerate(found):
        base, doubt = _base(text, number, clause, found, out, context, memory, bool(whole_first))
        blocked = replace(base, **dict.fromkeys((m for m in clause.many if m != "measure"), None))
        meant = clause.own.over(clause.trailing).over(clause.lead).over(blocked)
        if (
            clause.own.measure in ("victims", "suspects")
            and base.measure
            and not re.match(r"\s*\w*\s*(?:victims?|suspects?|offenders?|complainants?)", text[clause.count.end :])
        ):
            meant = replace(meant, measure=base.measure)
        if _subset(text, clause):
            doubt = "ambiguous"
        nested = clause.nested or (bool(whole_first) and number > 0)
        if nested and out:
            _widen(out, found, clause.own)
        out.append(
            Stated(
                clause.count,
                meant,
                nested,
                doubt == "guessed",
                doubt == "ambiguous" or bool(clause.many or clause.unsure),
            )
        )
    if out:
        outer = [s for s in out if not s.nested]
        memory.last = out[-1].meant
        if outer:
            memory.outer, memory.outers = outer[-1].meant, len(outer)
        for s in out:
            if isinstance(s.count.value.value, int):
                memory.values[s.count.value.value] = s.meant
    return out


def _subset(text: str, clause: Clause) -> bool:
    """Whether a figure is a part of the whole by what no dimension takes: `12 of the offences were solved`."""
    before, after = text[: clause.count.start], text[clause.count.end :]
    if re.search(r"\b(?:further|additional|other|another|remaining)\s+$", before) or re.match(
        r"\s+(?:further|additional|other|remaining|more)\b", after
    ):
        return not clause.own.kinds - {"period"}
    return bool(re.match(r"\s+of (?:the|these|those|all|our)\b", after)) and not clause.own.kinds - {"period"}


def _widen(out: list[Stated], found: Sequence[Clause], own: Said) -> None:
    """A whole is wider than its part: what the part alone says was not said of the whole, whatever was asked."""
    whole = max(n for n, s in enumerate(out) if not s.nested) if any(not s.nested for s in out) else 0
    told = found[whole].own.kinds | found[whole].lead.kinds
    same = [k for k in own.kinds - told if getattr(out[whole].meant, k) == getattr(own, k)]
    if same:
        out[whole] = replace(out[whole], meant=replace(out[whole].meant, **dict.fromkeys(same, None)), ambiguous=True)


def _base(
    text: str,
    number: int,
    clause: Clause,
    found: Sequence[Clause],
    out: Sequence[Stated],
    context: Context,
    memory: Memory,
    whole_first: bool,
) -> tuple[Said, str]:
    """What a clause takes over from what came before it, and the doubt in that (`guessed`, `ambiguous` or none)."""
    if number == 0:
        return _before(text, clause, context, memory)
    if clause.count.base:
        return context.said, ""
    if whole_first:
        return out[0].meant, ""
    if clause.nested:
        if clause.own.kinds or clause.own.measure not in (None, out[-1].meant.measure):
            return out[-1].meant, ""
        return out[-1].meant, "ambiguous"
    for place in range(number - 1, -1, -1):
        theirs = found[place].own.over(found[place].lead).kinds
        if clause.own.kinds and clause.own.kinds <= theirs and not (out[place].nested and not clause.nested):
            return out[place].meant, ""
    narrowed = any(c.own.kinds - clause.lead.kinds for c in found[:number])
    start, doubt = _before(text, found[0], context, memory)
    if not clause.own.kinds:
        return start, "ambiguous"
    return start, doubt or ("ambiguous" if narrowed and not clause.own.kinds & _narrow(found, number) else "")


def _narrow(found: Sequence[Clause], number: int) -> frozenset[str]:
    return frozenset(k for c in found[:number] for k in c.own.kinds)


def _before(text: str, clause: Clause, context: Context, memory: Memory) -> tuple[Said, str]:
    """What the first figure of a sentence takes over: the last figure, a whole named before, or the context alone."""
    opening = plain(text[: clause.count.start])
    if memory.outer is not None and of_these(plain(text), 0, clause.count):
        doubt = "ambiguous" if memory.outers > 1 and not clause.own.period and not clause.lead.period else ""
        return memory.outer, doubt
    if memory.last is not None and leans(opening):
        if _WHOLE.search(opening):
            return replace(memory.last, sex=context.said.sex, age=context.said.age), ""
        return memory.last, ""
    return context.said, ""
