"""Figures of one document beside one another: two of one thing that differ cannot both be understood."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from flows.tidy.dimensions import find, headings
from flows.tidy.doubts.outgrown import outgrown
from flows.tidy.labels.offences.offences import without_act
from flows.tidy.layout.around.captions import speaks_of_the_one_before
from flows.tidy.layout.meaning.leftover import is_another_crime
from schemas.categories import doubts
from schemas.rows import Finding, Observation

SURE = 0.8
_SENTENCE_END = re.compile(r"(?<=[a-z)])\.\s+(?=[A-Z])")
#: `There is no definition of child sexual exploitation`: words about a word count nothing.
_DEFINES = re.compile(r"\bdefin(?:e[ds]?|ing|itions?)\b", re.IGNORECASE)
#: Parts that one misread whole can outdo by chance.
FEW = 3


def share_measure(observations: Sequence[Observation]) -> None:
    """Figures that do not say what they count are of the one thing that all others of the document count."""
    named = {o.measure for o in observations if o.measure is not None}
    if named == {"offences"}:
        for row in observations:
            row.measure = "offences"


def share_offence(observations: Sequence[Observation], texts: Sequence[str]) -> None:
    """Figures without an offence in a letter that speaks of a single one are of that one, which is a guess.

    A letter that speaks of sexual offences as a whole, or whose figures name offences themselves, says what they are
    of; that other figures have the offence from the words around them does not. A question that alone names it says
    nothing of the tables before its own.
    """
    counts = [o for o in observations if o.unit == "count" and o.offence_group == "all" and not _names_crimes(o)]
    others = [o for o in observations if o.unit == "count" and o.offence_group != "all"]
    if any(find("offence", label) for o in others for label in (o.raw_row_label, o.raw_column_label) if label):
        return
    theirs = {o.offence_group for o in others}
    told = [s for t in texts for s in _SENTENCE_END.split(without_act(t)) if not _DEFINES.search(s)]
    naming = [(s, f.reading) for s in told for f in find("offence", s) if f.reading.certainty >= SURE]
    named = [reading for _, reading in naming]
    groups = {r.value.group for r in named}
    if len(groups) != 1 or "all" in groups or not theirs <= groups:
        return
    codes = {r.value.code for r in named if r.value.code is not None}
    captions = {o.caption for o in others if o.caption}
    if others and all(any(caption in text for caption in captions) for text, _ in naming):
        first = min(o.place.table or 0 for o in others)
        counts = [o for o in counts if not o.place.table or o.place.table > first]
    for row in counts:
        row.offence_group = next(iter(groups))
        row.offence_code = next(iter(codes)) if len(codes) == 1 else None
    _flag(counts, "label_guessed")


def _names_crimes(row: Observation) -> bool:
    """Whether labels of a figure name what crimes it is of, in words that no list of sexual offences has."""
    return any("offence" in headings(name) or is_another_crime("offence", name) for name in row.other) or any(
        is_another_crime("offence", label) for label in row.other.values()
    )


def cross_check(observations: Sequence[Observation]) -> list[Finding]:
    """Flag figures without a period, that differ, and parts greater than their whole; one finding for each cause."""
    findings: list[Finding] = []
    _flag((o for o in observations if o.period_start and o.period_start == o.period_end), "period_unclear")
    undated = [o for o in observations if o.period_start is None and o.unit == "count"]
    _flag(undated, "period_unknown")
    if undated:
        findings.append(
            Finding(
                "warning",
                "period_unknown",
                f"{len(undated)} figure(s) of which nothing says the period",
                "say the period in recipe.yml",
                place=undated[0].place,
                raw_value=undated[0].raw_value,
            )
        )
    for places, groups in _disagreeing(observations).items():
        _flag((o for group in groups for o in _in_question(group)), "figures_disagree")
        first = groups[0][0]
        counts = sorted({o.count for o in groups[0] if o.count is not None})
        hidden = sorted({f'"{o.raw_value}"' for o in groups[0] if o.count is None})
        differing = ", ".join([*map(str, counts[:6]), *hidden])
        more = f"; so with {len(groups) - 1} more" if len(groups) > 1 else ""
        where = " and ".join(f"table {table}" if table else "the text" for table in places)
        findings.append(
            Finding(
                "warning",
                "figures_disagree",
                f"figures of {where} are read as of one thing and differ: {differing}{more}",
                "look at their labels: one of them counts something else; say what in recipe.yml",
                place=first.place,
                raw_value=first.raw_value,
            )
        )
    return findings + _greater_than_their_wholes(observations)


def _greater_than_their_wholes(observations: Sequence[Observation]) -> list[Finding]:
    """Flag both figures of every pair, and say it once for each whole."""
    parts: dict[int, list[Observation]] = defaultdict(list)
    wholes: dict[int, Observation] = {}
    for part, whole in outgrown(observations):
        parts[id(whole)].append(part)
        wholes[id(whole)] = whole
    for at, whole in wholes.items():
        _flag(_suspects(whole, parts[at]), "part_exceeds_whole")
    return [
        Finding(
            "warning",
            "part_exceeds_whole",
            f'"{whole.raw_value}" is read as the whole of {len(parts[at])} figure(s) of which one is greater: '
            + ", ".join(sorted({f'"{p.raw_value}" of {_where(p)}' for p in parts[at]})[:4]),
            "look at the labels of both: one of them counts something else; say what in recipe.yml",
            place=whole.place,
            raw_value=whole.raw_value,
        )
        for at, whole in wholes.items()
    ]


def _suspects(whole: Observation, parts: list[Observation]) -> list[Observation]:
    """The whole alone where it was in doubt already and many parts speak against it; else both."""
    return [whole] if doubts(whole.flags) and len(parts) > FEW else [whole, *parts]


def _where(row: Observation) -> str:
    place = row.place
    return f"table {place.table} row {place.row} column {place.column}" if place.table else "the text"


def _disagreeing(observations: Sequence[Observation]) -> dict[tuple[int, ...], list[list[Observation]]]:
    """Figures of one thing that differ, by the tables that they stand in (0 for the text)."""
    found: dict[tuple[int, ...], list[list[Observation]]] = defaultdict(list)
    for same in _same_thing(observations):
        if max(o.count_low or 0 for o in same) > min(o.count_high for o in same if o.count_high is not None):
            found[tuple(sorted({o.place.table or 0 for o in same}))].append(same)
    return found


def _in_question(same: Sequence[Observation]) -> Sequence[Observation]:
    """Which of figures that differ may be misunderstood: all but the whole of which questions behind it ask for parts.

    `Of those, how many had no male victim` leaves the figure before it what it is.
    """
    whole, *parts = same
    asked = all(o.caption != whole.caption and o.caption and speaks_of_the_one_before(o.caption) for o in parts)
    return parts if asked and not any(_more(o, whole) for o in parts) else same


def _more(part: Observation, whole: Observation) -> bool:
    """Whether a part may be greater than its whole."""
    return part.count_high is None or whole.count_low is None or part.count_high > whole.count_low


def _flag(observations: Iterable[Observation], flag: str) -> None:
    for row in observations:
        row.flags = sorted({*row.flags, flag})


def _same_thing(observations: Sequence[Observation]) -> list[list[Observation]]:
    """Counts, exact or within bounds, by all that says what they are of, where there are several."""
    groups: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for o in observations:
        bounded = o.status in ("exact", "suppressed") and o.count_high is not None
        if bounded and o.unit == "count" and o.method != "records" and o.period_start is not None:
            groups[
                o.force_id, o.period_start, o.period_end, o.measure, o.offence_code, o.offence_group, o.age_band, o.sex,
                o.online, tuple(sorted(o.other.items())),
            ].append(o)  # fmt: skip
    return [g for g in groups.values() if len(g) > 1]
