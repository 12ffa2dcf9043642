"""From a sound file to a broken one: the mistakes that disks, programs, people and attackers make."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from bench.fuzz.seeds import Seed

Mistake = Callable[[bytearray, Random, Sequence[Seed]], None]
"""Changes a content in place; the sound files are there to take something from."""

MOST_MISTAKES = 4
LARGEST = 1 << 20
"""Bytes that a mutant has at most: thousands of them are read."""

_TOKENS: tuple[bytes, ...] = (
    b"\x00",
    b"\xff",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\r",
    b"\r\n\r\n",
    b"\x1b[2J",
    b"\x85",
    b'"',
    b'""',
    b"'",
    "“".encode(),
    "”".encode(),
    "«".encode(),
    b"{",
    b"}",
    b"[" * 50,
    b"{" * 3000,
    b"]",
    b",",
    b"\t",
    b"\\",
    b"\\ud800",
    b"\\u0000",
    b"NaN",
    b"-1e999",
    b"9" * 5000,
    b"<!-- -->" * 20,
    b"<html>",
    b"&#x110000;",
    b"&amp;" * 9,
    b" date 2024-02-30 ",
    b"date: 0000-00-00\n",
    b"9999-12-31T23:59:60+99:99",
    b"a " * 2000,
    b" " * 3000,
    b"\n" * 3000,
    b"he said that " * 300,
    "“Yes,” he said. ".encode() * 300,
    "e\u0301\u0301\u0301".encode() * 50,
    "\u202e".encode(),
    "\U0001f469\u200d\U0001f467".encode() * 9,
    b"=cmd|' /C calc'!A0",
)


def mutant(seeds: Sequence[Seed], rng: Random) -> Seed:
    """One of the sound files with one to four mistakes in it."""
    seed = rng.choice(seeds)
    content = bytearray(seed.content)
    for _ in range(rng.randint(1, MOST_MISTAKES)):
        rng.choice(MISTAKES)(content, rng, seeds)
    return Seed(seed.name, bytes(content[:LARGEST]))


def _stretch(content: bytearray, rng: Random) -> slice:
    """A stretch of the content: mostly short, sometimes up to all of it."""
    start = rng.randint(0, len(content))
    longest = len(content) - start
    length = rng.randint(0, min(longest, rng.choice((4, 40, 400, longest))))
    return slice(start, start + length)


def _flip(content: bytearray, rng: Random, _seeds: Sequence[Seed]) -> None:
    for _ in range(rng.choice((1, 3, 30))):
        if content:
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)


def _cut_off(content: bytearray, rng: Random, _seeds: Sequence[Seed]) -> None:
    del content[rng.randint(0, len(content)) :]


def _leave_out(content: bytearray, rng: Random, _seeds: Sequence[Seed]) -> None:
    del content[_stretch(content, rng)]


def _repeat(content: bytearray, rng: Random, _seeds: Sequence[Seed]) -> None:
    where = _stretch(content, rng)
    content[where] = content[where] * rng.choice((2, 10, 100))


def _zero(content: bytearray, rng: Random, _seeds: Sequence[Seed]) -> None:
    where = _stretch(content, rng)
    content[where] = bytes(where.stop - where.start)


def _insert(content: bytearray, rng: Random, _seeds: Sequence[Seed]) -> None:
    at = rng.randint(0, len(content))
    content[at:at] = rng.choice(_TOKENS)


def _overwrite(content: bytearray, rng: Random, _seeds: Sequence[Seed]) -> None:
    content[_stretch(content, rng)] = rng.choice(_TOKENS)


def _exchange(content: bytearray, rng: Random, _seeds: Sequence[Seed]) -> None:
    """Everywhere one byte for another."""
    if content:
        content[:] = content.replace(bytes([rng.choice(content)]), rng.choice(_TOKENS)[:8])


def _splice(content: bytearray, rng: Random, seeds: Sequence[Seed]) -> None:
    other = bytearray(rng.choice(seeds).content)
    content[_stretch(content, rng)] = other[_stretch(other, rng)]


MISTAKES: tuple[Mistake, ...] = (
    _flip,
    _cut_off,
    _leave_out,
    _repeat,
    _zero,
    _insert,
    _overwrite,
    _exchange,
    _splice,
)
