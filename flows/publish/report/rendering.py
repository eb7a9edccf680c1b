"""Templates filled in: every value escaped, one style and one script a page, known to browsers by their hashes."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

_HOME = "flows.publish.report"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(_HOME),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["thousands"] = lambda number: "not said" if number is None else f"{number:,}"
    style, script = _asset("report.css"), _asset("report.js")
    environment.globals.update(style=Markup(style), script=Markup(script), policy=policy(style, script))
    return environment


def render(template: str, **values: Any) -> str:
    """A page from `templates/<template>`."""
    return _environment().get_template(template).render(**values)


def policy(style: str, script: str) -> str:
    """The content security policy: this style, this script, pictures beside the page, and nothing else whatever."""
    return "; ".join(
        [
            "default-src 'none'",
            "img-src 'self' file:",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _asset(name: str) -> str:
    return resources.files(_HOME).joinpath("assets", name).read_text(encoding="utf-8")
