"""What a label says of the online (cyber) flag: `yes`, `no`, `unknown`, `all`.

A label about the flag is put together from few words: what it is about (`online`, `cyber`), that it is a flag
(`marker`) or a link (`related`), an answer (`yes`, `not`). Their parts stand in `codes/aliases/online_words.csv`.
A search for keywords and a count of offence types that are online by nature are not the flag. A keyword that was put on
a record is; where a label names a keyword alone, nothing tells.
"""

from __future__ import annotations

import functools
import re
from itertools import groupby

from flows.tidy.labels import wording
from flows.tidy.labels.forms import form
from flows.tidy.labels.meanings import Found, Reading
from schemas.code_tables import Hit, key, words
from schemas.online_words import flag_words

#: Kinds of words by which a count is of something else than the flag.
_NO_FLAG = frozenset({"keyword", "search", "proxy"})
#: Words that join others; by some a record bears a keyword, as by `Internet keyword attached`.
_JOINING = frozenset({"joining", "borne"})
_JOINING_SIGNS = frozenset("/&+")
_ANSWERS = ("yes", "no", "unknown", "all")
#: `OCF = 1`.
_TICKED = re.compile(r"(?P<flag>.*\w)\s*[=:]\s*(?P<tick>[01])\s*")


def parse(label: str) -> Reading[str] | None:
    """The flag's value that is all the label says. `Y`, `No`, `Unknown` alone are less certain: what of, others decide.

    >>> [parse(s).value for s in ("Online flag - Yes", "Number with cyber marker", "No flag", "Online N", "not online")]
    ['yes', 'yes', 'no', 'no', 'no']
    >>> parse("Y").certainty < 1, parse("Rape"), parse("No. of crimes")
    (True, None, None)
    >>> parse("cyber crime keyword search").flags
    ('online_by_keyword',)
    """
    unknown = wording.unknown(label, "online")
    if unknown is not None:
        return Reading("unknown", certainty=unknown)
    if form("online", "number of", any_case=True).match(label):  # `No. of crimes`: a number, not a denial
        return None
    ticked = _TICKED.fullmatch(label)
    if ticked and (flag := parse(ticked["flag"])) is not None and flag.value == "yes":
        return Reading(_tick(ticked["tick"]) or "")
    for text in (label, wording.without_footnote(label)):
        if text is None:
            continue
        hits = _of_the_flag(flag_words().find(text), text)
        if _totals_first(hits):
            return None
        rest, end = "", 0
        for hit in hits:
            rest, end = f"{rest} {text[end : hit.start]}", hit.end
        if not hits or not wording.is_noise(f"{rest} {text[end:]}", "online"):
            continue
        if form("online", "either way", any_case=True).fullmatch(text.strip()):
            return Reading("all")
        sides = _two_sides(hits, text)
        if _says_two(hits) or sides:
            # `Online and offline` is of both, `Online / offline` the name of what is further in.
            both = sides is not None and any(h.alias.pattern in ("and", "or") for h in hits)
            plain = not any(h.alias.code in ("subject", "flag") for h in hits)
            return Reading("all", certainty=0.5 if plain else 1.0) if both else None
        reading = _read(hits)
        if reading is not None:
            return reading if text is label else wording.flagged(reading, "footnote_removed")
    return None


def parse_flag(value: str) -> Reading[str] | None:
    """What a label or cell says where it is known to be of the flag: also ticks, `1`, `0`, `Not applied`.

    A blank is for the table to say.

    >>> [parse_flag(s).value for s in ("1", "N", "online", "Ticked", "Not ticked", "Flag absent")]
    ['yes', 'no', 'yes', 'yes', 'no', 'no']
    """
    tick = _tick(key(value))
    reading = Reading(tick) if tick else parse(value) or _state(value)
    return reading and Reading(reading.value, reading.flags, reading.alternatives)


def _tick(value: str) -> str | None:
    return next((answer for answer in ("yes", "no") if form("online", f"ticked {answer}").fullmatch(value)), None)


