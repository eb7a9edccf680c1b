"""Which numbers of a sentence are figures of the return, and why the others are not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.tidy.labels.marks import explain_marks
from flows.tidy.letter.figures.contexts import Context
from flows.tidy.letter.figures.counting_rules import RULE, end_of_rule, tells_a_rule
from flows.tidy.letter.figures.scopes import lists_of
from flows.tidy.letter.figures.told_of import is_told_of
from flows.tidy.letter.lines.shapes import figures_listed
from flows.tidy.letter.parts.verdicts import verdicts
from flows.tidy.letter.text.phrases import beside, find, says
from flows.tidy.letter.words.count import LISTED, Count
from flows.tidy.letter.words.counts import counts, keyed, predicated
from flows.tidy.letter.words.meant import measures
from flows.tidy.letter.words.mention import Mention
from flows.tidy.letter.words.mistaken import instructs

_BEHIND = re.compile(r"\s*[:=(,–-]?\s*")
#: The reason of a number that an earlier reply gave and that this one corrects.
CORRECTED = "in a correction"
_FEW, _MANY = 2, 3
_TRIFLE = 10
_LEAD_IN = re.compile(r"\W*(?:a total of|as|only|just)?\W*")
_CLOSES = re.compile(r"\W*(?:respectively\b|$|;)|\s*[,.)]")
_SHARE = re.compile(r"\d[\d.]*\s?(?:%|per cent)\s*(?:or|\()")
_THINGS = re.compile(r"\s+(?P<words>[A-Za-z][A-Za-z'-]*(?:\s+[A-Za-z][A-Za-z'-]*){0,3})")
_LONG_WORD = 4
_SPEAKS_ON = re.compile(r"[;,:–-]\s*(?:but|and|though|of which)?\s*$", re.IGNORECASE)
#: What holds at all times is no figure of a year.
_HOLDS = re.compile(r"\s+(?:of (?:them|these|those)\s+)?(?:is|are|has|have|covers?|relates?|means?|shows?|allows?)\b")
_SUBJECT = re.compile(
    r"\W*(?:the|these|those|our|all|its)\s+(?P<words>[^.;,]{3,60}?)\s+(?:is|are|was|were|has|have)\b", re.IGNORECASE
)
#: `In many there is none`: of some, nobody knows how many.
_IN_SOME = re.compile(
    r"\b(?:in|for|of|with) (?:many|most|some|several|a few|others|the (?:rest|others|remainder|majority))"
    r"(?: of (?:them|these|those))?(?: cases)?,? there (?:is|are|was|were) $",
    re.IGNORECASE,
)
_ALL_OF_THEM = re.compile(
    r"\b(?:them all|all (?:of )?(?:them|these|those)|each (?:of (?:them|these|those)|one)|(?:into|through) each"
    r"|every one)\b",
    re.IGNORECASE,
)
#: What they are gone through for is told of figures that were asked for.
_OF_WHOM = r"(?i)\b(?:ages?|sex|gender|flags?|marker|online)\b"
_IN_BRACKETS = re.compile(r"[a-z] \([^()]+\)")
_FAR_AHEAD = 3
_FAR = 80
_NEAR = 12


@dataclass(frozen=True, slots=True)
class Sorted:
    """The counts of a sentence, and its other numbers with the reason (`unsure`: a person should look)."""

    taken: tuple[Count, ...]
    rest: tuple[tuple[Count, str, bool], ...]


def accepted(text: str, found: Sequence[Mention], context: Context, follows: bool, after: Sequence[str] = ()) -> Sorted:
    """The numbers of a sentence sorted; `follows`: a figure was given before, of which this may speak on.

    `after` are the sentences behind it, which may say that what was found would have to be read.
    """
    every = counts(text, found)
    barred = _barred(text, found) or _to_be_read(text, after)
    behind = _behind_values(text, every, found, context)
    shares = _in_brackets(text, every) if says("prose", text, "shares") else []
    anew = _corrected(text, every) if barred in ("", CORRECTED) else []
    taken: list[Count] = []
    rest: list[tuple[Count, str, bool]] = []
    parts = [every[n] for n in range(len(every) - 1) if every[n + 1].base]
    spoken = follows or context.asks
    listed = every if spoken and figures_listed(text) else _respectively(text, every) if spoken or found else []
    ended = end_of_rule(text) if barred == RULE else len(text)
    for count in every:
        ruled = barred if count.start < ended else ""
        reason = count.reason or ruled or _changes(text, count) or _supposed(text, count)
        if count in anew:
            taken.append(count)
        elif not reason and _none_of_others(text, count, every, found):
            rest.append((count, "of something that is not counted", True))
        elif reason:
            unsure = barred == CORRECTED and not count.reason and count.sure and not anew
            rest.append((count, reason, unsure))
        elif (
            count in listed
            or count in behind
            or count in shares
            or (count in parts and (taken or follows or found))
            or _is_figure(text, count, taken, found, context, follows)
        ):
            taken.append(count)
        else:
            rest.append((count, "not understood", not _is_trifle(count)))
    return _with_lists(text, taken, rest)


def _with_lists(text: str, taken: list[Count], rest: list[tuple[Count, str, bool]]) -> Sorted:
    """A number listed with a figure is a figure as well: `21 and 12 of these`."""
    for count, reason, _ in reversed(list(rest)):
        beside = next((t for t in taken if LISTED.fullmatch(text[count.end : t.start])), None)
        behind = any(LISTED.fullmatch(text[t.end : count.start]) for t in taken) and _CLOSES.match(text, count.end)
        if reason == "not understood" and (behind or (beside is not None and not beside.base)):
            taken = sorted([*taken, count], key=lambda c: c.start)
            rest = [r for r in rest if r[0] is not count]
    return Sorted(tuple(taken), tuple(rest))


def _respectively(text: str, every: Sequence[Count]) -> list[Count]:
    """The figures of a list that `respectively` closes: `in 0 and less than 5 respectively`."""
    runs = [run for run in lists_of(text, every) if _beside(text, every[run[-1]], "in turn")]
    return [every[n] for run in runs if len(run) > 1 for n in run]


def _in_brackets(text: str, every: Sequence[Count]) -> list[Count]:
    """Figures alone in brackets behind what they are of: `primary schools (44) and others (16) made up most`."""
    alone = [c for c in every if not c.reason and _IN_BRACKETS.fullmatch(text[max(0, c.start - 3) : c.end + 1])]
    return alone if len(alone) >= _FEW and (measures(text) or says("nouns", text, "counted")) else []


def _beside(text: str, count: Count, *kinds: str) -> bool:
    """Whether a number stands in words of these kinds (`schemas/codes/letter/numbers.csv`)."""
    return bool(beside("numbers", text, count.start, count.end, *kinds))


def _behind_values(text: str, every: Sequence[Count], found: Sequence[Mention], context: Context) -> list[Count]:
    """Figures that stand right behind a value of the same dimension each: `2015/16 109 and 2016/17 361`."""
    enough = _FEW if context.asks or re.search(r":|\b(?:was|were|is|are|follows)\b", text) else _MANY
    behind: dict[str, list[Count]] = {}
    for count in every:
        for m in found:
            if not count.reason and _BEHIND.fullmatch(text[m.end : count.start]):
                behind.setdefault(m.kind, []).append(count)
    return next((counted for counted in behind.values() if len(counted) >= enough), [])


def _barred(text: str, found: Sequence[Mention]) -> str:
    """Why no number of the sentence is a figure of the return; empty where they may be."""
    said = verdicts(text)
    if says("prose", text, "restated") and ":" not in text:
        return "in the request"
    if "workload" in said or says("outcomes", text, "limit"):
        return "workload or cost of searching"
    if says("outcomes", text, "hypothetical"):
        return "in an offer or a condition"
    if says("prose", text, "correcting"):
        return CORRECTED
    if instructs(text):
        return "in an instruction"
    if says("prose", text, "denoted") or tells_a_rule(text, found):
        return RULE
    if says("prose", text, "explained") and any(m.meaning != "footnote" for m in explain_marks([text]).signs.values()):
        return "in a note on a mark"
    return ""


def _corrected(text: str, every: Sequence[Count]) -> list[Count]:
    """The figures that stand in place of those that an earlier reply gave: `given as 143, should have read 134`."""
    hits = list(find("prose", text, "corrected"))
    return [
        c
        for c in every
        if not c.reason
        and (
            _beside(text, c, "corrected")
            or any(0 <= c.start - h.end <= _NEAR and _LEAD_IN.fullmatch(text[h.end : c.start]) for h in hits)
        )
    ]


def _supposed(text: str, count: Count) -> str:
    """`More than one may have been used in one offence` counts nothing."""
    return "in a supposition" if _is_trifle(count) and says("prose", text, "supposed") else ""


def _is_trifle(count: Count) -> bool:
    return "number_in_words" in count.value.flags and (count.value.value or 0) <= _TRIFLE


def _to_be_read(text: str, after: Sequence[str]) -> str:
    """`A search returned 2,310 records. Each would have to be opened`: what was found is no figure of the return.

    That may be said some sentences on where a search is said to have returned what can be read.
    """
    ahead = _FAR_AHEAD if says("prose", text, "returned") else 1
    costs = any("workload" in verdicts(s) or says("outcomes", s, "limit") for s in after[:ahead])
    if costs and says("prose", text, "found"):
        return "workload or cost of searching"
    return ""


def may_be_read_through(after: Sequence[str]) -> bool:
    """Whether the next sentence says that all of what was counted would have to be gone through.

    >>> may_be_read_through(["Reading them all would take 412 hours."]), may_be_read_through(["Each year it rises."])
    (True, False)
    """
    following = next(iter(after), "")
    takes = bool({"workload"} & verdicts(following)) or says("outcomes", following, "limit")
    return takes and _ALL_OF_THEM.search(following) is not None and not re.search(_OF_WHOM, following)


def _changes(text: str, count: Count) -> str:
    before = [
        h
        for h in find("prose", text[: count.start], "change")
        if len(_SHARE.sub("", text[h.end : count.start])) < _NEAR
        and not re.search(r"\bthan (?:in )?the$", text[: h.end])
        and not re.search(r"\d", _SHARE.sub("", text[h.end : count.start]))
    ]
    after = [
        h
        for h in find("prose", text[count.end :], "change")
        if h.start < _NEAR and "than" in text[count.end :][: h.end]
    ]
    return "a change, not a count" if before or after else ""


def _is_figure(
    text: str, count: Count, taken: Sequence[Count], found: Sequence[Mention], context: Context, follows: bool
) -> bool:
    if count.noun.startswith("request") and context.said.measure != "applications":
        return False
    if count.sure or (keyed(text, count, found) and (found or context.asks or context.loose or measures(text))):
        return True
    if _beside(text, count, "of them", "of the whole", "a part") and (taken or follows or context.asks):
        return True
    if (taken or follows) and is_told_of(text, count, found):
        return True
    here = [m for m in found if m.start >= count.end and m.start - count.end < _FAR // 2]
    if predicated(text, count.end):
        led_by = any(re.fullmatch(r"[\s,]*", text[m.end : count.start]) for m in found if m.end <= count.start)
        recorded = any(not text[count.end : m.start].strip() for m in measures(text) if m.start >= count.end)
        return bool(taken or follows or context.asks or here or led_by or recorded)
    led = says("prose", text[: count.start], "nested", "same") and (bool(taken) or follows)
    if re.match(r"\W*$", text[count.end :]) and (led or taken):
        return True
    if not taken:
        return (bool(here) and (follows or context.asks)) or (context.asks and _as_asked(text, count, context))
    between = text[taken[-1].end : count.start]
    told = here or any(taken[-1].end <= m.start < count.start for m in found)
    return bool(told) and len(between) < _FAR


def _none_of_others(text: str, count: Count, every: Sequence[Count], found: Sequence[Mention]) -> bool:
    """`Our codes are agreed nationally; none is for exploitation alone`: none of the codes, which are no offences.

    `The notes name one; in many there is none`: of a part that nothing counts.
    """
    before = text[: count.start]
    if text[count.start : count.end].lower() not in ("none", "neither"):
        return False
    if _IN_SOME.search(before):
        return True
    if not _SPEAKS_ON.search(before):
        return False
    subject = _SUBJECT.match(before)
    if (
        subject is None
        or count.noun
        or not _HOLDS.match(text, count.end)
        or any(not c.reason for c in every if c.start < count.start)
    ):
        return False
    return not (measures(subject["words"]) or says("nouns", subject["words"], "counted"))


def _as_asked(text: str, count: Count, context: Context) -> bool:
    """`2 interim orders` answers what asks for `interim orders`: what a sentence opens with is counted in its words."""
    things = _THINGS.match(text, count.end)
    if things is None or re.search(r"\w", text[: count.start]):
        return False
    asked = set(re.findall(r"[a-z'-]+", context.words.lower()))
    return any(len(w) >= _LONG_WORD and w in asked for w in things["words"].lower().split())
