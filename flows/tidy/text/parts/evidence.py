"""What speaks for a paragraph being asked, answered, or neither: small tests, weighed in `parts.csv`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from flows.tidy.labels.marks import key_of
from flows.tidy.text.numbering import Label
from flows.tidy.text.paragraphs import Paragraph
from flows.tidy.text.parts.letter import Part
from flows.tidy.text.parts.shapes import figure_alone, heading_like, holds_figure
from flows.tidy.text.parts.verdicts import decides, is_standing, verdicts
from flows.tidy.text.phrases import LETTER, find, opens, says, whole
from flows.tidy.text.sentences import sentences
from flows.tidy.text.statements import statements
from schemas.code_tables import code_rows

_LONG, _SHORT = 120, 8
_SHORTEST_TOLD = 4


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph with its number (`found`), the words behind it, and what stands around in the letter.

    `inline`: what a heading in the same line says it is. `ahead`: answers under a heading of their own are to come;
    `headed`: they have begun. `again`, `before`: its number comes again, or came before. `mailed`: it opens an older
    mail; `heads`: the next one gives figures; `tabled`: the next one is a table; `unopened`: the heading of the request
    is still to come; `last`: nothing behind it asks or opens the answers.
    `place` counts from the first paragraph.
    """

    paragraph: Paragraph
    found: Label | None
    body: int
    place: int
    inline: str = ""
    ahead: bool = False
    headed: bool = False
    again: bool = False
    before: bool = False
    heads: bool = False
    tabled: bool = False
    unopened: bool = False
    last: bool = False
    mailed: bool = False

    @property
    def text(self) -> str:
        return self.paragraph.text[self.body :]


def asks(item: Item) -> bool:
    """Whether a paragraph ends in a question, or goes on behind one to say how it is to be answered."""
    return asks_of(item.text)


def asks_of(words: str) -> bool:
    text = words.strip(" \"“”‘’')")
    if words.rstrip(' )"”’').endswith("?"):
        return len(text.split()) > 2
    said = sentences(text, semicolons=False)
    return (
        len(said) > 1 and said[0].endswith("?") and all(s.endswith("?") or says("markers", s, "ask") for s in said[1:])
    )


def leads(text: str) -> bool:
    """Whether the words of the request are to follow or are told; `the figures you asked for` gives them."""
    given = [] if text.endswith(":") else list(find("markers", text, "given"))
    hits = find("markers", text, "request_lead")
    return any(all(not g.start <= h.start < g.end for g in given) for h in hits)


def lead_of(text: str) -> str:
    """What a paragraph that leads in a request tells of it: `you asked for rapes recorded from 2016 to 2018`."""
    ends = [h.end for h in find("markers", text, "request_lead")]
    return text[max(ends) :].strip(" :") if ends and leads(text) else ""


def tells_request(text: str) -> bool:
    """Whether a sentence of the letter's own says what was asked, so that nothing more of the request need follow."""
    told = lead_of(text)
    long = text.rstrip().endswith(".") and len(told.split()) >= _SHORTEST_TOLD
    return long and not says("markers", told, "follows")


def wants(text: str) -> bool:
    """Whether words name what is wanted and give no answer: `The number of offences recorded, by age.`"""
    return says("markers", text, "names_wanted") and not holds_figure(text) and not decides(text)


Test = Callable[[Item], bool]


def _asking_words(item: Item) -> bool:
    own = item.text
    return says("markers", own, "ask", "asked_of") and not says("markers", own, "response_lead")


def _leads_in(item: Item) -> bool:
    return leads(item.text) and not tells_request(item.text)


def _opens(*kinds: str) -> Test:
    return lambda item: opens("markers", item.text, *kinds) and len(item.text) < _LONG


def _sentence(item: Item) -> bool:
    return len(item.text.split()) >= _SHORT and item.text.rstrip()[-1:] in tuple(".:?!")


def _over_a_table(item: Item) -> bool:
    """Whether a paragraph may say what the table behind it holds, as no line of a letterhead and no request does."""
    asked = asks(item) or (item.text.rstrip().endswith(".") and wants(item.text))
    return item.tabled and not asked and not opens("markers", item.text, "letterhead", "subject", "salutation")


def _told(text: str) -> bool:
    return text.rstrip().endswith(".") and len(text.split()) >= _SHORTEST_TOLD


