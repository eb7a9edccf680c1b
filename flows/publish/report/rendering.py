"""Templates filled in: every value escaped, one style and one script a page, known to browsers by their hashes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from flows.publish.figures import in_percent

_HOME = "flows.publish.report"


@cache
def _environment() -> Environment:
    return environment((_HOME,), policy)


def environment(homes: Sequence[str], allowed: Callable[[str, str], str]) -> Environment:
    """The templates of packages, those of the first before those of the others, with all their style and script.

    `allowed` gives the content security policy for these.
    """
    made = Environment(
        loader=ChoiceLoader([PackageLoader(home) for home in homes]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["percent"] = in_percent
    made.filters["thousands"] = lambda number: "not said" if number is None else f"{number:,}"
    style, script = ("\n".join(_assets(home, kind) for home in reversed(homes)) for kind in ("css", "js"))
    made.globals.update(style=Markup(style), script=Markup(script), policy=allowed(style, script))
    return made


def render(template: str, **values: Any) -> str:
    """A page from `templates/<template>`."""
    return _environment().get_template(template).render(**values)


def policy(style: str, script: str, more: Sequence[str] = ("img-src 'self' file:", "form-action 'none'")) -> str:
    """The content security policy: this style, this script, pictures beside the page, and nothing else whatever."""
    own = [f"style-src '{_hash(style)}'", f"script-src '{_hash(script)}'"]
    return "; ".join(["default-src 'none'", *own, "base-uri 'none'", *more])


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _assets(home: str, kind: str) -> str:
    return resources.files(home).joinpath("assets", f"{home.rpartition('.')[2]}.{kind}").read_text(encoding="utf-8")
