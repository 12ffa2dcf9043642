"""What the documents show is what a reader gets: excerpts, examples, links and names of files."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from onrecord.flows.cli import main

HOME = Path(__file__).parents[1]
README = (HOME / "README.md").read_text("utf-8")
DOCUMENTS = [HOME / "README.md", HOME / "CONTRIBUTING.md", *sorted((HOME / "docs").glob("*.md"))]

Answer = Callable[..., str]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The lake of the demo, and what it printed."""
    lake = str(tmp_path_factory.mktemp("demo") / "lake")
    printed = StringIO()
    with redirect_stdout(printed):
        assert main(["demo", "--lake", lake]) == 0
    return lake, printed.getvalue()


def cells(line: str) -> list[str]:
    """A line of a printed table, without the widths of its columns."""
    return re.split(r" {2,}", line.strip())


def block_after(sentence: str) -> str:
    """The block of code that follows a sentence of the README."""
    found = re.search(re.escape(sentence) + r".*?```\w+\n(.*?)```", README, re.DOTALL)
    assert found, sentence
    return found[1]


def test_demo_prints_its_excerpt(demo: tuple[str, str]) -> None:
    printed = [cells(line) for line in demo[1].splitlines()]
    shown = [cells(line) for line in block_after("`make demo` ends with this").splitlines() if line]
    assert len(shown) == 11
    places = [printed.index(line) for line in shown]
    assert places == sorted(places)


def test_quotes_print_their_excerpt(demo: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    found = re.search(
        r"^onrecord (quotes --speaker.*?) +#.*?\n```\n\n```text\n(.*?)```", README, re.DOTALL | re.MULTILINE
    )
    assert found
    command, excerpt = found.groups()
    assert main([*command.split(), "--lake", demo[0], "--limit", "1000"]) == 0
    assert excerpt in capsys.readouterr().out


def test_every_query_gives_rows(demo: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    queries = re.findall(r'^onrecord query "([^"]+)"$', README, re.MULTILINE)
    assert len(queries) == 5
    for sql in queries:
        assert main(["query", sql, "--lake", demo[0], "--format", "csv"]) == 0
        assert len(capsys.readouterr().out.splitlines()) > 1, sql


def test_python_example_prints_what_stands_below_it() -> None:
    found = re.search(r"```python\n(.*?)```\n\n```text\n(.*?)```", README, re.DOTALL)
    assert found
    printed = StringIO()
    with redirect_stdout(printed):
        exec(found[1], {})  # noqa: S102, the README's own example
    assert printed.getvalue() == found[2]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_files(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)[^)]*\)", document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_files_and_modules_that_are_named_are_there(document: Path) -> None:
    text = document.read_text("utf-8")
    paths = re.findall(r"`((?:flows|transforms|sql|bench|tests|docs|data/sample|onrecord)/[\w./-]*)`", text)
    modules = re.findall(r"python -m ((?:bench|onrecord)[\w.]*)", text)
    files = [*paths, *(module.replace(".", "/") for module in modules)]
    # a word in capitals stands for any name: something of that form must be there
    forms = [re.sub(r"(?<![A-Za-z])[A-Z]{4,}(?![A-Za-z])", "*", name).rstrip("/") for name in files]
    assert [form for form in forms if not (any(HOME.glob(form)) or any(HOME.glob(f"{form}.py")))] == []
