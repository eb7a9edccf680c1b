"""The objects read here agree with those of stock pdfplumber, on the PDFs of the specimen returns."""

from collections import Counter
from pathlib import Path

import pdfplumber
import pytest

from flows.read.pdf.content import page_contents

RAW = Path(__file__).parents[3] / "raw"
REPLIES = sorted(RAW.rglob("*.pdf"))


@pytest.fixture(params=REPLIES, ids=lambda path: path.parent.name + "-" + path.stem)
def pages(request):
    with pdfplumber.open(request.param) as pdf:
        yield list(zip(pdf.pages, page_contents(request.param), strict=True))


def test_the_specimens_are_there():
    assert len(REPLIES) >= 10


def test_every_character_is_there_once(pages):
    for stock, ours in pages:
        theirs = Counter(char["text"] for char in stock.chars if not char["text"].isspace())
        assert Counter("".join(word.text for word in ours.words)) == theirs


def test_words_stand_where_pdfplumber_has_them(pages):
    for stock, ours in pages:
        words = {(w.text, *(round(edge) for edge in w.box)) for w in ours.words if w.direction == "right"}
        for word in stock.extract_words(x_tolerance_ratio=0.15):
            if word["upright"]:
                box = [round(word[edge]) for edge in ("x0", "top", "x1", "bottom")]
                near = [w for w in words if w[0] == word["text"] and max(map(_apart, w[1:], box)) <= 1]
                assert near, (word["text"], box)


def test_every_edge_is_drawn_by_a_rule_or_a_fill(pages):
    for stock, ours in pages:
        drawn = [rule.box for rule in ours.rules] + [fill.box for fill in ours.fills]
        for edge in stock.edges:
            if min(edge["x1"] - edge["x0"], edge["bottom"] - edge["top"]) > 1:
                continue  # slanted: pdfplumber counts the rays of a crest
            x, y = (edge["x0"] + edge["x1"]) / 2, (edge["top"] + edge["bottom"]) / 2
            assert any(b.x0 - 2 <= x <= b.x1 + 2 and b.top - 2 <= y <= b.bottom + 2 for b in drawn), (x, y)


def _apart(a, b):
    return abs(a - b)
