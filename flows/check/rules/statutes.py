"""V08: victims are as old, and of the sex, that their offence is defined for."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flows.check.coded import Indices
from flows.check.columns import Columns
from flows.check.figure import amount, figure_name
from flows.check.matches import pairs
from flows.check.registry import Breach, Subject, breaches, rule
from schemas.alike import kinds
from schemas.checks import threshold
from schemas.code_tables import load_codes

NO_SEX = ""
FEWER = "{n} figures of victims of a sex are less than the offences that are defined by it"


@rule("V08", "warning", "ages may be those at the time of the report; else an age or an offence code is misread")
def age_fits_offence(subject: Subject) -> Iterator[Breach]:
    """Victims of an offence that is defined by their age are not older than it says."""
    figures = subject.figures
    limit = figures.text("offence_code").each(lambda code: _statute(code)["age_high"] or 999, 999).astype(int)
    rows = np.flatnonzero(figures.exact & (figures.low > 0) & (figures.age_low > limit))
    yield from _breaches(figures, rows, "{n} figures of victims older than their offence is defined for")


@rule("V08", "warning", "a sex or an offence code is misread; look whether the two sexes were taken for each other")
def sex_fits_offence(subject: Subject) -> Iterator[Breach]:
    """Victims of an offence that is defined by their sex are of that sex.

    One or two are a slip of the force; where most victims of such offences are of the other sex, the table is misread.
    """
    figures = subject.figures
    needed = figures.text("offence_code").each(lambda code: _statute(code)["sex"], NO_SEX)
    sex = figures.text("sex").each(lambda word: word if word in ("female", "male") else NO_SEX, NO_SEX)
    bound = figures.exact & (needed != NO_SEX) & (sex != NO_SEX)
    document = figures.text("document_id").codes
    size = int(document.max(initial=-1)) + 1
    wrong = bound & (needed != sex) & (figures.low > 0)
    victims = np.bincount(document[bound], figures.low[bound], size)
    misfits = np.bincount(document[wrong], figures.low[wrong], size)
    misread = misfits > victims * threshold("V08", "slips")
    for sure in (True, False):
        rows = np.flatnonzero(wrong & (misread[document] == sure))
        cause = "{n} figures of victims not of the sex that their offence is defined for"
        yield from _breaches(figures, rows, cause, sure)


@rule("V08", "warning", "a sex or an offence code is misread; look whether the two sexes were taken for each other")
def sex_holds_its_offences(subject: Subject) -> Iterator[Breach]:
    """There are no fewer victims of a sex than offences of the classes that are defined by it.

    Whole classes alone are added up, each once, and what the force may have slipped in is allowed for.
    """
    figures = subject.figures
    needed = figures.text("offence_code").each(
        lambda code: _statute(code)["sex"] if _is_class(code) else NO_SEX, NO_SEX
    )
    number = figures.figure("document", without=("sex", "offence"))
    for sex in ("female", "male"):
        parts = np.flatnonzero(figures.exact & ~figures.splits("sex") & (needed == sex))
        parts = parts[kinds(figures.figure("document")[parts]).first]
        sums = kinds(number[parts])
        least = np.bincount(sums.own, figures.low[parts], len(sums.first)) * (1 - threshold("V08", "slips"))
        wholes, first = pairs(
            figures.known & figures.where(sex=sex) & ~figures.splits("offence"), number,
            np.isin(np.arange(len(figures)), parts[sums.first]), number,
        )  # fmt: skip
        least_of = dict(zip(parts[sums.first].tolist(), least.tolist(), strict=True))
        wrong = figures.high[wholes] < np.array([least_of[at] for at in first.tolist()], float)
        yield from _breaches(figures, wholes[wrong], FEWER)


def _is_class(code: str) -> bool:
    return load_codes("offences").get(code, {}).get("class_code") == code


def _statute(code: str) -> dict[str, str]:
    """What the offence's definition says of its victims; empty where nothing."""
    offences, statutes = load_codes("offences"), load_codes("statutes")
    own = offences.get(code, {}).get("class_code", code)
    return statutes.get(code) or statutes.get(own) or {"age_high": "", "sex": ""}


def _breaches(figures: Columns, rows: Indices, cause: str, sure: bool = False) -> Iterator[Breach]:
    def say(k: int) -> str:
        row = figures.row(rows[k])
        return f"{figure_name(row)}: {amount(row)}"

    return breaches(figures, cause, rows, say, "error" if sure else None)
