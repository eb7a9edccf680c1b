"""V12: growth is between like and like."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.figure import key, some
from flows.check.figures import is_known, year_of
from flows.check.registry import Breach, Subject, rule
from schemas.agreement import year_of_campaign


@rule("V12", "warning", "growth is over the forces with both years alone; say how many they are", "campaign")
def growth_like_with_like(subject: Subject) -> Iterator[Breach]:
    """Every force that gives the offences of one of the two years gives those of the other, of a whole year."""
    year = year_of_campaign(subject.documents[0].campaign)
    if year is None:
        return
    giving = {
        (row.force_id, year_of(row))
        for row in subject.figures
        if row.measure == "offences" and row.period_type == "financial_year" and is_known(row)
        and set(key(row).splits) <= {"offence"}
    }  # fmt: skip
    this, last = ({force for force, of in giving if force is not None and of == one} for one in (year, year - 1))
    words = [f"only this year from {some(sorted(this - last), 45)}"] if this - last else []
    words += [f"only the year before from {some(sorted(last - this), 45)}"] if last - this else []
    if words:
        yield Breach(f"{len(this & last)} forces give offences of both years; {' / '.join(words)}")
