"""The source of a quotation that no cue claims: how far it may stand, and who has spoken."""

from datetime import date

import polars as pl
import pytest

from onrecord.transforms.quotes.engine import Extracted, extract_quotes
from onrecord.transforms.quotes.marked.floating import find_pairs
from onrecord.transforms.quotes.reading.batch import Reading, read_bodies

RAIN = "and then the rain fell on the roofs and on the streets "

CASES: dict[str, tuple[str, list[str | None]]] = {
    "thirty words away": (
        "Marta Quill waved the paper "
        + " ".join((RAIN * 3).split()[:30])
        + ". “The storm has to go, and it has to go soon.”",
        ["Marta Quill"],
    ),
    "in the paragraph before": (
        "Marta Quill waved the paper.\n\n“The storm has to go, and it has to go soon.”",
        ["Marta Quill"],
    ),
    "whoever has surely spoken": (
        (
            "Ann Brandt announced in the hope that “the plan has to go”. She called it a surprise that the storm is "
            "good for the town. "
            "“The old ferry is a gift to the smugglers. The old ferry was a mistake.” It rained. Mayor Joe Vale left "
            "early."
        ),
        ["Ann Brandt"] * 3,
    ),
}


@pytest.fixture(scope="module")
def extracted() -> Extracted:
    frame = pl.DataFrame({"article_id": list(CASES), "body": [body for body, _ in CASES.values()]})
    return extract_quotes(frame.with_columns(published_on=pl.lit(date(2024, 3, 14))))


@pytest.mark.parametrize("case", list(CASES))
def test_speakers(case: str, extracted: Extracted) -> None:
    assert extracted.quotes.filter(pl.col("article_id") == case)["speaker"].to_list() == CASES[case][1]


def _pairs(body: str, spoken: dict[str, float] | None = None) -> tuple[Reading, pl.DataFrame]:
    """The pairs of the one quotation of a body; `spoken`: how probably phrases with these last words have spoken."""
    reading = read_bodies(pl.DataFrame({"doc": [0], "body": [body]}, schema={"doc": pl.UInt32, "body": pl.String}))
    quoted = reading.tokens.filter("quoted")
    edges = {
        "open": quoted["number"][0],
        "close": quoted["number"][-1],
        "paragraph": quoted["paragraph"][0],
        "last_paragraph": quoted["paragraph"][-1],
    }
    token = reading.tokens["token"]
    rows = [
        (first, last, probability)
        for word, probability in (spoken or {}).items()
        for first, last in reading.phrases.select("phrase_first", "phrase_last").iter_rows()
        if token[last] == word
    ]
    contents = pl.DataFrame(
        rows, schema={"source_first": pl.Int64, "source_last": pl.Int64, "probability": pl.Float64}, orient="row"
    )
    return reading, find_pairs(pl.DataFrame({name: [value] for name, value in edges.items()}), contents, reading)


def _last_words(reading: Reading, pairs: pl.DataFrame) -> set[str]:
    return set(reading.tokens["token"].gather(pairs["source_last"]))


@pytest.mark.parametrize(("n_words", "reached"), [(89, True), (90, False)])
def test_a_source_is_at_most_ninety_tokens_away(n_words: int, reached: bool) -> None:
    between = " ".join(["slowly"] * n_words)
    for body in (f"They met Quill {between} “It has to go.”", f"“It has to go.” {between} Quill met them."):
        assert ("Quill" in _last_words(*_pairs(body))) is reached


@pytest.mark.parametrize(("n_words", "reached"), [(100, True), (150, True)])
def test_a_long_phrase_counts_from_its_near_end(n_words: int, reached: bool) -> None:
    reading, pairs = _pairs(f"The {' '.join(['old'] * n_words)} harbour {' '.join(['slowly'] * 80)} “It has to go.”")
    assert ("harbour" in _last_words(reading, pairs)) is reached


def test_a_source_stands_in_the_same_paragraph_or_the_ones_beside_it() -> None:
    reading, pairs = _pairs(
        "Reyes left.\n\nQuill left.\n\nVale left. “It has to go.\n\n“Nobody pays.” Bell left.\n\nLund left.\n\nPell "
        "left."
    )
    assert _last_words(reading, pairs) == {"Quill", "Vale", "Bell", "Lund"}


@pytest.mark.parametrize(("probability", "spoken"), [(0.3, False), (0.31, True)])
def test_whoever_is_a_likely_source_elsewhere_has_spoken(probability: float, spoken: bool) -> None:
    reading, pairs = _pairs("They met Quill and Vale. “It has to go.”", {"Vale": probability})
    told = pairs.filter(reading.tokens["token"].gather(pairs["source_last"]) == "Vale")
    assert set(told["nearest_spoke"]) == {1.0 if spoken else 0.0}
