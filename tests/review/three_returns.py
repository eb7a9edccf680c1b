"""Three returns that the program doubts: a letter with years told relatively, a workbook with a block that lacks its
years, and a scan that does not say what it counts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import openpyxl
from PIL import Image, ImageDraw, ImageFilter, ImageFont

LETTER = """<html><body><p>12 September 2017</p>
<p>You asked how many sexual offences against children were recorded in the last two years.</p>
<p>Last year we recorded 412 sexual offences against children. In the previous year the number was 367.</p>
<p>Yours faithfully</p></body></html>"""
BLOCKS = [
    ["Recorded sexual offences against children"],
    [],
    ["Age", "2016/17", "2015/16", None, None, "Online", None],
    ["0-4", 21, 18, None, "0-4", 2, 1],
    ["5-10", 60, 55, None, "5-10", 5, 4],
    ["11-17", 180, 160, None, "11-17", 44, 30],
    ["Total", 261, 233, None, "Total", 51, 35],
]
SCANNED = [
    ["Victim age", "2016/17", "2015/16"],
    ["0-4", "31", "25"],
    ["5-10", "88", "71"],
    ["11-17", "262", "248"],
    ["Total", "391", "344"],
]
"""The total of the first year is added up wrongly by the force: 381."""
HEADLINE = {
    ("kent", "total", "2016/17"): 412,
    ("kent", "total", "2015/16"): 367,
    ("essex", "total", "2016/17"): 261,
    ("essex", "online", "2016/17"): 51,
    ("essex", "online", "2015/16"): 35,
    ("sussex", "total", "2016/17"): 391,
    ("sussex", "four_and_under", "2016/17"): 31,
}
"""What the published figures are to be."""


def put_three_returns(campaign: Path) -> None:
    """Write the three returns below the folder of a campaign."""
    for name in ("kent", "essex", "sussex"):
        (campaign / name).mkdir(parents=True)
    (campaign / "kent" / "letter.html").write_text(LETTER, encoding="utf-8")
    book = openpyxl.Workbook()
    for row in BLOCKS:
        book.worksheets[0].append(row)
    book.save(campaign / "essex" / "data.xlsx")
    scanned(SCANNED).save(campaign / "sussex" / "scan.pdf", resolution=150)


def scanned(table: Sequence[Sequence[str]]) -> Image.Image:
    """A page of A4 at 150 dpi with a ruled table, as a scanner sees it."""
    page = Image.new("L", (1240, 1754), 255)
    draw, font = ImageDraw.Draw(page), ImageFont.load_default(26)
    draw.text((120, 120), "Our answer to your request, by age of victim", font=font, fill=0)
    edges, top, height = [120, 480, 700, 920], 220, 56
    for number, row in enumerate(table):
        for left, text in zip(edges, row, strict=False):
            draw.text((left + 12, top + number * height + 12), text, font=font, fill=0)
    for line in range(len(table) + 1):
        draw.line((edges[0], top + line * height, edges[-1], top + line * height), fill=0, width=2)
    for edge in edges:
        draw.line((edge, top, edge, top + len(table) * height), fill=0, width=2)
    return page.filter(ImageFilter.GaussianBlur(0.8)).rotate(0.4, fillcolor=255).convert("RGB")
