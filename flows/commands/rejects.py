"""`onrecord rejects`: what could not become an article, and why."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from flows.commands.dataset import open_dataset
from flows.commands.options import LakeOption
from flows.console import remark, show_table

_COUNTS = "SELECT reason, count(*) AS records, count(DISTINCT source_path) AS files FROM rejects GROUP BY reason ORDER BY records DESC, reason"
_ROWS = (
    "SELECT reason, source_path, source_record, detail FROM rejects ORDER BY reason, source_path, try_cast(source_record AS BIGINT), source_record LIMIT $limit"
)


def rejects(*, limit: Annotated[int, Parameter(help="Records to list.")] = 50, lake: LakeOption = None) -> None:
    """List the records that could not become an article, with the reason.

    Raises:
        LakeError: there is no dataset.
    """
    with open_dataset(lake) as connection:
        counts = connection.execute(_COUNTS).fetchall()
        rows = connection.execute(_ROWS, {"limit": limit}).fetchall()
    if not counts:
        print("No rejects: every record became an article or was there already.")
        return
    show_table(("reason", "records", "files"), counts)
    print()
    show_table(("reason", "file", "record", "detail"), rows)
    remark(f"{len(rows):,} of {sum(count[1] for count in counts):,} rejects")
