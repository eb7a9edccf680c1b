"""Lists of what figures are broken down by (`by age and online flag`): they name dimensions and give no value."""

from __future__ import annotations

import re
from bisect import bisect_left

from flows.tidy.dimensions import find, headings, parse
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import OF_VICTIMS
from flows.tidy.labels.online import EITHER_WAY
from flows.tidy.labels.wording import blanked

#: What leads to a list of names; `whether` leads to what it asks, and `split into` to what it names, whatever that is.
_LEAD = re.compile(
    r"(?<!committed )(?<!perpetrated )(?<!facilitated )(?<!enabled )(?<!carried out )\b(?:by|per)\s+"
    r"|(?P<names>\bagainst\s+)"
    r"|(?P<clause>\bwhether\b(?!\s+or\s+not)|\b(?:split|divided|broken down|separated)\s+(?:between|into)\b"
    r"|\baccording to\b|\b(?:cross-?\s?)?tabulated (?:with|against)\b)\s*",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|per)\s+", re.IGNORECASE)
#: `with the online flag shown separately`: beside the figures of all.
_APART = re.compile(r"\s*,?\s*\b(?:with|and)\s+(?:the\s+)?[^,;.()]*\bseparately\b", re.IGNORECASE)
_SEGMENT = re.compile(r"\s*(?:,\s*and|,|&|\band by\b|\band\b|\bby\b|/)\s*", re.IGNORECASE)
_END = re.compile(r"[.;:()\[\]?]|\bfor\b|\bin\b|\bbetween\b|\bduring\b|\d{4}", re.IGNORECASE)
#: What a table is called by: `Table 4.`
_NUMBER = re.compile(r"^\W*(?:table|figure|annex|appendix|question|q)\W*\w{1,3}\b\W*", re.IGNORECASE)
#: What leads to a year at the end of a caption.
_DATED = re.compile(r"\s+(?:in|for|during|of)\W*$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|their)\s+", re.IGNORECASE)
_FEW_WORDS = 3
_VICTIM_OR_TYPE = re.compile(
    r"\b(?:ages?|sex|sexes|genders?|(?:crime|offence)s? types?|types? of (?:crime|offence)s?|by (?:crime|offence))\b",
    re.IGNORECASE,
)
#: What leads to the next thing named: `and any`, `, the`, `stating how many`.
_ONE_MORE = re.compile(
    r"(?:,|;|\band\b)\s*(?:(?:also|finally|then)\s+)?(?:any|an?|the|whether|if|how many|numbers?|stating|with how many"
    r"|showing|indicating|including|for each|in each)\b[^,;]*$",
    re.IGNORECASE,
)
#: Dimensions whose values may follow a list and narrow the table: `by age, female victims`.
_NARROWING = ("age", "sex")


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
    """
    out, kept = "", 0
    for start, end, _ in _breakdowns(text):
        out += text[kept:start]
        kept = end
    return out + text[kept:]


def _breakdowns(text: str) -> list[tuple[int, int, list[str]]]:
    """Where a text says what figures are broken down by, and by what, left to right."""
    dated = [f.start for f in find("period", text)]
    stops = sorted([m.start() for pattern in (_END, EITHER_WAY) for m in pattern.finditer(text)] + [*dated, len(text)])
    found: list[tuple[int, int, list[str]]] = []
    at = 0
    while lead := _LEAD.search(text, at):
        end = stops[bisect_left(stops, lead.end())]
        taken, named = _listed(text[lead.end() : end], lead["names"] is not None, lead["clause"] is not None)
        at = lead.end() + taken
        if taken:
            found.append((lead.start(), at, named))
    for apart in _APART.finditer(text):
        if all(apart.end() <= start or end <= apart.start() for start, end, _ in found):
            found.append((apart.start(), apart.end(), []))
    return sorted(found)


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
        named = [m.end() for m in _VICTIM_OR_TYPE.finditer(sentence)]
        if named and _ONE_MORE.search(sentence, named[-1]):
            kept.append(found)
    return blanked(request, kept)


def names_only(text: str) -> bool:
    """True for words that name dimensions and give no value: `Sex of victim`, `Breakdown by age`.

    >>> names_only("Breakdown by age"), names_only("Sex of victim"), names_only("Female victims"), names_only("2016/17")
    (True, True, False, False)
    """
    if headings(text):
        return True
    explained = explain(text)
    listed = bool(_BY.search(text)) and not explained.meanings and not explained.undecided
    return listed and any(headings(w.strip(" .:,")) for part in _BY.split(text)[1:] for w in _SEGMENT.split(part))


def names_several(text: str) -> bool:
    """True for a list of names, such as `Age of victim and online flag, 2016/17`, or of what is counted and names.

    >>> names_several("Age of victim and online flag, 2016/17"), names_several("Online crime flag, 2016/17")
    (True, False)
    """
    plain = _DATED.sub("", _NUMBER.sub("", blanked(text, find("period", text))))
    named = [w for part in _SEGMENT.split(plain) if (w := _ARTICLE.sub("", part.strip(" .:,-–")))]
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
    asked += [either[0].rpartition("without")[2] for either in EITHER_WAY.finditer(plain)]
    told = [_NUMBER.sub("", plain), *listed, *(_SEGMENT.split(plain) if names_several(plain) else ())]
    return frozenset().union(
        *(headings(words.strip(" .:,-–")) for words in told), *({d for d in OF_VICTIMS if find(d, w)} for w in asked)
    )


def _segments(listed: str) -> list[tuple[str, str]]:
    """The parts of a list, each with the separator behind it, so that their lengths add up."""
    pieces: list[tuple[str, str]] = []
    last = 0
    for match in _SEGMENT.finditer(listed):
        if match.end() > match.start():
            pieces.append((listed[last : match.start()], match[0]))
            last = match.end()
    return [*pieces, (listed[last:], "")]
