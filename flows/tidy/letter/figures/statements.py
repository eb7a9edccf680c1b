"""The figures that a sentence states, each with what its words and the sentences before it say of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flows.tidy.labels.meanings import Period
from flows.tidy.letter.figures.accepted import CORRECTED, Sorted, accepted, may_be_read_through
from flows.tidy.letter.figures.clauses import Clause, clauses
from flows.tidy.letter.figures.contexts import Context
from flows.tidy.letter.figures.inherited import IN_ALL, Spoken, inherited
from flows.tidy.letter.figures.memory import NARROW, Memory, Stated, remember
from flows.tidy.letter.figures.narrowed import narrowed
from flows.tidy.letter.figures.notknown import with_answers
from flows.tidy.letter.figures.of_all import of_all
from flows.tidy.letter.figures.parallel import in_parallel
from flows.tidy.letter.text.phrases import find, plain
from flows.tidy.letter.words.count import Count
from flows.tidy.letter.words.counts import counts
from flows.tidy.letter.words.meant import said
from flows.tidy.letter.words.mention import Mention, Said
from flows.tidy.letter.words.months import unplaced_part
from flows.tidy.letter.words.relative_years import unplaced

_PEOPLE = re.compile(r"\s*\w*\s*(?:victims?|suspects?|offenders?|complainants?)")
#: `You also asked about grooming`: of another question than the one that stands above.
_ANOTHER = r"(?:also|further|besides|additionally|in addition|then|next|lastly|finally|separately)"
_ASKED = re.compile(
    rf"\b(?:you|been) (?:{_ANOTHER} )?(?:asked|requested|wanted|enquired|sought)\b|\byour (?:question|request)\b",
    re.IGNORECASE,
)
_ASKED_ANEW = re.compile(
    rf"\byou {_ANOTHER} (?:asked|requested|wanted|enquired|sought)\b"
    rf"|^\W*{_ANOTHER},? you (?:asked|requested|enquired)\b"
    rf"|\byou (?:asked|requested|enquired|wanted) (?:(?:to|us) )?(?:know )?{_ANOTHER}\b",
    re.IGNORECASE,
)
_OF_THE = re.compile(
    r"\s+of (?:the|these|those|all|our|such)\b(?!\s+(?:recorded\s+)?(?:(?:in|for|during)\s+)?(?:the\s+)?"
    r"(?:years?|previous|preceding|prior|earlier|last|following)\b)"
)
#: `There were 299 of these` where no figure went before: all of what was spoken of.
_THERE_WERE = re.compile(r"\bthere (?:were|was|are|have been|had been)\s+$", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:and|but|nor) (?:the|our|all) (?:figures|numbers|data|totals|answers) (?:for|of|in) $")
#: `Of the 2,691 recorded, 27 per cent were against children`: what follows is said of the share.
_SHARE_OF = re.compile(
    r"\W*(?:out )?of (?:the|these|those|all|our)?\s*(?:total of )?\d[\d,]*[^;]*?"
    r"(?:\d\s?(?:%|per\s?cent)|\b(?:half|thirds?|quarters?|fifths?|majority|most)\b)",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?P<by>by|as at|as of|on)\s+(?:the\s+)?(?:end\s+of\s+)?$", re.IGNORECASE)
_OF_THOSE = re.compile(r"\W*(?:and |but )?(?:out )?of (?:those|these|them|which|whom|the)\b", re.IGNORECASE)
_A_MONTH = 31
_NEAR = 20
_FURTHER = re.compile(r"\b(?:further|additional|other|another|remaining)\s+$")
_FURTHER_BEHIND = re.compile(r"\s+(?:further|additional|other|remaining|more)\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The figures of one sentence, and its numbers that are none, with the reason (`unsure`: a person should look)."""

    stated: tuple[Stated, ...]
    rest: tuple[tuple[Count, str, bool], ...]


