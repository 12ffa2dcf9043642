"""A run, composed once of plain steps: discover, plan, extract, merge, check, publish."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from onrecord.flows.discover import SourceFile, discover, fingerprint
from onrecord.flows.executor import DirectExecutor, Executor
from onrecord.flows.lake.checks import CheckResult, raise_on_failure, run_checks
from onrecord.flows.lake.contract import require_same_columns
from onrecord.flows.lake.known import known_files, paths_left_out
from onrecord.flows.lake.ledger import RunFacts
from onrecord.flows.lake.merge import MergeJob, MergeReport, merge
from onrecord.flows.lake.store import Lake
from onrecord.flows.plan import BatchReport, BatchTerms, FileReport, PlannedFile, plan_batches
from onrecord.flows.stage import extract_batch
from onrecord.flows.topic_files import TopicPaths, read_topic_files
from onrecord.flows.versions import data_versions, library_versions
from onrecord.transforms.tables.keys import content_key
from onrecord.transforms.topics.model import TopicFiles, topic_model

__all__ = ["DirectExecutor", "Executor", "IngestRequest", "LeftOutError", "Progress", "RunReport", "ingest"]


@dataclass(frozen=True, slots=True)
class IngestRequest:
    """What a person asks for."""

    sources: tuple[str, ...]
    """Files, folders and patterns."""
    lake: Path
    outlet: str | None = None
    """Outlet of the records that name none themselves."""
    mapping: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """Canonical field and the column that holds it."""
    batch_bytes: int = 8_000_000
    """Size of the files that one worker reads at a time; does not change the result. Unit: bytes."""
    keep_snapshots: int = 10
    again: bool = False
    """Read every file, known or not, and build the dataset from these sources alone."""
    topics: TopicPaths = TopicPaths()  # noqa: RUF009, frozen
    """Files with which a person changes how topics are told."""


class LeftOutError(Exception):
    """The dataset cannot be built again from sources that leave out a part of it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    stage: str
    """discover, fingerprint, extract, merge, check or publish."""
    n_bytes: int
    n_bytes_total: int
    n_articles: int
    n_quotes: int


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did. Counts are of what it read and added; without news they are 0 and `run_id` is empty."""

    outcome: Literal["published", "nothing to do"]
    lake: Path
    run_id: str
    snapshot_id: str | None
    """The snapshot that is current now."""
    n_files: int
    n_files_known: int
    n_bytes: int
    n_records: int
    n_articles: int
    n_duplicates: int
    n_rejects: int
    n_quotes: int
    n_quotes_named: int
    rejects: Mapping[str, int]
    """Reasons and their number of records."""
    seconds: float
    warnings: tuple[str, ...]


def ingest(
    request: IngestRequest, executor: Executor | None = None, progress: Callable[[Progress], None] | None = None
) -> RunReport:
    """Read what is new in the sources and publish it as a new snapshot of the lake; write nothing where nothing is new.

    The tables depend on the files, their paths, the options and the versions alone, `runs` also on the clock. A file is known by its path and its
    bytes; one that gave no article is read again with other options or by another version. With `again` everything is read, as into an empty lake.

    Raises:
        LeftOutError: `again`, and the lake has articles of files that are not among the sources.
        onrecord.flows.discover.DiscoveryError: a source leads to nothing.
        onrecord.flows.lake.store.LakeError: another run holds the lake, or its current snapshot is not complete.
        onrecord.flows.lake.checks.ChecksFailedError: the new snapshot is not sound; the old one stays.
        onrecord.transforms.topics.errors.TopicFileError: a file of topics cannot be used.
        OSError: the lake cannot be written.
    """
    return _Run(request, executor or DirectExecutor(), progress or _no_progress).report()


def _no_progress(_progress: Progress) -> None:
    """For who does not ask."""


class _Run:
    """One run: what its steps share."""

    def __init__(self, request: IngestRequest, executor: Executor, progress: Callable[[Progress], None]) -> None:
        self.request = request
        self.execute = executor
        self.tell = progress
        self.lake = Lake(request.lake)
        self.started_at = datetime.now(UTC)
        self.clock = time.monotonic()
        self.topics = read_topic_files(request.topics)
        self.options = _options(request, self.topics)
        self.n_bytes_total = 0
        self.warnings: list[str] = []
        self.reports: list[BatchReport] = []

    def report(self) -> RunReport:
        self._tell("discover")
        found = self.execute.call("discover", discover, self.request.sources)
        if not found and not self.lake.path.exists():
            return self._nothing_to_do(0)
        with self.lake.locked():
            self.lake.clear()
            self.n_bytes_total = sum(file.n_bytes for file in found)
            self._tell("fingerprint")
            fresh = self._to_read(found)
            if not fresh:
                return self._nothing_to_do(len(found))
            self.n_bytes_total = sum(file.n_bytes for file in fresh)
            return self._publish(fresh, len(found) - len(fresh))

    def _to_read(self, found: Sequence[SourceFile]) -> list[PlannedFile]:
        """The files that the ledger does not know, or all of them where everything is read again."""
        prints = self.execute.call("fingerprint", fingerprint, [file.path for file in found])
        files = [
            PlannedFile(file.path, file.folder, file.n_bytes, key) for file, key in zip(found, prints, strict=True)
        ]
        if self.request.again:
            self._require_all(files)
            return files
        current = self.lake.current()
        if current is not None:
            require_same_columns(current)
        known = known_files(current, self.options, data_versions(self.topics))
        keys = [(file.path.as_posix(), file.fingerprint) for file in files]
        n_otherwise = sum(key in known.otherwise for key in keys)
        if n_otherwise:
            self.warnings.append(
                f"{n_otherwise:,} of the files were read with another --outlet, --map or --topics before, and what they gave stays as it is. "
                "To read all files with the new ones, repeat the command with --again."
            )
        return [file for file, key in zip(files, keys, strict=True) if key not in known.keys]

    def _require_all(self, files: Sequence[PlannedFile]) -> None:
        missing = paths_left_out(self.lake.current(), [file.path.as_posix() for file in files])
        if missing:
            raise LeftOutError(
                f"--again builds the dataset from the sources given alone, and {len(missing):,} files whose articles are in {self.lake.path} are not among "
                f"them, for example {missing[0]}. Give all sources, or begin another lake with --lake."
            )

    def _publish(self, files: Sequence[PlannedFile], n_known: int) -> RunReport:
        versions = data_versions(self.topics)
        names = [
            part
            for file in sorted(files, key=lambda file: file.path)
            for part in (file.path.as_posix(), file.fingerprint)
        ]
        run_id = content_key("run", *names, self.options, json.dumps(versions, sort_keys=True))
        parent = None if self.request.again else self.lake.current()
        facts = RunFacts(
            run_id=run_id,
            started_at=self.started_at,
            snapshot_id=self.lake.next_id(run_id),
            parent_snapshot_id=parent.name if parent else None,
            n_files_known=n_known,
            options=self.options,
            versions=json.dumps(versions | library_versions(), sort_keys=True),
        )
        staging = self.lake.staging_folder / run_id
        staging.mkdir()
        try:
            self._extract(files, staging, run_id, parent)
            merged, results = self._build(staging, parent, facts)
            self._tell("publish")
            self.execute.call(
                "publish", self.lake.publish, staging / "snapshot", facts.snapshot_id, self.request.keep_snapshots
            )
        finally:
            shutil.rmtree(staging)
        return self._published(facts, merged, results)

    def _extract(self, files: Sequence[PlannedFile], staging: Path, run_id: str, parent: Path | None) -> None:
        terms = BatchTerms(
            staging, run_id, self.request.outlet, tuple(sorted(self.request.mapping.items())), parent, self.topics
        )
        batches = plan_batches(files, self.request.batch_bytes, terms)
        self._tell("extract")
        for report in self.execute.map("extract", extract_batch, batches):
            self.reports.append(report)
            self._tell("extract")

    def _build(self, staging: Path, parent: Path | None, facts: RunFacts) -> tuple[MergeReport, list[CheckResult]]:
        """Write the new snapshot into the run's private folder, and check it."""
        self._tell("merge")
        merged = self.execute.call(
            "merge", merge, MergeJob(staging, parent, staging / "snapshot", self._files(), facts)
        )
        self._tell("check")
        results = self.execute.call("check", _check, staging / "snapshot", merged.months)
        return merged, results

    def _files(self) -> tuple[FileReport, ...]:
        return tuple(
            sorted((file for report in self.reports for file in report.files), key=lambda file: file.source_path)
        )

    def _published(self, facts: RunFacts, merged: MergeReport, results: Sequence[CheckResult]) -> RunReport:
        columns = sorted({name for report in self.reports for name in report.unknown_columns})
        unused = (
            [
                f"These columns of the input are not used: {', '.join(columns)}. --map FIELD=COLUMN names the column of a field."
            ]
            if columns
            else []
        )
        return RunReport(
            outcome="published",
            lake=self.lake.path,
            run_id=facts.run_id,
            snapshot_id=facts.snapshot_id,
            n_files=sum(len(report.files) for report in self.reports),
            n_files_known=facts.n_files_known,
            n_bytes=sum(report.n_bytes for report in self.reports),
            n_records=sum(report.n_records for report in self.reports),
            n_articles=merged.n_articles,
            n_duplicates=merged.n_duplicates,
            n_rejects=merged.n_rejects,
            n_quotes=merged.n_quotes,
            n_quotes_named=merged.n_quotes_named,
            rejects=dict(merged.rejects),
            seconds=time.monotonic() - self.clock,
            warnings=(*self.warnings, *unused, *(result.summary() for result in results if not result.passed)),
        )

    def _nothing_to_do(self, n_known: int) -> RunReport:
        current = self.lake.current()
        return RunReport(
            outcome="nothing to do",
            lake=self.lake.path,
            run_id="",
            snapshot_id=current.name if current else None,
            n_files=0,
            n_files_known=n_known,
            n_bytes=0,
            n_records=0,
            n_articles=0,
            n_duplicates=0,
            n_rejects=0,
            n_quotes=0,
            n_quotes_named=0,
            rejects={},
            seconds=time.monotonic() - self.clock,
            warnings=tuple(self.warnings),
        )

    def _tell(self, stage: str) -> None:
        self.tell(
            Progress(
                stage=stage,
                n_bytes=sum(report.n_bytes for report in self.reports),
                n_bytes_total=self.n_bytes_total,
                n_articles=sum(report.n_articles for report in self.reports),
                n_quotes=sum(report.n_quotes for report in self.reports),
            )
        )


def _options(request: IngestRequest, topics: TopicFiles) -> str:
    """The options that shape the data, as `runs.options` has them; files of topics by the version that they make."""
    told: dict[str, object] = {"mapping": dict(sorted(request.mapping.items())), "outlet": request.outlet}
    if topics != TopicFiles():
        told["topics"] = topic_model(topics).version
    return json.dumps(told, ensure_ascii=False)


def _check(snapshot: Path, months: Sequence[str]) -> list[CheckResult]:
    """Run the checks; gives their results where none failed."""
    results = run_checks(snapshot, only_months=months)
    raise_on_failure(results)
    return results