def _state(value: str) -> Reading[str] | None:
    """`Ticked`, `Not applied`, `Marker absent`: the state of the flag."""
    state = form("online", "state").fullmatch(key(value))
    if state is None:
        return None
    denied = bool(state["without"]) or bool(state["not"]) != bool(state["absent"])
    return Reading("no" if denied else "yes")


def find(text: str) -> list[Found[str]]:
    """Every mention of the flag inside a text; a subject alone (`online`) is less certain than one with a flag word.

    >>> [(text, f.reading.value) for text in ["130 had the online flag", "of which online 2016/17"] for f in find(text)]
    [('130 had the online flag', 'yes'), ('of which online 2016/17', 'yes')]
    >>> [text[f.start : f.end] for text in ["of which online flag = Y"] for f in find(text)]
    ['online flag = Y']
    >>> [f.reading.value for text in ["Cyber flag used (all victims)", "Total of which online"] for f in find(text)]
    ['yes', 'yes']
    """
    found = []
    either = [m.span() for m in form("online", "either way", any_case=True).finditer(text)]
    hits = [h for h in _of_the_flag(flag_words().find(text), text) if not any(a <= h.start < b for a, b in either)]
    for run in _runs(hits, text):
        if sides := _two_sides(run, text):
            answers = ("no", "yes") if _denies(sides[0]) else ("yes", "no")
            found += [Found(side[0].start, side[-1].end, Reading(a)) for side, a in zip(sides, answers, strict=True)]
        elif _says_two(run):
            found += [Found(run[0].start, run[0].end, Reading("yes")), Found(run[1].start, run[-1].end, Reading("no"))]
        elif any(h.alias.code == "subject" for h in run) and (reading := _read(run)):
            flag = any(h.alias.code in ("flag", "link", "keyword", *_ANSWERS) for h in run)
            found.append(Found(run[0].start, run[-1].end, reading if flag else wording.flagged(reading, certainty=0.7)))
    return found


@functools.lru_cache(maxsize=16384)
def asks(label: str) -> bool:
    """Whether answers of the flag may stand under the label: `Online crime (Y/N)`, `Was the offence online?`.

    >>> [asks(s) for s in ("Was the offence online?", "Flagged online (Y/N)", "Online: Yes", "Not online")]
    [True, True, False, False]
    """
    asked = form("online", "prompt", any_case=True).sub("", wording.in_words(label))
    reading = parse(asked)
    parts = {h.alias.code for h in flag_words().find(asked)}
    return "online" in wording.names(asked) or (reading == Reading("yes") and parts.isdisjoint((*_ANSWERS, "not")))


def _read(hits: list[Hit]) -> Reading[str] | None:
    parts = {h.alias.code for h in hits}
    if not parts & {"subject", "flag", *_ANSWERS, *_NO_FLAG}:
        return None
    put = parts & _NO_FLAG == {"keyword"} and "borne" in parts
    if parts & _NO_FLAG and not put:
        if "subject" not in parts:
            return None
        # `No online keyword`: a record lacks what others bear, as no search would tell.
        lacking = parts & _NO_FLAG == {"keyword"} and ("not" in parts or _no_before(hits))
        flag = "online_by_proxy" if parts & _NO_FLAG == {"proxy"} else "online_by_keyword"
        return Reading("no" if lacking else "all", (flag,), certainty=0.5)
    answers = [h.alias.code for h in hits if h.alias.code in _ANSWERS]
    if len(set(answers)) > 1:
        return None
    if "subject" not in parts and not ("flag" in parts and ("not" in parts or answers)):
        # No answer to anything but whether there is a flag; a bare `no` may be one to another question.
        sure = any(form("online", "of a flag").fullmatch(h.alias.pattern) for h in hits)
        answered = answers and not parts & {"flag", "link", "not"}
        return Reading(answers[0], certainty=0.9 if sure else 0.5) if answered else None
    value = answers[0] if answers else "yes"
    if "not" in parts or _no_before(hits):
        value = {"yes": "no", "no": "no"}.get(value, value)
    return Reading(value)


