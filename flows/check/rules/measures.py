"""V03: offences, victims, suspects and arrests are counted apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from flows.check.coded import Indices
from flows.check.columns import Columns
from flows.check.figure import amount, figure_name, some
from flows.check.matches import pairs
from flows.check.registry import Breach, Subject, breaches, rule
from schemas.alike import kinds
from schemas.checks import threshold


@rule("V03", "error", "an offence has at least one victim: look whether the columns were taken for each other")
def victims_at_least_offences(subject: Subject) -> Iterator[Breach]:
    """Each offence has at least one victim.

    A force that counts a person once, however often harmed, has fewer victims than offences in every line alike, and
    not by far: that is worth a look. A document that has fewer here and more there has mixed them.
    """
    figures = subject.figures
    victims, offences = _side_by_side(figures)
    fewer = figures.high[victims] < figures.low[offences]
    more = figures.low[victims] > figures.high[offences]
    far = figures.high[victims] < figures.low[offences] * (1 - threshold("V03", "largest_gap"))
    document = figures.text("document_id").codes[victims]
    mixed = np.isin(document, np.intersect1d(document[fewer], document[more])) | np.isin(document, document[far])

    for sure in (True, False):
        wrong = fewer & (mixed == sure)
        rows, others = victims[wrong], offences[wrong]

        def say(k: int, rows: Indices = rows, others: Indices = others) -> str:
            row = figures.row(rows[k])
            return f"{figure_name(row)}: {amount(row)}, offences {amount(figures.row(others[k]))}"

        yield from breaches(figures, "fewer victims than offences", rows, say, "error" if sure else "warning", others)


@rule("V03", "error", "the table counts two things in one series: say by a recipe which columns count what")
def one_measure_in_series(subject: Subject) -> Iterator[Breach]:
    """A series counts one thing: offences and victims are never added up."""
    figures = subject.figures
    series, measures = figures.text("series_id").codes, figures.text("measure")
    of, measure = kinds(series[figures.counted], measures.codes[figures.counted]).values
    mixed = of[1:][np.diff(of) == 0]
    first = np.flatnonzero(figures.counted & np.isin(series, mixed))
    rows = first[np.unique(series[first], return_index=True)[1]]

    def say(k: int) -> str:
        own = measure[of == series[rows[k]]]
        return f"a series counts {some(measures.words[code] if code >= 0 else 'what it does not say' for code in own)}"

    for breach in breaches(figures, "{n} series mix what they count", rows, say):
        documents = figures.text("document_id")
        if breach.row is not None:
            own = first[documents.codes[first] == documents.code(breach.row.document_id)]
            breach = replace(breach, names=figures.ids(own))
        yield breach


def _side_by_side(figures: Columns) -> tuple[Indices, Indices]:
    """Each figure of victims with that of offences which is the same in all else."""
    victims, offences = (figures.known & figures.where(measure=name) for name in ("victims", "offences"))
    number = figures.figure("respondent", without=["measure"])
    return pairs(victims & (figures.other == 0), number, offences & (figures.other == 0), number)
