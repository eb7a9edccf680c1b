"""What a person does in a review: looked at first, then written beside the return, then published; or taken back."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from flows.check.figure import amount
from flows.ingestion.partition import Made
from flows.ingestion.written_together import one_at_a_time
from flows.publish.folders import Partition
from flows.publish.headline import headline_figures
from flows.publish.report.understood import said
from flows.review.campaigns import CampaignPages
from flows.review.dataset import Dataset
from flows.review.effects import Effect, effects
from flows.review.entries import Beside, Entry, EntryError
from flows.review.looks import Looks
from flows.review.rereading import Rereading, Supposed
from schemas.rows import DocumentRow, HeadlineFigure, Observation

REFUSALS = ("advice_invalid", "answer_", "recipe_", "correction_", "total_not_met")
"""Checks of findings that say of a line that it cannot be followed."""
Texts = Mapping[tuple[Partition, Beside], Mapping[str, str]]
"""What files beside returns are to hold, by name, for each folder of a respondent."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one return: entries for the files beside it, the first in place of `without`.

    `marks`: how these files were when the page was shown; None where nothing was shown that could have changed.
    """

    row: DocumentRow
    entries: Sequence[Entry]
    marks: str | None = None
    without: Entry | None = None


@dataclass(slots=True)
class Act:
    """One thing that was said: `what` in words, of which returns and by which entries, and what came of it.

    `figures` are the figures of the returns that are others than before, in words; `seconds` from saying to published.
    """

    number: int
    what: str
    said: Sequence[Said]
    effects: Sequence[Effect] = ()
    figures: Sequence[Effect] = ()
    seconds: float = 0.0
    undone: bool = False

    @property
    def files(self) -> str:
        """The names of the files, and of how many returns where it is not one."""
        names = ", ".join(dict.fromkeys(entry.name for one in self.said for entry in one.entries))
        return names if len(self.said) == 1 else f"{names} of {len(self.said)} returns"


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

    def would_be(self, said: Sequence[Said]) -> list[Effect]:
        """What entries would change in the headline. Raises EntryError where they cannot be followed."""
        said = [self._fitting(one) for one in said]
        made = self._supposed(said, self._texts(said))
        campaign = said[0].row.campaign
        return effects(self._headline_of(campaign), self._headline_with(campaign, made))

    def supposed(self, row: DocumentRow, entries: Sequence[Entry]) -> Made:
        """What a respondent's returns would be with some entries. Raises EntryError where they cannot be followed."""
        said = [self._fitting(Said(row, entries))]
        (made,) = self._supposed(said, self._texts(said)).values()
        return made

    def say(self, said: Sequence[Said], what: str) -> Act:
        """Write entries, of all returns or of none, and publish what they come to.

        Raises EntryError where it cannot be followed or a file has changed since it was shown.
        """
        with self._acting, one_at_a_time(self.processed):
            started = time.monotonic()
            for one in said:
                self._seen(one)
            said = [self._fitting(one) for one in said]
            texts = self._texts(said)
            self._supposed(said, texts)
            act = Act(len(self.acts) + 1, what, said)
            self._publish(act, texts, started)
            return act

    def undo(self, number: int) -> Act:
        """Take the entries of an act back. Raises EntryError where their lines are not there any more."""
        with self._acting, one_at_a_time(self.processed):
            started = time.monotonic()
            act = next((one for one in self.acts if one.number == number and not one.undone), None)
            if act is None or not all(self.data.document(one.row.document_id) for one in act.said):
                raise EntryError("There is nothing of that to take back")
            back = self._take_back(act.said, f"Taken back: {act.what}", started)
            act.undone = True
            return back

    def take_back(self, said: Said) -> Act:
        """Take entries back that stand beside a return, whoever wrote them."""
        with self._acting, one_at_a_time(self.processed):
            self._seen(said)
            return self._take_back([said], f"Taken out of {said.entries[0].name}", time.monotonic())

    def _take_back(self, said: Sequence[Said], what: str, started: float) -> Act:
        act = Act(len(self.acts) + 1, what, said, undone=True)
        self._publish(act, self._texts(said, back=True), started)
        return act

    def _seen(self, said: Said) -> None:
        for entry in said.entries if said.marks is not None else ():
            self.beside(said.row).seen(entry.name, said.marks or "")

    def _fitting(self, said: Said) -> Said:
        beside = self.beside(said.row)
        return replace(said, entries=[beside.fitting(one) for one in said.entries])

    def _texts(self, said: Sequence[Said], back: bool = False) -> Texts:
        """What the files are to hold with what is said, or without it, by the respondents and folders of returns."""
        found: dict[tuple[Partition, Beside], dict[str, str]] = {}
        for one in said:
            beside = self.beside(one.row)
            key = Partition(one.row.campaign, one.row.respondent), beside
            held = found.get(key, {})
            found[key] = (
                beside.texts_without(one.entries, held) if back else beside.texts(one.entries, one.without, held)
            )
        return found

    def _publish(self, act: Act, texts: Texts, started: float) -> None:
        campaign = act.said[0].row.campaign
        headline, figures = self._headline_of(campaign), self._figures_of(act.said)
        files = {beside.file(name, text): text for (_, beside), own in texts.items() for name, text in own.items()}
        self.rereading.write(files, list(dict.fromkeys(partition for partition, _ in texts)))
        self.data.look()
        act.effects = effects(headline, self._headline_of(campaign))
        act.figures = _changed(figures, self._figures_of(act.said))
        act.seconds = time.monotonic() - started
        self.acts.append(act)

    def _supposed(self, said: Sequence[Said], texts: Texts) -> dict[Partition, Made]:
        """What would be if files held these texts. Raises EntryError where the program could not follow them."""
        supposed: dict[Partition, list[Supposed]] = {}
        for (partition, beside), own in texts.items():
            supposed.setdefault(partition, []).append(Supposed(beside.folder, own))
        made = {partition: self.rereading.would_be(partition, of) for partition, of in supposed.items()}
        there = {(one.check, one.message) for one in self.data.findings}
        for one in (finding for of in made.values() for finding in of.findings):
            known = (one.check, one.message) in there
            if one.severity == "error" and one.check.startswith(REFUSALS) and not known:
                raise EntryError(f"Nothing was written, as the program could not follow it: {one.message}")
        return made

    def _headline_of(self, campaign: str) -> list[HeadlineFigure]:
        return [one for one in self.data.headline if one.campaign == campaign]

    def _headline_with(self, campaign: str, made: Mapping[Partition, Made]) -> list[HeadlineFigure]:
        """The headline of a campaign with the rows of some respondents as they would be."""
        rows = [one for one in self.data.of_campaign(campaign) if Partition(campaign, one.respondent) not in made]
        senders = {(of.campaign, of.respondent) for of in made}
        found = [one for one in self.data.findings if (one.campaign, one.respondent) not in senders]
        for of in made.values():
            rows += of.observations
            found += of.findings
        return headline_figures(campaign, sorted(rows, key=lambda one: one.observation_id), found)

    def _figures_of(self, said: Sequence[Said]) -> dict[str, tuple[str, str]]:
        names = [one.row.document_id for one in said]
        return {one.observation_id: _words(one) for name in names for one in self.data.rows.observations[name]}


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
