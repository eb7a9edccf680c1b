"""What "online" meant: the words of a label or a question, never those of a figure."""

from __future__ import annotations

import pytest

from flows.publish.report.evidence import Evidence
from flows.publish.report.online import asked_above, online_words
from flows.read.grid import Box, Document, Text
from schemas.rows import DocumentRow, LedgerCell, Observation, Place

ROW = DocumentRow("2017-18", "wiltshire", "ab12" * 16, "2017-18/wiltshire/reply.pdf", format="pdf")


def online(name: str, caption: str, printed: str, **more: object) -> Observation:
    row = Observation("2017-18", "wiltshire", ROW.document_id, name, "s", online="yes", caption=caption, **more)  # type: ignore[arg-type]
    row.raw_value = printed
    return row


def answered(*answers: tuple[str, str], placed: bool = True) -> dict[str, str]:
    """What answers, each under its question, are taken to answer."""
    lines = [line for pair in answers for line in pair]
    boxes = [Box(10, 20.1 * at, 90, 20.1 * at + 12) if placed else None for at in range(len(lines))]
    blocks = tuple(Text(line, page=1, box=box) for line, box in zip(lines, boxes, strict=True))
    rows = [online(question, answer, answer) for question, answer in answers]
    cells = [
        LedgerCell("2017-18", "wiltshire", ROW.document_id, Place(page=1, top=box.top + 1e-6 if box else None), words,
                   "observation", None, [question])
        for (question, words), box in zip(answers, boxes[1::2], strict=True)
    ]  # fmt: skip
    shown = Evidence(ROW, ROW.path, rows, cells, reading=Document("pdf", blocks))
    asked = asked_above(shown)
    assert online_words(rows, asked)[0][2] == sorted(asked)
    return asked


@pytest.mark.parametrize("placed", [True, False])
def test_of_a_figure_alone_the_question_is_meant(placed: bool) -> None:
    first, second = ("Q3. Flagged as online in 2016/17?", "Sixty-five"), ("Q7. The same in 2015/16?", "34")
    assert answered(first, second, placed=placed) == {first[0]: first[0], second[0]: second[0]}


def test_the_same_answer_twice_is_told_apart_by_its_place_alone() -> None:
    both = ("Q3. Flagged as online?", "34"), ("Q4. By boys?", "34")
    assert answered(*both) == {name: name for name, _ in both}
    assert answered(*both, placed=False) == {}


def test_of_a_sentence_the_label_is_told_and_the_figure_is_not() -> None:
    words = "Count with an online element"
    assert online_words([online("a", f"{words} = 41", "41", raw_row_label=words)]) == [("wiltshire", 1, [words])]
