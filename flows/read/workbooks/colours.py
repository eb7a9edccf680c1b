"""The colour of a worksheet cell's fill as `#rrggbb`."""

from __future__ import annotations

import colorsys
import re

from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.fills import Fill

# The order in which themes are counted is not the order in which their file lists them.
_THEME_ORDER = ("lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6")
_THEME_COLOUR = re.compile(rb'<a:(\w+)>\s*<a:(?:sysClr[^>]*lastClr|srgbClr[^>]*val)="([0-9A-Fa-f]{6})"')


def theme_colours(theme: bytes | None) -> tuple[str, ...]:
    """The ten colours of a workbook's theme, in the order in which cells count them; empty without a theme."""
    found = {name.decode(): colour.decode().lower() for name, colour in _THEME_COLOUR.findall(theme or b"")}
    return tuple(found[name] for name in _THEME_ORDER) if all(name in found for name in _THEME_ORDER) else ()


def fill_colour(fill: Fill, theme: tuple[str, ...]) -> str | None:
    """The fill of a cell as `#rrggbb`; None where it has none or where the colour cannot be told."""
    if getattr(fill, "fill_type", None) != "solid":
        return None
    colour = fill.fgColor
    if colour.type == "rgb" and isinstance(colour.rgb, str):
        return f"#{colour.rgb[-6:].lower()}"
    if colour.type == "indexed" and colour.indexed < len(COLOR_INDEX):
        return f"#{COLOR_INDEX[colour.indexed][-6:].lower()}"
    if colour.type == "theme" and colour.theme < len(theme):
        return _tinted(theme[colour.theme], colour.tint or 0.0)
    return None


def _tinted(rgb: str, tint: float) -> str:
    hue, light, saturation = colorsys.rgb_to_hls(*(int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    parts = colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
