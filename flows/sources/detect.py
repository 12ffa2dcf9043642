"""What format a file has: told by its content first, then by its name."""

from __future__ import annotations

from pathlib import Path

from onrecord.flows.sources.content import Content
from onrecord.flows.sources.decode import structure, wide_encoding
from onrecord.flows.sources.delimited import looks_delimited, sniff_delimiter
from onrecord.flows.sources.foreign import Unfit, parquet_inside, signature, unfit_bytes, unfit_text
from onrecord.flows.sources.jsonl import parse_json
from onrecord.flows.sources.parquet import MAGIC
from onrecord.transforms.articles.headers import has_date_prefix

_LOOK = 8192  # characters that tell markup, mail and source code
_COMPRESSED_SUFFIXES = (".gz", ".gzip", ".bz2", ".xz", ".lzma", ".zst", ".zstd")
_JSONL_SUFFIXES = (".jsonl", ".ndjson", ".jl", ".jsonlines")
_DELIMITED_SUFFIXES = (".csv", ".tsv", ".tab", ".psv")


def detect_format(content: Content) -> str | Unfit:
    """The format's name (text, lines, jsonl, json, csv, tsv, parquet), or why the file is not read."""
    head = content.head
    if content.complete and not head:
        return Unfit("empty", "The file is empty. Nothing to do, or get it again.")
    if head.startswith(MAGIC):
        return parquet_inside() if content.compression else "parquet"
    unfit = signature(head)
    if unfit:
        return unfit
    unfit = None if wide_encoding(head) else unfit_bytes(head)
    if unfit:
        return unfit
    text = structure(content)
    if content.complete and not text.replace("\xc2\xa0", " ").strip():
        return Unfit("empty", "There are only blanks in the file. Nothing to do, or get it again.")
    return _format_of_text(text, _suffix(content.path), whole=content.complete)


def _format_of_text(text: str, suffix: str, *, whole: bool) -> str | Unfit:
    json_format = _json_format(text, suffix, whole=whole)
    if json_format:
        return json_format
    if suffix in _DELIMITED_SUFFIXES or looks_delimited(text):
        return "tsv" if sniff_delimiter(text) == "\t" else "csv"
    unfit = unfit_text(text[:_LOOK])
    if unfit:
        return unfit
    return "lines" if has_date_prefix(text) and _has_dated_lines(text, whole=whole) else "text"


def _suffix(path: Path) -> str:
    """The last suffix of a file name in small letters, that of a compression left out: '.jsonl' of 'a.jsonl.gz'."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in _COMPRESSED_SUFFIXES:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""


def _json_format(text: str, suffix: str, *, whole: bool) -> str | None:
    """jsonl, json, or None where the text does not begin like JSON."""
    start = text.lstrip()
    named = suffix == ".json" or suffix in _JSONL_SUFFIXES
    following = start[1:].lstrip()[:1]
    begins = (
        (start[:1] == "{" and following in {'"', "}"})
        or (start[:1] == "[" and following in {"{", "]"})
        or (start[:1] == "[" and named)
    )
    if not begins:
        return ("jsonl" if suffix in _JSONL_SUFFIXES else "json") if named and start[:1] != "<" else None
    lines = [line for line in start.split("\n") if line.strip()]
    complete = lines if whole else lines[:-1]
    if start[0] == "[":
        return "jsonl" if suffix in _JSONL_SUFFIXES and len(lines) > 1 and _is_json(lines[0]) else "json"
    if suffix in _JSONL_SUFFIXES:
        return "json" if start.startswith(("{\n", "{\r\n")) else "jsonl"
    return (
        "jsonl" if len(lines) > 1 and any(line.startswith("{") and _is_json(line) for line in complete[:3]) else "json"
    )


def _is_json(line: str) -> bool:
    try:
        return bool(parse_json(line))
    except (ValueError, RecursionError):
        return False


def _has_dated_lines(text: str, *, whole: bool) -> bool:
    """Whether more than one line begins with a date, or whether there is more of the file than can be seen."""
    return not whole or sum(has_date_prefix(line) for line in text.split("\n")) > 1
