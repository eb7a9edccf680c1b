"""V30: a list of crimes has each crime once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from flows.check.figure import some
from flows.check.records import Record, RecordList, day, record_lists
from flows.check.registry import Breach, Subject, rule
from schemas.checks import threshold

_REFERENCE = re.compile(r"(?=.*\d{3})[\w/ .-]+")


@rule(
    "V30", "error", "ask whether they are one crime each, or several victims of one; a recipe can say measure: victims"
)
def records_repeated(subject: Subject) -> Iterator[Breach]:
    """A list of crimes holds no reference number twice; the same number may stand for another victim of one crime."""
    for table in record_lists(subject):
        column = _references(table)
        if column is None:
            continue
        rows: defaultdict[str, list[Record]] = defaultdict(list)
        for one in table.records:
            if one.texts.get(column):
                rows[one.texts[column]].append(one)
        again = {name: own for name, own in rows.items() if len(own) > 1}
        same = {name: own for name, own in again.items() if any(one.texts == own[0].texts for one in own[1:])}
        offences = any(row.measure in (None, "offences") for row in table.figures.values())
        told = again if offences else same
        if told:
            extra = sum(len(own) - 1 for own in told.values())
            names = {name for own in told.values() for one in own for name in one.figures}
            listed = some(f"{name} in rows {' and '.join(str(one.row) for one in own)}" for name, own in told.items())
            alike = f", {len(same)} of them alike in every cell" if same else ""
            what = (
                f"{len(told)} reference numbers stand more than once, so that {extra} rows may be counted twice{alike}"
            )
            yield Breach(f"{what}: {listed}", table.figures[min(names)], names=sorted(table.figures))


def _references(table: RecordList) -> int | None:
    """The column of numbers that tell the records apart, if there is one."""
    for column in table.columns():
        texts = [one.texts[column] for one in table.records if one.texts.get(column)]
        telling = len(set(texts)) >= threshold("V30", "distinct") * len(texts)
        if telling and all(_REFERENCE.fullmatch(text) and day(text) is None for text in texts):
            return column
    return None
