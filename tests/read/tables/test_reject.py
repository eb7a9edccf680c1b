"""What only looks like a table gives none."""

import pytest

from flows.read.tables import find_tables
from tests.read.tables.typed import across, down, typed


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            """
In 2016 there were 120 offences and in 2017 there were  130  offences recorded by
the force, of which  12 were flagged as online. The  figures  for 2015 are not held
in the same system and 40  were not checked by the crime registrar in 2016 and 2017.
""",
            id="justified prose",
        ),
        pytest.param(
            """
-   To record 5 of the offences
-   To pay 120 officers more
-   To train 30 staff
(a)   Something to do with 2016
(b)   Something else again in 2017
""",
            id="lists",
        ),
        pytest.param(
            """
-  Theft: 107  (2015/16),  125  (2016/17)
-  Fraud: 164  (2015/16),  198  (2016/17)
-  Arson: 184  (2015/16),  214  (2016/17)
-  Other: 20  (2015/16),   35  (2016/17)
""",
            id="lists that read on over wide spaces",
        ),
        pytest.param(
            """
Freedom of Information Unit              Your ref: FOI 12
Police Headquarters                      Our ref: 99 123
PO Box 100                               Date: 14 May 2017
Maidstone ME15 9BZ                       Tel: 01622 690690
""",
            id="letterhead",
        ),
        pytest.param(
            """
Our reference: FOI 123/17           Date: 14 September 2017
Your reference: 99                  Tel: 01234 567890
""",
            id="references",
        ),
        pytest.param(
            """
1 Introduction ................................ 1
2 Methods ..................................... 4
2.1 Data ...................................... 5
2.2 Measures .................................. 9
3 Results ..................................... 15
""",
            id="contents",
        ),
        pytest.param(
            """
The force records offences under        Where a case is closed the outcome is
the Home Office counting rules and      recorded by the officer in the case and
these are published each year by        then checked by the crime registrar at
the department in a long list of        the end of each month. There were 120
codes that officers use when they       of these in 2016 and 130 in 2017, which
""",
            id="prose in two columns",
        ),
        pytest.param(
            """
450                      450
400                      400
350                      350   Trend
300                      300
250                      250
""",
            id="scales of charts",
        ),
        pytest.param(
            """
2005     29.7     48.6     21.7
2010     28.7     46.3     25.0
2015     27.2     45.0     27.8
0%   20%   40%   60%   80%   100%
""",
            id="figures in bars over a scale",
        ),
    ],
)
def test_no_table_where_there_is_none(text: str) -> None:
    assert find_tables(typed(text)) == []


def test_boxes_joined_by_arrows_are_no_table() -> None:
    page = typed(
        """
Taxes          Budget

        Ministry
""",
        [
            *(across(n, a, b) for n, a, b in ((0, 0, 6), (1, 0, 6), (0, 15, 22), (1, 15, 22), (2, 8, 17), (3, 8, 17))),
            *(down(c, a, b) for c, a, b in ((0, 0, 1), (6, 0, 1), (15, 0, 1), (22, 0, 1), (8, 2, 3), (17, 2, 3))),
        ],
    )
    assert find_tables(page) == []


def test_a_legend_over_the_grid_of_a_chart_is_no_table() -> None:
    page = typed(
        """


                 Greece    Spain

                 Ireland   Italy

                 Portugal  UK
""",
        [*(across(n, 0, 90) for n in (1, 3, 5, 7, 9)), down(0, 1, 9)],
    )
    assert find_tables(page) == []


def test_a_framed_box_of_prose_is_no_table() -> None:
    page = typed(
        """
The European Financial Stabilisation Mechanism
On 10 May 2010 finance ministers unveiled a mechanism
that is based on Article 122 of the Treaty and lends
money to the members that are in need of it.
""",
        [across(0, 0, 60), across(1, 0, 60), across(4, 0, 60), down(0, 0, 4), down(60, 0, 4)],
    )
    assert find_tables(page) == []


def test_titles_with_pages_that_rise_are_no_table_unless_a_header_stands_over_them() -> None:
    text = """
Police recorded crime             3
Offences against children         5
Sexual offences by age            5
Outcomes by type                 11
Notes to the tables              19
How to ask for more              24
"""
    assert find_tables(typed(text)) == []
    (table,) = find_tables(typed("Kind of offence               Count\n" + text.strip("\n")))
    assert len(table.cells) == 14
