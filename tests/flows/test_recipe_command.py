"""`foi recipe` and `foi unmatched`: what they print can be used as it stands, and does no more than it says."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
import yaml
from typer.testing import CliRunner

import schemas
from flows.cli import main
from flows.publish.dataset import load_findings, load_observations
from flows.read.containers import read_returns
from flows.read.grid import Limits
from flows.read.processes.workers import Job
from flows.read.returns import Return, walk_raw
from flows.read.workbooks.delimited import read
from flows.tidy.drafting import Understood, draft_recipe
from flows.tidy.people.recipe import parse_recipe
from flows.tidy.result import Context
from flows.tidy.tidy import reports, tidy

Ingest = Callable[..., None]
SCAN = 300_000
ROOT = Path(__file__).resolve().parents[2]
UNKNOWN = "Number of offences recorded,,\nGender,2016/17,2015/16\nFemail,7,5\nMale,12,14\nXyzzy,3,1\n"
SCHEMA = json.loads((Path(schemas.__file__).parent / "recipe.schema.json").read_text(encoding="utf-8"))


def foi(*arguments: str) -> str:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def specimens() -> Iterator[tuple[Return, list[object]]]:
    """The specimens as read, but for the scanned one, which takes long."""
    returns = [one for one in walk_raw(ROOT / "raw").returns if one.file.stat().st_size < SCAN]
    found = {Job(one.file, one.source.passwords, one.path): one for one in returns}
    for job, opened in read_returns(found, Limits(), 2):
        yield found[job], list(opened)


@pytest.mark.slow
def test_an_unedited_draft_of_any_specimen_is_valid_and_changes_nothing() -> None:
    drafted = 0
    for given, opened in specimens():
        for one in opened:
            folder, _, name = given.path.rpartition("/")
            context = Context(one.sha256, given.path, given.campaign, given.respondent, given.paths)
            before = tidy(one.document, context)
            text = draft_recipe([Understood(name, reports(one.document, context), before.unused)])
            jsonschema.validate(yaml.safe_load(text), SCHEMA)
            after = tidy(one.document, replace(context, recipe=text, recipe_path=f"{folder}/recipe.yml"))
            assert (after.observations, after.cells) == (before.observations, before.cells), given.path
            assert after.findings == before.findings, given.path
            said = without_marks(text)
            jsonschema.validate(yaml.safe_load(said), SCHEMA)
            parse_recipe(said)
            drafted += text.count("header_rows")
    assert drafted > 50


def without_marks(draft: str) -> str:
    """A draft of which everything is said."""
    return re.sub(r"(?m)^( *)# ", r"\1", draft)


def test_what_a_draft_says_is_what_was_understood(raw: Path) -> None:
    file = raw / "2016-17/kent/reply.csv"
    document = read(file, Limits())
    context = Context("d" * 64, "2016-17/kent/reply.csv", "2016-17", "kent", ("2016-17/kent/reply.csv",))
    before = tidy(document, context)
    recipe = without_marks(draft_recipe([Understood("reply.csv", reports(document, context), before.unused)]))
    after = tidy(document, replace(context, recipe=recipe, recipe_path="2016-17/kent/recipe.yml"))
    assert [f.message for f in after.findings if f.severity == "error"] == []
    said = [
        [
            (o.observation_id, o.count, o.age_band, o.period_label, o.measure, o.is_total, o.flags)
            for o in one.observations
        ]
        for one in (before, after)
    ]
    assert said[0] == said[1]
    assert min(o.confidence for o in after.observations) >= min(o.confidence for o in before.observations)


def test_a_draft_names_what_is_unknown_and_can_be_edited(ingest: Ingest, raw: Path, processed: Path) -> None:
    file = raw / "2016-17/kent/odd.csv"
    file.write_text(UNKNOWN, encoding="utf-8")
    text = foi("recipe", str(file), "--raw", str(raw))
    assert '#   "Femail": {}  # 2 figures; nearest known: "female", female in sexes.csv' in text
    assert list(yaml.safe_load(text)["files"]) == ["odd.csv"]
    edited = text.replace("    # labels:\n", "    labels:\n").replace(
        '    #   "Femail": {}', '      "Femail": {sex: female}'
    )
    edited = edited.replace('    #   "Xyzzy": {}', '      "Xyzzy": {sex: unknown}')
    file.with_name("recipe.yml").write_text(edited, encoding="utf-8")
    ingest()
    rows = [o for o in load_observations(processed, "2016-17", "kent") if o.raw_row_label in ("Femail", "Xyzzy")]
    assert sorted((o.sex, o.count) for o in rows) == [("female", 5), ("female", 7), ("unknown", 1), ("unknown", 3)]


def test_a_recipe_that_is_there_is_left_aside(raw: Path) -> None:
    file = raw / "2016-17/kent/reply.csv"
    before = foi("recipe", str(file), "--raw", str(raw))
    file.with_name("recipe.yml").write_text("ignore: sent in error\n", encoding="utf-8")
    assert foi("recipe", str(file), "--raw", str(raw)) == before


def test_changed_advice_makes_its_own_partition_anew(ingest: Ingest, raw: Path, processed: Path) -> None:
    def counts(respondent: str) -> list[int | None]:
        rows = load_observations(processed, "2016-17", respondent)
        return [o.count for o in rows if o.age_band == "0-4" and o.period_label == "2016/17"]

    def stamp(respondent: str) -> int:
        return (processed / f"observations/campaign=2016-17/respondent={respondent}/part-0.parquet").stat().st_mtime_ns

    ingest()
    essex = stamp("essex")
    said = "- {file: reply.csv, table: 1, row: 3, column: 2, printed: '7', value: 8, reason: misprint}\n"
    (raw / "2016-17/kent/corrections.yml").write_text(said, encoding="utf-8")
    ingest()
    assert (counts("kent"), counts("essex"), stamp("essex")) == ([8], [7], essex)
    (raw / "2016-17/kent/corrections.yml").unlink()
    ingest()
    assert counts("kent") == [7]


def test_a_broken_recipe_stops_no_other_return(ingest: Ingest, raw: Path, processed: Path) -> None:
    (raw / "2016-17/kent/recipe.yml").write_text("sex: male\nperod: 2016/17\n", encoding="utf-8")
    (raw / "2016-17/essex/recipe.yml").write_text("files: {repyl.csv: {sex: male}}\n", encoding="utf-8")
    ingest()
    found = {f.check: f for f in load_findings(processed) if f.severity == "error"}
    assert found["advice_invalid"].path == "2016-17/kent/reply.csv"
    assert 'recipe.yml line 2 "perod"' in found["advice_invalid"].message
    assert 'essex/recipe.yml line 1 "repyl.csv": no file of this name' in found["recipe_unmatched"].message
    assert {o.respondent for o in load_observations(processed)} == {"kent", "essex"}


def test_unmatched_labels_once_pasted_are_known(ingest: Ingest, raw: Path, processed: Path, tmp_path: Path) -> None:
    file = raw / "2016-17/kent/odd.csv"
    file.write_text(UNKNOWN, encoding="utf-8")
    ingest()
    said = foi("unmatched", "--processed", str(processed), "--campaign", "2016-17").splitlines()
    assert said[0] == "# schemas/codes/aliases/sexes.csv"
    assert said[1].startswith("# 2 figures under 'Gender'; 2016-17/kent/odd.csv ")
    assert said[2] == "exact,Femail,female"
    assert said[-1].endswith("no known label is near: 'Xyzzy'")
    assert {o.sex for o in load_observations(processed, "2016-17", "kent") if o.raw_row_label == "Femail"} == {"all"}
    codes = tmp_path / "codes"
    shutil.copytree(Path(schemas.__file__).parent / "codes", codes)
    aliases = codes / "aliases/sexes.csv"
    aliases.write_text(aliases.read_text(encoding="utf-8") + "\n".join(said[1:3]) + "\n", encoding="utf-8")
    known = sexes_read(file, codes)
    assert (known["Femail"], known["Xyzzy"]) == ("female", "all")


def sexes_read(file: Path, codes: Path) -> dict[str, str]:
    """The sex that each row label of a file is read as with other code tables, in a run of its own."""
    program = (
        "import sys, pathlib, schemas.code_tables as tables\n"
        "tables.CODES = pathlib.Path(sys.argv[2])\n"
        "from flows.read.workbooks.delimited import read\n"
        "from flows.read.grid import Limits\n"
        "from flows.tidy.tidy import tidy\n"
        "from flows.tidy.result import Context\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "for row in tidy(read(file, Limits()), Context('a' * 64, file.name)).observations:\n"
        "    print(f'{row.raw_row_label},{row.sex}')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(file), str(codes)], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return dict(csv.reader(done.stdout.splitlines()))


@pytest.mark.parametrize("command", ["recipe", "unmatched"])
def test_the_help_has_examples(command: str) -> None:
    assert "Examples:" in foi(command, "--help")
