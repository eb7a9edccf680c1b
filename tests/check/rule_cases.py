"""For each rule figures that break it and figures that keep it."""

from tests.check.cases_of_counts import COUNTS
from tests.check.cases_of_words import WORDS

CASES = COUNTS | WORDS
