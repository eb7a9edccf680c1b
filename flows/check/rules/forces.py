"""Forces: those that did not answer, and figures that are about another force than the one that sent them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from flows.check.figure import some
from flows.check.registry import Breach, Subject, rule
from schemas.agreement import year_of_campaign
from schemas.code_tables import load_codes


@rule("warning", "look whether the letter was sent by a joint unit, or lies in the wrong folder of raw")
def figures_of_another_force(subject: Subject) -> Iterator[Breach]:
    """Figures are about the force in whose folder the return lies, unless a table names several forces."""
    document = subject.documents[0]
    about = Counter(row.force_id for row in subject.observations if row.force_id)
    if document.respondent in load_codes("forces") and about and document.respondent not in about:
        first = next(row for row in subject.observations if row.force_id)
        yield Breach(f"lies with {document.respondent}, but its figures are about {some(about)}", first)


@rule("warning", "chase the forces that have not answered, or put their returns into raw", "campaign")
def forces_without_return(subject: Subject) -> Iterator[Breach]:
    """Every territorial force of the United Kingdom has a return in a campaign that asks about a year."""
    campaign = subject.documents[0].campaign
    if year_of_campaign(campaign) is None:
        return
    asked = [code for code, row in load_codes("forces").items() if row["gss_code"]]
    there = {row.respondent for row in subject.documents} | {row.force_id for row in subject.observations}
    absent = [code for code in asked if code not in there]
    if absent:
        yield Breach(f"{len(absent)} of {len(asked)} forces have no return in {campaign}: {some(absent, len(absent))}")
