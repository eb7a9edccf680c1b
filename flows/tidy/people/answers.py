"""`answers.yml` read: what people answer to the open questions of the returns beside it, each for a reason."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.tidy.people.entries import Entry, entries, items, root, scalar
from flows.tidy.people.rules import Origin
from schemas.rows import Finding

KEYS = ("question", "option", "value", "why", "by", "on")
LOOK = "copy the answer of an option from processed/questions.jsonl or from the page of the return, or delete the entry"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the key of the option chosen, or a value that is none of the options."""

    origin: Origin
    question: str
    why: str
    option: str | None = None
    value: str | None = None
    by: str | None = None
    on: str | None = None


@dataclass(slots=True)
class Answers:
    """The answers beside a return by question, and what could not be followed. `path` is their file's, for messages."""

    path: str = "answers.yml"
    given: dict[str, Answer] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    def to(self, question: str) -> Answer | None:
        """The answer to a question; None where there is none that can be followed."""
        return None if question in self.refused else self.given.get(question)

    def refuse(self, answer: Answer, check: str, why: str, remedy: str = LOOK) -> None:
        """An answer cannot be followed: an error that names its line. The question stays open."""
        self.refused.add(answer.question)
        self.findings.append(Finding("error", check, f"{self.path} {answer.origin}: {why}", remedy))


def parse_answers(content: str) -> dict[str, Answer]:
    """The answers that a text holds. Raises AdviceError for any mistake in it, naming the line."""
    whole = root(content)
    found: dict[str, Answer] = {}
    for entry in items(whole) if whole is not None else []:
        answer = _answer(entry)
        if answer.question in found:
            first = found[answer.question].origin.line
            raise entry.error(f"is answered already on line {first}; keep one", answer.question)
        found[answer.question] = answer
    return found


def _answer(entry: Entry) -> Answer:
    found = entries(entry, KEYS, "an answer")
    said = {key: scalar(one) for key, one in found.items()}
    for key in ("question", "why"):
        if key not in said:
            raise entry.error(f"every answer needs a {key}", said.get("question", key))
    if ("option" in said) == ("value" in said):
        raise entry.error("give either the option that you choose, or a value", said["question"])
    return Answer(Origin(entry.line, said["question"]), **said)
