"""V05: age bands tile the ages that are asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from flows.check.figure import some
from flows.check.figures import groups
from flows.check.registry import Breach, Subject, rule
from schemas.rows import Observation

NO_LIMIT = 999


@rule("V05", "warning", "look at the age bands in the return: where they overlap or leave a gap, no sum is a total")
def age_bands_tile(subject: Subject) -> Iterator[Breach]:
    """The age bands of a series, cumulative ones apart, neither overlap nor leave a gap between them.

    Where a cumulative band ends and the next begins is no gap: under one, two and under, three. Nor is what a sentence
    leaves unsaid, or a band that another file of the return corrects.
    """
    wrong: defaultdict[str, list[tuple[str, Observation]]] = defaultdict(list)
    aged = [r for r in subject.figures if r.unit == "count" and r.age_low is not None and r.method != "records"]
    begun = {row.age_low for row in aged}
    for rows in groups(aged, lambda row: row.series_id).values():
        bands: dict[tuple[int, int], Observation] = {}
        for row in rows:
            if not row.age_is_cumulative:
                bands.setdefault((row.age_low or 0, NO_LIMIT if row.age_high is None else row.age_high), row)
        ends = {row.age_high for row in rows if row.age_is_cumulative}
        for one, other in pairwise(sorted(bands)):
            first, second = bands[one], bands[other]
            if other[0] <= one[1]:
                wrong[first.document_id].append((f"{first.age_band} and {second.age_band} overlap", first))
            elif first.method != "prose" and one[1] + 1 not in begun and other[0] - 1 not in ends:
                wrong[first.document_id].append((f"nothing between {first.age_band} and {second.age_band}", first))
    for cases in wrong.values():
        yield Breach(f"age bands: {some(dict.fromkeys(words for words, _ in cases))}", cases[0][1])
