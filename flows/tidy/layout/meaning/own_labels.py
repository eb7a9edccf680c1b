"""Labels of dimensions that are none of the data set's, and headings that say what their labels say again."""

from __future__ import annotations

from collections.abc import Sequence

from flows.tidy.dimensions import find, parse, total_kind
from flows.tidy.labels.explain import explain
from flows.tidy.labels.flag_answers import is_bare_answer, may_ask
from flows.tidy.labels.meanings import OF_VICTIMS, is_whole
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


def says_again(heading: str, labels: Sequence[str]) -> frozenset[str]:
    """The one dimension of which a heading says itself what all labels below say again.

    `Victim sex not recorded (all ages)` over `Not recorded`.
    """
    if not heading or not labels:
        return frozenset()
    read = {d: r.value for d, r in explain(heading).meanings.items() if d in OF_VICTIMS and not is_whole(r.value)}
    again = {d for d, value in read.items() if all((r := parse(d, t)) is not None and r.value == value for t in labels)}
    return frozenset(again) if len(again) == 1 else frozenset()
