"""What format a file has: told by its content first, then by its name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.flows.sources.content import Content
from onrecord.flows.sources.decode import structure, wide_encoding
from onrecord.flows.sources.foreign import Unfit, parquet_inside, signature, unfit_bytes, unfit_text
from onrecord.flows.sources.format import Format, Opening
from onrecord.flows.sources.parquet import PARQUET
from onrecord.flows.sources.registry import FORMATS

_LOOK = 8192  # characters that tell markup, mail and source code
_COMPRESSED_SUFFIXES = (".gz", ".gzip", ".bz2", ".xz", ".lzma", ".zst", ".zstd")


def detect_format(content: Content) -> Format | Unfit:
    """The format of a file, or why the file is not read."""
    head, suffix = content.head, _suffix(content.path)
    if content.complete and not head:
        return Unfit("empty", "The file is empty. Nothing to do, or get it again.")
    found = next(_fitting(Opening(head, "", suffix, content.complete), "bytes"), None)
    if found:
        return parquet_inside() if found is PARQUET and content.compression else found
    unfit = signature(head) or (None if wide_encoding(head) else unfit_bytes(head))
    if unfit:
        return unfit
    text = structure(content)
    if content.complete and not text.replace("\xc2\xa0", " ").strip():
        return Unfit("empty", "There are only blanks in the file. Nothing to do, or get it again.")
    opening = Opening(head, text, suffix, content.complete)
    return next(_fitting(opening, "structure"), None) or unfit_text(text[:_LOOK]) or next(_fitting(opening, "nothing"))


def _fitting(opening: Opening, told_by: str) -> Iterator[Format]:
    return (form for form in FORMATS if form.told_by == told_by and form.fits(opening))


def _suffix(path: Path) -> str:
    """The last suffix of a file name in small letters, that of a compression left out: '.jsonl' of 'a.jsonl.gz'."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in _COMPRESSED_SUFFIXES:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""
