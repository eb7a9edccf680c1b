"""The unit of a figure, and how surely its cell and its labels were read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from flows.tidy.draft import Draft
from flows.tidy.labels.numbers import CellValue

UNIT_OF_VALUE = ("percent", "rate", "money", "other")
SIGNS = "*-–—"
THOUSAND = 1000
#: The doubt of `-25`, `12.5` or `1.531` where nothing says that anything but counts is printed.
NO_COUNT = "value_ambiguous"
#: So many figures of a unit tell that of the noughts among them; those of a sum of money have a currency.
FEWEST = 2
#: So many figures with a point are no misprints; behind one that parts thousands stand three digits.
MANY, THOUSANDS = 5, 3
OF_NOUGHTS = {"percent", "rate", "other"}


def settle_unit(draft: Draft, share: CellValue | None = None) -> None:
    """The unit that the cell prints, else the one its labels give; and how the cell was read.

    `share` is the figure in brackets behind this one in its cell.
    """
    draft.how -= {"in_thousands"} if draft.unit != "count" else set()
    if draft.value is not None and "in_thousands" in draft.how:
        draft.value = in_ones(draft.value, draft.raw or "")
    value = draft.value
    if value is None:
        return
    if value.unit == "other" and draft.unit == "count" and not any(map(str.isalpha, draft.raw or "")):
        draft.doubts.add(NO_COUNT)
    if value.unit in UNIT_OF_VALUE and draft.unit == "count":
        draft.unit = value.unit
    if share is not None and share.unit == "percent" and value.unit == "count" and draft.unit == "percent":
        draft.unit = "count"  # `31 (7.2%)` under `(% of total)`: the share is the figure in brackets
    draft.how |= set(value.flags)
    # On a scan `109 146`, `12 *` and `- 12` may be two figures of which the rule between was not seen.
    parts = (draft.raw or "").split() if draft.method == "ocr" and value.status == "exact" else []
    several = len(parts) > 1 and all(any(ch.isdecimal() or ch in SIGNS for ch in part) for part in parts)
    if value.alternatives or value.certainty < 0.7 or several:
        draft.doubts.add("value_ambiguous")
    if draft.cell is not None:
        draft.doubts |= set(draft.cell.doubts)


def in_ones(value: CellValue, printed: str) -> CellValue:
    """A count that is printed in thousands, in ones; sums of money, shares and what has a unit of its own stay.

    >>> in_ones(CellValue(12.5, "other"), "12.5").value, in_ones(CellValue(None, low=1, high=4), "<5").high
    (12500, 4999)
    """
    if value.unit not in ("count", "other") or (value.unit == "other" and any(map(str.isalpha, printed))):
        return value
    if value.value is None:
        high = None if value.high is None else value.high * THOUSAND + THOUSAND - 1
        return replace(value, low=value.low if value.low in (None, 0, 1) else value.low * THOUSAND, high=high)
    times = round(value.value * THOUSAND, 6)
    if times < 0 or times != int(times):
        return replace(value, value=times)
    return replace(value, value=int(times), unit="count", low=int(times), high=int(times))


def share_unit_with_zeros(drafts: Sequence[Draft]) -> None:
    """A nought among changes or shares alone is one as well: in their column, or in a row of changes (`+3`, `-12`).

    A plus among them says that they are changes, and no counts that were misprinted; so does a whole column of as many
    digits behind the point say that it holds amounts.
    """
    columns: dict[int, list[Draft]] = defaultdict(list)
    rows: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.value is not None and draft.value.value is not None:
            columns[draft.column].append(draft)
            rows[draft.row].append(draft)
    for line in columns.values():
        if len(line) >= MANY and len({_places(d.raw) for d in line}) == 1 and any(NO_COUNT in d.doubts for d in line):
            for draft in line if 0 < _places(line[0].raw) < THOUSANDS else ():
                draft.unit = "other" if draft.unit == "count" else draft.unit
                draft.doubts -= {NO_COUNT}
    for line in [*columns.values(), *(row for row in rows.values() if all(map(_is_change, row)))]:
        others = [d for d in line if d.value and d.value.value]
        units = {d.unit for d in others}
        if len(others) >= FEWEST and len(units) == 1 and units <= OF_NOUGHTS:
            signed = any((draft.raw or "").lstrip().startswith("+") for draft in line)
            for draft in line:
                draft.unit = others[0].unit
                draft.doubts -= {NO_COUNT} if signed and others[0].unit == "other" else set()


def _places(printed: str | None) -> int:
    """How many digits stand behind the point: `8,854,588.80` has two."""
    _, point, digits = (printed or "").strip().rpartition(".")
    return len(digits) if point and digits.isdecimal() else 0


def _is_change(draft: Draft) -> bool:
    return (draft.raw or "").lstrip()[:1] in ("+", "-", "−", "–", "0")
