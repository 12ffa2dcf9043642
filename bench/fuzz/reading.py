"""Mutants through the readers, in a process that may be killed: what a reader promises, mutant by mutant.

    python -m bench.fuzz.reading --seed 1 --first 0 --until 250 --at FILE

prints one line of JSON for each broken promise. The number of the mutant that is being read stands in the file `at`,
for who finds the process dead.
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

from bench.fuzz.mutate import mutant
from bench.fuzz.seeds import Seed, seeds
from onrecord.flows.demo import sample_folder
from onrecord.flows.sources import ReadOptions, Record, Reject, read_source
from onrecord.transforms.tables.declared import REJECT_REASONS

MOST_MEMORY = 4 << 30
"""Address space of the process. Unit: bytes."""


def mutant_of(sound: Sequence[Seed], seed: int, number: int) -> Seed:
    """The mutant with a number; its name begins with it."""
    made = mutant(sound, Random(f"{seed}-{number}"))  # noqa: S311, nothing secret
    return Seed(f"{number:06}-{made.name}", made.content)


def broken_promises(items: Iterable[Record | Reject]) -> Iterator[str]:
    """What is wrong with that which a reader gave."""
    places = []
    for item in items:
        places.append(item.source_record)
        yield from _of_item(item)
    if not places:
        yield "no record and no reject"
    if len(set(places)) < len(places):
        yield "two records with one number"


def _of_item(item: Record | Reject) -> Iterator[str]:
    if isinstance(item, Reject):
        if item.reason not in REJECT_REASONS:
            yield f"unknown reason {item.reason}"
        texts = [item.detail, item.raw or ""]
    else:
        texts = [item.text, *item.fields.values(), *item.keywords]
        if not item.text.strip():
            yield f"record {item.source_record} without text"
    for text in texts:
        if any("\ud800" <= character <= "\udfff" for character in text):
            yield f"half a surrogate in {item.source_record}"


def read_mutant(path: Path) -> list[str]:
    """What is wrong with how a file is read; an exception is."""
    try:
        return list(broken_promises(read_source(path, ReadOptions())))
    except Exception as error:  # noqa: BLE001, whatever a reader raises is a fault
        return [f"{type(error).__name__}: {error}"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line of this module; gives its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    for name in ("--seed", "--first", "--until"):
        parser.add_argument(name, type=int, required=True)
    parser.add_argument("--at", type=Path, required=True)
    given = parser.parse_args(arguments)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    sound = seeds(sample_folder())
    with tempfile.TemporaryDirectory() as folder:
        for number in range(given.first, given.until):
            given.at.write_text(str(number))
            made = mutant_of(sound, given.seed, number)
            path = Path(folder, made.name)
            path.write_bytes(made.content)
            for fault in read_mutant(path):
                print(json.dumps([number, made.name, fault]), flush=True)
            path.unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
