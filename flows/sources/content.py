"""The bytes of a source file, decompressed in pieces: memory stays bounded whatever a compressed file swells to."""

from __future__ import annotations

import bz2
import lzma
import os
import zlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

import zstandard

HEAD_BYTES = 1 << 16
"""Bytes at the beginning of a file from which its format is told."""

_PIECE_BYTES = 1 << 20
_XZ_MEMORY = 1 << 28
_ZSTD_FEED_BYTES = 1 << 10  # its decompressor takes no limit, so it is fed little: 1 KiB gives 32 MiB at most


class Decompressor(Protocol):
    """One compressed stream, as bz2 and lzma have it."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _Gzip:
    """A member of a gzip file (RFC 1952)."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(wbits=31)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def unused_data(self) -> bytes:
        return self._stream.unused_data

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        piece = self._stream.decompress(self._stream.unconsumed_tail + data, max_length)
        self.needs_input = not self._stream.unconsumed_tail and len(piece) < max_length
        return piece


class _Zstd:
    """A frame of a Zstandard file (RFC 8878)."""

    def __init__(self) -> None:
        self._stream = zstandard.ZstdDecompressor().decompressobj()
        self._waiting = b""

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def needs_input(self) -> bool:
        return not self._waiting

    @property
    def unused_data(self) -> bytes:
        return self._stream.unused_data + self._waiting

    def decompress(self, data: bytes, max_length: int, /) -> bytes:  # noqa: ARG002  # the feed bounds it
        data = self._waiting + data
        self._waiting = data[_ZSTD_FEED_BYTES:]
        return self._stream.decompress(data[:_ZSTD_FEED_BYTES])


@dataclass(frozen=True, slots=True)
class Compression:
    """A compression that is told by its first bytes."""

    name: str
    magic: bytes
    start: Callable[[], Decompressor]


COMPRESSIONS = (
    Compression("gzip", b"\x1f\x8b", _Gzip),
    Compression("bzip2", b"BZh", bz2.BZ2Decompressor),
    Compression("xz", b"\xfd7zXZ\x00", partial(lzma.LZMADecompressor, memlimit=_XZ_MEMORY)),
    Compression("zstd", b"\x28\xb5\x2f\xfd", _Zstd),
)
_DAMAGE = (zlib.error, OSError, ValueError, lzma.LZMAError, zstandard.ZstdError)
"""What the decompressors raise on bytes that are not theirs."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why the bytes of a file end before their end."""

    reason: str
    detail: str
    whole: bool = False
    """Whether what came before is whole, so that its last record can be trusted."""


class Content:
    """The decompressed bytes of a file.

    `head` is their beginning, at most `HEAD_BYTES`; `complete` says that it is all. `problem` is set once `pieces` has
    met one. The file is open only while it is read.

    Raises:
        OSError: The file cannot be opened or read.
    """

    __slots__ = ("complete", "compression", "head", "path", "problem")

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problem: Problem | None = None
        with path.open("rb", buffering=0) as file:
            raw = file.read(HEAD_BYTES + 1)
        self.compression = next((c for c in COMPRESSIONS if raw.startswith(c.magic)), None)
        if self.compression is None:
            self.head, self.complete = raw[:HEAD_BYTES], len(raw) <= HEAD_BYTES
            return
        self.complete = False
        beginning = b""
        pieces = self.pieces()
        for piece in pieces:
            beginning += piece
            if len(beginning) > HEAD_BYTES:
                break
        else:
            self.complete = self.problem is None
        pieces.close()
        self.problem = None
        self.head = beginning[:HEAD_BYTES]

    def pieces(self) -> Generator[bytes, None, None]:
        """The bytes from the beginning, about 1 MiB at a time.

        Stops early where the compressed data is damaged; `problem` tells it.
        """
        self.problem = None
        if self.complete:
            yield self.head
            return
        try:
            with self.path.open("rb", buffering=0) as file:
                raw = iter(lambda: file.read(_PIECE_BYTES), b"")
                yield from self._decompress(raw, self.compression) if self.compression else raw
        except OSError as error:
            self.problem = Problem(
                "unreadable",
                f"Reading stopped: {os.strerror(error.errno or 0)}. Check the disk and the file, then run again.",
            )

    def _decompress(self, raw: Iterator[bytes], compression: Compression) -> Iterator[bytes]:
        """Every member of the file, one after the other; zeros after a member are padding."""
        data = next(raw, b"")
        while data:
            data = yield from self._member(data, raw, compression)
            while len(data) < len(compression.magic) and (more := next(raw, b"")):
                data = (data + more).lstrip(b"\0")
            data = data.lstrip(b"\0")
            if data and not data.startswith(compression.magic):
                detail = (
                    f"What follows the end of the {compression.name} data is not {compression.name} and was left "
                    "out. Check whether the file is whole."
                )
                self.problem = Problem("malformed_record", detail, whole=True)
                return

    def _member(self, data: bytes, raw: Iterator[bytes], compression: Compression) -> Generator[bytes, None, bytes]:
        """The content of one member; returns the bytes that follow it, or nothing where it is damaged."""
        stream = compression.start()
        while not stream.eof:
            if stream.needs_input and not data:
                data = next(raw, b"")
                if not data:
                    self.problem = Problem(
                        "truncated",
                        f"The {compression.name} data ends too early; what came before was read. Get the whole file.",
                    )
                    return b""
            try:
                out = stream.decompress(data, _PIECE_BYTES)
            except _DAMAGE as error:
                self.problem = Problem(
                    "truncated",
                    f"The {compression.name} data is damaged ({error}); what came before was read. Get the file again.",
                )
                return b""
            data = b""
            if out:
                yield out
        return stream.unused_data
