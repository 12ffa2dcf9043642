"""The mutation runner: what it makes of a list, and that it tells what tests notice from what they do not."""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from bench.mutations.__main__ import ROOT, exit_code, main, table
from bench.mutations.listed import ListError, Mutation, StaleError, choose, mutated, mutated_file, read_mutations
from bench.mutations.running import Ended, Outcome, Plan, copy_of, outcome_of, run

ONE = 'name = "one"\nfile = "a.py"\nold = "1"\nnew = "2"\n'


@pytest.mark.parametrize("mutation", read_mutations(), ids=lambda mutation: mutation.name)
def test_listed_mutation_fits_the_code(mutation: Mutation) -> None:
    assert mutated_file(mutation, ROOT) != (ROOT / mutation.file).read_text("utf-8")


def test_list_is_read_in_order(tmp_path: Path) -> None:
    file = tmp_path / "list.toml"
    two = '[[mutation]]\nname = "two"\nfile = "b.py"\nold = "x"\nnew = ""\ncontext = "def f"\ntests = ["t.py"]\n'
    file.write_text(f"[[mutation]]\n{ONE}{two}", "utf-8")
    first, second = Mutation("one", "a.py", "1", "2"), Mutation("two", "b.py", "x", "", "def f", ("t.py",))
    assert read_mutations(file) == [first, second]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (ONE.replace('old = "1"\n', ""), "one: old missing"),
        ('file = "a.py"\n', "a mutation without a name: name, new, old missing"),
        (f"{ONE}nth = 2\n", "one: unknown: nth"),
        (ONE.replace('"2"', '"1"'), "one: changes nothing"),
        (ONE.replace('"1"', '""'), "one: changes nothing"),
        (ONE.replace('"2"', "2"), "one: texts are expected, and a list for tests"),
        (f'{ONE}tests = "t.py"\n', "one: texts are expected, and a list for tests"),
        (f"{ONE}[[mutation]]\n{ONE}", "named twice: one"),
        ("name = \n", "list.toml"),
    ],
)
def test_wrong_list_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "list.toml"
    file.write_text(f"[[mutation]]\n{text}", "utf-8")
    with pytest.raises(ListError, match=message):
        read_mutations(file)


@pytest.mark.parametrize(
    ("old", "context", "expected"),
    [
        ("= 3", "", "a = 4\nb = 1\nc = 1\n"),
        ("= 1", "b", "a = 3\nb = 4\nc = 1\n"),
        ("= 1", "c", "a = 3\nb = 1\nc = 4\n"),
    ],
)
def test_old_text_is_changed_where_it_is_meant(old: str, context: str, expected: str) -> None:
    assert mutated(Mutation("m", "a.py", old, "= 4", context), "a = 3\nb = 1\nc = 1\n") == expected


@pytest.mark.parametrize(
    ("old", "context", "message"),
    [
        ("= 7", "", "old text not found"),
        ("= 1", "", "old text found 2 times"),
        ("= 3", "b", "old text not found behind its context"),
        ("= 1", "d", "context not found"),
        ("= 3", "=", "context found 3 times"),
    ],
)
def test_mutation_that_does_not_fit_is_stale(old: str, context: str, message: str) -> None:
    with pytest.raises(StaleError, match=message):
        mutated(Mutation("m", "a.py", old, "= 4", context), "a = 3\nb = 1\nc = 1\n")


def test_mutations_are_chosen_by_name_and_pattern() -> None:
    mutations = [Mutation(name, "a.py", "1", "2") for name in ("judging-a", "judging-b", "tokens")]
    assert choose(mutations, []) == mutations
    assert [mutation.name for mutation in choose(mutations, ["tokens", "*-a"])] == ["judging-a", "tokens"]
    with pytest.raises(ListError, match="no mutation is named judging"):
        choose(mutations, ["tokens", "judging"])


PASSED, LATE = Ended(0, "3 passed"), Ended(None, "")
FAILED = Ended(1, "FAILED tests/test_a.py::test_b[c] - assert 1 == 2\n")


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ([FAILED], Outcome("m", "killed", "tests/test_a.py::test_b[c]")),
        ([PASSED, FAILED], Outcome("m", "killed", "tests/test_a.py::test_b[c]")),
        ([Ended(2, "ERROR tests/test_a.py\n")], Outcome("m", "killed", "tests/test_a.py")),
        ([Ended(4, "")], Outcome("m", "killed", "pytest ended with 4")),
        ([Ended(5, ""), LATE], Outcome("m", "timed out", "counts as killed; 60 s")),
        ([PASSED, PASSED], Outcome("m", "survived")),
    ],
)
def test_stages_run_until_one_notices(ends: list[Ended], expected: Outcome) -> None:
    left = iter(ends)
    mutation = Mutation("m", "a.py", "1", "2", tests=("tests/test_a.py",))
    assert outcome_of(mutation, Plan(60), lambda _command, _seconds: next(left)) == expected
    assert list(left) == []


