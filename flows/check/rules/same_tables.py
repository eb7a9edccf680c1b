"""One table under two forces."""

from __future__ import annotations

from collections.abc import Iterator

from flows.check.figure import place_name
from flows.check.registry import Breach, Subject, rule
from flows.check.same_tables import same_tables


@rule("error", "look whose table it is; take the other out, or say whose each is in source.yml (force)", "campaign")
def same_table_of_two_forces(subject: Subject) -> Iterator[Breach]:
    """No table with the same figures stands under two forces; its figures enter no sum until a person says whose."""
    paths = {row.document_id: row.path for row in subject.documents}
    for twin in same_tables(subject.observations):
        first, other = twin.rows[0], twin.other
        there = f"{paths.get(other.document_id, other.document_id)} {place_name(other.place)}".strip()
        what = f"{len(twin.rows)} figures stand under {first.force_id}, and the same under {other.force_id} in {there}"
        yield Breach(f"{what}: none of them is counted until a person says whose they are", first)
