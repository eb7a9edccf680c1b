"""How long 200,000 figures take to be validated: by their model, by the rules, and against the ledger of their cells.

    python -m tests.benchmarks.many_figures [--returns 300]

The figures are made: 300 returns of 672 each, of 45 forces in as many campaigns as that takes, by offence, age, sex and
flag, of two years, sound but for one total in ten returns. Seconds of the processor; wanted: 10 in all.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import time
from collections import defaultdict
from random import Random

from flows.check.ledger import balance
from flows.check.quarantine import sift
from flows.check.rules import check_campaign, check_campaigns, check_respondent
from schemas.code_tables import load_codes
from schemas.rows import DocumentRow, LedgerCell, Observation, Place

OFFENCES = [(code, row["group"]) for code, row in load_codes("offences").items() if row["level"] == "class"][:12]
AGES = ((0, 4), (5, 9), (10, 12), (13, 15), (16, 16), (17, 17))
SEXES = ("female", "male")
FLAGS = ("yes", "no")


def made(campaign: str, force: str, year: int, rng: Random) -> list[Observation]:
    """The figures of one return: each year a table of offences by age, sex and flag, with a total of each row."""
    document = f"{rng.getrandbits(256):064x}"
    found: list[Observation] = []
    for table, first in enumerate((year - 1, year), start=1):
        days = (dt.date(first, 4, 1), dt.date(first + 1, 3, 31))
        for at, (code, group) in enumerate(OFFENCES, start=2):
            columns = list(itertools.product(AGES, SEXES, FLAGS))
            counts = [rng.randint(0, 40) for _ in columns]
            shown = [*zip(columns, counts, strict=True), *([(None, sum(counts))] * 4)][:28]
            for column, (of, count) in enumerate(shown, start=2):
                (low, high), sex, flag = of or ((None, None), "all", "all")
                found.append(
                    Observation(
                        campaign, force, document, f"{document[:12]}-{table}-{at}-{column}", f"{document[:8]}-{table}",
                        force, *days, f"{first}/{(first + 1) % 100:02}", "financial_year", "offences", "offences",
                        code, group, low, high, f"{low}-{high}" if of else "all", sex, flag, {}, of is None, False,
                        "count", count, float(count), count, count, "exact", None,
                        Place(sheet="Data", table=table, row=at, column=column, cell=f"{chr(64 + column)}{at}"
                              if column <= 26 else f"A{chr(38 + column)}{at}"),
                        "Offences", code, f"{low}-{high} > {sex} > {flag}" if of else "Total", str(count),
                    )
                )  # fmt: skip
    return found


def main() -> None:
    """The command."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--returns", type=int, default=300)
    rng, forces = Random(38), sorted(code for code, row in load_codes("forces").items() if row["gss_code"])
    senders = [(2010 + at // len(forces), forces[at % len(forces)]) for at in range(arguments.parse_args().returns)]
    returns = {(year, force): made(f"{year}-{(year + 1) % 100:02}", force, year, rng) for year, force in senders}
    spent: defaultdict[str, float] = defaultdict(float)
    findings = 0
    documents: list[DocumentRow] = []
    for rows in returns.values():
        one = rows[0]
        documents.append(
            DocumentRow(one.campaign, one.respondent, one.document_id, f"{one.campaign}/{one.respondent}/reply.xlsx")
        )
        cells = [
            LedgerCell(row.campaign, row.respondent, row.document_id, row.place, row.raw_value or "", "observation",
                       None, [row.observation_id])
            for row in rows
        ]  # fmt: skip
        begun = time.process_time()
        kept = sift(rows, cells)
        spent["model"] += time.process_time() - begun
        begun = time.process_time()
        findings += len(check_respondent(documents[-1:], kept.observations, kept.cells))
        spent["rules of a return"] += time.process_time() - begun
        begun = time.process_time()
        findings += len(balance(kept.observations, kept.cells))
        spent["ledger"] += time.process_time() - begun
    every = [row for rows in returns.values() for row in rows]
    begun = time.process_time()
    for campaign in sorted({row.campaign for row in documents}):
        mine = [row for row in documents if row.campaign == campaign]
        findings += len(check_campaign(mine, [row for row in every if row.campaign == campaign]))
    findings += len(check_campaigns(documents, every))
    spent["rules between returns"] += time.process_time() - begun
    print(f"{len(every):,} figures of {len(returns)} returns, {findings:,} findings")
    print(*(f"{name:24}{seconds:8.1f} s" for name, seconds in spent.items()), sep="\n")
    print(f"{'in all':24}{sum(spent.values()):8.1f} s")


if __name__ == "__main__":
    main()
