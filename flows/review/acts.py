"""What a person does in a review: looked at first, then written beside the return, then published; or taken back."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from flows.check.figure import amount
from flows.ingestion.partition import Made
from flows.publish.folders import Partition
from flows.publish.headline import headline_figures
from flows.publish.report.understood import said
from flows.review.campaigns import CampaignPages
from flows.review.dataset import Dataset
from flows.review.effects import Effect, effects
from flows.review.entries import Beside, Entry, EntryError, one_at_a_time
from flows.review.looks import Looks
from flows.review.rereading import Rereading, Supposed
from schemas.rows import DocumentRow, Finding, HeadlineFigure, Observation

REFUSALS = ("advice_invalid", "answer_", "recipe_", "correction_", "total_not_met")
"""Checks of findings that say of a line that it cannot be followed."""


@dataclass(slots=True)
class Act:
    """One thing that was said: `what` in words, the entries that say it, and what came of it.

    `figures` are the figures of the return that are others than before, in words; `seconds` from saying to published.
    """

    number: int
    what: str
    document_id: str
    folder: Path
    entries: Sequence[Entry]
    effects: Sequence[Effect] = ()
    figures: Sequence[Effect] = ()
    seconds: float = 0.0
    undone: bool = False


@dataclass(slots=True)
class Review:
    """A review that is open: the data set, how its returns look, and what was said so far. One act at a time."""

    raw: Path
    processed: Path
    by: str
    read_only: bool
    rereading: Rereading
    data: Dataset = field(init=False)
    looks: Looks = field(init=False)
    campaigns: CampaignPages = field(default_factory=CampaignPages)
    acts: list[Act] = field(default_factory=list)
    _acting: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.data = Dataset(self.processed, self.raw)
        self.looks = Looks(self.raw, self.processed)

    def beside(self, row: DocumentRow) -> Beside:
        """The folder of a document's return. Raises EntryError where nothing may be written there."""
        given = self.rereading.return_of(row)
        if given is None:
            raise EntryError(f"{row.path}: is not among the returns any more; ingest again")
        return Beside(self.raw, given.file.parent, row.respondent)

    def would_be(self, row: DocumentRow, entry: Entry, without: Entry | None = None) -> list[Effect]:
        """What an entry would change in the headline. Raises EntryError where it cannot be followed."""
        beside = self.beside(row)
        made = self._supposed(row, beside, beside.texts([beside.fitting(entry)], without))
        return effects(self._headline_of(row.campaign), self._headline_with(row, made))

    def supposed(self, row: DocumentRow, entries: Sequence[Entry]) -> Made:
        """What a respondent's returns would be with some entries. Raises EntryError where they cannot be followed."""
        beside = self.beside(row)
        return self._supposed(row, beside, beside.texts([beside.fitting(one) for one in entries]))

    def say(
        self, row: DocumentRow, entries: Sequence[Entry], marks: str, what: str, without: Entry | None = None
    ) -> Act:
        """Write entries, the first in place of another where there is one, and publish what they come to.

        Raises EntryError where it cannot be followed or the file has changed since `marks` were made.
        """
        with self._acting, one_at_a_time(self.processed):
            started = time.monotonic()
            beside = self.beside(row)
            for one in entries:
                beside.seen(one.name, marks)
            entries = [beside.fitting(one) for one in entries]
            texts = beside.texts(entries, without)
            self._supposed(row, beside, texts)
            act = Act(len(self.acts) + 1, what, row.document_id, beside.folder, entries)
            self._publish(row, act, beside, texts, started)
            self.acts.append(act)
            return act

    def undo(self, number: int) -> Act:
        """Take the entry of an act back. Raises EntryError where its lines are not there any more."""
        with self._acting, one_at_a_time(self.processed):
            started = time.monotonic()
            act = next((one for one in self.acts if one.number == number and not one.undone), None)
            row = self.data.document(act.document_id) if act else None
            if act is None or row is None:
                raise EntryError("There is nothing of that to take back")
            back = self._take_back(row, act.entries, f"Taken back: {act.what}", started)
            act.undone = True
            return back

    def take_back(self, row: DocumentRow, entry: Entry, marks: str) -> Act:
        """Take an entry back that stands beside a return, whoever wrote it."""
        with self._acting, one_at_a_time(self.processed):
            self.beside(row).seen(entry.name, marks)
            return self._take_back(row, [entry], f"Taken out of {entry.name}", time.monotonic())

    def _take_back(self, row: DocumentRow, entries: Sequence[Entry], what: str, started: float) -> Act:
        beside = self.beside(row)
        texts = beside.texts_without(entries)
        act = Act(len(self.acts) + 1, what, row.document_id, beside.folder, entries, undone=True)
        self._publish(row, act, beside, texts, started)
        self.acts.append(act)
        return act

    def _publish(self, row: DocumentRow, act: Act, beside: Beside, texts: Mapping[str, str], started: float) -> None:
        headline, figures = self._headline_of(row.campaign), self._figures_of(row)
        for name, text in texts.items():
            beside.write(name, text)
        self.rereading.publish(row.campaign, row.respondent)
        self.data.look()
        act.effects = effects(headline, self._headline_of(row.campaign))
        act.figures = _changed(figures, self._figures_of(row))
        act.seconds = time.monotonic() - started

    def _supposed(self, row: DocumentRow, beside: Beside, texts: Mapping[str, str]) -> Made:
        """What would be if files held these texts. Raises EntryError where the program could not follow them."""
        partition = Partition(row.campaign, row.respondent)
        made = self.rereading.would_be(partition, Supposed(beside.folder, texts))
        there = {(one.check, one.message) for one in self.data.findings}
        refused = [
            one
            for one in made.findings
            if one.severity == "error" and one.check.startswith(REFUSALS) and (one.check, one.message) not in there
        ]
        if refused:
            raise EntryError(f"Nothing was written, as the program could not follow it: {refused[0].message}")
        return made

    def _headline_of(self, campaign: str) -> list[HeadlineFigure]:
        return [one for one in self.data.headline if one.campaign == campaign]

    def _headline_with(self, row: DocumentRow, made: Made) -> list[HeadlineFigure]:
        others = [one for one in self.data.of_campaign(row.campaign) if one.respondent != row.respondent]
        together = sorted([*others, *made.observations], key=lambda one: one.observation_id)
        return headline_figures(row.campaign, together, [*self._findings_beside(row), *made.findings])

    def _findings_beside(self, row: DocumentRow) -> list[Finding]:
        """What is found of all but the returns of this respondent."""
        sender = (row.campaign, row.respondent)
        return [one for one in self.data.findings if (one.campaign, one.respondent) != sender]

    def _figures_of(self, row: DocumentRow) -> dict[str, tuple[str, str]]:
        return {one.observation_id: _words(one) for one in self.data.rows.observations[row.document_id]}


def _words(row: Observation) -> tuple[str, str]:
    """A figure in words: what it counts, and how much, with its doubt."""
    doubt = ", in doubt" if row.questions else ""
    return ", ".join(said(row).values()), f"{amount(row)}{doubt}"


def _changed(before: dict[str, tuple[str, str]], now: dict[str, tuple[str, str]]) -> list[Effect]:
    found = []
    for name in dict.fromkeys([*before, *now]):
        old, new = before.get(name), now.get(name)
        if old == new:
            continue
        if old is None or new is None:
            what, much = old or new or ("", "")
            found.append(Effect(what, much if old else "was not read", much if new else "is gone"))
        elif old[0] != new[0]:
            found.append(Effect(f"{old[1]} of {old[0]}", old[0], f"{new[0]}: {new[1]}"))
        else:
            found.append(Effect(new[0], old[1], new[1]))
    return found
