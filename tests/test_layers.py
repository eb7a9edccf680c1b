"""The house's rules, held from the imports themselves: what each part may know."""

from __future__ import annotations

import ast
import graphlib
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted(p for part in ("flows", "schemas") for p in (ROOT / part).rglob("*.py"))

ALLOWED = {
    "flows.read": ("flows.read",),
    "flows.tidy": ("flows.tidy", "flows.read.grid", "schemas"),
    "flows.second": ("flows.second", "flows.read.grid", "flows.read.sidecars", "flows.tidy", "schemas"),
    "flows.check": ("flows.check", "schemas"),
    "flows.publish": ("flows.publish", "flows.check", "flows.read.grid", "schemas"),
    "schemas": ("schemas",),
}
"""Stage -> the parts of ours that it may import. What stands in no stage may import all of them."""

SECOND_READER = ("flows.second.paper", "flows.second.prompt", "flows.second.reading", "flows.second.sheet")
"""What a second reader is given, which nothing of the first reading may reach."""

ORCHESTRATION = ("flows.ingest", "flows.validate", "flows.alarm", "flows.cli", "flows.commands")
CONFINED = {
    "prefect": ORCHESTRATION,
    "typer": ORCHESTRATION,
    "pandera": ("schemas", "flows.check"),
    **dict.fromkeys(
        ("pdfplumber", "pdfminer", "pypdfium2", "playa", "pikepdf", "xlrd", "python_calamine", "olefile"),
        ("flows.read",),
    ),
    **dict.fromkeys(("rapidocr", "onnxruntime", "tesserocr", "cv2", "lxml"), ("flows.read",)),
    "openpyxl": ("flows.read", "flows.second.sheet"),
    **dict.fromkeys(("pydantic_ai", "openai"), ("flows.second.model",)),
    "pebble": ("flows.read", "flows.ingestion"),
}
"""Library -> where alone it may be imported."""

FLOW_MODULES = [ROOT / "flows" / "ingest.py", ROOT / "flows" / "validate.py"]


def name_of(module: Path) -> str:
    return ".".join(module.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(module: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(module)} line {node.lineno}: imports are absolute here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, parts: tuple[str, ...]) -> bool:
    return any(name == part or name.startswith(f"{part}.") for part in parts)


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_stage_knows_only_what_it_may(module: Path) -> None:
    for stage, allowed in ALLOWED.items():
        if within(name_of(module), (stage,)):
            ours = {name for name in imports(module) if within(name, ("flows", "schemas"))}
            assert sorted(name for name in ours if not within(name, allowed)) == []


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_libraries_stay_where_they_belong(module: Path) -> None:
    for imported in imports(module):
        library = imported.split(".")[0]
        if library in CONFINED:
            assert within(name_of(module), CONFINED[library]), f"{library} is imported in {name_of(module)}"


def test_the_rules_have_something_to_hold() -> None:
    """Each stage and each library named above is met in the tree, so that a rename cannot empty a rule."""
    names = [name_of(module) for module in MODULES]
    assert all(any(within(name, (stage,)) for name in names) for stage in ALLOWED)
    met = {imported.split(".")[0] for module in MODULES for imported in imports(module)}
    assert {"prefect", "typer", "pandera", "openpyxl", "rapidocr", "pebble"} <= met


def test_a_second_reader_sees_nothing_of_the_first() -> None:
    """What it is given is made from the document, the codes and the readers of single numbers alone."""
    harmless = ("flows.tidy.people.values", "flows.tidy.labels.numbers")
    for module in MODULES:
        if name_of(module) in SECOND_READER:
            first = ("flows.tidy", "flows.check", "flows.ingestion")
            reached = {name for name in imports(module) if within(name, first)}
            assert sorted(name for name in reached if not within(name, harmless)) == [], name_of(module)


def test_sentences_ask_vocabularies_in_one_place() -> None:
    """Only its module `labels` asks them; `meanings` are the types of what they answer."""
    asked = ("flows.tidy.labels", "flows.tidy.dimensions", "flows.tidy.breakdowns")
    asking = {
        name_of(module)
        for module in MODULES
        if within(name_of(module), ("flows.tidy.sentences",))
        for name in imports(module)
        if within(name, asked) and not within(name, ("flows.tidy.labels.meanings",))
    }
    assert asking == {"flows.tidy.sentences.labels"}


def test_one_place_raises_doubts() -> None:
    """Confidence is given to rows by one module and held against the threshold by one; the rest ask `in_doubt`."""
    assigned, asked = set(), set()
    for module in MODULES:
        name, tree = name_of(module), ast.parse(module.read_text(encoding="utf-8"))
        targets = (t for node in ast.walk(tree) if isinstance(node, ast.Assign) for t in node.targets)
        of_rows = (t for t in targets if isinstance(t, ast.Attribute) and t.attr == "confidence")
        assigned |= {name for t in of_rows if not (isinstance(t.value, ast.Name) and t.value.id in ("draft", "self"))}
        asked |= {name for found in imports(module) if found in ("schemas.doubt.is_below", "schemas.doubt.threshold")}
    assert assigned == {"flows.tidy.evidence.confidence"}
    # Beside the module that gives it: a sum over a column.
    assert asked == {"flows.tidy.evidence.confidence", "flows.publish.summary"}


def test_no_two_folders_need_each_other() -> None:
    """Between folders that do not hold one another imports run one way, so that each can be read by itself."""
    folders = {name_of(module): module.parent.relative_to(ROOT).as_posix().replace("/", ".") for module in MODULES}
    needs: dict[str, set[str]] = {}
    for module in MODULES:
        own = folders[name_of(module)]
        for name in imports(module):
            other = folders.get(name) or folders.get(name.rpartition(".")[0])
            if other and not within(other, (own,)) and not within(own, (other,)):
                needs.setdefault(own, set()).add(other)
    graphlib.TopologicalSorter(needs).prepare()


@pytest.mark.parametrize("module", FLOW_MODULES, ids=name_of)
def test_no_class_is_defined_in_a_flow_module(module: Path) -> None:
    """Prefect loads a flow given by file under another name: a class of its own would then be two classes."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert [node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)] == []


def test_no_module_of_flows_bears_a_librarys_name() -> None:
    """Prefect puts the folder of a flow given by file first on the path, where such a name would hide the library."""
    own = {path.stem for path in (ROOT / "flows").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    taken = set(sys.stdlib_module_names) | (set(packages_distributions()) - {"flows", "schemas"})
    assert own & taken == set()


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_is_as_long_as_its_subject_and_named_for_it(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 500
    assert module.stem.rstrip("s") not in {"util", "helper", "misc", "common"}
