"""V10: two returns that print one figure print it alike, or the later replaces the earlier."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from posixpath import splitext

import numpy as np

from flows.check.coded import NONE, Indices, Mask
from flows.check.columns import Columns, Within
from flows.check.figure import amount, figure_name, some
from flows.check.matches import pairs, repeats
from flows.check.registry import Breach, Subject, rule
from flows.check.returns import date_of
from schemas.alike import kinds
from schemas.rows import DocumentRow, Observation

REMEDY = "say in source.yml which of the two returns supersedes the other"


@rule("V10", "error", REMEDY)
def figure_in_two_documents(subject: Subject) -> Iterator[Breach]:
    """A figure that two documents of a respondent print, neither of which supersedes the other, is the same in both."""
    figures = subject.figures
    yield from _compared(subject, figures.said, "respondent")


@rule("V10", "error", REMEDY, "campaign")
def figure_from_two_respondents(subject: Subject) -> Iterator[Breach]:
    """A figure about a force that another sends too is the same in both returns."""
    figures = subject.figures
    force, respondent = figures.text("force_id"), figures.text("respondent")
    senders = kinds(force.codes, respondent.codes).values[0]
    several = np.bincount(senders[senders != NONE], minlength=len(force.words)) > 1
    about = figures.said & (figures.dimensions <= 1) & np.append(several, False)[force.codes]
    yield from _compared(subject, about, "campaign", True)


@rule("V10", "warning", "where both count offences, say in source.yml which of the two returns supersedes the other")
def unnamed_in_two_documents(subject: Subject) -> Iterator[Breach]:
    """A figure of which a return does not say what it counts is as the offences of another return of the respondent.

    A correction may be two numbers in a sentence: it must not go unseen that the first answer says otherwise.
    """
    figures = subject.figures
    dated = figures.counted & (figures.period != NONE)
    number = figures.figure("respondent", without=["measure"])
    unnamed, offences = pairs(dated & ~figures.said, number, dated & figures.where(measure="offences"), number)
    documents = figures.text("document_id").codes
    differ = _differ(figures, unnamed, offences) & (documents[unnamed] != documents[offences])
    paths = _paths(subject)
    differing: defaultdict[str, list[tuple[Observation, Observation]]] = defaultdict(list)
    for row, known in zip(figures.rows(unnamed[differ]), figures.rows(offences[differ]), strict=True):
        differing[known.document_id].append((row, known))
    for document_id, both in differing.items():
        listed = some(f"{figure_name(row)}: {amount(row)}, there {amount(known)} offences" for row, known in both)
        what = f"{len(both)} figures may be offences that {paths.get(document_id, document_id)} prints otherwise"
        yield Breach(f"{what}: {listed}", both[0][0])


def _compared(subject: Subject, which: Mask, within: Within, apart: bool = False) -> Iterator[Breach]:
    """A breach for each two documents with figures in common; `apart`: of two respondents."""
    figures = subject.figures
    if not which.any():
        return
    documents = figures.text("document_id")
    paths = _paths(subject)
    names = [paths.get(name, name) for name in documents.words]
    first, again = _again(figures, which, figures.figure(within), _in_turn(names, subject.documents))
    told_apart = figures.text("respondent").codes if apart else documents.codes
    between = told_apart[first] != told_apart[again]
    first, again = first[between], again[between]
    differ = _differ(figures, first, again)
    both = kinds(documents.codes[first], documents.codes[again])
    for at, (one, other) in enumerate(both.values.T):
        pair = both.own == at
        same, unlike = np.flatnonzero(pair & ~differ), np.flatnonzero(pair & differ)
        if len(same):
            message = f"{len(same)} figures stand in {names[one]} too, with the same values"
            yield Breach(message, figures.row(again[same[0]]), severity="info")
        if len(unlike):
            sure = bool((~figures.doubtful[first[unlike]] & ~figures.doubtful[again[unlike]]).any())
            listed = some(
                f"{figure_name(row)}: {amount(row)}, there {amount(known)}"
                for known, row in zip(figures.rows(first[unlike]), figures.rows(again[unlike]), strict=True)
            )
            what = f"{len(unlike)} figures differ from {names[one]}, and neither return supersedes the other: {listed}"
            ids = figures.ids(np.concatenate([first[unlike], again[unlike]]))
            yield Breach(what, figures.row(again[unlike[0]]), severity="error" if sure else "warning", names=ids)
            if not apart:  # The report offers lines beside the error, that of the later return, and beside no info.
                told = f"{len(unlike)} figures differ from {names[other]}: they are listed with that return"
                yield Breach(told, figures.row(first[unlike[0]]), severity="info")


def _paths(subject: Subject) -> dict[str, str]:
    return {row.document_id: row.path for row in subject.documents}


def _differ(figures: Columns, one: Indices, other: Indices) -> Mask:
    """Whether the values of two rows, pair by pair, cannot be the same."""
    found: Mask = (figures.low[one] > figures.high[other]) | (figures.low[other] > figures.high[one])
    return found


def _in_turn(names: Sequence[str], documents: Sequence[DocumentRow]) -> Indices:
    """The place of each path in time, so that what is found between two returns stands with the later.

    Where no date tells, a name that goes on is the later: `reply v2.docx` after `reply.docx`.
    """
    known = {row.document_id: row for row in documents}
    days = {row.path: date_of(row.document_id, known) or dt.date.min for row in documents}
    order = sorted(range(len(names)), key=lambda at: (days.get(names[at], dt.date.min), *splitext(names[at])))
    rank = np.empty(len(names), int)
    rank[order] = np.arange(len(names))
    return rank


def _again(figures: Columns, which: Mask, number: np.ndarray, rank: Indices) -> tuple[np.ndarray, np.ndarray]:
    """For each figure the first row that prints it and each further one, in the order of the documents' `rank`."""
    rows = np.flatnonzero(which)
    rows = rows[np.argsort(rank[figures.text("document_id").codes[rows]], kind="stable")]
    first, again = repeats(np.ones(len(rows), bool), number[rows])
    return rows[first], rows[again]
