"""A run, composed once of plain steps: discover, plan, extract, merge, check, publish."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeVar

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

T = TypeVar("T")


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
    run_id: str = ""
    snapshot_id: str | None = None
    """The snapshot that is current now."""
    n_files: int = 0
    n_files_known: int = 0
    n_bytes: int = 0
    n_records: int = 0
    n_articles: int = 0
    n_duplicates: int = 0
    n_rejects: int = 0
    n_quotes: int = 0
    n_quotes_named: int = 0
    rejects: Mapping[str, int] = field(default_factory=dict)
    """Reasons and their number of records."""
    seconds: float = 0.0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Setting:
    """What all steps of a run have in common."""

    request: IngestRequest
    lake: Lake
    topics: TopicFiles
    options: str
    """Those that shape the data, as `runs.options` has them."""
    executor: Executor
    progress: Callable[[Progress], None]
    started_at: datetime
    clock: float
    """What the monotonic clock showed at the start. Unit: seconds."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a run reads, and what it adds that to."""

    files: tuple[PlannedFile, ...]
    """By path."""
    n_known: int
    """Files that are not read, since the ledger knows them."""
    parent: Path | None
    """The snapshot that the run adds to; None for the first, and where everything is read again."""
    warnings: tuple[str, ...]

    @property
    def n_bytes(self) -> int:
        return sum(file.n_bytes for file in self.files)


def ingest(
    request: IngestRequest, executor: Executor | None = None, progress: Callable[[Progress], None] | None = None
) -> RunReport:
    """Read what is new in the sources and publish it as a new snapshot; write nothing where nothing is new.

    The tables depend on the files, their paths, the options and the versions alone, `runs` also on the clock. A file is
    known by its path and its bytes; one that gave no article is read again with other options or by another version.
    With `again` everything is read, as into an empty lake.

    Raises:
        LeftOutError: `again`, and the lake has articles of files that are not among the sources.
        onrecord.flows.discover.DiscoveryError: a source leads to nothing.
        onrecord.flows.lake.store.LakeError: another run holds the lake, or its current snapshot is not complete.
        onrecord.flows.lake.checks.ChecksFailedError: the new snapshot is not sound; the old one stays.
        onrecord.transforms.topics.errors.TopicFileError: a file of topics cannot be used.
        OSError: the lake cannot be written.
    """
    setting = _setting(request, executor or DirectExecutor(), progress or _no_progress)
    found = _step(setting, _so_far("discover"), discover, request.sources)
    if not found and not setting.lake.path.exists():
        return _nothing_to_do(setting, n_known=0)
    with setting.lake.locked():
        setting.lake.clear()
        plan = _plan(setting, found)
        return _add(setting, plan) if plan.files else _nothing_to_do(setting, plan.n_known, plan.warnings)


def _add(setting: _Setting, plan: _Plan) -> RunReport:
    """Publish what the planned files hold: extract, merge, check, publish."""
    facts = _facts(setting, plan)
    with _private_folder(setting.lake, facts.run_id) as staging:
        snapshot = staging / "snapshot"
        batches = _extract(setting, plan, facts.run_id, staging)
        job = MergeJob(staging, plan.parent, snapshot, _files(batches), facts)
        merged = _step(setting, _so_far("merge", plan.n_bytes, batches), merge, job)
        results = _step(setting, _so_far("check", plan.n_bytes, batches), _checked, snapshot, merged.months)
        place = (snapshot, facts.snapshot_id, setting.request.keep_snapshots)
        _step(setting, _so_far("publish", plan.n_bytes, batches), setting.lake.publish, *place)
    warnings = (*plan.warnings, *_of_unused_columns(batches), *_of_checks(results))
    return _published(setting, facts, batches, merged, warnings)


def _setting(request: IngestRequest, executor: Executor, progress: Callable[[Progress], None]) -> _Setting:
    topics = read_topic_files(request.topics)
    return _Setting(
        request=request,
        lake=Lake(request.lake),
        topics=topics,
        options=_options(request, topics),
        executor=executor,
        progress=progress,
        started_at=datetime.now(UTC),
        clock=time.monotonic(),
    )


def _options(request: IngestRequest, topics: TopicFiles) -> str:
    """The options that shape the data, as JSON; files of topics by the version that they make."""
    told: dict[str, object] = {"mapping": dict(sorted(request.mapping.items())), "outlet": request.outlet}
    if topics != TopicFiles():
        told["topics"] = topic_model(topics).version
    return json.dumps(told, ensure_ascii=False)


def _step(setting: _Setting, so_far: Progress, step: Callable[..., T], *arguments: object) -> T:
    """Tell how far the run is, and let its executor do the step that is next."""
    setting.progress(so_far)
    return setting.executor.call(so_far.stage, step, *arguments)


def _so_far(stage: str, n_bytes_total: int = 0, batches: Sequence[BatchReport] = ()) -> Progress:
    return Progress(
        stage=stage,
        n_bytes=sum(batch.n_bytes for batch in batches),
        n_bytes_total=n_bytes_total,
        n_articles=sum(batch.n_articles for batch in batches),
        n_quotes=sum(batch.n_quotes for batch in batches),
    )


def _no_progress(_progress: Progress) -> None:
    """For who does not ask."""


