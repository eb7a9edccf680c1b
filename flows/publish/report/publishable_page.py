"""The page of a campaign that may leave the house: its sentences and figures, and nothing of a single return."""

from __future__ import annotations

from collections.abc import Iterable

from flows.publish.figures import CampaignFigures, in_percent
from flows.publish.force_names import force_name
from flows.publish.headline import state
from flows.publish.quantities import QUANTITIES, Figure, year_label
from flows.publish.report.rendering import render
from flows.publish.statements import statements
from schemas.rows import DocumentRow


def publishable_html(figures: CampaignFigures, documents: Iterable[DocumentRow], minimum: int) -> str:
    """The page of figures that were made from publishable rows alone."""
    years = (figures.year, figures.year - 1)
    tables = [
        (
            quantity,
            [
                (
                    force_name(force),
                    [_words(figures.figures[force, quantity.name, year]) for year in years],
                    in_percent(figures.change(force, quantity.name)),
                )
                for force in figures.forces
            ],
        )
        for quantity in QUANTITIES
    ]
    return render(
        "publishable.html",
        figures=figures,
        minimum=minimum,
        sentences=statements(figures, documents),
        years=[year_label(year) for year in years],
        tables=tables,
    )


def _words(figure: Figure) -> str:
    """A figure, or how it stands where it is not said."""
    return state(figure) if figure.value is None else f"{figure.value:,}"