def _says_two(hits: list[Hit]) -> bool:
    """`Online Not online` is two labels run together: a subject is named again, denied once."""
    subjects = [i for i, h in enumerate(hits) if h.alias.code == "subject"]
    if len(subjects) < 2:
        return False
    again = len({hits[i].alias.pattern for i in subjects}) < len(subjects)
    denied = [i for i, h in enumerate(hits) if h.alias.code in ("not", "no")]
    between = any(subjects[0] < i < subjects[-1] for i in denied)
    later = all(i > subjects[0] for i in denied)
    return (between or again) and later and 0 < len(denied) < len(subjects)


def _two_sides(hits: list[Hit], text: str) -> tuple[list[Hit], list[Hit]] | None:
    """The two answers in `Flagged or not flagged`, `Offline and online`: one denies what the other affirms.

    `Internet and social media not flagged` and `No online or cyber flag` give one answer, of two subjects.
    """
    for i in range(1, len(hits)):
        sign = _JOINING_SIGNS & set(text[hits[i - 1].end : hits[i].start])
        word = form("online", "joins two answers").fullmatch(hits[i].alias.pattern)
        before, after = hits[:i], hits[i + 1 :] if word else hits[i:]
        if not (sign or word) or not after or _denies(before) == _denies(after):
            continue
        denied, affirmed = (before, after) if _denies(before) else (after, before)
        of, of_other = (
            {hit.alias.pattern for hit in side if hit.alias.code in ("subject", "flag", "link")}
            for side in (denied, affirmed)
        )
        # `Not cyber enabled or cyber dependent` denies both.
        same = of == of_other if denied is before else not of.isdisjoint(of_other)
        if (of_other or any(h.alias.code == "yes" for h in affirmed)) and (not of or same):
            return before, after
    return None


def _denies(hits: list[Hit]) -> bool:
    return any(h.alias.code in ("not", "no") for h in hits)


def _no_before(hits: list[Hit]) -> bool:
    """`No flag` says no by its first word."""
    return len(hits) > 1 and hits[0].alias.pattern == "no"


def _of_the_flag(hits: list[Hit], text: str) -> list[Hit]:
    """Without names of bodies, and `all` of something else: `NHS Digital`, `Cyber flag used (all victims)`."""
    hits = [h for h in hits if h.alias.code != "name"]
    starts = {h.start for h in hits}
    kept = []
    for hit in hits:
        rest = text[hit.end :] if hit.alias.code == "all" else ""
        after = next(iter(words(rest)), None)
        of_more = after is not None and hit.end + after.start not in starts and not rest[: after.start].strip()
        if hit.alias.code != "all" or not (of_more or text[: hit.start].endswith("(")):
            kept.append(hit)
    return kept


def _totals_first(hits: list[Hit]) -> bool:
    """`Total of which online` and `All cyber crimes` are totals of what has the flag, not of both its answers."""
    codes = [h.alias.code for h in hits if h.alias.code not in _JOINING]
    return codes[:1] == ["all"] and not {"subject", "flag"}.isdisjoint(codes)


def _runs(hits: list[Hit], text: str) -> list[list[Hit]]:
    """Hits with no other word between them."""
    number = 0
    numbers = []
    for i, hit in enumerate(hits):
        between = text[hits[i - 1].end : hit.start] if i else ""
        if words(between.replace("=", " ")) or any(c in ".;,?!\n" for c in between):
            number += 1
        numbers.append(number)
    runs = [[h for _, h in group] for _, group in groupby(zip(numbers, hits, strict=True), key=lambda pair: pair[0])]
    return [trimmed for run in runs if (trimmed := _trimmed(run))]


def _trimmed(run: list[Hit]) -> list[Hit]:
    """The run without joining words at its ends."""
    keyword = any(hit.alias.code == "keyword" for hit in run)
    telling = [i for i, h in enumerate(run) if h.alias.code not in _JOINING or (keyword and h.alias.code == "borne")]
    if telling and _totals_first(run):
        telling = telling[1:]
    return run[telling[0] : telling[-1] + 1] if telling else []
