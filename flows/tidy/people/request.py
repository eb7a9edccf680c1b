"""`raw/<campaign>/request.yml`: what the forces were asked, which speaks for all returns of the campaign."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field, PrivateAttr

from flows.tidy.people.entries import Day, Entry, MistakeError, Plain, Words, read
from flows.tidy.people.values import read_value, written


class Request(Entry):
    """The request of a campaign. What a return leaves open is likely what was asked for: it is offered, not assumed."""

    called: ClassVar[str] = "a request"
    sent: Day | None = Field(None, description="The day on which it was sent, as 2017-08-03.")
    years: list[Plain] = Field([], description="The periods asked for, this year's first: [2016/17, 2015/16].")
    measure: Plain | None = Field(None, description="What was to be counted, a code of schemas/codes/measures.csv.")
    ages: list[Plain] = Field([], description="The ages asked for: [0-4, 0-10, 0-17].")
    wording: Words | None = Field(None, description="The request in its own words.")
    second: Literal["required"] | None = Field(
        None, description="required: only figures that were read twice, or that a person confirms, are published."
    )
    _canonical: dict[str, list[str]] = PrivateAttr(default_factory=dict)

    def check(self) -> None:
        said = {"period": self.years, "measure": [self.measure] if self.measure else [], "age": self.ages}
        self._canonical = {name: [_written(name, one) for one in values] for name, values in said.items()}

    def asked(self, dimension: str) -> list[str]:
        """The values of a dimension that were asked for, as the data set writes them."""
        return self._canonical.get(dimension, [])


def parse_request(content: str) -> Request:
    """The request that a text holds. Raises AdviceError for any mistake in it, naming the line."""
    found: Request | None = read(Request, content)
    return Request() if found is None else found


def scaffold(years: list[str]) -> str:
    """A file to be completed for a campaign that asks for some years."""
    return (
        "# What the forces are asked in this campaign. It is offered where a return leaves it open, and shown beside\n"
        "# each question of foi review. Put the request in its own words under wording.\n"
        f"years: [{', '.join(years)}]\n"
        "measure: offences\n"
        "ages: [0-4, 0-10, 0-17]\n"
        "# sent: 2017-08-03\n"
        "# second: required   # publish only what was read twice, or a person confirms\n"
        "# wording: |\n"
        "#   How many sexual offences against children did you record in each of these years ...\n"
    )


def _written(dimension: str, said: Any) -> str:
    try:
        return written(dimension, read_value(dimension, said))
    except ValueError as error:
        raise MistakeError(f"{error}", str(said), getattr(said, "line", None)) from error
