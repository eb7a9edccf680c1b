"""The figure that the best reading of its sentence gives, with its doubts."""

from __future__ import annotations

from flows.tidy.labels.meanings import Age, Offence, Period
from flows.tidy.sentences.contexts import Context
from flows.tidy.sentences.figure import ProseFigure
from flows.tidy.sentences.keys import unknown_label
from flows.tidy.sentences.labels import parts_of_the_country
from flows.tidy.sentences.reader import Reader
from flows.tidy.sentences.readings import Sentence, Told
from flows.tidy.text.measured import names_another_crime, quality
from flows.tidy.text.number_evidence import DOUBTFUL
from flows.tidy.text.parts.letter import Passage
from flows.tidy.text.phrases import says
from flows.tidy.text.statements import NARROW
from flows.tidy.text.told_periods import SURE

#: A figure of which the best reading is less likely than this is in doubt.
LIKELY = 0.8
#: A number that nothing asks for and nothing names is a figure without doubt only where so much speaks for it.
UNLED = 3.0
#: More figures than this in a line without a word, and no years for them, are each of something that it does not say.
MOST_BARE = 2


def emit(
    reader: Reader, passage: Passage, context: Context, sentence: Sentence, told: Told, likely: float,
    differs: frozenset[str],
) -> None:  # fmt: skip
    """Adds a figure with what the best reading says of it, and its doubt where another is nearly as good."""
    assert passage.paragraph is not None
    paragraph, c = passage.paragraph, told.scope.candidate
    start, end = sentence.block + c.start, sentence.block + c.end
    block = paragraph.block_at(passage.body + start)
    reader.orders[block] = reader.orders.get(block, 0) + 1
    doubts = list(paragraph.doubts)
    doubtful = told.doubtful
    odd = told.scope.narrowed or (told.whole is not None and told.whole.scope.narrowed)
    added = says("prose", sentence.text, "an addition")  # `a further 31 have since been recorded`: of no whole year
    if differs or likely < LIKELY or c.approximate or odd or added or doubtful - {"period"}:
        doubts.append("period_guessed" if differs == {"period"} else "reading_ambiguous")
    elif told.far or "period" in doubtful:
        doubts.append("period_guessed")
    elif len(sentence.scopes) > MOST_BARE and not (sentence.years or told.own or any(map(str.isalpha, sentence.text))):
        doubts.append("reading_ambiguous")  # A row of a table that was not seen as one.
    elif passage.older:
        doubts.append("quoted_answer")
    elif c.weight < DOUBTFUL or (c.weight < UNLED and not (context.asks or told.measure or told.own & set(NARROW))):
        doubts.append("label_guessed")
    values, other = told.values, dict[str, str]()
    searched = any(s.kind == "online" and s.value == "all" and s.certainty < SURE for s in sentence.told)
    if searched and values.get("online") == "yes" and "online" not in told.own:
        doubts.append("online_by_keyword")
    key = ""
    if sentence.lined and told.scope.label:
        first, last = told.scope.label
        key = sentence.text[first:last].strip(" ,;.–—-")
        if left := unknown_label(sentence.text, told.scope, sentence.scopes, sentence.told):
            other["label"] = left  # `Our welfare unit saw 318 children`, where nothing says that these are crimes:
            doubts += [] if doubts or told.measure or context.measure or context.asks else ["label_unknown"]
    narrowing = quality(sentence.text) if len(sentence.scopes) == 1 else None
    if narrowing or told.quality:
        other.setdefault("kind", narrowing or told.quality or "")
    if area := parts_of_the_country(sentence.text):
        other["area"] = area
    signs = {
        "period.label": float(told.values.get("period") is not None and "period" in told.own),
        "sentence.asked": float(bool(context.asks)),
        "sentence.own": min(len(told.own), 3) / 3,
    }
    period, offence = values.get("period"), values.get("offence")
    if offence is not None and "offence" not in told.own and names_another_crime(sentence.text):
        offence, doubts = None, [*doubts, "reading_ambiguous"]
    reader.prose.figures.append(
        ProseFigure(
            block, reader.orders[block], passage.body + start, passage.body + end, c.value,
            caption=" ".join(((passage.heading or passage.question) * sentence.lined or sentence.text).split()),
            raw_value=passage.text[start:end].strip(),
            raw_row_label=key or passage.printed or None,
            page=paragraph.page,
            period=period if isinstance(period, Period) else None,
            age=values.get("age") or Age.all(), sex=values.get("sex") or "all", online=values.get("online") or "all",
            offence=offence or (Offence(None, "all") if told.scope.of_all else None),
            measure=told.measure or context.measure or next((s.measure for s in sentence.scopes if s.measure), None),
            force=values.get("force"),
            other=other, numbers=passage.numbers, asked=bool(passage.question),
            group=reader.group, doubts=tuple(doubts), older=passage.older,
            signs=signs,
        )
    )  # fmt: skip
