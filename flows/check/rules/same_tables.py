"""V22: no table stands under two forces, whatever else the two returns say."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.figure import place_name
from flows.check.registry import Breach, Subject, rule
from flows.check.same_tables import twin_tables

REMEDY = "look whose table it is; take the other out, or say whose each is in source.yml (force)"


@rule("V22", "error", REMEDY, "campaign")
def same_table_of_two_forces(subject: Subject) -> Iterator[Breach]:
    """No table with the same figures stands under two forces; its figures enter no sum until a person says whose."""
    paths = {row.document_id: row.path for row in subject.documents}
    for twin in twin_tables(subject.tables):
        first, other = twin.first, twin.other
        there = f"{paths.get(other.document_id, other.document_id)} {place_name(other.place)}".strip()
        what = f"{twin.figures} figures stand under {first.force_id}, and the same under {other.force_id} in {there}"
        yield Breach(f"{what}: none of them is counted until a person says whose they are", first)
