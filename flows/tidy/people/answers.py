"""`answers.yml`: what people answer to the open questions of the returns beside it, each for a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from pydantic import ConfigDict, Field

from flows.tidy.people.entries import Entry, MistakeError, Origin, Plain, Words, read
from flows.tidy.people.yaml_lines import AdviceError
from schemas.rows import Finding

LOOK = "copy the answer of an option from processed/questions.jsonl or from the page of the return, or delete the entry"


class Answer(Entry):
    """One answer: the key of the option chosen, or a value that is none of the options."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["option"]}, {"required": ["value"]}]})
    called: ClassVar[str] = "an answer"
    question: Plain = Field(description="The question_id.", json_schema_extra={"pattern": "^[0-9a-f]{8}-[0-9a-f]{16}$"})
    option: Plain | None = Field(None, description="The key of the option chosen.")
    value: Plain | None = Field(
        None, description="What holds where it is none of the options: 2016/17, 0-4, female, 19C."
    )
    why: Words = Field(description="The reason, for those who come later.")
    by: Words | None = Field(None, description="Who says so.")
    on: Plain | None = Field(None, description="The day, as 2017-09-26.")

    def check(self) -> None:
        if (self.option is None) == (self.value is None):
            raise MistakeError("give either the option that you choose, or a value", self.question)

    @property
    def origin(self) -> Origin:
        return Origin(self._origin.line, self.question)


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
    return once(read(list[Answer], content) or [])


def once(answers: list[Answer]) -> dict[str, Answer]:
    """Answers by their question. Raises AdviceError where one is answered twice."""
    found: dict[str, Answer] = {}
    for answer in answers:
        first = found.setdefault(answer.question, answer)
        if first is not answer:
            line = first.origin.line
            raise AdviceError(f"{answer.origin}: is answered already on line {line}; keep one")
    return found
