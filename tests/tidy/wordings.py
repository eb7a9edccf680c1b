"""The labels with which forces write the values of a dimension: each style is a list of (value, label)."""

from __future__ import annotations

import datetime as dt

LAST_YEAR = (dt.date(2015, 4, 1), dt.date(2016, 3, 31))
THIS_YEAR = (dt.date(2016, 4, 1), dt.date(2017, 3, 31))
DIMENSIONS = ("period", "age", "sex", "online", "offence")

Style = list[tuple[object, str]]

_YEARS = [
    ("2015/16", "2016/17"),
    ("2015-16", "2016-17"),
    ("2015/2016", "2016/2017"),
    ("FY15/16", "FY16/17"),
    ("Apr-15 to Mar-16", "Apr-16 to Mar-17"),
    ("1 April 2015 - 31 March 2016", "1 April 2016 - 31 March 2017"),
    ("2015 / 16", "2016 / 17"),
    ("F/Y 2015/16", "F/Y 2016/17"),
    ("Year ending March 2016", "Year ending March 2017"),
    ("01/04/2015 - 31/03/2016", "01/04/2016 - 31/03/2017"),
    ("15/16", "16/17"),
    ("Financial Year 2015/16", "Financial Year 2016/17"),
    ("FYE Mar-16", "FYE Mar-17"),
    ("Apr 15 - Mar 16", "Apr 16 - Mar 17"),
    ("y/e 31.3.16", "y/e 31.3.17"),
    ("12 months to March 2016", "12 months to March 2017"),
    ("1.4.15 - 31.3.16", "1.4.16 - 31.3.17"),
    ("01-Apr-15 to 31-Mar-16", "01-Apr-16 to 31-Mar-17"),
    ("Year 1 (2015/16)", "Year 2 (2016/17)"),
    ("Last year 2015/16", "This year 2016/17"),
    ("Recorded 2015/16", "Recorded 2016/17"),
    ("Fin Yr 15/16", "Fin Yr 16/17"),
    ("2015/16 (Apr-Mar)", "2016/17 (Apr-Mar)"),
    ("1516", "1617"),
    ("201516", "201617"),
    ("Crimes 2015/16", "Crimes 2016/17"),
    ("2015_16", "2016_17"),
]

