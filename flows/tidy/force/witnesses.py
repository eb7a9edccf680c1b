"""What speaks for a force in one document: letterhead, signature, mail addresses, text and tables, and its folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from flows.read.grid import Document
from flows.tidy.force.verdict import Stand, Witness
from flows.tidy.labels import forces
from flows.tidy.labels.meanings import Found
from flows.tidy.result import Context
from flows.tidy.text.parts.letter import Letter
from flows.tidy.text.phrases import opens, says
from schemas.code_tables import load_codes
from schemas.rows import LedgerCell, Observation

WORDS = "force_words"
NO_FORCE = "none"
"""What `source.yml` says of a return that is of no force."""
UNKNOWN = "unknown"
"""The respondent of a return of which nobody says who sent it."""

_STANDS: dict[str, Stand] = {"letterhead": "letterhead", "furniture": "letterhead", "signature": "signature"}
_WITH_ADDRESSES = (*_STANDS, "boilerplate")
_ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
_SENTENCE = re.compile(r"[.:;?]\s*$")
_NEXT_WORD = re.compile(r"\W*\w+")


def outside(context: Context) -> Iterator[Witness]:
    """What is known before the document is opened: the folders that it lies in, and what a person says."""
    known = load_codes("forces")
    for respondent in (context.respondent, *context.others):
        if respondent != UNKNOWN:
            yield Witness("folder", respondent if respondent in known else None, respondent)
    if context.force is not None:
        is_one = context.force in known or context.force == NO_FORCE
        yield Witness("source.yml", context.force if context.force in known else None, context.force, is_one)


def of_letter(document: Document, letter: Letter) -> Iterator[Witness]:
    """Those of the text and of a mail's head. What the request, an earlier mail or a standing notice names is nobody's.

    A line of the letterhead that is a sentence is text: `West Mercia Police and Warwickshire Police share a unit.`
    """
    sender = document.properties.get("from", "")
    yield from _of_addresses(sender)
    yield from (replace(w, stand="mail address") for w in _named(sender, "letterhead") if w.firm)
    for passage in letter.passages:
        text = passage.paragraph.text if passage.paragraph else ""
        if passage.part in _WITH_ADDRESSES:
            yield from _of_addresses(text)
        if passage.part in _STANDS and not _SENTENCE.search(text):
            yield from _named(text, _STANDS[passage.part])
        elif passage.part in (*_STANDS, "response", "note"):
            yield from _named(text, "text")


def of_tables(
    document: Document, cells: Iterable[LedgerCell], observations: Iterable[Observation], assumed: str | None
) -> Iterator[Witness]:
    """Those of captions and cells, and the figures' own labels where each names another force than `assumed`."""
    named = {row.force_id for row in observations}
    if assumed not in named:
        yield from (Witness("figures", force, force) for force in sorted(filter(None, named)))
    titles = {text for _, grid in document.grids for text in (grid.caption, grid.sheet) if text}
    notes = {cell.text for cell in cells if cell.fate == "note"}
    labels = {cell.text for cell in cells if cell.fate == "header"}
    for text in sorted(notes | titles | labels):
        alone = text in notes and forces.parse(text) is not None
        yield from _named(text, "letterhead" if alone else "table")


def _named(text: str, stand: Stand) -> Iterator[Witness]:
    """The forces that a text names. A bare name may be the county's of an address, and accuses nobody."""
    for found in forces.find(text):
        words, after = text[found.start : found.end], text[found.end :]
        if opens(WORDS, after, "other_body"):
            continue
        near = _NEXT_WORD.match(after)
        firm = says(WORDS, words + (near[0] if near else ""), "body")
        if stand == "text":
            firm = firm and opens(WORDS, after, "statement")
        yield Witness(stand, _force(found), words, firm and stand != "table")


def _force(found: Found[str]) -> str:
    return str(found.reading.value)


def _of_addresses(text: str) -> Iterator[Witness]:
    for address in _ADDRESS.finditer(text):
        host = address[1].casefold()
        for domain, force in _domains().items():
            if host == domain or host.endswith(f".{domain}"):
                yield Witness("mail address", force, f"@{address[1]}")


@cache
def _domains() -> dict[str, str]:
    """Web and mail domain -> force."""
    named = ((domain, code) for code, row in load_codes("forces").items() for domain in row["domains"].split("|"))
    return {domain: code for domain, code in named if domain}
