"""The plan of a run: which files are read together, and what a worker reports of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.transforms.topics.model import TopicFiles


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file that a run reads."""

    path: Path
    """Absolute."""
    folder: str | None
    """The folder that may name the outlet."""
    n_bytes: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class BatchTerms:
    """What all batches of a run have in common."""

    staging: Path
    """Folder of the run's private work; each batch has its own folder in it."""
    run_id: str
    outlet: str | None
    mapping: tuple[tuple[str, str], ...]
    """Canonical field and the column that holds it."""
    parent: Path | None
    """The snapshot that the run adds to; None for the first."""
    topics: TopicFiles = TopicFiles()  # noqa: RUF009, frozen
    """What a person adds to the shipped files of topics."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that one worker reads, and all that it needs to know.

    Can be pickled, so that it may travel to another machine.
    """

    number: int
    files: tuple[PlannedFile, ...]
    terms: BatchTerms

    @property
    def folder(self) -> Path:
        """Where the batch stages its rows."""
        return self.terms.staging / f"batch-{self.number:06d}"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What a worker found in one file."""

    source_path: str
    fingerprint: str
    format: str
    n_bytes: int
    n_records: int


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What a worker found in a batch, duplicates included. Can be pickled."""

    number: int
    files: tuple[FileReport, ...]
    n_articles: int
    n_quotes: int
    n_rejects: int
    unknown_columns: tuple[str, ...]
    """Columns of the input that are not used, sorted."""

    @property
    def n_bytes(self) -> int:
        return sum(file.n_bytes for file in self.files)

    @property
    def n_records(self) -> int:
        return sum(file.n_records for file in self.files)


def plan_batches(files: Sequence[PlannedFile], batch_bytes: int, terms: BatchTerms) -> list[Batch]:
    """The files in the order of their paths, as many together as have `batch_bytes`, at least one; a file is never
    divided.
    """
    groups: list[list[PlannedFile]] = []
    room = 0
    for file in sorted(files, key=lambda file: file.path):
        if not groups or file.n_bytes > room:
            groups.append([])
            room = batch_bytes
        groups[-1].append(file)
        room -= file.n_bytes
    return [Batch(number, tuple(group), terms) for number, group in enumerate(groups)]
