"""What code weighs: its tokens, without comments, docstrings and line breaks, so that no dense line saves anything."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IDLE = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING,
    tokenize.ENDMARKER,
}  # fmt: skip


def packages(root: Path = ROOT) -> Iterator[str]:
    """The packages that are weighed each for itself: those of flows, and schemas."""
    yield from (f"flows/{folder.name}" for folder in sorted((root / "flows").iterdir()) if any(folder.glob("*.py")))
    yield "schemas"


def weight(package: Path) -> int:
    """The tokens of all modules of a package."""
    return sum(tokens(module.read_text(encoding="utf-8")) for module in package.rglob("*.py"))


def tokens(source: str) -> int:
    """The tokens of a module."""
    docs = {
        (node.body[0].lineno, node.body[0].col_offset)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        and ast.get_docstring(node)
    }
    return sum(
        token.type not in IDLE and token.start not in docs
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
    )
