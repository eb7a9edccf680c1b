"""The headline: the published figures of a campaign as rows that are safe to sum."""

from __future__ import annotations

from collections.abc import Sequence

from flows.check.named import with_doubts
from flows.publish.figures import campaign_figures, campaign_year
from flows.publish.quantities import Figure, year_label
from schemas.rows import Finding, HeadlineFigure, Observation

WITHHELD = "withheld or incomplete"
"""How the note of a figure begins whose parts are withheld."""


def headline_figures(
    campaign: str, observations: Sequence[Observation], findings: Sequence[Finding]
) -> list[HeadlineFigure]:
    """One row a force, year and quantity; none where the campaign is of no year."""
    rows = with_doubts([row for row in observations if row.campaign == campaign], findings)
    year = campaign_year(campaign, rows)
    if year is None:
        return []
    return [_row(campaign, figure) for figure in campaign_figures(campaign, rows, year).figures.values()]


def state(figure: Figure) -> str:
    """How a figure stands: a code of codes/headline_states.csv."""
    if figure.in_doubt:
        return "in doubt"
    if figure.value is not None:
        return "said"
    return "withheld" if figure.note.startswith(WITHHELD) else "no answer"


def name_of(row: HeadlineFigure) -> str:
    """What a row of the headline is a figure of."""
    return f"{row.force_id} {row.year} {row.quantity}"


def said(row: HeadlineFigure | None) -> str:
    """A row of the headline in words: how it stands, its figure, why, and on how many figures it rests."""
    if row is None:
        return "nothing"
    figure = row.count if row.count is not None else row.count_in_doubt
    rests = f", resting on {len(row.observation_ids)} figures" if row.observation_ids else ""
    return f"{row.state}{'' if figure is None else f' {figure:,}'}{f' ({row.note})' if row.note else ''}{rests}"


def _row(campaign: str, figure: Figure) -> HeadlineFigure:
    how = state(figure)
    return HeadlineFigure(
        campaign,
        figure.force_id,
        year_label(figure.year),
        figure.quantity,
        how,
        figure.value,
        figure.doubted,
        figure.note,
        sorted(figure.observations),
    )
