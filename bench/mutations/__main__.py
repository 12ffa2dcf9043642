"""Try mutations: make each mistake of the list in a copy of the repository and see whether a test notices.

    python -m bench.mutations
    python -m bench.mutations --only 'judging-*' --listed-only
    python -m bench.mutations --without tests/bench/test_golden.py

Ends with 0 if every mutation was killed, with 1 if one survived or is stale, and with 2 if nothing could be tried.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from bench.mutations.listed import FILE, ListError, choose, read_mutations
from bench.mutations.running import BaselineError, Outcome, Plan, copy_of, require_baseline, try_mutation

ROOT = Path(__file__).resolve().parent.parent.parent
"""The repository."""


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Command line of this module; gives its exit code."""
    given = _parser().parse_args(arguments)
    plan = Plan(given.seconds, given.workers, given.listed_only, tuple(given.without))
    try:
        mutations = choose(read_mutations(given.file), given.only)
        with tempfile.TemporaryDirectory() as folder, copy_of(root, Path(folder)) as copy:
            say("the tests without any mutation")
            require_baseline(copy, mutations, plan)
            outcomes = []
            for number, mutation in enumerate(mutations, 1):
                outcomes.append(try_mutation(mutation, copy, plan))
                say(f"{number} of {len(mutations)}: {mutation.name}: {outcomes[-1].status} {outcomes[-1].detail}")
    except (ListError, BaselineError) as error:
        say(str(error))
        return 2
    print("\n".join(table(outcomes)))
    return exit_code(outcomes)


def table(outcomes: Sequence[Outcome]) -> list[str]:
    """The outcomes, one a line, and how many there are of each kind."""
    width = max((len(outcome.name) for outcome in outcomes), default=0)
    lines = [f"{outcome.name:{width}}  {outcome.status:9}  {outcome.detail}".rstrip() for outcome in outcomes]
    counts = Counter(outcome.status for outcome in outcomes)
    totals = ", ".join(f"{counts[status]} {status}" for status in ("killed", "timed out", "survived", "stale"))
    return [*lines, f"{len(outcomes)} mutations: {totals}"]


def exit_code(outcomes: Sequence[Outcome]) -> int:
    """1 if a mutation survived or is stale, else 0."""
    return int(any(outcome.status in {"survived", "stale"} for outcome in outcomes))


def say(line: str) -> None:
    """Tell how far it is."""
    print(line.rstrip(), file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.mutations",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="a name or pattern; repeatable")
    parser.add_argument("--file", type=Path, default=FILE, help="the list of mutations (default: the project's own)")
    parser.add_argument("--listed-only", action="store_true", help="run the tests that a mutation lists and no others")
    parser.add_argument("--without", action="append", default=[], metavar="PATH", help="tests to leave out; repeatable")
    parser.add_argument("--seconds", type=float, default=900, help="time of one mutation, then it counts as killed")
    parser.add_argument("--workers", type=int, default=2, help="processes of the whole test run (default: 2)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
