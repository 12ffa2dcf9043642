"""Corpora for measuring speed: a folder of texts, repeated under other names until there is enough."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FILES_A_FOLDER = 1000


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was made."""

    folder: Path
    n_texts: int
    """Different texts that it is made of."""
    n_files: int
    n_bytes: int


def make_corpus(texts: Path, folder: Path, *, n_bytes: int | None, n_files: int | None) -> Corpus:
    """Write the texts again and again until there are `n_files` or `n_bytes` of them, whichever is given.

    Each copy has a number in its text, so that it is an article of its own.
    """
    bodies = [path.read_text(encoding="utf-8") for path in sorted(texts.iterdir()) if path.is_file()]
    written = number = 0
    while number < n_files if n_files is not None else written < (n_bytes or 0):
        text = f"{bodies[number % len(bodies)]}\n\nThis is copy number {number} of the text.\n".encode()
        place = folder / f"outlet-{number // FILES_A_FOLDER:03}"
        place.mkdir(exist_ok=True)
        (place / f"{number:07}.txt").write_bytes(text)
        written += len(text)
        number += 1
    return Corpus(folder, len(bodies), number, written)
