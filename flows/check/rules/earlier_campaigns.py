"""V10 over the years: what two campaigns say of one year."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flows.check.coded import NONE, Indices
from flows.check.columns import Columns
from flows.check.figure import amount, figure_name
from flows.check.matches import pairs
from flows.check.registry import Breach, Subject, breaches, rule
from schemas.alike import kinds
from schemas.checks import threshold


@rule("V10", "warning", "ask the force: figures are revised, but seldom by so much", "campaigns")
def figure_in_earlier_campaign(subject: Subject) -> Iterator[Breach]:
    """What a return says of last year is about what the force said of it last year."""
    figures = subject.figures
    this, earlier = _again(figures)
    apart = abs(figures.low[this] - figures.low[earlier])
    revised = np.maximum(figures.low[earlier] * threshold("V10", "revised"), threshold("V10", "few"))
    rows, olds = this[apart > revised], earlier[apart > revised]

    def say(k: int) -> str:
        row, old = figures.row(rows[k]), figures.row(olds[k])
        return f"{figure_name(row)}: {amount(row)}, in {old.campaign} {amount(old)}"

    far = abs(np.log(np.maximum(figures.low[rows], 0.5) / np.maximum(figures.low[olds], 0.5))) > threshold("V10", "far")
    for sure in (True, False):
        some = np.flatnonzero((far & (apart[apart > revised] > threshold("V10", "clear"))) == sure)

        def say_of(k: int, some: Indices = some) -> str:
            return say(int(some[k]))

        what = "{n} figures differ from what an earlier campaign says"
        yield from breaches(figures, what, rows[some], say_of, "error" if sure else "warning")


@rule(
    "V10",
    "error",
    "the years are taken for each other, or an old return was sent again: look at the headers",
    "campaigns",
)
def years_of_earlier_campaign(subject: Subject) -> Iterator[Breach]:
    """The figures that a return gives of one year are not those which the force gave of another."""
    figures = subject.figures
    large = figures.low > threshold("V09", "chance")
    shifted, earlier = _again(figures, figures.before())
    copied = large[shifted] & (figures.low[shifted] == figures.low[earlier])
    both, same = _again(figures)
    right = large[both] & (figures.low[both] == figures.low[same])
    documents = kinds(figures.text("document_id").codes, figures.period).own
    size = int(documents.max(initial=-1)) + 1
    wrong, sound = (np.bincount(documents[rows], minlength=size) for rows in (shifted[copied], both[right]))
    every = np.bincount(documents[shifted[large[shifted]]], minlength=size)
    swapped = (wrong >= threshold("V10", "fewest")) & (wrong > sound) & (wrong >= threshold("V09", "alike") * every)
    hit = copied & swapped[documents[shifted]]
    rows, olds = shifted[hit], earlier[hit]

    def say(k: int) -> str:
        row, old = figures.row(rows[k]), figures.row(olds[k])
        return f"{figure_name(row)}: {amount(row)}, in {old.campaign} of {old.period_label}"

    yield from breaches(figures, "{n} figures are those that an earlier campaign has of another year", rows, say)


def _again(figures: Columns, period: Indices | None = None) -> tuple[Indices, Indices]:
    """Each exact count with that of the same figure, or of its like of another period, in the campaign before."""
    campaign = figures.text("campaign")
    order = (
        np.argsort(np.argsort(np.array(campaign.words, object), kind="stable"))[campaign.codes]
        if campaign.words
        else campaign.codes
    )
    counts = figures.exact & (figures.dimensions <= 1) & (figures.text("force_id").codes >= 0)
    number, wanted = figures.figure("everywhere"), figures.figure("everywhere", period=period)
    there = counts if period is None else counts & (period != NONE)
    found = [
        pairs(there & (order == later), wanted, counts & (order == later - 1), number)
        for later in range(1, len(campaign.words))
    ]
    return (
        np.concatenate([np.zeros(0, np.int64), *(this for this, _ in found)]),
        np.concatenate([np.zeros(0, np.int64), *(earlier for _, earlier in found)]),
    )
