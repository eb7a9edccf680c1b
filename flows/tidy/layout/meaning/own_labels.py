"""Labels of dimensions that are none of the data set's, which stay as they are printed."""

from __future__ import annotations

from flows.tidy.dimensions import find, total_kind
from flows.tidy.labels.flag_answers import is_bare_answer, may_ask
from flows.tidy.layout.levels.level import Level
from flows.tidy.layout.meaning.resolved import Meaning, Resolved


def own(text: str) -> Meaning:
    """A label of a dimension that is none of the data set's."""
    return Meaning(total=True) if total_kind(text) else Meaning(other=text)


def answers_another_question(level: Level) -> bool:
    """`Yes` and `No` under `Charged` are no states of the flag."""
    if level.axis != "row" or not level.heading or may_ask(level.heading):
        return False
    return 2 * sum(map(is_bare_answer, level.texts)) > len(level.texts)


def of_another_question(level: Level) -> Resolved:
    """Answers under a heading that says nothing of the flag, which may be a name of it that nothing knows."""
    answers = {t: own(t) for t in level.texts}
    for answer in answers.values():
        answer.doubts |= set() if find("measure", level.heading) else {"label_unknown"}
    return Resolved(level, None, answers, unknown_kind=True)
