"""Tables that ruling lines make, in whole or in part."""

from dataclasses import replace

import pytest

from flows.read.grid import Box
from flows.read.page import PageContent, Rule, Word
from flows.read.tables import find_tables
from tests.read.tables.typed import LEFT, PITCH, TOP, WIDE, across, down, grid, spans, typed

FIGURES = """
Offence           2015    2016
Rape                12      14
Grooming             3       5
"""


def test_a_full_grid_keeps_blank_cells_and_boxes() -> None:
    page = typed(
        """
Offence           2015    2016
Rape                        14
Grooming             3       5
""",
        [*(across(n, 0, 32) for n in range(4)), *(down(c, 0, 3) for c in (-1, 15, 24, 32))],
    )
    (table,) = find_tables(page)
    assert grid(table) == [["Offence", "2015", "2016"], ["Rape", "", "14"], ["Grooming", "3", "5"]]
    assert len(table.cells) == 9
    assert table.cells[4].box == Box(LEFT + 15 * WIDE, TOP + PITCH - 1, LEFT + 24 * WIDE, TOP + 2 * PITCH - 1)
    assert (table.method, table.confidence) == ("pdf_lines", 1.0)


def test_borders_left_out_make_spans() -> None:
    page = typed(
        """
             Age of victim
Year        0-9     10-17
2015         12        14
2016          3         5
""",
        [
            *(across(n, -1, 26) for n in (0, 2, 3, 4)),
            across(1, 10, 26),
            *(down(c, 0, 4) for c in (-1, 10, 26)),
            down(17, 1, 4),
        ],
    )
    (table,) = find_tables(page)
    assert spans(table) == {"Age of victim": (1, 2), "Year": (2, 1)}
    assert grid(table)[2] == ["2015", "12", "14"]


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param([across(n, 0, 30) for n in range(4)], id="row rules only"),
        pytest.param([across(n, 0, 30) for n in (0, 1, 3)], id="above, below the header, and below"),
        pytest.param([across(1, 0, 30)], id="header rule only"),
        pytest.param([across(0, 0, 31), across(3, 0, 31), down(0, 0, 3), down(31, 0, 3)], id="frame only"),
        pytest.param([across(0, 0, 31), across(3, 0, 31), down(0, 0, 3), down(15, 0, 3), down(31, 0, 3)], id="no rows"),
        pytest.param([], id="none"),
    ],
)
def test_rules_left_out_change_nothing_in_the_cells(rules: list[Rule]) -> None:
    (table,) = find_tables(typed(FIGURES, rules))
    assert grid(table) == [["Offence", "2015", "2016"], ["Rape", "12", "14"], ["Grooming", "3", "5"]]


def test_rows_that_a_ruled_cell_holds_together_are_parted() -> None:
    page = typed(
        """
Illness          Male  Female
Asthma              6      25
Diabetes            1       0
Back pain          46     156
""",
        [*(across(n, 0, 31) for n in (0, 1, 4)), *(down(c, 0, 4) for c in (0, 15, 23, 31))],
    )
    (table,) = find_tables(page)
    assert grid(table)[1:] == [["Asthma", "6", "25"], ["Diabetes", "1", "0"], ["Back pain", "46", "156"]]


def test_lines_of_text_in_a_ruled_cell_are_not_parted() -> None:
    page = typed(
        """
Reason             Detail
Held elsewhere     Ask the council
                   in 2016
""",
        [*(across(n, 0, 40) for n in (0, 1, 3)), *(down(c, 0, 3) for c in (0, 17, 40))],
    )
    (table,) = find_tables(page)
    assert grid(table)[1] == ["Held elsewhere", "Ask the council in 2016"]


def test_figures_of_neighbouring_cells_that_touch_are_cut_at_the_border() -> None:
    page = typed(
        """
Force        2009  2010
Kent           12    14
Essex           3     5
Surrey          6     7
Durham         25
""",
        [*(across(n, 0, 30) for n in range(6)), *(down(c, 0, 5) for c in (0, 11, 18, 30))],
    )
    touching = next(i for i, w in enumerate(page.words) if w.text == "25")
    box = page.words[touching].box
    words = list(page.words)
    words[touching] = replace(words[touching], box=Box(LEFT + 16 * WIDE, box.top, LEFT + 20 * WIDE, box.bottom))
    (table,) = find_tables(replace(page, words=tuple(words)))
    assert grid(table)[4] == ["Durham", "2", "5"]


def test_text_that_runs_over_a_border_stays_whole_and_is_doubted() -> None:
    page = typed(
        """
Force         2009  2010
Northumbrian    12    14
Essex            3     5
""",
        [*(across(n, 0, 30) for n in range(4)), *(down(c, 0, 3) for c in (0, 10, 18, 30))],
    )
    (table,) = find_tables(page)
    cell = next(c for c in table.cells if c.text == "Northumbrian")
    assert (cell.row, cell.column, cell.doubts) == (2, 1, ("text_overlaps",))


