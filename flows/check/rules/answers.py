"""V11: who answered, and what of that which was asked."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.figure import some
from flows.check.figures import groups, year_of
from flows.check.registry import Breach, Subject, rule
from schemas.agreement import year_of_campaign
from schemas.code_tables import load_codes


def _name(year: int) -> str:
    return f"{year}/{(year + 1) % 100:02d}"


@rule("V11", "warning", "ask the force for the year, or look whether it stands in the return unread")
def year_absent(subject: Subject) -> Iterator[Breach]:
    """A return with figures has the year that the campaign asks about, and the one before."""
    figures = (*subject.figures, *subject.asked_about)
    counted = [row for row in figures if row.unit == "count" and row.measure == "offences"]
    for (campaign, respondent), rows in groups(counted, lambda row: (row.campaign, row.respondent)).items():
        years = {year_of(row) for row in rows if row.period_type == "financial_year"}
        asked = year_of_campaign(campaign)
        absent = [_name(year) for year in (asked, asked - 1) if year not in years] if asked else []
        if absent:
            sender = (campaign, respondent)
            document = next((row for row in subject.documents if (row.campaign, row.respondent) == sender), None)
            yield Breach(f"{respondent} gives no offences for {' or '.join(absent)}", document=document)


@rule("V11", "error", "look whether the answer of the campaign before was sent again; ask the force for this year")
def answers_the_year_before(subject: Subject) -> Iterator[Breach]:
    """A return does not give the two years that the campaign before asked about, and nothing of this one's."""
    rows = [row for row in subject.figures if row.unit == "count" and row.period_type == "financial_year"]
    for (campaign, _), mine in sorted(groups(rows, lambda row: (row.campaign, row.respondent)).items()):
        years = {year for row in mine if (year := year_of(row))}
        asked = year_of_campaign(campaign)
        if asked is not None and years and max(years) == asked - 1 and asked - 2 in years:
            said = " and ".join(map(_name, sorted(years)))
            what = f"gives {said} and nothing of {_name(asked)}: is it the answer of the year before?"
            yield Breach(what, mine[0], names=[row.observation_id for row in mine])


@rule("V11", "info", "chase the forces that have not answered, or put their returns into raw", "campaign")
def forces_without_return(subject: Subject) -> Iterator[Breach]:
    """Every territorial force of the United Kingdom has a return in a campaign that asks about a year."""
    campaign = subject.documents[0].campaign
    if year_of_campaign(campaign) is None:
        return
    asked = [code for code, row in load_codes("forces").items() if row["gss_code"]]
    there = {row.respondent for row in subject.documents} | {row.force_id for row in subject.figures}
    absent = [code for code in asked if code not in there]
    if absent:
        yield Breach(f"{len(absent)} of {len(asked)} forces have no return in {campaign}: {some(absent, len(absent))}")
