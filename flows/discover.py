"""Which files a person means: files, folders with all that is below them, and patterns."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from onrecord.flows.patterns import has_wildcard, pattern_regex
from onrecord.transforms.articles.months import MONTH
from onrecord.transforms.tables.fields import KEY_HEX_DIGITS
from onrecord.transforms.tables.keys import content_key

_GENERIC_NAMES = (
    "txt text texts plain json jsonl ndjson csv tsv parquet html xml data dataset datasets raw raw_text articles "
    "article news stories story inbox "
    "input inputs files docs documents archive archives export exports dump dumps download downloads corpus "
    "train dev test valid validation val "
    "sample samples en english"
)
_GENERIC = frozenset(_GENERIC_NAMES.split())
"""Names of folders that say how files are kept, not who published them."""

_DATE_LIKE = re.compile(
    rf"(?i:[\d\s._-]+|(?:q|w|week|part|batch|vol|y|m|d)?[_-]?\d[\d_-]*|(?:\d+[_-])?(?:{MONTH})(?:[_-]?\d+)?)"
)
_LAKE_FOLDERS = ("snapshots", "staging")
_READ_BYTES = 1 << 20
_FILES_A_TASK = 256


class DiscoveryError(Exception):
    """A source that leads to nothing: what it is, where it was looked for, and what to do."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read."""

    path: Path
    """Absolute."""
    root: Path
    """The folder that was given, absolute: of a file the folder that it is in, of a pattern the part before its first
    wildcard."""
    folder: str | None
    """The folder between root and file that may name the outlet; None where none does."""
    n_bytes: int


def discover(sources: Sequence[str]) -> list[SourceFile]:
    """The files that the sources mean, sorted by path, each once, whatever the order and overlap of the sources.

    Hidden files and folders are left out unless they are named, and so are the project's own lakes (folders that hold
    `snapshots` and `staging`). A link to a folder is followed once. Devices and pipes are no files.

    Raises:
        DiscoveryError: A source does not exist, a pattern matches nothing, or a folder cannot be listed.
    """
    found: dict[Path, SourceFile] = {}
    for source in sources:
        for file in _files_of(source):
            known = found.get(file.path)
            if known is None or len(file.root.parts) < len(known.root.parts):
                found[file.path] = file
    return sorted(found.values(), key=lambda file: file.path)


def outlet_folder(path: Path, root: Path) -> str | None:
    """The first folder below the root that is neither a generic name nor a date or number: a guess at the outlet."""
    names = path.relative_to(root).parts[:-1]
    return next((name for name in names if name.lower() not in _GENERIC and not _DATE_LIKE.fullmatch(name)), None)


def fingerprint(paths: Sequence[Path]) -> list[str]:
    """BLAKE2b (RFC 7693) of each file's bytes as lower-case hex, as long as a content key; in the order of the paths.

    A file that cannot be read gets the fingerprint of its error, so that it is looked at again once the error is
    another or gone.
    """
    tasks = [paths[start : start + _FILES_A_TASK] for start in range(0, len(paths), _FILES_A_TASK)]
    with ThreadPoolExecutor(max_workers=min(8, (os.cpu_count() or 1) + 2)) as pool:
        return [key for keys in pool.map(lambda task: list(map(_fingerprint, task)), tasks) for key in keys]


def _fingerprint(path: Path) -> str:
    digest = blake2b(digest_size=KEY_HEX_DIGITS // 2)
    try:
        with path.open("rb", buffering=0) as file:
            while piece := file.read(_READ_BYTES):
                digest.update(piece)
    except OSError as error:
        return content_key("unreadable", error.errno)
    return digest.hexdigest()


def _files_of(source: str) -> Iterator[SourceFile]:
    path = Path(os.path.abspath(Path(source).expanduser()))  # noqa: PTH100  # links stay links: the path is the one that was given
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        if not has_wildcard(source):
            raise DiscoveryError(
                f"There is no file or folder {path}. Check the name; a relative path starts in {Path.cwd()}."
            ) from error
        yield from _matches(path)
        return
    except OSError as error:
        raise DiscoveryError(
            f"{path} cannot be looked at: {os.strerror(error.errno or 0)}. Make it readable or leave it out."
        ) from error
    if stat.S_ISDIR(mode):
        yield from _walk(path)
    elif stat.S_ISREG(mode):
        yield SourceFile(path, path.parent, None, path.stat().st_size)
    else:
        raise DiscoveryError(f"{path} is neither a file nor a folder. Save what it gives to a file first.")


def _matches(pattern: Path) -> Iterator[SourceFile]:
    """The files that match a pattern, and all files below the folders that match it."""
    n_plain = next(i for i, part in enumerate(pattern.parts) if has_wildcard(part))
    root = Path(*pattern.parts[:n_plain])
    below = pattern.parts[n_plain:]
    try:
        wanted = re.compile(pattern_regex(below))
    except re.error as error:
        raise DiscoveryError(
            f"{pattern} is no pattern: {error.msg}. Correct what stands in the square brackets."
        ) from error
    matched = False
    for file in _walk(root, hidden=any(part.startswith(".") for part in below)) if root.is_dir() else ():
        if wanted.fullmatch(file.path.relative_to(root).as_posix()):
            matched = True
            yield file
    if not matched:
        raise DiscoveryError(
            f"No file matches {pattern}. Check the pattern; put it in quotation marks, and use ** for folders at "
            "any depth."
        )


def _walk(root: Path, *, hidden: bool = False) -> Iterator[SourceFile]:
    """All files below a folder, links included; a folder that was entered already is not entered again."""
    entered: set[tuple[int, int]] = set()
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        status = folder.stat()
        if (status.st_dev, status.st_ino) in entered:
            continue
        entered.add((status.st_dev, status.st_ino))
        entries = _listed(folder)
        if sum(entry.is_dir() for entry in entries if entry.name in _LAKE_FOLDERS) == len(_LAKE_FOLDERS):
            if folder == root:
                raise DiscoveryError(
                    f"{root} is a lake of this project, not a folder of news. Give the folder in which the news are."
                )
            continue
        outlet = outlet_folder(folder / "any", root)
        for entry in entries:
            if hidden or not entry.name.startswith("."):
                mode, n_bytes = _mode_and_size(entry)
                if stat.S_ISDIR(mode):
                    waiting.append(folder / entry.name)
                elif stat.S_ISREG(mode):
                    yield SourceFile(folder / entry.name, root, outlet, n_bytes)


def _listed(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        raise DiscoveryError(
            f"The folder {folder} cannot be listed: {os.strerror(error.errno or 0)}. Make it readable or leave it out."
        ) from error


def _mode_and_size(entry: os.DirEntry[str]) -> tuple[int, int]:
    """Mode and bytes of what an entry leads to.

    A link that leads nowhere passes for an empty file: the reader says why it cannot be opened.
    """
    try:
        status = entry.stat()
    except OSError:
        return stat.S_IFREG, 0
    return status.st_mode, status.st_size
