"""`onrecord rollback`: go back to an older snapshot."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from flows.commands.dataset import lake_folder
from flows.commands.options import LakeOption
from flows.lake.store import Lake


def rollback(
    *, to: Annotated[str | None, Parameter(help="Snapshot to go to; see `onrecord status`. Default: the one before.")] = None, lake: LakeOption = None
) -> None:
    """Make an older snapshot the current one. No snapshot is removed.

    Raises:
        LakeError: there is no such snapshot.
    """
    print(f"Current snapshot is now {Lake(lake_folder(lake)).rollback(to)}")
