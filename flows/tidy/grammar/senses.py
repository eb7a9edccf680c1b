"""What the labels of a level can mean: hypotheses, each a dimension of the level and a sense of every label in it."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flows.tidy.dimensions import LEVEL_DIMENSIONS, find, headings, named_over, parse, parse_under, total_kind
from flows.tidy.grammar.fitting import choices, dated, fit, sums_of_months, takes_in_all
from flows.tidy.grammar.level import Level
from flows.tidy.grammar.noted import Noted
from flows.tidy.grammar.sense import Sense, counted, counted_last, numbered_part, plain_sense, spelt_years
from flows.tidy.labels.explain import explain
from flows.tidy.labels.meanings import ANY, OF_VICTIMS, UNKNOWN, Period, Reading, in_turn
from flows.tidy.labels.offences.victims import tell_victims
from flows.tidy.labels.people import named_in
from flows.tidy.labels.wording import named_by
from flows.tidy.years.noted_years import NotedYears
from schemas.code_tables import AliasTable, load_aliases

OWN = "own"
MIXED = "mixed"
#: Labels that number the rows, and say nothing.
LINES = "lines"
FEWEST, SURE = 0.34, 0.7
#: From so large a share of its labels on a level is of what they say.
MOSTLY = 0.5
MOST = 4
LONGEST_ANSWER = 3
#: A year of one number that may be named for its first part or its last: `FY 2015`.
OF_TWO_YEARS = "year_ambiguous"
#: What a pivot prints for an empty label.
BLANK = re.compile(r"\(?blanks?\)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class LevelReading:
    """A hypothesis on a level: its dimension (`own` for one of its own, `mixed` for several) and the senses.

    `turned`: its labels are read in the second (or third) of the ways in which they can be read. `says`: what all
    its labels say, to be compared with what they say in another.
    """

    level: Level
    dimension: str
    senses: Mapping[str, Sense]
    score: float
    blank: Sense | None = None
    turned: int = 0
    says: Hashable = None

    @property
    def spoken(self) -> frozenset[str]:
        """The dimensions of which some label gives a value."""
        said = ((d, v) for s in self.senses.values() for d, v in s.values.items())
        return frozenset(d for d, v in said if d != "unit" and v is not None)

    @property
    def settled(self) -> frozenset[str]:
        """The dimensions of which labels speak beside those of totals: `All cyber flagged` leaves open what it sums."""
        return frozenset(d for s in self.senses.values() if not s.total for d, v in s.values.items() if v is not None)


def level_readings(level: Level, noted: Noted, told: str | None = None) -> list[LevelReading]:
    """The hypotheses on a level, the likeliest first.

    `told` is the dimension that a person gives the level, `other` for one of its own.
    """
    texts = level.texts
    content = [t for t in texts if not total_kind(t)] or texts
    named = named_over(level.heading, content) if level.heading else frozenset[str]()
    named |= {told} if told in LEVEL_DIMENSIONS else set()
    # A corner may head the labels of the rows alone, where the caption names what the columns are by.
    over = named | noted.captioned if level.axis == "column" else named
    if _of_something_else(level, content, over):
        return [_told(LevelReading(level, OWN, _words(texts, _measure_of_suspects(level.heading)), 1.4))]
    found: list[LevelReading] = []
    for dimension in LEVEL_DIMENSIONS:
        found += _of_dimension(level, dimension, texts, content, named, noted)
    found.append(_mixed(level, texts, content, "online" in named | noted.captioned))
    if "age" not in named and level.numbers_lines:
        lines = LevelReading(level, LINES, {t: Sense() for t in texts}, 3.0)
        # Under a name of its own, `Ref`, that no dimension has, they are nothing else.
        found = [lines] if level.heading and not named and level.axis == "row" else [*found, lines]
    found.append(_own(level, texts, content, named))
    if told is not None:
        found = [r for r in found if r.dimension == (OWN if told == "other" else told)] or found
    ranked = sorted((_dated(r, noted.years) for r in found), key=lambda r: r.turned - r.score)
    kept: dict[Hashable, LevelReading] = {}
    for reading in map(_told, ranked):
        kept.setdefault(reading.says, reading)
    return list(kept.values())[:MOST]


def _told(reading: LevelReading) -> LevelReading:
    """The reading with what its labels say."""
    senses = sorted(reading.senses.items())
    said = ((t, str(sorted(s.values.items(), key=str)), s.total, s.other) for t, s in senses)
    return replace(reading, says=(tuple(said), str(reading.blank)))


def _of_something_else(level: Level, content: Sequence[str], named: frozenset[str]) -> bool:
    """Whether a heading says that labels are of something else than they are otherwise: suspects' ages, `Charged`.

    `Sentence length` over `Less than one year`.
    """
    told = any(parse(d, t) is not None for d in ("age", "sex") for t in content)
    if told and _measure_of_suspects(level.heading):
        return True
    if "other" in named_by(level.heading):
        return True
    answers = {r.value for t in content if (r := parse("online", t)) is not None and r.certainty < SURE}
    return {"yes", "no"} <= answers and "online" not in named and bool(explain(level.heading).meanings)


def _measure_of_suspects(heading: str) -> dict[str, Any]:
    """What is counted of suspects where a heading names them: `Age of suspect`, `Age of person arrested`."""
    named = [f.reading.value for f in find("measure", heading)]
    return {"measure": named[0]} if named and named_in(heading) == {"suspect"} else {}


def _words(texts: Sequence[str], values: Mapping[str, Any]) -> dict[str, Sense]:
    """Labels that are kept in their own words."""
    own = {t: Sense.in_own_words(t, values) for t in texts}
    return own | {t: Sense(values, total=True) for t in texts if total_kind(t)}


def _dated(reading: LevelReading, years: NotedYears) -> LevelReading:
    """A reading whose periods have the days that notes give them."""
    labels = {t: p for t, s in reading.senses.items() if isinstance(p := s.values.get("period"), Period)}
    settled, unclear = years.settle(labels)
    still = {t: reading.senses[t] for t in labels if settled[t] == labels[t]}
    unclear |= {t for t, s in still.items() if not {"period_open", OF_TWO_YEARS}.isdisjoint(s.how)}
    if settled == labels and not unclear:
        return reading
    senses = dict(reading.senses)
    for text, period in settled.items():
        how = tuple(h for h in senses[text].how if h != "period_open")
        how = (*how, "period_unclear") if text in unclear else how
        senses[text] = replace(senses[text], values={**senses[text].values, "period": period}, how=how)
    return replace(reading, senses=senses)


def _of_dimension(
    level: Level, dimension: str, texts: Sequence[str], content: Sequence[str], named: frozenset[str], noted: Noted
) -> list[LevelReading]:  # fmt: skip
    """The level read as one dimension; twice where its labels can be read in two ways throughout."""
    under = named | {dimension} if dimension == "online" else named
    read = {t: r for t in texts if (r := parse_under(under, dimension, t)) is not None}
    read = dated(level.printed, (noted.years.over, level.heading), read) if dimension == "period" else read
    if dimension == "age" and "period" in named - {dimension}:  # `1` under `Quarter`
        read = {t: r for t, r in read.items() if not t.isdecimal()}
    answers = {r.value for r in read.values()} if dimension == "online" and len(read) == len(texts) else set()
    both = {"yes", "no"} <= answers  # nothing but answers, of both kinds
    if dimension == "online" and not (both or any(map(_speaks_of_flag, read)) or "online" in named | noted.captioned):
        return []
    cover = max(sum(r.certainty for t, r in read.items() if t in content) / len(content), 0.9 * both)
    years = {r.value for r in read.values()} if dimension == "period" else set()
    if len(years) > 1 and in_turn(years):
        cover = max(cover, 0.95 * len(read) / len(content))
    if not read or cover < FEWEST * (0.5 if dimension in named else 1.0):
        return []
    made = []
    ways = choices(dimension, read, level.heading)
    for n, values in enumerate(ways[:1] if dimension == "period" and noted.years.calendar else ways):
        senses = {}
        for text in texts:
            senses[text] = _sense(text, dimension, values, read)
            if BLANK.fullmatch(text.strip()) and dimension in UNKNOWN:
                said = dimension in noted.blanks
                value = noted.blanks[dimension] if said else UNKNOWN[dimension]
                senses[text] = Sense({dimension: value}, guessed=not said and dimension == "online")
        if dimension == "period":
            senses |= {t: Sense({dimension: p}, total=True) for t, p in sums_of_months(texts, read).items()}
        if dimension == "offence":
            senses |= {t: replace(senses[t], values={**senses[t].values, **v}) for t, v in tell_victims(read).items()}
            senses |= _in_own_words(senses, read)
        left = sum(senses[t].left for t in content if t not in read) / len(content)
        heading = 0.9 if dimension in named else -0.3 if named and level.axis == "row" else 0.0
        score = 2.0 * cover + heading - 1.2 * left + fit(dimension, values) + 0.2 * (dimension in noted.captioned)
        blank = _blank(level, dimension, named, noted.blanks)
        made.append(LevelReading(level, dimension, senses, round(score, 3), blank, n))
        if blank is not None and blank.guessed and level.gaps:
            of_all = Sense(total=True, guessed=True)
            made.append(LevelReading(level, dimension, senses, round(score - 0.4, 3), of_all, n))
    return made


def _in_own_words(senses: Mapping[str, Sense], read: Mapping[str, Reading[Any]]) -> dict[str, Sense]:
    """The labels of a list of offences that say the same of several: their words tell their figures apart."""
    times = Counter(str(s.values) for s in senses.values() if not s.total)
    return {t: replace(s, other=t) for t, s in senses.items() if t in read and times[str(s.values)] > 1}


def _blank(level: Level, dimension: str, named: frozenset[str], blanks: Mapping[str, Any]) -> Sense | None:
    """What an empty entry of a column under a heading means: what notes say, else that it is not known, in doubt."""
    if level.axis != "row" or level.outer or dimension not in UNKNOWN or dimension not in named:
        return None
    if dimension in blanks:
        return Sense({dimension: blanks[dimension]})
    return Sense({dimension: UNKNOWN[dimension]}, certainty=0.5, guessed=True)


def _speaks_of_flag(text: str) -> bool:
    reading = parse("online", text)
    return reading is not None and reading.certainty >= SURE


def _sense(text: str, dimension: str, values: Mapping[str, Any], read: Mapping[str, Reading[Any]]) -> Sense:
    """A label of a level of some dimension."""
    if text in values:
        reading = read[text]
        said = {dimension: values[text]}
        whole = takes_in_all(values[text], values.values())
        measure = explain(text).meanings.get("measure")
        # `All victims` over `Female` and `Male` says whom as they do, and no more of what is counted.
        alike = whole and len(values) > 1 and not any("measure" in explain(t).meanings for t in values if t != text)
        idle = {"offences"} if dimension == "offence" else {"victims"} if alike else set()
        if measure is not None and dimension != "measure" and measure.value not in idle:
            said["measure"] = measure.value
        total = bool(total_kind(text)) or (whole and dimension != "offence" and len(values) > 1)
        guessed = "label_guessed" in reading.flags
        return Sense(said, total, certainty=reading.certainty, how=reading.flags, guessed=guessed)
    # `Year` behind its months is all of them.
    if total_kind(text) or (dimension == "period" and len(values) > 1 and headings(text) == {"period"}):
        return Sense({dimension: ANY[dimension]} if dimension in ANY else {}, total=True)
    unknown = parse(dimension, text) if dimension in UNKNOWN else None
    if unknown is not None:
        return Sense({dimension: unknown.value}, certainty=unknown.certainty)
    if dimension == "online" and (rest := _residuals().lookup(text)) is not None:
        sides = set(values.values())
        return Sense({"online": "no" if "yes" in sides or not sides else "yes"}, certainty=rest.certainty, guessed=True)
    told = plain_sense(text)
    return told if told.values or told.total else Sense({}, other=text, left=1.0, named=headings(text))


def _mixed(level: Level, texts: Sequence[str], content: Sequence[str], flag_named: bool) -> LevelReading:
    """The level read label by label: each says what its own words say, of whatever dimension.

    One answer alone, such as the `N` of `F | M | N`, says nothing of a flag of which no other words speak.
    """
    as_years = spelt_years(texts)
    senses = {t: numbered_part(t, level.heading) or plain_sense(as_years.get(t, t)) for t in texts}
    answers = {s.values.get("online") for s in senses.values()}
    sure = any("online" in s.values and s.certainty >= SURE for s in senses.values())
    if not (flag_named or sure or {"yes", "no"} <= answers):
        alone = {t for t, s in senses.items() if s.values.keys() == {"online"} and len(t) <= LONGEST_ANSWER}
        senses |= {t: Sense({}, other=t, left=1.0) for t in alone}
    last: str | None = None
    for text in texts:
        sense, shared = senses[text], explain(as_years.get(text, text)).undecided
        if len(shared) > 1 and not sense.values and last in shared:  # `Unknown` goes with the labels before it.
            senses[text] = Sense({last: shared[last].value}, sense.total, certainty=0.7)
        elif shared and sense.values:  # `2016/17 Unknown` beside `2016/17 Female`
            told = Counter(d for s in senses.values() for d in s.values if d in shared and d not in sense.values)
            if told:
                of = told.most_common(1)[0][0]
                senses[text] = replace(sense, values={**sense.values, of: shared[of].value}, certainty=0.7, left=0.0)
        kinds = [d for d in sense.values if d in ("age", "sex", "online", "offence", "period")]
        last = kinds[0] if kinds else last
    read = sum((s.certainty * (1 - s.left)) for t, s in senses.items() if t in content and s.tells)
    left = sum(s.left for t, s in senses.items() if t in content)
    return LevelReading(level, MIXED, senses, round((1.75 * read - 0.9 * left) / len(content), 3))


def _own(level: Level, texts: Sequence[str], content: Sequence[str], named: frozenset[str]) -> LevelReading:
    """The level as a dimension of its own, which keeps the words of its labels but of a few that say all of a victim.

    `Victims who were female` among `Reported on campus` and `Complaints upheld`.
    """
    known = sum(plain_sense(t).tells and plain_sense(t).left < 0.5 for t in content) / len(content)
    headed = 0.5 * bool(level.heading) if not named else -0.9 * (level.axis == "row")
    score = round(0.9 + 0.3 * level.heads_all + headed - 2.2 * known, 3)
    said = {t: s for t in content if (s := plain_sense(t)).certainty >= SURE and not s.total}
    phrases = {t: s for t, s in said.items() if s.left == 0 and known < MOSTLY and " " in t}  # `(f)` marks a line
    told = {t: s for t, s in phrases.items() if not s.values.keys().isdisjoint(OF_VICTIMS)}
    plain = ({"unit": "rate"}, {"unit": "percent"}, {"online": "yes"})  # `CYBER` among `CSE` and `ALCOHOL`
    units = {t: s for t, s in said.items() if s.left == 0 and s.values in plain}
    # `Rape` among `Robbery` and `Arson`, but not the flag `CSE` among `CYBER` and `ALCOHOL`.
    flags = {t for t in said if t.isupper() and " " not in t} if any(map(_speaks_of_flag, said)) else set()
    crimes = {t: s for t, s in said.items() if s.values.keys() == {"offence"} and t not in flags}
    senses = _words(texts, {}) | told | units | crimes
    of = counted_last if all(map(counted_last, content)) else counted
    measures = {t: {"measure": m} for t in content if (m := of(t))}
    if len({*map(str, measures.values())}) > 1:  # `Charged` alone is one outcome among others
        senses |= {t: replace(senses[t], values={**senses[t].values, **m}) for t, m in measures.items()}
    return LevelReading(level, OWN, senses, score)


@functools.cache
def _residuals() -> AliasTable:
    return load_aliases("residuals", frozenset({"rest"}))