@pytest.mark.parametrize(
    ("tests", "plan", "expected"),
    [
        ((), Plan(60), [["tests"]]),
        (("t.py", "u.py"), Plan(60), [["t.py", "u.py"], ["tests"]]),
        (("t.py",), Plan(60, listed_only=True), [["t.py"]]),
        ((), Plan(60, listed_only=True), [["tests"]]),
        (("t.py", "u.py"), Plan(60, without=("t.py",)), [["u.py"], ["tests"]]),
    ],
)
def test_listed_tests_run_ahead_of_all(tests: tuple[str, ...], plan: Plan, expected: list[list[str]]) -> None:
    commands: list[list[str]] = []

    def keep(command: Sequence[str], _seconds: float) -> Ended:
        commands.append([word for word in command if word.endswith((".py", "tests"))])
        return PASSED

    outcome_of(Mutation("m", "a.py", "1", "2", tests=tests), plan, keep)
    ignored = [f"--ignore={path}" for path in ("tests/bench/test_mutations.py", *plan.without)]
    assert commands == [[*ignored, *paths] for paths in expected]


def test_command_that_does_not_end_is_ended(tmp_path: Path) -> None:
    assert run([sys.executable, "-c", "while True: pass"], tmp_path, 0.2) == LATE


def test_command_sees_the_modules_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "onrecord.py").write_text("here = 'copy'", "utf-8")
    command = [sys.executable, "-c", "import onrecord; print(onrecord.here)"]
    assert run(command, tmp_path, 60) == Ended(0, "copy\n")


def test_table_counts_and_exit_code() -> None:
    killed, late = Outcome("first", "killed", "tests/test_a.py::test_b"), Outcome("it", "timed out", "counts as killed")
    lost, stale = Outcome("other", "survived"), Outcome("old", "stale", "old text not found")
    assert table([killed, lost, stale, late]) == [
        "first  killed     tests/test_a.py::test_b",
        "other  survived",
        "old    stale      old text not found",
        "it     timed out  counts as killed",
        "4 mutations: 1 killed, 1 timed out, 1 survived, 1 stale",
    ]
    assert [exit_code(outcomes) for outcomes in ([killed, late], [killed, lost], [stale], [])] == [0, 1, 1, 0]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project of one module, with files that are not part of it."""
    root = tmp_path / "small"
    (root / "tests").mkdir(parents=True)
    (root / "sums.py").write_text("def add(a: int, b: int) -> int:\n    return a + b\n\n\nLEAST = 3\n", "utf-8")
    test = "from sums import add\n\n\ndef test_add() -> None:\n    assert add(2, 3) == 5\n"
    (root / "tests" / "test_sums.py").write_text(test, "utf-8")
    (root / ".gitignore").write_text("data/lake/\n*.log\n", "utf-8")
    for ignored in ("data/lake/big.parquet", "tests/some.log", ".git/HEAD"):
        (root / ignored).parent.mkdir(parents=True, exist_ok=True)
        (root / ignored).write_text("", "utf-8")
    return root


def test_copy_is_without_what_git_ignores_and_gone_afterwards(small: Path, tmp_path: Path) -> None:
    with copy_of(small, tmp_path) as copy:
        files = sorted(path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.is_file())
        assert files == [".gitignore", "sums.py", "tests/test_sums.py"]
    assert not copy.exists()


def test_links_of_the_copy_lead_into_the_copy(small: Path, tmp_path: Path) -> None:
    (small / "package").mkdir()
    (small / "package" / "sums.py").symlink_to("../sums.py")
    with copy_of(small, tmp_path) as copy:
        assert (copy / "package" / "sums.py").resolve() == (copy / "sums.py").resolve()


def write_list(folder: Path, *changes: tuple[str, str, str]) -> Path:
    file = folder / "list.toml"
    rows = [f'name = "{name}"\nfile = "sums.py"\nold = "{old}"\nnew = "{new}"\n' for name, old, new in changes]
    file.write_text("".join(f'[[mutation]]\n{row}tests = ["tests/test_sums.py"]\n' for row in rows), "utf-8")
    return file


def test_mutations_of_a_small_project(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = (("wrong-sum", "a + b", "a - b"), ("no-least", "LEAST = 3", "LEAST = 4"), ("gone", "a * b", "a"))
    file = write_list(tmp_path, *wanted)
    source = (small / "sums.py").read_text("utf-8")
    assert main(["--file", str(file), "--listed-only"], small) == 1
    assert capsys.readouterr().out.splitlines() == [
        "wrong-sum  killed     tests/test_sums.py::test_add",
        "no-least   survived",
        "gone       stale      old text not found",
        "3 mutations: 1 killed, 0 timed out, 1 survived, 1 stale",
    ]
    assert (small / "sums.py").read_text("utf-8") == source


def test_tests_must_pass_without_a_mutation(small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small / "sums.py").write_text("def add(a: int, b: int) -> int:\n    return a\n", "utf-8")
    file = write_list(tmp_path, ("m", "return a", "return b"))
    assert main(["--file", str(file), "--listed-only"], small) == 2
    assert "the tests fail without any mutation: tests/test_sums.py::test_add" in capsys.readouterr().err
    assert main(["--file", str(file), "--only", "other"], small) == 2
