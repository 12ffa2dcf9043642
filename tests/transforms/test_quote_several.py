"""Names side by side: whom "they", "the two" and "the senators" mean, and how long ago they may have been named."""

from datetime import date

import polars as pl
import pytest

from onrecord.transforms.quotes.engine import Extracted, extract_quotes

SAID = "“It is so, and it will stay so,” {} said."
RAIN = "It rained. "

CASES: dict[str, tuple[str, str, str | None]] = {
    # The names, the source of the quotation behind them, and its speaker.
    "they, four sentences later": ("Nora Bell and Joe Reyes won. " + RAIN * 3, "they", "Nora Bell and Joe Reyes"),
    "they, five sentences later": ("Nora Bell and Joe Reyes won. " + RAIN * 4, "they", None),
    "both, eight sentences later": ("Nora Bell and Joe Reyes won. " + RAIN * 7, "both", "Nora Bell and Joe Reyes"),
    "both, nine sentences later": ("Nora Bell and Joe Reyes won. " + RAIN * 8, "both", None),
    "the two": ("Nora Bell and Joe Reyes won. ", "the two", "Nora Bell and Joe Reyes"),
    "the pair": ("Nora Bell and Joe Reyes won. ", "the pair", "Nora Bell and Joe Reyes"),
    "the couple": ("Nora Bell and Joe Reyes won. ", "the couple", "Nora Bell and Joe Reyes"),
    "the duo": ("Nora Bell and Joe Reyes won. ", "the duo", "Nora Bell and Joe Reyes"),
    "the two of three": ("Nora Bell, Joe Reyes and Ned Vale won. ", "the two", None),
    "they, three of them": ("Nora Bell, Joe Reyes and Ned Vale won. ", "they", "Nora Bell, Joe Reyes and Ned Vale"),
    "they, with a comma before and": (
        "Nora Bell, Joe Reyes, and Ned Vale won. ",
        "they",
        "Nora Bell, Joe Reyes, and Ned Vale",
    ),
    "a sign for and": ("We met Nora Bell & Joe Reyes. ", "both", "Nora Bell & Joe Reyes"),
    "no and": ("We met Nora Bell, Joe Reyes. ", "both", None),
    "a person and a body": ("Nora Bell and Harbour Bank won. ", "they", None),
    "bodies are no couple": ("Harbour Bank and Kestrov Corp met. ", "the couple", None),
    "they do not act": ("Voters met Nora Bell and Joe Reyes. ", "they", None),
    "they act behind a comma": ("Nora Bell and Joe Reyes, of Port Aster, won. ", "they", "Nora Bell and Joe Reyes"),
    "they act behind a bracket": (
        "Nora Bell and Joe Reyes (both of Port Aster) won. ",
        "they",
        "Nora Bell and Joe Reyes",
    ),
    "another plural takes over": ("Nora Bell and Joe Reyes won. Voters cheered. ", "they", None),
    "another plural in the same sentence": (
        "Nora Bell and Joe Reyes suggest voters care. ",
        "they",
        "Nora Bell and Joe Reyes",
    ),
    "the fullest names": (
        "Bell and Reyes won. Nora Bell and Joe Reyes left. Bell and Reyes ate. ",
        "the two",
        "Nora Bell and Joe Reyes",
    ),
    "of one office": ("Sen. Nora Bell and Sen. Joe Reyes met. ", "the senators", "Nora Bell and Sen. Joe Reyes"),
    "of another office": ("Sen. Nora Bell and Sen. Joe Reyes met. ", "the prosecutors", None),
    "officers that do not act": ("Voters met Sen. Nora Bell and Sen. Joe Reyes. ", "the senators", None),
    "quoted names": ("A sign said “Nora Bell and Joe Reyes won”. ", "the two", None),
    "places": ("Ohio and Texas voted. ", "the two", None),
}


@pytest.fixture(scope="module")
def extracted() -> Extracted:
    bodies = [f"The port is closed.\n\n{names}\n\n{SAID.format(source)}" for names, source, _ in CASES.values()]
    frame = pl.DataFrame({"article_id": list(CASES), "body": bodies})
    return extract_quotes(frame.with_columns(published_on=pl.lit(date(2024, 3, 14))))


@pytest.mark.parametrize("case", list(CASES))
def test_speakers(case: str, extracted: Extracted) -> None:
    found = extracted.quotes.filter(pl.col("article_id") == case).row(-1, named=True)
    assert (found["mention"], found["speaker"]) == CASES[case][1:]
