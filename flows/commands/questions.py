"""Open questions for the eye: what is asked, each option with its chance and its statements, and how to answer."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from flows.commands.console import cell
from schemas.rows import OpenQuestion

STYLES = {"open": "yellow", "answered": "green", "stale": "red"}


def question_lines(question: OpenQuestion) -> Iterator[Text]:
    """The lines of one question."""
    hang = f"{question.figures} figure{'s' * (question.figures != 1)}"
    yield cell(f"{question.status} question {question.question_id}, {hang}: {question.text}", STYLES[question.status])
    for option in question.options:
        chosen = "*" if option.key == question.chosen else " "
        chance = f" ({option.probability:.0%})" if option.probability is not None else ""
        yield cell(f"  {chosen} {option.key}{chance}: {option.says}")
        for words in option.because:
            yield cell(f"      {words}", "dim")
        yield cell(f"      {option.answer}")
