"""What one sentence of a letter decides: refused, not held, sent elsewhere, or nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from flows.tidy.labels.marks import explain_marks
from flows.tidy.text.parts.shapes import holds_figure
from flows.tidy.text.phrases import Hit, find, says
from flows.tidy.text.sentences import split

Verdict = Literal["refused", "not_held", "not_recorded", "workload", "transferred", "clarify", "elsewhere", "attached"]

_OF_KIND: dict[str, Verdict] = {
    "refused": "refused",
    "limit": "refused",
    "not_held": "not_held",
    "not_recorded": "not_recorded",
    "workload": "workload",
    "transferred": "transferred",
    "clarify": "clarify",
    "elsewhere": "elsewhere",
    "attached": "attached",
}


@lru_cache(maxsize=4096)
def verdicts(sentence: str) -> frozenset[Verdict]:
    """What the sentence decides in its own words; standing text, offers and riders decide nothing.

    >>> sorted(verdicts("The age of the victim cannot be given within the 18 hour limit (Section 12)."))
    ['refused']
    >>> sorted(verdicts("The answers to requests 2 and 3 fall under Section 40(2).")), sorted(verdicts("Section 40(2)"))
    (['refused'], [])
    >>> sorted(verdicts("Section 12 does not oblige a public authority to comply, and your request is refused."))
    ['refused']
    >>> sorted(verdicts("Nil return.")), sorted(verdicts("A dash (-) is a nil return."))
    (['not_held'], [])
    >>> sorted(verdicts("We do not hold the names of the sites in a form that can be searched."))
    ['not_recorded']
    >>> sorted(verdicts("If you would like an internal review of our decision to refuse your request, write to us."))
    []
    """
    if says("markers", sentence, "boilerplate"):
        clauses = sentence.split(", and ")  # `The Act does not oblige us to comply, and your request is refused.`
        return frozenset[Verdict]().union(*map(verdicts, clauses)) if len(clauses) > 1 else frozenset()
    hits = list(find("outcomes", sentence))
    kinds = {hit.phrase.kind for hit in hits}
    if "rider" in kinds:
        kinds -= {"refused", "limit"}
    if {"cost", "ungiven"} <= kinds and "all_given" not in kinds:
        # `No breakdown by age can be given within the cost limit`: what is not given, for the reason of what it costs.
        kinds.add("limit")
    if "within_limit" in kinds:
        kinds -= {"limit", "workload"}
    if "all_given" in kinds:
        kinds -= {"refused"}
    if any(mark.meaning == "zero" for mark in explain_marks([sentence]).signs.values()):
        kinds -= {"not_held"}
    if "form" in kinds:
        kinds = kinds - {"not_held"} | {"not_recorded"}
    if "hypothetical" in kinds:
        kinds -= {"limit", "workload", "transferred", "clarify", "elsewhere"}
        if _opens_with_offer(hits):
            kinds -= {"refused", "not_held", "not_recorded"}
    return frozenset(_OF_KIND[kind] for kind in kinds if kind in _OF_KIND)


def _opens_with_offer(hits: list[Hit]) -> bool:
    offer = min(hit.start for hit in hits if hit.phrase.kind == "hypothetical")
    return all(hit.start >= offer for hit in hits if hit.phrase.kind in ("refused", "not_held", "not_recorded"))


def decides(text: str) -> bool:
    """Whether any sentence of the text refuses, or says that something is not held, if only in some form."""
    said = (text[a:b] for a, b in split(text))
    return any(verdicts(s) & {"refused", "not_held"} or says("outcomes", s, "form") for s in said)


def is_standing(text: str) -> bool:
    """Whether the paragraph is standing text; a decision in the letter's own words is not, whatever it quotes."""
    if not says("markers", text, "boilerplate") or decides(text):
        return False
    own = (text[a:b] for a, b in split(text))
    words = [w for w in own if not says("markers", w, "boilerplate")]
    return not any(holds_figure(w) or says("markers", w, "announces") for w in words)
