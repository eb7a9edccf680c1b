"""The stretch of a sentence that is about each of its figures: where it turns from one to the next, and keys."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.tidy.text.number_evidence import SEPARATOR, Candidate
from flows.tidy.text.phrases import find, plain_words, says
from flows.tidy.text.statements import measures
from flows.tidy.text.told_periods import Kind, Statement

KINDS: tuple[Kind, ...] = ("period", "age", "sex", "online", "offence", "force", "question")
#: What a figure pays for a statement: its own; carried on from the head of the sentence; closing a list that it is in;
#: carried back over figures of a coordinate clause; another figure's.
OWN, SECOND, HEAD, CLOSING, CARRIED, COORDINATE, ANOTHERS = 0.0, 0.6, 0.2, 0.2, 0.7, 1.2, 3.5
_PART_TURN, _BRACKET = 4, 4.5
#: `500 (female), 119 (male)`: the key of a figure in brackets behind it.
_CLOSED = re.compile(r"\)\s*(?:[,;/]|and\b)")
_KEY_BEHIND = re.compile(rf"\s?\([^()\d]*{_CLOSED.pattern}")
#: `395 offences (75.8%) in the later year`: a share in brackets parts nothing.
SHARE = re.compile(r"\([^()]*(?:%|per cent)\)")
#: Words that put a figure into a sentence, and stand in no line of keys.
_IN_SENTENCES = re.compile(r"\b(?:in|for|of|from|against|with|while)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Option:
    """A statement that may fill a slot of a figure, and what that costs."""

    cost: float
    statement: Statement


@dataclass(slots=True)
class Scope:
    """A figure of a sentence with the words about it.

    `options` by dimension, the cheapest first; `measure` what it counts by its own words; `nested`: a part of the
    figure before, as words (`of_them`) or brackets behind another figure (`bracketed`) say; `label`: where the words of
    its key stand; `of_all`: its words name sexual offences as a whole; `run_at`: its place in a list of figures;
    `narrowed`: words that nothing knows may narrow it; `compared`: it is told only for comparison: `up from 90`.
    """

    candidate: Candidate
    start: int
    end: int
    options: dict[Kind, list[Option]] = field(default_factory=dict)
    measure: str | None = None
    nested: bool = False
    bracketed: bool = False
    of_them: bool = False
    label: tuple[int, int] | None = None
    of_all: bool = False
    run_at: int = 0
    run_size: int = 1
    narrowed: bool = False
    compared: bool = False


def keys_lead(text: str, counted: Sequence[Candidate]) -> bool:
    """Whether a line is keys before their figures, and nothing else: `F 457 M 132`, `Yes 169 95 No 2,041 1,939`."""
    behind = text[counted[-1].end :].strip(" .)")
    sentence = _IN_SENTENCES.search(text) or says("prose", text, "verb", "changed")
    return not (behind or sentence) and any(map(str.isalpha, text[: counted[0].start]))


def turn(text: str, place: int, counted: Sequence[Candidate], told: Sequence[Statement], keyed: bool = False) -> int:
    """Where the words go over from the figure at a place to the next; `keyed`: keys stand before figures."""
    left, right = counted[place : place + 2]
    between = text[left.end : right.start]
    if ")" in between and _inside(text, left.start) and not in_brackets(text, place, counted):
        return left.end + between.index(")")  # `sexual assault (131 / 117) and rape (82 / 69)`
    best, turned = 0.0, right.start
    alone = text[: right.start].rstrip().endswith("(") and text[right.end :].lstrip().startswith(")")
    for hit in find("turns", between):
        start, end = left.end + hit.start, left.end + hit.end
        if any(s.start < end and s.end > start for s in told):
            continue
        strength = float(hit.phrase.kind)
        if strength == _BRACKET and (alone or _KEY_BEHIND.match(text, start) or _is_key_behind(text, end, told)):
            continue
        if strength == _PART_TURN and not text[left.end : start].strip(" )"):
            continue  # `12 of which`, `12 (9) of which`, and not `, of which 12`
        if strength > best or (strength == best and start < turned):
            best, turned = strength, start
    says_what = any(ch.isalpha() for ch in between) or any(left.end <= s.start < right.start for s in told)
    if keyed and not best and says_what:
        return left.end
    if best <= 1 and SEPARATOR.search(between) and says_what and not verb(between):
        return left.end if not best else turned
    return turned


def _is_key_behind(text: str, start: int, told: Sequence[Statement]) -> bool:
    """Whether the brackets that open before `start` hold a value and close a part of a list: `14 (Q1), 15 (Q2)`.

    A year alone in brackets is of the figure right before them, whatever follows: `84 (2015/16) were against girls`.
    """
    held = next((s for s in told if s.start == start and s.kind in ("period", "age")), None)
    if held is None:
        return False
    right_behind = held.kind == "period" and text[:start].rstrip(" (")[-1:].isdigit() and text.startswith(")", held.end)
    return right_behind or _CLOSED.match(text, held.end) is not None


def verb(words: str) -> bool:
    return says("prose", words, "verb")


def of_wholes(
    text: str, spans: list[tuple[int, int]], counted: Sequence[Candidate], told: Sequence[Statement]
) -> tuple[list[tuple[int, int]], dict[int, int]]:
    """`46 of the 1,694 offences had the flag`: words up to the verb are of the whole, those behind it of the part.

    The statements moved to the part: place of the statement in `told` by its start -> place of the figure.
    """
    out, moved = list(spans), dict[int, int]()
    for place in range(1, len(counted)):
        if not counted[place].base or counted[place].ahead:
            continue
        last = spans[place][1]
        verb = next(iter(sorted(h.start for h in find("prose", text[counted[place].end : last], "verb"))), None)
        stop = counted[place].end + verb if verb is not None else last
        out[place - 1] = (spans[place - 1][0], counted[place - 1].end)
        out[place] = (counted[place - 1].end, last)
        moved.update({s.start: place - 1 for s in told if stop <= s.start < last and s.kind != "force"})
    return out, moved


def in_brackets(text: str, place: int, counted: Sequence[Candidate]) -> bool:
    """Whether a figure stands in brackets behind another that does not."""
    return _inside(text, counted[place].start) and any(not _inside(text, c.start) for c in counted[:place])


def _inside(text: str, at: int) -> bool:
    return text.rfind("(", 0, at) > text.rfind(")", 0, at)


def behind_colon(text: str, place: int, counted: Sequence[Candidate]) -> bool:
    """Whether a colon behind a whole opens the parts of it: `71 were committed online: 58 against girls, 13 boys`."""
    for left, right in itertools.pairwise(counted[: place + 1]):
        between = text[left.end : right.start].rstrip()
        if ":" in between and (says("prose", between, "verb") or left.noun) and "." not in between:
            return between.endswith(":") or not any(c.isdigit() for c in between)
    return False


def measure_of(text: str, scope: Scope, told: Sequence[Statement]) -> str | None:
    """The noun or verb that says what is counted: the nearest behind the figure, else the nearest before it."""
    found = measures(text[scope.start : scope.end])
    behind = [m for m in found if scope.start + m.start >= scope.candidate.end]
    before = [m for m in found if scope.start + m.end <= scope.candidate.start]
    close = text[scope.candidate.end : scope.start + behind[0].start] if behind else ""
    if behind and not says("prose", close, "about a noun"):
        return str(behind[0].value)
    strong = [m for m in (*before[::-1], *behind) if m.value not in ("victims", "suspects")]
    if strong:
        return str(strong[0].value)
    named = any(s.kind == "offence" and scope.start <= s.start < scope.end for s in told)
    return "offences" if named else None


def label_of(text: str, scope: Scope) -> tuple[int, int] | None:
    """The key of a figure, where it has one: the words before a colon, dash or bracket, without a verb among them."""
    key = text[scope.start : scope.candidate.start]
    separator = SEPARATOR.search(key)
    last = separator.start() if separator else len(key.rstrip(" (<"))
    first = len(key) - len(key.lstrip(" ,;.()-–—"))
    if last <= first or verb(key[first:last]) or says("prose", key[first:last], "changed"):
        return None
    if separator is None and all(w.lower() in plain_words("grammar") for w in key[first:last].split()):
        return None
    return scope.start + first, scope.start + last


def told_by_brackets(words: str, scope: Scope, aside: Sequence[Statement]) -> Scope:
    """A figure alone in brackets is of what was said of figures in brackets."""
    c = scope.candidate
    if words[: c.start].rstrip().endswith("(") and words[c.end :].lstrip().startswith(")"):
        scope.bracketed, scope.nested = True, True
        scope.options = {**scope.options, **{s.kind: [Option(OWN, s)] for s in aside}}
    return scope
