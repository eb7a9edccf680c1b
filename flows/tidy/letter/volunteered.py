"""Lead-ins that give more than was asked: `You did not ask for it, but so far this year we have recorded ...`."""

from __future__ import annotations

from dataclasses import replace

from flows.tidy.letter.figures.contexts import Context, of_words
from flows.tidy.letter.figures.memory import NARROW
from flows.tidy.letter.text.phrases import says
from flows.tidy.letter.words.meant import mentions, of_all_children
from flows.tidy.letter.words.mention import Said


def own_count(words: str, answered: bool) -> bool | None:
    """Whether a lead-in stands for a count of its own, and not for the question above it; None: that is in doubt.

    `answered`: figures were given under the question before, so that the lead-in cannot be that of its answer.

    >>> own_count("You did not ask for it but so far this year we have recorded, victim under 18:", False)
    True
    >>> own_count("So far this year we have recorded:", True) is None, own_count("We have recorded:", False)
    (True, False)
    >>> own_count("Of these, for information, victims under 18:", True)
    False
    """
    if says("prose", words, "nested") or of_words(words).said.kinds & NARROW:
        return False
    unasked, counts = says("prose", words, "unasked"), says("prose", words, "own_count")
    whole = any(of_all_children(m) for m in mentions(words))
    if not (unasked or (answered and (counts or whole))):
        return False
    return True if whole and (unasked or counts) else None


def freed(context: Context, common: Said, own: bool | None) -> Context:
    """The context of such a lead-in: what narrows the question above it falls away, or is in doubt where `own` is None.

    `common` is what all questions of the letter say alike: that stays.
    """
    narrow = {k: getattr(common, k) for k in NARROW if getattr(context.said, k) != getattr(common, k)}
    if own is False or not narrow:
        return context
    if own is None:
        return replace(context, said=replace(context.said, unsure=True))
    return replace(context, said=replace(context.said, **narrow), many=context.many - set(narrow))
