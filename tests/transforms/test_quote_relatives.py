"""Whom "who" means: the name right before it, or the one that the words before it describe."""

from datetime import date

import polars as pl
import pytest

from onrecord.transforms.quotes.engine import extract_quotes

VALE = "Ned Vale"

CASES: dict[str, tuple[str, str | None]] = {
    # What stands ahead of "who said that the port is closed.", and whom it is.
    "comma": ("Then came Ned Vale,", VALE),
    "no comma": ("Then came Ned Vale", VALE),
    "somebody before": ("Then came Ada Quill and Ned Vale,", VALE),
    # Two words, or one of which the sex is known.
    "one word": ("Then came Lund,", None),
    "one word of a name that stands in full elsewhere": ("Ned Vale rose. Then came Vale,", VALE),
    "one word, and an address": ("Then came Mrs. Lund,", "Lund"),
    "two words that no list has": ("Then came Oro Lund,", "Oro Lund"),
    "a body": ("Then came Harbour Bank,", None),
    # Where somebody is from.
    "of one word": ("Then came Ned Vale of Aster,", VALE),
    "of two words": ("Then came Ned Vale of Port Aster,", VALE),
    "from": ("Then came Ned Vale from Port Aster,", VALE),
    "of no name": ("Then came Ned Vale of late,", None),
    "with": ("Then came Ned Vale with voters,", None),
    # An apposition.
    "a": ("Then came Ned Vale, a senior analyst at the trust,", VALE),
    "his": ("Then came Ned Vale, his friend from the port,", VALE),
    "two": ("Then came Ned Vale, two days before the voters,", VALE),
    "analyst": ("Then came Ned Vale, analyst at the trust,", VALE),
    "senior": ("Then came Ned Vale, senior analyst at the trust,", VALE),
    "a name": ("Then came Ned Vale, Harbour Trust analyst,", VALE),
    "an age": ("Then came Ned Vale, 57,", VALE),
    "no apposition": ("Then came Ned Vale, after voters,", None),
    "of the nearer one": ("Then came Ned Vale and Joe Reyes, a clerk,", "Joe Reyes"),
    "a verb between": ("Ned Vale, a clerk, greeted voters,", None),
    "another sentence": ("Voters greeted Ned Vale, a clerk. It was voters", None),
    # Somebody else's.
    "an adviser to him": ("Then came an adviser to Ned Vale,", None),
    "an adviser of him": ("Then came an adviser of Ned Vale,", None),
    "an adviser and him": ("Then came an adviser and Ned Vale,", VALE),
    "a letter to him": ("Then came a letter to Ned Vale,", VALE),
}


@pytest.fixture(scope="module")
def speakers() -> dict[str, str | None]:
    bodies = [f"{ahead} who said that the port is closed." for ahead, _ in CASES.values()]
    frame = pl.DataFrame({"article_id": list(CASES), "body": bodies})
    quotes = extract_quotes(frame.with_columns(published_on=pl.lit(date(2024, 3, 14)))).quotes
    return dict(quotes.filter(pl.col("mention") == "who").select("article_id", "speaker").iter_rows())


@pytest.mark.parametrize("case", list(CASES))
def test_who(case: str, speakers: dict[str, str | None]) -> None:
    assert speakers[case] == CASES[case][1]
