"""How fast a whole run is: news repeated under different names, against a plain loop that only reads and writes.

    python -m bench.speed [--mb 200 | --files 100000] [--texts FOLDER] [--label WORDS] [--workers N] [--out FILE]

Tells megabytes a second, the ratio to the floor, the peak memory of all processes, where the time went, and what a
second run takes that finds nothing new. The floor reads the same files and writes one zstd Parquet file with pyarrow,
in the same process and minute. `--out` keeps the figures as JSON, with the machine and the versions.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from bench.corpus import Corpus, make_corpus
from bench.memory import watched
from onrecord.flows.executor import ProcessExecutor
from onrecord.flows.run import IngestRequest, Progress, ingest
from onrecord.flows.versions import data_versions, library_versions
from onrecord.transforms.topics.model import TopicFiles

SAMPLE = Path(__file__).parents[1] / "data" / "sample" / "harbour-times"
MEGABYTE = 1_000_000

Figures = dict[str, object]


class Stages:
    """Seconds that each stage of a run took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stage, self._since = "start", time.perf_counter()

    def note(self, progress: Progress) -> None:
        self.close()
        self._stage = progress.stage

    def close(self) -> None:
        now = time.perf_counter()
        self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._since
        self._since = now


def floor(folder: Path, target: Path) -> float:
    """Seconds to read the same files and write them as one Parquet file."""
    clock = time.perf_counter()
    paths = sorted(path for path in folder.rglob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    pq.write_table(pa.table({"path": [str(path) for path in paths], "text": texts}), target, compression="zstd")
    return time.perf_counter() - clock


def cpu_seconds() -> float:
    """Processor time of this process and of those that it started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def measure(corpus: Corpus, lake: Path, workers: int) -> Figures:
    """Figures of a first and a second run over a corpus, and of the floor."""
    request, stages = IngestRequest(sources=(str(corpus.folder),), lake=lake), Stages()
    cpu, clock = cpu_seconds(), time.perf_counter()
    with watched() as peak:
        report = ingest(request, ProcessExecutor(workers), stages.note)
    seconds, cpu = time.perf_counter() - clock, cpu_seconds() - cpu
    stages.close()
    clock = time.perf_counter()
    second = ingest(request)
    again = time.perf_counter() - clock
    bare = floor(corpus.folder, lake / "floor.parquet")
    megabytes = corpus.n_bytes / MEGABYTE
    return {
        "input": {"files": corpus.n_files, "megabytes": round(megabytes, 1), "different_texts": corpus.n_texts},
        "output": {"articles": report.n_articles, "quotations": report.n_quotes},
        "seconds": round(seconds, 2),
        "megabytes_per_second": round(megabytes / seconds, 2),
        "megabytes_per_cpu_second": round(megabytes / cpu, 2),
        "peak_memory_gigabytes": round(peak.n_bytes / 1e9, 2),
        "seconds_by_stage": {stage: round(spent, 2) for stage, spent in stages.seconds.items() if spent >= 0.005},
        "second_run": {
            "outcome": second.outcome,
            "seconds": round(again, 2),
            "share_of_first": round(again / seconds, 4),
        },
        "floor": {"seconds": round(bare, 2), "run_takes_times_as_long": round(seconds / bare, 1)},
    }


def surroundings(arguments: argparse.Namespace) -> Figures:
    """What the figures hang on besides the program: when, on which machine, with which versions and options."""
    options = {"mb": arguments.mb, "files": arguments.files, "workers": arguments.workers}
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return {
        "measured_at": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "command": "python -m bench.speed "
        + " ".join(f"--{name} {value}" for name, value in options.items() if value is not None),
        "texts": arguments.label,
        "machine": (
            f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB memory, Python "
            f"{platform.python_version()}"
        ),
        "versions": data_versions(TopicFiles()) | library_versions(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--mb", type=int, help="size of the corpus (1 MB is 1,000,000 bytes); 20 where nothing is said")
    size.add_argument("--files", type=int, help="number of files of the corpus")
    parser.add_argument("--texts", type=Path, default=SAMPLE, help="folder of text files to repeat")
    parser.add_argument("--label", default="the sample's harbour-times", help="what the texts are, for the record")
    parser.add_argument("--workers", type=int, default=2, help="batches at a time")
    parser.add_argument("--out", type=Path, help="file for the figures")
    arguments = parser.parse_args()
    if arguments.mb is None and arguments.files is None:
        arguments.mb = 20
    found = surroundings(arguments)
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "corpus")
        folder.mkdir()
        corpus = make_corpus(
            arguments.texts, folder, n_bytes=arguments.mb and arguments.mb * MEGABYTE, n_files=arguments.files
        )
        found |= measure(corpus, Path(scratch, "lake"), arguments.workers)
    found["load"] = {
        "at_start": round(load, 1),
        "at_end": round(os.getloadavg()[0], 1),
        "of_the_run_itself": arguments.workers,
    }
    text = json.dumps(found, indent=2, ensure_ascii=False) + "\n"
    print(text, end="")
    if arguments.out:
        arguments.out.parent.mkdir(parents=True, exist_ok=True)
        arguments.out.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
