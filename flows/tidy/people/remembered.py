"""`raw/respondents/<name>.yml`: what a person said of one return, for the later ones of the same respondent.

It speaks for a later return where that says the same words in the same places: the line that would say it again is
offered, its years moved with the campaign, and nothing is followed until a person confirms it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict, Field

from flows.tidy.people.entries import Day, Entry, MistakeError, Plain, Words, read
from flows.tidy.people.likeness import labels_of, of_label, of_question, of_tables
from flows.tidy.people.moved_years import moved
from flows.tidy.people.recipe import parse_recipe
from flows.tidy.people.yaml_lines import AdviceError
from schemas.agreement import year_of_campaign
from schemas.rows import LedgerCell, Observation, OpenQuestion

SAYS = ("option", "value", "recipe")


class Remembered(Entry):
    """One thing said for a respondent: an answer, or lines of a recipe."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": [name]} for name in SAYS]})
    called: ClassVar[str] = "a memory"
    campaign: Plain = Field(description="The campaign of the return that it was said of: 2016-17.")
    like: Plain = Field(
        description="The mark of what it was said of, as foi review writes it: a question, a label or a document.",
        json_schema_extra={"pattern": "^[0-9a-f]{16}$"},
    )
    words: Words | None = Field(None, description="What it was said of, in words, for those who read this.")
    option: Plain | None = Field(None, description="The key of the option chosen.")
    value: Plain | None = Field(None, description="What holds where it is none of the options.")
    recipe: Words | None = Field(None, description="Lines of a recipe, as they hold for the whole file.")
    why: Words = Field(description="The reason, for those who come later.")
    by: Words | None = Field(None, description="Who says so.")
    on: Day | None = Field(None, description="The day, as 2017-09-26.")

    def check(self) -> None:
        if sum(getattr(self, name) is not None for name in SAYS) != 1:
            raise MistakeError(f"give one of {', '.join(SAYS)}", self.like)
        try:
            parse_recipe(self.recipe or "")
        except AdviceError as error:
            raise MistakeError(f"its recipe, {error}", self.like) from error

    @property
    def subject(self) -> tuple[str, str]:
        """What it is said of. Of one document several things can be, which their words tell apart."""
        return self.like, (self.words or "") if self.recipe is not None else ""

    @property
    def as_in(self) -> str:
        """What speaks for it now, in words."""
        return f"as in {self.campaign}{f', {self.by}' if self.by else ''}: {self.why}"


@dataclass(frozen=True, slots=True)
class Recalled:
    """What was said before and fits a document again, its years moved: an answer to `question`, or a recipe's lines."""

    item: Remembered
    question: OpenQuestion | None
    said: str

    @property
    def subject(self) -> tuple[str, ...]:
        """What it is said of: two questions of one document can have one mark, as two figures of one sentence have."""
        return (*self.item.subject, self.question.question_id if self.question is not None else "")

    @property
    def is_option(self) -> bool:
        """Whether an option of the question is chosen."""
        return self.item.option is not None


def parse_remembered(content: str) -> list[Remembered]:
    """What a text holds. Raises AdviceError for any mistake in it, naming the line."""
    return read(list[Remembered], content) or []


def recall(
    items: Iterable[Remembered],
    campaign: str,
    questions: Sequence[OpenQuestion],
    rows: Sequence[Observation],
    cells: Sequence[LedgerCell],
    recipe: str = "",
) -> list[Recalled]:
    """What fits a document: for each thing the last that was said of it; what `recipe` holds already is left out."""
    last = {item.subject: item for item in items}
    if not last:
        return []
    answers = {item.like: item for item in last.values() if item.recipe is None}
    found = []
    for question in questions:
        item = answers.get(of_question(question, rows, cells)) if question.status != "answered" else None
        said = _moved(item, campaign) if item is not None else None
        keys = {option.key for option in question.options}
        if item is not None and said is not None and (item.option is None or said in keys):
            found.append(Recalled(item, question, said))
    marks = {of_label(label, campaign) for label in labels_of(rows)} | {of_tables(rows, cells, campaign)}
    for item in last.values():
        said = _moved(item, campaign) if item.like in marks and item.recipe is not None else None
        if said is not None and not _holds(recipe, said):
            found.append(Recalled(item, None, said))
    return found


def speak(recalled: Iterable[Recalled]) -> None:
    """Tell with the options of open questions what was said before. Which figures stand is not changed by it."""
    for one in recalled:
        for option in one.question.options if one.question is not None and one.is_option else ():
            if option.key == one.said and one.item.as_in not in option.because:
                option.because = [one.item.as_in, *option.because]


def answer_line(one: Recalled, by: str, on: str) -> str:
    """The line of `answers.yml` that says again what was said before."""
    name = one.question.question_id if one.question is not None else ""
    chosen = "option" if one.is_option else "value"
    said = {"question": name, chosen: one.said, "why": one.item.as_in, "by": by, "on": on}
    pairs = [f"{key}: {json.dumps(words, ensure_ascii=False)}" for key, words in said.items()]
    return "- " + "\n  ".join(pairs) + "\n"


def _moved(item: Remembered, campaign: str) -> str | None:
    """What an item says, its years moved; None where it cannot be told by how many, and years are in it."""
    said = next(filter(None, (item.option, item.value, item.recipe)))
    then, now = year_of_campaign(item.campaign), year_of_campaign(campaign)
    if then is None or now is None:
        return said if item.campaign == campaign or moved(said, 1) == said else None
    return moved(said, now - then)


def _holds(recipe: str, said: str) -> bool:
    """Whether all lines of a rule stand in a recipe, wherever in it."""
    there = set(_bare(recipe))
    return all(line in there for line in _bare(said))


def _bare(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
