"""V18: offence codes are whole and are those of the label."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from flows.check.figure import place_name, says
from flows.check.figures import is_of_all_ages
from flows.check.registry import Breach, Subject, rule, told
from schemas.code_tables import load_codes
from schemas.rows import LEVELS

_CODE = re.compile(r"(?<![\w/.-])0*(\d{1,3}[A-Z]|\d{1,3}/\d{1,2})(?![\w/.-])")
_SPOILT = re.compile(r"\d{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-\d{1,2}|4[0-9]{4}|\d{1,3}\.0")


@rule("V18", "error", "look at the code in the return: 19-Jul, 44031 and 19.0 were codes before a program changed them")
def code_as_labelled(subject: Subject) -> Iterator[Breach]:
    """A label that holds the code of an offence is of that offence, and one that a program has spoilt is no label."""
    wrong = [
        (row,) for row in subject.figures
        if row.unit == "count" and not row.is_total and is_of_all_ages(row)
        and row.raw_row_label and _wrong(row.raw_row_label, row.offence_code)
    ]  # fmt: skip
    yield from told(
        "{n} figures have another offence than their label",
        wrong,
        lambda row: f'{says(row)}, but "{row.raw_row_label}" at {place_name(row.place)}',
    )


@functools.lru_cache(maxsize=16384)
def _wrong(label: str, code: str | None) -> bool:
    """Whether a label says another code than the row has.

    >>> _wrong("019/16 > Rape", "19/16"), _wrong("19C - Rape", "19E"), _wrong("44031", None), _wrong("13-15", None)
    (False, True, True, False)
    """
    offences = load_codes("offences")
    said = {found for part in label.split(LEVELS) for found in _codes(part) if found in offences}
    if code is None:
        return not said and _SPOILT.fullmatch(label.split(LEVELS, maxsplit=1)[0].strip()) is not None
    return bool(said) and not any(_akin(one, code) for one in said)


def _codes(part: str) -> list[str]:
    return [m[1] for m in _CODE.finditer(part)]


def _akin(one: str, other: str) -> bool:
    """Whether two codes are the same, or one is of the other's classes."""
    classes = [
        {code, row["class_code"], *row["other_classes"].split("|")}
        for code in (one, other)
        if (row := load_codes("offences").get(code))
    ]
    return len(classes) < 2 or bool((classes[0] & classes[1]) - {""})
