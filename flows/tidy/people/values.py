"""The values that people write, in the words of the columns of the data set."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Mapping
from typing import Any

from pydantic import Field, ValidationInfo, field_validator

from flows.tidy.labels.meanings import Age, Offence, Period
from flows.tidy.labels.numbers import CellValue, read_cell
from flows.tidy.people.entries import Entry, FromZero, MistakeError, Plain, plain
from schemas.code_tables import load_codes
from schemas.rows import Status

DIMENSIONS = ("period", "age", "sex", "online", "offence", "force", "measure", "unit")
AMOUNT = ("value", "status", "exemption", "count_low", "count_high")
"""The keys that say how much."""
CODES = {"sex": "sexes", "online": "online_flags", "force": "forces", "measure": "measures", "unit": "units"}
"""Dimension -> the list of its codes."""

MEANINGS: dict[str, Status] = {
    "suppressed": "suppressed",
    "refused": "refused",
    "not_held": "not_held",
    "missing": "missing",
}
_FINANCIAL = re.compile(r"(\d{4})/(\d\d)")
_AGES = re.compile(r"(\d{1,3})(?:-(\d{1,3})|(\+))")
SECTION = r"s\.\d+[A-Z]?(?:\(\d+\))*(?:\([a-z]\))*"


def read_value(dimension: str, text: str) -> Any:
    """A value of a dimension as the data set writes it: `2016/17`, `0-4`, `female`, `19C`. ValueError for any other.

    >>> read_value("period", "2016/17").label, read_value("age", "16+").band, read_value("offence", "88A").group
    ('2016/17', '16+', 'grooming')
    >>> read_value("sex", "femal")
    Traceback (most recent call last):
    ValueError: not a sex of the data set; did you mean "female"?
    """
    if dimension == "period":
        return _period(text)
    if dimension == "age":
        return _age(text)
    if dimension == "offence":
        return _offence(text)
    return _code(text, CODES[dimension], "an online flag" if dimension == "online" else f"a {dimension}")


def written(dimension: str, value: Any) -> str:
    """A value as the data set writes it: the inverse of `read_value`.

    >>> written("age", read_value("age", "16+")), written("offence", read_value("offence", "rape"))
    ('16+', 'rape')
    """
    if isinstance(value, Period):
        return value.label
    if isinstance(value, Age):
        return value.band
    if isinstance(value, Offence):
        return value.code or value.group
    return str(value)


def amount(said: Mapping[str, str]) -> CellValue:
    """The figure that the keys of AMOUNT give. ValueError where they contradict each other or say nothing.

    >>> amount({"value": "1,681"}).value, amount({"status": "suppressed", "count_low": "1", "count_high": "4"}).high
    (1681, 4)
    """
    bounds = [int(said[key]) if said.get(key, "").isdecimal() else None for key in ("count_low", "count_high")]
    if any(said.get(key) and not said[key].isdecimal() for key in ("count_low", "count_high")):
        raise ValueError("count_low and count_high are whole numbers")
    if said.get("exemption") and not re.fullmatch(SECTION, said["exemption"]):
        raise ValueError(f'exemption "{said["exemption"]}" is not written like s.40(2)')
    if "value" in said:
        found = read_cell(said["value"])
        if found is None or found.certainty < 1 or found.alternatives:
            raise ValueError("not a figure; write it like 1681 or <5, or say its status")
        if "status" in said or any(bound is not None for bound in bounds):
            raise ValueError("give either the value, or the status with count_low and count_high")
        return CellValue(found.value, found.unit, found.status, found.low, found.high, said.get("exemption"))
    if said.get("status") not in MEANINGS:
        raise ValueError(f"a value or a status is wanted: {', '.join(MEANINGS)}")
    if None not in bounds and bounds[0] > bounds[1]:  # type: ignore[operator]
        raise ValueError("count_low is more than count_high")
    return CellValue(
        None, status=MEANINGS[said["status"]], low=bounds[0], high=bounds[1], exemption=said.get("exemption")
    )


def _period(text: str) -> Period:
    financial = _FINANCIAL.fullmatch(text)
    if financial and (int(financial[1]) + 1) % 100 == int(financial[2]):
        return Period.financial_year(int(financial[1]))
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return Period.calendar_year(int(text))
    start, _, end = text.partition("/")
    try:
        first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    except ValueError:
        raise ValueError("not a period; write 2016/17, 2016 or 2018-04-01/2018-09-24") from None
    if last < first:
        raise ValueError("the period ends before it begins")
    return Period.of_days(first, last)


def _age(text: str) -> Age:
    if text in ("unknown", "all"):
        return Age.unknown() if text == "unknown" else Age.all()
    match = _AGES.fullmatch(text)
    if match is None or (match[2] and int(match[2]) < int(match[1])):
        raise ValueError("not an age band; write 0-4, 7-7, 16+, unknown or all")
    return Age(int(match[1]), int(match[2]) if match[2] else None)


def _offence(text: str) -> Offence:
    offences, groups = load_codes("offences"), load_codes("offence_groups")
    if text in offences:
        return Offence(text, offences[text]["group"])
    if text in groups:
        return Offence(None, text)
    raise ValueError(_not_known(text, "an offence code or group", [*groups, *offences]))


def _code(text: str, table: str, what: str) -> str:
    if text not in load_codes(table):
        raise ValueError(_not_known(text, what, list(load_codes(table))))
    return text


def _not_known(text: str, what: str, known: list[str]) -> str:
    near = difflib.get_close_matches(text, known, 1, 0.6)
    listed = "codes are in schemas/codes" if len(known) > 20 else f"they are {', '.join(known)}"
    return f"not {what} of the data set; " + (f'did you mean "{near[0]}"?' if near else listed)


class Values(Entry):
    """Values by dimension, as the data set writes them."""

    period: Any = None
    age: Any = None
    sex: Any = None
    online: Any = None
    offence: Any = None
    force: Any = None
    measure: Any = None
    unit: Any = None

    @field_validator(*DIMENSIONS, mode="plain")
    @classmethod
    def _read(cls, given: Any, info: ValidationInfo) -> Any:
        return read_value(info.field_name or "", plain(given))

    @property
    def values(self) -> dict[str, Any]:
        """What is said, by dimension."""
        return {d: value for d in DIMENSIONS if (value := getattr(self, d)) is not None}


class Withheld(Entry):
    """Why there is no figure, and what is known of it."""

    status: Plain | None = Field(
        None, description="Why there is no exact figure.", json_schema_extra={"enum": list(MEANINGS)}
    )
    exemption: Plain | None = Field(
        None, description="The section of the Act, such as s.40(2).", json_schema_extra={"pattern": f"^{SECTION}$"}
    )
    count_low: FromZero | None = Field(None, description="What is known of a withheld count: at least this.")
    count_high: FromZero | None = Field(None, description="And at most this.")

    @property
    def amount(self) -> CellValue | None:
        """The figure that the keys give; None where there is none of them. MistakeError: they contradict."""
        said = {key: str(getattr(self, key)) for key in AMOUNT if getattr(self, key, None) is not None}
        if not said:
            return None
        try:
            return amount(said)
        except ValueError as error:
            raise MistakeError(str(error), said.get("value", said.get("status", ""))) from error


class Amount(Withheld):
    """How much: a value, or why there is none and what is known of it."""

    value: Plain | None = Field(None, description="The figure: 1681, or a bound such as <5.")
