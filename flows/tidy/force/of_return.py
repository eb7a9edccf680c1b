"""The force of a whole return, a file with all that is attached to it: its rows are given it, or kept out of sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import PurePath

from flows.tidy.asking import UNCLEAR, ask
from flows.tidy.force.verdict import ABOUT, Verdict, Witness, judge
from flows.tidy.force.witnesses import NO_FORCE, UNKNOWN
from flows.tidy.labels.forces import nearest
from flows.tidy.question_ids import question_id
from flows.tidy.result import Tidied
from schemas.code_tables import load_codes
from schemas.rows import Finding, OpenQuestion, Option

SAID = "force_said"
_RENAME = "rename the folder; of another body's return say in source.yml beside it `{file}: {{force: {none}}}`"


def settle(understood: Sequence[Tidied]) -> None:
    """Give the rows of all documents of a partition their force, and say where it is not plain.

    A document that names no force itself is of the force of its return: a workbook attached to a letter.
    Where witnesses contradict each other, the rows are of no force and flagged, until a person says whose they are.
    """
    root = _roots(understood)
    for tidied in understood:
        family = [one for one in understood if root[one.row.document_id] == root[tidied.row.document_id]]
        heard = [w for one in family for w in _as_heard(one, tidied)]
        own = any(w.firm for w in tidied.witnesses if w.stand not in ("folder", "source.yml"))
        verdict = judge(witnesses := tidied.witnesses if own and tidied.row.container_id else heard)
        if verdict.against:
            verdict = _asked(tidied, verdict, witnesses)
        _give(tidied, verdict)
        ask(tidied)
        if tidied.observations or not tidied.row.container_id:
            _tell(tidied, verdict)


def nearest_of(respondent: str) -> str:
    """The forces that an unknown slug may mean, in words.

    >>> nearest_of("kentt"), nearest_of("ministry-of-silly-walks")
    ('nearest: kent', 'none is near')
    """
    near = nearest(respondent.replace("-", " "))
    return f"nearest: {', '.join(near)}" if near else "none is near"


def _roots(understood: Sequence[Tidied]) -> dict[str, str]:
    """document_id -> that of the return which holds the document, or is it."""
    container = {one.row.document_id: one.row.container_id for one in understood}

    def outermost(name: str) -> str:
        seen = {name}
        while (outer := container[name]) in container and outer not in seen:
            name = str(outer)
            seen.add(name)
        return name

    return {name: outermost(name) for name in container}


def _as_heard(one: Tidied, by: Tidied) -> list[Witness]:
    """What one document of a return says of another: its senders speak for both, its figures for themselves."""
    if one is by:
        return one.witnesses
    outer = [w for w in one.witnesses if w.stand not in ("folder", "source.yml")]
    return [replace(w, firm=False) if w.stand in ABOUT else w for w in outer]


def _give(tidied: Tidied, verdict: Verdict) -> None:
    said = any(w.stand == "source.yml" for w in verdict.by)
    lies_with = any(w.stand == "folder" for w in tidied.witnesses)
    # What a person says of a return is said of figures that name one other force, and not of those of several.
    named = [w.force for w in tidied.witnesses if w.stand == "figures"] if said else []
    given = {tidied.force_id, *(named if len(named) == 1 else ())}
    # A joint return lies with each of its forces: figures that are labelled with one of them are that force's.
    joint = {w.force for w in verdict.against} if all(w.stand == "folder" for w in verdict.against) else set()
    for row in tidied.observations:
        if row.force_id is not None and row.force_id in joint:
            continue
        if verdict.against and (lies_with or row.force_id is None):
            row.force_id, row.flags = None, sorted({*row.flags, UNCLEAR})
        elif row.force_id in given:
            row.force_id = verdict.force
        if said:
            row.flags = sorted({*row.flags, SAID})


def _asked(tidied: Tidied, verdict: Verdict, witnesses: Sequence[Witness]) -> Verdict:
    """The verdict on a return whose witnesses contradict each other, as a person answers the question that this is."""
    row, by_force = tidied.row, defaultdict(list)
    for witness in witnesses:
        if witness.force is not None:
            by_force[witness.force].append(witness)
    options = [Option(force, f"they are of {force}", [_in_words(by)]) for force, by in sorted(by_force.items())]
    asked = OpenQuestion(
        question_id(row.document_id, UNCLEAR), row.campaign, row.respondent, row.document_id, row.path, "force",
        f"{load_codes('asks')['force']['question']}: {_in_words(verdict.against)}?", options=options,
    )  # fmt: skip
    tidied.left_open = [one for one in tidied.left_open if one.question_id != asked.question_id] + [asked]
    answer = tidied.answers.to(asked.question_id)
    if answer is None:
        return verdict
    force = answer.option or answer.value or ""
    if force not in load_codes("forces"):
        tidied.answers.refuse(answer, "answer_unknown", f"{force} is no force's slug ({nearest_of(force)})")
        return verdict
    asked.status, asked.chosen, asked.figures = "answered", force, len(tidied.observations)
    return judge([Witness("source.yml", force, answer.why), *witnesses])


def _tell(tidied: Tidied, verdict: Verdict) -> None:
    path, respondent = tidied.row.path, tidied.row.respondent
    known = load_codes("forces")
    said = [w for w in tidied.witnesses if w.stand == "source.yml"]
    count = sum(row.force_id == verdict.force for row in tidied.observations)
    figures = f"{count} of its figures stand" if count else "it stands"
    remedy = "look whose return it is; move it to that force's folder, or say it in source.yml as `force: <slug>`"
    for witness in said:
        if not witness.firm:
            what = f"{path}: source.yml says force {witness.words}, no force's slug ({nearest_of(witness.words)})"
            _find(tidied, "error", "force_unknown", what, f"correct it; `force: {NO_FORCE}` is another body's")
    nameless = [w for w in tidied.witnesses if w.stand == "folder" and w.force is None]
    for folder in nameless if not said and not tidied.row.container_id else ():
        what = f"{path}: {folder.words} is no force's slug ({nearest_of(folder.words)}); {_taken(verdict, figures)}"
        _find(tidied, "error", "respondent_unknown", what, _RENAME.format(file=PurePath(path).name, none=NO_FORCE))
    if verdict.against and (count or not tidied.observations):
        lies = f"lies with {respondent}, but " if respondent in known else ""
        what = f"{path}: {lies}{_in_words(verdict.against)}: {figures} under no force until a person says"
        _find(tidied, "error", "force_contradicted", what, remedy)
    elif respondent == UNKNOWN and not said and count:
        what = f"{path}: nobody says who answered; {_taken(verdict, figures)}"
        remedy = "ingest it again with --respondent, or put it into the folder of its respondent"
        _find(tidied, "warning", "respondent_not_said", what, remedy)


def _taken(verdict: Verdict, figures: str) -> str:
    if verdict.force is None:
        return f"{figures} under no force"
    return f"{figures} under {verdict.force}, as {_in_words(verdict.by)}"


def _in_words(witnesses: Sequence[Witness]) -> str:
    """`its letterhead says staffordshire ("Staffordshire Police")`, each force of each place once."""
    words: defaultdict[tuple[str, str], str] = defaultdict(str)
    for witness in witnesses:
        of = witness.stand, witness.force or witness.words
        words[of] = words[of] or witness.words
    parts = []
    for stand, found in groupby(words.items(), key=lambda item: item[0][0]):
        forces = [(force, printed) for (_, force), printed in found]
        if stand == "folder":
            parts.append(f"the same file lies with {' and '.join(printed for _, printed in forces)}")
        else:
            named = [force if printed == force else f'{force} ("{printed}")' for force, printed in forces]
            parts.append(f"its {stand} {'say' if stand == 'figures' else 'says'} {' and '.join(named)}")
    return " and ".join(parts)


def _find(tidied: Tidied, severity: str, check: str, message: str, remedy: str) -> None:
    row = tidied.row
    place = (row.campaign, row.respondent, row.document_id, row.path)
    tidied.findings.append(Finding(severity, check, message, remedy, *place))  # type: ignore[arg-type]
