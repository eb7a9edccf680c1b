"""What a label could have said that surely means the values which a person gives it.

A told label is read as if this were printed in its place, so that everything that looks at labels understands it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import Age, Offence, Period
from schemas.code_tables import load_codes

_WORDS = {
    ("sex", "female"): "Female",
    ("sex", "male"): "Male",
    ("sex", "other"): "other sex",
    ("sex", "unknown"): "sex unknown",
    ("sex", "all"): "both sexes",
    ("online", "yes"): "cyber flagged",
    ("online", "no"): "not cyber flagged",
    ("online", "unknown"): "online flag unknown",
    ("offence", "other"): "other sexual offences",
    ("offence", "all"): "all sexual offences",
    ("measure", "people"): "patients",
    ("unit", "count"): "number",
    ("unit", "percent"): "%",
    ("unit", "rate"): "rate",
    ("unit", "money"): "£",
    ("unit", "other"): "hours",
}


def wording(values: Mapping[str, Any], total: bool) -> str | None:
    """A label that says these values and no more, and total where it is one; None where no label is sure to.

    >>> wording({"age": Age(18, 24), "sex": "female"}, False), wording({}, True)
    ('Female aged 18 to 24', 'Total')
    """
    order = ("offence", "force", "measure", "online", "sex", "age", "period", "unit")
    said = " ".join(_one(d, values[d]) for d in order if d in values)
    text = " ".join(filter(None, ["Total" if total else "", said]))
    read = explain(text)
    meant = {d: r.value for d, r in read.meanings.items() if d in values}
    sure = all(r.certainty >= 0.7 for d, r in read.meanings.items() if d in values)
    extra = set(read.meanings) - set(values) - {"measure"}
    agreed = meant == dict(values) and sure and not extra and read.total == total
    return text if agreed and not (read.leftover or read.undecided or read.clashes) else None


def _one(dimension: str, value: Any) -> str:
    if isinstance(value, Age):
        return _age(value)
    if isinstance(value, Period):
        if value.type == "calendar_year":
            return f"calendar year {value.label}"
        return value.label if value.type == "financial_year" else f"{_day(value.start)} to {_day(value.end)}"
    if isinstance(value, Offence):
        if value.code:
            return f"HO code {value.code}"
        return _WORDS.get(("offence", value.group), value.group.replace("_", " "))
    if dimension == "force":
        return load_codes("forces")[value]["name"]
    return _WORDS.get((dimension, value), str(value).replace("_", " "))


def _age(age: Age) -> str:
    if age.kind != "band":
        return "age unknown" if age.kind == "unknown" else "all ages"
    if age.high is None:
        return f"aged {age.low} and over"
    return f"aged {age.low}" if age.low == age.high else f"aged {age.low} to {age.high}"


def _day(day: Any) -> str:
    return f"{day.day} {day:%B %Y}"
