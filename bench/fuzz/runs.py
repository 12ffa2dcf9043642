"""Mutants through whole runs of the command, and whether every file and record is accounted for afterwards."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import onrecord
from bench.fuzz.reading import mutant_of
from bench.fuzz.seeds import Seed

LONGEST_RUN = 600
"""Seconds after which a run hangs."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What became of one run."""

    n_files: int
    n_records: int
    n_articles: int
    n_rejects: int
    faults: tuple[str, ...]


def run_mutants(sound: Sequence[Seed], seed: int, first: int, until: int, folder: Path) -> Ran:
    """Ingest some mutants, and one sound file beside them, with the command line; the folder is emptied afterwards."""
    news, lake = folder / "news", folder / "lake"
    news.mkdir(parents=True)
    for number in range(first, until):
        made = mutant_of(sound, seed, number)
        (news / made.name).write_bytes(made.content)
    good = next(made.content for made in sound if made.name.endswith(".txt") and made.content)
    (news / "sound.txt").write_bytes(good)
    module = [sys.executable, "-m", "onrecord.flows.cli"]
    command = [*module, "ingest", str(news), "--lake", str(lake), "--workers", "1"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=LONGEST_RUN, check=False)
    except subprocess.TimeoutExpired:
        return Ran(until - first, 0, 0, 0, (f"mutants {first} to {until}: hangs",))
    if done.returncode:
        last = " | ".join(done.stderr.strip().splitlines()[-3:])
        return Ran(until - first, 0, 0, 0, (f"mutants {first} to {until}: exit code {done.returncode}: {last}",))
    ran = _accounted(lake, until - first + 1)
    shutil.rmtree(folder)
    return ran


def _accounted(lake: Path, n_files: int) -> Ran:
    with onrecord.open_lake(lake) as connection:
        n_sources, n_records, n_articles, n_rejects = connection.execute(
            "SELECT count(*), sum(n_records)::BIGINT, sum(n_articles)::BIGINT, sum(n_rejects)::BIGINT FROM sources"
        ).fetchall()[0]
        ((published,),) = connection.execute("SELECT count(*) FROM articles").fetchall()
        ((rejected,),) = connection.execute("SELECT count(*) FROM rejects").fetchall()
        faulty = connection.execute("SELECT source_path, detail FROM rejects WHERE reason = 'engine_fault'").fetchall()
    faults = [f"{Path(path).name}: {detail}" for path, detail in faulty]
    if n_sources != n_files:
        faults.append(f"{n_files} files, {n_sources} in the ledger")
    if (n_articles, n_rejects) != (published, rejected):
        faults.append(f"the ledger has {n_articles} articles, {n_rejects} rejects, the tables {published}, {rejected}")
    return Ran(n_sources, n_records, n_articles, n_rejects, tuple(faults))
