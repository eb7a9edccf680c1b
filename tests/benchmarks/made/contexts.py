"""What stands around the tables of a made return: who says the period, and all that says a date, a law or a number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from tests.benchmarks.made.figures import Period, long
from tests.benchmarks.made.sentences import Paragraph
from tests.benchmarks.made.tables import Table
from tests.benchmarks.made.wordings import fitting, phrase

Block = Paragraph | Table
SPEAKERS = ("title", "caption", "sheet", "key", "opening", "request")
SHEETS = ("Sheet1", "Data", "Table 1", "FOI", "Response")


@dataclass(slots=True)
class Part:
    """A sheet of a workbook; in other carriers what comes next."""

    name: str
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Surroundings:
    """The slots of phrases, and the one kind of statement that says the period (None: each figure's labels say it)."""

    slots: Mapping[str, object]
    speaker: str | None
    noun: str
    period: Period | None


def surroundings(rng: Random, noun: str, period: Period | None, year: int, speakers: Sequence[str]) -> Surroundings:
    """What the return says of itself. Its own dates lie after the period, as those of replies do."""
    received = dt.date(year + 1, 4, 1) + dt.timedelta(rng.randint(60, 200))
    run = received + dt.timedelta(rng.randint(2, 28))
    slots = {
        "received": f"{received:%d/%m/%Y}", "received_long": long(received), "run": f"{run:%d/%m/%Y}",
        "run_long": long(run), "reference": f"{rng.randint(1000, 9999)}/{run:%y}",
        "noun": noun, "period": period.label if period else "",
    }  # fmt: skip
    return Surroundings(slots, rng.choice(speakers) if period else None, noun, period)


def dressed(rng: Random, around: Surroundings, tables: Sequence[Block], split: str, is_grid: bool) -> list[Part]:
    """The blocks with title, captions, statements and noise about them. `is_grid`: of sheets and not of pages."""
    speaker, slots = around.speaker, around.slots
    above: list[Paragraph] = []
    title = phrase(rng, "title", noun=around.noun, in_period=_in_period(rng, around, "title"))
    above.append(Paragraph(title[0].upper() + title[1:]))
    noise = fitting("phrases", role="noise_key" if is_grid else "noise")
    said = [row["text"].format(**slots) for row in rng.sample(noise, rng.randint(0, 3))]
    if speaker in ("key", "opening", "request"):
        said.insert(rng.randint(0, len(said)), phrase(rng, speaker, **slots))
    cover = [Part("Cover", [Paragraph(text) for text in said])] if is_grid and said and rng.random() < 0.25 else []
    above += [] if cover else [Paragraph(text) for text in said]
    if not is_grid and rng.random() < 0.2:
        above.reverse()
    body: list[Block] = []
    for number, block in enumerate(tables, 1):
        body.append(block)
        if isinstance(block, Table) and (speaker == "caption" or (not block.caption and rng.random() < 0.4)):
            caption = phrase(
                rng, "caption", number=number, noun=around.noun, split=split,
                in_period=_in_period(rng, around, "caption"),
            )  # fmt: skip
            block.caption = " – ".join(filter(None, (caption, block.caption)))
    below = [Paragraph(phrase(rng, "signed"))] if not is_grid else []
    if not is_grid and rng.random() < 0.4:
        below.insert(0, Paragraph(phrase(rng, "noise", **slots)))
    name = around.period.label if speaker == "sheet" and around.period else rng.choice(SHEETS)
    return [*cover, Part(name.replace("/", "-")[:31], [*above, *body, *below])]


def _in_period(rng: Random, around: Surroundings, place: str) -> str:
    if around.period is None or around.speaker != place:
        return ""
    return phrase(rng, "in_period", period=around.period.label)
