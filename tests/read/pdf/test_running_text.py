"""Paragraphs, lists, headings, page headers and footers."""


def test_lines_join_to_sentences_and_captions_stay_apart(page, reading, texts):
    long = "In 2016/17 a total of 374 offences were recorded by this force with the online flag, which is"
    sheet = page().text(50, 60, long).text(50, 73, "149 more than in the year before.")
    sheet.text(50, 86, "Table 1: Offences by age", font="F2")
    sheet.table(50, 95, [150, 80], [["Age", "2016/17"], ["Under 13", "4"], ["13 to 17", "9"]])
    assert texts(reading(sheet)) == [
        ("body", "", f"{long} 149 more than in the year before."),
        ("heading", "", "Table 1: Offences by age"),
    ]


def test_printed_numbers_become_labels(page, reading, texts):
    sheet = page()
    sheet.text(50, 60, "1.").text(70, 60, "How many sexual offences against children were recorded by your force in")
    sheet.text(70, 73, "2016/17?").text(50, 90, "(b)").text(70, 90, "How many had the online flag?")
    sheet.text(50, 105, "•").text(70, 105, "by age")
    assert texts(reading(sheet)) == [
        ("list_item", "1.", "How many sexual offences against children were recorded by your force in 2016/17?"),
        ("list_item", "(b)", "How many had the online flag?"),
        ("list_item", "•", "by age"),
    ]


def test_a_number_that_the_line_before_awaits_is_no_number_of_a_list(page, reading, texts):
    long = "Small figures are held back under section 40(2) of the Act; in the tables # is a figure from 1 to"
    sheet = page().text(50, 60, long).text(50, 73, "4. Where there were none, 0 is shown.")
    assert texts(reading(sheet)) == [("body", "", f"{long} 4. Where there were none, 0 is shown.")]


def test_a_number_that_a_line_end_parts_is_whole(page, reading, texts):
    long = "You will note that the figure differs from the figure that we gave in our response numbered 2017-"
    sheet = page().text(50, 60, long).text(50, 73, "118 of 20 February.")
    assert texts(reading(sheet)) == [("body", "", f"{long}118 of 20 February.")]


def test_short_lines_stay_lines(page, reading, texts):
    sheet = page().text(50, 60, "Rape: 12").text(50, 73, "Sexual assault: 40").text(50, 86, "Grooming: 9")
    sheet.text(50, 120, "Every effort has been made to ensure that the figures are accurate and complete as far as")
    assert [text for *_, text in texts(reading(sheet))][:3] == ["Rape: 12", "Sexual assault: 40", "Grooming: 9"]


def test_sentence_goes_on_over_the_page(page, reading, texts):
    line = "The figures were taken from a live system on the day of the request and may since have"
    document = reading(
        page().text(50, 780, line).text(50, 815, "Page 1 of 2", 8),
        page().text(50, 60, "changed in part.").text(50, 815, "Page 2 of 2", 8),
    )
    assert texts(document) == [
        ("body", "", f"{line} changed in part."),
        ("page_footer", "", "Page 1 of 2"),
        ("page_footer", "", "Page 2 of 2"),
    ]


def test_what_recurs_in_place_is_header_or_footer(page, reading, texts):
    sheets = [
        page()
        .text(50, 40, "Sampleshire Police", 9)
        .text(50, 400, f"Answer {n} is given here.")
        .text(290, 820, str(n), 8)
        for n in (1, 2, 3)
    ]
    roles = {(role, text) for role, _, text in texts(reading(*sheets))}
    assert ("page_header", "Sampleshire Police") in roles
    assert {text for role, text in roles if role == "page_footer"} == {"1", "2", "3"}
    assert {text for role, text in roles if role == "body"} >= {"Answer 1 is given here.", "Answer 3 is given here."}


def test_a_reference_that_ends_in_the_page_number_is_a_footer(page, reading, texts):
    """`12 offences` in the same place on both pages is no footer: it does not count the pages."""
    sheets = [
        page()
        .text(50, 400, f"Answer {n} is given here.")
        .text(50, 770, f"{count} offences")
        .text(50, 815, f"FOI 967/17 - {n}", 8)
        for n, count in ((1, 12), (2, 15))
    ]
    found = [(role, text) for role, _, text in texts(reading(*sheets)) if text[:1] in "F1"]
    assert found == [
        ("body", "12 offences"),
        ("page_footer", "FOI 967/17 - 1"),
        ("body", "15 offences"),
        ("page_footer", "FOI 967/17 - 2"),
    ]


def test_two_columns_are_read_one_after_the_other(page, reading, texts):
    sheet = page()
    left = [f"left column line {n} of plain prose" for n in range(8)]
    right = [f"right column line {n} of plain prose" for n in range(8)]
    for n, (a, b) in enumerate(zip(left, right, strict=True)):
        sheet.text(50, 60 + 12 * n, a).text(320, 60 + 12 * n, b)
    words = " ".join(text for *_, text in texts(reading(sheet)))
    assert words == " ".join([*left, *right])


def test_small_print_with_a_mark_is_a_footnote(page, reading, texts):
    sheet = page().text(50, 60, "Two offences* were recorded by this force in the year that you asked about, namely")
    sheet.text(50, 700, "* Provisional.", 7)
    assert ("footnote", "", "* Provisional.") in texts(reading(sheet))


def test_all_that_is_printed_in_a_chart_is_one_text_and_no_figure(page, reading, texts):
    sheet = page().text(50, 60, "Offences by year are drawn below.").fill(60, 90, 400, 300, "0.9 0.9 1")
    for n in range(5):
        sheet.text(70, 123 + 30 * n, str(40 - 10 * n)).line(95, 120 + 30 * n, 300, 120 + 30 * n)
    for n, year in enumerate(("2014", "2015", "2016")):
        sheet.text(120 + 60 * n, 262, year)
    sheet.text(330, 150, "Recorded").text(150, 285, "Year ending March")
    document = reading(sheet.text(50, 340, "They fell by 12 in all."))
    assert [(role, text.split("\n")[0]) for role, _, text in texts(document)] == [
        ("body", "Offences by year are drawn below."),
        ("chart", "40"),
        ("body", "They fell by 12 in all."),
    ]
    [chart] = [text for role, _, text in texts(document) if role == "chart"]
    assert {"Recorded", "2015", "Year"} <= set(chart.split())
    assert list(document.grids) == []
