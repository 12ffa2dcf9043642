"""How fast a whole run is: sample news repeated under different names, against a plain loop that only reads and writes.

    python bench/speed.py [--mb 200] [--texts FOLDER]

Prints megabytes a second, the ratio to the floor, the peak memory and where the time went; the floor reads the same files
and writes one zstd Parquet file with pyarrow, in the same process and minute.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.run import IngestRequest, Progress, ingest

SAMPLE = Path(__file__).parents[1] / "data" / "sample" / "harbour-times"
FILES_A_FOLDER = 1000


def make_corpus(texts: Path, folder: Path, n_bytes: int) -> tuple[int, int]:
    """Write the texts again and again, each copy with a number in its text so that it is an article of its own; gives files and bytes."""
    bodies = [path.read_text(encoding="utf-8") for path in sorted(texts.iterdir()) if path.is_file()]
    written = n_files = 0
    while written < n_bytes:
        text = f"{bodies[n_files % len(bodies)]}\n\nThis is copy number {n_files} of the text.\n".encode()
        place = folder / f"outlet-{n_files // FILES_A_FOLDER:03}"
        place.mkdir(exist_ok=True)
        (place / f"{n_files:07}.txt").write_bytes(text)
        written += len(text)
        n_files += 1
    return n_files, written


def floor(folder: Path, target: Path) -> float:
    """Seconds to read the same files and write them as one Parquet file."""
    clock = time.perf_counter()
    paths = sorted(path for path in folder.rglob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    pq.write_table(pa.table({"path": [str(path) for path in paths], "text": texts}), target, compression="zstd")
    return time.perf_counter() - clock


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mb", type=int, default=20, help="size of the corpus (1 MB is 1,000,000 bytes)")
    parser.add_argument("--texts", type=Path, default=SAMPLE, help="folder of text files to repeat")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        corpus, lake = Path(scratch, "corpus"), Path(scratch, "lake")
        corpus.mkdir()
        n_files, n_bytes = make_corpus(arguments.texts, corpus, arguments.mb * 1_000_000)
        stages: dict[str, float] = {}
        last = [("start", time.perf_counter())]

        def note(progress: Progress) -> None:
            now = time.perf_counter()
            stages[last[0][0]] = stages.get(last[0][0], 0.0) + now - last[0][1]
            last[0] = (progress.stage, now)

        cpu, clock = time.process_time(), time.perf_counter()
        report = ingest(IngestRequest(sources=(str(corpus),), lake=lake), progress=note)
        seconds, cpu = time.perf_counter() - clock, time.process_time() - cpu
        stages[last[0][0]] = stages.get(last[0][0], 0.0) + time.perf_counter() - last[0][1]
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        again = time.perf_counter()
        second = ingest(IngestRequest(sources=(str(corpus),), lake=lake))
        again = time.perf_counter() - again
        bare = floor(corpus, Path(scratch, "floor.parquet"))
    print(f"machine: {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    print(f"input: {n_files:,} files, {n_bytes / 1e6:.1f} MB; {report.n_articles:,} articles, {report.n_quotes:,} quotations")
    print(f"run: {seconds:.1f} s, {n_bytes / 1e6 / seconds:.2f} MB/s, {n_bytes / 1e6 / cpu:.2f} MB/CPU-s, peak memory {peak:.2f} GB")
    print("stages: " + ", ".join(f"{stage} {spent:.1f} s" for stage, spent in stages.items() if spent >= 0.05))
    print(f"second run: {second.outcome} in {again:.1f} s")
    print(f"floor: {bare:.1f} s; the run takes {seconds / bare:.0f} times as long")


if __name__ == "__main__":
    main()
