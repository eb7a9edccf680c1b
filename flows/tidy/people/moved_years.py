"""Years in words: moved with the campaign, or told from its year, so that what was said of one fits the next."""

from __future__ import annotations

import re
from collections.abc import Callable

#: `2016`, `2016/17`, `2016-17`, `2016-2017`; and `16/17`, where two years follow one another. Ages have no slash, and
#: the year of an Act is part of its name.
_YEARS = re.compile(
    r"(?<![\d.,])(?<!act )(?<!Act )(?P<first>(?:19|20)\d\d)"
    r"(?:(?P<join>\s?[/–-]\s?)(?P<last>\d\d)(?![\d-]|/\d))?(?!\d|[,.]\d)"
    r"|(?<![\d/.,])(?P<short>\d\d)/(?P<after>\d\d)(?![\d/.,]*\d)"
)
_LONGEST_SPAN = 5


def moved(text: str, by: int) -> str:
    """A text with every year in it so many years later.

    >>> moved("2016/17, aged 16-17, 1 April 2015 to 31 March 2016", 1)
    '2017/18, aged 16-17, 1 April 2016 to 31 March 2017'
    >>> moved("2016-04-01/2016-09-30, 01/04/2015-31/03/2016, 15/16, 99,2016, 19458, Sexual Offences Act 2003", 1)
    '2017-04-01/2017-09-30, 01/04/2016-31/03/2017, 16/17, 99,2016, 19458, Sexual Offences Act 2003'
    """
    return _with_years(text, lambda year: f"{year + by:04d}", lambda year: f"{(year + by) % 100:02d}")


def relative(text: str, year: int) -> str:
    """A text with every year told from another.

    >>> relative("2016/17 and 2015/16, aged 16-17", 2016)
    '<+0>/<+1> and <-1>/<+0>, aged 16-17'
    """

    def told(one: int) -> str:
        return f"<{one - year:+d}>"

    return _with_years(text, told, told)


def _with_years(text: str, in_full: Callable[[int], str], short: Callable[[int], str]) -> str:
    def change(found: re.Match[str]) -> str:
        if found["short"]:
            first, last = 2000 + int(found["short"]), 2000 + int(found["after"])
            return f"{short(first)}/{short(last)}" if last == first + 1 else found[0]
        first = int(found["first"])
        if found["last"] is None:
            return in_full(first)
        span = (int(found["last"]) - first) % 100
        ending = short(first + span) if 0 < span <= _LONGEST_SPAN else found["last"]
        return f"{in_full(first)}{found['join']}{ending}"

    return _YEARS.sub(change, text)
