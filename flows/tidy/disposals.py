"""Tables of what came of offences: their figures are outcomes, whatever the header calls them."""

from __future__ import annotations

from flows.tidy.dimensions import find, headings, parse, total_kind
from flows.tidy.layout.figures.attach import Table
from flows.tidy.layout.meaning.resolved import Resolved
from flows.tidy.letter.text.phrases import says
from schemas.unlisted_measures import UNLISTED

#: What a table of outcomes may be said to count: the offences that had them.
_COUNTED = (None, "offences")


def name_outcomes(table: Table) -> None:
    """Say `outcomes` of the figures of a table whose labels of one kind are outcomes of offences.

    A disposal among labels that name others, `Community resolution` beside `Charged`, is known by them; and so is the
    total of both, whatever single outcome words around the table name.
    """
    for axis, levels in (("row", table.rows), ("column", table.columns)):
        for resolved in levels:
            if resolved.dimension == "measure":
                _settle(table, axis, resolved)
    if any(_lists_outcomes(resolved) for resolved in [*table.rows, *table.columns]):
        for draft in table.drafts:
            if draft.values.get("measure") in _COUNTED:
                draft.values["measure"] = "outcomes"
    for axis, levels in (("row", table.rows), ("column", table.columns)):
        for resolved in levels:
            if resolved.unknown_kind:
                _name_unlisted(table, axis, resolved)


def _name_unlisted(table: Table, axis: str, resolved: Resolved) -> None:
    """`Proceeded against` among the outcomes of a table of convictions counts what no measure lists, and none."""
    read = {t: r.value for t in resolved.meanings if (r := parse("measure", t)) and r.value in UNLISTED}
    for draft in table.drafts if read else ():
        slot = resolved.level.slots.get(getattr(draft, axis))
        if slot is not None and slot.text in read and draft.values.get("measure") != "outcomes":
            draft.values["measure"] = read[slot.text]


def _settle(table: Table, axis: str, resolved: Resolved) -> None:
    others = {t for t, meaning in resolved.meanings.items() if meaning.other and says("disposals", t, "disposal")}
    for draft in table.drafts if others else ():
        slot = resolved.level.slots.get(getattr(draft, axis))
        if slot is not None and (slot.text in others or resolved.meanings[slot.text].total):
            draft.values["measure"] = "outcomes"
            draft.settle(resolved.meanings[slot.text].other)


def _lists_outcomes(resolved: Resolved) -> bool:
    """Whether a dimension of its own is headed so, one of its labels is of all, or most of them name outcomes.

    Under `Crime type` stand crimes, whatever their titles tell: `Breach of an order issued on acquittal`.
    """
    if not resolved.unknown_kind or "offence" in headings(resolved.level.heading):
        return False
    if {f.reading.value for t in resolved.meanings for f in find("measure", t)} == {"outcomes"}:
        return True  # `All outcomes`, `Type 1`, `Type 1A`
    labels = [t for t in resolved.meanings if not total_kind(t)]
    named = [t for t in labels if says("disposals", t, "disposal")]
    headed = any(f.reading.value == "outcomes" for f in find("measure", resolved.level.heading))
    return 2 * len(named) >= len(labels) > 1 or (headed and bool(named))
