"""Small sheets beside the labels that each of their figures must have by shape alone, and why: a new shape is a row."""

from __future__ import annotations

Labels = dict[str, tuple[str, str]]

# A sheet is typed a row a line, cells parted by bars; `<` goes on from the cell on the left, `^` from the one above,
# `>` before a text sets it a step in. Wanted: the labels of some figures, the row's beside the column's.
SHEETS: dict[str, tuple[str, str, Labels]] = {
    "plain": (
        "headers above, labels on the left",
        """
        Crime  | 2015 | 2016
        Arson  | 12   | 14
        Fraud  | 30   | 41
        """,
        {"12": ("Arson", "2015"), "41": ("Fraud", "2016")},
    ),
    "merged header": (
        "a merged header holds for all that it covers",
        """
        Crime | 2015 | <    | 2016 | <
        ^     | Girl | Boy  | Girl | Boy
        Arson | 12   | 13   | 14   | 15
        Fraud | 30   | 31   | 41   | 42
        """,
        {"13": ("Arson", "2015 > Boy"), "41": ("Fraud", "2016 > Girl")},
    ),
    "months as numbers": (
        "numbers of years and months head columns, and are no figures",
        """
        Area  | Kind  | 202202 | 202203 | 202204
        North | Arson | 12     | 13     | 11
        North | Fraud | 30     | 31     | 35
        South | Arson | 7      | 5      | 9
        """,
        {"13": ("North > Arson", "202203"), "9": ("South > Arson", "202204")},
    ),
    "blocks abreast on one stub": (
        "labels of columns that come again in blocks share the labels of rows",
        """
                 | Guilty | <       | Stayed | <
                 | number | percent | number | percent
        Homicide | 120    | 45.5    | 84     | 30.1
        Robbery  | 310    | 51.2    | 190    | 28.3
        Total    | 430    | 49.4    | 274    | 28.9
        """,
        {"84": ("Homicide", "Stayed > number"), "28.3": ("Robbery", "Stayed > percent")},
    ),
    "blocks with their own labels": (
        "the same labels printed again beside a second block are its own",
        """
        Sex this year | Crimes | Sex last year | Crimes
        Female        | 1418   | Female        | 1687
        Male          | 348    | Male          | 419
        Unknown       | 36     | Unknown       | 26
        """,
        {"1418": ("Female", "Crimes"), "419": ("Male", "Crimes")},
    ),
    "header again": (
        "a header that comes again begins a further table",
        """
        Offence | 2015 | 2016
        Arson   | 12   | 14
        Fraud   | 30   | 41
        Age     | Girl | Boy
        Young   | 22   | 24
        Old     | 20   | 31
        """,
        {"12": ("Arson", "2015"), "24": ("Young", "Boy")},
    ),
    "groups merged over figures": (
        "a row that is one merged text heads the rows below it",
        """
        Offence | 2015 | 2016
        Girls   | <    | <
        Arson   | 12   | 14
        Fraud   | 30   | 41
        Boys    | <    | <
        Arson   | 22   | 24
        Fraud   | 20   | 31
        """,
        {"12": ("Girls > Arson", "2015"), "31": ("Boys > Fraud", "2016")},
    ),
    "labels in the middle of their rows": (
        "a label printed in the middle of equal blocks of rows holds for all of each",
        """
              | Sex    | Young | Old
              | Female | 50    | 38
        First | Male   | 29    | 16
              | Total  | 79    | 54
              | Female | 49    | 18
        Last  | Male   | 8     | 68
              | Total  | 57    | 86
        """,
        {"50": ("First > Female", "Young"), "86": ("Last > Total", "Old")},
    ),
    "a whole before its parts": (
        "the sum of the rows below it stands beside them, and not over them",
        """
        Area   | 2015 | 2016
        Nation | 1200 | 1300
        North  | 300  | 420
        South  | 900  | 880
        Abroad | 71   | 65
        """,
        {"1200": ("Nation", "2015"), "420": ("North", "2016"), "65": ("Abroad", "2016")},
    ),
    "sums in a list": (
        "a row that is a sum is not over rows that say what it says",
        """
        Year   | Area  | Kind    | Crimes | Rate
        201718 | North | All     | 330    | 5.5
        201718 | North | Primary | 130    | 2.1
        201718 | North | Special | 200    | 3.4
        201718 | South | All     | 530    | 9.5
        201718 | South | Primary | 130    | 2.3
        201718 | South | Special | 400    | 7.2
        """,
        {"2.1": ("201718 > North > Primary", "Rate"), "400": ("201718 > South > Special", "Crimes")},
    ),
    "a merged text under the header": (
        "one text over all columns below others heads rows, and no columns",
        """
        Year    | North | South | West
        ^       | Boys  | <     | <
        2014/15 | 120   | 130   | 141
        2015/16 | 310   | 320   | 335
        ^       | Girls | <     | <
        2014/15 | 220   | 233   | 244
        2015/16 | 415   | 424   | 437
        """.replace("^       | Girls", "        | Girls"),
        {"130": ("Boys > 2014/15", "South"), "437": ("Girls > 2015/16", "West")},
    ),
    "a row of marks": (
        "a row of marks with a word or two among them is one of figures",
        """
        Area    | North | South | West | East
        Men     | 120   | 131   | 142  | 153
        Unknown | -     | -     | -    | np
        Women   | 220   | 233   | 244  | 257
        """,
        {"np": ("Unknown", "East"), "244": ("Women", "West")},
    ),
    "remarks beside a table": (
        "texts under no header to the right of all figures are no labels",
        """
        Year  | Decisions | Refused |  |
        Whole | 499       | 131     |  | Please note that the law changed
        April | 113       | 45      |  | in that year, and cases opened
        July  | 386       | 86      |  |
        """,
        {"499": ("Whole", "Decisions"), "45": ("April", "Refused")},
    ),
    "a lowest header row printed again": (
        "a text before the lowest header row as it comes again heads the rows below it",
        """
        Month    | All  | <    | Men  | <
        ^        | 16+  | 16-64 | 16+ | 16-64
                 | MGSC | LF2I | MGSD | LF2J
        Jan-Mar  | 1341 | 1330 | 729  | 712
        Apr-Jun  | 1362 | 1349 | 741  | 727
        Rates    | <    | <    | <    | <
                 | MGSX | LF2Q | MGSY | LF2R
        Jan-Mar  | 3.9  | 4.1  | 3.8  | 4.2
        Apr-Jun  | 4.0  | 4.3  | 4.4  | 3.7
        """,
        {"3.8": ("Rates > Jan-Mar", "Men > 16+ > MGSY"), "4.3": ("Rates > Apr-Jun", "All > 16-64 > LF2Q")},
    ),
    "figures with a decimal comma": (
        "figures as other countries print them are no labels",
        """
        Canton | 2018   | 2019   | Var.
        Uri    | 12'102 | 11'871 | -1,9
        Schwyz | 3'668  | 3'702  | +0,9
        """,
        {"12'102": ("Uri", "2018"), "+0,9": ("Schwyz", "Var.")},
    ),
    "ages in a run": (
        "a run of ages names columns",
        """
        Crime | Age | <   | <   | <
        ^     | 1   | 2   | 3   | 4
        Arson | 735 | 347 | 388 | 412
        Fraud | 608 | 280 | 328 | 419
        """,
        {"347": ("Arson", "Age > 2"), "608": ("Fraud", "Age > 1")},
    ),
    "sums of one name": (
        "the sum of each section stands beside its parts though these come again",
        """
        Victim    | 2015 | 2016
        Female    | <    | <
        All ages  | 1200 | 1300
        Under 10  | 300  | 420
        10 and up | 900  | 880
        Male      | <    | <
        All ages  | 710  | 655
        Under 10  | 210  | 235
        10 and up | 500  | 420
        """,
        {"300": ("Female > Under 10", "2015"), "655": ("Male > All ages", "2016")},
    ),
    "all withheld": (
        "where all is withheld, what stands in place of figures holds their places",
        """
        Age | 2015   | 2016
        1   | Exempt | Exempt
        2   | Exempt | Refused
        3   | Exempt | Exempt
        """,
        {"Refused": ("2", "2016")},
    ),
    "a list with numbers that name": (
        "numbers without which the rows of a list would be labelled alike are labels",
        "Year | Sex | Age | Count\n" + "\n".join(f"{y} | {s} | {a} | {1000 + 7 * a + n}" for n, (y, s) in enumerate(
            [("FY15/16", "M"), ("FY15/16", "F"), ("FY16/17", "M"), ("FY16/17", "F")]) for a in range(1, 9)),
        {"1007": ("FY15/16 > M > 1", "Count"), "1059": ("FY16/17 > F > 8", "Count")},
    ),
}  # fmt: skip
