"""What "online" meant: the words of a label or a question, never those of a figure."""

from __future__ import annotations

from flows.publish.report.online import online_words
from schemas.rows import DocumentRow, Observation

ROW = DocumentRow("2017-18", "wiltshire", "ab12" * 16, "2017-18/wiltshire/reply.pdf", format="pdf")


def online(name: str, caption: str, printed: str, **more: object) -> Observation:
    row = Observation("2017-18", "wiltshire", ROW.document_id, name, "s", online="yes", caption=caption, **more)  # type: ignore[arg-type]
    row.raw_value = printed
    return row


def test_a_figure_that_stands_alone_is_no_word() -> None:
    assert online_words([online("a", "65", "65")]) == [("wiltshire", 1, [])]


def test_of_a_sentence_the_label_is_told_and_the_figure_is_not() -> None:
    words = "Count with an online element"
    assert online_words([online("a", f"{words} = 41", "41", raw_row_label=words)]) == [("wiltshire", 1, [words])]
