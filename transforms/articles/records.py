"""The frame between reading and understanding: one row is one record as a reader found it, nothing interpreted."""

from __future__ import annotations

import polars as pl

FIELDS = ("title", "byline", "date", "url", "outlet", "agency", "language", "section")
"""Fields that a reader may find beside the text, each a nullable string."""

RECORD_SCHEMA = pl.Schema(
    {
        "source_path": pl.String(),  # the input file: absolute path, `/` between its parts
        "source_record": pl.String(),  # line, row or item number from 1; "1" where the file is one article
        "text": pl.String(),  # still with its dateline; headers taken off
        **{field: pl.String() for field in FIELDS},
        "keywords": pl.List(pl.String()),  # the publisher's keywords and tags
        "date_source": pl.String(),  # "metadata", or "header" where the date stood in the text's own header lines
        "folder": pl.String(),  # the folder that may name the outlet; null where none does
    }
)
