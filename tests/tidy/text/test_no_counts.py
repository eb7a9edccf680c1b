"""Numbers in sentences that count nothing."""

from __future__ import annotations

import pytest

from tests.tidy.text.test_prose import Row, params, told

NO_COUNTS = [
    "The search took 3 hours and cost £450 at £25 an hour.",
    "44 of the 45 forces asked have replied.",
    "We estimate that 7,069 records would each have to be read, at 3 minutes a record.",
    "The system changed on 24 November 2015, so two figures are given for that year.",
    "Telephone 01482 220113 or 101, extension 4417.",
    "This is 12% higher than in 2015/16, an increase of 84 offences.",
    "Under section 40(2) and s.12 of the Act, and article 8, this is as far as we can go.",
    "Please see pages 2 and 3, table 4, of the 5 sheets attached.",
    "Home Office codes 19, 20A and 88 are included; offence code 71/17 began in April 2017.",
    "Figures below 5 are withheld, and others are rounded to the nearest 5.",
    "* denotes fewer than 5 offences.",
    "This reply corrects our reply of 5 September 2017, in which 3 cancelled crimes were counted for 2016/17.",
    "Our earlier reply gave 166 offences for 2015/16 in error.",
    "Victims are children aged under 18; offenders may be over 18.",
    "We have 43 officers trained in this, and 2 teams.",
    "If more than 5 victims were named, each offence may count as one crime.",
    "The maximum sentence for this offence is 10 years.",
    "The flag has been mandatory since 1 April 2015.",
    "You may ask for a review within 40 working days.",
    "Around 2 in 3 victims knew the suspect.",
    "A suspect in a rape may be interviewed 3 times, and records of rape are checked 2 times a year.",
    "We count all rapes that were recorded from January 1 to December 31.",
]


@pytest.mark.parametrize(("lines", "rows"), params([([words], []) for words in NO_COUNTS]))
def test_numbers_that_count_nothing(lines: list[str], rows: list[Row]) -> None:
    assert told(*lines) == rows
