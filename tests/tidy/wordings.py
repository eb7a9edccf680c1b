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
    ],
    "sex": [
        [("female", "Female"), ("male", "Male")],
        [("female", "F"), ("male", "M"), ("unknown", "U")],
        [("female", "F"), ("male", "M"), ("unknown", "U/K")],
        [("female", "Girls"), ("male", "Boys"), ("unknown", "Not stated")],
        [("male", "Male"), ("female", "Female"), ("unknown", "Unknown")],
        [("female", "FEMALE"), ("male", "MALE"), ("unknown", "UNSPECIFIED")],
        [("female", "Female victims"), ("male", "Male victims"), ("unknown", "Unknown/Unrecorded")],
    ],
    "online": [
        [("yes", "Yes"), ("no", "No")],
        [("yes", "Y"), ("no", "N")],
        [("yes", "Online"), ("no", "Not online")],
        [("yes", "Cyber flagged"), ("no", "Not cyber flagged")],
        [("yes", "Cyber"), ("no", "Non-cyber")],
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
    ],
}  # fmt: skip

HEADINGS = {
    "period": ["Year", "Financial year", "Period"],
    "age": ["Age", "Age of victim", "Victim age", "Age group", "Victim Age Band"],
    "sex": ["Sex", "Gender", "Victim gender", "Sex of victim"],
    "online": ["Online flag", "Cyber flag", "Online marker", "Cyber crime flag"],
    "offence": ["Offence", "Offence type", "Offence description", "Crime type"],
}
NAMES = {"age": "age", "sex": "sex of victim", "online": "online flag", "offence": "offence", "period": "year"}
TOTALS = ["Total", "Grand Total", "TOTAL", "Sum:", "All", "Overall total"]
COUNTS = ["Number of offences", "Offences", "Count", "Number", "Recorded offences", "No. of crimes"]
WITHHELD = [
    ("<5", "Figures below 5 are shown as <5.", 1, 4),
    ("*", "* denotes fewer than 5, withheld under section 40(2).", 1, 4),
    ("*", "An asterisk means a number of 3 or less.", 0, 3),
    ("[c]", "[c] = fewer than five, confidential.", 1, 4),
    ("Less than 3", "", 1, 2),
]
YEARS_SAID = [", 2016/17", " (2016/17)", " - 1 April 2016 to 31 March 2017", ", financial year 2016-17"]
