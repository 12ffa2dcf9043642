"""The golden files are what the engine gives now, and a difference is shown so that a person can judge it."""

from functools import cache

import polars as pl
import pytest

from bench import golden

SAMPLE = "tests/golden/sample.txt"


@cache
def articles_of(path: str) -> pl.DataFrame:
    """The sample is read once for all tests of this file."""
    return golden.GOLDEN[path]()


@pytest.mark.parametrize("path", golden.GOLDEN)
def test_golden_file_is_what_the_engine_gives(path: str) -> None:
    changes = golden.difference(path, golden.kept_text(path), golden.golden_text(articles_of(path)))
    if changes:
        pytest.fail(changes, pytrace=False)


def test_every_article_of_the_sample_has_its_heading() -> None:
    names = articles_of(SAMPLE)["name"]
    kept = golden.kept_text(SAMPLE).splitlines()
    assert names.n_unique() == names.len() > 100
    assert [line for line in kept if line.startswith("== ")] == [f"== {name} ==" for name in names]
    files = {name.split(" ")[0] for name in names}
    assert {"radio-tessel/radio-tessel.txt.gz", "the-ledger/the-ledger.csv", "vna/20240122/harbour-plan"} <= files


def test_equal_texts_have_no_difference() -> None:
    assert golden.difference("some.txt", "a\nb\n", "a\nb\n") == ""


def test_difference_shows_what_changed_and_the_command() -> None:
    shown = golden.difference("some.txt", "one\ntwo\nthree\nfour\n", "one\ntwo\n3\nfour\n").splitlines()
    assert shown[:2] == ["--- some.txt as it is kept", "+++ some.txt as the engine gives it now"]
    assert shown[3:-1] == [" one", " two", "-three", "+3", " four"]
    assert shown[-1] == "some.txt: if every change is wanted, write it with `make golden` and commit it."


def test_long_difference_is_cut() -> None:
    shown = golden.difference("some.txt", "", "line\n" * 5000).splitlines()
    assert len(shown) == golden.MOST_DIFFERENCES + 2
    assert shown[-2] == "…"
    assert "`make golden`" in shown[-1]
