"""Whether the figures in doubt are those that hang on open questions, and the questions count them rightly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flows.check.figure import figure_name, some
from schemas.doubt import is_below
from schemas.rows import Finding, Observation, OpenQuestion

REMEDY = "this is a fault of the program: report it with the return"


def hang_together(questions: Sequence[OpenQuestion], observations: Sequence[Observation]) -> list[Finding]:
    """An error for rows in doubt that hang on nothing, or the other way round, and for questions that miscount them."""
    known = {one.question_id: one for one in questions if one.status != "answered"}
    unequal = [row for row in observations if is_below(row.confidence) != bool(row.questions)]
    lost = [row for row in observations if not known.keys() >= set(row.questions)]
    hanging = Counter(name for row in observations for name in row.questions)
    miscounted = [one for one in known.values() if one.figures != hanging[one.question_id]]
    said = (
        ("in doubt and on no open question, or the other way round", [figure_name(row) for row in unequal]),
        ("on a question that is not asked", [figure_name(row) for row in lost]),
        ("counted otherwise than hang on it", [one.question_id for one in miscounted]),
    )
    return [
        Finding("error", "questions_unbalanced", f"{len(names)} {what}: {some(names)}", REMEDY)
        for what, names in said
        if names
    ]
