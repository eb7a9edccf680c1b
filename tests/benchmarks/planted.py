"""Plant faults into returns and into published data, and print which are caught, by which rule, how gravely.

    python -m tests.benchmarks.planted [--seed 1] [--keep FOLDER] [--only returns|data]

A made campaign of all forces, with the one before it and recorded crime that fit it: each force's return bears one
fault, or none. Then one fault after the other is planted into the data set that came of it, with the manifest made to
agree. Caught is what brings a finding that the sound data have not, or, for a count
that is given away, a line of `foi disclose`. Ends with 1 where fewer than 95 of 100 are caught, or a fault puts figures
under a wrong force unseen. Between them, which rules fire on the returns that come with the program.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from flows.check.evidence.recorded_crime import recorded_crime
from flows.ingestion.up_to_date import bring_up_to_date
from flows.publish.dataset import load_documents, load_findings, load_observations
from flows.publish.disclosure.narrowed import narrowed
from flows.publish.folders import Partition
from flows.read.sheets import read_sheets
from flows.validation import validate_published
from schemas.code_tables import load_codes
from schemas.rows import Finding
from tests.benchmarks import alarms, planted_faults, planted_returns
from tests.benchmarks.planted_campaign import Recorded, recorded, sound, write, write_open_data

SOUND = 8
"""Returns without a fault, of each form."""
FORMS = (".xlsx", ".html")
WRONG_FORCE = {
    "return_of_another_force", "figures_of_another_force", "force_of_a_figure_changed", "force_of_all_changed",
    "respondent_renamed",
}  # fmt: skip
GOAL = 0.95


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--keep", type=Path)
    arguments.add_argument("--only", choices=("returns", "data"))
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = given.keep or Path(name)
        caught: dict[str, str] = {}
        for form in FORMS if given.only != "data" else ():
            caught |= _returns(work / form[1:], form, given.seed)
        if given.only != "returns":
            caught |= _data(work)
    if given.only != "data":
        print("\nWhat fires on returns as forces send them:")
        alarms.report(list(alarms.OWN))
    _report(caught)


def _returns(work: Path, form: str, seed: int) -> dict[str, str]:
    """What is caught of the faults in returns of one form: fault -> by what; empty where by nothing."""
    forces = [slug for slug, row in load_codes("forces").items() if row["gss_code"]]
    everyone = {slug: recorded(slug, seed) for slug in forces}
    planted = dict(zip(forces[SOUND:], planted_returns.FAULTS, strict=False))
    left = [name for name in planted_returns.FAULTS if name not in planted.values()]
    if left:
        print(f"no force is left for {', '.join(left)}")
    if not (work / "processed").exists():
        _write_returns(work, form, everyone, planted, seed)
        bring_up_to_date(work / "raw", work / "processed")
    prc = work / "prc.csv"
    crime = recorded_crime(read_sheets(prc), prc.name)
    findings = load_findings(work / "processed")
    findings += [one for one in validate_published(work / "processed", crime) if one not in findings]
    paths = {row.document_id: row for row in load_documents(work / "processed")}
    said: defaultdict[str, set[str]] = defaultdict(set)
    for one in findings:
        for slug in _about(one, forces):
            if one.severity != "info":
                said[slug].add(f"{one.check} ({one.severity})")
    for one in narrowed(load_observations(work / "processed", "2016-17")):
        said[paths[one.row.document_id].respondent].add("foi disclose")
    alarms = {slug: sorted(said[slug]) for slug in forces if slug not in planted}
    every = Counter(alarm for own in alarms.values() for alarm in own)
    print(f"{form}: {len(alarms)} sound returns, {every.total()} alarms: {dict(every)}")
    return {f"{name} {form}": ", ".join(sorted(said[slug])) for slug, name in planted.items()}


def _about(finding: Finding, forces: Sequence[str]) -> list[str]:
    if finding.campaign == "2015-16":
        return []
    return (
        [finding.respondent]
        if finding.respondent
        else [f for f in forces if f"/{f}/" in f"{finding.path} {finding.message}"]
    )


def _write_returns(work: Path, form: str, everyone: dict[str, Recorded], planted: dict[str, str], seed: int) -> None:
    slugs = list(everyone)
    for at, (slug, own) in enumerate(everyone.items()):
        write(sound(own, 2015), work / "raw/2015-16" / slug / f"FOI 1{at:03}-16{form}")
        made = sound(own).copy()
        if slug in planted:
            other = everyone[slugs[(at + 1) % len(slugs)]]
            made = planted_returns.FAULTS[planted[slug]](made, own, other, random.Random(f"{slug} {seed}"))
        for number, one in enumerate((made, *made.others)):
            write(one, work / "raw/2016-17" / slug / f"FOI {number}2{at:03}-17{form}")
    write_open_data(everyone.values(), work / "prc.csv")


def _data(work: Path) -> dict[str, str]:
    """What is caught of the faults in published data, by nothing but the data themselves."""
    sound_data = _sound_data(work)
    before = {(one.check, one.message) for one in validate_published(sound_data)}
    print(f"data: {len(before)} findings on the sound ones: {Counter(check for check, _ in before)}")
    caught = {}
    for name in planted_faults.FAULTS:
        copy = work / "planted" / name
        planted_faults.plant(name, sound_data, copy, Partition("2016-17", "kent"))
        said = {(one.check, one.severity) for one in validate_published(copy) if (one.check, one.message) not in before}
        caught[name] = ", ".join(sorted(f"{check} ({severity})" for check, severity in said))
    return caught


def _sound_data(work: Path) -> Path:
    """Published data of three forces: one replaced its return, and withholds a figure."""
    folder = work / "sound"
    if not (folder / "processed").exists():
        for at, slug in enumerate(("kent", "essex", "sussex")):
            own = recorded(slug, 7)
            made = sound(own)
            if slug == "kent":
                first = made.copy()
                first.tables[planted_returns.ONLINE].rows[0][2] += 3
                write(first, folder / "raw/2016-17/kent/FOI 1-17.xlsx")
                row = made.tables[planted_returns.CROSSED].rows[0]
                made.note = f"Figures below {row[3] + 3} are shown as <{row[3] + 3}."
                row[3] = f"<{row[3] + 3}"
                supersedes = "FOI 2-17.xlsx:\n  supersedes: FOI 1-17.xlsx\n"
                (folder / "raw/2016-17/kent/source.yml").write_text(supersedes, encoding="utf-8")
            write(made, folder / f"raw/2016-17/{slug}/FOI {2 + at}-17.xlsx")
        bring_up_to_date(folder / "raw", folder / "processed")
    return folder / "processed"


def _report(caught: dict[str, str]) -> None:
    for name, by in caught.items():
        print(f"{'caught' if by else 'SILENT':7} {name:55} {by}")
    hit = sum(map(bool, caught.values()))
    kinds = {name.split()[0] for name in caught}
    print(f"{hit} of {len(caught)} planted faults caught ({hit / len(caught):.0%}), of {len(kinds)} kinds")
    wrong = [name for name, by in caught.items() if name.split()[0] in WRONG_FORCE and not by]
    if wrong:
        print(f"figures under a wrong force unseen: {', '.join(wrong)}")
    sys.exit(0 if hit / len(caught) >= GOAL and not wrong else 1)


if __name__ == "__main__":
    main()
