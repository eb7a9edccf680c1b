"""Lists of what figures are broken down by (`by age and online flag`): they name dimensions and give no value."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from flows.tidy.dimensions import find, headings, parse
from flows.tidy.labels.forms import form
from flows.tidy.labels.meanings import OF_VICTIMS
from flows.tidy.labels.wording import blanked

_FEW_WORDS = 3
#: Where a list begins and ends in a text, and what it names.
_Listed = tuple[int, int, list[str]]
#: Dimensions whose values may follow a list and narrow the table: `by age, female victims`.
_NARROWING = ("age", "sex")


def _form(kind: str) -> re.Pattern[str]:
    return form("breakdowns", kind, any_case=True)


def without_breakdown(text: str) -> str:
    """The text without what it says that figures are broken down by.

    >>> without_breakdown("Offences by age and online marker, 2016/17")
    'Offences 2016/17'
    >>> without_breakdown("Offences by district, year ending March 2018")
    'Offences year ending March 2018'
    >>> without_breakdown("Offences by age and by sex, April 2016 to March 2017")
    'Offences April 2016 to March 2017'
    >>> without_breakdown("By age and by whether the cyber marker is present"), without_breakdown("By age, girls")
    ('', 'girls')
    >>> without_breakdown("Offences against under 18s: number, type, age, sex, online. 2016/17")
    'Offences against under 18s:. 2016/17'
    """
    out, kept = "", 0
    for start, end, _ in _breakdowns(text):
        out += text[kept:start]
        kept = end
    return out + text[kept:]


def _breakdowns(text: str) -> list[_Listed]:
    """Where a text says what figures are broken down by, and by what, left to right."""
    dated = [f.start for f in find("period", text)]
    ends = (_form("end"), form("online", "either way", any_case=True))
    stops = sorted([m.start() for pattern in ends for m in pattern.finditer(text)] + [*dated, len(text)])
    found: list[_Listed] = []
    at = 0
    while lead := _form("lead").search(text, at):
        end = stops[bisect_left(stops, lead.end())]
        taken, named = _listed(text[lead.end() : end], lead["names"] is not None, lead["clause"] is not None)
        at = lead.end() + taken
        if taken:
            found.append((lead.start(), at, named))
    found += _apart(found, ((m.start(), m.end(), []) for m in _form("apart").finditer(text)))
    found += _apart(found, _bare_lists(text))
    return sorted(found)


def _apart(found: Sequence[_Listed], more: Iterable[_Listed]) -> list[_Listed]:
    """Those of some lists that stand within no other."""
    return [m for m in more if all(m[1] <= start or end <= m[0] for start, end, _ in found)]


def _bare_lists(text: str) -> Iterator[_Listed]:
    """Lists of names with no word that leads to them: `Offences against children: number, type, age, sex, online`."""
    for clause in _form("clause").finditer(text):
        run: list[str] = []
        start = at = clause.start()
        for words, separator in [*_segments(clause[0]), ("", "")]:
            if words.strip() and _is_of_a_list(words.strip(), False, False, after_comma=False):
                start = start if run else at
                run.append(words.strip())
            elif words.strip() or not separator:
                if len(run) >= _FEW_WORDS and sum(bool(headings(w) & {*OF_VICTIMS}) for w in run) > 1:
                    yield start, at, run
                run = []
            at += len(words) + len(separator)


def _listed(listed: str, names_alone: bool, clause: bool) -> tuple[int, list[str]]:
    """How many characters of a list are of a breakdown, and the parts of those."""
    taken, named, before = 0, [], ""
    for words, separator in _segments(listed):
        if words.strip() and not _is_of_a_list(words.strip(), names_alone, clause, after_comma=before.strip() == ","):
            break
        taken += len(words) + len(separator)
        named.append(words.strip())
        before = separator
        clause = clause and separator.strip() != ","
    return taken, named


def _is_of_a_list(words: str, names_alone: bool, clause: bool, after_comma: bool) -> bool:
    """Whether words are one more thing that figures are broken down by, and no value that narrows them."""
    if clause or headings(words) or words.lower().startswith("whether "):
        return True
    if names_alone or any(find(d, words) for d in _NARROWING):
        return False
    if find("online", words):
        return not (after_comma and find("measure", words))
    return len(words.split()) <= _FEW_WORDS and not any(ch.isdecimal() for ch in words)


def without_listed_flag(request: str) -> str:
    """A question or announcement without the flag, where that is one more thing of several that it names.

    >>> without_listed_flag("The number, ages, sexes, crime types and any online element.")
    'The number, ages, sexes, crime types and any               .'
    >>> without_listed_flag("Offences by age, stating how many had the online flag; the sex of victims in total")
    'Offences by age, stating how many had the            ; the sex of victims in total'
    >>> without_listed_flag("How many offences by age and sex were flagged online?")
    'How many offences by age and sex were flagged online?'
    """
    kept = []
    for found in find("online", request):
        sentence = re.split(r"[.?!]\s", request[: found.start])[-1]
        named = [m.end() for m in _form("victim or type").finditer(sentence)]
        if named and _form("one more").search(sentence, named[-1]):
            kept.append(found)
    return blanked(request, kept)


def names_several(text: str) -> bool:
    """True for a list of names, such as `Age of victim and online flag, 2016/17`, or of what is counted and names.

    >>> names_several("Age of victim and online flag, 2016/17"), names_several("Online crime flag, 2016/17")
    (True, False)
    """
    plain = _form("before a year").sub("", _form("table").sub("", blanked(text, find("period", text))))
    named = [w for part in _form("segment").split(plain) if (w := _form("article").sub("", part.strip(" .:,-–")))]
    told = [headings(words) or ({"measure"} if parse("measure", words) else frozenset()) for words in named]
    return len(named) > 1 and all(told) and any(t & {*OF_VICTIMS} for t in told)


def named_in(caption: str) -> frozenset[str]:
    """The dimensions that a caption names, alone or as what its figures are broken down by.

    >>> sorted(named_in("Table 4. Online crime flag")), sorted(named_in("Crimes by age and gender of victim, 2016/17"))
    (['online'], ['age', 'sex'])
    >>> sorted(named_in("Crimes by age and by whether the cyber marker is present"))
    ['age', 'online']
    """
    plain = blanked(caption, find("period", caption))
    listed = [words for _, _, named in _breakdowns(plain) for words in named]
    asked = [words for words in listed if not headings(words)]
    either_way = form("online", "either way", any_case=True).finditer(plain)
    asked += [either[0].rpartition("without")[2] for either in either_way]
    told = [_form("table").sub("", plain), *listed, *(_form("segment").split(plain) if names_several(plain) else ())]
    return frozenset().union(
        *(headings(words.strip(" .:,-–")) for words in told), *({d for d in OF_VICTIMS if find(d, w)} for w in asked)
    )


def _segments(listed: str) -> list[tuple[str, str]]:
    """The parts of a list, each with the separator behind it, so that their lengths add up."""
    pieces: list[tuple[str, str]] = []
    last = 0
    for match in _form("segment").finditer(listed):
        if match.end() > match.start():
            pieces.append((listed[last : match.start()], match[0]))
            last = match.end()
    return [*pieces, (listed[last:], "")]
