"""Tests run over a throw-away copy of the repository in which one thing is wrong."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

from bench.mutations.listed import Mutation, StaleError, mutated_file

Status = Literal["killed", "timed out", "survived", "stale"]

_NO_TESTS = 5
"""Exit code of pytest where it found no test."""

_OWN = "tests/bench/test_mutations.py"
"""Tests of this package, never run over a mutation: they see that the code is not as the list says."""

_FAILURE = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)


class BaselineError(Exception):
    """The tests fail without any mutation: what they say of a mutation would mean nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a mutation, and the test that noticed it or the reason why it could not be tried."""

    name: str
    status: Status
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """How mutations are tried."""

    seconds: float
    """Time that one mutation has."""
    workers: int = 2
    """Processes of the whole test run."""
    listed_only: bool = False
    """Leave the whole test run out where a mutation lists tests."""
    without: tuple[str, ...] = ()
    """Paths of tests that are not run."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended; `code` is None where its time was up."""

    code: int | None
    printed: str

    @property
    def noticed(self) -> bool:
        """Whether a test failed, or could not even be read."""
        return self.code not in {0, _NO_TESTS}


@contextmanager
def copy_of(root: Path, folder: Path) -> Iterator[Path]:
    """A copy of the repository as it is, without what `.gitignore` names and without its history; gone afterwards."""
    ignored = [".git", *(line.strip("/") for line in (root / ".gitignore").read_text("utf-8").splitlines() if line)]

    def left_out(place: str, names: list[str]) -> set[str]:
        paths = {name: (Path(place).relative_to(root) / name).as_posix() for name in names}
        return {name for name in names if any(fnmatchcase(name, rule) or paths[name] == rule for rule in ignored)}

    copy = folder / "copy"
    try:
        # Links stay links: the package leads to the rooms, and a mistake is made in one place.
        shutil.copytree(root, copy, ignore=left_out, symlinks=True)
        yield copy
    finally:
        shutil.rmtree(copy, ignore_errors=True)


def require_baseline(copy: Path, mutations: Sequence[Mutation], plan: Plan) -> None:
    """Run the tests that the mutations will be tried with over the copy as it is.

    Raises:
        BaselineError: they fail, or take longer than a mutation has.
    """
    for command in _stages(sorted({path for mutation in mutations for path in mutation.tests}), plan):
        ended = run(command, copy, plan.seconds)
        if ended.noticed:
            raise BaselineError(f"the tests fail without any mutation: {_noticed_by(ended)}")


def try_mutation(mutation: Mutation, copy: Path, plan: Plan) -> Outcome:
    """Make the mistake in the copy, run the tests, and take it back."""
    try:
        wrong = mutated_file(mutation, copy)
    except StaleError as error:
        return Outcome(mutation.name, "stale", str(error))
    file = copy / mutation.file
    right = file.read_bytes()
    file.write_text(wrong, "utf-8")
    try:
        return outcome_of(mutation, plan, lambda command, seconds: run(command, copy, seconds))
    finally:
        file.write_bytes(right)


def outcome_of(mutation: Mutation, plan: Plan, run_command: Callable[[Sequence[str], float], Ended]) -> Outcome:
    """Run one stage of tests after the other until one notices the mutation or its time is up."""
    end = time.monotonic() + plan.seconds
    for command in _stages(mutation.tests, plan):
        ended = run_command(command, end - time.monotonic())
        if ended.code is None:
            return Outcome(mutation.name, "timed out", f"counts as killed; {plan.seconds:.0f} s")
        if ended.noticed:
            return Outcome(mutation.name, "killed", _noticed_by(ended))
    return Outcome(mutation.name, "survived")


def run(command: Sequence[str], folder: Path, seconds: float) -> Ended:
    """Run a command in a folder, with the modules of that folder; all that it started ends when its time is up.

    Compiled modules are not kept: one is told from its source by size and second, and a mutation may change neither.
    Hypothesis draws the same examples for every mutation (`CI`, tests/conftest.py).
    """
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1", "CI": "1"}
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            printed, _ = process.communicate(timeout=max(seconds, 0))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            return Ended(None, "")
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    return Ended(process.returncode, printed)


def _stages(tests: Sequence[str], plan: Plan) -> list[list[str]]:
    """The commands of pytest: the tests that are listed, then all of them; all of them where none is listed."""
    pytest = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--tb=no", "-rfE"]
    pytest += [f"--ignore={path}" for path in (_OWN, *plan.without)]
    first = [path for path in tests if path not in plan.without]
    whole = [*pytest, "-n", str(plan.workers), "--dist", "loadfile", "tests"]
    if plan.listed_only and first:
        return [[*pytest, "-n", "0", *first]]
    return [[*pytest, "-n", "0", *first], whole] if first else [whole]


def _noticed_by(ended: Ended) -> str:
    if ended.code is None:
        return "time is up"
    found = _FAILURE.search(ended.printed)
    return found[1] if found else f"pytest ended with {ended.code}"
