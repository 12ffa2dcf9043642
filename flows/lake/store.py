"""A lake on disk: immutable snapshots, a link to the current one, a lock, and the run's private work."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson

from onrecord.flows.lake.catalog import write_catalog
from onrecord.flows.lake.datapackage import PACKAGE_NAME, write_datapackage

SEQUENCE_DIGITS = 6
"""Digits of the number that a snapshot's name begins with."""

_RUN_DIGITS = 10


class LakeError(Exception):
    """The lake cannot do what was asked: why, and what to do."""


@dataclass(frozen=True, slots=True)
class SnapshotInfo:
    """A published snapshot that is kept."""

    snapshot_id: str
    path: Path
    is_current: bool
    parent: str | None
    """The snapshot that it was built on, whether or not it is still kept; None for the first."""


class Lake:
    """The lake in a folder. Making the object touches nothing."""

    def __init__(self, path: Path) -> None:
        self.path = Path(os.path.abspath(path))  # noqa: PTH100  # links stay links: the path is the one that was given
        self.snapshots_folder = self.path / "snapshots"
        self.staging_folder = self.path / "staging"
        self.link = self.path / "current"

    def current(self) -> Path | None:
        """Folder of the current snapshot; None where nothing was published yet.

        Raises:
            LakeError: the link leads nowhere.
        """
        if not self.link.is_symlink():
            return None
        snapshot = self.snapshots_folder / self.link.readlink().name
        if not (snapshot / PACKAGE_NAME).is_file():
            raise LakeError(
                f"{self.link} leads to {snapshot}, which is no complete snapshot. `onrecord rollback ID` leads "
                "it to another one."
            )
        return snapshot

    def snapshots(self) -> list[SnapshotInfo]:
        """The complete snapshots, oldest first."""
        current = self.link.readlink().name if self.link.is_symlink() else None
        packages = sorted(self.snapshots_folder.glob(f"*/{PACKAGE_NAME}"))
        return [
            SnapshotInfo(file.parent.name, file.parent, file.parent.name == current, _parent(file)) for file in packages
        ]

    def next_id(self, run_id: str) -> str:
        """Name of the next snapshot: a number that is higher than all before, and the run."""
        numbers = [int(info.snapshot_id.partition("-")[0]) for info in self.snapshots()]
        return f"{max(numbers, default=0) + 1:0{SEQUENCE_DIGITS}d}-{run_id[:_RUN_DIGITS]}"

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep every other run out; makes the folders of the lake.

        Raises:
            LakeError: another run holds the lake.
            OSError: the folder cannot be written to.
        """
        self.snapshots_folder.mkdir(parents=True, exist_ok=True)
        self.staging_folder.mkdir(parents=True, exist_ok=True)
        with (self.staging_folder / ".lock").open("ab") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise LakeError(
                    f"Another run is writing to {self.path}. Wait until it has ended, or give this one another "
                    "lake (--lake)."
                ) from error
            yield  # closing the file gives the lock back

    def clear(self) -> None:
        """Remove what runs that were cut short left behind; to be called under the lock."""
        for folder in sorted(self.staging_folder.iterdir()):
            if folder.is_dir():
                shutil.rmtree(folder)
        for folder in sorted(self.snapshots_folder.iterdir()):
            if folder.is_dir() and not (folder / PACKAGE_NAME).is_file():
                shutil.rmtree(folder)

    def publish(self, built: Path, snapshot_id: str, keep: int) -> Path:
        """Make a folder of checked tables the current snapshot, remove the oldest beyond `keep`, and give its path;
        under the lock.

        Until the last step readers see the old snapshot; a crash at any moment leaves a valid one.
        """
        parent = self.current()
        snapshot = self.snapshots_folder / snapshot_id
        built.rename(snapshot)
        write_catalog(snapshot)
        write_datapackage(snapshot, parent.name if parent else None, parent)
        for folder in [folder for folder, _, _ in os.walk(snapshot)]:
            _flush(Path(folder))
        _flush(self.snapshots_folder)
        self._point_to(snapshot_id)
        self._collect(keep)
        return snapshot

    def rollback(self, to: str | None = None) -> str:
        """Make an older (or newer) snapshot the current one: `to`, or the one that the current was built on.

        Gives its name.

        Raises:
            LakeError: there is no such snapshot, or another run holds the lake.
        """
        if not self.link.is_symlink():
            raise LakeError(
                f"Nothing was published in {self.path} yet. `onrecord ingest` publishes; --lake names another folder."
            )
        with self.locked():
            kept = {info.snapshot_id: info for info in self.snapshots()}
            wanted = to if to is not None else self._parent_of_current(kept)
            if wanted not in kept:
                raise LakeError(
                    f"There is no snapshot {wanted} in {self.path} (any more). Kept are: {', '.join(kept)}."
                )
            self._point_to(wanted)
            return wanted

    def _parent_of_current(self, kept: dict[str, SnapshotInfo]) -> str:
        current = next((info for info in kept.values() if info.is_current), None)
        if current is None or current.parent is None:
            reason = "is the first" if current else "is not complete"
            raise LakeError(
                f"The current snapshot of {self.path} {reason}: nothing to go back to. Name one of: {', '.join(kept)}."
            )
        return current.parent

    def _point_to(self, snapshot_id: str) -> None:
        temporary = self.path / ".current.tmp"
        temporary.unlink(missing_ok=True)
        temporary.symlink_to(Path("snapshots") / snapshot_id, target_is_directory=True)
        temporary.replace(self.link)
        _flush(self.path)

    def _collect(self, keep: int) -> None:
        """Keep the current snapshot, those that it was built on, and the newest of the others: `keep` in all."""
        infos = {info.snapshot_id: info for info in self.snapshots()}
        chain = []
        step = next((info for info in infos.values() if info.is_current), None)
        while step is not None:
            chain.append(step.snapshot_id)
            step = infos.get(step.parent) if step.parent else None
        others = [name for name in reversed(infos) if name not in chain]
        for name in [*chain, *others][max(1, keep) :]:
            (infos[name].path / PACKAGE_NAME).unlink()  # first, so that a crash leaves nothing that looks complete
            shutil.rmtree(infos[name].path)


def _parent(package: Path) -> str | None:
    parent: str | None = orjson.loads(package.read_bytes())["parent_snapshot_id"]
    return parent


def _flush(folder: Path) -> None:
    """Wait until the folder's list of names is on disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
