"""`onrecord quotes`: read quotations like a clipping file."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import Annotated, Any

from cyclopts import Parameter

from flows.commands.dataset import open_dataset
from flows.commands.options import LakeOption
from flows.console import remark

WIDTH = 100
"""Characters a line."""

_FILTERS = {
    "speaker": "contains(lower(speaker), lower($speaker))",
    "about": r"regexp_matches(concat_ws(' ', title, context, quote), '(?i)(^|[^\pL\pN])' || regexp_escape($about))",
    "since": "published_on >= $since",
    "until": "published_on <= $until",
    "outlet": "lower(outlet) = lower($outlet)",
}
"""Conditions on `quotes_with_context`, by the option that asks for them."""


def quotes(
    *,
    speaker: Annotated[str | None, Parameter(help="Name of the speaker, or a part of it.")] = None,
    about: Annotated[str | None, Parameter(help="Word, or its beginning, in the quotation, its sentences or the headline.")] = None,
    since: Annotated[date | None, Parameter(help="First day, as YYYY-MM-DD.")] = None,
    until: Annotated[date | None, Parameter(help="Last day, as YYYY-MM-DD.")] = None,
    outlet: Annotated[str | None, Parameter(help="Name of the outlet.")] = None,
    limit: Annotated[int, Parameter(help="Quotations to show, the latest first.")] = 20,
    lake: LakeOption = None,
) -> None:
    """Read quotations: the day, the outlet, the headline, the words, and who said them.

    Raises:
        LakeError: there is no dataset.
    """
    options = {"speaker": speaker, "about": about, "since": since, "until": until, "outlet": outlet}
    given: dict[str, Any] = {name: value for name, value in options.items() if value is not None}
    where = " AND ".join(_FILTERS[name] for name in given) or "true"
    columns = "published_on, outlet, title, quote, speaker, speaker_role, count(*) OVER () AS n"
    order = "published_on DESC NULLS LAST, outlet, article_id, position"
    sql = f"SELECT {columns} FROM quotes_with_context WHERE {where} ORDER BY {order} LIMIT $limit"  # noqa: S608, the conditions are this module's own
    with open_dataset(lake) as connection:
        rows = connection.execute(sql, {**given, "limit": limit}).fetchall()
    for row in rows:
        print(clipping(*row[:6]))
        print()
    remark(f"{len(rows):,} of {rows[0][6] if rows else 0:,} quotations")


def clipping(published_on: date | None, outlet: str, title: str | None, quote: str, speaker: str, role: str | None) -> str:
    """One quotation as people would paste it into a file."""
    head = "  ".join(part for part in (str(published_on or "undated"), outlet, title) if part)
    words = textwrap.fill(f"“{' '.join(quote.split())}”", WIDTH, initial_indent="    ", subsequent_indent="    ")
    return f"{head}\n{words}\n    — {', '.join(part for part in (speaker, role) if part)}"
