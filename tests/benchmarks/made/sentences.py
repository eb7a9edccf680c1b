"""Made answers in sentences and in lines: a label before its figure, or a figure within words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.benchmarks.made.cells import Printer
from tests.benchmarks.made.figures import Axis, Fact, Period, fact
from tests.benchmarks.made.wordings import fitting, phrase

WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(slots=True)
class Paragraph:
    """A paragraph of text, the true rows of its figures, and its numbers that are none."""

    text: str
    facts: list[Fact] = field(default_factory=list)
    traps: list[str] = field(default_factory=list)


def sentences(rng: Random, fixed: Mapping[str, str], noun: str, years: Sequence[Period]) -> list[Paragraph]:
    """A few figures of each year, each told in a sentence: the whole, a sex, the flag, an age."""
    made = []
    for year in years:
        kinds = ["", *rng.sample(("sex", "online", "age"), rng.randint(0, 2))]
        whole = rng.randint(11, 900)
        for kind in kinds:
            count = whole if not kind else rng.randint(0, whole // 2)
            spoken = rng.choice(fitting("spoken", dimension=kind)) if kind else {"value": "", "text": ""}
            low, high = (
                (0, rng.randint(4, 12)) if spoken["value"] == "under" else (rng.randint(4, 10), rng.randint(12, 17))
            )
            says = dict(year.value().says)
            if kind == "age":
                says |= {"age_low": str(low), "age_high": str(high), "age_band": f"{low}-{high}"}
            elif kind:
                says[kind] = spoken["value"]
            printed = WORDS[count] if count <= 10 and rng.random() < 0.5 else str(count)
            slots = {kind or "none": spoken["text"].format(low=low, high=high, next=high + 1)}
            text = phrase(rng, f"sentence:{kind}", n=printed, noun=noun, period=year.label, **slots)
            row = fact({**fixed, **says}, (), count) | {"raw_value": printed}
            made.append(Paragraph(text[0].upper() + text[1:], [row]))
    return made


def lines(rng: Random, printer: Printer, axes: Sequence[Axis]) -> list[Paragraph]:
    """A line a value of the last axis; the values of one before head their lines."""
    joint = rng.choice((": ", " - ", " = ", " – "))
    made = []
    dimensions = [axis.dimension for axis in axes]
    for outer in axes[0].values if len(axes) > 1 else (None,):
        if outer is not None:
            made.append(Paragraph(f"{outer.label}{rng.choice(('', ':'))}"))
        for value in axes[-1].shown():
            cell = printer.cell((value,) if outer is None else (outer, value), dimensions)
            made.append(Paragraph(f"{value.label}{joint}{cell.text}", cell.facts, cell.traps))
    return [*made, *(Paragraph(note) for note in printer.notes)]