def _plan(setting: _Setting, found: Sequence[SourceFile]) -> _Plan:
    """Which of the files are read: those that the ledger does not know, or all where everything is read again."""
    n_bytes = sum(file.n_bytes for file in found)
    prints = _step(setting, _so_far("fingerprint", n_bytes), fingerprint, [file.path for file in found])
    files = tuple(
        PlannedFile(file.path, file.folder, file.n_bytes, key) for file, key in zip(found, prints, strict=True)
    )
    current = setting.lake.current()
    if setting.request.again:
        _require_all(setting.lake, current, files)
        return _Plan(files, n_known=0, parent=None, warnings=())
    if current is not None:
        require_same_columns(current)
    known = known_files(current, setting.options, data_versions(setting.topics))
    keys = [(file.path.as_posix(), file.fingerprint) for file in files]
    fresh = tuple(file for file, key in zip(files, keys, strict=True) if key not in known.keys)
    n_otherwise = sum(key in known.otherwise for key in keys)
    return _Plan(fresh, len(files) - len(fresh), current, _of_other_options(n_otherwise))


def _require_all(lake: Lake, current: Path | None, files: Sequence[PlannedFile]) -> None:
    missing = paths_left_out(current, [file.path.as_posix() for file in files])
    if missing:
        raise LeftOutError(
            f"--again builds the dataset from the sources given alone, and {len(missing):,} files whose articles are "
            f"in {lake.path} are not among them, for example {missing[0]}. "
            "Give all sources, or begin another lake with --lake."
        )


def _of_other_options(n_files: int) -> tuple[str, ...]:
    """A warning of files that were read with other options before."""
    if not n_files:
        return ()
    warning = (
        f"{n_files:,} of the files were read with another --outlet, --map or --topics before, and what they gave stays "
        "as it is. To read all files with the new ones, repeat the command with --again."
    )
    return (warning,)


def _facts(setting: _Setting, plan: _Plan) -> RunFacts:
    """What the ledger says of the run; its key is made of all that shapes the data."""
    versions = data_versions(setting.topics)
    files = sorted(plan.files, key=lambda file: file.path)
    names = [name for file in files for name in (file.path.as_posix(), file.fingerprint)]
    run_id = content_key("run", *names, setting.options, json.dumps(versions, sort_keys=True))
    return RunFacts(
        run_id=run_id,
        started_at=setting.started_at,
        snapshot_id=setting.lake.next_id(run_id),
        parent_snapshot_id=plan.parent.name if plan.parent else None,
        n_files_known=plan.n_known,
        options=setting.options,
        versions=json.dumps(versions | library_versions(), sort_keys=True),
    )


@contextmanager
def _private_folder(lake: Lake, run_id: str) -> Iterator[Path]:
    """A folder for the work of the run, removed whatever becomes of it."""
    folder = lake.staging_folder / run_id
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _extract(setting: _Setting, plan: _Plan, run_id: str, staging: Path) -> list[BatchReport]:
    """Stage what the files hold, batch by batch; gives the reports in the order of completion."""
    request = setting.request
    mapping = tuple(sorted(request.mapping.items()))
    terms = BatchTerms(staging, run_id, request.outlet, mapping, plan.parent, setting.topics)
    batches = plan_batches(plan.files, request.batch_bytes, terms)
    reports: list[BatchReport] = []
    setting.progress(_so_far("extract", plan.n_bytes))
    for report in setting.executor.map("extract", extract_batch, batches):
        reports.append(report)
        setting.progress(_so_far("extract", plan.n_bytes, reports))
    return reports


def _files(batches: Sequence[BatchReport]) -> tuple[FileReport, ...]:
    """What was found in each file, by path."""
    return tuple(sorted((file for batch in batches for file in batch.files), key=lambda file: file.source_path))


def _checked(snapshot: Path, months: Sequence[str]) -> list[CheckResult]:
    """Run the checks; gives their results where none failed."""
    results = run_checks(snapshot, only_months=months)
    raise_on_failure(results)
    return results


def _of_unused_columns(batches: Sequence[BatchReport]) -> tuple[str, ...]:
    """A warning of columns in the input that hold nobody knows what."""
    columns = sorted({name for batch in batches for name in batch.unknown_columns})
    if not columns:
        return ()
    names = ", ".join(columns)
    return (f"These columns of the input are not used: {names}. --map FIELD=COLUMN names the column of a field.",)


def _of_checks(results: Sequence[CheckResult]) -> tuple[str, ...]:
    """Warnings of checks that did not pass, and whose failure stops no run."""
    return tuple(result.summary() for result in results if not result.passed)


def _published(
    setting: _Setting,
    facts: RunFacts,
    batches: Sequence[BatchReport],
    merged: MergeReport,
    warnings: tuple[str, ...],
) -> RunReport:
    return RunReport(
        outcome="published",
        lake=setting.lake.path,
        run_id=facts.run_id,
        snapshot_id=facts.snapshot_id,
        n_files=sum(len(batch.files) for batch in batches),
        n_files_known=facts.n_files_known,
        n_bytes=sum(batch.n_bytes for batch in batches),
        n_records=sum(batch.n_records for batch in batches),
        n_articles=merged.n_articles,
        n_duplicates=merged.n_duplicates,
        n_rejects=merged.n_rejects,
        n_quotes=merged.n_quotes,
        n_quotes_named=merged.n_quotes_named,
        rejects=dict(merged.rejects),
        seconds=time.monotonic() - setting.clock,
        warnings=warnings,
    )


def _nothing_to_do(setting: _Setting, n_known: int, warnings: tuple[str, ...] = ()) -> RunReport:
    current = setting.lake.current()
    return RunReport(
        outcome="nothing to do",
        lake=setting.lake.path,
        snapshot_id=current.name if current else None,
        n_files_known=n_known,
        seconds=time.monotonic() - setting.clock,
        warnings=warnings,
    )
