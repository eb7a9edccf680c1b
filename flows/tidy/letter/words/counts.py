"""The numbers of a sentence: which are counts of something, and why the others are not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.tidy.labels import words
from flows.tidy.labels.numbers import CellValue, read_cell
from flows.tidy.labels.periods.dates import MONTH, NAMES
from flows.tidy.letter.text.phrases import any_of, find, plain
from flows.tidy.letter.words.count import AGAIN, NUMBERED, Count
from flows.tidy.letter.words.meant import NOTHING
from flows.tidy.letter.words.mention import Mention
from flows.tidy.letter.words.no_counts import no_count
from flows.tidy.letter.words.referring import SPLIT_OF
from flows.tidy.letter.words.together import ages_told, in_lists, of_wholes, withheld

#: `cautioned( 1)`, `2007( 4,5)`: marks of footnotes.
_NAMED = re.compile(
    r"(?:(?<!['’])\b(?:sections?|sect?|ss?|clauses?|articles?|arts?|regulations?|schedules?|rules?|paragraphs?|paras?"
    r"|questions?|requests?|answers?|q|parts?|"
    r"tables?|figures?|figs?|appendix|annex|pages?|pp?|items?|types?|outcomes?|codes?|class|classes|hoc?|number"
    r"|no|nos|ref|"
    r"reference|recommendations?|foi\w*|version|v|ext|extension|line|box|room|chapter|volume|vol|stage|level|tier|grade|band"
    r"|category|cat|"
    r"group|week|day|operation|op|phase|step|point|points|note|footnote|step|act|tel|telephone|phone|fax|dial"
    r"|ring|call|contact us|virtue of)"
    r"\s?[.:#(]?\s*|\w\(\s+(?:\d{1,2},\s?)?|[#£$€@/.]|\d[/.:]|\d\(|\)\s?\(|\b(?:sections?|ss?|art\w*|reg\w*)\.?\s?\d+\w?\s\("
    r"|\d\s\(?0\d{0,3}\)?\s?)$",
    re.IGNORECASE,
)
#: `The figure: 46`, `the 2016/17 figure (1,044)`: these number nothing.
_OF_FIGURES = re.compile(
    r"(?:figure|number|outcomes?|\bno)\s*[:=]\s*$|\b(?:the|our) (?:[\w/-]+ )?(?:figure|number)s?\s\($"
    r"|\b(?:table|total|category|group|request|answer)s?:\s$",
    re.IGNORECASE,
)
#: `In the cases in question 42 persons were involved`
_IN_QUESTION = re.compile(r"\b(?:the|those|these)\s+(?:\w+\s+){1,3}in question\s+$", re.IGNORECASE)
_PEOPLE = re.compile(r"\s+(?:persons|people|men|women|children|boys|girls|victims|offenders|suspects)\b")
_SPLIT_OF = re.compile(SPLIT_OF, re.IGNORECASE)
_FEW_YEARS = 6
#: The first half of a postcode: `DH1 ` before `5RU`.
_OUTWARD = re.compile(r"\b[A-Z]{1,2}\d[\dA-Z]?\s+$")
#: `[198765]` behind a question of Parliament is its number.
_LARGEST_NOTE = 99
#: `change = +35`
_SIGNED = re.compile(r"(?:^|[\s(=])[+\u2212]$|\b(?:change|difference|variance)\s*[=:]\s*[+-]?$", re.IGNORECASE)
_GLUED_AFTER = re.compile(
    r"\s?%|\s?per\s?cent|[/.:]\d|\s?(?:st|nd|rd|th)\b|[a-z]\b|-(?:year|hour|day|month|minute|page|point|fold)"
    r"|\s?[ap]\.?m\b",
    re.IGNORECASE,
)
_DATE_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{NAMES})\b", re.IGNORECASE)
_DATE_BEFORE = re.compile(rf"\b{MONTH}\s+$", re.IGNORECASE)
_QUANTIFIED = re.compile(
    r"(?:(?P<low>fewer than|less than|under|below|no more than|(?<!add )(?<!adds )(?<!added )(?<!adding )up to"
    r"|at least|more than|over|in excess of|at most)\s+"
    r"|(?P<sign>[<>≤≥]=?)\s*)$",
    re.IGNORECASE,
)
_AFTER_BOUND = re.compile(
    r"\s+(?:(?:or|and)\s+(?:fewer|less|under)|or\s+(?:more|over|above))\b(?!\s+than)", re.IGNORECASE
)
#: `one or more offences`, `any one of them`, `where one of the victims`: how many there need be, and no count.
_OR_MORE = re.compile(r"\s+or\s+(?:more|several|both|two|another|the other)\b(?!\s+than)", re.IGNORECASE)
_ANY = re.compile(
    r"\b(?:any|every|each|at least|more than|(?:where|when|if|whether|unless|(?:in|for|of|by) which)"
    r"(?: only| just| at least)?)\s+$",
    re.IGNORECASE,
)
_PAIR = 2
#: `Nine were recorded, one of which was online`: a count as `two of which` is.
_ONE_OF_THEM = re.compile(r"\s+of (?:these|those|them|which|whom)\b", re.IGNORECASE)
_ONE_ALONE = re.compile(r"\b(?:including|only|just(?: the)?)\s+$|:\s+$", re.IGNORECASE)
_IN_WORDS = re.compile(r"\s*\([a-z\s-]+\)", re.IGNORECASE)
#: `71 Abuse of children ... - 5`: a class before its name.
_CODE = re.compile(r"\d{1,3}[A-Za-z]?\s+(?=[A-Z][a-z])(?=.*\S\W*[:=–—-]\s*[<\d])")
#: `2. 3 offences have no gender recorded`: the second of several notes.
_ENUMERATED = re.compile(r"(?<!\d\d\d)\.\s+(?=\d)(?=.*[a-z]{3})")
#: `2 Where someone faced several, the gravest is taken`: the mark of a footnote before its words.
_NOTE_MARK = re.compile(
    r"\d{1,2}\s+(?:Where|When|If|The|This|These|Those|Some|Please|Note|All|Each|Every|Any|An?|In|For|From|As|It|They|We"
    r"|Only|Not|Includes?|Excludes?|Including|Excluding|Data|Figures|Due|Because|Since|May)\s"
)
#: `2018 - 1991`: a figure behind its year.
_OF_A_YEAR = re.compile(r"\s*[:=]\s*|\s+[-–—]\s+")
_OFFENDER_AGE = re.compile(
    r"\b(?:suspects?|offenders?|perpetrators?|officers?|defendants?|accused)\b[^,.;\d]{0,20}\b(?:aged|under|over"
    r"|below|age of)\s+$",
    re.IGNORECASE,
)
#: `the above 21 prosecutions`
_ABOVE = re.compile(r"\b(?:the above|abovementioned|above-mentioned|aforementioned|the said)\s+$", re.IGNORECASE)
_DENIED = re.compile(r"\d\W*\s(?:and not|not|rather than|instead of)\s+(?:the\s+)?$", re.IGNORECASE)
#: `in 12 of these the sex was not known`: what follows is not what was counted.
_NEW_SUBJECT = re.compile(r"\s+of (?:these|those|them|which|whom)\W+(?:the|an?|no|its|their|his|her)\b", re.IGNORECASE)
_WORD = re.compile(r"\s*(?:[-–(]\s*)?([A-Za-z][\w'’/-]*)")
_TOTAL_BEFORE = re.compile(
    r"(?:\b(?:total|number|figure|count|sum|answer|volume|amount)\b[^.;?]{0,90}?(?:\bof|\bis|\bwas|\bwere"
    r"|\bstands? at|\bstood at|[:=–—-])"
    rf"|(?:{any_of('prose', 'changed')}|\b(?:doubled|trebled|tripled|halved))"
    r"(?: by (?:over |nearly |about )?[\d.]+\s?(?:%|per cent))? to"
    r"|\b(?:attached|applied|added|used|set|present) (?:to|in|on|for|against)"
    r"|\bthere (?:were|was|are|is|have been|has been|had been)(?: a total of| only| just| also| some"
    r"| currently| now| at present)?"
    r"|\b(?:stands?|stood|came|comes?|add(?:s|ed|ing)? up|amounts?|amounted|equates?|equated|totals?|totalled"
    r"|totalling|numbers?|numbered) ?(?:at|to|at a total of)?"
    r"|\b(?:total(?: count| number)?|count|sum|result)|\b(?:figure|number|total"
    r"|count)s? \("
    r"|\b(?:recorded|returned|produced|yielded|received|had|were|was|made|saw|identified|found"
    r"|shows?|showed|held|holds|dealt with|has"
    r"|have)(?: on (?:record|file|its books|our books))?(?: a total of| only| just)?)\s*$",
    re.IGNORECASE,
)
#: `<5* x pupil on pupil`
_TIMES = re.compile(r"[*†]?\s+[x×]\s+(?!(?:more|less|as|the|higher|lower|bigger|greater)\b)[A-Za-z]")
_COLON = re.compile(r"[^\W\d][\w)\"'”’]*\s*[:=]\s*$|\)\s*[:=]\s*$")
_KEYED = re.compile(r"[)\s]*(?:[:=|]|['’]s\b|\s[–—-](?=\s)|\s/(?=\s)|,?\s*(?:is|was|were|are|saw|had)\b)\s*")
_VERB_AFTER = re.compile(
    r"\s*,?\s*(?:of (?:these|those|which|them|whom|the)\b[^.;,]{0,30}\s)?(?:which |who |that |also |then )?"
    r"(?:were|was|are|is|had|have|has|did|do|involved?|involving|related?|relating|concerned?|against|with|for"
    r"|in|name|resulted|led|"
    r"carried|featured|contained|occurred|took|fell|came|identified|on|by|aged|where)\b",
    re.IGNORECASE,
)


def counts(text: str, found: Sequence[Mention]) -> list[Count]:
    """Every whole number of the sentence, left to right; `found` are the mentions within which a number is no count.

    >>> [(c.value.value, c.reason) for c in counts("In 16 days 44 of the 45 forces recorded 1,204 rapes", [])]
    [(16, 'not counted: days'), (44, 'not counted: forces'), (45, 'not counted: forces'), (1204, '')]
    >>> [(c.value.value, c.reason) for c in counts("Two were 17. In the cases in question 42 persons were men", [])]
    [(2, ''), (17, 'an age'), (42, '')]
    """
    flat = plain(text)
    out = [
        _count(flat, f.start, f.end, f.reading.value, f.reading.flags, found)
        for f in words.find(text)
        if f.reading.certainty == 1
    ]
    out += [
        Count(m.start("no"), m.end("no"), CellValue(0, low=0, high=0, flags=("number_in_words",)), sure=True)
        for m in NOTHING.finditer(flat)
        if not re.search(
            r"\b(?:there (?:is|are) |means? (?:that )?(?:there (?:were|was|are) )?|denotes? )$", flat[: m.start()]
        )
    ]
    out += withheld(flat, out, found)
    out.sort(key=lambda c: c.start)
    return ages_told(flat, in_lists(flat, of_wholes(flat, out)))


def _count(text: str, start: int, end: int, number: int, flags: tuple[str, ...], found: Sequence[Mention]) -> Count:
    value = CellValue(number, low=number, high=number, flags=flags)
    reason = _reason(text, start, end, number, flags, found)
    if reason:
        return Count(start, end, value, reason)
    before, after = text[:start], text[end:]
    if number <= _PAIR and (_OR_MORE.match(after) or (number == 1 and _ANY.search(before))):
        return Count(start, end, value, "a word")
    quantified, bound = _QUANTIFIED.search(before), _AFTER_BOUND.match(after)
    approximate = next((True for h in find("prose", before, "approximately") if before[h.end :].strip() == ""), False)
    if quantified or bound:
        first = quantified.start() if quantified else start
        last = end + (bound.end() if bound else 0)
        withheld = read_cell(f"{number}{bound[0]}" if bound and not quantified else text[first:last])
        if withheld is not None:
            start, end, value = first, last, withheld
    noun = _noun(text, end, found)
    if noun == "-times" and any(m.kind == "online" for m in found):
        noun = "flagged"
    if noun.startswith("-"):
        return Count(start, end, value, f"not counted: {noun[1:]}")
    if (
        flags == ("number_in_words",)
        and number == 1
        and not noun
        and not _ONE_ALONE.search(before)
        and not _ONE_OF_THEM.match(after)
        and not (_TOTAL_BEFORE.search(before) and re.match(r"\W*$", after))
    ):
        return Count(start, end, value, "a word")
    only = number == 1 and _ONE_ALONE.search(before) is not None and re.match(r"\W*$", after) is not None
    sure = bool(noun) or only or bool(_TIMES.match(after)) or bool(_TOTAL_BEFORE.search(text[:start]))
    behind_year = any(m.kind == "period" and _OF_A_YEAR.fullmatch(text[m.end : start]) for m in found)
    if 1900 <= number <= 2099 and not flags and not noun and not behind_year:
        return Count(start, end, value, "a year")
    return Count(start, end, value, sure=sure, approximate=approximate, noun=noun)


def _reason(text: str, start: int, end: int, number: int, flags: tuple[str, ...], found: Sequence[Mention]) -> str:
    inside = next((m for m in found if m.start < end and m.end > start), None)
    if inside:
        return f"part of the {inside.kind}"
    if re.match(r"\s*(?:%|per\s?cent)", text[end:], re.IGNORECASE):
        return "a proportion"
    if "number_in_words" not in flags:
        glued = _GLUED_AFTER.match(text, end)
        if glued and not re.match(r"[A-Z][a-z]", text[end:]):
            return "part of a larger mark"
        if text[start] == "0" and end - start > 1:
            return NUMBERED
        if end - start > 6 and "," not in text[start:end]:
            return NUMBERED
    if not text[:start].strip() and (
        _CODE.match(text, start) or _ENUMERATED.match(text, end) or _NOTE_MARK.match(text, start)
    ):
        return NUMBERED
    coded = any(m.kind == "offence" and re.fullmatch(r"\s*\(", text[m.end : start]) for m in found if m.end <= start)
    if coded and re.match(r"[A-Z]?\)\s*[:=–-]\s*[<\d]", text[end:]):
        return NUMBERED
    if re.search(r"\[$", text[:start]) and re.match(r"\]", text[end:]) and number > _LARGEST_NOTE:
        return NUMBERED
    if _OUTWARD.search(text[:start]) and re.match(r"[A-Z]{2}\b", text[end:]):
        return NUMBERED
    if _SIGNED.search(text[:start]):
        return "a change, not a count"
    if _OFFENDER_AGE.search(text[:start]):
        return "an offender's age"
    if _DENIED.search(text[:start]):
        return "denied"
    if _ABOVE.search(text[:start]):
        return AGAIN
    if reason := no_count(text, start, end, number):
        return reason
    if _DATE_AFTER.match(text, end) or _DATE_BEFORE.search(text[:start]):
        return "a date"
    if any(m.start("n") <= start and end <= m.end("n") for m in _SPLIT_OF.finditer(text)):
        return NUMBERED
    answered = any(m.kind == "online" and m.end <= start and not text[m.end : start].strip() for m in found)
    if re.search(r"\b[Yy]ear\s+$", text[:start]) and re.match(r"\s*[,:;(=–-]", text[end:]) and number <= _FEW_YEARS:
        return NUMBERED
    if _NAMED.search(text[:start]) and not answered and not _OF_FIGURES.search(text[:start]):
        return "" if _IN_QUESTION.search(text[:start]) and _PEOPLE.match(text, end) else NUMBERED
    return ""


def _noun(text: str, end: int, found: Sequence[Mention]) -> str:
    """The noun that the number counts, with `-` before it where it is none that we count; empty where none is near.

    The words of a period (`the 1,247 of the year before`) are none.
    """
    if _NEW_SUBJECT.match(text, end):
        return ""
    repeated = _IN_WORDS.match(text, end)
    at = repeated.end() if repeated else end
    participle = ""
    for _ in range(7):
        word = _WORD.match(text, at)
        if not word or (at == end and word[1].lower() == "the"):
            return participle
        if any(m.kind == "period" and m.start <= word.start(1) < m.end for m in found):
            return participle
        for kind, sign in (("not_counted", "-"), ("counted", "")):
            for hit in find("nouns", text[word.start(1) : word.start(1) + 40], kind):
                if hit.start == 0 and not re.match(r"\w", text[word.start(1) + hit.end :]):
                    noun = sign + text[word.start(1) : word.start(1) + hit.end].lower()
                    if not noun.endswith("ed") and noun != "child":
                        return noun
                    participle = participle or noun
        if re.fullmatch(
            r"(?:had|have|has|was|were|is|are|and|in|against|with|for|which|who|where|by|including|on|at|from|did|to)",
            word[1],
            re.IGNORECASE,
        ):
            return participle
        at = word.end()
        if re.match(r"\s*[,.;:)]", text[at:]):
            return participle
    return participle


def keyed(text: str, count: Count, found: Sequence[Mention]) -> bool:
    """Whether a figure stands behind a key: `2016/17: 61`, `to 31 March 2017 is 401`, `0-3 / 12`."""
    before = text[: count.start]
    if re.match(r"\W*$", text[count.end :]) and any(re.fullmatch(r"\s*,\s*", before[m.end :]) for m in found):
        return True
    return bool(_COLON.search(before)) or any(
        m.end <= count.start and _KEYED.fullmatch(text[m.end : count.start]) for m in found
    )


def predicated(text: str, end: int) -> bool:
    """Whether a verb or `against` follows, so that a number without a noun stands for what was counted before.

    >>> predicated("289 had a male victim", 3), predicated("289 copies", 3)
    (True, False)
    """
    return _VERB_AFTER.match(plain(text), end) is not None
