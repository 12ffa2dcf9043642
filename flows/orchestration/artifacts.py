"""What Prefect keeps of a run for people: a summary as an artifact, and the tables as assets with their lineage."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import onrecord.flows.orchestration.quiet  # noqa: F401

# isort: split
from prefect.artifacts import create_markdown_artifact
from prefect.assets import Asset, AssetProperties, add_asset_metadata, materialize
from prefect.cache_policies import NO_CACHE

from onrecord.flows.run import RunReport
from onrecord.transforms.tables import registry
from onrecord.transforms.tables.declared import TABLES

SUMMARY_KEY = "onrecord-summary"


def record_run(report: RunReport, sources: Sequence[str]) -> None:
    """Leave the summary with the flow run and, where a snapshot was published, tell where its tables came from."""
    create_markdown_artifact(
        key=SUMMARY_KEY, markdown=summary(report), description="What the run read, loaded and rejected"
    )
    if report.outcome == "published":
        _record_tables(report, sources)


def summary(report: RunReport) -> str:
    """The run in Markdown: counts, throughput, and the rejects by reason."""
    megabytes = report.n_bytes / 1e6
    speed = f"{megabytes / report.seconds:.2f} MB/s" if report.seconds else "not measured"
    rows = [
        ("outcome", report.outcome),
        ("snapshot", report.snapshot_id or "none"),
        ("files read", f"{report.n_files:,}"),
        ("files known before", f"{report.n_files_known:,}"),
        ("read", f"{megabytes:.2f} MB in {report.seconds:.1f} s, {speed}"),
        ("records", f"{report.n_records:,}"),
        ("articles", f"{report.n_articles:,}"),
        ("duplicates", f"{report.n_duplicates:,}"),
        ("quotations", f"{report.n_quotes:,}"),
        ("quotations with a speaker", f"{report.n_quotes_named:,}"),
        ("rejects", f"{report.n_rejects:,}"),
        *((f"rejects: {reason}", f"{count:,}") for reason, count in sorted(report.rejects.items())),
    ]
    lines = ["| | |", "|---|---:|", *(f"| {name} | {value} |" for name, value in rows)]
    return "\n".join([*lines, *(f"\n> {warning}" for warning in report.warnings)]) + "\n"


def asset_key(path: Path) -> str:
    """A path as an address in the characters that Prefect allows in keys of assets."""
    return "file://" + quote(path.absolute().as_posix(), safe="/").replace("%", "_")


def _record_tables(report: RunReport, sources: Sequence[str]) -> None:
    assets = [
        Asset(
            key=asset_key(report.lake / name),
            properties=AssetProperties(name=name, description=registry.table(name).comment),
        )
        for name in TABLES
    ]

    def tables_published() -> None:
        for asset in assets:
            add_asset_metadata(asset, {"snapshot": report.snapshot_id, "run": report.run_id})

    materialize(
        *assets,
        by="onrecord",
        asset_deps=[asset_key(Path(source)) for source in sources],
        name="tables",
        task_run_name=f"tables of snapshot {report.snapshot_id}",
        cache_policy=NO_CACHE,
        persist_result=False,
    )(tables_published)()
