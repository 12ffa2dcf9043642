"""The list of mutations: what is read from the file, and what a mutation makes of a source file."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

FILE = Path(__file__).parent / "mutations.toml"
"""The list that is read where no other is named."""

_REQUIRED = {"name", "file", "old", "new"}
_KNOWN = _REQUIRED | {"context", "tests"}


class ListError(Exception):
    """A list of mutations that cannot be used."""


class StaleError(Exception):
    """A mutation that does not fit the code any more."""


@dataclass(frozen=True, slots=True)
class Mutation:
    """One mistake: in `file`, `new` instead of `old`."""

    name: str
    file: str
    """Path in the repository."""
    old: str
    """Text that stands exactly once in the file or, with a context, somewhere behind that."""
    new: str
    context: str = ""
    """Text that stands exactly once in the file; the first `old` behind it is meant."""
    tests: tuple[str, ...] = ()
    """Paths of the tests that are run first, as they ought to notice it."""


def read_mutations(file: Path = FILE) -> list[Mutation]:
    """The mutations of a list, in its order.

    Raises:
        ListError: a key is missing or unknown, a name stands twice, or a mutation changes nothing.
    """
    try:
        rows = tomllib.loads(file.read_text("utf-8")).get("mutation", [])
    except tomllib.TOMLDecodeError as error:
        raise ListError(f"{file}: {error}") from error
    mutations = [_mutation(row) for row in rows]
    names = [mutation.name for mutation in mutations]
    if repeated := sorted({name for name in names if names.count(name) > 1}):
        raise ListError(f"named twice: {', '.join(repeated)}")
    return mutations


def choose(mutations: Sequence[Mutation], patterns: Sequence[str]) -> list[Mutation]:
    """The mutations whose name is one of the patterns (`judging-*`); all of them where there is no pattern.

    Raises:
        ListError: a pattern fits no name.
    """
    for pattern in patterns:
        if not any(fnmatchcase(mutation.name, pattern) for mutation in mutations):
            raise ListError(f"no mutation is named {pattern}")
    fitting = [mutation for mutation in mutations if any(fnmatchcase(mutation.name, pattern) for pattern in patterns)]
    return fitting if patterns else list(mutations)


def mutated(mutation: Mutation, text: str) -> str:
    """The text of the mutation's file with the mistake in it.

    Raises:
        StaleError: what is to be changed does not stand there, or it is not clear where.
    """
    behind = 0
    if mutation.context:
        _require_once(mutation.context, text, "context")
        behind = text.index(mutation.context) + len(mutation.context)
        place = text.find(mutation.old, behind)
        if place < 0:
            raise StaleError("old text not found behind its context")
    else:
        _require_once(mutation.old, text, "old text")
        place = text.index(mutation.old)
    return text[:place] + mutation.new + text[place + len(mutation.old) :]


def mutated_file(mutation: Mutation, root: Path) -> str:
    """What the mutation makes of its file in a copy of the repository.

    Raises:
        StaleError: the file or a test of the mutation is missing, or the text does not fit.
    """
    missing = [path for path in (mutation.file, *mutation.tests) if not (root / path).exists()]
    if missing:
        raise StaleError(f"not found: {', '.join(missing)}")
    return mutated(mutation, (root / mutation.file).read_text("utf-8"))


def _mutation(row: dict[str, object]) -> Mutation:
    name = row.get("name", "a mutation without a name")
    if missing := sorted(_REQUIRED - row.keys()):
        raise ListError(f"{name}: {', '.join(missing)} missing")
    if unknown := sorted(row.keys() - _KNOWN):
        raise ListError(f"{name}: unknown: {', '.join(unknown)}")
    tests = row.get("tests", [])
    texts = {key: value for key, value in row.items() if key != "tests" and isinstance(value, str)}
    if not isinstance(tests, list) or len(texts) != len(row.keys() - {"tests"}):
        raise ListError(f"{name}: texts are expected, and a list for tests")
    if not texts["old"] or texts["old"] == texts["new"]:
        raise ListError(f"{name}: changes nothing")
    return Mutation(**texts, tests=tuple(map(str, tests)))


def _require_once(wanted: str, text: str, what: str) -> None:
    times = text.count(wanted)
    if times != 1:
        raise StaleError(f"{what} not found" if times == 0 else f"{what} found {times} times")