def read(
    text: str,
    found: Sequence[Mention],
    context: Context,
    memory: Memory,
    after: Sequence[str] = (),
) -> Sentence:
    """The figures that the sentence `text` states under `context`; `memory` goes on to the next sentence.

    `after` are the sentences behind it.
    """
    found = with_answers(text, list(found), counts(text, found), memory.axis)
    found = [m for m in found if not _of_other_figures(text, m)]
    terms = [m for m in found if _is_a_term(text, m)]
    found = [m for m in found if m not in terms]
    sorted_: Sorted = accepted(text, found, context, memory.last is not None, after)
    told = clauses(text, _without_a_share(text, found, sorted_.taken), sorted_.taken)
    told = [replace(c, own=context.answered(c.own), carried=context.answered(c.carried)) for c in told]
    told = of_all(text, told, context)
    stated = _stated(Spoken(text, told, context, memory))
    if not sorted_.taken:
        _quoted(text, found, sorted_, context, memory)
    known = [*sorted_.taken, *(count for count, _, _ in sorted_.rest)]
    apart = unplaced_part(text, found) or unplaced(text, found) or may_be_read_through(after)
    apart = apart or (bool(terms) and not _OF_THOSE.match(text))
    odd = narrowed(text, told, found, known, memory.narrowed)
    doubted = {c.count.start for c, is_odd in zip(told, odd, strict=True) if is_odd}
    stated = [replace(s, ambiguous=True) if apart or s.count.start in doubted else s for s in stated]
    stated = _parts_of_doubt(stated)
    if any(unsure for _, reason, unsure in sorted_.rest if reason == "not understood"):
        stated = [replace(s, ambiguous=True) for s in stated]
    if stated:
        remember(stated, memory)
        memory.narrowed = odd[-1]
    elif all(reason != CORRECTED for _, reason, _ in sorted_.rest):
        topic, _ = said(m for m in found if m.kind != "period")
        memory.topic = topic if topic.kinds else memory.topic
        if topic.kinds:
            memory.asked, memory.anew = bool(_ASKED.search(text)), bool(_ASKED_ANEW.search(text))
    return Sentence(tuple(stated), sorted_.rest)


def _of_other_figures(text: str, mention: Mention) -> bool:
    """`71, and the figures for 2015/16 are unchanged`: a year of figures that the sentence does not give."""
    if mention.kind != "period":
        return False
    if _said_of_the_flag(text[: mention.start]):
        return True
    if _OTHERS.search(plain(text[: mention.start])) is None:
        return False
    return all(c.start < mention.end for c in counts(text[: mention.end + _NEAR], [mention]) if not c.reason)


def _is_a_term(text: str, mention: Mention) -> bool:
    """`Of those, 2,864 had been taken to court by 21 August 2015`: the day until when, of figures of another period."""
    until = _BY.search(text[: mention.start])
    if (
        until is None
        or not isinstance(mention.value, Period)
        or (mention.value.end - mention.value.start).days > _A_MONTH
    ):
        return False
    return until["by"].lower() == "by" or _OF_THOSE.match(text) is not None


def _without_a_share(text: str, found: Sequence[Mention], taken: Sequence[Count]) -> list[Mention]:
    """The mentions without those that tell of a share of a whole alone, which gives no figure."""
    share = _SHARE_OF.match(text)
    if share is None or any(c.start >= share.end() for c in taken):
        return list(found)
    return [m for m in found if m.start < share.end()]


def _said_of_the_flag(before: str) -> bool:
    """`The flag, which came into use in April 2015, was set for 49`: a date of the flag and of no figure."""
    return any(
        re.fullmatch(r"\s*(?:in|on|from|during|since)?\s*", before[h.end :])
        for h in find("prose", before, "flag_named")
    )


def _parts_of_doubt(stated: Sequence[Stated]) -> list[Stated]:
    """The parts of a figure that is in doubt are in doubt as well."""
    out: list[Stated] = []
    for s in stated:
        whole = next((o for o in reversed(out) if not o.nested), None)
        out.append(replace(s, ambiguous=True) if s.nested and whole and whole.ambiguous else s)
    return out


def _quoted(text: str, found: Sequence[Mention], sorted_: Sorted, context: Context, memory: Memory) -> None:
    """A figure of an earlier reply is none of this one, but says what the one in its place counts."""
    earlier = [count for count, reason, _ in sorted_.rest if reason == CORRECTED]
    stated = _stated(Spoken(text, clauses(text, found, earlier), context, memory))
    if stated:
        remember(stated, memory)


