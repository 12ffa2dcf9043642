"""What could be named as a source: every word that makes a phrase, and where phrases begin and end."""

from itertools import pairwise

import polars as pl
import pytest

from onrecord.transforms.quotes.reading.batch import read_bodies

ALONE = "some many others all both those several any each neither either this these officials"
WHOSE = "who which whom his her their my our"

CASES: dict[str, set[str]] = {
    **{f"We saw {word}.": {"We", word} for word in ALONE.split()},
    **{f"We saw {word} go.": {"We", word} for word in ["who", "which", "whom"]},
    **{f"We saw {word} cat.": {"We", word, f"{word} cat"} for word in ["his", "her", "their", "my", "our"]},
    "We saw a sitting judge.": {"We", "a sitting judge"},
    "We saw old sitting judges.": {"We", "old sitting judges"},
    "We saw his sitting judges.": {"We", "his", "his sitting judges"},
    "We saw Bell's sitting judges.": {"We", "Bell", "Bell 's sitting judges"},
    "We saw judges sitting.": {"We", "judges"},
    "We gave the judge a cat.": {"We", "the judge", "a cat"},
    "We gave all the judges cats.": {"We", "all the judges cats"},
    "We met Ann de Vale.": {"We", "Ann de Vale", "Vale"},
    "We met the spokesman Ned Vale.": {"We", "the spokesman Ned Vale", "Ned Vale"},
}


@pytest.mark.parametrize("body", list(CASES))
def test_phrases(body: str) -> None:
    reading = read_bodies(pl.DataFrame({"doc": [0], "body": [body]}, schema={"doc": pl.UInt32, "body": pl.String}))
    words = reading.tokens["token"]
    assert {
        " ".join(words[first : last + 1])
        for first, last in reading.phrases.select("phrase_first", "phrase_last").iter_rows()
    } == CASES[body]


def test_phrases_of_a_long_text_stand_once_and_in_order() -> None:
    body = "We gave the judge a cat, and they saw all his " + "old " * 12 + "cats. "
    body *= 20
    reading = read_bodies(pl.DataFrame({"doc": [0], "body": [body]}, schema={"doc": pl.UInt32, "body": pl.String}))
    assert all(one < other for one, other in pairwise(reading.phrases.select("phrase_first", "phrase_last").rows()))
