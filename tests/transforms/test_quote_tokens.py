import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.transforms.quotes.reading.tokens import tokenise
from onrecord.transforms.quotes.words.grammar import Tag


def _tokens(body: str) -> pl.DataFrame:
    return tokenise(pl.DataFrame({"doc": [0], "body": [body]}, schema={"doc": pl.UInt32, "body": pl.String}))


@given(st.text(max_size=80))
def test_every_token_is_its_slice_and_only_blanks_are_left_out(body: str) -> None:
    tokens = _tokens(body)
    assert [body[start:end] for start, end in tokens.select("start", "end").iter_rows()] == tokens["token"].to_list()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "Mr. Smith of the U.S. can't say O'Brien's age.",
            ["Mr.", "Smith", "of", "the", "U.S.", "can't", "say", "O'Brien", "'s", "age", "."],
        ),
        ("J. Doe, 41-year-old", ["J.", "Doe", ",", "41-year-old"]),
        ("", []),
    ],
)
def test_tokens(body: str, expected: list[str]) -> None:
    assert _tokens(body)["token"].to_list() == expected


@pytest.mark.parametrize(
    ("body", "n_sentences"),
    [
        ("He said. She went.", 2),
        ("Mr. Smith went home. He slept.", 2),
        ('"We go," he said. "Now."', 2),
        ('"We go." He left.', 2),
        ("It cost 3.5 million. Yes.", 2),
        ("One line\nAnother line", 2),
        ("Wait... what?", 1),
    ],
)
def test_sentences(body: str, n_sentences: int) -> None:
    assert _tokens(body)["sentence"].n_unique() == n_sentences


@pytest.mark.parametrize(
    ("body", "tags"),
    [
        ("The minister announced the plan.", "DT NN VBD DT NN STOP"),
        ("They plan to run.", "PRP VBP TO VB STOP"),
        ("He has announced plans", "PRP VBZ VBN NNS"),
        ("a planned visit", "DT VBN NN"),
        ("Ann Lee will fight on", "NN NNP MD VB IN"),
        ("He said, “The fight is on.”", "PRP VBD COMMA QUOTE DT NN VBZ IN STOP QUOTE"),
        ("in 2024 (May)", "IN CD OPEN MD CLOSE"),
    ],
)
def test_word_classes_in_context(body: str, tags: str) -> None:
    assert [Tag(tag).name for tag in _tokens(body)["tag"]] == tags.split()


@pytest.mark.parametrize(("n_words", "n_sentences"), [(399, 1), (400, 1), (401, 2), (800, 2), (801, 3)])
def test_a_sentence_without_an_end_is_cut(n_words: int, n_sentences: int) -> None:
    assert _tokens("It ended. Rain" + " rain" * (n_words - 1))["sentence"].n_unique() == 1 + n_sentences


def test_sentences_are_cut_from_their_own_beginning() -> None:
    tokens = _tokens("rain " * 390 + ". Snow" + " snow" * 399)
    assert tokens.group_by("sentence", maintain_order=True).len()["len"].to_list() == [391, 400]
