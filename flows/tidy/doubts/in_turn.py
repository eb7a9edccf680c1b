"""Labels of two kinds that take turns in one column, of which nothing proves which stand under which."""

from __future__ import annotations

from flows.tidy.labels.meanings import OF_VICTIMS
from flows.tidy.layout.figures.attach import Table
from flows.tidy.layout.levels.outline import OTHER, alternating, kind_of

#: One head with what stands behind it may be a whole and its breakdown, which stand beside each other.
_FEWEST = 2


def doubt_labels_in_turn(table: Table) -> None:
    """`Rape`, `Under 13`, `Grooming`, `13-15`: the ages may be of the offence over them or of all offences."""
    for resolved in table.rows:
        rows = list(resolved.level.slots)
        under = alternating(list(resolved.level.slots.values()))
        heads = {id(head): kind_of(head.text) for head in under.values()}
        if len(heads) < _FEWEST or OTHER in heads.values():
            continue
        if kind_of(resolved.level.slots[rows[min(under)]].text) not in OF_VICTIMS:
            continue
        doubted = {rows[i] for i in under}
        for draft in table.drafts:
            if draft.row in doubted:
                draft.doubts.add("reading_ambiguous")
