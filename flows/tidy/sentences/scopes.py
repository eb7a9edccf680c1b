"""Which words of a sentence may speak of which of its figures, and at what price.

A sentence is a table of one row. Between two figures it turns from the first to the second at the strongest break;
what stands on a figure's side of the break is its own, and what stands further away may be carried to it.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from flows.tidy.labels.meanings import Offence, Period
from flows.tidy.sentences.compared import with_compared_years
from flows.tidy.sentences.labels import find as find_label
from flows.tidy.sentences.spans import (
    ANOTHERS,
    CARRIED,
    CLOSING,
    COORDINATE,
    HEAD,
    KINDS,
    OWN,
    SECOND,
    SHARE,
    Option,
    Scope,
    behind_colon,
    in_brackets,
    keys_lead,
    label_of,
    measure_of,
    of_wholes,
    turn,
    verb,
)  # fmt: skip
from flows.tidy.text.listed import LISTED, VALUES_LISTED
from flows.tidy.text.number_evidence import Candidate
from flows.tidy.text.phrases import beside, find, opens, plain, says
from flows.tidy.text.statements import tells_apart
from flows.tidy.text.told_periods import Kind, Statement


def scopes(
    text: str, told: Sequence[Statement], counted: Sequence[Candidate], years: Sequence[Period] = ()
) -> list[Scope]:
    """One Scope for each of the counted figures of a sentence, in order; `years`: those that the letter is about."""
    if not counted:
        return []
    flat = SHARE.sub(lambda m: " " * len(m[0]), plain(text))
    telling = [s for s in told if tells_apart(s)]
    keyed = keys_lead(flat, counted)
    starts = [0, *(turn(flat, place, counted, telling, keyed) for place in range(len(counted) - 1))]
    spans = list(zip(starts, [*starts[1:], len(text)], strict=True))
    spans, moved = of_wholes(flat, spans, counted, telling)
    out = [Scope(c, a, b) for c, (a, b) in zip(counted, spans, strict=True)]
    for place, scope in enumerate(out):
        lead = flat[scope.start : scope.candidate.start]
        scope.bracketed = place > 0 and (in_brackets(flat, place, counted) or behind_colon(flat, place, counted))
        leading = [flat[scope.start + h.start : scope.start + h.end] for h in find("prose", lead, "nested")]
        if place == 0:  # `The offences of 2016/17 included 97 rapes` is of no figure before it.
            leading = [words for words in leading if says("prose", words, "pronoun")]
        scope.of_them = bool(leading) or bool(
            beside("numbers", flat, scope.candidate.start, scope.candidate.end, "of them")
        )
        part = scope.of_them or scope.bracketed or (place > 0 and counted[place - 1].ahead)
        scope.nested = part and not scope.candidate.base
        scope.measure = measure_of(flat, scope, telling)
        scope.label = label_of(flat, scope)
        scope.compared = says("prose", lead, "compared")
        found = find_label("offence", flat[scope.start : scope.end])
        scope.of_all = bool(found) and all(f.reading.value == Offence(None, "all") for f in found)
    runs = _runs(flat, out)
    for place, scope in enumerate(out):
        scope.run_at, scope.run_size = place - runs.index(runs[place]), runs.count(runs[place])
        scope.of_them = scope.of_them or any(o.of_them for o, r in zip(out, runs, strict=True) if r == runs[place])
        scope.nested = scope.nested or (scope.of_them and not scope.candidate.base)
    for kind in (*KINDS, *KINDS):  # Twice: what is alike in two figures shows when all of it has been dealt.
        values = [s for s in telling if s.kind == kind and not s.is_a_day]
        if values:
            _deal(flat, kind, values, out, moved)
    _deal_brackets(out)
    with_compared_years(flat, out, years)
    return out


def _deal_brackets(out: Sequence[Scope]) -> None:
    """`Under 5s 26 (2015/16 21), 5-10 105 (103)`: the year of the first figure in brackets is that of the others."""
    first: Statement | None = None
    for scope in out:
        own = [o for o in scope.options.get("period", []) if o.cost == OWN]
        if scope.bracketed and own:
            first = first or own[0].statement
        elif scope.bracketed and first is not None and scope.candidate.start - scope.start <= len(" ("):
            scope.options["period"] = [Option(HEAD, first), *scope.options.get("period", [])]


def _deal(text: str, kind: Kind, values: list[Statement], out: list[Scope], moved: dict[int, int]) -> None:
    """Prices the statements of one dimension for every figure of the sentence."""
    values = _as_one(text, kind, values, out)
    owner = {s.start: moved.get(s.start, _owner(text, s, out)) for s in values}
    lists = _as_lists(text, values, out)
    turns = _in_turn(values, out)
    runs = _runs(text, out)
    for place, scope in enumerate(out):
        options: list[Option] = []
        own = [s for s in values if owner[s.start] == place]
        for s in values:
            there = owner[s.start]
            if lists is not None:
                cost = OWN if lists.get(place) is s else ANOTHERS if place in lists else CARRIED
            elif turns is not None:
                cost = OWN if turns[place] is s else ANOTHERS
            elif there == place:
                cost = OWN if _is_nearest(text, scope, s, own) else SECOND
            elif s.start in moved and (scope.candidate.base or there < place):
                cost = ANOTHERS + 1
            else:
                cost = _carried(text, kind, s, place, there, out, runs)
            options.append(Option(cost, s))
        scope.options[kind] = sorted(options, key=lambda o: o.cost)


def _owner(text: str, s: Statement, out: Sequence[Scope]) -> int:
    """The figure on whose side of the turns a statement stands; behind brackets the words go on from before them."""
    place = next((n for n, f in reversed(list(enumerate(out))) if f.start <= s.start), 0)
    while place and out[place].bracketed and _is_behind_brackets(text[out[place].candidate.end : s.start]):
        place -= 1
    return place


def _is_behind_brackets(between: str) -> bool:
    """Whether brackets close before words that are of what stands before them: `44 (41) offences of rape`."""
    inside, closed, behind = between.lstrip().partition(")")
    return bool(closed) and (bool(inside) or (behind[:1].isspace() and behind.strip()[:1].isalpha()))


def _is_nearest(text: str, scope: Scope, s: Statement, own: Sequence[Statement]) -> bool:
    """Of several values the one right beside the figure: `87 in 2016/17, but none in 2015/16`."""
    if len({o.key for o in own}) < 2:
        return True
    if s.kind == "period" and any(_within(o.value, s.value) for o in own):
        return False  # `In 2015/16 there were 290 in the first quarter`

    own = [o for o in own if o.kind != "period" or not any(_within(p.value, o.value) for p in own)]

    def gap(o: Statement) -> tuple[int, int]:
        distance = scope.candidate.start - o.end if o.end <= scope.candidate.start else o.start - scope.candidate.end
        return distance, o.start

    return min(own, key=gap) is s


def _within(part: Period, year: Period) -> bool:
    return part != year and year.start <= part.start and part.end <= year.end


def _as_one(text: str, kind: Kind, values: list[Statement], out: Sequence[Scope]) -> list[Statement]:
    """`Over the two years 2015/16 and 2016/17`: one stretch of time; `88A, sexual grooming`: one offence."""
    if kind == "offence":
        return [s for s in values if s.value.code or not any(_names_again(text, s, o, out) for o in values)]
    if kind != "period" or len(values) < 2:
        return values
    for n, (a, b) in enumerate(itertools.pairwise(values)):
        listed = LISTED.fullmatch(text, a.end, b.start) and beside("roles", text, a.start, a.end, "several years")
        if listed and isinstance(a.value, Period) and len(out) == 1:
            whole = Statement("period", a.start, b.end, a.value.through(b.value) if a.value.start < b.value.start
                              else b.value.through(a.value), min(a.certainty, b.certainty))  # fmt: skip
            return [*values[:n], whole, *values[n + 2 :]]
    return values


def _names_again(text: str, bare: Statement, coded: Statement, out: Sequence[Scope]) -> bool:
    """Whether words of a figure name the group of a class that others of its words name."""
    same = coded.value.code is not None and coded.value.group == bare.value.group
    return same and _owner(text, bare, out) == _owner(text, coded, out)


def _runs(text: str, out: Sequence[Scope]) -> list[int]:
    """For each figure the number of the run that it is in: figures with nothing but commas and `and` between them."""
    runs = [0]
    for left, right in itertools.pairwise(out):
        between = text[left.candidate.end : right.candidate.start]
        whole = left.candidate.ahead or right.candidate.base  # `Of the 1,204, 96 had the flag`
        apart = whole or not (LISTED.fullmatch(between) or between.strip() in ("", "to", "/"))
        apart = apart or (right.of_them and between.strip() != "and")
        # `Children under 10 were the victims in 344, and 112 of the offences were flagged`: clauses of their own.
        clauses = verb(text[left.start : left.candidate.start]) and verb(text[right.candidate.end : right.end])
        apart = apart or ("," in between and clauses)
        runs.append(runs[-1] + apart)
    return runs


def _as_lists(text: str, values: Sequence[Statement], out: Sequence[Scope]) -> dict[int, Statement] | None:
    """A list of values for a list of figures, in their order: place of the figure -> its value."""
    chains: list[list[Statement]] = [[values[0]]]
    for a, b in itertools.pairwise(values):
        if VALUES_LISTED.fullmatch(text, a.end, b.start) and a.key != b.key:
            chains[-1].append(b)
        else:
            chains.append([b])
    chain = max(chains, key=len)
    if len(chain) < 2:
        return None
    runs = _runs(text, out)
    spread = len(out) == len(chain) and says("prose", text, "respectively")
    dealt: dict[int, Statement] = {}
    for run in sorted(set(runs)):
        places = [n for n, r in enumerate(runs) if r == run]
        if len(places) == len(chain):
            dealt.update(zip(places, chain, strict=True))
    if spread and not dealt:
        dealt = dict(zip(range(len(out)), chain, strict=True))
    return dealt or None


def _in_turn(values: Sequence[Statement], out: Sequence[Scope]) -> list[Statement] | None:
    """One value for each figure, always before it or always behind it; None where they do not take turns."""
    if len(values) != len(out) or len(out) < 2:
        return None
    order = sorted([(s.start, "v") for s in values] + [(f.candidate.start, "c") for f in out])
    marks = "".join(mark for _, mark in order)
    return list(values) if marks in ("vc" * len(out), "cv" * len(out)) else None


def _says_more(text: str, before: Scope, year: Statement, behind: Scope) -> bool:
    """Whether words stand between two figures beside the year of the second; none do in `Rapes 145, last year 118`."""
    rest = text[before.candidate.end : year.start] + text[year.end : behind.candidate.start]
    return any(map(str.isalpha, rest))


def _carried(
    text: str, kind: Kind, s: Statement, place: int, there: int, out: Sequence[Scope], runs: Sequence[int]
) -> float:
    """What a figure pays for a statement on another figure's side."""
    scope, other = out[place], out[there]
    leading = s.end <= other.candidate.start
    wide = kind in ("period", "force")
    if there > place:
        if leading:
            return ANOTHERS
        between = text[scope.candidate.end : other.candidate.start]
        if runs[there] == runs[place]:
            return CLOSING
        if says("turns", between, "6", "5") or scope.bracketed != other.bracketed:
            return ANOTHERS
        if wide:
            return CARRIED + 0.3 * (there - place - 1)
        if verb(between) or says("turns", between, "4") or not says("prose", between, "joins"):
            return ANOTHERS
        before, comma, predicate = text[other.candidate.end : s.start].rpartition(",")
        if comma and before and opens("prose", predicate.strip(), "verb"):
            return CLOSING  # `46 offences, 31 against girls and 15 against boys, had the flag`
        if kind == "offence" and {scope.measure, other.measure}.isdisjoint((None, "offences", "victims")):
            return CLOSING  # `8 arrests and 2 convictions for rape`
        alike = {k for k, o in scope.options.items() if o and o[0].cost == OWN} & {
            k for k, o in other.options.items() if o and o[0].cost == OWN
        }
        return CARRIED if alike and verb(text[other.candidate.end : s.end]) else COORDINATE
    if other.bracketed and not scope.bracketed:
        return ANOTHERS
    if runs[there] == runs[place] and leading:
        return HEAD
    if scope.nested and not scope.bracketed and there < place:
        return CARRIED  # It may take it over from the figure that it is a part of.
    head = text[s.end : other.candidate.start]
    if leading and there == 0 and ":" in head and not scope.bracketed:
        behind = head.partition(":")[2].strip()
        if not behind or any(o and o[0].cost == OWN and o[0].statement.start > s.end for o in other.options.values()):
            return HEAD  # `Online offences: 38 against girls, 7 against boys`
    if leading and other.label and there < place and set(scope.options) - {kind} and not scope.bracketed:
        own = {k for k, o in scope.options.items() if o and o[0].cost == OWN}
        keys = {k for k, o in other.options.items() if o and o[0].cost == OWN}
        if own and own < keys | {kind} and own <= keys:
            return HEAD + 0.2
        year = scope.options["period"][0].statement if own == {"period"} and not wide else None
        if year is not None and other.candidate.end <= year.start and not _says_more(text, other, year, scope):
            return HEAD + 0.2
    if leading and there == 0 and not other.label:
        between = text[other.candidate.end : scope.candidate.start]
        return HEAD if wide else HEAD + (1.0 if says("turns", between, "6", "5") else 0.2)
    if leading and wide:
        return HEAD
    bracket = text[s.start - 1 : s.start] == "(" and text[s.end : s.end + 1] == ")"
    if wide:
        return CARRIED if not bracket else ANOTHERS
    return ANOTHERS if not (leading and other.label) else COORDINATE + 0.5
