"""Broken files through readers and whole runs.

    python -m bench.fuzz                                  # 50,000 mutants through the readers, 10,000 through runs
    python -m bench.fuzz --readers 1000 --runs 0 --seed 7
    python -m bench.fuzz --write 4711 --to FOLDER         # the mutant with this number, to look at

Ends by itself. Exit code 1 if something crashed, hung or was not accounted for.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from bench.fuzz.reading import mutant_of
from bench.fuzz.runs import Ran, run_mutants
from bench.fuzz.seeds import seeds
from onrecord.flows.demo import sample_folder

READ_TOGETHER = 250
RUN_TOGETHER = 500
LONGEST_READING = 180
"""Seconds after which a process that reads `READ_TOGETHER` mutants hangs."""


class ReadingError(Exception):
    """Mutants cannot be read at all: nothing is known about them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line of this module; gives its exit code."""
    given = _parser().parse_args(arguments)
    if given.write is not None:
        made = mutant_of(seeds(sample_folder()), given.seed, given.write)
        (given.to / made.name).write_bytes(made.content)
        return 0
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(given.workers) as pool:
        folder = Path(name)
        read = partial(read_range, given.seed, folder)
        faults = [fault for found in pool.map(read, *_ranges(given.readers, READ_TOGETHER)) for fault in found]
        _say(f"readers: {given.readers:,} mutants, {len(faults)} faults", start)
        run = partial(_run, given.seed, folder)
        runs = list(pool.map(run, *_ranges(given.runs, RUN_TOGETHER)))
    _say(_summary(given.runs, runs), start)
    faults += [fault for ran in runs for fault in ran.faults]
    print("\n".join(faults))
    return int(bool(faults))


def read_range(seed: int, folder: Path, first: int, until: int) -> list[str]:
    """What goes wrong when some mutants are read; where one ends or holds up the process, the others are read anew.

    Raises:
        ReadingError: the process did not come to its first mutant.
    """
    at = folder / f"at-{first}"
    faults: list[str] = []
    while first < until:
        at.unlink(missing_ok=True)
        command = [sys.executable, "-m", "bench.fuzz.reading", "--seed", str(seed), "--at", str(at)]
        printed, how = end_of([*command, "--first", str(first), "--until", str(until)])
        told = map(json.loads, printed.splitlines())
        faults += [f"mutant {number} ({name}): {fault}" for number, name, fault in told]
        if not how:
            break
        if not at.exists():
            raise ReadingError(f"the process that reads mutants {first} to {until} read none: {how}")
        number = int(at.read_text())
        faults.append(f"mutant {number}: {how}")
        first = number + 1
    return faults


def end_of(command: Sequence[str], longest: float = LONGEST_READING) -> tuple[str, str]:
    """What a process printed, and how it ended where it did not end well."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            printed, errors = process.communicate(timeout=longest)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.communicate()[0], f"hangs: {longest:g} s"
    last = "".join(errors.strip().splitlines()[-1:])
    return printed, f"the process ended with {process.returncode} {last}" if process.returncode else ""


def _run(seed: int, folder: Path, first: int, until: int) -> Ran:
    return run_mutants(seeds(sample_folder()), seed, first, until, folder / f"run-{first}")


def _ranges(n: int, together: int) -> tuple[list[int], list[int]]:
    firsts = list(range(0, n, together))
    return firsts, [min(first + together, n) for first in firsts]


def _summary(n: int, runs: Sequence[Ran]) -> str:
    files, records = sum(ran.n_files for ran in runs), sum(ran.n_records for ran in runs)
    articles, rejects = sum(ran.n_articles for ran in runs), sum(ran.n_rejects for ran in runs)
    faults = sum(len(ran.faults) for ran in runs)
    return (
        f"runs: {n:,} mutants in {len(runs)} runs, {files:,} files, {records:,} records, {articles:,} articles, "
        f"{rejects:,} rejects, {faults} faults"
    )


def _say(line: str, start: float) -> None:
    print(f"{line}; {time.monotonic() - start:.0f} s", flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--readers", type=int, default=50_000, help="mutants that go through the readers")
    parser.add_argument("--runs", type=int, default=10_000, help="mutants that go through whole runs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2, help="processes at a time")
    parser.add_argument("--write", type=int, metavar="NUMBER", help="only write the mutant with this number")
    parser.add_argument("--to", type=Path, default=Path(), help="folder for it")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