def test_headers_that_run_upwards_are_read_in_their_cells() -> None:
    page = typed(
        """
Sex
Female       1     3
Male         2     4
""",
        [*(across(n, 0, 24) for n in (0, 1, 2, 3)), *(down(c, 0, 3) for c in (0, 10, 17, 24))],
    )
    turned = [
        Word("Under", Box(LEFT + 12 * WIDE, TOP + 5, LEFT + 14 * WIDE, TOP + 10), "up", size=SMALL),
        Word("1", Box(LEFT + 12 * WIDE, TOP, LEFT + 14 * WIDE, TOP + 3), "up", size=SMALL),
        Word("Total", Box(LEFT + 19 * WIDE, TOP, LEFT + 21 * WIDE, TOP + 10), "up", size=SMALL),
    ]
    (table,) = find_tables(replace(page, words=(*page.words, *turned)))
    assert grid(table)[0] == ["Sex", "Under 1", "Total"]


SMALL = 8.0


def test_a_page_with_sideways_text_is_read_level() -> None:
    level = typed(FIGURES, [*(across(n, 0, 31) for n in range(4)), *(down(c, 0, 3) for c in (0, 15, 23, 31))])
    (table,) = find_tables(_turned(level))
    assert grid(table) == [["Offence", "2015", "2016"], ["Rape", "12", "14"], ["Grooming", "3", "5"]]
    first = table.cells[0].box
    assert first is not None
    assert first.x1 <= 842
    assert first.bottom - first.top > first.x1 - first.x0


def _turned(page: PageContent) -> PageContent:
    """The page turned a quarter clockwise, so that its text runs down."""

    def box(b: Box) -> Box:
        return Box(page.height - b.bottom, b.x0, page.height - b.top, b.x1)

    return replace(
        page,
        width=page.height,
        height=page.width,
        words=tuple(replace(w, box=box(w.box), direction="down") for w in page.words),
        rules=tuple(Rule(box(r.box), not r.horizontal) for r in page.rules),
    )


def test_labels_left_of_the_frame_belong_to_its_rows() -> None:
    page = typed(
        """
            Voters  Book  Yes
Alcona         963   439   55
Caledonia      923   393   40
Curtis        1026   349   30
""",
        [*(across(n, 11, 30) for n in range(5)), *(down(c, 0, 4) for c in (11, 19, 25, 30))],
    )
    (table,) = find_tables(page)
    assert grid(table)[1] == ["Alcona", "963", "439", "55"]


def test_a_label_in_larger_type_close_to_the_frame_belongs_to_its_row() -> None:
    page = typed(
        "            Voters  Book\nAlcona         963   439\nCurtis        1026   349\nTotal         1989   788",
        [*(across(n, 11, 25) for n in range(5)), *(down(c, 0, 4) for c in (11, 19, 25))],
    )
    labels = ("Alcona", "Curtis", "Total")
    large = [
        replace(w, size=13.0, box=w.box._replace(x0=w.box.x0 + 22, x1=w.box.x1 + 22)) if w.text in labels else w
        for w in page.words
    ]
    (table,) = find_tables(replace(page, words=tuple(large)))
    assert grid(table)[1:] == [["Alcona", "963", "439"], ["Curtis", "1026", "349"], ["Total", "1989", "788"]]


def test_a_letterhead_printed_over_the_frame_stays_out() -> None:
    page = typed(
        "Offence         Figure\nRape                12\nGrooming             3",
        [*(across(n, 0, 24) for n in range(4)), *(down(c, 0, 3) for c in (0, 14, 24))],
    )
    head = Word("Sampletown", Box(LEFT + 21 * WIDE, TOP + 1, LEFT + 30 * WIDE, TOP + 8), size=7.0)
    (table,) = find_tables(replace(page, words=(*page.words, head)))
    assert grid(table)[0] == ["Offence", "Figure"]
    assert len(page.words) not in table.words


def test_framed_tables_side_by_side_stay_apart_with_a_third_between() -> None:
    page = typed(
        """
Spain      268    Spain      153    Italy       91
Italy      233    Malta      119    Spain       85
Total      501    Total      272    Total      176
""",
        [
            *(across(n, c, c + 16) for n in range(4) for c in (-1, 17, 35)),
            *(down(c + d, 0, 3) for c in (-1, 17, 35) for d in (0, 10, 16)),
        ],
    )
    assert [grid(table)[0] for table in find_tables(page)] == [["Spain", "268"], ["Spain", "153"], ["Italy", "91"]]


def test_a_column_whose_borders_are_missing_is_not_lost() -> None:
    page = typed(
        """
              2000    2002    2004
General     15 455  13 951  12 068
Further     35 190  44 307  60 152
""",
        [
            *(across(n, -1, 19) for n in range(4)),
            *(across(n, 27, 36) for n in range(4)),
            *(down(c, 0, 3) for c in (10, 19, 27, 36)),
        ],
    )
    (table,) = find_tables(page)
    assert grid(table)[1] == ["General", "15 455", "13 951", "12 068"]


def test_words_of_a_chart_make_no_table() -> None:
    page = typed(
        """
2001    30.5      49.0    20.4
2005    29.7      48.6    21.7
2010    28.7      46.3    25.0
2015    27.2      45.0    27.8
2030    26.6      41.2    32.2
""",
        [
            *(across(n, 6, 36) for n in range(6)),
            *(down(c, n, n + 1) for n in range(5) for c in (6, 9.5, 19 + n / 5, 27, 36)),
        ],
    )
    assert find_tables(page) == []
