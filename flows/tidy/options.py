"""The ways to answer a question about figures in doubt: they stand, they have another value, they are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.tidy.given import contradicts, in_turn, in_words
from flows.tidy.labels.meanings import Period
from flows.tidy.people.unknown_labels import FILES, nearest
from flows.tidy.people.values import read_value, written
from flows.tidy.result import Tidied
from schemas.agreement import year_of_campaign
from schemas.doubt import in_doubt
from schemas.rows import PROGRAM, Observation, Option

AS_READ, LEFT_OUT, SECOND = "as_read", "left_out", "second"
ASKED = "the campaign asks for it"
IN_TURN = "one a column, as in the columns beside them or as the campaign asks"
MOST = 3
"""Values offered for one question."""
_ONLINE = {"yes": "they are those of the online flag", "all": "they are of all, flagged or not"}


def options(tidied: Tidied, asks: str, label: str, rows: Sequence[Observation], why: Sequence[str]) -> list[Option]:
    """The options of a question about `rows`: what it `asks` for decides which values are likely, and so does a
    `label` that nothing knew. Each gives other figures than the others do; those that contradict each other or a sure
    figure are offered only where there are no others.
    """
    many = len(rows)
    if asks == "reading":
        return _of_readings(tidied, rows, why)
    found = [Option(AS_READ, "every figure stands as it is read", list(why))]
    likely: dict[str, str] = {}
    for value, because in _values(tidied, asks, label, rows):
        likely.setdefault(value, because)
    sure = [row for row in tidied.observations if not in_doubt(row)]
    sound = [one for one in likely if not contradicts(one, asks, rows, sure)]
    for value in (sound or list(likely))[:MOST]:
        found.append(Option(value, in_words(value, asks), [likely[value]], figures=many))
    found.append(Option(LEFT_OUT, "they are no figures to count: they are left out", figures=many))
    return found


def _of_readings(tidied: Tidied, rows: Sequence[Observation], why: Sequence[str]) -> list[Option]:
    """The two readings of figures; of figures that one reader alone has, that they are some or none."""
    word = tidied.second[rows[0].observation_id]
    out = Option(LEFT_OUT, "they are no figures to count: they are left out", figures=len(rows))
    if not word.first:
        whose = "the program" if word.row is None or word.by == PROGRAM else word.by
        return [Option(AS_READ, f"they are figures, as {whose} reads them", list(why)), out]
    first = Option(AS_READ, f"as the program reads them: {word.first}", list(why))
    if word.row is None:
        return [first, replace(out, says=f"as {word.by} reads them: {word.second}: they are left out")]
    return [first, Option(SECOND, f"as {word.by} reads them: {word.second}", list(why), figures=len(rows)), out]


def _values(tidied: Tidied, asks: str, label: str, rows: Sequence[Observation]) -> Iterator[tuple[str, str]]:
    """Likely values of the dimension asked for that the figures do not have, each with what speaks for it."""
    if asks == "period":
        yield from ((one, IN_TURN) for one in in_turn(rows, tidied.observations, _asked(tidied)))
        yield from _periods(tidied, {row.period_label for row in rows})
    elif asks == "online":
        yield from ((value, says) for value, says in _ONLINE.items() if {row.online for row in rows} != {value})
    elif asks == "layout" and not label and all(row.place.table is None for row in rows):
        yield from _taken_over(tidied, rows)
    elif label:
        header = next((name for row in rows for name, said in row.other.items() if said == label), "")
        near = nearest(label, header)
        if near is not None and FILES[near.file][0] == asks:
            said = written(asks, read_value(asks, near.code))
            yield said, f'the nearest known label is "{near.pattern}"'


def _taken_over(tidied: Tidied, rows: Sequence[Observation]) -> Iterator[tuple[str, str]]:
    """What figures of a sentence may have from a sentence before it: they are of all instead, or of the other year."""
    for name, own in (("online", {row.online for row in rows}), ("age", {row.age_band for row in rows})):
        if len(own) == 1 and own != {"all"}:
            yield f"{name}: all", f"the {name} may be that of another sentence"
    for label, because in _periods(tidied, {row.period_label for row in rows}):
        yield f"period: {label}", because
    own = {row.sex for row in rows}
    if len(own) == 1 and own != {"all"}:
        yield "sex: all", "the sex may be that of another sentence"


def _periods(tidied: Tidied, own: set[str | None]) -> Iterator[tuple[str, str]]:
    """The periods of other figures of the document, then the years that its campaign asks for."""
    others = Counter(row.period_label for row in tidied.observations if row.period_label)
    known = {label: "other figures of the return are of it" for label, _ in others.most_common()}
    known |= {label: ASKED for label in _asked(tidied) if label not in known}
    yield from ((label, because) for label, because in known.items() if own != {label})


def _asked(tidied: Tidied) -> list[str]:
    """The years that the campaign asks for; of one of which no request is kept, the two of its name."""
    known = tidied.request.asked("period")
    year = year_of_campaign(tidied.row.campaign)
    if known:
        return known
    asked = Period.financial_year(year) if year is not None else None
    return [asked.label, asked.year_before().label] if asked is not None else []
