"""Names in sources, and when two names are the same."""

from __future__ import annotations

import pytest

from bench.accuracy.capitals import Capitals
from bench.accuracy.names import SourceType, head_chunk, name_tokens, same_given_name, same_name, source_type


@pytest.mark.parametrize(
    ("source", "head"),
    [
        ("Ann Reed, the mayor", "Ann Reed"),
        ("a spokesman for Ann Reed", "a spokesman"),
        ("“Ann Reed”", "Ann Reed"),
        ("Reed – once mayor –", "Reed"),
        ("Holtz-Eakin", "Holtz-Eakin"),
        (", Reed", ", Reed"),
    ],
)
def test_head(source: str, head: str) -> None:
    assert head_chunk(source) == head


@pytest.mark.parametrize(
    ("source", "tokens"),
    [
        ("Ann Reed", ["ann", "reed"]),
        ("Mayor Ann Reed", ["ann", "reed"]),
        ("the Rev. Ann Reed Jr.", ["ann", "reed"]),
        ("Douglas Holtz-Eakin", ["douglas", "holtz", "eakin"]),
        ("Reed’s", ["reed"]),
        ("the mayor", []),
        ("President", []),
        ("a spokesman for Reed", []),
        ("Jr.", []),
        ("", []),
    ],
)
def test_name_tokens(source: str, tokens: list[str]) -> None:
    assert name_tokens(source) == tokens


@pytest.mark.parametrize(
    ("source", "type_"),
    [
        (None, "none"),
        ("  ", "none"),
        ("she", "pronoun"),
        ("they all", "pronoun"),
        ("Mr. Reed", "name"),
        ("the ambassador", "nominal"),
        ("Reed’s lawyers", "nominal"),
    ],
)
def test_source_type(source: str | None, type_: SourceType) -> None:
    assert source_type(source) == type_


@pytest.mark.parametrize(
    ("speaker", "source", "same"),
    [
        ("Ann Reed", "Reed", True),
        ("Reed", "Ann Reed", True),
        ("Ann Reed", "Mayor Ann Reed, 61", True),
        ("Bob Reed", "Ann Reed", False),
        ("William Reed", "Bill Reed", True),
        ("A. Reed", "Ann Reed", True),
        ("Alexandra Reed", "Alex Reed", True),
        ("Alice Reed", "Al Reed", False),
        ("Ann Smith", "Ann Reed", False),
        ("Ann", "Ann Reed", True),
        ("the mayor", "Ann Reed", False),
        (None, "Ann Reed", False),
        ("Ann Reed", "the mayor", False),
    ],
)
def test_same_name(speaker: str | None, source: str, *, same: bool) -> None:
    assert same_name(speaker, source) is same


def test_given_names_compare_both_ways() -> None:
    assert same_given_name("bob", "robert")
    assert same_given_name("robert", "bob")
    assert not same_given_name("", "ann")


def test_capital_of_a_sentence_start_is_no_name() -> None:
    text = "Voters said no. The voters were many. Reed left, and Reed stayed away."
    capitals = Capitals([text])
    assert capitals.not_names(text, 0, "Voters") == {"voters"}
    assert capitals.not_names(text, text.index("Reed left"), "Reed") == frozenset()
    assert capitals.not_names(text, text.index("voters"), "voters") == frozenset()
    assert source_type("Voters") == "name"
    assert source_type("Voters", capitals.not_names(text, 0, "Voters")) == "nominal"
