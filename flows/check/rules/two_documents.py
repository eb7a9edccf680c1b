"""V10: two returns that print one figure print it alike, or the later replaces the earlier."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from posixpath import splitext

from flows.check.figure import amount, key, says, some
from flows.check.figures import groups, is_said, least, most, pairs, same
from flows.check.registry import Breach, Subject, rule
from flows.check.returns import date_of
from schemas.doubt import in_doubt
from schemas.rows import Observation

REMEDY = "say in source.yml which of the two returns supersedes the other"
Pair = tuple[Observation, Observation]


@rule("V10", "error", REMEDY)
def figure_in_two_documents(subject: Subject) -> Iterator[Breach]:
    """A figure that two documents of a respondent print, neither of which supersedes the other, is the same in both."""
    figures = filter(is_said, subject.figures) if len({row.document_id for row in subject.figures}) > 1 else ()
    yield from _compared(subject, figures, same("return"), lambda row: row.document_id)


@rule("V10", "error", REMEDY, "campaign")
def figure_from_two_respondents(subject: Subject) -> Iterator[Breach]:
    """A figure about a force that another sends too is the same in both returns."""
    senders: defaultdict[str | None, set[str]] = defaultdict(set)
    for row in subject.figures:
        senders[row.force_id].add(row.respondent)
    several = {force for force, of in senders.items() if len(of) > 1}
    about = [r for r in subject.figures if r.force_id in several and is_said(r) and len(key(r).splits) <= 1]
    yield from _compared(subject, about, same("campaign"), lambda row: row.respondent)


@rule("V10", "warning", "where both count offences, say in source.yml which of the two returns supersedes the other")
def unnamed_in_two_documents(subject: Subject) -> Iterator[Breach]:
    """A figure of which a return does not say what it counts is as the offences of another return of the respondent.

    A correction may be two numbers in a sentence: it must not go unseen that the first answer says otherwise.
    """
    dated = [row for row in subject.figures if row.unit == "count" and row.period_start is not None]
    unnamed, offences = (
        [row for row in dated if not is_said(row)], [row for row in dated if row.measure == "offences"]
    )  # fmt: skip
    differing: defaultdict[str, list[Pair]] = defaultdict(list)
    for row, known in pairs(unnamed, offences if unnamed else (), same("return", "measure")):
        if _differ(row, known) and row.document_id != known.document_id:
            differing[known.document_id].append((row, known))
    for document_id, both in differing.items():
        listed = some(f"{says(row)}, there {amount(known)} offences" for row, known in both)
        what = f"{len(both)} figures may be offences that {subject.path(document_id)} prints otherwise"
        yield Breach(f"{what}: {listed}", both[0][0])


def _compared(
    subject: Subject,
    figures: Iterable[Observation],
    alike: Callable[[Observation], Hashable],
    apart: Callable[[Observation], str],
) -> Iterator[Breach]:
    """A breach for each two documents, of two that are `apart`, with figures in common."""
    between: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for first, *more in groups(_in_turn(subject, figures), alike).values():
        for again in more:
            if apart(first) != apart(again):
                between[first.document_id, again.document_id].append((first, again))
    for (one, other), both in between.items():
        unlike = [pair for pair in both if _differ(*pair)]
        like = [pair for pair in both if not _differ(*pair)]
        if like:
            message = f"{len(like)} figures stand in {subject.path(one)} too, with the same values"
            yield Breach(message, like[0][1], severity="info")
        if unlike:
            sure = any(not in_doubt(first) and not in_doubt(again) for first, again in unlike)
            listed = some(f"{says(again)}, there {amount(first)}" for first, again in unlike)
            differ = f"{len(unlike)} figures differ from"
            what = f"{differ} {subject.path(one)}, and neither return supersedes the other: {listed}"
            names = [row.observation_id for pair in unlike for row in pair]
            yield Breach(what, unlike[0][1], severity="error" if sure else "warning", names=names)
            if both[0][0].respondent == both[0][1].respondent:
                # The report offers lines beside the error, that of the later return, and beside no info.
                what = f"{differ} {subject.path(other)}: they are listed with that return"
                yield Breach(what, unlike[0][0], severity="info")


def _differ(one: Observation, other: Observation) -> bool:
    """Whether the values of two rows cannot be the same."""
    return least(one) > most(other) or least(other) > most(one)


def _in_turn(subject: Subject, figures: Iterable[Observation]) -> Sequence[Observation]:
    """The figures by their documents' places in time, so that what is found between two stands with the later.

    Where no date tells, a name that goes on is the later: `reply v2.docx` after `reply.docx`.
    """
    known = {row.document_id: row for row in subject.documents}
    turn = {
        name: (date_of(name, known) or dt.date.min, *splitext(row.path)) for name, row in known.items()
    }  # fmt: skip
    return sorted(figures, key=lambda row: turn.get(row.document_id, (dt.date.min, row.document_id, "")))
