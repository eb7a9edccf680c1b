"""Whether the answers beside the returns of a folder still answer something that is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from flows.tidy.people.answers import LOOK, Answer
from flows.tidy.question_ids import of_document, parts_of
from flows.tidy.result import Tidied
from schemas.rows import Finding, OpenQuestion

ANEW = "look at the document, and answer the question that it leaves open now, or delete the entry"


def unanswering(understood: Sequence[Tidied]) -> list[Finding]:
    """A finding for each answer that no document beside it asks for; a question answered for another is `stale`.

    `understood` are all documents of the respondent.
    """
    by_name = {of_document(tidied.row.document_id): tidied for tidied in understood}
    folders: dict[str, list[Tidied]] = defaultdict(list)
    for tidied in understood:
        folders[tidied.answers.path].append(tidied)
    return [
        found
        for path, documents in folders.items()
        for answer in documents[0].answers.given.values()
        if (found := _judged(path, answer, documents, by_name)) is not None
    ]


def _judged(path: str, answer: Answer, documents: Sequence[Tidied], by_name: Mapping[str, Tidied]) -> Finding | None:
    asked = [one for tidied in documents for one in tidied.questions]
    if any(one.question_id == answer.question for one in asked):
        return None
    named = parts_of(answer.question)
    if named is None:
        return _finding("error", "answer_unknown", path, answer, "is no question's name", LOOK, documents)
    if named[0] in by_name:
        tidied = by_name[named[0]]
        what = f"{tidied.row.path} leaves no such question open any more; the answer is not followed"
        return _finding("warning", "answer_stale", path, answer, what, ANEW, [tidied])
    again = [(t, q) for t in documents for q in t.questions if (parts_of(q.question_id) or ("", ""))[1] == named[1]]
    if not again:
        what = "no document beside it asks this"
        return _finding("error", "answer_unknown", path, answer, what, LOOK, documents)
    tidied, question = again[0]
    if len(again) == 1 and question.status == "open":
        question.status = "stale"
    what = f"was answered for a document that is here no longer; {tidied.row.path} asks it as {question.question_id}"
    return _finding("warning", "answer_stale", path, answer, what, ANEW, [tidied])


def _finding(
    severity: str, check: str, path: str, answer: Answer, what: str, remedy: str, documents: Sequence[Tidied]
) -> Finding:
    row = documents[0].row
    mine = (row.document_id, row.path) if len(documents) == 1 else (None, None)
    message = f"{path} {answer.origin}: {what}"
    return Finding(severity, check, message, remedy, row.campaign, row.respondent, *mine)  # type: ignore[arg-type]


def restated(questions: Iterable[OpenQuestion], hanging: dict[str, int]) -> list[OpenQuestion]:
    """The questions with the number of figures that hang on each; those on which none hangs any more are gone."""
    found = []
    for question in questions:
        if question.status != "answered":
            question.figures = hanging.get(question.question_id, 0)
        if question.figures or question.status == "answered":
            found.append(question)
    return found
