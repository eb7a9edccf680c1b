"""A document that is passed over as plainly sound has no contradiction, whatever is wrong in print."""

from __future__ import annotations

import dataclasses
import random

import pytest

from flows.check.contradictions import contradictions
from flows.check.plain_sums import not_plainly_sound
from flows.check.registry import Subject
from tests.check.made import BY_SEX, TOTAL, rows


def told(subject: Subject) -> list[tuple[str, list[str], bool]]:
    contradictions.cache_clear()
    return [
        (one.row.observation_id, [part.observation_id for part in one.parts.rows], one.total)
        for one in contradictions(subject)
    ]


@pytest.mark.parametrize("misprints", [0, 2, 60])
def test_what_is_passed_over_has_nothing_to_tell(specimens, misprints, monkeypatch):
    chance = random.Random(misprints)
    mine = [dataclasses.replace(row) for row in specimens.observations]
    for row in chance.sample([row for row in mine if row.status == "exact"], misprints):
        row.count_low = row.count_high = row.count = row.count + chance.choice([1, 7])
    subject = Subject.of(specimens.documents, mine)
    quick = told(subject)
    counts = subject.figures.part(subject.figures.counted)
    assert not not_plainly_sound(counts).all()
    monkeypatch.setattr("flows.check.contradictions.not_plainly_sound", lambda figures: figures.counted)
    assert told(subject) == quick
    assert bool(quick) or not misprints


@pytest.mark.parametrize(
    ("given", "unclear"),
    [
        ([*BY_SEX, {"count": 8, **TOTAL}], False),
        ([*BY_SEX, {"count": 9, **TOTAL}], True),
        ([{"count": 3, "band": "0-10"}, {"count": 1, "band": "0-4"}], True),
        ([{"count": 3, "band": "0-10"}, {"count": 1, "band": "11-17"}], False),
        ([{"count": 3, "sex": "male"}, {"count": 4, "sex": "male", "series": "t"}], True),
    ],
)
def test_what_is_plain(given, unclear):
    figures = Subject.of([], rows(*given)).figures
    assert set(not_plainly_sound(figures).tolist()) == {unclear}
