"""What is found out while advice is followed: which rules met something, and what a person should be told."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.tidy.people.corrections import Correction
from flows.tidy.people.entries import Origin
from schemas.rows import Finding, Place


@dataclass(slots=True)
class Notebook:
    """`recipe` and `corrections` are the paths of the two files, for messages; `document` is that of the return."""

    recipe: str
    corrections: str
    document: str
    document_id: str
    used: set[Origin] = field(default_factory=set)
    done: set[Origin] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def met(self, origin: Origin) -> None:
        """A rule of the recipe has met something."""
        self.used.add(origin)

    def corrected(self, correction: Correction, place: Place) -> None:
        """A correction was made."""
        if correction.origin in self.done:
            return
        self.done.add(correction.origin)
        message = f"{self.corrections} {correction.origin}: corrected as said there, {correction.words}"
        remedy = "none needed; delete the correction to have the figure as printed"
        self.findings.append(Finding("info", "corrected", message, remedy, place=place, raw_value=correction.printed))

    def refused(self, correction: Correction, why: str, place: Place | None = None) -> None:
        """A correction was not made."""
        if correction.origin in self.done:
            return
        self.done.add(correction.origin)
        message = f"{self.corrections} {correction.origin}: not applied, {why}"
        remedy = "look at the document and write the correction anew, or delete it"
        self.findings.append(
            Finding(
                "error", "correction_not_applied", message, remedy, place=place or Place(), raw_value=correction.printed
            )
        )

    def failed(self, check: str, origin: Origin, message: str, remedy: str) -> None:
        """What a rule of the recipe demands does not hold."""
        self.findings.append(Finding("error", check, f"{self.recipe} {origin}: {message}", remedy))
