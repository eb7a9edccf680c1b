"""Figures that were published in earlier years: one row a force, year and figure, with the release it stood in."""

from __future__ import annotations

from dataclasses import dataclass

from flows.check.evidence.tables import EvidenceError, Sheets, records
from flows.check.force_names import force_of
from flows.check.printed import years
from schemas.categories import codes
from schemas.code_tables import load_codes

COLUMNS = ("release", "force", "financial year", "measure", "age low", "age high", "online", "value")
YES = "true"


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """What a release said of one force in the financial year that begins in `year`."""

    release: str
    force_id: str
    year: int
    measure: str
    age_band: str
    online: str
    value: int
    place: str


def published_figures(sheets: Sheets, file: str) -> list[PublishedFigure]:
    """The counts of a table of published figures. Raises EvidenceError where it has other columns.

    Rows that are no count of a known measure about a force (shares, rises, sums over all forces, `nearly 14000`) are
    left out, and so are those marked as superseded by a later release.
    """
    found = []
    for place, row in records(sheets, file, *COLUMNS):
        force = force_of(row["force"]) or (row["force"] if row["force"] in load_codes("forces") else None)
        year, value = years(row["financial year"]), row["value"].replace(",", "")
        if force and len(year) == 1 and row["measure"] in codes("measures") and value.isdecimal():
            band = _band(row["age low"], row["age high"], place)
            online = "yes" if row["online"].lower() == YES else "all"
            first = next(iter(year))
            found.append(PublishedFigure(row["release"], force, first, row["measure"], band, online, int(value), place))
    latest = {(p.force_id, p.year, p.measure, p.age_band, p.online): p for p in sorted(found, key=lambda p: p.release)}
    return list(latest.values())


def _band(low: str, high: str, place: str) -> str:
    if not low and not high:
        return "all"
    if not (low.isdecimal() and high.isdecimal()):
        raise EvidenceError(f'{place}: the ages "{low}" to "{high}" are no whole numbers; correct the file')
    return "all" if (low, high) == ("0", "17") else f"{low}-{high}"
