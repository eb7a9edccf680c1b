"""V11: who answered, and what of that which was asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from flows.check.figure import some
from flows.check.registry import Breach, Subject, rule
from schemas.agreement import year_of_campaign
from schemas.alike import kinds
from schemas.code_tables import load_codes


@rule("V11", "warning", "ask the force for the year, or look whether it stands in the return unread")
def year_absent(subject: Subject) -> Iterator[Breach]:
    """A return with figures has the year that the campaign asks about, and the one before."""
    figures = subject.figures
    counted = np.flatnonzero(figures.counted & figures.where(measure="offences"))
    respondent, campaign = figures.text("respondent"), figures.text("campaign")
    first = {number: span[0] for number, span in enumerate(figures.periods) if span[0]}
    yearly = figures.where(period_type="financial_year")[counted]
    found: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
    sender = (campaign.codes[counted], respondent.codes[counted], np.where(yearly, figures.period[counted], -1))
    for of, by, span in kinds(*sender).values.T.tolist():
        found[of, by] |= {first[span].year} if span in first else set()
    for (of, by), years in found.items():
        year = year_of_campaign(campaign.words[of])
        absent = [f"{y}/{(y + 1) % 100:02d}" for y in (year, year - 1) if y not in years] if year else []
        if absent:
            name, places = respondent.words[by], (campaign.words[of], respondent.words[by])
            document = next((row for row in subject.documents if (row.campaign, row.respondent) == places), None)
            yield Breach(f"{name} gives no offences for {' or '.join(absent)}", document=document)


@rule("V11", "error", "look whether the answer of the campaign before was sent again; ask the force for this year")
def answers_the_year_before(subject: Subject) -> Iterator[Breach]:
    """A return does not give the two years that the campaign before asked about, and nothing of this one's."""
    rows = [row for row in subject.observations if row.unit == "count" and row.period_type == "financial_year"]
    of = {(row.campaign, row.respondent) for row in rows}
    for campaign, respondent in sorted(of):
        mine = [row for row in rows if (row.campaign, row.respondent) == (campaign, respondent)]
        years = {row.period_start.year for row in mine if row.period_start}
        asked = year_of_campaign(campaign)
        if asked is not None and max(years) == asked - 1 and asked - 2 in years:
            said = " and ".join(f"{year}/{(year + 1) % 100:02d}" for year in sorted(years))
            what = f"gives {said} and nothing of {asked}/{(asked + 1) % 100:02d}: is it the answer of the year before?"
            yield Breach(what, mine[0], names=[row.observation_id for row in mine])


@rule("V11", "warning", "chase the forces that have not answered, or put their returns into raw", "campaign")
def forces_without_return(subject: Subject) -> Iterator[Breach]:
    """Every territorial force of the United Kingdom has a return in a campaign that asks about a year."""
    campaign = subject.documents[0].campaign
    if year_of_campaign(campaign) is None:
        return
    asked = [code for code, row in load_codes("forces").items() if row["gss_code"]]
    there = {row.respondent for row in subject.documents} | set(subject.figures.text("force_id").words)
    absent = [code for code in asked if code not in there]
    if absent:
        yield Breach(f"{len(absent)} of {len(asked)} forces have no return in {campaign}: {some(absent, len(absent))}")


@rule("V11", "info", "ask these forces again, or look whether the figures stand in their returns unread", "campaign")
def questions_unanswered(subject: Subject) -> Iterator[Breach]:
    """Each force that gives figures gives them by age, by sex, by offence and with the online flag."""
    figures = subject.figures
    if year_of_campaign(subject.documents[0].campaign) is None:
        return
    force = figures.text("force_id")
    given = figures.counted & (force.codes >= 0)
    asked = {
        "age": figures.splits("age"),
        "sex": figures.splits("sex"),
        "offence": figures.splits("offence"),
        "the online flag": figures.splits("online"),
    }
    answering = set(force.codes[given].tolist())
    lacking = []
    for name, split in asked.items():
        silent = sorted(force.words[code] for code in answering - set(force.codes[given & split].tolist()))
        if silent:
            lacking.append(f"nothing by {name} from {some(silent, len(silent))}")
    if lacking:
        yield Breach(" / ".join(lacking))
