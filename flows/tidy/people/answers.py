"""`answers.yml`: what people answer to the open questions of the returns beside it, and which findings they accept."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Discriminator, Field, Tag

from flows.tidy.people.entries import Day, Entry, MistakeError, Origin, Plain, Words, read
from flows.tidy.people.yaml_lines import AdviceError, Items, Word
from schemas.rows import Finding

LOOK = "copy the answer of an option from processed/questions.jsonl or from the page of the return, or delete the entry"


class Acceptance(Entry):
    """A finding that a person lets stand: it is accepted until a figure that it names changes."""

    called: ClassVar[str] = "an acceptance"
    finding: Plain = Field(
        description="The finding_id, as foi validate and the page of the return give it.",
        json_schema_extra={"pattern": "^[0-9a-f]{16}$"},
    )
    why: Words = Field(description="The reason, for those who come later.")
    by: Words | None = Field(None, description="Who says so.")
    on: Day | None = Field(None, description="The day, as 2017-09-26.")
    seen: Plain | None = Field(
        None,
        description="A digest of the figures that it names, as the page of the return gives it: when it no longer "
        "fits, the finding is open again.",
        json_schema_extra={"pattern": "^[0-9a-f]{12}$"},
    )

    @property
    def origin(self) -> Origin:
        return Origin(self._origin.line, self.finding)


class Answer(Entry):
    """One answer: the key of the option chosen, or a value that is none of the options."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["option"]}, {"required": ["value"]}]})
    called: ClassVar[str] = "an answer"
    question: Plain = Field(description="The question_id.", json_schema_extra={"pattern": "^[0-9a-f]{8}-[0-9a-f]{16}$"})
    option: Plain | None = Field(None, description="The key of the option chosen.")
    value: Plain | None = Field(
        None,
        description="What holds where it is none of the options: 2016/17, 0-4, female, 19C; of columns side by side "
        "one each, from the left: 2016/17; 2015/16. With its name, of any dimension: period: 2016/17, online: yes.",
    )
    why: Words = Field(description="The reason, for those who come later.")
    by: Words | None = Field(None, description="Who says so.")
    on: Day | None = Field(None, description="The day, as 2017-09-26.")

    def check(self) -> None:
        if (self.option is None) == (self.value is None):
            raise MistakeError("give either the option that you choose, or a value", self.question)

    @property
    def origin(self) -> Origin:
        return Origin(self._origin.line, self.question)


Item = Annotated[
    Annotated[Answer, Tag("question")] | Annotated[Acceptance, Tag("finding")],
    Discriminator(lambda given: "finding" if isinstance(given, dict) and "finding" in given else "question"),
]


class AnswersFile(Entry):
    """The items of a file, one list, or two under `answers` and `accept`. Each is told by its own keys."""

    called: ClassVar[str] = "a list of answers"
    answers: list[Item] = Field([], description="Answers to open questions.")
    accept: list[Item] = Field([], description="Findings that are let stand.")

    @classmethod
    def key_of(cls, given: Word | Items) -> str | None:
        return "answers" if isinstance(given, Items) else None

    @property
    def items(self) -> list[Answer | Acceptance]:
        """All of both lists."""
        return [*self.answers, *self.accept]


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
    """The answers that a text holds, by question. Raises AdviceError for any mistake in it, naming the line."""
    return {one.question: one for one in _items(content) if isinstance(one, Answer)}


def parse_acceptances(content: str) -> list[Acceptance]:
    """The findings that a text accepts. Raises AdviceError for any mistake in it, naming the line."""
    return [one for one in _items(content) if isinstance(one, Acceptance)]


def _items(content: str) -> list[Answer | Acceptance]:
    whole: AnswersFile = read(AnswersFile, content) or AnswersFile()
    found: dict[str, Answer | Acceptance] = {}
    for item in whole.items:
        first = found.setdefault(item.origin.words, item)
        if first is not item:
            raise AdviceError(f"{item.origin}: stands on line {first.origin.line} already; keep one")
    return list(found.values())
