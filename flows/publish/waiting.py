"""The forces whose figure waits for a person's word: named beside every sum that they are not in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.publish.figures import CampaignFigures
from flows.publish.force_names import force_name
from flows.publish.quantities import Figure, year_label

MOST_NAMED = 8
"""Forces that one sentence names; of more it says how many."""
Need = tuple[str, int]
"""A quantity, and the year in which the financial year begins."""


def who_waits(figures: CampaignFigures, needs: Sequence[Need]) -> str:
    """A sentence on the forces that some figures would need and that are in doubt, and one on those that count else.

    Such as `In doubt and not counted: Dorset (345 or 354) and Suffolk (773).`; empty where no force waits.
    """
    doubtful, otherwise = [], []
    for force in figures.forces:
        missing = [one for one in (figures.figures[force, *need] for need in needs) if one.value is None]
        if any(one.in_doubt for one in missing):
            doubtful.append(force_name(force) + _numbers(missing, needs))
        elif any(one.waiting_of for one in missing):
            measure = next(one.waiting_of for one in missing if one.waiting_of)
            otherwise.append(force_name(force) + (_numbers(missing, needs) or f" ({measure})"))
    said = [f"In doubt and not counted: {_named(doubtful)}."] if doubtful else []
    said += [f"Not counted, as they count something else: {_named(otherwise)}."] if otherwise else []
    return " ".join(said)


def _numbers(missing: Iterable[Figure], needs: Sequence[Need]) -> str:
    """The numbers that wait, in brackets; none where they are of several quantities, which would not be plain."""
    if len({quantity for quantity, _ in needs}) > 1:
        return ""
    said = [
        one.waiting_in_words + (f" in {year_label(one.year)}" if len(needs) > 1 else "")
        for one in missing
        if one.waiting
    ]
    return f" ({', '.join(said)})" if said else ""


def _named(forces: Sequence[str]) -> str:
    """Forces in a row of words.

    >>> _named(["Kent"]), _named(["Kent (3)", "Essex"]), _named(list("abcdefghij"))
    ('Kent', 'Kent (3) and Essex', 'a, b, c, d, e, f, g, h and 2 more')
    """
    if len(forces) > MOST_NAMED:
        return f"{', '.join(forces[:MOST_NAMED])} and {len(forces) - MOST_NAMED} more"
    return " and ".join(filter(None, (", ".join(forces[:-1]), forces[-1])))