EVIDENCE: dict[str, Test] = {
    "it asks": asks,
    "words that ask": _asking_words,
    "heading of the request": lambda i: i.inline == "request" or whole("markers", i.text, "request_heading"),
    "tells what was asked": lambda i: leads(i.text) and tells_request(i.text),
    "leads in what was asked": _leads_in,
    "heading of the answer": lambda i: (
        i.inline == "response" or whole("markers", i.text, "response_heading", "appendix_heading")
    ),
    "number of an answer": lambda i: i.found is not None and i.found.kind == "answer",
    "words that answer": lambda i: says("markers", i.text, "response_lead"),
    "a figure alone": lambda i: figure_alone(i.text),
    "gives a figure": lambda i: (
        holds_figure(i.text) and not opens("markers", i.text, "letterhead") and not (i.found and _asking_words(i))
    ),
    "decides": lambda i: decides(i.text),
    "announces": lambda i: says("markers", i.text, "announces") and not leads(i.text),
    "tells of all figures": lambda i: says("markers", i.text, "all_figures") or says("prose", i.text, "order_told"),
    "words that close": lambda i: whole("markers", i.text, "signature") or i.text.strip() == "--",
    "standing text": lambda i: is_standing(i.text),
    "standing heading": lambda i: (
        len(i.text) < _LONG and not i.text.endswith(".") and whole("markers", i.text, "boilerplate_heading")
    ),
    "asks back": lambda i: any("clarify" in verdicts(s) for s in sentences(i.text)),
    "only leads in": lambda i: leads(i.text) and _sentence(i) and i.text.rstrip().endswith(":"),
    "greets": _opens("salutation", "subject"),
    "words of a letterhead": _opens("letterhead"),
    "speaks of a reply before": lambda i: (
        says("claims", i.text, "whole", "named", "figures") or says("markers", i.text, "own_reply")
    ),
    "titles a table": lambda i: opens("markers", i.text, "table_title") and not i.text.endswith((".", "?")),
    "a note": lambda i: opens("markers", i.text, "note"),
    "a footnote": lambda i: i.paragraph.role == "footnote",
    "explains a mark": lambda i: bool(key_of(i.text)),
    "an older mail": lambda i: i.mailed or (opens("markers", i.text, "history") and len(i.text) < _LONG),
    "quoted": lambda i: i.paragraph.role == "quoted",
    "the asking side": lambda i: i.paragraph.side == "request",
    "the answering side": lambda i: i.paragraph.side == "response",
    "before the answers": lambda i: i.ahead and not i.headed,
    "behind the answers' heading": lambda i: i.headed,
    "number that comes again": lambda i: i.again and not i.before and not holds_figure(i.text),
    "number that came before": lambda i: i.before,
    "number of a question": lambda i: i.found is not None and i.found.kind == "question",
    "a sentence": _sentence,
    "a short line": lambda i: len(i.text.split()) < _SHORT,
    "a heading": lambda i: heading_like(i.paragraph, i.body),
    "an item of a list": lambda i: i.paragraph.role == "list_item",
    "names what is wanted": lambda i: i.found is not None and wants(i.text),
    "heads figures": lambda i: i.heads and heading_like(i.paragraph, i.body),
    "stands over a table": _over_a_table,
    "before the request's heading": lambda i: i.unopened,
    "behind the last question": lambda i: (
        i.last and _told(i.text) and not _asking_words(i) and not opens("markers", i.text, "note")
    ),
    "bears a day": lambda i: len(i.text) < _LONG and any(s.is_a_day for s in statements(i.text)),
    "where it begins": lambda i: i.place < 3,
}  # fmt: skip

PARTS: tuple[Part, ...] = ("letterhead", "request", "response", "note", "boilerplate", "signature", "history")


@cache
def _weights() -> dict[str, dict[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for row in code_rows(LETTER, "parts"):
        table.setdefault(row["evidence"], {})[row["part"]] = float(row["weight"])
    return table


def weigh(item: Item) -> dict[Part, float]:
    """How much speaks for each part."""
    table = _weights()
    out: dict[Part, float] = dict.fromkeys(PARTS, 0.0)
    for name, test in EVIDENCE.items():
        if test(item):
            for part, weight in table[name].items():
                out[part] += weight  # type: ignore[index]
    return out


def best_parts(items: Sequence[Item | None], letterhead: bool) -> list[Part]:
    """The parts of all paragraphs together: what speaks for each, and how parts follow one another.

    None among the items is a table. `letterhead`: the document opens like a letter, not with the answer itself.
    """
    table = _weights()
    scores: list[dict[Part, tuple[float, Part | None]]] = []
    for item in items:
        own = weigh(item) if item else {part: table["a table"].get(part, 0.0) for part in PARTS}
        last = scores[-1] if scores else None
        row: dict[Part, tuple[float, Part | None]] = {}
        for part in PARTS:
            if last is None:
                start = {"letterhead": 1.0 if letterhead else -1.0, "request": 0.0, "response": 0.0}.get(part, -4.0)
                row[part] = (start + own[part], None)
                continue
            best = max(PARTS, key=lambda p: last[p][0] + table[f"after {p}"].get(part, 0.0))
            row[part] = (last[best][0] + table[f"after {best}"].get(part, 0.0) + own[part], best)
        scores.append(row)
    if not scores:
        return []
    out = [max(PARTS, key=lambda p: scores[-1][p][0])]
    for scored in scores[:0:-1]:
        before = scored[out[-1]][1]
        assert before is not None
        out.append(before)
    return out[::-1]
