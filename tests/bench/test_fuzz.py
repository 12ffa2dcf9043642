"""Broken files by the ten thousand: the same ones everywhere, and whatever goes wrong is told."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import pytest

import bench.fuzz.reading
from bench.fuzz.__main__ import ReadingError, end_of, read_range
from bench.fuzz.mutate import LARGEST, MISTAKES, Mistake, mutant
from bench.fuzz.reading import broken_promises, mutant_of, read_mutant
from bench.fuzz.runs import run_mutants
from bench.fuzz.seeds import Seed, seeds
from onrecord.flows.demo import sample_folder
from onrecord.flows.sources import ReadOptions, Record, Reject, SourceReading, read_source
from onrecord.flows.sources.registry import FORMATS

SOUND = seeds(sample_folder())


def test_sound_files_are_of_every_format_and_read_well(tmp_path: Path) -> None:
    found = set()
    for seed in SOUND:
        path = tmp_path / seed.name
        path.write_bytes(seed.content)
        found.add(read_source(path, ReadOptions()).format)
        assert read_mutant(path) == []
    assert found >= {known.name for known in FORMATS}


def test_a_number_is_one_mutant() -> None:
    assert mutant_of(SOUND, 1, 7) == mutant_of(SOUND, 1, 7)
    assert len({mutant_of(SOUND, seed, number).content for seed in (1, 2) for number in range(20)}) == 40


@pytest.mark.parametrize("mistake", MISTAKES)
def test_every_mistake_is_one(mistake: Mistake) -> None:
    rng = Random(1)  # noqa: S311, nothing secret
    for content in (b"", b"a", SOUND[0].content):
        made = [bytearray(content) for _ in range(20)]
        for each in made:
            mistake(each, rng, SOUND)
        assert content == b"" or any(each != content for each in made)


def test_mutants_stay_small() -> None:
    large = [Seed("large.txt", b"Yes, he said so. " * (1 << 17))]
    assert max(len(mutant(large, Random(n)).content) for n in range(20)) == LARGEST  # noqa: S311, nothing secret


def record(place: str, text: str = "A text.", **fields: str) -> Record:
    return Record(place, text, fields, ())


@pytest.mark.parametrize(
    ("items", "told"),
    [
        pytest.param([record("1"), record("2")], [], id="nothing"),
        pytest.param([], ["no record and no reject"], id="lost"),
        pytest.param([record("1"), record("1")], ["two records with one number"], id="twice"),
        pytest.param([record("1", " \n")], ["record 1 without text"], id="empty"),
        pytest.param([record("1", title="a\ud800b")], ["half a surrogate in 1"], id="half a surrogate"),
        pytest.param([Reject("1", "bad_luck", "why")], ["unknown reason bad_luck"], id="reason"),
    ],
)
def test_broken_promises(items: list[Record | Reject], told: list[str]) -> None:
    assert list(broken_promises(items)) == told


def test_what_a_reader_raises_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path, options: ReadOptions) -> SourceReading:
        raise IndexError(path.name)

    monkeypatch.setattr(bench.fuzz.reading, "read_source", broken)
    assert read_mutant(tmp_path / "a.txt") == ["IndexError: a.txt"]


def test_a_range_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    assert read_range(1, tmp_path, 5, 12) == []
    assert (tmp_path / "at-5").read_text() == "11"


def test_a_process_that_reads_nothing_says_why(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"mutants 0 to 3 read none: the process ended with 1 .*No such file"):
        read_range(1, tmp_path / "missing", 0, 3)


@pytest.mark.parametrize(
    ("code", "how"),
    [
        pytest.param("pass", "", id="well"),
        pytest.param("raise MemoryError('no more')", "the process ended with 1 MemoryError: no more", id="raised"),
        pytest.param("import os; os.kill(os.getpid(), 9)", "the process ended with -9 ", id="killed"),
        pytest.param("import time; time.sleep(60)", "hangs: 1 s", id="hangs"),
    ],
)
def test_how_a_process_ended(code: str, how: str) -> None:
    found = end_of([sys.executable, "-c", f"print('[1]', flush=True); {code}"], longest=1)
    assert found == ("[1]\n", how)


def test_a_whole_run_accounts_for_every_file(tmp_path: Path) -> None:
    ran = run_mutants(SOUND, 1, 0, 6, tmp_path / "run")
    assert ran.faults == ()
    assert ran.n_files == 7
    assert ran.n_records >= 7
    assert ran.n_articles + ran.n_rejects <= ran.n_records
