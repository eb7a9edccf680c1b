"""Offences recorded by force, year and class: the open data that the Home Office publishes every quarter.

One row a force, quarter and class, as published; or one row a force and year with a column a class.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from flows.check.evidence.tables import EvidenceError, NoSuchColumnsError, Sheets, records
from flows.check.force_names import force_of
from flows.check.printed import years
from schemas.code_tables import load_codes

LONG = ("financial year", "force name", "offence code", "number of offences")
WIDE = ("financial year", "force name")
QUARTER = "financial quarter"
ALL_QUARTERS = frozenset("1234")
NOTHING = {"", "-", "-00", "00"}
IMAGES = "86"
"""Obscene publications: counted apart from sexual offences."""


@dataclass(frozen=True)
class RecordedCrime:
    """`counts`: offences by (force, first year of the financial year, class). `source`: the name of the file."""

    counts: dict[tuple[str, int, str], int]
    source: str

    @cached_property
    def covered(self) -> frozenset[tuple[str, int]]:
        """The forces and years that the file has."""
        return frozenset((force, year) for force, year, _ in self.counts)

    def of_class(self, force: str, year: int, code: str) -> int | None:
        """Offences of one class, whoever the victim; None where the file has no such force and year."""
        return self.counts.get((force, year, code), 0) if (force, year) in self.covered else None

    def of_children(self, force: str, year: int) -> int | None:
        """Offences of the classes that have none but children for victims."""
        return self._sum(force, year, (code for code, row in load_codes("statutes").items() if row["age_high"]))

    def sexual(self, force: str, year: int, images: bool) -> int | None:
        """All sexual offences; those of images, which are no sexual offences to the Home Office, where `images`."""
        of_groups = (code for code, row in load_codes("offences").items() if images or row["class_code"] != IMAGES)
        return self._sum(force, year, of_groups)

    def _sum(self, force: str, year: int, codes: Iterable[str]) -> int | None:
        if (force, year) not in self.covered:
            return None
        return sum(self.counts.get((force, year, code), 0) for code in codes if _is_class(code))


def recorded_crime(sheets: Sheets, file: str) -> RecordedCrime:
    """The table as published. Raises EvidenceError where it is not that, or a count is none.

    Bodies that are no police forces are left out, and years of which a quarter is not there.
    """
    try:
        return RecordedCrime(_long(sheets, file), file)
    except NoSuchColumnsError:
        return RecordedCrime(_wide(sheets, file), file)


def _long(sheets: Sheets, file: str) -> dict[tuple[str, int, str], int]:
    counts: defaultdict[tuple[str, int, str], int] = defaultdict(int)
    quarters: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    for place, row in records(sheets, file, *LONG):
        force, year, code = force_of(row["force name"]), _year(row["financial year"]), row["offence code"].upper()
        if force and year and _is_class(code):
            counts[force, year, code] += _count(row["number of offences"], place)
            quarters[force, year].add(row.get(QUARTER, ""))
    whole = {name for name, found in quarters.items() if found >= ALL_QUARTERS or found == {""}}
    return {name: count for name, count in counts.items() if name[:2] in whole}


def _wide(sheets: Sheets, file: str) -> dict[tuple[str, int, str], int]:
    counts = {}
    for place, row in records(sheets, file, *WIDE):
        force, year = force_of(row["force name"]), _year(row["financial year"])
        if force and year:
            for name, value in row.items():
                if _is_class(name.upper()):
                    counts[force, year, name.upper()] = _count(value, place)
    if not counts:
        raise EvidenceError(f"{file}: no column is a class of offences, such as 19C; give the file as published")
    return counts


def _is_class(code: str) -> bool:
    """Whether a code is that of a class that sexual offences, or images, are recorded under.

    >>> _is_class("19C"), _is_class("19/7"), _is_class("3A")
    (True, False, False)
    """
    row = load_codes("offences").get(code)
    return row is not None and row["class_code"] == code and row["level"] == "class"


def _year(text: str) -> int | None:
    found = years(text)
    return next(iter(found)) if len(found) == 1 else None


def _count(text: str, place: str) -> int:
    bare = text.replace(",", "").strip()
    if bare in NOTHING:
        return 0
    try:
        return int(float(bare))
    except ValueError:
        raise EvidenceError(f'{place}: "{text}" is no number of offences; correct the file') from None