STYLES: dict[str, list[Style]] = {
    "period": [[(LAST_YEAR, last), (THIS_YEAR, this)] for last, this in _YEARS],
    "age": [
        [((0, 4), "0-4"), ((5, 10), "5-10"), ((11, 15), "11-15"), ((16, 17), "16-17")],
        [((0, 4), "4 and under"), ((5, 10), "5 to 10"), ((11, 15), "11 to 15"), ((16, 17), "16 and 17")],
        [((0, 9), "Under 10"), ((10, 12), "10 - 12"), ((13, 15), "13 - 15"), ((16, 17), "16 - 17")],
        [((0, 0), "Under 1"), *(((n, n), str(n)) for n in range(1, 18))],
        [((0, 5), "0-5 yrs"), ((6, 10), "6-10 yrs"), ((11, 13), "11-13 yrs"), ((14, 17), "14-17 yrs")],
        [((0, 10), "Aged 10 and under"), ((11, 15), "Aged 11 to 15"), ((16, 17), "Aged 16 to 17"),
         ("unknown", "Age not recorded")],
        [((0, 12), "<13"), ((13, 15), "13-15"), ((16, 17), "16-17"), ("unknown", "Unknown")],
        [((0, 4), "0 to 4 years"), ((5, 9), "5 to 9 years"), ((10, 14), "10 to 14 years"),
         ((15, 17), "15 to 17 years")],
        [((0, 0), "0"), *(((n, n), str(n)) for n in range(1, 18))],
        [((0, 4), "pre-school (0-4)"), ((5, 10), "primary (5-10)"), ((11, 15), "secondary (11-15)"),
         ((16, 17), "16-17")],
        [((0, 0), "Less than one"), ((1, 1), "One"), ((2, 2), "Two"), ((3, 3), "Three"), ((4, 4), "Four")],
        [((0, 3), "0, 1, 2 or 3"), ((4, 4), "4"), ((5, 7), "5, 6 or 7"), ((8, 10), "8, 9 or 10"),
         ((11, 12), "11 or 12"), ((13, 17), "13 - 17")],
        [((0, 4), "00-04"), ((5, 9), "05-09"), ((10, 14), "10-14"), ((15, 17), "15-17"), ("unknown", "NULL")],
        [((1, 1), "1 yr"), *(((n, n), f"{n} yrs") for n in range(2, 18))],
        [*(((n, n), str(n)) for n in range(17)), ((17, 17), "17*")],
        [((0, 4), "Band A: 0-4"), ((5, 10), "Band B: 5-10"), ((11, 17), "Band C: 11-17")],
        [((0, 9), "< 10"), ((10, 15), ">=10 <16"), ((16, 17), "16-17")],
        [((0, 4), "0-4 (infants)"), ((5, 10), "5-10 (primary)"), ((11, 17), "11-17 (secondary)")],
        [((0, 11), "Children 0-11"), ((12, 17), "Teenagers 12-17"), ("unknown", "DOB not recorded")],
    ],
    "sex": [
        [("female", "Female"), ("male", "Male")],
        [("female", "F"), ("male", "M"), ("unknown", "U")],
        [("female", "F"), ("male", "M"), ("unknown", "U/K")],
        [("female", "Girls"), ("male", "Boys"), ("unknown", "Not stated")],
        [("male", "Male"), ("female", "Female"), ("unknown", "Unknown")],
        [("female", "FEMALE"), ("male", "MALE"), ("unknown", "UNSPECIFIED")],
        [("female", "Female victims"), ("male", "Male victims"), ("unknown", "Unknown/Unrecorded")],
        [("female", "Female (F)"), ("male", "Male (M)"), ("unknown", "Not known (U)")],
        [("female", "No. of girls"), ("male", "No. of boys")],
        [("female", "Female"), ("male", "Male"), ("other", "Other"), ("unknown", "Unknown")],
        [("female", "Sex: F"), ("male", "Sex: M")],
        [("female", "Girl victims"), ("male", "Boy victims"), ("unknown", "Sex not recorded")],
    ],
    "online": [
        [("yes", "Yes"), ("no", "No")],
        [("yes", "Y"), ("no", "N")],
        [("yes", "Online"), ("no", "Not online")],
        [("yes", "Cyber flagged"), ("no", "Not cyber flagged")],
        [("yes", "Cyber"), ("no", "Non-cyber")],
        [("yes", "Cyber flag = Y"), ("no", "Cyber flag = N")],
        [("yes", "With online flag"), ("no", "Without online flag")],
        [("yes", "Internet related"), ("no", "Not internet related")],
        [("no", "No flag"), ("yes", "Flag")],
        [("yes", "TRUE"), ("no", "FALSE")],
    ],
    "offence": [
        [("rape", "Rape"), ("sexual_assault", "Sexual assault"), ("grooming", "Sexual grooming"),
         ("other", "Other sexual offences")],
        [("rape", "19C Rape of a female aged 16 and over"), ("rape", "19D Rape of a female child under 16"),
         ("sexual_assault", "17A Sexual assault on a male aged 13 and over")],
        [("rape", "19E"), ("rape", "19H"), ("sexual_assault", "20A"), ("sexual_activity", "21"),
         ("exploitation", "71"), ("grooming", "88A")],
        [("rape", "Rape of a female child under 13"),
         ("sexual_activity", "Sexual activity involving a child under 13"), ("grooming", "Sexual grooming"),
         ("other", "Exposure and voyeurism")],
        [("rape", "1. Rape"), ("sexual_assault", "2. Sexual assault"), ("grooming", "3. Sexual grooming")],
        [("rape", "Rape (incl. attempts)"), ("sexual_assault", "Sexual assault"),
         ("sexual_activity", "Sexual activity with a child"), ("images", "Indecent images of children")],
    ],
}  # fmt: skip

HEADINGS = {
    "period": ["Year", "Financial year", "Period", "Yr", ""],
    "age": ["Age", "Age of victim", "Victim age", "Age group", "Victim Age Band", "Age (years)", ""],
    "sex": ["Sex", "Gender", "Victim gender", "Sex of victim", "M/F", ""],
    "online": ["Online flag", "Cyber flag", "Online marker", "Cyber crime flag"],
    "offence": ["Offence", "Offence type", "Offence description", "Crime type"],
}
NAMES = {"age": "age", "sex": "sex of victim", "online": "online flag", "offence": "offence", "period": "year"}
TOTALS = ["Total", "Grand Total", "TOTAL", "Sum:", "All", "Overall total", "Force total", "Total offences"]
COUNTS = ["Number of offences", "Offences", "Count", "Number", "Recorded offences", "No. of crimes", "Total"]
WITHHELD = [
    ("<5", "Figures below 5 are shown as <5.", 1, 4),
    ("*", "* denotes fewer than 5, withheld under section 40(2).", 1, 4),
    ("*", "An asterisk means a number of 3 or less.", 0, 3),
    ("[c]", "[c] = fewer than five, confidential.", 1, 4),
    ("Less than 3", "", 1, 2),
    ("1 to 4", "", 1, 4),
    ("1-4", "1-4 is shown in place of figures below 5.", 1, 4),
    ("x", "x = fewer than 5 offences.", 1, 4),
    ("Withheld (<5)", "", 1, 4),
]
YEARS_SAID = [
    ", 2016/17",
    " (2016/17)",
    " - 1 April 2016 to 31 March 2017",
    ", financial year 2016-17",
    ", April 2016 to March 2017",
]
