"""The findings that people accept in the files beside the returns."""

from __future__ import annotations

from contextlib import suppress

from flows.check.acceptance import Acceptance
from flows.ingestion.catalogue import Catalogue
from flows.tidy.people.answers import parse_acceptances
from flows.tidy.people.yaml_lines import AdviceError


def acceptances(catalogue: Catalogue) -> list[Acceptance]:
    """All that is accepted, in the order of the files. One that cannot be read is a finding of its returns already."""
    files = {given.beside.answers: given for given in catalogue.returns() if given.beside.answers}
    found = []
    for note, given in sorted(files.items(), key=lambda item: item[0].path):
        with suppress(AdviceError):
            found += [
                Acceptance(
                    one.finding,
                    one.why,
                    one.by,
                    one.on,
                    one.seen,
                    f"{note.path} {one.origin}",
                    given.campaign,
                    given.respondent,
                )
                for one in parse_acceptances(note.text)
            ]
    return found
