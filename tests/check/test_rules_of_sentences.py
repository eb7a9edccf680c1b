"""What running text may say and no table: the rules leave a sentence its ways."""

import pytest

from tests.check.made import found, rows


def test_a_sentence_says_what_it_likes():
    """A letter may say one number twice, and speak of two ages without those between; a table does neither."""
    again = [{"count": 1, "method": "prose"}, {"count": 1, "method": "prose"}]
    assert found("figure_twice_in_series", rows(*again)) == []
    assert found("figure_twice_in_series", rows(again[0], {**again[1], "count": 2})) != []
    ages = [{"count": 1, "band": band, "method": "prose"} for band in ("0-4", "16-17")]
    assert found("age_bands_tile", rows(*ages)) == []


@pytest.mark.parametrize(
    ("codes", "sentence"),
    [
        ({"year_from": 2015}, "In 2016/17 there were 12; in the previous year 9."),
        ({}, "The flag was on 12 (2015/16: 9)."),
    ],
)
def test_a_sentence_may_speak_of_another_year_besides(codes, sentence):
    said = rows({"count": 1, "method": "prose", "caption": sentence, **codes})
    assert found("label_says_otherwise", said) == []


def test_the_one_year_of_a_sentence_is_that_of_its_figure():
    said = rows({"count": 1, "method": "prose", "caption": "The 12 offences of 2015/16 were ..."})
    ((severity, message),) = found("label_says_otherwise", said)
    assert (severity, "its label says 2015/16" in message) == ("error", True)
