import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.quotes.cues import find_cues
from transforms.quotes.tokens import tokenise


def _tokens(body: str) -> pl.DataFrame:
    return tokenise(pl.DataFrame({"doc": [0], "body": [body]}, schema={"doc": pl.UInt32, "body": pl.String}))


@given(st.text(max_size=80))
def test_every_token_is_its_slice_and_only_blanks_are_left_out(body: str) -> None:
    tokens = _tokens(body)
    assert [body[start:end] for start, end in tokens.select("start", "end").iter_rows()] == tokens["token"].to_list()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Mr. Smith of the U.S. can't say O'Brien's age.", ["Mr.", "Smith", "of", "the", "U.S.", "can't", "say", "O'Brien", "'s", "age", "."]),
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
    ("body", "lemmas"),
    [
        ("He said so.", ["say"]),
        ("She expressed the hope that", ["express hope"]),
        ("According to him", ["according to"]),
        ("He pointed out that", ["point out"]),
        ("He was there.", []),
    ],
)
def test_cues(body: str, lemmas: list[str]) -> None:
    found = find_cues(_tokens(body).with_columns(quoted=pl.lit(value=False)))
    assert found["cue_lemma"].to_list() == lemmas
    assert [body[a:b].split(maxsplit=1)[0] for a, b in found.select("cue_start", "cue_end").iter_rows()] == [
        body[a:].split(maxsplit=1)[0] for a in found["cue_start"]
    ]


def test_no_cue_inside_quotation_marks() -> None:
    assert find_cues(_tokens("He said so.").with_columns(quoted=pl.lit(value=True))).is_empty()
