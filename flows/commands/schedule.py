"""`onrecord schedule`: ingest again and again, by the clock."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from flows.commands.ingest import make_request
from flows.commands.options import LakeOption, MapOption, OutletOption, parse_mapping
from flows.settings import load_settings


def schedule(
    sources: Annotated[list[str], Parameter(help="Files, folders or patterns.", negative=())],
    /,
    *,
    cron: Annotated[str, Parameter(help='When, as five cron fields, e.g. "0 5 * * *" for every day at five.')],
    lake: LakeOption = None,
    outlet: OutletOption = None,
    mapping: MapOption = None,
) -> None:
    """Ingest on a schedule, as long as this command runs. Needs a Prefect server: `prefect server start`.

    Raises:
        ValueError: the schedule is no cron expression.
        SettingsError: a setting or option has no usable value.
    """
    request = make_request(sources, load_settings(lake=lake, outlet=outlet, map=parse_mapping(mapping)))
    # Imported here, so that a wrong option is told before Prefect is loaded.
    from flows.schedule import serve  # noqa: PLC0415

    serve(cron, request)
