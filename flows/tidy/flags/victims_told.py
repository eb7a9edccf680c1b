"""Sentences of an answer that say whose crimes it counts (`wherever a victim aged 18 or over is on the crime`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from flows.tidy.dimensions import find
from flows.tidy.flags.raising import flag, warning
from flows.tidy.labels.meanings import Age
from flows.tidy.suspects import OWN, names_suspects
from flows.tidy.text.parts.shapes import holds_figure
from flows.tidy.text.phrases import says
from flows.tidy.text.sentences import split
from flows.tidy.text.statements import statements, tells_apart
from flows.tidy.text.told_periods import Statement
from schemas.rows import LEVELS, Finding, Observation

_COLUMNS = {"age": "age_band", "sex": "sex"}


def narrow_to_victims_told(observations: Sequence[Observation], answers: Iterable[str]) -> list[Finding]:
    """Take figures that do not say whose they are for those of the victims that the answer says it counts: a doubt."""
    told = list(_told(answers))
    rows = [o for o in observations if o.unit == "count"]
    findings = []
    for kind, column in _COLUMNS.items():
        named = {m.value: words for m, words in told if m.kind == kind}
        if len(named) != 1 or any(getattr(o, column) != "all" for o in rows) or not rows:
            continue
        value, words = next(iter(named.items()))
        for row in rows:
            _narrow(row, value)
        flag(rows, "victims_narrowed")
        said = f"the answer may count some victims alone: {len(rows)} figure(s)"
        findings.append(warning("victims_narrowed", said, "say in recipe.yml whose they are", rows[0], words))
    return findings


def flag_suspects(observations: Iterable[Observation]) -> None:
    """Doubt an age or sex taken for that of suspects where its table has the same of victims: it may be of the crimes.

    Under `Suspects` alone there is no doubt, but `Suspects charged` beside crimes of victims `Under 5` may be of these.
    """
    tables: dict[tuple[object, object], list[Observation]] = defaultdict(list)
    for row in observations:
        tables[row.place.sheet, row.place.table].append(row)
    for rows in tables.values():
        of_victims = {value for row in rows for value in (row.age_band, row.sex)}
        others = [r for r in rows if not of_victims.isdisjoint(r.other.get(name) for name in OWN.values())]
        unsure = {r.measure for r in others if not any(map(names_suspects, _labels(r)))}
        flag((r for r in rows if r.measure in unsure), "suspects_unsure")  # and so the others of that measure


def _labels(row: Observation) -> list[str]:
    return [part for label in (row.raw_row_label, row.raw_column_label) if label for part in label.split(LEVELS)]


def _narrow(row: Observation, value: Any) -> None:
    if isinstance(value, Age):
        row.age_low, row.age_high, row.age_band = value.low, value.high, value.band
    elif isinstance(value, str):
        row.sex = value


def _told(answers: Iterable[str]) -> Iterator[tuple[Statement, str]]:
    """The ages and sexes in sentences that say what is counted and give no figure themselves."""
    for text in answers:
        for span in split(text, semicolons=False):
            sentence = text[span.start : span.end]
            if not says("prose", sentence, "scope") or not find("measure", sentence):
                continue
            if not holds_figure(sentence):
                yield from ((s, sentence) for s in statements(sentence) if tells_apart(s))
