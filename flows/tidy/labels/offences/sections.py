"""Offences cited by the sections of an Act that create them: `Section 9 SOA 2003`, `ss. 14 and 15`."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from flows.tidy.labels import wording
from flows.tidy.labels.forms import form
from flows.tidy.labels.meanings import Found, Offence, Reading
from schemas.code_tables import AliasTable, load_aliases, load_codes

#: The Act of a section that is cited without one, where no other has a section of that number and letter: a guess else.
USUAL = "soa2003"
_EACH = re.compile(r"(\d{1,3}[a-z]{0,2})(?:\s?\(\w{1,3}\))*")
_BESIDE = re.compile(r"[\s\-–:,;.()\[\]/|]+")
_FROM_ACT = re.compile(r"[\s,(:-]*")


class Citation(NamedTuple):
    """Sections cited at `text[start:end]`, by number, with the code of their Act, `None` where none is named."""

    start: int
    end: int
    numbers: tuple[str, ...]
    act: str | None


def citations(text: str) -> list[Citation]:
    """Every run of sections in a text, with the Act named beside it.

    >>> citations("ss. 14 and 15 of the Sexual Offences Act 2003; SOA 2003 s9(1); section 12")[0]
    Citation(start=0, end=45, numbers=('14', '15'), act='soa2003')
    >>> [(c.numbers, c.act) for c in citations("Sexual Offences (Scotland) Act 2009 - s.18; Section 40(2)")]
    [(('18',), 'sosa2009'), (('40',), None)]
    >>> [(c.numbers, c.act) for c in citations("Sexual Offences Act 2003 { 14 }")]
    [(('14',), 'soa2003')]
    >>> citations("Section 66 E-F of the Sexual Offences Act 2003")[0].numbers
    ('66E', '66F')
    """
    line = wording.fold(text)
    named = _acts().find(text)
    found = []
    for m in form("law", "cited").finditer(line):
        start, end, act = m.start(), m.end(), None
        for hit in named:
            if hit.start >= m.end() and form("law", "to its act").fullmatch(line[m.end() : hit.start]):
                end, act = hit.end, hit.alias.code
            elif hit.end <= m.start() and act is None and _FROM_ACT.fullmatch(line[hit.end : m.start()]):
                start, act = hit.start, hit.alias.code
        found.append(Citation(start, end, _numbers(m["numbers"]), act))
    return found or [
        Citation(hit.start, hit.end + braced.end(), _numbers(braced["numbers"]), hit.alias.code)
        for hit in named
        if (braced := form("law", "in braces").match(line[hit.end :]))
    ]


def parse(label: str) -> Reading[Offence] | None:
    """The offence of the sections that are all the label says; None where they are of several groups, or not known.

    The name of the Act alone is of all offences in it.

    >>> parse("Section 9 of the Sexual Offences Act 2003").value.group, parse("s.160 CJA 1988").value.code
    ('sexual_activity', '86/10')
    >>> parse("Sec 1").value.group, parse("Sec 1").flags, parse("s15A").flags, parse("Sections 14 and 15 SOA 2003")
    ('rape', ('label_guessed',), (), None)
    """
    cited = citations(label)
    if any(
        h.alias.code == USUAL and wording.is_noise(label[: h.start] + label[h.end :], "offence")
        for h in _acts().find(label)
    ):
        return Reading(Offence(None, "all"), certainty=0.7)
    whole = len(cited) == 1 and wording.is_noise(f"{label[: cited[0].start]} {label[cited[0].end :]}", "offence")
    return of(cited[0]) if whole else None


def find(text: str) -> list[Found[Offence]]:
    """The offences of all sections cited with their Act, or known without it; of several groups each for itself."""
    found: list[Found[Offence]] = []
    for cited in citations(text):
        for i, number in enumerate(cited.numbers):
            reading = of(cited._replace(numbers=(number,)))
            if reading is not None and not reading.flags:
                # Each stands at a place of its own, the first with the Act.
                start = cited.start if i == 0 else cited.end - len(cited.numbers) + i
                end = cited.end - len(cited.numbers) + 1 if i == 0 else start + 1
                found.append(Found(start, end, reading))
    return found


def without(label: str) -> str:
    """The label without the law that it begins or ends with; nothing else is taken out of it.

    >>> without("s.9 - Sexual activity with a child"), without("Rape of a Female aged under 16 (Sec 1 SOA 2003)")
    ('Sexual activity with a child', 'Rape of a Female aged under 16')
    >>> without("s5 (rape of a child under 13)"), without("Voyeurism, contrary to the Sexual Offences Act 2003")
    ('rape of a child under 13', 'Voyeurism')
    """
    spans = {(c.start, c.end) for c in citations(label)} | {(h.start, h.end) for h in _acts().find(label)}
    start, end = 0, len(label)
    for first, last in sorted(spans):
        if not _BESIDE.sub("", label[start:first]) and last < end:
            start = last
    for first, last in sorted(spans, reverse=True):
        if not _BESIDE.sub("", label[last:end]) and start < first:
            end = first
    if (start, end) == (0, len(label)):
        return label
    title = label[start:end].strip(" -–:,;/|.") if start else label[:end]
    title = form("law", "contrary to", any_case=True).sub("", title).strip(" -–:,;/|")
    for opened, closed in ("()", "[]"):
        if title.startswith(opened) and title.endswith(closed):
            title = title[1:-1]
        elif title.count(opened) > title.count(closed):
            title = title.rstrip(f" {opened}")
    return title.rstrip(" -–:,;/|")


def of(cited: Citation) -> Reading[Offence] | None:
    """What is cited; of the usual Act, which is a guess, where no Act is named and several have such a section."""
    act = cited.act or next((act for n in cited.numbers if n[-1].isalpha() and (act := _only_act(n))), None)
    offences = [_offence(act or USUAL, n) for n in cited.numbers]
    groups = {o.group if o else None for o in offences}
    if len(groups) != 1 or None in groups:
        return None
    codes = {o.code for o in offences if o}
    value = Offence(codes.pop() if len(codes) == 1 else None, groups.pop() or "")
    return Reading(value) if act else Reading(value, ("label_guessed",), certainty=0.6)


def _numbers(written: str) -> tuple[str, ...]:
    written = form("law", "run").sub(_each_letter, written)
    found = list(_EACH.finditer(written))
    numbers: list[str] = []
    for i, m in enumerate(found):
        between = written[found[i - 1].end() : m.start()] if i else ""
        if numbers and form("law", "through").fullmatch(between) and numbers[-1].isdecimal() and m[1].isdecimal():
            numbers += [str(n) for n in range(int(numbers[-1]) + 1, int(m[1]))]
        numbers.append(m[1].upper())
    return tuple(numbers)


def _each_letter(run: re.Match[str]) -> str:
    first, last = ord(run["first"]), ord(run["last"])
    return ", ".join(f"{run['n']}{chr(letter)}" for letter in range(first, last + 1)) or run[0]


def _offence(act: str, number: str) -> Offence | None:
    row = load_codes("sections").get(f"{act} {number}")
    return Offence(row["offence_code"] or None, row["group"]) if row else None


@functools.cache
def _only_act(number: str) -> str | None:
    known = [code.split()[0] for code in load_codes("sections") if code.split()[1] == number]
    return known[0] if len(known) == 1 else None


@functools.cache
def _acts() -> AliasTable:
    return load_aliases("acts", frozenset(load_codes("acts")))
