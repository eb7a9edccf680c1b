"""The pages of the review: the templates of the report, with those of its own before them."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment

from flows.publish.report.rendering import environment, policy

HOMES = ("flows.review", "flows.publish.report")
OWN = ("img-src 'self' data:", "connect-src 'self'", "form-action 'self'")


@cache
def _environment() -> Environment:
    return environment(HOMES, lambda style, script: policy(style, script, OWN))


def page(template: str, **values: Any) -> str:
    """A page from a template of the review."""
    return _environment().get_template(template).render(**values)
