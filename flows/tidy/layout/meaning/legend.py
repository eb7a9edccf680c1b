"""Codes and names that a return explains: `XF in the last column means that the cyber flag was applied`.

`"The first year" is 1 April 2015 to 31 March 2016`: such a name is explained in labels and in the words over tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile, zip_longest

from flows.tidy.dimensions import find, headings, is_known, parse, total_kind
from flows.tidy.labels.explain import explain
from flows.tidy.labels.forms import one_of
from flows.tidy.labels.meanings import OF_VICTIMS, takes_in
from flows.tidy.layout.matrix import Matrix, Slot
from flows.tidy.text.phrases import led
from flows.tidy.text.sentences import sentences
from schemas.code_tables import key

_EXPLAINED = re.compile(
    r"(?:^|(?<=[\s,;(]))(?P<open>['\"‘“(])?"
    r"(?P<code>[A-Z][\w/&+-]{0,11} [A-Z0-9]\b|[A-Za-z][\w/&+-]{0,11}(?(open)(?: \w+){0,4})|[?!])(?P<close>['\"’”)])?"
    r"(?P<stop>\.)?"
    rf"(?:\s+(?:in|under) (?:{one_of('this')} )?[\w ]{{1,30}}?{one_of('place in a table')}(?: [A-Z])?)?"
    rf"\s*(?P<verb>=|:|\s[-–]\s|\b{one_of('explains')}\b|\s\()\s*(?:that )?"
)
#: How many letters a label has that a sentence may explain; a reading no surer than this is no explanation.
LEAST, MOST, UNSURE = 4, 30, 0.6
#: `Mark: Y if the crime has the online marker`: what answers under a heading are of.
_HEADING = re.compile(r"\s*(?P<name>\w[\w ]{0,20}?)\s*:\s+(?P<told>.+)")
#: So long may letters be that a note explains otherwise than everyone reads them: `N = not known` is no `no`.
LONGEST_LETTERS = 2
#: `Key: RF rape of a female, RM rape of a male`: codes and words, and nothing between.
_PARTED = re.compile(r"\s*[,;()]\s*|\.\s+|\.$")
_ABBREVIATED = re.compile(r"(?P<code>[A-Z][A-Z\d/&+-]{0,7}|[<>]?\d{1,2}\+?)\s+(?P<told>[a-z].{2,60})")
_WORDS = re.compile(r"\s+|(?<=\w)(?=[<>])")
LONGEST_CODE, FEWEST_CODES = 8, 3
_LISTED = re.compile(r"\s*[;,|]\s*|\s+/\s+")
_CODED = ("online", "age", "sex", "period")
_ASIDE_END, _AND = re.compile(r"[);.\n]"), re.compile(r"[\s,(]*(?:\band)?[\s,(]*$")
_END = re.compile(
    rf"[;.\n]|,(?=\s*['\"‘“(]?[\w/&+-]{{1,12}}['\"’”)]?\s*(?:=|:|{one_of('means')}|\s[-–]\s))"
    rf"|\s+and\s+(?=['\"‘“][\w ]{{1,40}}['\"’”]\s*(?:=|:|{one_of('explains')})\b)"
    rf"|\s+and\s+(?=(?-i:[A-Z][A-Z\d]{{0,7}})\s*(?:=|:|\b{one_of('explains')}\b))"
)
_THE = "the "


def legend(notes: Iterable[str]) -> dict[str, str]:
    """Short codes by their key, and the words of the note that a dimension reads.

    >>> legend(["XF in the last column means that the online (cyber) flag was applied."])
    {'xf': 'the online (cyber) flag was applied'}
    >>> legend(["OL = online; FM = female victims, ML = male victims"])
    {'ol': 'online', 'fm': 'female victims', 'ml': 'male victims'}
    >>> legend(['Here "the first year" is 2015/16 and "the second year" is 2016/17.', "Year 3 = 2017/18"])
    {'first year': '2015/16', 'second year': '2016/17', 'year 3': '2017/18'}
    >>> legend(["Mark: Y if the crime has the online marker, otherwise N.", "Sex: F, M or W (not known)."])
    {'mark': 'online marker', 'w': 'not known'}
    >>> legend(["F female, M male, T total"])
    {'f': 'female', 'm': 'male', 't': 'total'}
    >>> legend(["F female, M male, X sex not known; CYB1 cyber flag set, CYB0 not set; AGE 99 age not known"])
    {'f': 'female', 'm': 'male', 'x': 'sex not known', 'cyb1': 'cyber flag set', 'cyb0': 'cyber flag not set'}
    >>> legend(["OLF = online flag set (Y) or not (N)."])
    {'olf': 'online flag'}
    >>> legend(["Offence: R = rape. Fl. = number with the online flag"])
    {'r': 'rape', 'fl': 'number with the online flag'}
    >>> legend(["Offences: 2016/17 only. Kent means well."])
    {}
    >>> legend(["Key: RF rape of a female, RM rape of a male (<13 child under 13)"])
    {'rf': 'rape of a female', 'rm': 'rape of a male', '< 13': 'child under 13'}
    >>> legend(["A: in the year 2015/16. B: those of A that carry the online flag."])
    {'a': 'in the year 2015/16', 'b': 'in the year 2015/16, online flag'}
    >>> legend(["By age (? = no date of birth held)"])
    {'?': 'no date of birth held'}
    """
    found: dict[str, str] = {}
    parts: dict[str, str] = {}
    for note in notes:
        key_of = led("tables", note, "key of codes")
        for clause in [note[key_of:]] if key_of else sentences(note, semicolons=False):
            listed = [_ABBREVIATED.fullmatch(part) for part in _PARTED.split(clause) if part]
            in_turn = takewhile(bool, listed) if not key_of else filter(None, listed)
            said = [(m["code"], m["told"]) for m in in_turn if m]
            if key_of or len(said) >= FEWEST_CODES:
                full = [
                    told if wording(told) else _denied(told, before)
                    for before, (_, told) in zip(["", *(t for _, t in said)], said, strict=False)
                ]
                found |= {
                    key(code): told
                    for (code, _), told in zip(said, full, strict=True)
                    if wording(told) or total_kind(told)
                }
        heading = _HEADING.fullmatch(note)
        asks = heading is not None and not is_known(heading["name"]) and _answers(heading["told"])
        if heading and asks and (flag := wording(heading["told"])):
            found.setdefault(key(heading["name"]), flag)
        for match in _EXPLAINED.finditer(note):
            code = match["code"]
            quoted = bool(match["open"]) or bool(match["stop"] and match["verb"].strip() == "=")
            if match["open"] and " " in code and not match["close"]:
                continue
            if (len(code) > LONGEST_LETTERS and is_known(code)) or not (
                quoted or code.isupper() or any(c.isdecimal() for c in code) or not any(c.isalpha() for c in code)
            ):
                continue
            end = (_ASIDE_END if match["verb"].strip() == "(" else _END).search(note, match.end())
            told = note[match.end() : end.start() if end else len(note)].strip(" '\"‘’“”)")
            meaning = told if total_kind(told) else wording(told)
            meaning = _name_of_flag(meaning) if _answers(meaning) else meaning
            if meaning:
                found.setdefault(key(code).removeprefix(_THE) or code, meaning)
                parts.setdefault(key(code), told)
    return {code: _with_whole(code, meaning, parts, found) for code, meaning in found.items()}


@lru_cache(maxsize=4096)
def explains_codes(text: str) -> bool:
    """Whether a text is the key to codes of labels, and says of no figures what they are of."""
    return len(legend([text])) >= FEWEST_CODES


def _denied(told: str, before: str) -> str:
    """What words that only deny those before them say: `not set` behind `cyber flag set`."""
    _, _, end = told.partition(" ")
    return before.removesuffix(end) + told if end and before.endswith(end) else told


def _with_whole(code: str, meaning: str, told: Mapping[str, str], codes: Mapping[str, str]) -> str:
    """What a code means with what that one means of which it is a part: `B: those of A that are online`."""
    whole = [w for w in re.findall(r"\w+", told.get(code, "")) if w.isupper() and key(w) in codes and key(w) != code]
    return f"{codes[key(whole[0])]}, {meaning}" if len(whole) == 1 else meaning


def named_in_notes(labels: Iterable[str], notes: Iterable[str]) -> dict[str, str]:
    """Labels in plain words, by their key, and what a note says that they are; a verb stands for those behind it, too.

    None need stand there where several labels are told of in turn.

    >>> named_in_notes(["This year", "The year before"], ["This year is 2016/17, the year before 2015/16."])
    {'this year': '2016/17', 'the year before': '2015/16'}
    >>> named_in_notes(["Tots", "Infants", "Juniors"], ["By stage: tots 0 to 4, infants 5 and 6, juniors 7 to 10."])
    {'tots': '0 to 4', 'infants': '5 and 6', 'juniors': '7 to 10'}
    >>> named_in_notes(["Burglary"], ["Burglary 2016/17 was counted."])
    {}
    """
    found: dict[str, str] = {}
    notes = list(notes)
    told_of = "\n".join(notes).casefold()
    short = [label for label in labels if LEAST <= len(label) <= MOST and label.casefold() in told_of]
    names = [re.escape(label) for label in short if not is_known(label)]
    named = re.compile(rf"\b(?P<name>{'|'.join(names)})\b(?P<verb>\s*(?:=|:|\b{one_of('explains')}\b))?\s*", re.I)
    for note in notes if names else ():
        told, listed = False, Counter[str]()
        explained: list[tuple[str, str, str]] = []
        for match, words in _parts_after(named, note):
            told = told or bool(match["verb"])
            whole = next((d for d in _CODED if (r := parse(d, words)) is not None and r.certainty > UNSURE), "")
            value = next((f for d in _CODED for f in find(d, words) if not f.start), None)
            if whole:
                listed[whole] += 1
                explained.append((whole, key(match["name"]), words))
            elif told and value is not None and value.reading.certainty > UNSURE:
                found.setdefault(key(match["name"]), words[: value.end])
        for dimension, name, words in explained:
            if told or listed[dimension] >= FEWEST_CODES:
                found.setdefault(name, words)
    return found


def _parts_after(named: re.Pattern[str], note: str) -> Iterator[tuple[re.Match[str], str]]:
    """Where a note names labels, each with the words up to the next or to the end of the clause."""
    matches = list(named.finditer(note))
    for match, behind in zip_longest(matches, matches[1:]):
        words = note[match.end() : behind.start() if behind else len(note)]
        yield match, _AND.sub("", _ASIDE_END.split(words, maxsplit=1)[0])


def in_full(text: str, codes: Mapping[str, str]) -> str:
    """A text with the names of several words that the legend explains read as what they mean.

    >>> in_full("The position in the second year was:", {"second year": "2016/17"})
    'The position in the 2016/17 was:'
    """
    for code, meaning in codes.items():
        if " " in code and code in key(text):
            text = re.sub(rf"\b{re.escape(code)}\b", meaning, text, flags=re.IGNORECASE)
    return text


def _answers(explanation: str) -> bool:
    """Whether words name both answers to a question, as `Y if ..., otherwise N` does."""
    read = (parse("online", word.strip(" ,.;:'\"()")) for word in explanation.split())
    return {"yes", "no"} <= {r.value for r in read if r is not None}


def _name_of_flag(explanation: str) -> str:
    """What names the flag before its answers: `online flag` of `online flag set (Y) or not (N)`."""
    words = explanation.split()
    heads = (" ".join(words[:n]).rstrip(",:;") for n in range(len(words), 0, -1))
    return next((head for head in heads if "online" in headings(head)), explanation)


def codes_with_titles(matrix: Matrix) -> Matrix:
    """The matrix with the numbers of a list of codes, each before its title, as no figures. It is changed."""
    for column in matrix.columns:
        pairs = [(s, t) for r in matrix.rows if (s := matrix.at(r, column)) and (t := matrix.at(r, column + 1))]
        titled = [(s, t) for s, t in pairs if any(c.isalpha() for c in t.text)]
        same = [s for s, t in titled if (code := _code(s.text)) is not None and code == _code(t.text)]
        if len(same) >= FEWEST_CODES and any(s.value is None for s in same):
            for slot in same:
                matrix.slots[slot.row, column] = replace(slot, value=None, is_figure=False)
    return matrix


def _code(text: str) -> str | None:
    reading = parse("offence", text)
    return reading.value.code if reading is not None else None


def wording(explanation: str) -> str:
    """The words of an explanation that one dimension reads; empty where none does."""
    for dimension in (*_CODED, "offence"):
        if parse(dimension, explanation) is not None:
            return explanation
    hits = [(f, d) for d in _CODED for f in find(d, explanation) if f.reading.certainty >= 0.9]
    if len({(d, f.reading.value) for f, d in hits}) != 1:
        return ""
    return explanation[hits[0][0].start : hits[-1][0].end]


def spell_out(matrix: Matrix, codes: Mapping[str, str], numbers: Mapping[str, str]) -> Matrix:
    """The matrix with the codes of the legend read as what they mean, alone or among words. It is changed.

    Among words only where all of them are known then, `17A S/A male 13+` under `S/A = sexual assault`, and in lists of
    codes. Numbers are codes under a heading alone that names what they tell: `99` under `Victim age`; those of years
    head columns: `16 | 17`.
    """
    for position, slot in list(matrix.slots.items()) if codes or numbers else ():
        if (number := numbers.get(slot.text)) and _is_code(matrix, slot, number):
            matrix.slots[position] = replace(slot, text=number, value=None, is_figure=False)
        elif (meaning := codes.get(key(slot.text) or slot.text)) and _labels(matrix, slot):
            matrix.slots[position] = replace(slot, text=meaning, value=None, is_figure=False)
        elif not slot.is_figure and (spelt := _spelt(slot.text, codes)) != slot.text:
            matrix.slots[position] = replace(slot, text=spelt)
    return matrix


def _spelt(text: str, codes: Mapping[str, str]) -> str:
    if meaning := codes.get(key(text).removeprefix(_THE) or text):
        return meaning
    listed = _LISTED.split(text)
    if len(listed) > 1 and all(len(code) <= LONGEST_CODE for code in listed) and any(key(c) in codes for c in listed):
        return "; ".join(codes.get(key(code), code) for code in listed)
    if is_known(text):
        return _dated(text, codes)
    parts, joint = (text.split("_"), ", ") if "_" in text else (_WORDS.split(text), " ")
    spelt = joint.join(codes.get(key(part), part) for part in parts)
    return spelt if is_known(spelt) or explain(spelt).complete else text


def _dated(text: str, codes: Mapping[str, str]) -> str:
    """A label of a year with a code for the part of it that it covers, as that part: `2017/18 YTD`."""
    year = parse("period", text)
    told = [codes[k] for word in text.split() if year and (k := key(word)) in codes]
    within = [t for t in told if year and (part := parse("period", t)) and takes_in(year.value, part.value)]
    return within[0] if len(within) == 1 else text


def _labels(matrix: Matrix, slot: Slot) -> bool:
    """Whether a sign that may stand for a figure labels others: it heads its column, or begins its row."""
    over = [s for r in matrix.rows if r < slot.row and (s := matrix.at(r, slot.column))]
    left = [s for c in matrix.columns if c < slot.column and (s := matrix.at(slot.row, c))]
    return not left or all(s.cell.column_span > 1 for s in over)


def _is_code(matrix: Matrix, slot: Slot, meaning: str) -> bool:
    """Whether the heading over a number names a dimension in which its meaning says something; over a year is none."""
    over = [s for r in matrix.rows if r < slot.row and (s := matrix.at(r, slot.column))]
    if parse("period", meaning) is not None:
        below = matrix.at(slot.row + 1, slot.column)
        return below is not None and not any(s.is_figure or parse("period", s.text) for s in over)
    named = next((h for s in over if s.value is None and (h := headings(s.text))), frozenset())
    return any(parse(d, meaning) is not None for d in named & {*OF_VICTIMS})
