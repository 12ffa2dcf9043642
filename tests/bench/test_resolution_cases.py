"""Scoring of whom pronouns and noun phrases mean."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from bench.accuracy import resolution
from bench.accuracy.align import align
from bench.accuracy.gold import load_texts
from bench.accuracy.resolution import PARTS, Case, count_verdicts, given_sources, judge, load_cases, main, report

TEXT = (
    "Bridge shut.\n\nMayor Ann Reed closed the old bridge on Monday. “The old bridge is shut from today,” she "
    "said.\n\nCritics were angry.\n"
)
NAME = "gazette_2016-01-02_bridge"


def _case(source: str, status: str, name: str, article: str = NAME) -> Case:
    start, content = TEXT.index(source), TEXT.index("The old bridge is")
    return Case(article, start, start + len(source), content, content + 20, status, name, "held out")


@pytest.mark.parametrize(
    ("status", "name", "speaker", "verdict"),
    [
        ("person", "Ann Reed", "Ann Reed", "right"),
        ("person", "Ann Reed", "Reed", "right"),
        ("person", "Ann Reed", "Bob Reed", "wrong"),
        ("person", "Ann Reed", None, "unknown"),
        ("organisation", "Reed’s campaign", "Reed's campaign", "right"),
        ("organisation", "Harbour Board", "the Harbour Board", "right"),
        ("unnamed", "", None, "right"),
        ("unnamed", "", "Ann Reed", "wrong"),
    ],
)
def test_verdicts(status: str, name: str, speaker: str | None, verdict: str) -> None:
    assert judge(_case("she", status, name), speaker) == verdict


def test_the_cases_are_those_of_the_guidelines() -> None:
    cases = load_cases()
    assert len(cases) == len({case.article for case in cases}) == 506
    assert all((case.status == "unnamed") == (case.name == "") for case in cases)
    assert {case.part for case in cases} == set(PARTS.values())


def test_sources_that_are_given_and_not_in_the_body() -> None:
    articles = pl.DataFrame({"article_id": ["a1"], "body": [TEXT.partition("\n\n")[2]]})
    places = {"a1": [(NAME, align(articles["body"][0], TEXT))]}
    cases = [
        _case("she", "person", "Ann Reed"),
        _case("Critics", "unnamed", ""),
        _case("she", "person", "Ann Reed", "mirror_2016-01-02_bridge"),
    ]
    speakers = given_sources(cases, articles, places)
    assert speakers == {cases[0]: "Ann Reed", cases[1]: None}
    counts = count_verdicts(cases, speakers, {case.article: TEXT for case in cases})
    assert counts["pronoun", "all"] == {"right": 1, "missed": 1}
    assert counts["noun phrase", "unnamed"] == {"right": 1}
    lines = report("given", counts).splitlines()
    assert lines[0] == "== given"
    assert next(line for line in lines if line.startswith("all, all")).split()[2:] == ["2", "0", "0", "1", "3", "66.7"]


def test_one_command_prints_both_tables(
    write_corpus: Callable[[dict[str, str]], Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus = write_corpus({NAME: TEXT})
    assert load_texts(corpus)[NAME] == TEXT
    monkeypatch.setattr(
        resolution, "load_cases", lambda: [_case("she", "person", "Ann Reed"), _case("Critics", "unnamed", "")]
    )
    main(["--gold", str(corpus)])
    given, _, lake = capsys.readouterr().out.partition("== from the lake")
    assert next(line for line in given.splitlines() if line.startswith("all, all")).split()[2:] == [
        "2",
        "0",
        "0",
        "0",
        "2",
        "100.0",
    ]
    assert next(line for line in lake.splitlines() if line.startswith("all, all")).split()[2:] == [
        "1",
        "0",
        "0",
        "1",
        "2",
        "50.0",
    ]
    assert "quotations with a named speaker: 100.0 %" in lake
