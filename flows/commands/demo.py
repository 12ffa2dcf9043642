"""`onrecord demo`: from the sample newspaper to a dataset, and a first look at it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from flows.commands.ingest import make_request, run, show_report
from flows.demo import sample_folder, show_dataset
from flows.settings import load_settings

DEMO_LAKE = Path("data/lake/demo")


def demo(*, lake: Annotated[Path, Parameter(help="Folder of the dataset.")] = DEMO_LAKE) -> None:
    """Make a dataset from the sample newspaper that comes with onrecord, and look at it."""
    settings = load_settings(lake=lake)
    show_report(run(make_request([str(sample_folder())], settings), settings.workers))
    print()
    show_dataset(lake)