def _stated(spoken: Spoken) -> list[Stated]:
    text, found, memory, whole_first = spoken.text, spoken.clauses, spoken.memory, spoken.whole_first
    out: list[Stated] = []
    # A figure given as part of the whole right behind it: `46 of the 1,694`.
    wholes = {n: _whole_of(spoken, n + 1) for n in range(len(found) - 1) if found[n + 1].count.base}
    for number, clause in enumerate(found):
        if number in wholes:
            base, doubt = _part_of(wholes[number], spoken, number, out)
        elif clause.count.base and number - 1 in wholes:
            base, doubt = wholes[number - 1], ""
        else:
            base, doubt = inherited(spoken, number, out)
        blocked = replace(base, **dict.fromkeys((m for m in clause.many if m != "measure"), None))
        meant = clause.own.over(clause.carried).over(blocked)
        if clause.count.base and number - 1 in wholes:
            meant = wholes[number - 1]
        known = _known(clause, memory)
        if number == 0 and whole_first and known is not None and clause.own.kinds <= known.kinds:
            meant = clause.own.over(known)
        if (
            clause.own.measure in ("victims", "suspects")
            and base.measure
            and not _PEOPLE.match(text[clause.count.end :])
        ):
            meant = replace(meant, measure=base.measure)
        if number not in wholes and _subset(text, clause, memory):
            doubt = "ambiguous"
        nested = clause.nested or (whole_first and number > 0) or number in wholes
        if clause.nested and out:
            _widen(out, found, clause.own)
        doubtful = doubt == "ambiguous" or bool(clause.many) or bool(set(clause.unsure) - clause.own.kinds)
        out.append(Stated(clause.count, meant, nested, doubt == "guessed", doubtful, doubt, clause.span))
        out += [replace(out[-1], meant=said([m])[0].over(meant)) for m in clause.also]
    return in_parallel(spoken, _in_total(spoken, out))


def _in_total(spoken: Spoken, out: Sequence[Stated]) -> list[Stated]:
    """`4,876 in total, 248 with the flag`: what tells another figure from the total is not said of the total."""
    text, found = spoken.text, spoken.clauses
    if len(out) != len(found):
        return list(out)
    totals = [bool(IN_ALL.match(text, c.count.end)) and not c.own.kinds & NARROW for c in found]
    apart = {k for c, total in zip(found, totals, strict=True) if not total for k in c.own.kinds & NARROW}
    none: dict[str, Any] = dict.fromkeys(apart, None)
    return [replace(s, meant=replace(s.meant, **none)) if total else s for s, total in zip(out, totals, strict=True)]


def _known(clause: Clause, memory: Memory) -> Said | None:
    """What the same number counted before."""
    number = clause.count.value.value
    return memory.values.get(number) if isinstance(number, int) else None


def _whole_of(spoken: Spoken, number: int) -> Said:
    """What the whole counts of which a part is given: the figure of the same number before, or what its words say."""
    found, context = spoken.clauses, spoken.context
    clause, known = found[number], _known(found[number], spoken.memory)
    part = found[number - 1]
    period = clause.own.period or part.own.period or clause.carried.period or part.carried.period
    if known is not None and not (period and known.period and known.period != period):
        return clause.own.over(known)
    before = [c for c in found[: number - 1] if c.count.base]
    base = before[-1].own.over(context.said) if before and clause.count.bare else context.said
    own = clause.own.over(clause.carried).over(base)
    return own if period is None else replace(own, period=period)


def _part_of(whole: Said, spoken: Spoken, number: int, out: Sequence[Stated]) -> tuple[Said, str]:
    """What a part takes over from its whole.

    A bare one is told apart by what was asked, or as the part before it was (`44 of 955 did`).
    """
    found, asks = spoken.clauses, spoken.context.said
    if found[number].own.kinds & NARROW:
        return whole, ""
    asked: dict[str, Any] = {k: v for k in NARROW if (v := getattr(asks, k)) is not None and getattr(whole, k) is None}
    if asked:
        return replace(whole, **asked), ""
    before = [s.meant for s, c in zip(out, found, strict=False) if not c.count.base]
    like = before[-1] if before and len(out) <= len(found) else None
    apart: dict[str, Any] = {}
    if like is not None:
        apart = {k: getattr(like, k) for k in NARROW if getattr(like, k) not in (None, getattr(whole, k))}
    return (replace(whole, **apart), "") if apart else (whole, "ambiguous")


def _subset(text: str, clause: Clause, memory: Memory) -> bool:
    """Whether a figure is a part of the whole by what no dimension takes: `12 of the offences were solved`."""
    before, after = text[: clause.count.start], text[clause.count.end :]
    narrow = (clause.own.kinds | clause.carried.kinds) - {"period"}
    if memory.last is None and _THERE_WERE.search(before):
        return False
    if _FURTHER.search(before) or _FURTHER_BEHIND.match(after):
        return not narrow
    return bool(_OF_THE.match(after)) and not narrow


def _widen(out: list[Stated], found: Sequence[Clause], own: Said) -> None:
    """A whole is wider than its part: what the part alone says was not said of the whole, whatever was asked."""
    if len(out) > len(found):
        return
    whole = max(n for n, s in enumerate(out) if not s.nested) if any(not s.nested for s in out) else 0
    told = found[whole].own.kinds | found[whole].carried.kinds
    same = [k for k in own.kinds - told if getattr(out[whole].meant, k) == getattr(own, k)]
    if same:
        out[whole] = replace(out[whole], meant=replace(out[whole].meant, **dict.fromkeys(same, None)))
