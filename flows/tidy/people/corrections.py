"""`corrections.yml` read: figures or dimensions that a person changes, each at a place and for a reason."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.tidy.labels.numbers import CellValue
from flows.tidy.people.entries import Entry, entries, is_scalar, items, number, root, scalar, text
from flows.tidy.people.recipe import dimensions, figure, others
from flows.tidy.people.rules import Origin
from flows.tidy.people.values import AMOUNT, DIMENSIONS

PLACE = ("page", "sheet", "table", "row", "column", "cell", "sentence", "figure")
GUARDS = ("text", "row_label", "column_label", "sha256")
KEYS = ("file", *PLACE, "printed", *AMOUNT, *DIMENSIONS, "other", "reason", "by", "date", "expect")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction. `value` None: the figure stays and its dimensions change. `expect` are the guards by name.

    `figure` is the number of the figure within its cell, 2 for one in brackets, or within its sentence.
    """

    origin: Origin
    file: str
    printed: str
    reason: str
    page: int | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    cell: str | None = None
    sentence: str | None = None
    figure: int = 1
    value: CellValue | None = None
    values: dict[str, Any] = field(default_factory=dict)
    other: dict[str, str] = field(default_factory=dict)
    by: str | None = None
    date: str | None = None
    expect: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """Why, and who says so."""
        signed = ", ".join(filter(None, (self.by, self.date)))
        return f"{self.reason} ({signed})" if signed else self.reason

    def unmet(self, found: Mapping[str, str | None]) -> str:
        """What is not as the correction says that it was printed, in words; empty where all is.

        `found` holds `text` and what is known of the other GUARDS.
        """
        for name, said in (("printed", self.printed), *self.expect.items()):
            here = found.get("text" if name == "printed" else name) or ""
            if squeezed(here) != squeezed(said):
                return f'{name} is "{squeezed(said)}" and the document has "{squeezed(here)}"'
        return ""


def squeezed(words: str) -> str:
    """A text on one line, with single spaces."""
    return " ".join(words.split())


def parse_corrections(content: str) -> tuple[Correction, ...]:
    """The corrections that a text holds. Raises AdviceError for any mistake in it, naming the line."""
    whole = root(content)
    return () if whole is None else tuple(_correction(entry) for entry in items(whole))


def _correction(entry: Entry) -> Correction:
    found = entries(entry, KEYS, "a correction")
    for key in ("file", "printed", "reason"):
        if key not in found:
            raise entry.error(f"every correction needs a {key}", key)
    printed = squeezed(text(found["printed"]))
    origin = Origin(entry.line, f"{scalar(found['file'])}: {printed}")
    by_cell = "cell" in found and ("sheet" in found or "table" in found)
    by_position = {"table", "row", "column"} <= set(found)
    if "sentence" not in found and not (by_cell or by_position):
        raise entry.error("no place; give table, row and column, or sheet and cell, or the sentence", origin.words)
    told = figure(found, entry)
    values, other = dimensions(found), others(found)
    if told is None and not values and not other:
        raise entry.error("nothing is corrected; give a value, a status or a dimension", origin.words)
    return Correction(
        origin,
        scalar(found["file"]),
        printed,
        scalar(found["reason"]),
        page=number(found["page"]) if "page" in found else None,
        sheet=scalar(found["sheet"]) if "sheet" in found else None,
        table=number(found["table"]) if "table" in found else None,
        row=number(found["row"]) if "row" in found else None,
        column=number(found["column"]) if "column" in found else None,
        cell=scalar(found["cell"]).upper() if "cell" in found else None,
        sentence=scalar(found["sentence"]) if "sentence" in found else None,
        figure=number(found["figure"]) if "figure" in found else 1,
        by=scalar(found["by"]) if "by" in found else None,
        date=_date(found["date"]) if "date" in found else None,
        value=told,
        values=values,
        other=other,
        expect=_guards(found["expect"]) if "expect" in found else {},
    )


def _guards(entry: Entry) -> dict[str, str]:
    """The guards by name; a single value is the SHA-256 of the file, or the text at the place."""
    if is_scalar(entry):
        said = text(entry)
        return {"sha256" if _HASH.fullmatch(said) else "text": said}
    return {name: text(guard) for name, guard in entries(entry, GUARDS, "expect").items()}


def _date(entry: Entry) -> str:
    try:
        return dt.date.fromisoformat(scalar(entry)).isoformat()
    except ValueError as error:
        raise entry.error("not a date like 2017-09-26", scalar(entry)) from error
