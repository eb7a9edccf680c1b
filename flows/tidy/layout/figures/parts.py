"""The figure behind another in its cell: a percentage, or a part of it by what its words or the notes say."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from flows.tidy.dimensions import part_of_year
from flows.tidy.draft import Draft
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import Age, Offence, Period
from flows.tidy.labels.numbers import CellValue
from flows.tidy.layout.figures.amounts import settle_unit
from flows.tidy.layout.matrix import Matrix, Slot

#: `2015/16 (online)`: what a header says of the figures in brackets under it.
_ASIDE = re.compile(r"(?P<words>[^()]*[^()\s])\s*\((?P<aside>[^()]+)\)")
_OF_A_PART = frozenset({"online", "sex", "age", "measure"})


def headed_brackets(matrix: Matrix) -> dict[str, Any]:
    """What headers say in brackets over figures with others in brackets: of those alone, so the headers lose it."""
    said: list[dict[str, Any]] = []
    shortened: dict[tuple[int, int], Slot] = {}
    for column in matrix.columns:
        rows = [r for r in matrix.rows if (s := matrix.at(r, column)) and s.second is not None and s.says is None]
        header = next((s for r in reversed(matrix.rows) if rows and r < rows[0] and (s := matrix.at(r, column))), None)
        parts = _ASIDE.fullmatch(header.text) if header is not None and header.second is None else None
        told = explain(parts["aside"]) if parts else None
        if header is None or parts is None or told is None or not told.complete or not set(told.meanings) <= _OF_A_PART:
            continue
        said.append({d: r.value for d, r in told.meanings.items()})
        shortened |= {p: replace(s, text=parts["words"]) for p, s in matrix.slots.items() if s.cell is header.cell}
    if not said or any(other != said[0] for other in said):
        return {}
    matrix.slots.update(shortened)
    return said[0]


def with_part(draft: Draft, slot: Slot | None, brackets: dict[str, object]) -> list[Draft]:
    """A figure, and the one behind it in its cell; both in doubt where that is no part of what the labels say."""
    if slot is not None and slot.says is not None and slot.is_keyed:
        further = [_another(draft, figure, n) for n, (figure, _) in enumerate(slot.further, 2)]
        keys = [slot.says, *(says for _, says in slot.further)]
        return [_of_its_key(one, *says) for one, says in zip([draft, *further], keys, strict=True)]
    if slot is None or slot.second is None:
        return [draft]
    if slot.says is None:
        return [draft, _second(draft, slot.second, brackets)]
    if not _narrows(*slot.says, draft.values.get(slot.says[0])):
        draft.doubts.add("labels_disagree")
    return [draft, _second(draft, slot.second, dict([slot.says]))]


def _another(first: Draft, value: CellValue, nth: int) -> Draft:
    """A further figure of the cell of the first, of which all is said that is said of that."""
    return replace(
        first, value=value, values=dict(first.values), other=dict(first.other), totals=set(first.totals),
        doubts=set(first.doubts), how=set(first.how), nth=nth,
    )  # fmt: skip


def _of_its_key(draft: Draft, dimension: str, value: object) -> Draft:
    """A figure of what its own cell says of it."""
    if dimension in draft.values and not _narrows(dimension, value, draft.values[dimension]):
        draft.doubts.add("labels_disagree")
    draft.values[dimension] = value
    return draft


def _narrows(dimension: str, value: object, whole: object) -> bool:
    """Whether a part that words tell by a value can be a part of what its labels say."""
    if isinstance(whole, Age) and isinstance(value, Age):
        return whole.contains(value) and whole != value
    if isinstance(whole, Period) and isinstance(value, Period):
        return whole.start <= value.start and value.end <= whole.end
    return whole in (None, "all", Offence(None, "all"))


def _second(first: Draft, value: CellValue, brackets: dict[str, object]) -> Draft:
    """The figure behind another: a percentage by its sign, else what its words or the notes say of it, or a doubt."""
    draft = _another(first, value, 2)
    draft.values |= brackets
    if "period" in brackets:
        draft.values["period"] = _other_year(first.values.get("period"), brackets["period"])
        if None in (first.values.get("period"), draft.values["period"]):
            draft.doubts.add("period_unclear")
    settle_unit(draft)
    if value.unit == "count" and not brackets:
        draft.doubts.add("value_ambiguous")
    return draft


def _other_year(own: object, told: object) -> object:
    """The year of the figures in brackets, by itself or as `the previous year`; None where it is that of the others."""
    if isinstance(told, str):
        found = part_of_year(told, own) if isinstance(own, Period) else None
        return found.value if found is not None else None
    return told if told != own else None
