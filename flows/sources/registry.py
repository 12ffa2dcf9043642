"""The formats that are read, in the order in which a file is asked for them."""

from __future__ import annotations

from onrecord.flows.sources.delimited import CSV, TSV
from onrecord.flows.sources.format import Format
from onrecord.flows.sources.json_array import JSON
from onrecord.flows.sources.jsonl import JSONL
from onrecord.flows.sources.parquet import PARQUET
from onrecord.flows.sources.text import LINES, TEXT

FORMATS: tuple[Format, ...] = (PARQUET, JSONL, JSON, TSV, CSV, LINES, TEXT)
